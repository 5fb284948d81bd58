package exchange

import (
	"net/url"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// reviews reads the reviews of one JSON-LD document, wherever they stand in it:
// alone, in a list, in @graph, or as items of a DataFeed.
func (r *reader) reviews(name string, p part) error {
	root, err := parsed(name, p)
	if err != nil {
		return err
	}
	w := walker{reader: r, file: name, part: p, media: 0}
	w.walk(root)
	if w.media > 0 {
		r.note(name, "exchange-media", "MediaReview objects are left out: they rate pictures and videos, not claims", "")
	}
	return nil
}

type walker struct {
	*reader
	file  string
	part  part
	from  int // where the place of the next review is looked for, bytes
	media int
}

// walk finds reviews in the order in which they stand.
func (w *walker) walk(v any) {
	switch x := v.(type) {
	case []any:
		for _, one := range x {
			w.walk(one)
		}
	case map[string]any:
		switch {
		case is(x, "ClaimReview"):
			w.review(x)
			if x["associatedMediaReview"] != nil {
				w.media++
			}
			return
		case is(x, "MediaReview"):
			w.media++
			return
		}
		for _, key := range []string{"@graph", "dataFeedElement", "item", "itemListElement", "mainEntity", "hasPart", "review", "subjectOf"} {
			if x[key] != nil {
				w.walk(x[key])
			}
		}
	}
}

// line is where the review that is being read begins: at its claim.
func (w *walker) line() int {
	const key = `"claimReviewed"`
	at := strings.Index(w.part.text[w.from:], key)
	if at < 0 {
		return w.part.line
	}
	line := w.part.line + strings.Count(w.part.text[:w.from+at], "\n")
	w.from += at + len(key)
	return line
}

// review makes an item of one review.
func (w *walker) review(o map[string]any) {
	claim := text(o["claimReviewed"])
	item := &Item{At: problem.Position{File: w.file, Line: w.line(), Column: 1}}
	w.out.Items = append(w.out.Items, item)
	if claim == "" {
		item.find("", "exchange-claim", "", "the review has no claimReviewed: it is left out", "")
		return
	}
	lang := w.language(item, text(o["inLanguage"]))
	f := &factcheck.FactCheck{Status: factcheck.Draft, Language: lang, Revision: 1, Texts: factcheck.Texts{lang: {Claim: claim}}}
	item.Check = f
	w.rate(item, object(o["reviewRating"]))
	f.Appearances = appearances(item, object(o["itemReviewed"]), lang)
	if own := w.ownReview(o); own.URL != "" {
		f.Sources = append(f.Sources, own)
	}
	for _, c := range objects(o["citation"]) {
		f.Sources = append(f.Sources, citation(c))
	}
	named(item)
	if licence := text(o["sdLicense"]); licence != "" {
		item.find("", "exchange-licence", licence, "the review's data are under the licence "+licence, "name whoever made them as it asks")
	}
	f.Slug = w.unique(factcheck.SuggestSlug(claim, lang, w.Today))
}

// language is the language of a review, the site's first where it names none
// that is one.
func (w *walker) language(item *Item, tag string) factcheck.Lang {
	var lang factcheck.Lang
	if err := lang.UnmarshalText([]byte(tag)); err != nil || lang == "" {
		lang = w.Config.DefaultLanguage()
		item.find("language", "exchange-no-language", lang.Name(), "the review does not say its language; it is taken for "+lang.Name(), "")
		return lang
	}
	for at := lang; at != ""; at = at.Parent() { // "en-US" is written in English
		if w.knows(at) {
			return at
		}
	}
	return lang
}

// ownReview is the review itself as a source: who made it, and where it is.
// Rebut's own address is none: that is where the fact-check comes from.
func (w *walker) ownReview(o map[string]any) factcheck.Source {
	at := address(o["url"])
	if at == "" || strings.HasPrefix(at, w.Config.Organisation.Address+"/") {
		return factcheck.Source{}
	}
	s := factcheck.Source{Kind: factcheck.Journalism, URL: at, Title: first(text(o["headline"]), text(o["name"])), Date: date(text(o["datePublished"]))}
	if who := first(text(object(o["author"])["name"]), text(object(o["publisher"])["name"])); who != "" {
		s.Publisher = factcheck.Localised{"": who}
	}
	return s
}

// citation is a source that a review names.
func citation(c map[string]any) factcheck.Source {
	s := factcheck.Source{
		Title: first(text(c["name"]), text(c["headline"])), URL: address(c["url"]), Archived: address(c["archivedAt"]), Date: date(text(c["datePublished"])),
	}
	_ = s.Language.UnmarshalText([]byte(text(c["inLanguage"]))) // none where it is no tag
	if who := text(object(c["publisher"])["name"]); who != "" {
		s.Publisher = factcheck.Localised{"": who}
	}
	for _, author := range objects(c["author"]) {
		if name := text(author["name"]); name != "" {
			s.Authors = append(s.Authors, name)
		}
	}
	for _, kind := range []struct {
		name string
		kind factcheck.Kind
	}{{"ScholarlyArticle", factcheck.Study}, {"Report", factcheck.Report}, {"NewsArticle", factcheck.Journalism}, {"Legislation", factcheck.Law}} {
		if is(c, kind.name) {
			s.Kind = kind.kind
		}
	}
	return s
}

// appearances are the times that a claim was made, of which the first is the
// one that the review is about.
func appearances(item *Item, claim map[string]any, lang factcheck.Lang) []factcheck.Appearance {
	who := object(claim["author"])
	base := factcheck.Appearance{Claimant: localised(text(who["name"])), Role: localised(first(text(who["jobTitle"]), text(who["description"]))), Date: date(text(claim["datePublished"]))}
	if text(claim["datePublished"]) != "" && base.Date.IsZero() {
		item.find("appearances[0].date", "exchange-date", text(claim["datePublished"]), problem.Quote(text(claim["datePublished"]))+" is not a date; it is left out", "write 2025-06-20")
	}
	var works []any
	for _, key := range []string{"appearance", "firstAppearance"} {
		list, ok := claim[key].([]any)
		if !ok && claim[key] != nil {
			list = []any{claim[key]}
		}
		works = append(works, list...)
	}
	var out []factcheck.Appearance
	seen := map[string]bool{}
	for _, work := range works {
		a := appearance(work, lang)
		if key := a.URL + "\n" + a.Quote; seen[key] || a.URL == "" && a.Quote == "" {
			continue
		} else {
			seen[key] = true
		}
		out = append(out, a)
	}
	if len(out) == 0 && (len(base.Claimant) > 0 || !base.Date.IsZero()) {
		out = append(out, factcheck.Appearance{})
	}
	if len(out) > 0 { // the claim's own author and day are those of the appearance that is shown
		if len(out[0].Claimant) == 0 {
			out[0].Claimant = base.Claimant
		}
		out[0].Role = base.Role
		if out[0].Date.IsZero() {
			out[0].Date = base.Date
		}
	}
	return out
}

// appearance is a work in which a claim was made: an object, or only its
// address.
func appearance(work any, lang factcheck.Lang) factcheck.Appearance {
	o := object(work)
	if o == nil {
		return factcheck.Appearance{URL: address(work)}
	}
	a := factcheck.Appearance{URL: first(address(o["url"]), address(o["@id"])), Archived: address(o["archivedAt"]), Date: date(text(o["datePublished"])), Place: localised(first(text(o["description"]), text(object(o["publisher"])["name"])))}
	a.Claimant = localised(text(object(o["author"])["name"]))
	if quote := object(o["hasPart"]); is(quote, "Quotation") {
		a.Quote = text(quote["text"])
		_ = a.Language.UnmarshalText([]byte(text(quote["inLanguage"]))) // none where it is no tag
		if a.Language == lang {
			a.Language = ""
		}
		if who := text(object(quote["creator"])["name"]); who != "" {
			a.Claimant = localised(who)
		}
	}
	return a
}

func localised(text string) factcheck.Localised {
	if text == "" {
		return nil
	}
	return factcheck.Localised{"": text}
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// address is a value as an address of the web; "" for anything else.
func address(v any) string {
	at := strings.TrimSpace(text(v))
	if at == "" {
		if o := object(v); o != nil {
			at = first(text(o["@id"]), text(o["url"]))
		}
	}
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return at
}

// date is the day in a date or a moment of ISO 8601; none for anything else.
func date(text string) (d factcheck.Date) {
	day, _, _ := strings.Cut(text, "T")
	day, _, _ = strings.Cut(day, " ")
	if d.UnmarshalTOML(day) != nil {
		return factcheck.Date{}
	}
	return d
}
