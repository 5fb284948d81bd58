package factcheck

import (
	"cmp"
	"slices"
	"strings"
)

// Header is as much of a fact-check as decides which others are related to it.
type Header struct {
	Slug      Slug
	Topics    []string // ids, the main one first
	Published Date
	Shared    []string // what else others may share with it: its claimants and the name of its technique
}

// Header is the fact-check's own.
func (f *FactCheck) Header() Header {
	h := Header{Slug: f.Slug, Topics: f.Topics, Published: f.Published}
	for _, a := range f.Appearances {
		if name, _ := a.Claimant.In(f.Language, f.Language); !blank(name) {
			h.Shared = append(h.Shared, "claimant:"+strings.TrimSpace(name))
		}
	}
	if t := f.Original(); t != nil {
		// "Cherry-picking: one year is shown alone …" names it before the colon.
		if name, _, named := strings.Cut(t.Technique, ":"); named && !blank(name) {
			h.Shared = append(h.Shared, "technique:"+strings.ToLower(strings.TrimSpace(name)))
		}
	}
	return h
}

// Relations tells which fact-checks are about the same things. It is made of
// headers alone, and the same headers give the same answers.
type Relations struct {
	headers []Header         // newest first, then by slug
	at      map[Slug]int     // index in headers
	with    map[string][]int // by topic or what else is shared: indices in headers
}

// NewRelations relates the fact-checks that have these headers, in any order.
func NewRelations(headers []Header) *Relations {
	r := &Relations{headers: slices.Clone(headers), at: map[Slug]int{}, with: map[string][]int{}}
	slices.SortFunc(r.headers, func(a, b Header) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.Slug, b.Slug))
	})
	for i, h := range r.headers {
		r.at[h.Slug] = i
		for key := range h.weights() {
			r.with[key] = append(r.with[key], i)
		}
	}
	return r
}

// How much it says that two fact-checks have something in common: a topic says
// more than a claimant or a technique, and most where it is the main one.
const (
	sharedElse  = 1
	sharedTopic = 3
	sharedMain  = 5
)

// weights are all that a fact-check can share with others.
func (h Header) weights() map[string]int {
	out := map[string]int{}
	for i, topic := range h.Topics {
		if _, twice := out["topic:"+topic]; twice {
			continue
		}
		out["topic:"+topic] = sharedTopic
		if i == 0 {
			out["topic:"+topic] = sharedMain
		}
	}
	for _, other := range h.Shared {
		out[other] = sharedElse
	}
	return out
}

// Of are at most so many others that are related to a fact-check, the closest
// first, then the newest; none for one that the relations do not know.
func (r *Relations) Of(slug Slug, most int) []Slug {
	own, known := r.at[slug]
	if !known {
		return nil
	}
	scores := make([]int, len(r.headers))
	for key, weight := range r.headers[own].weights() {
		for _, i := range r.with[key] {
			scores[i] += weight
		}
	}
	scores[own] = 0
	var out []Slug
	for len(out) < most {
		best := 0
		for i, score := range scores {
			if score > scores[best] { // of equals the newer one stands first
				best = i
			}
		}
		if len(scores) == 0 || scores[best] == 0 {
			break
		}
		out = append(out, r.headers[best].Slug)
		scores[best] = 0
	}
	return out
}
