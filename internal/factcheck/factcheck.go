// Package factcheck is the specification of a fact-check: what it consists of
// and which rules a publishable one keeps.
//
// The words are those of the field. A claim is what people say; an appearance
// is one time that a claimant made it; the fact is the short true statement
// that answers it and that everything Rebut publishes puts first; why is the
// one-paragraph reason; the body is the rebuttal in Markdown, shaped as the
// Debunking Handbook 2020 advises (fact, warning and myth once, technique,
// fact again); a rating is a word of the site's scheme; a correction is a
// public note of what was changed after publication.
//
// Values are plain data. Rules report problems, all of them, and change nothing.
package factcheck

import (
	"slices"

	"rebut/internal/problem"
)

// Limits on texts, in characters (code points), emphasis marks not counted.
const (
	MaxFact      = 90
	MaxWhy       = 280
	MaxClaim     = 200 // ClaimReview readers cut claimReviewed near 75; people quote longer ones
	MaxTechnique = 300
	MaxAlsoHeard = 50 // wordings
	MaxVerdict   = 500
	MaxBody      = 20000
	MaxAlt       = 2000
)

// FactCheck is one claim with its answer, in every language it exists in.
type FactCheck struct {
	Slug        Slug         // the last step of its address: topic or fact, never the myth
	Aliases     []Slug       // earlier slugs, whose addresses lead here
	Status      Status       // how far it is
	Language    Lang         // of the original text
	Revision    int          // from 1; raised by each published change
	Published   Date         // first publication
	Modified    Date         // last published change
	Rating      string       // id in the site's rating scheme
	Topics      []string     // topic ids, the main one first
	Texts       Texts        // the original and its translations
	Appearances []Appearance // where the claim was made; the first is the one shown
	Sources     []Source     // the evidence, in the order they are listed
	Corrections []Correction // oldest first as written
	Withdrawn   *Withdrawal  // set exactly when Status is Withdrawn
	Designs     []string     // ids of the designs it is drawn in; empty: all that its content suffices for
	Number      *Number      // nil: none
	Chart       *Chart       // nil: none
	Receipt     *Receipt     // nil: none

	Origin problem.Locator // finds values in the file they came from; nil for values made in code
}

// Texts holds one text per language.
type Texts map[Lang]*Text

// Text is what the fact-check says in one language.
type Text struct {
	Claim     string     `toml:"claim"`      // as people say it
	AlsoHeard []string   `toml:"also_heard"` // other wordings that go around, for the search alone; nobody sees them
	Fact      Emphasised `toml:"fact"`       // at most MaxFact characters
	Why       string     `toml:"why"`        // at most MaxWhy characters
	Technique string     `toml:"technique"`  // how the claim misleads, named
	Verdict   string     `toml:"verdict"`    // why this rating
	Body      string     `toml:"body"`       // Markdown with references [@source-id]
	Alt       string     `toml:"alt"`        // of its pictures, at most MaxAlt characters; empty: composed

	Number   NumberText   `toml:"number"`
	Chart    ChartText    `toml:"chart"`
	Receipt  ReceiptText  `toml:"receipt"`
	Sandwich SandwichText `toml:"sandwich"`

	// The rest concerns translations only.
	Translates int    `toml:"translates"` // revision of the original that was translated
	Reviewed   bool   `toml:"reviewed"`   // a speaker of the language has read it
	Translator string `toml:"translator"` // who to credit; may be empty
}

// Complete reports whether the text has all that it takes to be shown: claim,
// fact, why and body. A translation without them stays hidden.
func (t *Text) Complete() bool { return len(t.lacks()) == 0 }

// lacks lists the keys of what is missing for a text to be shown.
func (t *Text) lacks() []string {
	var keys []string
	for _, part := range []struct{ key, text string }{{"claim", t.Claim}, {"fact", t.Fact.Plain()}, {"why", t.Why}, {"body", t.Body}} {
		if blank(part.text) {
			keys = append(keys, part.key)
		}
	}
	return keys
}

