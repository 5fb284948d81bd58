package conformance

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
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
		if len(feed.Items) == 0 {
			t.Errorf("%s: no entries", name)
		}
		for _, item := range feed.Items {
			checkItem(t, name, item)
		}
	}
}

func checkItem(t *testing.T, name string, item *gofeed.Item) {
	t.Helper()
	if item.Title == "" || item.GUID == "" || !strings.HasPrefix(item.Link, siteAddress+"/") {
		t.Errorf("%s: entry with title %q, id %q, link %q", name, item.Title, item.GUID, item.Link)
	}
	if item.PublishedParsed == nil || item.PublishedParsed.Year() < 2020 {
		t.Errorf("%s: %q: published %v", name, item.Title, item.Published)
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

// rssParser reads feeds from the files named on its command line and prints
// one JSON line for each: the second reader, in another language.
const rssParser = `
const fs = require('fs'), Parser = require('rss-parser');
(async () => {
  for (const file of process.argv.slice(1)) {
    try {
      const feed = await new Parser().parseString(fs.readFileSync(file, 'utf8'));
      console.log(JSON.stringify({ file, title: feed.title, items: feed.items.map(i => ({ title: i.title, link: i.link, date: i.isoDate,
        content: (i['content:encoded'] || i.content || '').length })) }));
    } catch (e) { console.log(JSON.stringify({ file, error: String(e) })); }
  }
})();`

func TestRSSParserReadsEveryFeed(t *testing.T) {
	var files []string
	for _, name := range feedFiles(t) {
		files = append(files, filepath.Join(built.site, filepath.FromSlash(name)))
	}
	checkWithRSSParser(t, files)
}

// checkWithRSSParser reads the feeds in RSS and Atom, which rss-parser knows.
func checkWithRSSParser(t *testing.T, files []string) {
	t.Helper()
	files = slices.DeleteFunc(slices.Clone(files), func(name string) bool { return strings.HasSuffix(name, ".json") })
	cmd := exec.Command("node", append([]string{"-e", rssParser, "--"}, files...)...)
	cmd.Dir = built.root
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("rss-parser (npm ci installs it): %v\n%s", err, stderr.String())
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte{'\n'})
	if len(lines) != len(files) {
		t.Fatalf("%d answers for %d feeds", len(lines), len(files))
	}
	for _, line := range lines {
		var feed struct {
			File, Title, Error string
			Items              []struct {
				Title, Link, Date string
				Content           int
			}
		}
		if err := json.Unmarshal(line, &feed); err != nil {
			t.Fatal(err)
		}
		if feed.Error != "" || feed.Title == "" || len(feed.Items) == 0 {
			t.Errorf("%s: title %q, %d entries, error %q", feed.File, feed.Title, len(feed.Items), feed.Error)
		}
		for _, item := range feed.Items {
			if item.Title == "" || item.Link == "" || item.Date == "" || item.Content < 500 {
				t.Errorf("%s: incomplete entry %+v", feed.File, item)
			}
		}
	}
}
