package site

import (
	"fmt"
	"slices"
	"sync"

	"rebut/internal/factcheck"
	"rebut/internal/ledger"
)

// group is the editions that a shared file tells of. They may be of outlines.
type group struct {
	editions []factcheck.Edition
	sum      func() string // changes when anything changes that one of them says
}

// group makes a group. Its editions may be told of in an order of their own,
// and some may be left out, as their fact-checks and the settings say.
func (b *builder) group(editions []factcheck.Edition) group {
	return group{editions, sync.OnceValue(func() string {
		texts := make([]string, 0, 2*len(editions))
		for _, e := range editions {
			texts = append(texts, string(e.Lang), b.identity(e.FactCheck))
		}
		sum := keyOf(texts...)
		return string(sum[:])
	})}
}

// identities returns what tells fact-checks apart by what they say. Each is in
// many shared files.
func identities(list []*factcheck.FactCheck, identity func(*factcheck.FactCheck) string) func(*factcheck.FactCheck) string {
	known := sync.OnceValue(func() map[*factcheck.FactCheck]string {
		out := make(map[*factcheck.FactCheck]string, len(list))
		for _, f := range list {
			out[f] = identity(f)
		}
		return out
	})
	return func(f *factcheck.FactCheck) string { return known()[f] }
}

// shared enters a file that tells of the editions of a group. facts are what
// else it is made of that depends on fact-checks: values that fmt prints in
// full.
func (b *builder) shared(address string, g group, facts []any, render func() ([]byte, error)) {
	name := fileName(address)
	f := &File{Name: name, Render: render}
	if len(g.editions) > 0 {
		f.place = b.places[g.editions[0].FactCheck]
		for _, e := range g.editions[1:] {
			f.place = min(f.place, b.places[e.FactCheck])
		}
	}
	if b.Inputs.FactCheck != nil {
		f.Key = func() (ledger.Sum, error) {
			return keyOf("shared", name, b.Inputs.Pages(), fmt.Sprintf("%+v", facts), g.sum()), nil
		}
	}
	b.files = append(b.files, f)
}

// wholes are editions of whole fact-checks, those of a list that are kept.
func (b *builder) wholes(editions []factcheck.Edition, keep func(factcheck.Edition) bool) ([]factcheck.Edition, error) {
	out := slices.Clone(editions)
	out = slices.DeleteFunc(out, func(e factcheck.Edition) bool { return !keep(e) })
	for i := range out {
		var err error
		if out[i], err = b.whole(out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// every keeps all editions.
func every(factcheck.Edition) bool { return true }
