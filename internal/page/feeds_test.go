package page

import (
	"slices"
	"testing"
)

// TestPagesLeadToTheirFeeds: for feed finders in the head, for people in what
// they read. The about page has every feed of its language but those of topics.
func TestPagesLeadToTheirFeeds(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/base")
	about, err := set.About("fr", cfg.Languages)
	if err != nil {
		t.Fatal(err)
	}
	corrections, err := set.Corrections("fr", cfg.Languages, nil, Past{}, Paging{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"/base/fr/feed.", "/base/fr/corrections/feed."}
	checkFeedLinks(t, "corrections", parse(t, corrections), want)
	for _, rating := range cfg.Ratings {
		want = append(want, "/base/fr/ratings/"+rating.ID+"/feed.")
	}
	checkFeedLinks(t, "about", parse(t, about), want)
}

func checkFeedLinks(t *testing.T, name string, doc document, feeds []string) {
	t.Helper()
	types := map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
	offered, linked := map[string]string{}, []string{}
	for _, link := range doc.all("link") {
		if attr(link, "rel") == "alternate" && attr(link, "type") != "" {
			offered[attr(link, "href")] = attr(link, "type")
		}
	}
	for _, a := range doc.all("a") {
		linked = append(linked, attr(a, "href"))
	}
	for _, feed := range feeds {
		for kind, mime := range types {
			if offered[feed+kind] != mime {
				t.Errorf("%s: %s%s is offered as %q", name, feed, kind, offered[feed+kind])
			}
			if name == "about" && !slices.Contains(linked, feed+kind) {
				t.Errorf("%s: nothing leads to %s%s", name, feed, kind)
			}
		}
	}
	if len(offered) != len(feeds)*len(types) {
		t.Errorf("%s: %d feeds are offered, want %d", name, len(offered), len(feeds)*len(types))
	}
	if !slices.Contains(linked, "/base/feeds.opml") {
		t.Errorf("%s: nothing leads to the list of all feeds", name)
	}
}
