package factcheck

import (
	"cmp"
	"slices"
)

// Header is as much of a fact-check as decides which others are related to it.
type Header struct {
	Slug      Slug
	Topics    []string // ids, the main one first
	Published Date
}

// Header is the fact-check's own.
func (f *FactCheck) Header() Header { return Header{f.Slug, f.Topics, f.Published} }

// Relations tells which fact-checks are about the same things. It is made of
// headers alone, and the same headers give the same answers. A fact-check is
// related only to those that are near it in one of its topics, in the order of
// publication: so a new one concerns few that were there before, however many
// there are.
type Relations struct {
	headers []Header         // oldest first, then by slug
	at      map[Slug]int     // index in headers
	topics  map[string][]int // indices in headers, in order
}

// reach is how near, in places of a topic's list.
const reach = 8

// NewRelations relates the fact-checks that have these headers, in any order.
func NewRelations(headers []Header) *Relations {
	r := &Relations{headers: slices.Clone(headers), at: map[Slug]int{}, topics: map[string][]int{}}
	slices.SortFunc(r.headers, func(a, b Header) int {
		return cmp.Or(a.Published.Compare(b.Published), cmp.Compare(a.Slug, b.Slug))
	})
	for i, h := range r.headers {
		r.at[h.Slug] = i
		for k, topic := range h.Topics {
			if !slices.Contains(h.Topics[:k], topic) {
				r.topics[topic] = append(r.topics[topic], i)
			}
		}
	}
	return r
}

// Of are the fact-checks that are related to one, the closest first: those that
// share the most topics, the main one counting double, and of these the nearest
// in the order of publication, the newer of two.
func (r *Relations) Of(slug Slug) []Slug {
	own, known := r.at[slug]
	if !known {
		return nil
	}
	var near []int
	for _, topic := range r.headers[own].Topics {
		list := r.topics[topic]
		place, _ := slices.BinarySearch(list, own)
		near = append(near, list[max(0, place-reach):min(len(list), place+reach+1)]...)
	}
	slices.Sort(near)
	near = slices.Compact(near)
	found := make([]relation, 0, len(near))
	for _, i := range near {
		switch shared := r.headers[own].shared(r.headers[i]); {
		case i > own:
			found = append(found, relation{i, 2*(i-own) - shared*far})
		case i < own:
			found = append(found, relation{i, 2*(own-i) + 1 - shared*far})
		}
	}
	slices.SortFunc(found, func(a, b relation) int { return a.distance - b.distance })
	out := make([]Slug, len(found))
	for k, other := range found {
		out[k] = r.headers[other.at].Slug
	}
	return out
}

// relation is another fact-check, as an index in headers, and how far it is: by
// what is shared first, then by places between.
type relation struct{ at, distance int }

// far is more than twice the places that any site has.
const far = 1 << 26

// shared is how much two fact-checks have in common.
func (h Header) shared(other Header) int {
	n := 0
	for k, topic := range h.Topics {
		if slices.Contains(h.Topics[:k], topic) || !slices.Contains(other.Topics, topic) {
			continue
		}
		if n++; k == 0 {
			n++
		}
	}
	return n
}
