package page

import (
	"cmp"
	"maps"
	"slices"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// topicRow is the row above a list that leads to the list of a topic, or of
// everything.
type topicRow struct {
	words
	All    choiceLink
	Topics []choiceLink
	More   string // address of all topics; "" where none is left out
}

// choiceLink is a link of which the reader is at one.
type choiceLink struct {
	topic
	Current bool
}

// mostTopics is how many topics the row names; it is one line of a wide screen.
const mostTopics = 8

// topicRow offers the first topics of those that occur, and the current one.
func (s *Set) topicRow(lang factcheck.Lang, current string, ids []string) *topicRow {
	if len(ids) == 0 {
		return nil
	}
	ids = s.inMenuOrder(ids)
	w, list := s.print(lang), s.cfg.Path(address.List(lang))
	f := &topicRow{words: w, All: choiceLink{topic{phrase{Text: w.T("filter-all")}, list}, current == ""}}
	if len(ids) > mostTopics {
		f.More = list + "#topics"
		shown := ids[:mostTopics:mostTopics]
		if slices.Contains(ids[mostTopics:], current) {
			shown = append(shown, current)
		}
		ids = shown
	}
	for _, id := range ids {
		f.Topics = append(f.Topics, choiceLink{s.topic(id, lang), id == current})
	}
	return f
}

// inMenuOrder sorts topics as the settings do; what they lack follows.
func (s *Set) inMenuOrder(ids []string) []string {
	place := func(id string) int {
		if i := slices.IndexFunc(s.cfg.Topics, func(t config.Topic) bool { return t.ID == id }); i >= 0 {
			return i
		}
		return len(s.cfg.Topics)
	}
	return slices.SortedFunc(slices.Values(ids), func(a, b string) int { return cmp.Or(place(a)-place(b), cmp.Compare(a, b)) })
}

// occurring are the topics that have a fact-check, sorted.
func occurring(counts map[string]int) []string {
	ids := slices.Sorted(maps.Keys(counts))
	return slices.DeleteFunc(ids, func(id string) bool { return counts[id] == 0 })
}
