package page

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/snippet"
)

// EmbedListSize is how many fact-checks the embed of a list has. The first of
// them are seen at once, the others when the reader asks for older ones, and
// all are on the list's page.
const EmbedListSize = 12

// embedBlock is how many fact-checks the embed of a list shows at once: as many
// as stay below the height at which partners' systems cut frames.
const embedBlock = 4

type embedListView struct {
	embedFrame
	Heading      phrase
	Items, Older []listItem
	Chosen       string // address of the embeds that a list of chosen ones is made of, "{slug}" for the id
}

// EmbedList is the embed of the latest fact-checks in a language. langs are
// those that its menu offers. A script shows chosen ones in their place, each
// in a frame of its own: frames, unlike what scripts fetch, need no permission
// from a host where the embed stands in a sandbox.
func (s *Set) EmbedList(lang factcheck.Lang, langs []factcheck.Lang, items []Item) ([]byte, error) {
	v := embedListView{embedFrame: s.embedFrame(lang, s.print(lang).T("nav-list"), address.List(lang), s.inEach(langs, lang), address.ListEmbed)}
	v.Heading = phrase{Text: v.T("nav-list")}
	v.Code = s.snippets().List(lang, "", snippet.Options{})
	v.Chosen = s.cfg.Path(address.Embed(lang, "{slug}"))
	return s.embedList(v, items)
}

// EmbedTopic is the embed of a topic's latest fact-checks in a language; the
// topic has some in each of langs.
func (s *Set) EmbedTopic(lang factcheck.Lang, id string, langs []factcheck.Lang, items []Item) ([]byte, error) {
	editions := make([]factcheck.Edition, len(langs))
	for i, l := range langs {
		editions[i].Lang = l
	}
	at := func(l factcheck.Lang) string { return address.TopicEmbed(l, id) }
	v := embedListView{embedFrame: s.embedFrame(lang, s.cfg.TopicName(id, lang), address.Topic(lang, id), editions, at)}
	v.Heading, v.Code = s.topicName(id, lang), s.snippets().List(lang, id, snippet.Options{})
	return s.embedList(v, items)
}

func (s *Set) embedList(v embedListView, items []Item) ([]byte, error) {
	v.Security, v.Read, v.Share = policy+"; frame-src 'self'", v.T("all"), v.T("embed-code")
	v.Items = s.items(items, v.words)
	if len(v.Items) > embedBlock {
		v.Items, v.Older = v.Items[:embedBlock], v.Items[embedBlock:]
	}
	return s.execute("embedlist.html", v)
}
