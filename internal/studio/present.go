package studio

import (
	"slices"
	"sync"
	"time"

	"rebut/internal/factcheck"
)

// stays is how long somebody counts as working on a fact-check after the last
// sign of it.
const stays = 3 * time.Minute

// present knows who is working on which fact-check at this moment, so that two
// people in one see each other. It forgets all when the program ends.
type present struct {
	mu   sync.Mutex
	seen map[factcheck.Slug]map[string]time.Time // by the name they log in with
}

// note notes a sign of a person and returns who else is there, sorted.
func (p *present) note(slug factcheck.Slug, person string, now time.Time) (others []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.seen == nil {
		p.seen = map[factcheck.Slug]map[string]time.Time{}
	}
	if p.seen[slug] == nil {
		p.seen[slug] = map[string]time.Time{}
	}
	p.seen[slug][person] = now
	for other, at := range p.seen[slug] {
		switch {
		case now.Sub(at) >= stays:
			delete(p.seen[slug], other)
		case other != person:
			others = append(others, other)
		}
	}
	slices.Sort(others)
	return others
}
