package feed

import (
	"encoding/json"
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// object is decoded JSON; at reads along a path such as "reviewRating",
// "itemReviewed/author/name" or "citation/0/name".
type object map[string]any

func (o object) at(path string) any {
	var here any = map[string]any(o)
	for step := range strings.SplitSeq(path, "/") {
		switch v := here.(type) {
		case map[string]any:
			here = v[step]
		case []any:
			if i := int(step[0] - '0'); i < len(v) {
				here = v[i]
			} else {
				return nil
			}
		default:
			return nil
		}
	}
	return here
}

func review(t *testing.T, cfg *config.Config, f *factcheck.FactCheck, lang factcheck.Lang) object {
	t.Helper()
	e := in(t, cfg, f, lang)
	raw, err := ClaimReview(cfg, e, linkPicture(e))
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func want(t *testing.T, o object, fields map[string]any) {
	t.Helper()
	for path, value := range fields {
		if got := o.at(path); got != value {
			t.Errorf("%s is %v, want %v", path, got, value)
		}
	}
}

func TestClaimReviewHasWhatReadersRequireAndRecommend(t *testing.T) {
	cfg, _ := fixture(t)
	const page = "https://example.org/facts/en/lake-example-bridges/"
	want(t, review(t, cfg, bridges(), "en"), map[string]any{
		"@context": "https://schema.org", "@type": "ClaimReview", "@id": page + "#claimreview", "url": page,
		"claimReviewed": "Lake Example has no bridges.", "headline": "Lake Example has twelve bridges, the survey found",
		"inLanguage": "en", "datePublished": "2026-03-01", "dateModified": "2026-03-05",
		"reviewRating/@type": "Rating", "reviewRating/ratingValue": 1.0, "reviewRating/worstRating": 1.0, "reviewRating/bestRating": 5.0,
		"reviewRating/alternateName": "False", "reviewRating/name": "False", "reviewRating/ratingExplanation": "A bridge was found.",
		"author/@type": "Organization", "author/name": "Example Bridge Society", "author/url": "https://example.org/facts/",
		"publisher/name": "Example Bridge Society", "publisher/publishingPrinciples": "https://example.org/facts/en/about/",
		"itemReviewed/@type": "Claim", "itemReviewed/@id": page + "#claim", "itemReviewed/name": "Lake Example has no bridges.",
		"itemReviewed/text": "Not one bridge crosses Lake Example", "itemReviewed/inLanguage": "en", "itemReviewed/datePublished": "2026-02-10",
		"itemReviewed/author/name": "The Fictional Gazette", "itemReviewed/author/description": "invented newspaper",
		"itemReviewed/author/@type":              nil, // the record does not say whether it is a person
		"itemReviewed/firstAppearance":           nil, // one appearance does not tell who was first
		"itemReviewed/appearance/0/url":          "https://gazette.example.org/front?a=1&b=2",
		"itemReviewed/appearance/0/archivedAt":   "https://archive.example.org/1",
		"itemReviewed/appearance/0/hasPart/text": "Not one bridge crosses Lake Example",
		"citation/0/name":                        "Survey of the bridges of Lake Example", "citation/0/url": "https://survey.example.org/bridges",
		"citation/0/publisher/name": "Example Survey Office", "citation/0/author/1/name": "Roe", "citation/0/datePublished": "2025-06-20",
		"citation/1/datePublished": "2024", "citation/1/publisher": nil,
		"correction/0/@type": "CorrectionComment", "correction/0/text": "The number was eleven and is twelve.", "correction/0/datePublished": "2026-03-05",
		"image/0/url": page + "statement-link.png", "image/0/width": "1200 px", "image/0/caption": "A card: Lake Example has twelve bridges, the survey found",
		"workTranslation/0/@id": "https://example.org/facts/fr/lake-example-bridges/#claimreview", "workTranslation/0/inLanguage": "fr",
		"workTranslation/1": nil, // the draft is not offered
		"translationOfWork": nil, "creativeWorkStatus": nil, "keywords/0": "Bridges & fords", "license": "https://example.org/licence",
	})
}

func TestClaimReviewOfATranslation(t *testing.T) {
	cfg, _ := fixture(t)
	want(t, review(t, cfg, bridges(), "fr"), map[string]any{
		"inLanguage": "fr", "reviewRating/alternateName": "Faux", "translator/name": "A. Traductrice", "creativeWorkStatus": nil,
		"itemReviewed/name": "Le lac Exemple n’a aucun pont.", "itemReviewed/text": "Not one bridge crosses Lake Example", "itemReviewed/inLanguage": "en",
		"translationOfWork/@id": "https://example.org/facts/en/lake-example-bridges/#claimreview", "workTranslation": nil,
	})
	want(t, review(t, cfg, bridges(), "ar"), map[string]any{"inLanguage": "ar", "creativeWorkStatus": "Draft", "translationOfWork/inLanguage": "en"})
}

func TestFirstAppearanceNeedsProof(t *testing.T) {
	cfg, _ := fixture(t)
	earlier := factcheck.Appearance{Claimant: factcheck.Localised{"": "A. Nobody"}, URL: "https://first.example.org/", Date: day(2025, 12, 1)}
	for name, test := range map[string]struct {
		change func(*factcheck.Appearance)
		first  any
	}{
		"dated earlier":             {func(*factcheck.Appearance) {}, "https://first.example.org/"},
		"undated":                   {func(a *factcheck.Appearance) { a.Date = factcheck.Date{} }, nil},
		"same day":                  {func(a *factcheck.Appearance) { a.Date = day(2026, 2, 10) }, nil},
		"earlier, without address":  {func(a *factcheck.Appearance) { a.URL = "" }, nil},
		"the year the other was in": {func(a *factcheck.Appearance) { a.Date = factcheck.Date{Year: 2026} }, nil},
	} {
		f, second := bridges(), earlier
		test.change(&second)
		f.Appearances = append(f.Appearances, second)
		if got := review(t, cfg, f, "en").at("itemReviewed/firstAppearance/url"); got != test.first {
			t.Errorf("%s: first appearance %v, want %v", name, got, test.first)
		}
	}
}

func TestNoReviewOfWhatIsNotRated(t *testing.T) {
	cfg, _ := fixture(t)
	unrated := bridges()
	unrated.Rating = "no-such"
	for _, f := range []*factcheck.FactCheck{withdrawn(), unrated} {
		if raw, err := ClaimReview(cfg, in(t, cfg, f, "en")); raw != nil || err != nil {
			t.Errorf("%s: %s, %v", f.Slug, raw, err)
		}
	}
}

func TestClaimReviewFeedLeavesDraftsOutAndMarksTheWithdrawn(t *testing.T) {
	cfg, _ := fixture(t)
	var entries []Entry
	for _, f := range []*factcheck.FactCheck{bridges(), withdrawn()} {
		for _, e := range cfg.Editions(f) {
			entries = append(entries, Entry{Edition: e})
		}
	}
	raw, err := ClaimReviewFeed(cfg, Reviews{Entries: entries})
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatal(err)
	}
	want(t, o, map[string]any{
		"@context": "https://schema.org", "@type": "DataFeed", "dateModified": "2026-04-01", "name": "Example Bridge Society",
		"dataFeedElement/0/@type": "DataFeedItem", "dataFeedElement/0/dateCreated": "2026-03-01", "dataFeedElement/0/dateModified": "2026-03-05",
		"dataFeedElement/0/item/0/@type": "ClaimReview", "dataFeedElement/0/item/0/inLanguage": "en",
		"dataFeedElement/1/item/0/inLanguage": "fr", "dataFeedElement/1/dateDeleted": nil,
		"dataFeedElement/2/dateDeleted": "2026-04-01", "dataFeedElement/2/dateModified": "2026-04-01",
		"dataFeedElement/2/item/0/@type": "CreativeWork", // no review that anybody could take for one that stands
		"dataFeedElement/2/item/0/@id":   "https://example.org/facts/en/lake-example-depth/#claimreview", "dataFeedElement/2/item/0/creativeWorkStatus": "Withdrawn",
		"dataFeedElement/2/item/0/correction/1/text": "The lake is dry.", "dataFeedElement/2/item/0/claimReviewed": nil,
	})
}

func TestSourcesHaveTheTypeOfTheirKind(t *testing.T) {
	cfg, _ := fixture(t)
	f := bridges()
	f.Sources = f.Sources[:1]
	for kind, want := range map[factcheck.Kind]string{
		"": "CreativeWork", factcheck.Study: "ScholarlyArticle", factcheck.Journalism: "NewsArticle", factcheck.Report: "Report",
		factcheck.Law: "Legislation", factcheck.Statement: "CreativeWork", factcheck.Statistics: "CreativeWork",
	} {
		f.Sources[0].Kind = kind
		e, _ := cfg.Edition(f, "en")
		if got := citations(e)[0].Type; got != want {
			t.Errorf("%q is a %s, want %s", kind, got, want)
		}
	}
}
