package site

import (
	"fmt"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
)

// feedIn is a feed of a language, about everything.
func (b *builder) feedIn(lang factcheck.Lang) feed.Feed {
	return feed.Feed{Cfg: b.Config, Msgs: b.Messages, Lang: lang, Contents: b.texts}
}

// feeds adds the feeds of a language or of a topic in it, and where there is
// more than they hold their archives: blocks of as many places as a feed has
// entries, so that the feed has at least what no full block holds.
func (b *builder) feeds(lang factcheck.Lang, topic string, in editions) {
	public, limit := b.public(in.items), b.Config.Feeds.Limit
	f := b.feedIn(lang)
	f.Topic = topic
	archives := 0
	if len(public) > limit {
		archives = in.blocks(limit)
	}
	f.Older = archives
	b.feedFiles(f, public[:min(len(public), limit)])
	for k := 1; k <= archives; k++ {
		b.feedFiles(archive(f, k, archives), b.public(in.block(k, limit)))
	}
}

// archive is the k-th of several archives of a feed.
func archive(f feed.Feed, k, of int) feed.Feed {
	f.Archive, f.Older, f.Newer = k, k-1, k+1
	if k == of {
		f.Newer = 0
	}
	return f
}

// ratingFeeds adds the feed of each rating of the scheme, also where it has no
// entry yet, so that people can subscribe. They have no archives: what is older
// is in those of the language.
func (b *builder) ratingFeeds(lang factcheck.Lang, in editions) {
	limit, by := b.Config.Feeds.Limit, map[string][]factcheck.Edition{}
	for _, e := range b.public(in.items) {
		if len(by[e.Rating]) < limit {
			by[e.Rating] = append(by[e.Rating], e)
		}
	}
	for _, rating := range b.Config.Ratings {
		f := b.feedIn(lang)
		f.Rating = rating.ID
		b.feedFiles(f, by[rating.ID])
	}
}

// public are the editions that feeds tell of: a preview has drafts too.
func (b *builder) public(editions []factcheck.Edition) []factcheck.Edition {
	if !b.Config.Drafts {
		return editions
	}
	return only(editions, func(e factcheck.Edition) bool { return !e.Unpublished() })
}

// feedFiles adds a document of a feed of editions in every format.
func (b *builder) feedFiles(f feed.Feed, editions []factcheck.Edition) {
	var facts []any
	if f.Archive == 0 && b.Inputs.Pictures != nil {
		facts = append(facts, b.Inputs.Pictures()) // for their sizes
	}
	b.feedDocuments(f, b.group(editions), facts, func(f *feed.Feed) (err error) {
		f.Entries, err = b.entries(editions, f.Archive == 0)
		return err
	})
}

// feedDocuments adds a document of a feed in every format; fill gives it its
// entries, which are those of the group.
func (b *builder) feedDocuments(f feed.Feed, g group, facts []any, fill func(*feed.Feed) error) {
	facts = append(facts, f.Archive, f.Older, f.Newer)
	writers := map[string]func(feed.Feed) ([]byte, error){"rss": feed.RSS, "atom": feed.Atom, "json": feed.JSON}
	for _, kind := range address.FeedKinds {
		at := f.Address(kind)
		if f.Archive > 0 {
			at = address.Part(at, f.Archive)
		}
		b.shared(at, g, facts, func() ([]byte, error) {
			filled := f
			if err := fill(&filled); err != nil {
				return nil, err
			}
			return writers[kind](filled)
		})
	}
}

// directory adds the list of all feeds.
func (b *builder) directory(languages []inLanguage, topics []string) {
	var list feed.Directory
	for _, l := range languages {
		in := feed.InLanguage{Lang: l.lang}
		for _, id := range topics {
			if _, ok := l.topics[id]; ok {
				in.Topics = append(in.Topics, id)
			}
		}
		list = append(list, in)
	}
	b.shared(address.OPML, b.group(nil), []any{list}, func() ([]byte, error) { return feed.OPML(b.Config, b.Messages, list) })
}

// entries are editions with their picture. Its size, which needs the rendered
// picture, is told in feeds alone: an archive need not draw what it leads to.
func (b *builder) entries(editions []factcheck.Edition, measured bool) ([]feed.Entry, error) {
	editions, err := b.wholes(editions, every)
	if err != nil {
		return nil, err
	}
	entries := make([]feed.Entry, len(editions))
	for i, e := range editions {
		entries[i] = feed.Entry{Edition: e, Picture: b.linkPicture(e)}
		if p := entries[i].Picture; p != nil && measured {
			size, err := b.sizeOf(e, fileName(p.Path))
			if err != nil {
				return nil, fmt.Errorf("size of picture: %w", err)
			}
			p.Bytes = size
		}
	}
	return entries, nil
}
