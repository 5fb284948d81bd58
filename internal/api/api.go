package api

import (
	"bytes"
	"encoding/json"
	"sync"

	"rebut/internal/address"
	"rebut/internal/answer"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Content is what the answers are made of.
type Content struct {
	Config     *config.Config
	FactChecks []*factcheck.FactCheck // newest first; those that are not public are passed over
	Press      *card.Press
	Finder     *answer.Finder

	// Earlier are the replaced revisions of a fact-check that can be drawn,
	// oldest first.
	Earlier func(*factcheck.FactCheck) []*factcheck.FactCheck

	// Whole is an edition of the whole fact-check: FactChecks may be outlines.
	Whole answer.Whole

	// Lead is the picture that stands for an edition; ok is false for none.
	Lead func(factcheck.Edition) (job card.Job, ok bool)
}

// API answers other programs. It is safe for concurrent use.
type API struct {
	Content
	catalogue func() *catalogue // of what can be asked for; made when somebody asks
}

// New is the interface to a site.
func New(c Content) *API {
	a := &API{Content: c}
	a.catalogue = sync.OnceValue(a.list)
	return a
}

// JSON is a value as answers have it: on one line, with UTF-8 as it is, and
// with a line break at the end.
func JSON(value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return b.Bytes(), err
}

func (a *API) url(path string) string { return a.Config.URL(path) }

// factCheckURL is where a server answers with a fact-check, and where a host
// that only hands out files has it.
func (a *API) factCheckURL(slug factcheck.Slug) string { return a.url(address.APIFactCheck(slug)) }

// editions are the editions of the whole fact-check that are shown, in the
// order of the site's languages; none of one that is not public.
func (a *API) editions(f *factcheck.FactCheck) ([]factcheck.Edition, error) {
	if !f.Public() {
		return nil, nil
	}
	editions := a.Config.Editions(f)
	for i := range editions {
		var err error
		if editions[i], err = a.Whole(editions[i]); err != nil {
			return nil, err
		}
	}
	return editions, nil
}

// told is what is said of a text in the languages of editions: in each what its
// page says, which may be the text in another language.
func told(text factcheck.Localised, editions []factcheck.Edition, fallback factcheck.Lang) Localised {
	out := Localised{}
	for _, e := range editions {
		if said, _ := text.In(e.Lang, fallback); said != "" {
			out[e.Lang] = said
		}
	}
	return out
}

// draft is why an edition must carry a mark; "" where it need not.
func draft(e factcheck.Edition) string {
	if !e.Marked {
		return ""
	}
	return e.State.String()
}

// modified is the day of the last public change: the latest of publication,
// modification, corrections and withdrawal.
func modified(f *factcheck.FactCheck) factcheck.Date {
	last := f.Published
	dates := []factcheck.Date{f.Modified}
	for _, c := range f.Corrections {
		dates = append(dates, c.Date)
	}
	if f.Withdrawn != nil {
		dates = append(dates, f.Withdrawn.Date)
	}
	for _, d := range dates {
		if last.Compare(d) < 0 {
			last = d
		}
	}
	return last
}
