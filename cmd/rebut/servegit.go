package main

import (
	"context"
	"net/url"
	"sync"
	"time"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/gitrepo"
	"rebut/internal/project"
)

// dueEvery is how often a studio looks whether something is to go public.
const dueEvery = 5 * time.Second

// takesIn has git take in what a studio saves, by the settings of the moment.
type takesIn struct {
	app  *app
	dir  string
	live *project.Live
}

// Commit implements studio.Committer.
func (g takesIn) Commit(files []string, message, name, email string) (string, error) {
	cfg := g.live.Current().Config
	by, address := committer(cfg)
	return gitrepo.Repo{Dir: g.dir, Now: g.app.now, Name: by, Email: address}.Commit(files, message, name, email)
}

// committer is who git says committed: the one of the settings, or the
// organisation at its own host.
func committer(cfg *config.Config) (name, email string) {
	if name, email, ok := cfg.Studio.Committer(); ok && name != "" {
		return name, email
	}
	host := "localhost"
	if u, err := url.Parse(cfg.Organisation.Address); err == nil && u.Hostname() != "" {
		host = u.Hostname()
	}
	return cfg.Organisation.Wordmark, "studio@" + host
}

// working has a studio do what is due, until ctx is done or stop is called,
// which returns when it has stopped.
func (o *office) working(ctx context.Context) (stop func()) {
	if o.studio == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(dueEvery)
	var group sync.WaitGroup
	group.Go(func() { o.studio.Run(ctx, ticker.C) })
	return func() { cancel(); group.Wait(); ticker.Stop() }
}

// todayIn is the day in the time zone of a project's team.
func (a *app) todayIn(cfg *config.Config) factcheck.Date {
	zone, err := cfg.Studio.Zone(nil)
	if err != nil || zone == nil {
		return a.today()
	}
	at := a.now().In(zone)
	return factcheck.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
}
