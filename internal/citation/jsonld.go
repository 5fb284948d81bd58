package citation

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// article is what schema.org's terms say of a page.
type article struct {
	title, publisher, published, language string
	authors                               []string
	paid                                  bool
}

// works are types of schema.org that are what a page is about, the better ones
// first; a page about several has one of the first kind.
var works = [][]string{
	{"Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
		"LiveBlogPosting", "BlogPosting", "SocialMediaPosting", "Report", "ScholarlyArticle", "MedicalScholarlyArticle", "TechArticle", "SatiricalArticle", "Thesis", "Legislation", "Dataset"},
	{"WebPage", "ItemPage", "MedicalWebPage", "AboutPage"},
}

type object = map[string]any

// graph is the objects that a page describes, by @id where they have one: an
// object may be named in the place of another.
type graph struct {
	list []object
	byID map[string]object
}

// mostDeep is how many arrays and graphs inside each other are looked into.
const mostDeep = 4

func articleOf(data []string, at *url.URL) (out article) {
	g := graph{byID: map[string]object{}}
	for _, text := range data {
		var v any
		if json.Unmarshal([]byte(text), &v) == nil {
			g.add(v, 0)
		}
	}
	for i, kinds := range works {
		about := g.work(kinds, at)
		if about == nil {
			continue
		}
		found := g.article(about)
		if i > 0 && found.published == "" && found.publisher == "" {
			break // every page is a web page: that alone makes no better title than the page's own
		}
		return found
	}
	return out
}

// add takes in objects that stand by themselves: of a list, of a graph, what a
// page is about. Those inside others are about other pages as often.
func (g *graph) add(v any, deep int) {
	if deep > mostDeep {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			g.add(one, deep+1)
		}
	case object:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			if _, known := g.byID[id]; !known {
				g.byID[id] = v
			}
		}
		g.list = append(g.list, v)
		g.add(v["@graph"], deep+1)
		if about, ok := v["mainEntity"].(object); ok {
			g.add(about, deep+1)
		}
	}
}

// work is the object of one of the types that is about the page: the one that
// has its address, or else the first.
func (g *graph) work(kinds []string, at *url.URL) (out object) {
	for _, o := range g.list {
		if !isOf(o, kinds) {
			continue
		}
		for _, key := range []string{"url", "@id", "mainEntityOfPage"} {
			if address := g.text(o[key], "@id"); address != "" && Same(address, at.String()) {
				return o
			}
		}
		if out == nil {
			out = o
		}
	}
	return out
}

func isOf(o object, kinds []string) bool {
	list, _ := o["@type"].([]any)
	for _, kind := range append(list, o["@type"]) {
		name, _ := kind.(string)
		if slices.Contains(kinds, name[strings.LastIndexByte(name, '/')+1:]) {
			return true
		}
	}
	return false
}

func (g *graph) article(o object) article {
	a := article{
		title: g.text(o["headline"], ""), publisher: g.text(o["publisher"], "name"), published: g.text(o["datePublished"], ""),
		language: g.text(o["inLanguage"], "alternateName"), authors: g.texts(o["author"], "name"),
	}
	if a.title == "" {
		a.title = g.text(o["name"], "")
	}
	switch free := o["isAccessibleForFree"].(type) {
	case bool:
		a.paid = !free
	case string:
		a.paid = strings.EqualFold(free, "false")
	}
	return a
}

func (g *graph) text(v any, key string) string {
	if all := g.texts(v, key); len(all) > 0 {
		return all[0]
	}
	return ""
}

// texts are the texts that a value is, or the objects in it have under a key.
func (g *graph) texts(v any, key string) (out []string) {
	list, is := v.([]any)
	if !is {
		list = []any{v}
	}
	for _, one := range list {
		switch one := one.(type) {
		case string:
			out = append(out, one)
		case object:
			text, _ := one[key].(string)
			if id, _ := one["@id"].(string); text == "" && g.byID[id] != nil {
				text, _ = g.byID[id][key].(string)
			}
			if text == "" {
				text, _ = one["@value"].(string)
			}
			if text != "" {
				out = append(out, text)
			}
		}
	}
	return out
}
