package studio

import (
	"context"
	"sync"
	"time"

	"rebut/internal/account"
	"rebut/internal/project"
)

// talliedFor is how long the number of what waits for somebody stands on all
// pages before it is counted anew. What they do themselves, and what changes in
// the fact-checks, shows at once.
const talliedFor = 15 * time.Second

// tallied remembers how many things wait for each person.
type tallied struct {
	mu sync.Mutex
	by map[string]waits // by the name they log in with
}

type waits struct {
	project *project.Project
	at      time.Time
	n       int
}

func (t *tallied) get(login string, p *project.Project, now time.Time) (n int, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	w, ok := t.by[login]
	return w.n, ok && w.project == p && now.Sub(w.at) < talliedFor
}

func (t *tallied) set(login string, w waits) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil {
		t.by = map[string]waits{}
	}
	t.by[login] = w
}

func (t *tallied) forget(login string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.by, login)
}

// counted is how many things wait for somebody, for the number that all pages
// show.
func (s *Studio) counted(ctx context.Context, me account.Person) int {
	p, now := s.Live.Current(), s.Now()
	if n, ok := s.tallied.get(me.Login, p, now); ok {
		return n
	}
	list, err := s.needsOf(ctx, me, p)
	if err != nil {
		s.Log.Error("studio cannot count what waits", "error", err)
		return 0
	}
	s.tallied.set(me.Login, waits{p, now, len(list)})
	return len(list)
}
