package conformance

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// reading is what a program took from a file.
type reading struct {
	File, Title, Error string
	Items              []struct {
		Title, Link, ID, Date string
		Content, Pictures     int
	}
	Self           string
	Reviews, Feeds []string // ids of ClaimReview and DataFeed nodes
}

// readings runs a program that reads the files named on its standard input.
func readings(t *testing.T, files []string, name string, args ...string) []reading {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = filepath.Join(built.root, "internal", "conformance")
	cmd.Stdin = strings.NewReader(strings.Join(files, "\n") + "\n")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s (.ci/deps installs what it needs): %v\n%s", name, err, stderr.String())
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte{'\n'})
	if len(lines) != len(files) {
		t.Fatalf("%s: %d answers for %d files\n%s", name, len(lines), len(files), stderr.String())
	}
	list := make([]reading, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal(line, &list[i]); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// checkWithReaders reads feeds of all formats with rss-parser and the JSON Feed
// schema, and RSS and Atom with feedparser.
func checkWithReaders(t *testing.T, files []string) {
	t.Helper()
	for _, feed := range readings(t, files, "node", "testdata/readers.js") {
		checkReading(t, feed)
	}
	files = slices.DeleteFunc(slices.Clone(files), func(name string) bool { return strings.HasSuffix(name, ".json") })
	for _, feed := range readings(t, files, python(t), "testdata/feedparser_reader.py") {
		checkReading(t, feed)
		if feed.Self == "" {
			t.Errorf("%s: feedparser finds no link to itself", feed.File)
		}
		for _, item := range feed.Items {
			if item.ID == "" || !strings.Contains(feed.File, "/corrections/") && item.Pictures != 1 {
				t.Errorf("%s: feedparser takes %+v", feed.File, item)
			}
		}
	}
}

func checkReading(t *testing.T, feed reading) {
	t.Helper()
	if feed.Error != "" || feed.Title == "" || len(feed.Items) == 0 && !mayBeEmpty(filepath.ToSlash(feed.File)) {
		t.Errorf("%s: title %q, %d entries, error %q", feed.File, feed.Title, len(feed.Items), feed.Error)
	}
	least := 500
	if strings.Contains(feed.File, "/corrections/") {
		least = 200
	}
	for _, item := range feed.Items {
		if item.Title == "" || item.Link == "" || item.Date == "" || item.Content < least {
			t.Errorf("%s: incomplete entry %+v", feed.File, item)
		}
	}
}

// python is an interpreter that has feedparser. Debian's package is seen by
// Debian's own interpreter alone.
func python(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"/usr/bin/python3", "python3"} {
		if exec.Command(name, "-c", "import feedparser").Run() == nil {
			return name
		}
	}
	t.Skip("no python3 with feedparser (.ci/deps installs python3-feedparser)")
	return ""
}

// TestReadersReadEveryFeed of three languages, one of which is written from
// right to left.
func TestReadersReadEveryFeed(t *testing.T) {
	var files []string
	for _, name := range feedFiles(t) {
		if lang, _, _ := strings.Cut(name, "/"); slices.Contains([]string{"en", "fr", "ar"}, lang) {
			files = append(files, filepath.Join(built.site, filepath.FromSlash(name)))
		}
	}
	checkWithReaders(t, files)
}

// TestReviewsAreLinkedData: jsonld finds a review for every edition and drops
// nothing of the file.
func TestReviewsAreLinkedData(t *testing.T) {
	file := filepath.Join(built.site, "claimreview.json")
	got := readings(t, []string{file}, "node", "testdata/readers.js")[0]
	if got.Error != "" || !slices.Equal(got.Feeds, []string{siteAddress + "/claimreview.json"}) {
		t.Fatalf("%s: feeds %v", got.Error, got.Feeds)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(text, []byte(`"claimReviewed"`)); n < 5 || len(got.Reviews) != n {
		t.Errorf("jsonld finds %d reviews, the file has %d", len(got.Reviews), n)
	}
	for _, id := range got.Reviews {
		if !strings.HasPrefix(id, siteAddress+"/") || !strings.HasSuffix(id, "/#claimreview") {
			t.Errorf("a review is called %s", id)
		}
	}
}
