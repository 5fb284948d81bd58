package ledger

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unique"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Outline is a fact-check without its texts: what it takes to say which files
// it has and where it stands in lists.
type Outline struct {
	_           struct{} `cbor:",toarray"`
	Slug        factcheck.Slug
	Aliases     []factcheck.Slug
	Status      factcheck.Status
	Language    factcheck.Lang
	Revision    int
	Published   factcheck.Date
	Modified    factcheck.Date
	Rating      string
	Topics      []string
	Designs     []string
	Withdrawn   factcheck.Date
	Corrections []Correction
	Passage     factcheck.Lang // language of the receipt's passage; "" without one
	Number      bool
	Chart       bool
	Texts       []TextOutline
}

// Correction is a correction without its text.
type Correction struct {
	_        struct{} `cbor:",toarray"`
	Date     factcheck.Date
	Revision int
}

// TextOutline says which parts a text has.
type TextOutline struct {
	_          struct{} `cbor:",toarray"`
	Lang       factcheck.Lang
	Parts      uint8 // bits in the order of parts
	Translates int
	Reviewed   bool
}

// parts are the texts whose presence decides what a fact-check has.
func parts(t *factcheck.Text) []*string {
	return []*string{&t.Claim, (*string)(&t.Fact), &t.Why, &t.Body, &t.Number.Label, &t.Chart.Note, &t.Receipt.Translation}
}

// mark stands for a text that an outline does not have.
const mark = "…"

// OutlineOf is the outline of a fact-check.
func OutlineOf(f *factcheck.FactCheck) *Outline {
	o := &Outline{
		Slug: own(f.Slug), Aliases: owned(f.Aliases), Status: own(f.Status), Language: own(f.Language), Revision: f.Revision, Published: f.Published,
		Modified: f.Modified, Rating: own(f.Rating), Topics: owned(f.Topics), Designs: owned(f.Designs),
		Number: f.Number != nil, Chart: f.Chart != nil && len(f.Chart.Categories) > 0 && len(f.Chart.Series) > 0,
	}
	if f.Receipt != nil && !blank(f.Receipt.Passage) {
		o.Passage = own(f.PassageLanguage())
	}
	if f.Withdrawn != nil {
		o.Withdrawn = f.Withdrawn.Date
	}
	for _, c := range f.Corrections {
		o.Corrections = append(o.Corrections, Correction{Date: c.Date, Revision: c.Revision})
	}
	for _, lang := range slices.Sorted(maps.Keys(f.Texts)) {
		if t := f.Texts[lang]; t != nil {
			o.Texts = append(o.Texts, textOutline(lang, t))
		}
	}
	return o
}

// own is a text in memory of its own, once for all that are equal: the texts of
// a fact-check that was read are pieces of its whole file.
func own[T ~string](s T) T { return unique.Make(s).Value() }

// owned are texts in memory of their own; nil stays nil.
func owned[T ~string](list []T) []T {
	list = slices.Clone(list)
	for i := range list {
		list[i] = own(list[i])
	}
	return list
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

func textOutline(lang factcheck.Lang, t *factcheck.Text) TextOutline {
	o := TextOutline{Lang: own(lang), Translates: t.Translates, Reviewed: t.Reviewed}
	copied := *t
	copied.Fact = factcheck.Emphasised(t.Fact.Plain())
	for i, text := range parts(&copied) {
		if !blank(*text) {
			o.Parts |= 1 << i
		}
	}
	return o
}

// Shapes makes fact-checks of outlines. Those that have the same parts in the
// same languages share their texts, which must not be changed. The zero value
// is ready; it is safe for concurrent use.
type Shapes struct {
	mu    sync.Mutex
	texts map[string]factcheck.Texts // by what outlines say of them
}

// FactCheck is a fact-check that has an outline; every text that it has is
// "…". file is the name of its file.
func (s *Shapes) FactCheck(o *Outline, file string) *factcheck.FactCheck {
	f := &factcheck.FactCheck{
		Slug: o.Slug, Aliases: o.Aliases, Status: o.Status, Language: o.Language, Revision: o.Revision, Published: o.Published,
		Modified: o.Modified, Rating: o.Rating, Topics: o.Topics, Designs: o.Designs, Texts: s.of(o.Texts), Origin: origin(file),
	}
	if o.Status == factcheck.Withdrawn {
		f.Withdrawn = &factcheck.Withdrawal{Date: o.Withdrawn}
	}
	for _, c := range o.Corrections {
		f.Corrections = append(f.Corrections, factcheck.Correction{Date: c.Date, Revision: c.Revision})
	}
	o.figures(f)
	return f
}

// of are the texts that outlines tell of.
func (s *Shapes) of(outlines []TextOutline) factcheck.Texts {
	var key []byte
	for _, t := range outlines {
		key = fmt.Append(key, t.Lang, " ", t.Parts, t.Translates, t.Reviewed, "\n")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if texts, ok := s.texts[string(key)]; ok {
		return texts
	}
	texts := make(factcheck.Texts, len(outlines))
	for _, t := range outlines {
		texts[t.Lang] = t.text()
	}
	if s.texts == nil {
		s.texts = map[string]factcheck.Texts{}
	}
	s.texts[string(key)] = texts
	return texts
}

func (t *TextOutline) text() *factcheck.Text {
	text := &factcheck.Text{Translates: t.Translates, Reviewed: t.Reviewed}
	for i, part := range parts(text) {
		if t.Parts&(1<<i) != 0 {
			*part = mark
		}
	}
	return text
}

func (o *Outline) figures(f *factcheck.FactCheck) {
	if o.Number {
		f.Number = &factcheck.Number{}
	}
	if o.Chart {
		f.Chart = &factcheck.Chart{Categories: make([]factcheck.Category, 1), Series: make([]factcheck.ChartSeries, 1)}
	}
	if o.Passage != "" {
		f.Receipt = &factcheck.Receipt{Passage: mark, Language: o.Passage}
	}
}

// origin is the file of a fact-check of which no more is known.
type origin string

// Locate is the file as a whole.
func (o origin) Locate(string, int) problem.Position { return problem.Position{File: string(o)} }
