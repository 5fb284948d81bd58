package main

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/project"
	"rebut/internal/webhook"
)

// How often a server looks whether there is news, whether what is not yet
// online is, and whether a message is due.
const (
	newsEvery   = time.Second
	onlineEvery = 10 * time.Second
	sendEvery   = 5 * time.Second
)

// town tells the news of a project that is being served, as it changes.
type town struct {
	app  *app
	live *project.Live
	f    folder
	log  *slog.Logger

	herald  *herald // of the project that was looked at last; nil: none yet
	waiting bool    // some of it is not online yet, or could not be told
	looked  time.Time
	sent    time.Time
	last    string // what was logged last of what is in the way
}

// announcing tells news in the background, if it is wanted, until ctx is done
// or stop is called, which returns when it has stopped.
func (a *app) announcing(ctx context.Context, f folder, live *project.Live, log *slog.Logger, wanted bool, opts project.Options) (stop func()) {
	if f.dir == "" || opts.Drafts || !wanted && !live.Current().Config.Publish.Announce {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() { (&town{app: a, live: live, f: f, log: log}).announcing(ctx) })
	return func() { cancel(); group.Wait() }
}

// announcing tells news until ctx is done.
func (t *town) announcing(ctx context.Context) {
	ticker := time.NewTicker(newsEvery)
	defer ticker.Stop()
	for {
		t.round(ctx)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// round does what is due.
func (t *town) round(ctx context.Context) {
	p, now := t.live.Current(), t.app.now()
	if p.Site == nil {
		return
	}
	changed := t.herald == nil || t.herald.project != p
	look := changed || t.waiting && now.Sub(t.looked) >= onlineEvery
	if !look && now.Sub(t.sent) < sendEvery {
		return
	}
	if err := t.tell(ctx, p, changed, look); err != nil {
		t.trouble(err)
	}
	t.sent = t.app.now()
}

// tell looks for news, if that is due, and sends what is due.
func (t *town) tell(ctx context.Context, p *project.Project, changed, look bool) (err error) {
	if changed {
		if t.herald, err = t.app.herald(t.f, p); err != nil {
			return err
		}
	}
	if look {
		t.looked, t.waiting = t.app.now(), true // until all is told
		if t.waiting, err = t.news(ctx, t.herald); err != nil {
			t.waiting = true
			return err
		}
	}
	_, err = t.herald.sender(t.report).Send(ctx, false)
	return err
}

// news tells what is new and online.
func (t *town) news(ctx context.Context, h *herald) (waiting bool, err error) {
	news, err := h.box.News(h.items)
	if err != nil {
		return false, err
	}
	if news.First { // with errors, some of what there is would be missing, and news when they are mended
		if h.project.Problems.HasErrors() {
			t.once("news waits: nothing was ever told, and the project has errors")
			return true, nil
		}
		_, err := h.adopt()
		return false, err
	}
	if len(news.Pieces) == 0 {
		return false, nil
	}
	ready, not, err := h.ready(ctx, news.Pieces)
	if err != nil {
		return false, err
	}
	if len(not) > 0 {
		t.once("news waits: the public address does not show it yet", "url", not[0].url, "why", not[0].why)
	}
	if len(ready) == 0 {
		return len(not) > 0, nil
	}
	told, err := h.queue(ready)
	if err != nil {
		return false, err
	}
	for _, p := range told {
		t.log.Info("news told", "event", p.Event, "slug", p.Slug, "revision", p.Revision)
	}
	return len(not) > 0, t.ping(ctx, h, told)
}

// ping tells hubs of the feeds that list the news. Those that are not online
// yet, rebut publish --ping tells later.
func (t *town) ping(ctx context.Context, h *herald, told []webhook.Piece) error {
	if len(h.project.Config.Feeds.Hubs) == 0 || len(told) == 0 {
		return nil
	}
	few := *h
	few.facts = slices.DeleteFunc(slices.Clone(h.facts), func(f *factcheck.FactCheck) bool {
		return !slices.ContainsFunc(told, func(p webhook.Piece) bool { return p.Slug == f.Slug })
	})
	sum, err := few.ping(ctx, told)
	for _, a := range slices.Concat(sum.absent, sum.failed) {
		t.log.Warn("hub not told", "url", a.url, "why", a.why)
	}
	return err
}

// report logs an attempt.
func (t *town) report(a webhook.Attempt) {
	if a.Failed == "" {
		t.log.Info("message sent", "event", a.Event, "slug", a.Slug, "to", a.Endpoint, "id", a.ID)
		return
	}
	t.log.Warn("message not taken", "event", a.Event, "slug", a.Slug, "to", a.Endpoint, "id", a.ID, "attempt", a.Number, "why", a.Failed, "next", a.Next)
}

// trouble logs what is in the way, once.
func (t *town) trouble(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	message, hint := explain(err)
	t.once("news cannot be told", "why", message, "hint", hint)
}

func (t *town) once(message string, args ...any) {
	text := message
	for _, a := range args {
		text += " " + a.(string)
	}
	if text != t.last {
		t.log.Warn(message, args...)
	}
	t.last = text
}
