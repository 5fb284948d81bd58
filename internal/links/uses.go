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

// Uses are the places that have an address, by what is asked for it, of the
// sources of published fact-checks.
func Uses(facts []*factcheck.FactCheck) map[string][]Use {
	out := map[string][]Use{}
	for _, f := range facts {
		if f.Status != factcheck.Published {
			continue
		}
		for _, s := range f.Sources {
			use := Use{Slug: f.Slug, Source: s.ID, Title: s.Title, Field: "sources." + s.ID + ".url", Copied: Target(s.Archived) != ""}
			if t := Target(s.URL); t != "" {
				out[t] = append(out[t], use)
			}
			use.Field, use.Archive, use.Copied = "sources."+s.ID+".archived", true, false
			if t := Target(s.Archived); t != "" {
				out[t] = append(out[t], use)
			}
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
