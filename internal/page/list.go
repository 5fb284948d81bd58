package page

import (
	"cmp"
	"maps"
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Item is one fact-check of a list.
type Item struct {
	Edition factcheck.Edition
	Picture *Picture // the small picture beside it, best in the format "link"; nil for none
}

type listView struct {
	frame
	Heading phrase
	Intro   phrase
	Topic   string // id of the topic; "" on the list of everything
	Topics  []topicCount
	Items   []listItem
	Pages   *pages // nil where there is one page only
}

// topicCount is a topic with how many fact-checks it has in the language.
type topicCount struct {
	topic
	Count string // in the language's digits
}

type listItem struct {
	words
	Href      string
	Lead      bool // the newest of all, shown larger
	Draft     bool
	Fact      []factcheck.EmphasisSpan
	Why       string
	Topics    []topic
	Claim     string
	Rating    rating
	Published dated
	Corrected bool
	Picture   *thumbnail
}

// thumbnail is a small view of a picture; what it says stands beside it as
// text.
type thumbnail struct {
	Src           string
	Width, Height int // px, of the file
}

// List is a page of the list of all published fact-checks in a language, in the
// order of items. langs are the languages that menus offer: at least one.
// counts says how many fact-checks each topic has in the language; nil leaves
// the topics out.
func (s *Set) List(lang factcheck.Lang, langs []factcheck.Lang, items []Item, counts map[string]int, at Paging) ([]byte, error) {
	f := s.frame(lang, "", address.List, s.inEach(langs, lang))
	v := listView{Heading: phrase{Text: f.Site.Name}, Intro: f.Site.Tagline, Topics: s.topicCounts(lang, counts)}
	if name := f.pageName(at); name != "" {
		v.Heading, v.Intro = phrase{Text: f.T("nav-list")}, phrase{Text: name}
		f.Title = s.documentTitle(f.T("nav-list")+" – "+name, lang)
	}
	f.Section, f.Description = "list", f.Site.Tagline.Text
	f.Social = &social{Title: f.Site.Name, Description: f.Site.Tagline.Text, Type: "website", Image: s.listImage(items)}
	return s.listPage(f, v, address.List(lang), items, at)
}

// Topic is a page of the list of a topic's fact-checks in a language; the topic
// has such a list in each of langs.
func (s *Set) Topic(lang factcheck.Lang, id string, langs []factcheck.Lang, items []Item, at Paging) ([]byte, error) {
	name := s.cfg.TopicName(id, lang)
	editions := make([]factcheck.Edition, len(langs))
	for i, l := range langs {
		editions[i].Lang = l
	}
	f := s.frame(lang, name, func(l factcheck.Lang) string { return address.Topic(l, id) }, editions)
	v := listView{Heading: s.topicName(id, lang), Topic: id}
	f.Feeds = s.feeds(f.Title, func(kind string) string { return address.TopicFeed(lang, id, kind) })
	if number := f.pageName(at); number != "" {
		v.Intro = phrase{Text: number}
		f.Title = s.documentTitle(name+" – "+number, lang)
	}
	f.Section, f.Description = "list", f.T("topic-description", "Topic", name, "Organisation", f.Site.Name)
	f.Social = &social{Title: name, Description: f.Description, Type: "website", Image: s.listImage(items)}
	return s.listPage(f, v, address.Topic(lang, id), items, at)
}

// listPage writes a page of the list at an address.
func (s *Set) listPage(f frame, v listView, list string, items []Item, at Paging) ([]byte, error) {
	f.numbered(s, list, at)
	v.frame, v.Items, v.Pages = f, s.items(items, f.words), s.pages(factcheck.Lang(f.Lang), list, at)
	if len(v.Items) > 0 {
		v.Items[0].Lead = at.Number == 0
	}
	return s.execute("list.html", v)
}

func (s *Set) listImage(items []Item) *socialImage {
	if len(items) == 0 {
		return nil
	}
	return s.socialImage(items[0].Picture)
}

func (s *Set) items(items []Item, w words) []listItem {
	out := make([]listItem, len(items))
	for i, item := range items {
		e := item.Edition
		out[i] = listItem{
			words: w, Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Draft: e.Marked, Fact: e.Text.Fact.Spans(),
			Why: e.Text.Why, Topics: s.topics(e), Claim: e.Text.Claim, Rating: s.rating(e.Rating, e.Lang),
			Published: w.date(e.Published), Corrected: len(e.Corrections) > 0,
		}
		if p := item.Picture; p != nil {
			out[i].Picture = &thumbnail{s.cfg.Path(p.Path), p.Width, p.Height}
		}
	}
	return out
}

// topicCounts lists the topics that occur, those of most fact-checks first.
func (s *Set) topicCounts(lang factcheck.Lang, counts map[string]int) []topicCount {
	ids := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	ids = slices.DeleteFunc(ids, func(id string) bool { return counts[id] == 0 })
	out := make([]topicCount, len(ids))
	for i, id := range ids {
		out[i] = topicCount{s.topic(id, lang), s.msgs.In(lang).Whole(counts[id])}
	}
	return out
}
