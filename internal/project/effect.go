package project

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/site"
	"rebut/internal/store"
)

// Effect is what the public sees differently once a fact-check's file has
// another text. Names are those of the site's files.
type Effect struct {
	Before, After         *site.FS // what is public, and what will be; to look at single files
	New, Changed, Removed []string // sorted
	Partial               bool     // the site is too large: only the fact-check's own files were compared
}

// wholeSites is how many fact-checks a site has at most that is compared as a
// whole.
const wholeSites = 200

// Effect finds out what readers will see differently when a file has a text;
// was is the text that it has now, which is kept among the earlier revisions
// where the new one has a later number. Drafts count as what they are for
// readers: nothing. Every page and feed is rendered that may differ, of
// pictures and archives it is known by what they are made of. It is for a
// project that was read whole.
func (p *Project) Effect(file string, was, text []byte, today factcheck.Date) (*Effect, error) {
	if p.Pages == nil {
		return nil, fmt.Errorf("the project has no site")
	}
	now, _ := store.Parse(file, was, p.Scheme(today))
	then, _ := store.Parse(file, text, p.Scheme(today))
	if then == nil {
		return nil, fmt.Errorf("%s is no fact-check", file)
	}
	others := slices.DeleteFunc(slices.Clone(p.good), func(f *factcheck.FactCheck) bool { return fileOf(f) == file })
	partial := len(others) >= wholeSites
	if partial {
		others = nil
	}
	before, err := p.publicSite(others, now, nil, was)
	if err != nil {
		return nil, err
	}
	var kept *factcheck.FactCheck
	if now != nil && now.Status == factcheck.Published && then.Revision > now.Revision {
		kept = now
	}
	after, err := p.publicSite(others, then, kept, text)
	if err != nil {
		return nil, err
	}
	e, err := compared(before, after, file)
	if e != nil {
		e.Partial = partial
	}
	return e, err
}

// publicSite is the site of fact-checks as readers see it. Its files have keys
// by which two of these are compared: all that they are made of but one
// fact-check is the same.
func (p *Project) publicSite(others []*factcheck.FactCheck, one, kept *factcheck.FactCheck, text []byte) (*site.FS, error) {
	list := slices.Clone(others)
	if one != nil {
		list = append(list, one)
	}
	cfg := *p.Config
	cfg.Drafts = false
	logo, _, err := p.loadLogo(p.fsys)
	if err != nil {
		return nil, err
	}
	c := p.content(logo)
	c.Config, c.FactChecks = &cfg, list
	of := c.Earlier
	c.Earlier = func(f *factcheck.FactCheck) []*factcheck.FactCheck {
		earlier := of(f)
		if kept == nil || f != one {
			return earlier
		}
		then := *kept
		then.Slug, then.Aliases = f.Slug, nil
		return append(slices.Clone(earlier), &then)
	}
	same, identity := func() string { return "" }, fmt.Sprint(sha256.Sum256(text), kept != nil)
	c.Inputs = site.Inputs{Pages: same, Pictures: same, Design: func(id string) string { return id }, Picture: p.pictured(one), FactCheck: func(f *factcheck.FactCheck) string {
		if f == one {
			return identity
		}
		return fileOf(f)
	}}
	sizes := &supposed{}
	c.Last = sizes
	tree, err := site.New(c, site.Limits{PictureBytes: effectBudget, PageBytes: effectBudget, Renderers: 1})
	sizes.tree = tree
	return tree, err
}

// pictured tells the pictures of a fact-check apart by all that they are made
// of, and those of others by their address: they stay as they are.
func (p *Project) pictured(one *factcheck.FactCheck) func(card.Job) string {
	var mu sync.Mutex
	editions, known := map[string]func(card.Job) string{}, map[string]string{}
	return func(j card.Job) string {
		at := p.Press.Path(j)
		if one == nil || j.Edition.Slug != one.Slug {
			return at
		}
		mu.Lock()
		defer mu.Unlock()
		edition := fmt.Sprint(j.Edition.Lang, " ", j.Edition.Revision)
		at += " " + edition
		if known[at] == "" {
			if editions[edition] == nil {
				editions[edition] = p.Press.Identities(j.Edition)
			}
			known[at] = editions[edition](j)
		}
		return known[at]
	}
}

// effectBudget is what each of the two sites that are compared keeps in memory,
// bytes.
const effectBudget = 8 << 20

// supposed has pages that tell how large pictures are do so without drawing
// them: other pictures count as of another size.
type supposed struct{ tree *site.FS }

// Made implements site.Last.
func (s *supposed) Made(_, name string) (ledger.File, bool) {
	if s.tree == nil {
		return ledger.File{}, false
	}
	key, ok, err := s.tree.Key(name)
	return ledger.File{Key: key, Sum: key, Size: 1 + int64(key[0])<<8 + int64(key[1])}, ok && err == nil
}

// Read implements site.Last: nothing was drawn.
func (*supposed) Read(ledger.File) []byte { return nil }

// compared lists what differs between two sites.
func compared(before, after *site.FS, file string) (*Effect, error) {
	e := &Effect{Before: before, After: after}
	for _, name := range after.Names() {
		if !before.Has(name) {
			e.New = append(e.New, name)
			continue
		}
		if after.Slow(name) && after.Source(name) != file && before.Source(name) != file {
			continue // pictures of others
		}
		same, err := alike(before, after, name)
		if err != nil {
			return nil, err
		}
		if !same {
			e.Changed = append(e.Changed, name)
		}
	}
	for _, name := range before.Names() {
		if !after.Has(name) {
			e.Removed = append(e.Removed, name)
		}
	}
	return e, nil
}

func alike(before, after *site.FS, name string) (bool, error) {
	was, known, err := before.Key(name)
	if err != nil {
		return false, err
	}
	is, now, err := after.Key(name)
	if err != nil || known && now && was == is {
		return true, err
	}
	if before.Slow(name) || after.Slow(name) {
		return !known && !now, nil
	}
	old, err := before.Content(name)
	if err != nil {
		return false, err
	}
	content, err := after.Content(name)
	return bytes.Equal(old, content), err
}
