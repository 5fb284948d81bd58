package server

import (
	"slices"
	"testing"
)

// TestFeedsAreAskedForOnCondition: readers who have the feed are told so, and
// what they learn of hubs is the same in every answer, ready ones included.
func TestFeedsAreAskedForOnCondition(t *testing.T) {
	b := newBench(t, "[organisation]\naddress = \"https://facts.example/base\"\n[feeds]\nhubs = [\"https://hub.example/\", \"https://hub.example/b?c=1\"]\n")
	files := map[string]string{"feeds.opml": "<opml/>", "404.html": "none", "en/feed-1.json": "{}"}
	media := map[string]string{
		"en/feed.rss": "application/rss+xml; charset=utf-8", "en/topics/heat/feed.atom": "application/atom+xml; charset=utf-8",
		"en/ratings/false/feed.json": "application/feed+json", "en/corrections/feed.rss": "application/rss+xml; charset=utf-8",
	}
	for name := range media {
		files[name] = page
	}
	b.now.Site = b.tree(files)
	b.now.Site.Languages = b.now.Config.Languages
	o := b.online()
	for name, medium := range media {
		links := []string{`<https://hub.example/>; rel="hub"`, `<https://hub.example/b?c=1>; rel="hub"`, `<https://facts.example/base/` + name + `>; rel="self"`}
		for range 2 { // the second answer is a ready one
			got := o.ask("GET /base/" + name)
			got.wantHeader(t, "Content-Type", medium)
			got.wantHeader(t, "Cache-Control", current)
			got.wantHeader(t, "Access-Control-Allow-Origin", "*")
			if !slices.Equal(got.header.Values("Link"), links) {
				t.Errorf("%s: links %q", name, got.header.Values("Link"))
			}
			known := o.ask("GET /base/"+name, "If-None-Match: "+got.header.Get("ETag"))
			if known.status != 304 || known.body != "" || !slices.Equal(known.header.Values("Link"), links) {
				t.Errorf("%s: status %d, links %q", name, known.status, known.header.Values("Link"))
			}
		}
	}
	o.ask("GET /base/feeds.opml").wantHeader(t, "Content-Type", "text/x-opml; charset=utf-8")
	for _, other := range []string{"/base/en/feed-1.json", "/base/feeds.opml"} {
		o.ask("GET "+other).wantHeader(t, "Link", "")
	}
	b.now.Config.Feeds.Hubs = nil
	b.ask("GET /base/en/feed.rss").wantHeader(t, "Link", "")
}
