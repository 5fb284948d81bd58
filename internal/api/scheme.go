package api

import (
	"net/url"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Counted says how many fact-checks stand on a topic in a language.
type Counted struct {
	Lang factcheck.Lang
	N    int
}

// Topics are the site's topics of which there is something to read, by id.
// counts are in the order of the site's languages.
func (a *API) Topics(ids []string, counts func(id string) []Counted) *List[Topic] {
	out := &List[Topic]{Items: []Topic{}}
	for _, id := range ids {
		t := Topic{ID: id, Address: a.url(address.API+"fact-checks") + "?topic=" + url.QueryEscape(id), Editions: map[factcheck.Lang]*TopicInLanguage{}}
		for _, c := range counts(id) {
			t.Editions[c.Lang] = &TopicInLanguage{Name: a.Config.TopicName(id, c.Lang), FactChecks: c.N, Page: a.url(address.Topic(c.Lang, id))}
		}
		out.Items = append(out.Items, t)
	}
	return out
}

// Ratings is the rating scheme, worst first as the site has it.
func (a *API) Ratings() *List[Rating] {
	var in []factcheck.Edition
	for _, lang := range a.Config.Languages {
		in = append(in, factcheck.Edition{Lang: lang})
	}
	out := &List[Rating]{Items: []Rating{}}
	for _, r := range a.Config.Ratings {
		fallback := a.Config.DefaultLanguage()
		rating := Rating{ID: r.ID, Value: r.Value, Word: told(r.Word, in, fallback), Meaning: told(r.Meaning, in, fallback), Page: Localised{}}
		for _, lang := range a.Config.Languages {
			rating.Page[lang] = a.url(address.Rating(lang, r.ID))
		}
		out.Items = append(out.Items, rating)
	}
	return out
}
