package page

import (
	"cmp"
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
}

// topicCount is a topic with how many fact-checks it has in the language.
type topicCount struct {
	topic
	Count string // in the language's digits
}

type listItem struct {
	words
	Href      string
	Lead      bool // the first, shown larger
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

// List is the list of all published fact-checks in a language, in the order of
// items. langs are the languages that menus offer: at least one.
func (s *Set) List(lang factcheck.Lang, langs []factcheck.Lang, items []Item) ([]byte, error) {
	f := s.frame(lang, "", address.List, s.inEach(langs, lang))
	f.Section, f.Description = "list", f.Site.Tagline.Text
	f.Social = &social{Title: f.Site.Name, Description: f.Site.Tagline.Text, Type: "website", Image: s.listImage(items)}
	v := listView{frame: f, Heading: phrase{Text: f.Site.Name}, Intro: f.Site.Tagline, Topics: s.topicCounts(lang, items), Items: s.items(items, f.words)}
	return s.execute("list.html", v)
}

// Topic is the list of a topic's fact-checks in a language; the topic has such
// a page in each of langs.
func (s *Set) Topic(lang factcheck.Lang, id string, langs []factcheck.Lang, items []Item) ([]byte, error) {
	name := s.cfg.TopicName(id, lang)
	editions := make([]factcheck.Edition, len(langs))
	for i, l := range langs {
		editions[i].Lang = l
	}
	f := s.frame(lang, name, func(l factcheck.Lang) string { return address.Topic(l, id) }, editions)
	f.Section, f.Description = "list", f.T("topic-description", "Topic", name, "Organisation", f.Site.Name)
	f.Feeds = s.feeds(f.Title, func(kind string) string { return address.TopicFeed(lang, id, kind) })
	f.Social = &social{Title: name, Description: f.Description, Type: "website", Image: s.listImage(items)}
	return s.execute("list.html", listView{frame: f, Heading: s.topicName(id, lang), Topic: id, Items: s.items(items, f.words)})
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
			words: w, Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Lead: i == 0, Draft: e.Marked, Fact: e.Text.Fact.Spans(),
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
func (s *Set) topicCounts(lang factcheck.Lang, items []Item) []topicCount {
	counts := map[string]int{}
	var ids []string
	for _, item := range items {
		for _, id := range item.Edition.Topics {
			if counts[id] == 0 {
				ids = append(ids, id)
			}
			counts[id]++
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	out := make([]topicCount, len(ids))
	for i, id := range ids {
		out[i] = topicCount{s.topic(id, lang), s.msgs.In(lang).Whole(counts[id])}
	}
	return out
}
