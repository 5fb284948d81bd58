package feed

import (
	"encoding/json"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Reviews is what one file of reviews is made of.
type Reviews struct {
	Entries []Entry // in the order in which they are to stand
	Part    int     // which part of the older reviews this is, 1 the oldest; 0 for /claimreview.json itself
	Parts   int     // of /claimreview.json: how many parts there are
}

// ClaimReviewFeed is /claimreview.json: a schema.org DataFeed of the reviews
// of published fact-checks. Editions that carry the draft mark are left out. One
// that was withdrawn stays as an item with dateDeleted, which is no review any
// more, so that those who took it learn of it. On large sites the file has the
// newest and names as its parts the files that have them all; a review may stand
// in both.
func ClaimReviewFeed(cfg *config.Config, r Reviews) ([]byte, error) {
	org := publisher(cfg, cfg.DefaultLanguage())
	doc := dataFeed{
		dataFeedRef: reviewsAt(cfg, r.Part), Context: schemaOrg,
		Name: org.Name, Publisher: org, License: address.Outside(cfg.Organisation.LicenceURL),
		Elements: []dataFeedItem{},
	}
	if r.Part > 0 {
		whole := reviewsAt(cfg, 0)
		doc.PartOf = &whole
	}
	for n := r.Parts; n > 0; n-- {
		doc.Parts = append(doc.Parts, reviewsAt(cfg, n))
	}
	var newest factcheck.Date
	for _, entry := range r.Entries {
		if element, ok := dataFeedItemOf(cfg, entry); ok {
			newest = later(newest, Updated(entry.Edition))
			doc.Elements = append(doc.Elements, element)
		}
	}
	doc.DateModified = newest.String()
	body, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, err
	}
	return append(body, '\n'), nil
}

// dataFeedItemOf is the element of an edition; ok is false where it has none.
func dataFeedItemOf(cfg *config.Config, entry Entry) (element dataFeedItem, ok bool) {
	e := entry.Edition
	element = dataFeedItem{Type: "DataFeedItem", DateCreated: e.Published.String(), DateModified: Updated(e).String()}
	if e.Status == factcheck.Withdrawn && e.Withdrawn != nil {
		element.DateDeleted = e.Withdrawn.Date.String()
		element.Item = []any{withdrawnOf(cfg, e)}
		return element, true
	}
	var pictures []Picture
	if entry.Picture != nil {
		pictures = append(pictures, *entry.Picture)
	}
	review := reviewOf(cfg, e, pictures)
	if review == nil || e.Marked {
		return element, false
	}
	element.Item = []any{*review}
	return element, true
}

func withdrawnOf(cfg *config.Config, e factcheck.Edition) withdrawnWork {
	page := cfg.URL(address.Page(e.Lang, e.Slug))
	why := comment{Type: "CorrectionComment", Text: line(summary(e)), DatePublished: e.Withdrawn.Date.String()}
	return withdrawnWork{
		Type: "CreativeWork", ID: reviewID(page), URL: page, InLanguage: string(e.Lang), Status: "Withdrawn",
		Correction: append(correctionComments(e), why),
	}
}

// reviewID is what names a review, given the address of its page.
func reviewID(page string) string { return page + "#claimreview" }

// reviewsAt names /claimreview.json, or a part of it.
func reviewsAt(cfg *config.Config, part int) dataFeedRef {
	at := cfg.URL(address.ClaimReview)
	if part > 0 {
		at = cfg.URL(address.Part(address.ClaimReview, part))
	}
	return dataFeedRef{Type: "DataFeed", ID: at, URL: at}
}
