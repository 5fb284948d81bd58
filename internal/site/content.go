// Package site is the specification of the public tree: which files a set of
// fact-checks makes, at which addresses. build writes the tree and serve
// answers from it, so that both give the same bytes.
//
// All names are known from the start; what a file holds is rendered when
// somebody asks. Every published fact-check has, in each language it may be
// shown in, a page, an embed, its pictures and a share kit of them, and stands
// in the list, its topics and their feeds. A withdrawn one keeps page, embed and feed entries,
// which then say why. Earlier slugs keep answering: their page leads to the
// present one, their embed and pictures are those of the present one. So do
// the addresses of translations that are hidden: they lead to what is shown.
package site

import (
	"fmt"
	"slices"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/message"
	"rebut/internal/page"
)

// Content is what a site is made of.
type Content struct {
	Config     *config.Config
	FactChecks []*factcheck.FactCheck // without errors; those that are not public are passed over
	Messages   *message.Catalog
	Press      *card.Press
	Designs    card.Designs // that Press draws
	Pages      *page.Set
	Logo       []byte // PNG; nil for none

	// Earlier are the revisions of a fact-check that were replaced, oldest
	// first, with its slug; their pictures can be drawn. Nil: there are none.
	Earlier func(*factcheck.FactCheck) []*factcheck.FactCheck

	Inputs Inputs // nil functions: files have no keys

	// Whole returns the whole of a fact-check of which FactChecks may hold no
	// more than an outline; nil: all are whole.
	Whole func(*factcheck.FactCheck) (*factcheck.FactCheck, error)

	// Settled reports that the files of a fact-check stay as they are, so that
	// they are not listed; nil: none do.
	Settled func(*factcheck.FactCheck) bool

	Last Last // what an earlier build made; nil for nothing
}

// linkFormat is the format of the picture that stands for a fact-check in
// lists, feeds and link previews.
const linkFormat = "link"

// New lays out the tree of a site.
func New(c Content, limits Limits) (*FS, error) {
	b := &builder{Content: c}
	if b.Earlier == nil {
		b.Earlier = func(*factcheck.FactCheck) []*factcheck.FactCheck { return nil }
	}
	b.FactChecks = factcheck.Newest(c.FactChecks)
	b.offered = c.Config.Offered(b.FactChecks)
	b.root()
	for _, lang := range c.Config.Languages {
		b.language(lang)
	}
	for _, f := range b.FactChecks {
		if c.Settled == nil || !c.Settled(f) {
			b.factCheck(f)
		}
	}
	tree, err := NewFS(b.files, limits)
	if err != nil {
		return nil, err
	}
	b.tree, tree.Languages, tree.cache.last = tree, b.offered, c.Last
	return tree, nil
}

// builder collects the files of a site.
type builder struct {
	Content
	offered []factcheck.Lang // languages with something to read
	files   []*File
	source  string // of the files that are being added; "" for shared ones
	tree    *FS    // what files that measure others ask; set once all names are known
}

// add enters a file by its address.
func (b *builder) add(address string, render func() ([]byte, error)) {
	b.files = append(b.files, &File{Name: fileName(address), Source: b.source, Render: render})
}

func fileName(path string) string { return address.File(path) }

// root adds what does not depend on a language.
func (b *builder) root() {
	b.add(address.Home, func() ([]byte, error) { return b.Pages.Home(b.offered) })
	b.add(address.NotFound, func() ([]byte, error) { return b.Pages.NotFound(b.offered) })
	b.add(address.Robots, func() ([]byte, error) { return feed.Robots(b.Config), nil })
	b.add(address.Sitemap, func() ([]byte, error) { return feed.Sitemap(b.Config, b.FactChecks, b.leadPictures) })
	b.add(address.ClaimReview, b.claimReviews)
	for path, content := range b.Pages.Assets() { // newFS sorts
		b.add(path, func() ([]byte, error) { return content, nil })
	}
	if b.Logo != nil {
		b.add(page.LogoPath, func() ([]byte, error) { return b.Logo, nil })
	}
}

