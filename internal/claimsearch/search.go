package claimsearch

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Search answers claims:search. now is the time of day that maxAgeDays counts
// from. The error is a *Refusal for what cannot be answered as it was asked.
func (s *Site) Search(values url.Values, now time.Time) ([]byte, error) {
	p, err := read(values, "query", "reviewPublisherSiteFilter", "maxAgeDays")
	if err != nil {
		return nil, err
	}
	if p.Query == "" && p.Site == "" {
		return nil, invalid("Say what to look for with query, or list what a site has with reviewPublisherSiteFilter.")
	}
	found, err := s.found(p)
	if err != nil {
		return nil, err
	}
	found = slices.DeleteFunc(found, func(l []factcheck.Edition) bool { return len(l) == 0 || !young(l[0].FactCheck, p.MaxAge, now) })
	var answer searchResponse
	end := min(p.Start+p.Size, len(found))
	for i := p.Start; i < end; i++ {
		c, err := s.claim(found[i])
		if err != nil {
			return nil, err
		}
		answer.Claims = append(answer.Claims, c)
	}
	if end < len(found) && p.Start < end {
		answer.NextPageToken = p.token(end)
	}
	return p.body(&answer)
}

// found are the fact-checks of an answer, each with the editions that it has
// reviews of: by relevance, or the newest first where no text is looked for.
func (s *Site) found(p params) ([][]factcheck.Edition, error) {
	var out [][]factcheck.Edition
	if p.Site != "" && p.Site != s.host() {
		return nil, nil
	}
	if p.Query == "" {
		for _, f := range s.FactChecks {
			out = append(out, s.shown(f, p.Lang, f.Language))
		}
		return out, nil
	}
	index, err := s.Index()
	if err != nil {
		return nil, err
	}
	for _, hit := range relevant(index, p.Query) {
		if f := s.bySlug()[factcheck.Slug(hit.ID)]; f != nil {
			out = append(out, s.shown(f, p.Lang, factcheck.Lang(hit.Lang)))
		}
	}
	return out, nil
}

// shown are the editions of a fact-check in a language that was asked for ("":
// any), the preferred one first; none for what is not published.
func (s *Site) shown(f *factcheck.FactCheck, asked, preferred factcheck.Lang) []factcheck.Edition {
	if f.Status != factcheck.Published {
		return nil
	}
	var out []factcheck.Edition
	for _, e := range s.Config.Editions(f) {
		switch {
		case asked != "" && !sameLanguage(asked, e.Lang):
		case e.Lang == preferred:
			out = slices.Insert(out, 0, e)
		default:
			out = append(out, e)
		}
	}
	return out
}

// sameLanguage compares language and script: "fr-CA" is "fr", "pa-Arab" is not
// "pa", and "zh-TW" is "zh-Hant".
func sameLanguage(a, b factcheck.Lang) bool {
	baseA, _ := a.Tag().Base()
	baseB, _ := b.Tag().Base()
	scriptA, _ := a.Tag().Script()
	scriptB, _ := b.Tag().Script()
	return baseA == baseB && scriptA == scriptB
}

// young reports whether a claim, or its review, is at most so many days old.
func young(f *factcheck.FactCheck, days int, now time.Time) bool {
	newest := f.Published
	if len(f.Appearances) > 0 && newest.Compare(f.Appearances[0].Date) < 0 {
		newest = f.Appearances[0].Date
	}
	return days == 0 || !newest.Time().Before(now.AddDate(0, 0, -days))
}

// claim is a fact-check in some editions, told in the language of the first.
func (s *Site) claim(editions []factcheck.Edition) (claim, error) {
	e, err := s.Whole(editions[0])
	if err != nil {
		return claim{}, err
	}
	c := claim{Text: line(e.Text.Claim)}
	if len(e.Appearances) > 0 {
		a := e.Appearances[0]
		name, _ := a.Claimant.In(e.Lang, e.Language)
		c.Claimant, c.ClaimDate = line(name), instant(a.Date)
	}
	for _, other := range editions {
		if other.FactCheck == editions[0].FactCheck {
			other.FactCheck, other.Text = e.FactCheck, e.Texts[other.Lang]
		}
		c.ClaimReview = append(c.ClaimReview, s.review(other))
	}
	return c, nil
}

func (s *Site) review(e factcheck.Edition) review {
	fallback := s.Config.DefaultLanguage()
	name, _ := s.Config.Organisation.Name.In(e.Lang, fallback)
	r := review{
		Publisher: &publisher{Name: line(name), Site: s.host()}, URL: s.Config.URL(address.Page(e.Lang, e.Slug)),
		Title: s.title(e), ReviewDate: instant(e.Published), LanguageCode: string(e.Lang),
	}
	if rating := s.Config.Rating(e.Rating); rating != nil {
		word, _ := rating.Word.In(e.Lang, fallback)
		r.TextualRating = line(word)
	}
	return r
}

// title is the fact; a draft translation's carries the mark, as in feeds.
func (s *Site) title(e factcheck.Edition) string {
	fact := line(e.Text.Fact.Plain())
	if e.Marked {
		return line(s.Messages.In(e.Lang).Text("feed.draft-title", "Fact", fact))
	}
	return fact
}

// host is the site's as Google names publishers.
func (s *Site) host() string { return hostOf(s.Config.Organisation.Address) }

// line is a text on one line with single spaces.
func line(text string) string { return strings.Join(strings.Fields(text), " ") }

// instant is the beginning of a day (RFC 3339); "" for a date of which only
// the month or the year is known, since any day would be invented.
func instant(d factcheck.Date) string {
	if d.Day == 0 {
		return ""
	}
	return d.Time().Format(time.RFC3339)
}
