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
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/search"
)

// Site is what is searched. It is safe for concurrent use.
type Site struct {
	Config     *config.Config
	Messages   *message.Catalog
	Press      *card.Press
	FactChecks []*factcheck.FactCheck // newest first

	// Index is that of all editions that lists show.
	Index func() (*search.Index, error)

	// Whole is an edition of the whole fact-check, where FactChecks may hold
	// outlines.
	Whole func(factcheck.Edition) (factcheck.Edition, error)
}
