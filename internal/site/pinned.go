package site

import (
	"slices"

	"rebut/internal/factcheck"
)

// pinned are the editions that stand first on a language's front page, in the
// order of the settings. A pinned fact-check that the language does not list is
// passed over. An earlier slug names it too.
func (b *builder) pinned(l inLanguage) []factcheck.Edition {
	var out []factcheck.Edition
	for _, slug := range b.Config.Lists.Pinned {
		named := func(e factcheck.Edition) bool { return e.Slug == slug || slices.Contains(e.Aliases, slug) }
		i := slices.IndexFunc(l.all.items, func(e factcheck.Edition) bool { return listed(e) && named(e) })
		if i >= 0 && !slices.ContainsFunc(out, named) {
			out = append(out, l.all.items[i])
		}
	}
	return out
}

// first puts editions before others, each once.
func first(lead, rest []factcheck.Edition) []factcheck.Edition {
	if len(lead) == 0 {
		return rest
	}
	out := slices.Clone(lead)
	for _, e := range rest {
		if !slices.ContainsFunc(lead, func(p factcheck.Edition) bool { return p.FactCheck == e.FactCheck }) {
			out = append(out, e)
		}
	}
	return out
}
