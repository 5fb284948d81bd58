package site

import (
	"strings"
	"sync"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// mostRelated is how many other fact-checks a page leads on to.
const mostRelated = 3

// Related tells which fact-checks the page of another leads on to. They may be
// outlines: of each, the page depends on whether it is shown in its language,
// and on slug, fact, rating and draft mark.
type Related struct {
	cfg *config.Config
	all func() relations // found out when first asked for: a build of few changes does not
}

type relations struct {
	*factcheck.Relations
	slugs map[factcheck.Slug]*factcheck.FactCheck
}

// NewRelated relates the fact-checks of a site.
func NewRelated(cfg *config.Config, list []*factcheck.FactCheck) *Related {
	return &Related{cfg: cfg, all: sync.OnceValue(func() relations {
		slugs := map[factcheck.Slug]*factcheck.FactCheck{}
		var headers []factcheck.Header
		for _, f := range list {
			if f.Status != factcheck.Withdrawn && (f.Public() || cfg.Drafts) {
				headers = append(headers, f.Header())
				slugs[f.Slug] = f
			}
		}
		return relations{factcheck.NewRelations(headers), slugs}
	})}
}

// Of are the editions that the page of an edition leads on to, in its language,
// the closest first.
func (r *Related) Of(e factcheck.Edition) []factcheck.Edition {
	return r.in(e.Lang, r.all().Of(e.Slug))
}

func (r *Related) in(lang factcheck.Lang, slugs []factcheck.Slug) []factcheck.Edition {
	var out []factcheck.Edition
	for _, slug := range slugs {
		if len(out) == mostRelated {
			break
		}
		if other, ok := r.cfg.Edition(r.all().slugs[slug], lang); ok {
			out = append(out, other)
		}
	}
	return out
}

// Named are all editions that the pages of a fact-check lead on to.
func (r *Related) Named(f *factcheck.FactCheck) []factcheck.Edition {
	slugs := r.all().Of(f.Slug)
	if len(slugs) == 0 {
		return nil
	}
	var out []factcheck.Edition
	for _, e := range r.cfg.Editions(f) {
		out = append(out, r.in(e.Lang, slugs)...)
	}
	return out
}

// saidOfOthers changes when anything changes that the page of an edition may say
// of other fact-checks.
func (b *builder) saidOfOthers(e factcheck.Edition) string {
	var texts strings.Builder
	for _, other := range b.Related.Of(e) {
		texts.WriteString(string(other.Slug) + " " + b.identity(other.FactCheck) + "\n")
	}
	return texts.String()
}