// Appearance is one time somebody made the claim.
type Appearance struct {
	Claimant Localised `toml:"claimant"`
	Role     Localised `toml:"role"`     // who they were at the time
	Quote    string    `toml:"quote"`    // their exact words
	Language Lang      `toml:"language"` // of the quote; empty: the original's language
	Place    Localised `toml:"place"`    // occasion or medium
	Date     Date      `toml:"date"`
	URL      string    `toml:"url"`
	Archived string    `toml:"archived"` // an archive's copy
	Seen     Seen      `toml:"seen"`
}

// Source is one piece of evidence.
type Source struct {
	ID        string    `toml:"id"`   // kebab-case, unique in the fact-check; what the body refers to
	Kind      Kind      `toml:"kind"` // "" where nobody noted it
	Title     string    `toml:"title"`
	Publisher Localised `toml:"publisher"` // official names per language where there are several
	Short     Localised `toml:"short"`     // the publisher's name on pictures, where the official one is long
	Authors   []string  `toml:"authors"`
	Language  Lang      `toml:"language"` // of the source; empty when not noted
	Date      Date      `toml:"date"`     // publication; year, month or day
	URL       string    `toml:"url"`
	Archived  string    `toml:"archived"`
	Accessed  Date      `toml:"accessed" hint:"write the day: 2025-06-20"` // when somebody opened the live page; empty when nobody has
	Finding   Localised `toml:"finding"`                                   // what it says, in our words
	Seen      Seen      `toml:"seen"`
}

// Correction is a public note of a change.
type Correction struct {
	Date     Date      `toml:"date" hint:"write the day: 2025-06-20"`
	Revision int       `toml:"revision"` // the revision that the change made
	What     Localised `toml:"what"`     // what changed, from what to what
	Changes  []Change  `toml:"changes"`  // the record, for when the earlier revision is not at hand; of a body only the paragraphs that changed
}

// Withdrawal says why a fact-check no longer stands.
type Withdrawal struct {
	Date   Date      `toml:"date" hint:"write the day: 2025-06-20"`
	Reason Localised `toml:"reason"`
}

// Original is the text in the original language; never nil in a checked
// fact-check.
func (f *FactCheck) Original() *Text { return f.Texts[f.Language] }

// TranslationState tells whether the text of a language is safe to show as
// current.
type TranslationState uint8

// Current texts are originals and reviewed, up-to-date translations.
const (
	Current    TranslationState = iota
	Unreviewed                  // no speaker has read it
	Stale                       // the original has changed since
)

// String is the state's id: current, unreviewed or stale.
func (s TranslationState) String() string { return [...]string{"current", "unreviewed", "stale"}[s] }

// State returns the state of the text in lang, which must exist. Staleness
// outweighs a missing review: a stale text may be wrong, not merely unread.
func (f *FactCheck) State(lang Lang) TranslationState {
	switch t := f.Texts[lang]; {
	case lang == f.Language:
		return Current
	case t.Translates < f.Revision:
		return Stale
	case !t.Reviewed:
		return Unreviewed
	}
	return Current
}

// Languages lists the languages that there is a text in, the original first,
// the others sorted by tag.
func (f *FactCheck) Languages() []Lang {
	langs := make([]Lang, 0, len(f.Texts))
	for l := range f.Texts {
		if l != f.Language {
			langs = append(langs, l)
		}
	}
	slices.Sort(langs)
	if f.Texts[f.Language] != nil {
		langs = slices.Insert(langs, 0, f.Language)
	}
	return langs
}

// Source returns the source with the id and its number from 1 in the list of
// sources, or nil and 0.
func (f *FactCheck) Source(id string) (*Source, int) {
	for i := range f.Sources {
		if f.Sources[i].ID == id {
			return &f.Sources[i], i + 1
		}
	}
	return nil, 0
}

// Locate is the place of a value in the fact-check's file; the zero position
// for one made in code.
func (f *FactCheck) Locate(path string, offset int) problem.Position {
	if f.Origin == nil {
		return problem.Position{}
	}
	return f.Origin.Locate(path, offset)
}
