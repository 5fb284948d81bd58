package links

import (
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Use is a place of a fact-check that has an address.
type Use struct {
	Slug    factcheck.Slug
	Target  string // what is asked for the address
	Field   string // what forms call it: "sources.census.url"
	Source  string // the id of the source
	Title   string // of the source
	Archive bool   // it is the address of an archive's copy
	Copied  bool   // there is an archive's copy of what is at the address
}

// Target is what is asked for an address of a fact-check; "" for what is none.
func Target(written string) string {
	target, _, _ := strings.Cut(address.Outside(written), "#")
	return target
}

// Of are the places of a fact-check's sources that have an address.
func Of(f *factcheck.FactCheck) (out []Use) {
	for _, s := range f.Sources {
		use := Use{Slug: f.Slug, Source: s.ID, Title: s.Title, Target: Target(s.URL), Field: "sources." + s.ID + ".url", Copied: Target(s.Archived) != ""}
		if use.Target != "" {
			out = append(out, use)
		}
		use.Target, use.Field, use.Archive, use.Copied = Target(s.Archived), "sources."+s.ID+".archived", true, false
		if use.Target != "" {
			out = append(out, use)
		}
	}
	return out
}

// Uses are the places of published fact-checks that have an address, by what is
// asked for it.
func Uses(facts []*factcheck.FactCheck) map[string][]Use {
	out := map[string][]Use{}
	for _, f := range facts {
		if f.Status != factcheck.Published {
			continue
		}
		for _, u := range Of(f) {
			out[u.Target] = append(out[u.Target], u)
		}
	}
	return out
}

// Addresses are those of uses, sorted.
func Addresses(uses map[string][]Use) []string {
	out := make([]string, 0, len(uses))
	for address := range uses {
		out = append(out, address)
	}
	slices.Sort(out)
	return out
}
