package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// Do is what becomes of an item.
type Do string

// What can become of an item: added under its name, left out, added under
// another name, or joined with the draft that has the name: what that lacks is
// filled in, and what it has stays.
const (
	Add    Do = "add"
	Skip   Do = "skip"
	Rename Do = "rename"
	Merge  Do = "merge"
)

// Choice is what somebody wants of an item.
type Choice struct {
	Do   Do
	Slug factcheck.Slug // of Rename
}

// Existing is what a project has already.
type Existing struct {
	// Find is the fact-check that has a name now or had it; nil for none.
	Find func(factcheck.Slug) *factcheck.FactCheck
	// Text is the text of a fact-check's file.
	Text func(*factcheck.FactCheck) ([]byte, error)
	// Reserved reports names that no fact-check may have.
	Reserved func(factcheck.Slug) bool
}

// Conflict is the fact-check that has an item's name already; nil for none. May
// reports whether the two can be joined: only drafts are changed by an import.
func (e Existing) Conflict(i *Item) (there *factcheck.FactCheck, may bool) {
	if i.Check == nil {
		return nil, false
	}
	there = e.Find(i.Check.Slug)
	return there, there != nil && there.Slug == i.Check.Slug && there.Status == factcheck.Draft
}

// Proposed is what becomes of an item where nobody chose: it is added, or left
// out where its name is taken.
func (e Existing) Proposed(i *Item) Choice {
	if i.Check == nil {
		return Choice{Do: Skip}
	}
	if there, _ := e.Conflict(i); there != nil {
		free := Free(i.Check.Slug, func(s factcheck.Slug) bool { return e.Find(s) != nil })
		return Choice{Do: Skip, Slug: free}
	}
	return Choice{Do: Add}
}

// Step is one file that an import writes.
type Step struct {
	Item   *Item
	Slug   factcheck.Slug
	File   string // in the project: "claims/housing.toml"
	Text   []byte
	Before []byte   // what a file that is there has now; nil for a new one
	Kept   []string // values in which the two differ, which stay as they were: keys of the model
}

// Plan are the steps of an import. The error is a *problem.Mistake where a
// choice cannot be followed.
func (e Existing) Plan(items []*Item, choose func(n int, i *Item) Choice) ([]Step, error) {
	var out []Step
	taken := map[factcheck.Slug]bool{}
	for n, item := range items {
		choice := choose(n, item)
		if choice.Do == Skip || item.Check == nil {
			continue
		}
		step, err := e.step(item, choice)
		if err != nil {
			return nil, err
		}
		if taken[step.Slug] {
			return nil, mistake("give one of them another name", "two fact-checks would be named %s", problem.Quote(string(step.Slug)))
		}
		taken[step.Slug] = true
		out = append(out, step)
	}
	return out, nil
}

func (e Existing) step(item *Item, choice Choice) (Step, error) {
	s := Step{Item: item, Slug: item.Check.Slug}
	switch choice.Do {
	case Add:
	case Rename:
		s.Slug = choice.Slug
	case Merge:
		return e.merged(item)
	default:
		return s, mistake("use skip, rename or merge", "%s is nothing that can be done", problem.Quote(string(choice.Do)))
	}
	if !factcheck.ValidID(string(s.Slug)) || e.Reserved(s.Slug) {
		return s, mistake("use small letters a–z, digits and single hyphens: housing-costs-causes", "%s cannot be a name", problem.Quote(string(s.Slug)))
	}
	if e.Find(s.Slug) != nil {
		return s, mistake("leave it out, give it another name, or join the two", "there is a fact-check %s already", problem.Quote(string(s.Slug)))
	}
	f := *item.Check
	f.Slug, s.File = s.Slug, store.Path(s.Slug)
	var err error
	s.Text, err = store.Save(s.File, item.Text, &f)
	return s, err
}

// merged joins an item with the draft that has its name.
func (e Existing) merged(item *Item) (Step, error) {
	there, may := e.Conflict(item)
	if !may {
		return Step{}, mistake("leave it out, or give it another name: what is in review or public changes in the studio", "%s is no draft, so nothing can be joined with it", problem.Quote(string(item.Check.Slug)))
	}
	s := Step{Item: item, Slug: there.Slug, File: there.Locate("", 0).File}
	var err error
	if s.Before, err = e.Text(there); err != nil {
		return s, err
	}
	now, _ := store.Parse(s.File, s.Before, factcheck.Scheme{})
	if now == nil || now.Status != factcheck.Draft {
		return s, mistake("mend that file first", "%s cannot be read", s.File)
	}
	joined, conflicts := factcheck.Merge(&factcheck.FactCheck{}, now, item.Check)
	joined.Aliases, joined.Slug = now.Aliases, now.Slug
	slices.SortStableFunc(joined.Sources, func(a, b factcheck.Source) int { return cmp.Compare(order(now, a.ID), order(now, b.ID)) })
	if item.Check.Language != now.Language { // their original is a translation here
		if t := joined.Texts[item.Check.Language]; t != nil && now.Texts[item.Check.Language] == nil {
			own := *t
			own.Translates = 1
			joined.Texts[item.Check.Language] = &own
		}
	}
	for _, c := range conflicts {
		if !strings.HasSuffix(c.Path, "translates") {
			s.Kept = append(s.Kept, c.Path)
		}
	}
	s.Text, err = store.Save(s.File, s.Before, joined)
	return s, err
}

// order is the place of a source in the draft that there is; new ones are last.
func order(f *factcheck.FactCheck, id string) int {
	if _, n := f.Source(id); n > 0 {
		return n
	}
	return len(f.Sources) + 1
}

// Told says in a sentence what a step does.
func (s Step) Told() string {
	if s.Before != nil {
		return fmt.Sprintf("%s: joined with the draft", s.Slug)
	}
	return fmt.Sprintf("%s: added", s.Slug)
}
