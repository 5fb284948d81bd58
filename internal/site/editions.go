package site

import (
	"slices"

	"rebut/internal/factcheck"
)

// inLanguage are a language's editions, those of withdrawn fact-checks
// included, of all fact-checks and by topic.
type inLanguage struct {
	lang   factcheck.Lang
	all    editions
	topics map[string]editions // those with an edition
	counts map[string]int      // fact-checks that lists show, by topic
}

// oldestFirst is the order of places. The drafts of a preview come last of all,
// so that the front page shows them.
func (b *builder) oldestFirst() []*factcheck.FactCheck {
	out := slices.Clone(b.FactChecks)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b *factcheck.FactCheck) int {
		switch {
		case a.Public() == b.Public():
			return 0
		case a.Public():
			return -1
		}
		return 1
	})
	return out
}

// gather sorts the editions of a language, given those of every fact-check. It
// costs one walk over all fact-checks, and one place per topic of each.
func (b *builder) gather(lang factcheck.Lang, list []*factcheck.FactCheck, shown editions) inLanguage {
	var all [][]factcheck.Edition
	topics := map[string][][]factcheck.Edition{}
	counts := map[string]int{}
	for i, f := range list {
		place, ok := place(f, lang, shown.block(i+1, 1))
		if !ok {
			continue
		}
		all = append(all, place)
		for _, id := range f.Topics {
			topics[id] = append(topics[id], place)
			counts[id] += count(place, listed)
		}
	}
	out := inLanguage{lang, inOrder(all), map[string]editions{}, counts}
	for id, places := range topics {
		if s := inOrder(places); len(s.items) > 0 {
			out.topics[id] = s
		}
	}
	return out
}

// listedTopics are the topics that the lists of a language have something of,
// sorted.
func (l inLanguage) listedTopics() []string {
	var ids []string
	for id, n := range l.counts {
		if n > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func inOrder(places [][]factcheck.Edition) editions {
	return ordered(len(places), func(i int) []factcheck.Edition { return places[i] })
}

// place is what a language has of a fact-check of which some editions are
// shown; ok is false where it has no place in it. A translation that was
// reviewed keeps its place while it is hidden because the original has changed
// since: it will be back, and what came later stays on its pages.
func place(f *factcheck.FactCheck, lang factcheck.Lang, shown []factcheck.Edition) (editions []factcheck.Edition, ok bool) {
	for i := range shown {
		if shown[i].Lang == lang {
			return shown[i : i+1], true
		}
	}
	text := f.Texts[lang]
	return nil, text != nil && f.Public() && text.Reviewed && text.Complete()
}

// listed reports whether lists show an edition: a withdrawn one stands in
// feeds and logs only.
func listed(e factcheck.Edition) bool { return e.Status != factcheck.Withdrawn }

// only are the editions that a test keeps, in their order.
func only(editions []factcheck.Edition, keep func(factcheck.Edition) bool) []factcheck.Edition {
	return slices.DeleteFunc(slices.Clone(editions), func(e factcheck.Edition) bool { return !keep(e) })
}

// inEveryLanguage are all editions, with a place for each fact-check of a list,
// the oldest first.
func (b *builder) inEveryLanguage(list []*factcheck.FactCheck) editions {
	return ordered(len(list), func(i int) []factcheck.Edition { return b.Config.Editions(list[i]) })
}

// topicLanguages are the topics that there is an edition of, sorted, and the
// languages of each.
func topicLanguages(languages []inLanguage) (ids []string, langs map[string][]factcheck.Lang) {
	langs = map[string][]factcheck.Lang{}
	for _, l := range languages {
		for id := range l.topics {
			langs[id] = append(langs[id], l.lang)
		}
	}
	for id := range langs {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, langs
}
