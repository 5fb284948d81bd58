package main

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/outward"
	"rebut/internal/webhook"
	"rebut/internal/websub"
)

// feedPaths are the paths of the feeds that list fact-checks, sorted: those of
// each language, topic and rating, and those of corrections. Some may not be.
func (h *herald) feedPaths(facts []*factcheck.FactCheck) []string {
	paths := map[string]bool{}
	for _, f := range facts {
		for _, e := range h.project.Config.Editions(f) {
			for _, kind := range address.FeedKinds {
				paths[address.Feed(e.Lang, kind)] = true
				paths[address.CorrectionsFeed(e.Lang, kind)] = true
				paths[address.RatingFeed(e.Lang, f.Rating, kind)] = true
				for _, topic := range f.Topics {
					paths[address.TopicFeed(e.Lang, topic, kind)] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(paths))
}

// feed is a feed of the site, by its path.
type feed struct {
	webhook.Feed
	path string
}

// feeds are the feeds that list fact-checks, as they were built.
func (h *herald) feeds(facts []*factcheck.FactCheck) ([]feed, error) {
	var out []feed
	for _, path := range h.feedPaths(facts) {
		text, exists, err := h.exists(path)
		if err != nil {
			return nil, err
		}
		if exists {
			out = append(out, feed{webhook.Feed{URL: h.project.Config.URL(path), Sum: sha256.Sum256(text)}, path})
		}
	}
	return out, nil
}

// pings is what became of telling hubs.
type pings struct {
	done   int
	absent []absent // feeds that are not online as they were built
	failed []absent // hubs that did not take a ping
}

// ping tells every hub of the feeds that have changed since it was told. A hub
// that was never told is told of those that list the news; the others it will
// read when somebody subscribes.
func (h *herald) ping(ctx context.Context, news []webhook.Piece) (pings, error) {
	var sum pings
	all, err := h.feeds(h.facts)
	if err != nil {
		return sum, err
	}
	var facts []*factcheck.FactCheck
	for _, p := range news {
		facts = append(facts, h.bySlug[p.Slug])
	}
	listing := h.feedPaths(facts)
	for _, hub := range h.project.Config.Feeds.Hubs {
		changed, err := h.changed(hub, all, listing)
		if err != nil {
			return sum, err
		}
		if err := h.pingHub(ctx, hub, changed, &sum); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

// changed are the feeds that a hub is to be told of.
func (h *herald) changed(hub string, all []feed, listing []string) ([]feed, error) {
	byURL, plain := map[string]feed{}, make([]webhook.Feed, len(all))
	for i, f := range all {
		byURL[f.URL], plain[i] = f, f.Feed
	}
	known, err := h.box.KnowsHub(hub)
	if err != nil {
		return nil, err
	}
	stale, err := h.box.StaleFeeds(hub, plain)
	if err != nil {
		return nil, err
	}
	var changed []feed
	var adopted []webhook.Feed
	for _, f := range stale {
		if f := byURL[f.URL]; known || h.all || slices.Contains(listing, f.path) {
			changed = append(changed, f)
		} else {
			adopted = append(adopted, f.Feed)
		}
	}
	return changed, h.box.KnownFeeds(hub, adopted)
}

// pingHub tells one hub, and gives up at the first ping that it does not take.
func (h *herald) pingHub(ctx context.Context, hub string, changed []feed, sum *pings) error {
	client := outward.New(outward.Options{Private: h.project.Config.Private(), Timeout: websub.Timeout, MaxBytes: websub.MaxAnswer, UserAgent: userAgent(h.project.Config)})
	w := h.watch()
	var told []webhook.Feed
	for _, f := range changed {
		if !h.unchecked {
			missing, err := w.missing(ctx, []string{f.path})
			if err != nil {
				return err
			}
			if len(missing) > 0 {
				sum.absent = append(sum.absent, missing...)
				continue
			}
		}
		if why := websub.Ping(ctx, client, hub, f.URL); why != "" {
			sum.failed = append(sum.failed, absent{hub, why})
			break
		}
		told = append(told, f.Feed)
	}
	sum.done += len(told)
	return h.box.KnownFeeds(hub, told)
}
