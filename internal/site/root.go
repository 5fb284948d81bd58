package site

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/page"
)

// root adds what does not depend on a language, of all editions.
func (b *builder) root(all editions) {
	b.shared(address.Home, b.group(nil), []any{b.offered}, func() ([]byte, error) { return b.Pages.Home(b.offered) })
	b.shared(address.NotFound, b.group(nil), []any{b.offered}, func() ([]byte, error) { return b.Pages.NotFound(b.offered) })
	b.add(address.Robots, func() ([]byte, error) { return feed.Robots(b.Config), nil })
	b.sitemaps(all)
	b.claimReviews(all)
	for path, content := range b.Pages.Assets() { // newFS sorts
		b.add(path, func() ([]byte, error) { return content, nil })
	}
	b.app()
	if b.Logo != nil {
		b.add(page.LogoPath, func() ([]byte, error) { return b.Logo, nil })
	}
}

// sitemaps adds one sitemap or, on a large site, an index and its parts: the
// lists, and the fact-checks in blocks that each have all languages, so that a
// change of one fact-check rewrites one block.
func (b *builder) sitemaps(all editions) {
	m := feed.NewSiteMap(b.Config, b.offered, all.items)
	if m.Addresses() <= feed.MaxAddresses {
		b.shared(address.Sitemap, b.group(all.items), []any{b.offered}, func() ([]byte, error) { return m.Whole(b.leadPaths) })
		return
	}
	size := max(1, feed.PartAddresses/len(b.Config.Languages))
	parts := []feed.SitemapPart{{Changed: m.ListsChanged()}}
	b.shared(address.Part(address.Sitemap, 0), b.group(nil), []any{m.ListFacts()}, m.Lists)
	add := func(n int, editions []factcheck.Edition) {
		if part, ok := feed.PartOf(n, editions); ok {
			parts = append(parts, part)
			b.shared(address.Part(address.Sitemap, n), b.group(editions), []any{b.offered}, func() ([]byte, error) { return m.Part(editions, b.leadPaths) })
		}
	}
	full := all.blocks(size)
	for k := 1; k <= full; k++ {
		add(k, all.block(k, size))
	}
	add(full+1, all.since(full*size))
	b.shared(address.Sitemap, b.group(nil), []any{parts}, func() ([]byte, error) { return m.Index(parts) })
}

// claimReviews adds the file of reviews. On a large site it has the newest
// fact-checks, and its parts are full blocks of all.
func (b *builder) claimReviews(all editions) {
	limit := b.Config.Feeds.Reviews
	if len(all.items) <= limit {
		b.reviews(0, 0, all.items)
		return
	}
	size := max(1, limit/len(b.Config.Languages))
	parts := all.blocks(size)
	b.reviews(0, parts, all.since(max(0, all.places()-size)))
	for k := 1; k <= parts; k++ {
		b.reviews(k, 0, all.block(k, size))
	}
}

func (b *builder) reviews(part, parts int, editions []factcheck.Edition) {
	at := address.ClaimReview
	if part > 0 {
		at = address.Part(at, part)
	}
	b.shared(at, b.group(editions), []any{parts}, func() ([]byte, error) {
		whole, err := b.wholes(editions, func(e factcheck.Edition) bool { return !e.Unpublished() })
		if err != nil {
			return nil, err
		}
		r := feed.Reviews{Part: part, Parts: parts}
		for _, e := range whole {
			r.Entries = append(r.Entries, feed.Entry{Edition: e, Picture: b.linkPicture(e)})
		}
		return feed.ClaimReviewFeed(b.Config, r)
	})
}
