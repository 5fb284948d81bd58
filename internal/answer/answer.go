// Package answer is what people get who tell what they heard: the fact, the
// reason, the link and a picture, or that nobody has checked it yet. The
// command line, the API and the chat bots give the same reply.
package answer

import (
	"errors"
	"sync"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/indexfile"
	"rebut/internal/search"
)

// MaxQuery is how many characters of a query are read: two long posts.
const MaxQuery = 800

// Finder finds the fact-checks of a project that answer a sentence. It is safe
// for concurrent use.
type Finder struct {
	cfg    *config.Config
	press  *card.Press
	whole  Whole
	index  func() (*search.Index, error)
	checks map[factcheck.Slug]*factcheck.FactCheck
}

// Whole is an edition of the whole fact-check, given one of an outline.
type Whole func(factcheck.Edition) (factcheck.Edition, error)

// New finds among the editions that the public may see of fact-checks without
// errors; of withdrawn ones none. Press tells which pictures there are. The
// fact-checks may be outlines; whole opens them, nil where all are whole. They
// are indexed when the first query comes; keep has what was indexed before, nil
// for nothing.
func New(cfg *config.Config, press *card.Press, checks []*factcheck.FactCheck, whole Whole, keep *indexfile.Keeper) *Finder {
	if whole == nil {
		whole = func(e factcheck.Edition) (factcheck.Edition, error) { return e, nil }
	}
	f := &Finder{cfg: cfg, press: press, whole: whole, checks: make(map[factcheck.Slug]*factcheck.FactCheck, len(checks))}
	for _, check := range checks {
		f.checks[check.Slug] = check
	}
	f.index = sync.OnceValues(func() (*search.Index, error) { return f.build(checks, keep) })
	return f
}

func (f *Finder) build(checks []*factcheck.FactCheck, keep *indexfile.Keeper) (*search.Index, error) {
	var docs []search.Document
	for _, check := range checks {
		for _, e := range Searched(f.cfg, check) {
			whole, err := f.whole(e)
			if err != nil {
				return nil, err
			}
			docs = append(docs, search.DocumentOf(whole))
		}
	}
	return keep.Index(docs), nil
}

// Searched are the editions of a fact-check that answer somebody.
func Searched(cfg *config.Config, check *factcheck.FactCheck) []factcheck.Edition {
	if check.Status == factcheck.Withdrawn {
		return nil
	}
	return cfg.Editions(check)
}

// Reply is the answer to a query. Its JSON is that of the API.
type Reply struct {
	Query    string `json:"query"`
	Answered bool   `json:"answered"` // the first hit answers it
	Hits     []Hit  `json:"hits"`     // the best first; where Answered is false, what is near at most
}

// Hit is a fact-check in one language.
type Hit struct {
	Slug        factcheck.Slug `json:"factCheck"`
	Lang        factcheck.Lang `json:"language"` // of the texts
	Heard       string         `json:"heardIn"`  // language whose text matched
	Fact        string         `json:"fact"`
	Why         string         `json:"why"`
	Link        string         `json:"link"`              // of the page
	Picture     string         `json:"picture,omitempty"` // address of a picture
	Draft       bool           `json:"draft,omitempty"`   // a translation that nobody reviewed, or that is stale
	Score       float64        `json:"score"`
	Probability float64        `json:"probability"` // that it is the answer, 0 to 1
	Matched     []string       `json:"matched"`     // words of the query that it has
}

// Index is what is searched: all editions that lists show. It is built when
// first asked for.
func (f *Finder) Index() (*search.Index, error) { return f.index() }

// Find answers a query with at most limit hits (0: 5). The language's own
// texts are searched first, and all others where they have no answer, as
// browsers do; a hit is told in the language where there is the text, else in
// the one that matched.
func (f *Finder) Find(query string, lang factcheck.Lang, limit int) (Reply, error) {
	r, editions, err := f.Editions(query, lang, limit)
	if err != nil {
		return r, err
	}
	for i, e := range editions {
		whole, err := f.whole(e)
		if err != nil {
			return r, err
		}
		f.tell(whole, &r.Hits[i])
	}
	return r, nil
}

// Editions is Find without the texts: of each hit the edition to tell it in,
// which may be of an outline.
func (f *Finder) Editions(query string, lang factcheck.Lang, limit int) (Reply, []factcheck.Edition, error) {
	query = firstRunes(query, MaxQuery)
	r := Reply{Query: query, Hits: []Hit{}}
	index, err := f.index()
	if err != nil {
		return r, nil, err
	}
	found := index.Match(query, search.Options{Limit: limit, Lang: string(lang)})
	if !found.Confident {
		found = index.Match(query, search.Options{Limit: limit})
	}
	r.Answered = found.Confident
	var editions []factcheck.Edition
	for _, h := range found.Hits {
		check := f.checks[factcheck.Slug(h.ID)]
		e, ok := f.cfg.Edition(check, lang)
		if !ok {
			if e, ok = f.cfg.Edition(check, factcheck.Lang(h.Lang)); !ok {
				return r, nil, errors.New("answer: the index has an edition that is not shown")
			}
		}
		editions = append(editions, e)
		r.Hits = append(r.Hits, Hit{Slug: e.Slug, Lang: e.Lang, Heard: h.Lang, Draft: e.Marked, Score: h.Score, Probability: h.Probability, Matched: h.Matched})
	}
	return r, editions, nil
}

// Near are the fact-checks that have to do with a query, in any language, at
// most limit.
func (f *Finder) Near(query string, limit int) ([]factcheck.Slug, error) {
	index, err := f.index()
	if err != nil {
		return nil, err
	}
	var slugs []factcheck.Slug
	for _, h := range index.Match(firstRunes(query, MaxQuery), search.Options{Limit: limit}).Hits {
		slugs = append(slugs, factcheck.Slug(h.ID))
	}
	return slugs, nil
}

// firstRunes is the beginning of a text, n characters at most.
func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// tell adds to a hit what its edition says.
func (f *Finder) tell(e factcheck.Edition, h *Hit) {
	h.Fact, h.Why = e.Text.Fact.Plain(), e.Text.Why
	h.Link, h.Picture = f.cfg.URL(address.Page(e.Lang, e.Slug)), f.Picture(e)
}

// format is the picture that every messenger shows whole.
const format = "square"

// Picture is the address of the first picture in the format, else of the first
// of all; "" where there is none.
func (f *Finder) Picture(e factcheck.Edition) string {
	if f.press == nil {
		return ""
	}
	jobs := f.press.Jobs(e)
	for _, j := range jobs {
		if j.Format == format {
			return f.cfg.URL(f.press.Path(j))
		}
	}
	if len(jobs) > 0 {
		return f.cfg.URL(f.press.Path(jobs[0]))
	}
	return ""
}
