package project

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"rebut/internal/config"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// Live is a project that is read again whenever its files change. Safe for
// concurrent use.
type Live struct {
	fsys    fs.FS
	opts    func() Options // asked each time, since the day changes
	report  func(*Project)
	current atomic.Pointer[Project]

	begun atomic.Int64 // how many readings have begun
	mu    sync.Mutex   // held while the project is read
	ended int64        // how many readings have ended
	seen  string       // fingerprint of the files that current was read from; "" after a failure
	logo  string       // the same of its logo, which may lie anywhere in the project
	with  Options
}

// NewLive reads a project. report is told of each new reading, this one
// included, by one goroutine at a time.
func NewLive(fsys fs.FS, opts func() Options, report func(*Project)) (*Live, error) {
	l := &Live{fsys: fsys, opts: opts, report: report, seen: fingerprint(fsys, watched...), with: opts()}
	p, err := load(fsys, l.with, nil)
	if err != nil {
		return nil, err
	}
	l.current.Store(p)
	l.logo = fingerprint(fsys, p.Config.Organisation.Logo)
	report(p)
	return l, nil
}

// Current is the project as last read. Its site is the last good one and its
// problems are those of the files as they are.
func (l *Live) Current() *Project { return l.current.Load() }

// Refresh reads the project again if any of its files changed, or the options
// did: what lay in the future yesterday may be published today. Of many who ask
// while it is being read, one reads it again for all: whoever asks is sure to
// have a reading that began afterwards, and waits for two at most.
func (l *Live) Refresh() {
	after := l.begun.Load()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended > after {
		return
	}
	number := l.begun.Add(1)
	defer func() { l.ended = number }()
	last := l.Current()
	now, logo := fingerprint(l.fsys, watched...), fingerprint(l.fsys, last.Config.Organisation.Logo)
	with := l.opts()
	if now == l.seen && logo == l.logo && with == l.with {
		return
	}
	l.seen, l.with = now, with
	p, err := load(l.fsys, with, last)
	if err != nil {
		// Something cannot be read at all, perhaps only just now: what was good
		// stays, and the next Refresh tries again.
		l.seen = ""
		kept := *last
		kept.Problems = problem.List{{Code: "unreadable", Message: fmt.Sprintf("the project cannot be read: %s", err)}}
		if slices.Equal(kept.Problems, last.Problems) {
			return // it has been reported
		}
		p = &kept
	} else if p.Site == nil {
		p.Config, p.Site, p.good = last.Config, last.Site, last.good
	}
	l.logo = fingerprint(l.fsys, p.Config.Organisation.Logo)
	l.current.Store(p)
	l.report(p)
}

// Watch refreshes on each tick until ctx is done.
func (l *Live) Watch(ctx context.Context, tick <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
			l.Refresh()
		}
	}
}

// watched are the files and folders that a project is read from.
var watched = []string{config.File, config.GlossaryFile, store.Folder, Templates, Fonts}

// fingerprint changes when one of the files, or a file in one of the folders,
// is added, removed, renamed or saved. It looks at names, sizes and times
// only, to be cheap enough for every reload. What cannot be read counts as
// absent.
func fingerprint(fsys fs.FS, tops ...string) string {
	h := fnv.New128a()
	for _, top := range tops {
		_ = fs.WalkDir(fsys, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			info, err := d.Info()
			if err != nil {
				return nil
			}
			size := info.Size()
			if d.IsDir() {
				size = 0
			}
			fmt.Fprintf(h, "%q %d %d %v\n", name, size, info.ModTime().UnixNano(), info.Mode())
			return nil
		})
	}
	return string(h.Sum(nil))
}
