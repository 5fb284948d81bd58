package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"rebut/internal/config"
	"rebut/internal/links"
	"rebut/internal/project"
)

// linksEvery is how often a server looks whether an address is due.
const linksEvery = time.Minute

// watchLinks looks at the addresses of sources while the settings say so, until
// stop is called.
func (o *office) watchLinks(ctx context.Context, live *project.Live, log *slog.Logger) (stop func()) {
	if o.studio == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(linksEvery)
	addresses := func() []string {
		p := live.Current()
		if !p.Config.Studio.CheckLinks {
			return nil
		}
		return links.Addresses(links.Uses(p.FactChecks))
	}
	var group sync.WaitGroup
	group.Go(func() {
		o.checker.Watch(ctx, ticker.C, addresses, func(err error) { log.Warn("addresses of sources cannot be looked at", "why", reason(err)) })
	})
	return func() {
		ticker.Stop()
		cancel()
		group.Wait()
	}
}

// settingsOf are the settings of a project as they are at the moment.
func settingsOf(live *project.Live) func() *config.Config {
	return func() *config.Config { return live.Current().Config }
}
