package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"rebut/internal/config"
	"rebut/internal/webhook"
)

// headline is a piece of news in a line.
func headline(p webhook.Piece) string {
	switch p.Event {
	case config.CorrectedEvent:
		return fmt.Sprintf("Told: %s is corrected (revision %d).", p.Slug, p.Revision)
	case config.WithdrawnEvent:
		return fmt.Sprintf("Told: %s is withdrawn.", p.Slug)
	}
	return fmt.Sprintf("Told: %s is published.", p.Slug)
}

// tellVanished warns of what partners know as published and is no longer there:
// no event says that, as nobody has said why.
func (h *herald) tellVanished() error {
	news, err := h.box.News(h.items)
	if err != nil {
		return err
	}
	for _, slug := range news.Vanished {
		h.tell("warning: %s was published and is no longer on the site. Partners are not told; withdraw a fact-check to tell them why.\n", slug)
	}
	return nil
}

// mostAbsent is how many addresses are named that do not show what is new.
const mostAbsent = 5

// tellAbsent says what is not online.
func (h *herald) tellAbsent(list []absent) {
	for i, a := range list {
		if i == mostAbsent {
			h.tell("… and %d more.\n", len(list)-i)
			break
		}
		h.tell("%s is not online as it was built: %s.\n", a.url, a.why)
	}
	if len(list) > 0 {
		h.tell("What is not online is not told yet. Upload the folder and run publish again, or let it wait with --wait 10m.\n")
		h.tell("If your host changes pages on their way, so that they never are as they were built, use --unchecked after the upload.\n")
	}
}

// deliver sends what is due, or with force all, and says what became of it.
func (h *herald) deliver(ctx context.Context, force bool) (failed bool, err error) {
	var mu sync.Mutex
	report := func(a webhook.Attempt) {
		mu.Lock()
		defer mu.Unlock()
		h.printf("%s\n", attemptLine(a))
	}
	tally, err := h.sender(report).Send(ctx, force)
	if err != nil {
		return false, err
	}
	if tally.Failed > 0 {
		h.tell("%s not taken yet. rebut serve --announce tries again, and so does: rebut webhooks retry --due\n", plural(tally.Failed, "message"))
	}
	if tally.Dead > 0 {
		h.tell("%s given up. See: rebut webhooks list\n", plural(tally.Dead, "message"))
	}
	return tally.Failed+tally.Dead > 0, nil
}

// attemptLine is an attempt in a line.
func attemptLine(a webhook.Attempt) string {
	what := fmt.Sprintf("%s %s to %s", a.Event, a.Slug, a.Endpoint)
	switch {
	case a.Event == webhook.TestEvent && a.Failed != "":
		return fmt.Sprintf("Not taken: a test to %s (%s): %s.", a.Endpoint, a.ID, a.Failed)
	case a.Event == webhook.TestEvent:
		return fmt.Sprintf("Sent a test to %s (%s).", a.Endpoint, a.ID)
	case a.Failed == "":
		return fmt.Sprintf("Sent %s (%s).", what, a.ID)
	case a.Next.IsZero():
		return fmt.Sprintf("Gave up %s (%s): %s.", what, a.ID, a.Failed)
	}
	return fmt.Sprintf("Not taken: %s (%s), attempt %d: %s. Next attempt %s.", what, a.ID, a.Number, a.Failed, clock(a.Next))
}

func clock(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }
