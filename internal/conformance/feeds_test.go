package conformance

import (
	"bytes"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

func feedFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, name := range publicFiles(t) {
		if base := name[strings.LastIndexByte(name, '/')+1:]; strings.HasPrefix(base, "feed.") {
			out = append(out, name)
		}
	}
	if len(out) < 9 {
		t.Fatalf("found only %d feeds", len(out))
	}
	return out
}

// TestGofeedReadsEveryFeed checks what a reader of feeds shows of each entry.
func TestGofeedReadsEveryFeed(t *testing.T) {
	for _, name := range feedFiles(t) {
		lang, _, _ := strings.Cut(name, "/")
		feed, err := gofeed.NewParser().Parse(bytes.NewReader(read(t, name)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if feed.Title == "" || !strings.HasPrefix(feed.Link, siteAddress+"/") {
			t.Errorf("%s: title %q, link %q", name, feed.Title, feed.Link)
		}
		if !strings.HasSuffix(name, ".atom") && feed.Language != lang {
			t.Errorf("%s: language %q", name, feed.Language)
		}
		if len(feed.Items) == 0 && !mayBeEmpty(name) {
			t.Errorf("%s: no entries", name)
		}
		for _, item := range feed.Items {
			checkItem(t, name, item)
		}
	}
}

// mayBeEmpty reports whether there may be nothing yet to tell of in a feed: of a
// rating that nothing has, or of corrections.
func mayBeEmpty(name string) bool {
	return strings.Contains(name, "/ratings/") || strings.Contains(name, "/corrections/")
}

func checkItem(t *testing.T, name string, item *gofeed.Item) {
	t.Helper()
	if item.Title == "" || item.GUID == "" || !strings.HasPrefix(item.Link, siteAddress+"/") {
		t.Errorf("%s: entry with title %q, id %q, link %q", name, item.Title, item.GUID, item.Link)
	}
	if item.PublishedParsed == nil || item.PublishedParsed.Year() < 2020 {
		t.Errorf("%s: %q: published %v", name, item.Title, item.Published)
	}
	if strings.Contains(name, "/corrections/") {
		if !strings.Contains(item.Content, "<del>") || !strings.Contains(item.GUID, "#correction-") {
			t.Errorf("%s: %q (%s) does not say what changed:\n%s", name, item.Title, item.GUID, item.Content)
		}
		return
	}
	if len(item.Content) < 500 || !strings.Contains(item.Content, "<blockquote") {
		t.Errorf("%s: %q: content is not the full text (%d bytes)", name, item.Title, len(item.Content))
	}
	if strings.Contains(item.Content, `href="/`) || strings.Contains(item.Content, `src="/`) {
		t.Errorf("%s: %q: content has an address that is not absolute", name, item.Title)
	}
	if len(item.Categories) == 0 {
		t.Errorf("%s: %q: no categories", name, item.Title)
	}
	if len(item.Enclosures) == 0 && item.Image == nil {
		t.Errorf("%s: %q: no picture", name, item.Title)
	}
}
