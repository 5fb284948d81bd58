package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"rebut/internal/config"
	"rebut/internal/downloads"
)

// downloadsFile is in the project's state folder.
const downloadsFile = "downloads.db"

// countEvery is how long a download waits in memory before it is written: so
// much is lost when the power fails.
const countEvery = time.Minute

// downloads are the numbers of a project; its folder is made when there is
// something to keep.
func (a *app) downloads(f folder, cfg *config.Config) *downloads.Store {
	dir := a.state(f, cfg)
	return downloads.NewStore(filepath.Join(dir, downloadsFile), func() error {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		return ignored(dir)
	})
}

// counter writes what a server counts.
type counter struct {
	*app
	tally *downloads.Tally
	store *downloads.Store
	log   *slog.Logger
	said  bool // that it cannot be written
}

// counting counts the downloads of a project that is served, until stop is
// called, which writes what is left; the tally is nil where nothing is counted.
func (a *app) counting(ctx context.Context, f folder, cfg *config.Config, log *slog.Logger, drafts bool) (tally *downloads.Tally, stop func()) {
	if f.dir == "" || drafts || !cfg.Studio.CountDownloads {
		return nil, func() {}
	}
	c := &counter{app: a, tally: downloads.NewTally(), store: a.downloads(f, cfg), log: log}
	ticker := time.NewTicker(countEvery)
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() { c.writing(ctx, ticker.C) })
	return c.tally, func() {
		ticker.Stop()
		cancel()
		group.Wait()
	}
}

// writing writes at each tick, and once more when ctx is done.
func (c *counter) writing(ctx context.Context, tick <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			c.write(context.WithoutCancel(ctx))
			_ = c.store.Close() // all that could be written is
			return
		case <-tick:
			c.write(ctx)
		}
	}
}

// write writes what has gathered, or keeps it for the next time.
func (c *counter) write(ctx context.Context) {
	counts, missed := c.tally.Take()
	if missed > 0 {
		c.log.Warn("downloads of too many different files at once: some are not counted", "downloads", missed)
	}
	if err := c.store.Add(ctx, c.now(), counts); err != nil {
		c.tally.Return(counts)
		if !c.said {
			c.log.Warn("downloads cannot be written; they are tried again", "why", reason(err))
		}
		c.said = true
		return
	}
	c.said = false
}
