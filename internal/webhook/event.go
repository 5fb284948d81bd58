package webhook

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Message is the body of a request. Its fields keep their order, and a field is
// added only, never taken away or given another meaning.
type Message struct {
	Type      string `json:"type"`
	Timestamp string `json:"timestamp"` // when the news was told first, RFC 3339, UTC
	Data      any    `json:"data"`
}

// FactCheck is the data of the three events: what the site shows of a
// fact-check now, and what is different from what was told before. Texts that
// the site does not show are not here either.
type FactCheck struct {
	Slug             factcheck.Slug   `json:"slug"`
	EarlierSlugs     []factcheck.Slug `json:"earlierSlugs,omitempty"`
	Status           factcheck.Status `json:"status"` // published or withdrawn
	Revision         int              `json:"revision"`
	PreviousRevision int              `json:"previousRevision,omitempty"` // the one told of last
	Published        string           `json:"published"`                  // date
	Modified         string           `json:"modified,omitempty"`         // date
	API              string           `json:"api"`                        // all of it, as JSON
	Rating           Rating           `json:"rating"`
	Topics           []string         `json:"topics"`
	Editions         []Edition        `json:"editions"`                 // in the order of the site's languages
	HiddenEditions   []HiddenEdition  `json:"hiddenEditions,omitempty"` // public before, and not now
	Corrections      []Correction     `json:"corrections,omitempty"`
	Changes          []Change         `json:"changes,omitempty"`
	MoreChanges      int              `json:"moreChanges,omitempty"` // changes that are not listed; the API has all
	Withdrawal       *Withdrawal      `json:"withdrawal,omitempty"`
}

// Rating is a step of the site's scheme.
type Rating struct {
	ID    string `json:"id"`
	Value int    `json:"value"` // ClaimReview ratingValue
	Best  int    `json:"best"`
	Worst int    `json:"worst"`
}

// Edition is a fact-check in one language.
type Edition struct {
	Fact        string         `json:"fact,omitempty"` // not of what was withdrawn
	Language    factcheck.Lang `json:"language"`
	Original    bool           `json:"original"`    // the others are translations
	Translation string         `json:"translation"` // current, unreviewed or stale: not current carries a draft mark
	URL         string         `json:"url"`
	Embed       string         `json:"embed"`
	Picture     *Picture       `json:"picture,omitempty"`
}

// HiddenEdition is an edition that is out of date and no longer public: copies
// of it are as well.
type HiddenEdition struct {
	Language factcheck.Lang `json:"language"`
	URL      string         `json:"url"` // leads to the editions that are public
}

// Picture is the picture that stands for an edition.
type Picture struct {
	URL      string `json:"url"`                // has what holds now, also where an earlier picture was
	Earlier  string `json:"earlier,omitempty"`  // the picture that it replaces, as it was
	Replaced int    `json:"replaced,omitempty"` // how many pictures of this edition were replaced
}

// Correction is a public note of a change.
type Correction struct {
	Revision int    `json:"revision"`
	Date     string `json:"date"`
	Text     []Text `json:"text"`
}

// Withdrawal says why a fact-check no longer stands.
type Withdrawal struct {
	Date   string `json:"date"`
	Reason []Text `json:"reason"`
}

// Text is a text in one language.
type Text struct {
	Language factcheck.Lang `json:"language"`
	Text     string         `json:"text"`
}

// Change is a text that is different now. Long ones are named and not
// repeated: a message should be small (Standard Webhooks, "Payload size").
type Change struct {
	Revision int            `json:"revision"`
	Language factcheck.Lang `json:"language,omitempty"` // none: the same in all languages
	Field    string         `json:"field"`
	Before   *string        `json:"before,omitempty"`
	After    *string        `json:"after,omitempty"`
	Long     bool           `json:"long,omitempty"` // before and after are left out
}

// Bounds of what changed, characters and changes.
const (
	longText   = 400
	maxChanges = 40
)

// Site is what events are made of.
type Site struct {
	Config   *config.Config
	Whole    func(*factcheck.FactCheck) (*factcheck.FactCheck, error) // of an outline
	Earlier  func(*factcheck.FactCheck) []*factcheck.FactCheck        // kept earlier revisions whose pictures stay
	Pictures func(e factcheck.Edition) []string                       // paths; the one that stands for it first
}

// Body is the message that tells a piece of news of a fact-check, or of its
// outline.
func (s Site) Body(p Piece, f *factcheck.FactCheck, at time.Time) ([]byte, error) {
	f, err := s.Whole(f)
	if err != nil {
		return nil, err
	}
	return Encode(Message{Type: string(p.Event), Timestamp: stamp(at), Data: s.factCheck(p, f)})
}

// Encode writes a message as it is signed and sent.
func Encode(m Message) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(m)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// encloses reports whether a language is one of those of editions.
func encloses(editions []factcheck.Edition, lang factcheck.Lang) bool {
	return slices.ContainsFunc(editions, func(e factcheck.Edition) bool { return e.Lang == lang })
}

// TestEvent is the type of the message that shows whether an address works.
const TestEvent = "webhook.test"

// testData is the data of a test message.
type testData struct {
	Site    string `json:"site"` // address
	Message string `json:"message"`
}

// TestMessage is what an operator sends to see whether an address works.
func TestMessage(cfg *config.Config, at time.Time) Message {
	return Message{Type: TestEvent, Timestamp: stamp(at), Data: testData{cfg.Organisation.Address, "This is a test. Nothing was published."}}
}
