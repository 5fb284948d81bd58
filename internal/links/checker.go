package links

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/url"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"rebut/internal/journal"
	"rebut/internal/outward"
)

const (
	// hostDelay is how long a host is left alone after a look.
	hostDelay = 5 * time.Second
	// hostsAtOnce is how many hosts are asked at the same time.
	hostsAtOnce = 4
	// patience is for how long a host is waited for; one that wants more is
	// asked another time.
	patience = 30 * time.Second
	// pastLook is after which time nothing is known any more of an address that
	// no fact-check has.
	pastLook = 180 * day
)

// ErrLater says that a host asked not to be asked yet.
var ErrLater = errors.New("the host asks to be left alone for now")

// Checker looks at addresses. It is safe for concurrent use.
type Checker struct {
	Client  *outward.Client // that follows no redirects
	Journal *journal.Journal
	Now     func() time.Time
	Wait    func(context.Context, time.Duration) error // returns when the time has passed, or ctx's error
	Every   func() time.Duration                       // between two looks at an address

	mu    sync.Mutex
	hosts map[string]time.Time // from when on each may be asked
}

// Options are the client's.
func Options(agent string) outward.Options {
	return outward.Options{Plain: true, Timeout: Timeout, MaxBytes: MaxBytes, UserAgent: agent}
}

// turn is how long to wait until a host may be asked about an address; it is
// taken then. It is not ok where that is more than patience.
func (c *Checker) turn(host, address string) (wait time.Duration, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.Now()
	if wait = c.hosts[host].Sub(now); wait > patience {
		return wait, false
	}
	maps.DeleteFunc(c.hosts, func(_ string, free time.Time) bool { return !free.After(now) })
	wait = max(0, wait)
	c.free(host, now.Add(wait+hostDelay+share(address, hostDelay/2)))
	return wait, true
}

// free says from when on a host may be asked. The caller holds mu.
func (c *Checker) free(host string, at time.Time) {
	if c.hosts == nil {
		c.hosts = map[string]time.Time{}
	}
	if at.After(c.hosts[host]) {
		c.hosts[host] = at
	}
}

// Look looks at an address now, or as soon as its host may be asked, and keeps
// what it saw. The error is ErrLater where that is not soon.
func (c *Checker) Look(ctx context.Context, address string) (journal.Link, error) {
	known, err := c.Journal.Link(ctx, address)
	if err != nil && !errors.Is(err, journal.ErrNone) {
		return known, err
	}
	return c.look(ctx, known)
}

func (c *Checker) look(ctx context.Context, known journal.Link) (journal.Link, error) {
	host := hostOf(known.URL)
	wait, ok := c.turn(host, known.URL)
	if !ok {
		return known, ErrLater
	}
	if wait > 0 {
		if err := c.Wait(ctx, wait); err != nil {
			return known, err
		}
	}
	seen, err := look(ctx, c.Client, known.URL, c.Now())
	if err != nil {
		return known, err
	}
	if seen.Wait > 0 {
		c.mu.Lock()
		c.free(host, c.Now().Add(seen.Wait))
		c.mu.Unlock()
	}
	l := After(known, seen, c.Now(), c.Every())
	return l, c.Journal.SaveLink(ctx, l)
}

// Round looks at addresses, those of a host one after the other, and tells of
// each that was looked at. Hosts that ask to be left alone are.
func (c *Checker) Round(ctx context.Context, addresses []string, known map[string]journal.Link, tell func(journal.Link)) error {
	byHost := map[string][]string{}
	for _, a := range addresses {
		byHost[hostOf(a)] = append(byHost[hostOf(a)], a)
	}
	hosts := slices.Sorted(maps.Keys(byHost))
	slices.SortStableFunc(hosts, func(a, b string) int { return cmp.Compare(len(byHost[b]), len(byHost[a])) })
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(hostsAtOnce)
	var told sync.Mutex
	for _, host := range hosts {
		group.Go(func() error {
			for _, a := range byHost[host] {
				l := known[a]
				l.URL = a
				l, err := c.look(ctx, l)
				if errors.Is(err, ErrLater) {
					return nil
				}
				if err != nil {
					return err
				}
				told.Lock()
				tell(l)
				told.Unlock()
			}
			return nil
		})
	}
	return group.Wait()
}

// mostInRound is how many addresses a round of Watch looks at: fact-checks may
// have others meanwhile.
const mostInRound = 50

// Watch looks at what is due at each tick, until ctx is done. addresses are those
// that are used at the moment; none where nothing is to be looked at. trouble is
// told what went wrong here.
func (c *Checker) Watch(ctx context.Context, tick <-chan time.Time, addresses func() []string, trouble func(error)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
		if all := addresses(); len(all) > 0 {
			if err := c.due(ctx, all); err != nil && ctx.Err() == nil {
				trouble(err)
			}
		}
	}
}

// due looks at some of what is due.
func (c *Checker) due(ctx context.Context, all []string) error {
	known, err := c.Journal.Links(ctx)
	if err != nil {
		return err
	}
	due := slices.DeleteFunc(Due(all, known, c.Now()), c.resting)
	if err := c.Round(ctx, due[:min(len(due), mostInRound)], known, func(journal.Link) {}); err != nil {
		return err
	}
	used := map[string]bool{}
	for _, a := range all {
		used[a] = true
	}
	return c.Journal.ForgetLinks(ctx, func(url string) bool { return used[url] }, c.Now().Add(-pastLook))
}

// resting reports whether the host of an address asks to be left alone.
func (c *Checker) resting(address string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hosts[hostOf(address)].Sub(c.Now()) > patience
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
