package api

import (
	"cmp"
	"slices"

	"rebut/internal/factcheck"
)

// Kinds of a Correction.
const (
	kindCorrection = "correction"
	kindWithdrawal = "withdrawal"
)

// Entry is a line of the log of corrections.
type Entry struct {
	FactCheck  *factcheck.FactCheck
	Correction int // index of the correction; -1 for the withdrawal
}

func (e Entry) date() factcheck.Date {
	if e.Correction < 0 {
		return e.FactCheck.Withdrawn.Date
	}
	return e.FactCheck.Corrections[e.Correction].Date
}

// revision is the one that a correction made; a withdrawal comes after all.
func (e Entry) revision() int {
	if e.Correction < 0 {
		return e.FactCheck.Revision
	}
	return e.FactCheck.Corrections[e.Correction].Revision
}

// compare orders a log, the newest first.
func (e Entry) compare(other Entry) int {
	return cmp.Or(other.date().Compare(e.date()), cmp.Compare(e.FactCheck.Slug, other.FactCheck.Slug),
		cmp.Compare(min(e.Correction, 0), min(other.Correction, 0)), cmp.Compare(other.Correction, e.Correction))
}

// entries are the corrections and the withdrawal of a fact-check, newest first.
func entries(f *factcheck.FactCheck) []Entry {
	var out []Entry
	for i := range f.Corrections {
		out = append(out, Entry{f, i})
	}
	if f.Withdrawn != nil {
		out = append(out, Entry{f, -1})
	}
	slices.SortFunc(out, Entry.compare)
	return out
}

// Log is what was corrected or withdrawn of all fact-checks that are shown,
// newest first.
func (a *API) Log() []Entry {
	var out []Entry
	for _, f := range a.FactChecks {
		if f.Public() && len(f.Corrections)+btoi(f.Withdrawn != nil) > 0 && len(a.Config.Editions(f)) > 0 {
			out = append(out, entries(f)...)
		}
	}
	slices.SortFunc(out, Entry.compare)
	return out
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Corrections is a part of the log; next is the address of the one after it.
func (a *API) Corrections(log []Entry, next string) (*List[Correction], error) {
	out := &List[Correction]{Items: []Correction{}, Next: next}
	for _, entry := range log {
		editions, err := a.editions(entry.FactCheck)
		if err != nil {
			return nil, err
		}
		if len(editions) > 0 {
			out.Items = append(out.Items, a.correction(Entry{editions[0].FactCheck, entry.Correction}, editions))
		}
	}
	return out, nil
}

// correctionsOf are those of one whole fact-check.
func (a *API) correctionsOf(f *factcheck.FactCheck, editions []factcheck.Edition) []Correction {
	out := []Correction{}
	for _, entry := range entries(f) {
		out = append(out, a.correction(entry, editions))
	}
	return out
}

func (a *API) correction(entry Entry, editions []factcheck.Edition) Correction {
	f := entry.FactCheck
	out := Correction{Slug: f.Slug, Address: a.factCheckURL(f.Slug), Kind: kindWithdrawal, Date: entry.date().String(), Revision: entry.revision(), Changes: []Change{}}
	if entry.Correction < 0 {
		out.What = told(f.Withdrawn.Reason, editions, f.Language)
		return out
	}
	out.Kind, out.What = kindCorrection, told(f.Corrections[entry.Correction].What, editions, f.Language)
	if f.Status != factcheck.Withdrawn { // or its page tells no more than what was changed
		out.Changes = a.changes(f, out.Revision, editions)
	}
	return out
}

// changes are what a revision changed, in languages in which both it and what
// it replaced were shown.
func (a *API) changes(f *factcheck.FactCheck, revision int, editions []factcheck.Edition) []Change {
	earlier := a.Earlier(f)
	out := []Change{}
	for _, c := range factcheck.ChangesAt(f, earlier, revision) {
		if c.Lang == "" || shownIn(editions, c.Lang) && a.wasShown(earlier, revision-1, c.Lang) && (revision == f.Revision || a.wasShown(earlier, revision, c.Lang)) {
			out = append(out, Change{c.Lang, c.Field, c.Before, c.After})
		}
	}
	return out
}

func shownIn(editions []factcheck.Edition, lang factcheck.Lang) bool {
	return slices.ContainsFunc(editions, func(e factcheck.Edition) bool { return e.Lang == lang })
}

// wasShown reports whether a kept revision would be shown in a language.
func (a *API) wasShown(earlier []*factcheck.FactCheck, revision int, lang factcheck.Lang) bool {
	for _, old := range earlier {
		if old.Revision == revision {
			_, shown := a.Config.Edition(old, lang)
			return shown
		}
	}
	return false
}

// revisions are the states of a whole fact-check, newest first: the present
// one, and those before it that were kept. A withdrawn one tells of none.
func (a *API) revisions(f *factcheck.FactCheck, editions []factcheck.Edition) []Revision {
	if f.Status == factcheck.Withdrawn {
		return []Revision{}
	}
	out := []Revision{{Revision: f.Revision, Status: "current", Modified: f.Modified.String(), Rating: f.Rating}}
	earlier := a.Earlier(f)
	for i := range earlier {
		old := earlier[len(earlier)-1-i]
		r := Revision{Revision: old.Revision, Status: "replaced", Modified: old.Modified.String(), Rating: old.Rating, Editions: map[factcheck.Lang]*Text{}}
		for _, e := range a.Config.Editions(old) {
			if shownIn(editions, e.Lang) {
				r.Editions[e.Lang] = &Text{Fact: e.Text.Fact.Plain(), Claim: e.Text.Claim, Why: e.Text.Why, Technique: e.Text.Technique,
					Verdict: e.Text.Verdict, Body: e.Text.Body, Draft: draft(e)}
			}
		}
		out = append(out, r)
	}
	return out
}
