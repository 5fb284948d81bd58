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

// listSheet is what only lists, and answers, need.
const listSheet = "list.css"

type listView struct {
	frame
	Style   string // address of the style sheet of lists
	Heading phrase
	Intro   phrase
	Topic   string       // id of the topic; "" on the list of everything
	Filter  *topicRow    // nil for none
	Topics  []topicCount // on the front page of everything; else none
	Ratings []explained  // likewise
	Ask     *ask         // likewise; else nil
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
	Lang, Dir string // of the fact-check; "" where it is the page's
	Href      string
	Lead      bool // the first of all, shown larger
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
// topics, ratings and search out.
func (s *Set) List(lang factcheck.Lang, langs []factcheck.Lang, items []Item, counts map[string]int, at Paging) ([]byte, error) {
	f := s.frame(lang, "", address.List, s.inEach(langs, lang))
	v := listView{Heading: phrase{Text: f.Site.Name}, Intro: f.Site.Tagline}
	if counts != nil {
		v.Topics, v.Ratings, v.Ask = s.topicCounts(lang, counts), s.scale(lang), s.ask(lang)
		v.Filter = s.topicRow(lang, "", occurring(counts))
	}
	if name := f.pageName(at); name != "" {
		v.Heading, v.Intro = phrase{Text: f.T("nav-list")}, phrase{Text: name}
		f.Title = s.documentTitle(f.T("nav-list")+" – "+name, lang)
	}
	f.Section, f.Description = "list", f.Site.Tagline.Text
	f.Social = &social{Title: f.Site.Name, Description: f.Site.Tagline.Text, Type: "website", Image: s.listImage(items)}
	return s.listPage(f, v, address.List(lang), items, at)
}

// Topic is a page of the list of a topic's fact-checks in a language; the topic
// has such a list in each of langs. ids are the topics to choose from; nil
// leaves the choice out.
func (s *Set) Topic(lang factcheck.Lang, id string, langs []factcheck.Lang, items []Item, ids []string, at Paging) ([]byte, error) {
	name := s.cfg.TopicName(id, lang)
	editions := make([]factcheck.Edition, len(langs))
	for i, l := range langs {
		editions[i].Lang = l
	}
	f := s.frame(lang, name, func(l factcheck.Lang) string { return address.Topic(l, id) }, editions)
	v := listView{Heading: s.topicName(id, lang), Topic: id, Filter: s.topicRow(lang, id, ids)}
	f.Feeds = s.feeds(f.Title, func(kind string) string { return address.TopicFeed(lang, id, kind) })
	f.OEmbed = s.oembed(f.Title, func(format string) string { return address.TopicOEmbed(lang, id, format) })
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
	v.Style = s.cfg.Path(address.Assets + listSheet)
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

func (s *Set) items(items []Item, page words) []listItem {
	out := make([]listItem, len(items))
	for i, item := range items {
		out[i] = s.item(item, page)
	}
	return out
}

// item is a fact-check in a list. One in another language than the page's is
// in that language as a whole.
func (s *Set) item(item Item, page words) listItem {
	e, w := item.Edition, s.print(item.Edition.Lang)
	out := listItem{
		words: w, Href: s.cfg.Path(address.Page(e.Lang, e.Slug)), Draft: e.Marked, Fact: e.Text.Fact.Spans(),
		Why: e.Text.Why, Topics: s.topics(e), Claim: e.Text.Claim, Rating: s.linkedRating(e.Rating, e.Lang),
		Published: w.date(e.Published), Corrected: len(e.Corrections) > 0,
	}
	if w != page {
		out.Lang, out.Dir = string(e.Lang), e.Lang.Dir()
	}
	if p := item.Picture; p != nil {
		out.Picture = &thumbnail{s.cfg.Path(p.Path), p.Width, p.Height}
		if small, ok := p.thumbnail(); ok {
			out.Picture = &thumbnail{s.cfg.Path(small.Path), small.Width, small.Height}
		}
	}
	return out
}

// topicCounts lists the topics that occur, those of most fact-checks first.
func (s *Set) topicCounts(lang factcheck.Lang, counts map[string]int) []topicCount {
	ids := occurring(counts)
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	out := make([]topicCount, len(ids))
	for i, id := range ids {
		out[i] = topicCount{s.topic(id, lang), s.msgs.In(lang).Whole(counts[id])}
	}
	return out
}
