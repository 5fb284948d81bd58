package server

import (
	"net/http"
	"strconv"
	"strings"
)

// coding is a content coding (RFC 9110 § 8.4.1); "" is identity.
type coding string

const (
	identity coding = ""
	gzipped  coding = "gzip"
	brotlied coding = "br"
)

// codings are what text can be sent in, smallest first: between codings that a
// reader likes equally the first is taken.
var codings = [...]coding{brotlied, gzipped}

// noWeight is the weight of a coding that Accept-Encoding does not tell of.
const noWeight = -1

// wish is what a reader's Accept-Encoding comes to.
type wish struct {
	best  coding // that the reader likes best; of equals the smallest
	plain bool   // identity is acceptable too
}

// String is an Accept-Encoding that comes to the wish.
func (w wish) String() string {
	switch {
	case w.best == identity:
		return "identity"
	case w.plain:
		return string(w.best)
	}
	return string(w.best) + ", identity;q=0"
}

// wishOf reads Accept-Encoding (RFC 9110 § 12.5.3). Identity is a last resort
// unless the reader gives it a weight or refuses it. A reader who refuses every
// coding gets wish{identity, false}.
func wishOf(h http.Header) wish { return wishIn(h["Accept-Encoding"]) }

// wishIn is wishOf for the lines of the header.
func wishIn(lines []string) wish {
	if len(lines) == 0 {
		return wish{identity, true} // anything would do, and old programs know this one
	}
	brotli, gzip, plain, rest := noWeight, noWeight, noWeight, noWeight
	for element := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		name, weight, ok := weighted(element)
		if !ok {
			continue
		}
		switch name {
		case string(brotlied):
			brotli = weight
		case string(gzipped), "x-gzip": // § 8.4.1.3
			gzip = weight
		case "identity":
			plain = weight
		case "*":
			rest = weight
		}
	}
	plain = told(plain, rest, noWeight)
	return wish{best([...]int{told(brotli, rest, 0), told(gzip, rest, 0)}, plain), plain != 0}
}

// told is the weight that was given, else that of "*", else the one assumed.
func told(given, rest, assumed int) int {
	switch {
	case given != noWeight:
		return given
	case rest != noWeight:
		return rest
	}
	return assumed
}

// best is the coding of the largest weight; plain is the weight of identity.
func best(weights [len(codings)]int, plain int) coding {
	found, most := identity, max(plain, 0)
	for i, weight := range weights {
		if weight > most || weight == most && weight > 0 && found == identity {
			found, most = codings[i], weight
		}
	}
	return found
}

// weighted reads an element of Accept-Encoding, "gzip" or "gzip;q=0.5". The
// weight is in thousandths. An element that follows no rule is passed over.
func weighted(element string) (name string, weight int, ok bool) {
	name, parameter, has := strings.Cut(element, ";")
	name = strings.ToLower(strings.Trim(name, " \t"))
	if !has {
		return name, 1000, name != ""
	}
	key, value, _ := strings.Cut(strings.Trim(parameter, " \t"), "=")
	q, err := strconv.ParseFloat(value, 64)
	if !strings.EqualFold(key, "q") || err != nil || !(q >= 0 && q <= 1) {
		return "", 0, false
	}
	return name, int(q * 1000), name != ""
}
