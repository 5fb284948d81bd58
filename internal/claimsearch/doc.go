// Package claimsearch is the specification of the answers at /v1alpha1/: those
// of Google's Fact Check Tools API, so that programs which ask that one can ask
// a site of Rebut's by changing the address.
//
//	GET  /v1alpha1/claims:search       fact-checks for a text, or the newest of the site
//	GET  /v1alpha1/claims:imageSearch  which fact-check a picture of this site shows, by its address
//	POST /v1alpha1/claims:imageSearch  the same of a picture that is sent
//
// Names and types are those of the API's discovery document (revision of
// 2026), v1alpha1. A claim has one review for each edition that the site shows;
// an edition that carries the draft mark carries it here in the title. Withdrawn
// fact-checks and drafts are not found. Parameters that Google knows and Rebut
// has no use for are accepted.
//
// What Google's answers have no field for stands in objects called "rebut",
// which Google's clients pass over. docs/claimsearch.md is for those who ask.
package claimsearch

import (
	"sync"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/search"
)

// Source is what is searched.
type Source struct {
	Config     *config.Config
	Messages   *message.Catalog
	Press      *card.Press
	FactChecks []*factcheck.FactCheck // newest first

	// Index is that of all editions that lists show.
	Index func() (*search.Index, error)

	// Whole is an edition of the whole fact-check, where FactChecks may hold
	// outlines.
	Whole func(factcheck.Edition) (factcheck.Edition, error)

	// Earlier are the revisions of a fact-check that were replaced, oldest
	// first, with its slug; their pictures can be drawn.
	Earlier func(*factcheck.FactCheck) []*factcheck.FactCheck
}

// Site answers. It is safe for concurrent use.
type Site struct {
	Source
	bySlug func() map[factcheck.Slug]*factcheck.FactCheck // earlier slugs included
	looks  looks
	turns  chan struct{} // pictures looked for at once
}

// New makes what answers from a source.
func New(s Source) *Site {
	return &Site{
		Source: s, turns: make(chan struct{}, 2), looks: looks{done: make(chan struct{})},
		bySlug: sync.OnceValue(func() map[factcheck.Slug]*factcheck.FactCheck {
			all := map[factcheck.Slug]*factcheck.FactCheck{}
			for _, f := range s.FactChecks {
				for _, slug := range f.Aliases {
					all[slug] = f
				}
			}
			for _, f := range s.FactChecks {
				all[f.Slug] = f
			}
			return all
		}),
	}
}
