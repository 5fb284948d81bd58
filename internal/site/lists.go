package site

import (
	"slices"
	"sync"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// lists adds the lists, topics, logs and feeds of every language. Their pages
// are blocks of fixed size, counted from the oldest: a new fact-check changes
// the front page and, once in a block, makes a page of what was on it. list has
// the oldest first; shown are its editions.
func (b *builder) lists(list []*factcheck.FactCheck, shown editions) {
	languages := make([]inLanguage, len(b.Config.Languages))
	var all sync.WaitGroup
	for i, lang := range b.Config.Languages {
		all.Go(func() { languages[i] = b.gather(lang, list, shown) })
	}
	all.Wait()
	b.heard(languages)
	b.newAPI(languages)
	ids, langs := topicLanguages(languages)
	b.directory(languages, ids)
	for _, l := range languages {
		b.list(l)
		b.listEmbed(l)
		b.gallery(l, ids)
		b.corrections(l.lang)
		b.feeds(l.lang, "", l.all)
		b.ratingFeeds(l.lang, l.all)
		for _, id := range ids {
			if in, ok := l.topics[id]; ok {
				b.topic(l, id, langs[id], in)
				b.topicOEmbed(l.lang, id)
				b.topicEmbed(l.lang, id, langs[id], in)
				b.feeds(l.lang, id, in)
			}
		}
	}
}

// list adds the list of a language, whose front page has what is pinned before
// all else and names its topics, and the page about the organisation.
func (b *builder) list(l inLanguage) {
	b.paged(address.List(l.lang), l.all, func(k int, editions []factcheck.Edition, at page.Paging) {
		facts := []any{b.offered, at}
		var counts map[string]int
		if k == 0 {
			editions, counts = first(b.pinned(l), editions), l.counts
			facts = append(facts, counts)
		}
		b.shared(address.Numbered(address.List(l.lang), k), b.group(editions), facts, func() ([]byte, error) {
			items, err := b.listItems(editions)
			if err != nil {
				return nil, err
			}
			return b.Pages.List(l.lang, b.offered, items, counts, at)
		})
	})
	b.shared(address.About(l.lang), b.group(nil), []any{b.offered}, func() ([]byte, error) { return b.Pages.About(l.lang, b.offered) })
}

// topic adds the list of a topic in a language; langs are those that have one.
// Its front page leads to the language's other topics.
func (b *builder) topic(l inLanguage, id string, langs []factcheck.Lang, in editions) {
	list := address.Topic(l.lang, id)
	b.paged(list, in, func(k int, editions []factcheck.Edition, at page.Paging) {
		var ids []string
		if k == 0 {
			ids = l.listedTopics()
		}
		b.shared(address.Numbered(list, k), b.group(editions), []any{langs, ids, at}, func() ([]byte, error) {
			items, err := b.listItems(editions)
			if err != nil {
				return nil, err
			}
			return b.Pages.Topic(l.lang, id, langs, items, ids, at)
		})
	})
}

// paged goes through the pages of a list.
func (b *builder) paged(list string, in editions, add func(k int, editions []factcheck.Edition, at page.Paging)) {
	size := b.Config.Lists.Size
	newest, older := in.front(size, listed)
	add(0, newest, in.paging(0, size, older))
	for k := 1; k <= in.pages(size); k++ {
		add(k, in.block(k, size), in.paging(k, size, older))
	}
}

// corrections adds the log of a language.
func (b *builder) corrections(lang factcheck.Lang) {
	log := page.Log(b.oneEditionEach(lang))
	b.correctionsFeed(lang, log)
	in := oldestPlaces(log)
	size, list := b.Config.Lists.Size, address.Corrections(lang)
	newest, older := in.front(size, func(page.LogEntry) bool { return true })
	add := func(k int, log []page.LogEntry) {
		at := in.paging(k, size, older)
		facts := []any{b.offered, at, lines(log)}
		if b.Inputs.Pictures != nil {
			facts = append(facts, b.Inputs.Pictures()) // which earlier revisions can be drawn
		}
		b.shared(address.Numbered(list, k), b.group(told(log)), facts, func() ([]byte, error) {
			editions, err := b.wholes(told(log), every)
			if err != nil {
				return nil, err
			}
			whole := slices.Clone(log)
			for i := range whole {
				whole[i].Edition = editions[i]
			}
			return b.Pages.Corrections(lang, b.offered, whole, b.past(), at)
		})
	}
	add(0, newest)
	for k := 1; k <= in.pages(size); k++ {
		add(k, in.block(k, size))
	}
}

// told are the editions that a log tells of.
func told(log []page.LogEntry) []factcheck.Edition {
	out := make([]factcheck.Edition, len(log))
	for i, entry := range log {
		out[i] = entry.Edition
	}
	return out
}

// lines says which corrections of its editions a log tells of.
func lines(log []page.LogEntry) []int {
	out := make([]int, len(log))
	for i, entry := range log {
		out[i] = entry.Correction
	}
	return out
}

// listItems are what lists show of editions.
func (b *builder) listItems(editions []factcheck.Edition) ([]page.Item, error) {
	whole, err := b.wholes(editions, listed)
	if err != nil {
		return nil, err
	}
	return b.items(whole), nil
}

// oneEditionEach is an edition of every fact-check that was corrected or
// withdrawn and has one: that in lang, or else the first that is shown.
func (b *builder) oneEditionEach(lang factcheck.Lang) []factcheck.Edition {
	var out []factcheck.Edition
	for _, f := range b.FactChecks {
		if len(f.Corrections) == 0 && f.Withdrawn == nil {
			continue
		}
		if e, ok := b.Config.Edition(f, lang); ok {
			out = append(out, e)
		} else if all := b.Config.Editions(f); len(all) > 0 {
			out = append(out, all[0])
		}
	}
	return out
}
