package feed

import (
	"encoding/json"
	"strconv"
	"time"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// ClaimReview is the markup of one page: JSON-LD that may stand in a <script>
// element as it is ("<", ">" and "&" are escaped). pictures are the page's
// graphics. It is nil for what is no review: a withdrawn fact-check, or a
// rating that the scheme does not have.
//
// It follows schema.org and Google's guidelines for fact checks, which require
// claimReviewed, reviewRating with alternateName, and url.
func ClaimReview(cfg *config.Config, e factcheck.Edition, pictures ...Picture) ([]byte, error) {
	review := reviewOf(cfg, e, pictures)
	if review == nil {
		return nil, nil
	}
	review.Context = schemaOrg
	return json.Marshal(review)
}

func reviewOf(cfg *config.Config, e factcheck.Edition, pictures []Picture) *claimReview {
	step := cfg.Rating(e.Rating)
	if step == nil || e.Status == factcheck.Withdrawn {
		return nil
	}
	page := cfg.URL(address.Page(e.Lang, e.Slug))
	org := publisher(cfg, e.Lang)
	review := &claimReview{
		Type: "ClaimReview", ID: reviewID(page), URL: page,
		Headline: line(e.Text.Fact.Plain()), Description: line(e.Text.Why), InLanguage: string(e.Lang),
		DatePublished: e.Published.String(), DateModified: Updated(e).String(),
		ClaimReviewed: line(e.Text.Claim),
		Rating:        reviewRating(cfg, step, e),
		ItemReviewed:  claimOf(e, page),
		Author:        org, Publisher: org,
		Translator: namedOrNil(e.Text.Translator, ""),
		Image:      images(cfg, pictures),
		Citation:   citations(e),
		Correction: correctionComments(e),
		License:    address.Outside(cfg.Organisation.LicenceURL),
	}
	for _, t := range topics(cfg, e) {
		review.Keywords = append(review.Keywords, t.Name)
	}
	if e.Marked {
		review.Status = "Draft"
	}
	review.TranslationOf, review.Translations = translations(cfg, e)
	return review
}

func publisher(cfg *config.Config, lang factcheck.Lang) organisation {
	org := organisation{
		Type: "Organization", ID: cfg.URL(address.Home) + "#organisation", URL: cfg.URL(address.Home),
		Name:       line(localised(cfg, cfg.Organisation.Name, lang)),
		Principles: cfg.URL(address.About(lang)),
	}
	if at := logo(cfg); at != "" {
		org.Logo = &imageObject{Type: "ImageObject", URL: at}
	}
	return org
}

func reviewRating(cfg *config.Config, step *config.Rating, e factcheck.Edition) rating {
	worst, best := cfg.RatingRange()
	word := line(localised(cfg, step.Word, e.Lang))
	return rating{
		Type: "Rating", RatingValue: step.Value, WorstRating: worst, BestRating: best,
		AlternateName: word, Name: word, Explanation: line(e.Text.Verdict),
	}
}

// ratingWord is the word of the edition's rating in its language.
func ratingWord(cfg *config.Config, e factcheck.Edition) string { return wordOf(cfg, e.Rating, e.Lang) }

// wordOf is the word of a rating in a language, its id where the scheme lacks
// it.
func wordOf(cfg *config.Config, id string, lang factcheck.Lang) string {
	if step := cfg.Rating(id); step != nil {
		if word := line(localised(cfg, step.Word, lang)); word != "" {
			return word
		}
	}
	return line(id)
}

// claimOf describes the claim by its first appearance, the one that the page
// shows. Where that has the claimant's exact words, they are the claim's text:
// the claim as people say it, which is its name, may differ from them.
func claimOf(e factcheck.Edition, page string) claim {
	c := claim{Type: "Claim", ID: page + "#claim", Name: line(e.Text.Claim), Text: line(e.Text.Claim), InLanguage: string(e.Lang)}
	if len(e.Appearances) > 0 {
		a := e.Appearances[0]
		c.Author = namedOrNil(text(a.Claimant, e), text(a.Role, e))
		c.DatePublished = a.Date.String()
		if quote := line(a.Quote); quote != "" {
			c.Text, c.InLanguage = quote, string(quoteLang(a, e))
		}
	}
	for _, a := range e.Appearances {
		work := appearanceWork(e, a)
		if work.URL != "" || work.HasPart != nil {
			c.Appearance = append(c.Appearance, work)
		}
	}
	if first := earliest(e.Appearances); first >= 0 {
		work := appearanceWork(e, e.Appearances[first])
		c.FirstAppearance = &work
	}
	return c
}

func appearanceWork(e factcheck.Edition, a factcheck.Appearance) creativeWork {
	work := creativeWork{
		Type: "CreativeWork", Description: line(text(a.Place, e)),
		URL: address.Outside(a.URL), ArchivedAt: address.Outside(a.Archived), DatePublished: a.Date.String(),
	}
	if quote := line(a.Quote); quote != "" {
		work.HasPart = &quotation{Type: "Quotation", Text: quote, InLanguage: string(quoteLang(a, e)), Creator: namedOrNil(text(a.Claimant, e), "")}
	}
	return work
}

// earliest is the index of the appearance that is known to be the first of
// several, or -1. A single one proves nothing: to call it the first would say
// that its claimant began the claim.
func earliest(list []factcheck.Appearance) int {
	if len(list) < 2 {
		return -1
	}
	first := 0
	for i, a := range list {
		if a.Date.Compare(list[first].Date) < 0 {
			first = i
		}
	}
	end := dayAfter(list[first].Date)
	for i, a := range list {
		if a.Date.IsZero() || i != first && a.Date.Time().Before(end) {
			return -1
		}
	}
	if address.Outside(list[first].URL) == "" {
		return -1
	}
	return first
}

// dayAfter is the first day after a date: after its day, its month or its year.
func dayAfter(d factcheck.Date) time.Time {
	switch {
	case d.Month == 0:
		return d.Time().AddDate(1, 0, 0)
	case d.Day == 0:
		return d.Time().AddDate(0, 1, 0)
	}
	return d.Time().AddDate(0, 0, 1)
}

func citations(e factcheck.Edition) []creativeWork {
	var out []creativeWork
	for _, s := range e.Sources {
		work := creativeWork{
			Type: workType(s.Kind), Name: line(s.Title), URL: address.Outside(s.URL), ArchivedAt: address.Outside(s.Archived),
			DatePublished: s.Date.String(), InLanguage: string(s.Language),
		}
		for _, name := range s.Authors {
			if author := namedOrNil(name, ""); author != nil {
				work.Author = append(work.Author, *author)
			}
		}
		if name := line(text(s.Publisher, e)); name != "" {
			work.Publisher = &organisation{Type: "Organization", Name: name}
		}
		out = append(out, work)
	}
	return out
}

// workType is what schema.org calls a kind of source; statements and figures
// take many shapes, of which it has none in common.
func workType(kind factcheck.Kind) string {
	switch kind {
	case factcheck.Study:
		return "ScholarlyArticle"
	case factcheck.Report:
		return "Report"
	case factcheck.Journalism:
		return "NewsArticle"
	case factcheck.Law:
		return "Legislation"
	}
	return "CreativeWork"
}

func correctionComments(e factcheck.Edition) []comment {
	var out []comment
	for _, c := range e.Corrections {
		if what := line(text(c.What, e)); what != "" {
			out = append(out, comment{Type: "CorrectionComment", Text: what, DatePublished: c.Date.String()})
		}
	}
	return out
}

// translations links the editions of a fact-check: a translation to its
// original, the original to its translations that carry no draft mark.
func translations(cfg *config.Config, e factcheck.Edition) (of *edition, into []edition) {
	for _, other := range cfg.Editions(e.FactCheck) {
		page := cfg.URL(address.Page(other.Lang, other.Slug))
		ref := edition{Type: "ClaimReview", ID: reviewID(page), URL: page, InLanguage: string(other.Lang)}
		switch {
		case other.Lang == e.Lang:
		case other.Lang == e.Language:
			of = &ref
		case e.Lang == e.Language && !other.Marked:
			into = append(into, ref)
		}
	}
	return of, into
}

func images(cfg *config.Config, pictures []Picture) []imageObject {
	var out []imageObject
	for _, p := range pictures {
		at := located(cfg, &p)
		out = append(out, imageObject{Type: "ImageObject", URL: at.URL, Width: pixels(at.Width), Height: pixels(at.Height), Caption: at.Alt})
	}
	return out
}

// pixels is a length as schema.org's Distance has it, a number with its unit;
// "" where it is not known.
func pixels(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " px"
}

func namedOrNil(name, description string) *named {
	if name = line(name); name == "" {
		return nil
	}
	return &named{Name: name, Description: line(description)}
}
