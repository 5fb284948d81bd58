package feed

import (
	"fmt"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Correction is an entry of a feed of corrections: a correction of a
// fact-check, or its withdrawal.
type Correction struct {
	Edition  factcheck.Edition  // in which the fact is told
	Index    int                // in the edition's corrections; -1 for the withdrawal
	Changes  []factcheck.Change // what its revision changed; empty where what stood before was not kept
	Replaced []Replaced         // pictures that look different since, of the edition's language
}

// Replaced is a picture that a correction changed, by the paths of its
// addresses.
type Replaced struct {
	Before string // as it was, at the address of the earlier revision
	Now    string // the address that always has what holds
}

// Where the pages of fact-checks tell of their corrections.
const (
	historyAnchor   = "#history"     // of one that stands
	withdrawnAnchor = "#corrections" // of one that was withdrawn
)

// withdrawal reports whether the entry tells of a withdrawal.
func (c Correction) withdrawal() bool { return c.Index < 0 }

// note is the day and the text of a correction or withdrawal, and its revision.
func (c Correction) note() (day factcheck.Date, what factcheck.Localised, revision int) {
	if c.withdrawal() {
		return c.Edition.Withdrawn.Date, c.Edition.Withdrawn.Reason, c.Edition.Revision
	}
	n := c.Edition.Corrections[c.Index]
	return n.Date, n.What, n.Revision
}

// fragment tells an entry apart from the others of its fact-check. A revision
// may have several corrections.
func (c Correction) fragment() string {
	if c.withdrawal() {
		return "#withdrawn"
	}
	revision, same := c.Edition.Corrections[c.Index].Revision, 1
	for _, n := range c.Edition.Corrections[:c.Index] {
		if n.Revision == revision {
			same++
		}
	}
	if same == 1 {
		return fmt.Sprintf("#correction-%d", revision)
	}
	return fmt.Sprintf("#correction-%d-%d", revision, same)
}

func (f Feed) correctionItem(c Correction) (item, error) {
	e := c.Edition
	day, what, revision := c.note()
	content, err := f.correctionContent(c)
	if err != nil {
		return item{}, err
	}
	text, _ := what.In(f.Lang, e.Language)
	at := revised(day, revision)
	return item{
		ID: f.id(e) + c.fragment(), Address: f.Cfg.URL(address.Page(e.Lang, e.Slug)) + anchorOf(c),
		Title: f.correctionTitle(e), Summary: line(text), Content: content,
		Published: at, Updated: at,
		Topics: topics(f.Cfg, e), Change: f.changeData(c, revision),
	}, nil
}

// anchorOf is where the page tells of an entry: a withdrawn one's page begins
// with the withdrawal.
func anchorOf(c Correction) string {
	switch {
	case c.withdrawal():
		return ""
	case c.Edition.Status == factcheck.Withdrawn:
		return withdrawnAnchor
	}
	return historyAnchor
}

// correctionTitle is the fact, announced as corrected, or as withdrawn where it
// no longer stands.
func (f Feed) correctionTitle(e factcheck.Edition) string {
	title := f.title(e)
	if e.Status == factcheck.Withdrawn {
		return title
	}
	return line(f.Msgs.In(f.Lang).Text("feed.corrected-title", "Fact", title))
}

// changeData is what an entry says to programs: an extension of JSON Feed, with
// every change in all languages.
type changeData struct {
	Slug      string         `json:"slug"`
	Revision  int            `json:"revision"`
	Withdrawn bool           `json:"withdrawn"` // this entry tells of a withdrawal
	Changes   []changedText  `json:"changes,omitempty"`
	Replaces  []replacedData `json:"replaces,omitempty"`
}

type changedText struct {
	Language string `json:"language,omitempty"` // none: the same in every language
	Field    string `json:"field"`              // as in the fact-check's file
	Before   string `json:"before"`
	After    string `json:"after"`
}

type replacedData struct {
	Before string `json:"before"` // absolute addresses
	Now    string `json:"now"`
}

func (f Feed) changeData(c Correction, revision int) *changeData {
	out := &changeData{Slug: string(c.Edition.Slug), Revision: revision, Withdrawn: c.withdrawal()}
	for _, change := range c.Changes {
		out.Changes = append(out.Changes, changedText{string(change.Lang), change.Field, clean(change.Before), clean(change.After)})
	}
	for _, r := range c.Replaced {
		out.Replaces = append(out.Replaces, replacedData{f.Cfg.URL(r.Before), f.Cfg.URL(r.Now)})
	}
	return out
}
