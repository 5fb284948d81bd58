package site

import (
	"fmt"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
)

// feeds adds the feeds of a language or of a topic in it, and where there is
// more than they hold their archives: blocks of as many places as a feed has
// entries, so that the feed has at least what no full block holds.
func (b *builder) feeds(lang factcheck.Lang, topic string, in editions) {
	public, limit := b.public(in.items), b.Config.Feeds.Limit
	f := feed.Feed{Cfg: b.Config, Msgs: b.Messages, Lang: lang, Topic: topic, Contents: b.texts}
	archives := 0
	if len(public) > limit {
		archives = in.blocks(limit)
	}
	f.Older = archives
	b.feedFiles(f, public[:min(len(public), limit)])
	for k := 1; k <= archives; k++ {
		f.Archive, f.Older, f.Newer = k, k-1, k+1
		if k == archives {
			f.Newer = 0
		}
		b.feedFiles(f, b.public(in.block(k, limit)))
	}
}

// public are the editions that feeds tell of: a preview has drafts too.
func (b *builder) public(editions []factcheck.Edition) []factcheck.Edition {
	if !b.Config.Drafts {
		return editions
	}
	return only(editions, func(e factcheck.Edition) bool { return !e.Unpublished() })
}

// feedFiles adds a document of a feed in every format.
func (b *builder) feedFiles(f feed.Feed, editions []factcheck.Edition) {
	g, facts := b.group(editions), []any{f.Archive, f.Older, f.Newer}
	if f.Archive == 0 && b.Inputs.Pictures != nil {
		facts = append(facts, b.Inputs.Pictures()) // for their sizes
	}
	writers := map[string]func(feed.Feed) ([]byte, error){"rss": feed.RSS, "atom": feed.Atom, "json": feed.JSON}
	for _, kind := range address.FeedKinds {
		at := address.Feed(f.Lang, kind)
		if f.Topic != "" {
			at = address.TopicFeed(f.Lang, f.Topic, kind)
		}
		if f.Archive > 0 {
			at = address.Part(at, f.Archive)
		}
		b.shared(at, g, facts, func() ([]byte, error) {
			f := f
			var err error
			if f.Entries, err = b.entries(editions, f.Archive == 0); err != nil {
				return nil, err
			}
			return writers[kind](f)
		})
	}
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
