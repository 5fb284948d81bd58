// Package answer is what people get who tell what they heard: the fact, the
// reason, the link and a picture, or that nobody has checked it yet. The
// command line, the API and the chat bots give the same reply.
package answer

import (
	"fmt"
	"strings"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/search"
)

// Finder finds the fact-checks of a project that answer a sentence. It is safe
// for concurrent use.
type Finder struct {
	cfg    *config.Config
	press  *card.Press
	index  *search.Index
	checks map[string]*factcheck.FactCheck // by slug
}

// New indexes the editions that the public may see of fact-checks without
// errors; of withdrawn ones none. Press tells which pictures there are.
func New(cfg *config.Config, press *card.Press, checks []*factcheck.FactCheck) *Finder {
	f := &Finder{cfg: cfg, press: press, checks: map[string]*factcheck.FactCheck{}}
	var docs []search.Document
	for _, check := range checks {
		f.checks[string(check.Slug)] = check
		docs = append(docs, Documents(cfg, check)...)
	}
	f.index = search.Build(docs)
	return f
}

// Documents are what the index holds of a fact-check.
func Documents(cfg *config.Config, check *factcheck.FactCheck) []search.Document {
	if check.Status == factcheck.Withdrawn {
		return nil
	}
	var docs []search.Document
	for _, e := range cfg.Editions(check) {
		docs = append(docs, search.DocumentOf(e))
	}
	return docs
}

// Index is the index of the project, to write it to a file.
func (f *Finder) Index() *search.Index { return f.index }

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

// Find answers a query with at most limit hits (0: 5), in a language where
// there is the text, else in the one that matched.
func (f *Finder) Find(query string, lang factcheck.Lang, limit int) Reply {
	found := f.index.Match(query, search.Options{Limit: limit})
	r := Reply{Query: query, Answered: found.Confident, Hits: []Hit{}}
	for _, h := range found.Hits {
		check := f.checks[h.ID]
		e, ok := f.cfg.Edition(check, lang)
		if !ok {
			e, _ = f.cfg.Edition(check, factcheck.Lang(h.Lang))
		}
		r.Hits = append(r.Hits, f.hit(e, h))
	}
	return r
}

func (f *Finder) hit(e factcheck.Edition, h search.Hit) Hit {
	return Hit{
		Slug: e.Slug, Lang: e.Lang, Heard: h.Lang, Fact: e.Text.Fact.Plain(), Why: e.Text.Why, Draft: e.Marked,
		Link: f.cfg.URL(address.Page(e.Lang, e.Slug)), Picture: f.picture(e),
		Score: h.Score, Probability: h.Probability, Matched: h.Matched,
	}
}

// format is the picture that every messenger shows whole.
const format = "square"

// picture is the address of the first picture in the format, else of the first
// of all; "" where there is none.
func (f *Finder) picture(e factcheck.Edition) string {
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

// Text is the reply as a message for chats: fact, reason, link and picture,
// a paragraph each. Without an answer it is what the caller says of that, in
// the reader's language, and draft is the mark of texts that nobody reviewed.
func (r Reply) Text(unknown, draft string) string {
	if !r.Answered {
		return unknown + "\n"
	}
	h := r.Hits[0]
	var b strings.Builder
	if h.Draft && draft != "" {
		fmt.Fprintf(&b, "[%s]\n\n", draft)
	}
	for _, part := range []string{h.Fact, h.Why, h.Link, h.Picture} {
		if part != "" {
			fmt.Fprintf(&b, "%s\n\n", part)
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
