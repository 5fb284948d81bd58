package oembed

import (
	"net/http"
	"net/url"
	"strconv"
)

// Request is what a consumer asks for (section 2.2).
type Request struct {
	URL       *url.URL // absolute
	MaxWidth  int      // px; 0 for any
	MaxHeight int      // px; 0 for any
	Format    string   // "json" or "xml"
}

// Refusal is why there is no answer: a status of HTTP and a sentence for whoever
// reads it.
type Refusal struct {
	Status  int
	Message string
}

// Error is the sentence.
func (r *Refusal) Error() string { return r.Message }

// The refusals of addresses (section 2.3.4.5).
var (
	ErrUnknown = &Refusal{http.StatusNotFound, "There is nothing to embed at this address. Use the address of a fact-check, a list or a picture of this site."}
	ErrPrivate = &Refusal{http.StatusUnauthorized, "This fact-check is a draft. It can be embedded once it is published."}
)

// RequestOf reads a request; an error is a *Refusal. Parameters that the
// specification does not know are passed over.
func RequestOf(query url.Values) (Request, error) {
	r := Request{Format: query.Get("format")}
	switch r.Format {
	case "":
		r.Format = "json"
	case "json", "xml":
	default:
		return r, &Refusal{http.StatusNotImplemented, "Answers are given as json or xml. Leave format out, or use one of the two."}
	}
	var err error
	if r.MaxWidth, err = most(query, "maxwidth"); err != nil {
		return r, err
	}
	if r.MaxHeight, err = most(query, "maxheight"); err != nil {
		return r, err
	}
	if query.Get("url") == "" {
		return r, &Refusal{http.StatusBadRequest, "The address to embed is missing. Put it into the parameter url."}
	}
	if r.URL, err = url.Parse(query.Get("url")); err != nil {
		return r, &Refusal{http.StatusBadRequest, "The parameter url is not an address. Is it encoded as a parameter?"}
	}
	return r, nil
}

// most reads a largest size.
func most(query url.Values, name string) (px int, err error) {
	text := query.Get(name)
	if text == "" {
		return 0, nil
	}
	if px, err = strconv.Atoi(text); err != nil || px < 1 {
		return 0, &Refusal{http.StatusBadRequest, "The parameter " + name + " must be a whole number of pixels, 1 or more."}
	}
	return px, nil
}
