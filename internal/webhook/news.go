package webhook

import (
	"maps"
	"slices"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Item is a fact-check that the site shows.
type Item struct {
	Slug     factcheck.Slug
	Aliases  []factcheck.Slug
	Status   factcheck.Status // published or withdrawn
	Revision int
}

// Items are the fact-checks of a list that the site shows in a language at
// least. Outlines suffice.
func Items(cfg *config.Config, list []*factcheck.FactCheck) []Item {
	var out []Item
	for _, f := range list {
		if f.Public() && slices.ContainsFunc(cfg.Editions(f), func(e factcheck.Edition) bool { return !e.Unpublished() }) {
			out = append(out, Item{f.Slug, f.Aliases, f.Status, f.Revision})
		}
	}
	return out
}

// Told is what partners know of a fact-check.
type Told struct {
	Status   factcheck.Status
	Revision int
}

// Kind is the event that tells what an item is now to those who know what was
// told; "" where there is nothing to tell. A fact-check that nobody knows is
// published, or withdrawn if it came and went unseen: partners may have found
// it by themselves. A revision that was lowered is no news.
func Kind(told *Told, now Item) config.Event {
	switch {
	case told == nil && now.Status == factcheck.Published, told != nil && told.Status == factcheck.Withdrawn && now.Status == factcheck.Published:
		return config.PublishedEvent
	case now.Status == factcheck.Withdrawn && (told == nil || told.Status != factcheck.Withdrawn || told.Revision < now.Revision):
		return config.WithdrawnEvent
	case now.Status == factcheck.Published && told.Revision < now.Revision:
		return config.CorrectedEvent
	}
	return ""
}

// Piece is one piece of news.
type Piece struct {
	Item
	Event  config.Event
	Before int // the revision that partners know; 0: none
}

// same reports whether two pieces tell the same.
func (p Piece) same(q Piece) bool {
	return p.Slug == q.Slug && p.Status == q.Status && p.Revision == q.Revision && p.Event == q.Event && p.Before == q.Before
}

// News is what is to be told.
type News struct {
	First    bool             // nothing was ever told of this project
	Pieces   []Piece          // in the order of the items
	Vanished []factcheck.Slug // told of as published, and no longer shown, sorted
}

// memory is what was told by slug.
type memory map[factcheck.Slug]Told

// of is what was told of an item, under the slug of today or an earlier one.
func (m memory) of(it Item) (at factcheck.Slug, told *Told) {
	for _, slug := range append([]factcheck.Slug{it.Slug}, it.Aliases...) {
		if t, ok := m[slug]; ok {
			return slug, &t
		}
	}
	return "", nil
}

// news compares.
func (m memory) news(items []Item) (pieces []Piece, vanished []factcheck.Slug) {
	shown := map[factcheck.Slug]bool{}
	for _, it := range items {
		at, told := m.of(it)
		shown[at] = true
		kind := Kind(told, it)
		if kind == "" {
			continue
		}
		p := Piece{Item: it, Event: kind}
		if told != nil {
			p.Before = told.Revision
		}
		pieces = append(pieces, p)
	}
	for _, slug := range slices.Sorted(maps.Keys(m)) {
		if m[slug].Status == factcheck.Published && !shown[slug] {
			vanished = append(vanished, slug)
		}
	}
	return pieces, vanished
}
