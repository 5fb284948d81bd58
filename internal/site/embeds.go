package site

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// embed is the embed of an edition, with what its newest correction changed.
func (b *builder) embed(e factcheck.Edition) ([]byte, error) {
	return b.Pages.Embed(e, page.EmbedExtras{Editions: b.Config.Editions(e.FactCheck), Past: b.past()})
}

// listEmbed adds the embed of a language's latest fact-checks.
func (b *builder) listEmbed(l inLanguage) {
	newest := latest(l.all)
	b.shared(address.ListEmbed(l.lang), b.group(newest), []any{b.offered}, func() ([]byte, error) {
		items, err := b.embedItems(newest)
		if err != nil {
			return nil, err
		}
		return b.Pages.EmbedList(l.lang, b.offered, items)
	})
}

// topicEmbed adds the embed of a topic's latest in a language; langs are those
// that have the topic.
func (b *builder) topicEmbed(lang factcheck.Lang, id string, langs []factcheck.Lang, in editions) {
	newest := latest(in)
	b.shared(address.TopicEmbed(lang, id), b.group(newest), []any{langs}, func() ([]byte, error) {
		items, err := b.embedItems(newest)
		if err != nil {
			return nil, err
		}
		return b.Pages.EmbedTopic(lang, id, langs, items)
	})
}

// latest are the newest editions that lists show, as many as an embed has.
func latest(in editions) []factcheck.Edition {
	var out []factcheck.Edition
	for _, e := range in.items {
		if len(out) < page.EmbedListSize && listed(e) {
			out = append(out, e)
		}
	}
	return out
}

// embedItems are what the embeds of lists show of editions: no pictures.
func (b *builder) embedItems(editions []factcheck.Edition) ([]page.Item, error) {
	whole, err := b.wholes(editions, listed)
	if err != nil {
		return nil, err
	}
	items := make([]page.Item, len(whole))
	for i, e := range whole {
		items[i].Edition = e
	}
	return items, nil
}
