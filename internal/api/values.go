package api

import "rebut/internal/factcheck"

// List is a part of a list.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // address of what follows
}

// Summary is a fact-check as lists show it.
type Summary struct {
	head
	Editions map[factcheck.Lang]*Brief `json:"editions"`
}

// head is what begins both a fact-check and its summary.
type head struct {
	Slug      factcheck.Slug   `json:"slug"`
	Address   string           `json:"address"` // of the fact-check here
	Status    factcheck.Status `json:"status"`
	Language  factcheck.Lang   `json:"language"` // of the original
	Revision  int              `json:"revision"`
	Published string           `json:"published,omitempty"` // ISO 8601, at its precision
	Modified  string           `json:"modified,omitempty"`  // of the last public change, a correction or withdrawal included
	Rating    *RatingRef       `json:"rating,omitempty"`    // nil when withdrawn
	Topics    []string         `json:"topics"`
	Withdrawn *Withdrawn       `json:"withdrawn,omitempty"`
}

// RatingRef is a fact-check's place in the rating scheme.
type RatingRef struct {
	ID    string `json:"id"`
	Value int    `json:"value"`
	Worst int    `json:"worst"`
	Best  int    `json:"best"`
}

// Localised is a text by the language that it is shown in.
type Localised map[factcheck.Lang]string

// Withdrawn says since when and why a fact-check no longer stands.
type Withdrawn struct {
	Date   string    `json:"date"`
	Reason Localised `json:"reason"`
}

// Brief is an edition as lists show it.
type Brief struct {
	Fact       string       `json:"fact,omitempty"`
	FormerFact string       `json:"formerFact,omitempty"` // of a withdrawn one
	Claim      string       `json:"claim,omitempty"`
	RatingWord string       `json:"ratingWord,omitempty"`
	Draft      string       `json:"draft,omitempty"` // "unreviewed", "stale": must be shown with a mark; "" for what stands
	Page       string       `json:"page"`
	Picture    *LeadPicture `json:"picture,omitempty"`
}

// LeadPicture stands for an edition in lists and link previews.
type LeadPicture struct {
	Address string `json:"address"`
	Type    string `json:"type"`
	Width   int    `json:"width"`  // px
	Height  int    `json:"height"` // px
	Alt     string `json:"alt"`
}

// FactCheck is all that is told of a fact-check but its pictures.
type FactCheck struct {
	head
	Aliases     []factcheck.Slug            `json:"aliases"`
	Publisher   Publisher                   `json:"publisher"`
	Editions    map[factcheck.Lang]*Edition `json:"editions"`
	Appearances []Appearance                `json:"appearances"`
	Sources     []Source                    `json:"sources"`
	Number      *Number                     `json:"number,omitempty"`
	Receipt     *Receipt                    `json:"receipt,omitempty"`
	Corrections []Correction                `json:"corrections"` // newest first
	Revisions   []Revision                  `json:"revisions"`   // newest first
	Pictures    string                      `json:"pictures"`    // address of the list
}

// Publisher is who stands behind a fact-check, and how it may be used.
type Publisher struct {
	Name       Localised `json:"name"`
	Address    string    `json:"address"`
	Credit     Localised `json:"credit"`
	Licence    Localised `json:"licence,omitempty"`
	LicenceURL string    `json:"licenceURL,omitempty"`
}

// Edition is a fact-check in one language.
type Edition struct {
	Brief
	Why        string `json:"why,omitempty"`
	Technique  string `json:"technique,omitempty"`
	Verdict    string `json:"verdict,omitempty"`
	Body       string `json:"body,omitempty"` // Markdown; [@id] refers to a source
	Number     string `json:"numberLabel,omitempty"`
	Passage    string `json:"passage,omitempty"` // the receipt's, in this language
	Translator string `json:"translator,omitempty"`
	Embed      string `json:"embed"`
	Kit        string `json:"kit,omitempty"`
}