func (b *builder) claimReviews() ([]byte, error) {
	var entries []feed.Entry
	for _, f := range b.FactChecks {
		for _, e := range b.Config.Editions(f) {
			if f.Status == factcheck.Published {
				entries = append(entries, feed.Entry{Edition: e, Picture: b.linkPicture(e)})
			}
		}
	}
	return feed.ClaimReviewFeed(b.Config, entries)
}

// language adds the pages and feeds of a language.
func (b *builder) language(lang factcheck.Lang) {
	editions := b.Config.EditionsIn(b.FactChecks, lang)
	told := b.everyEdition(lang)
	b.add(address.List(lang), func() ([]byte, error) { return b.Pages.List(lang, b.offered, b.items(editions)) })
	b.add(address.About(lang), func() ([]byte, error) { return b.Pages.About(lang, b.offered) })
	b.add(address.Corrections(lang), func() ([]byte, error) {
		return b.Pages.Corrections(lang, b.offered, b.oneEditionEach(lang), b.earlierPicture)
	})
	b.feeds(lang, "", told)
	topics := b.topics()
	for _, topic := range topics.ids {
		within, told := ofTopic(editions, topic), ofTopic(told, topic)
		if len(told) == 0 {
			continue
		}
		b.add(address.Topic(lang, topic), func() ([]byte, error) {
			return b.Pages.Topic(lang, topic, topics.langs[topic], b.items(within))
		})
		b.feeds(lang, topic, told)
	}
}

// everyEdition are the editions in a language, those of withdrawn fact-checks
// included: what feeds tell of.
func (b *builder) everyEdition(lang factcheck.Lang) []factcheck.Edition {
	var out []factcheck.Edition
	for _, f := range b.FactChecks {
		if e, ok := b.Config.Edition(f, lang); ok {
			out = append(out, e)
		}
	}
	return out
}

// oneEditionEach is an edition of every fact-check that has one, withdrawn ones
// included: that in lang, or else the first that is shown.
func (b *builder) oneEditionEach(lang factcheck.Lang) []factcheck.Edition {
	var out []factcheck.Edition
	for _, f := range b.FactChecks {
		if e, ok := b.Config.Edition(f, lang); ok {
			out = append(out, e)
		} else if all := b.Config.Editions(f); len(all) > 0 {
			out = append(out, all[0])
		}
	}
	return out
}

func (b *builder) feeds(lang factcheck.Lang, topic string, editions []factcheck.Edition) {
	editions = slices.DeleteFunc(slices.Clone(editions), factcheck.Edition.Unpublished)
	writers := map[string]func(feed.Feed) ([]byte, error){"rss": feed.RSS, "atom": feed.Atom, "json": feed.JSON}
	for _, kind := range address.FeedKinds {
		at := address.Feed(lang, kind)
		if topic != "" {
			at = address.TopicFeed(lang, topic, kind)
		}
		b.add(at, func() ([]byte, error) {
			entries, err := b.entries(editions)
			if err != nil {
				return nil, err
			}
			return writers[kind](feed.Feed{Cfg: b.Config, Msgs: b.Messages, Lang: lang, Topic: topic, Entries: entries})
		})
	}
}

// entries are editions with their picture and its size, as many as a feed
// takes. Sizes need the rendered pictures.
func (b *builder) entries(editions []factcheck.Edition) ([]feed.Entry, error) {
	editions = editions[:min(len(editions), b.Config.Feeds.Limit)]
	entries := make([]feed.Entry, len(editions))
	for i, e := range editions {
		entries[i] = feed.Entry{Edition: e, Picture: b.linkPicture(e)}
		if p := entries[i].Picture; p != nil {
			size, err := b.sizeOf(e, fileName(p.Path))
			if err != nil {
				return nil, fmt.Errorf("size of picture: %w", err)
			}
			p.Bytes = size
		}
	}
	return entries, nil
}