// Appearance is one time that somebody made the claim.
type Appearance struct {
	Claimant Localised      `json:"claimant,omitempty"`
	Role     Localised      `json:"role,omitempty"`
	Place    Localised      `json:"place,omitempty"`
	Quote    string         `json:"quote,omitempty"`
	Language factcheck.Lang `json:"language"` // of the quote
	Date     string         `json:"date,omitempty"`
	URL      string         `json:"url,omitempty"`
	Archived string         `json:"archived,omitempty"`
	Seen     factcheck.Seen `json:"seen,omitempty"`
}

// Source is one piece of evidence.
type Source struct {
	ID        string         `json:"id"`
	Kind      factcheck.Kind `json:"kind,omitempty"`
	Title     string         `json:"title"`
	Publisher Localised      `json:"publisher,omitempty"`
	Authors   []string       `json:"authors,omitempty"`
	Language  factcheck.Lang `json:"language,omitempty"`
	Date      string         `json:"date,omitempty"`
	URL       string         `json:"url,omitempty"`
	Archived  string         `json:"archived,omitempty"`
	Accessed  string         `json:"accessed,omitempty"`
	Finding   Localised      `json:"finding,omitempty"`
	Seen      factcheck.Seen `json:"seen,omitempty"`
}

// Number is the figure that a fact-check shows large.
type Number struct {
	Value    float64        `json:"value"`
	Unit     factcheck.Unit `json:"unit,omitempty"` // "percent" or an ISO 4217 code
	Decimals int            `json:"decimals"`
	Source   string         `json:"source,omitempty"`
}

// Receipt is a passage of a source, word for word.
type Receipt struct {
	Passage  string         `json:"passage"`
	Language factcheck.Lang `json:"language"`
	Source   string         `json:"source,omitempty"`
}

// Correction is a public note of a change, or of the withdrawal.
type Correction struct {
	Slug     factcheck.Slug `json:"factCheck"`
	Address  string         `json:"address"` // of the fact-check here
	Kind     string         `json:"kind"`    // "correction" or "withdrawal"
	Date     string         `json:"date"`
	Revision int            `json:"revision"` // that the correction made; the last one, of a withdrawal
	What     Localised      `json:"what"`
	Changes  []Change       `json:"changes"` // none where what stood before was not kept
}

// Change is one text before and after a correction.
type Change struct {
	Language factcheck.Lang `json:"language,omitempty"` // "" for what is the same in every language
	Field    string         `json:"field"`
	Before   string         `json:"before"` // "" for what was not there
	After    string         `json:"after"`  // "" for what is gone
}

// Revision is a state of a fact-check. The texts of the present one stand in
// the fact-check itself.
type Revision struct {
	Revision int                      `json:"revision"`
	Status   string                   `json:"status"` // "current" or "replaced"
	Modified string                   `json:"modified,omitempty"`
	Rating   string                   `json:"rating,omitempty"`
	Editions map[factcheck.Lang]*Text `json:"editions,omitempty"`
}

// Text is what an earlier revision said in one language.
type Text struct {
	Fact      string `json:"fact"`
	Claim     string `json:"claim"`
	Why       string `json:"why"`
	Technique string `json:"technique,omitempty"`
	Verdict   string `json:"verdict,omitempty"`
	Body      string `json:"body"`
	Draft     string `json:"draft,omitempty"`
}

// Topic is a subject with what there is on it.
type Topic struct {
	ID       string                              `json:"id"`
	Address  string                              `json:"address"` // of its fact-checks here, on a server
	Editions map[factcheck.Lang]*TopicInLanguage `json:"editions"`
}

// TopicInLanguage is a topic in one language.
type TopicInLanguage struct {
	Name       string `json:"name"`
	FactChecks int    `json:"factChecks"` // that stand
	Page       string `json:"page"`
}

// Rating is a step of the rating scheme.
type Rating struct {
	ID      string    `json:"id"`
	Value   int       `json:"value"`
	Word    Localised `json:"word"`
	Meaning Localised `json:"meaning,omitempty"`
	Page    Localised `json:"page"` // where it is explained
}
