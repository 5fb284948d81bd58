package site_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/site"
)

// changedFeed is what programs read of a feed of corrections.
type changedFeed struct {
	Items []struct {
		ID, URL, Title string
		Rebut          struct {
			Revision  int
			Withdrawn bool
			Changes   []struct{ Language, Field, Before, After string }
			Replaces  []struct{ Before, Now string }
		} `json:"_rebut"`
	}
}

func readChanges(t *testing.T, tree *site.FS, name string) changedFeed {
	t.Helper()
	var doc changedFeed
	if err := json.Unmarshal([]byte(read(t, tree, name)), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestTheFeedOfCorrectionsTellsWhatChanged(t *testing.T) {
	tree := revised(t, "pots", "published", check("status = \"published\"\ntopics = [\"heat\"]", "Kettles make cold water", french)).Site
	doc := readChanges(t, tree, "en/corrections/feed.json")
	if len(doc.Items) != 1 {
		t.Fatalf("%d entries", len(doc.Items))
	}
	item := doc.Items[0]
	if item.ID != siteAddress+"en/pots/#correction-2" || item.URL != siteAddress+"en/kettles/#history" || item.Title != "[Corrected] Kettles boil water" {
		t.Errorf("the entry is %+v", item)
	}
	if c := item.Rebut.Changes; len(c) == 0 || c[0].Field != "fact" || c[0].Before != "Kettles make cold water" || c[0].After != "Kettles boil water" {
		t.Errorf("changes %+v", c)
	}
	if len(item.Rebut.Replaces) != 3 { // a theme each
		t.Errorf("replaced %v", item.Rebut.Replaces)
	}
	for _, r := range item.Rebut.Replaces {
		for _, at := range []string{r.Before, r.Now} {
			if !tree.Has(strings.TrimPrefix(at, siteAddress)) {
				t.Errorf("there is no %s", at)
			}
		}
		if !strings.Contains(r.Before, "-r1.png") || strings.Contains(r.Now, "-r1") {
			t.Errorf("replaced %s by %s", r.Before, r.Now)
		}
	}
	if page := read(t, tree, "en/kettles/index.html"); !strings.Contains(page, `id="history"`) {
		t.Error("the page has no #history, which the entry leads to")
	}
	if text := read(t, tree, "fr/corrections/feed.rss"); !strings.Contains(text, "Kettles boil water") {
		t.Errorf("the French feed does not tell of it:\n%s", text)
	}
}

// TestOnlyPicturesThatChangedAreReplaced: a word in the text is on none.
func TestOnlyPicturesThatChangedAreReplaced(t *testing.T) {
	then := strings.Replace(check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water", ""), "body = \"", "body = \"Once more. ", 1)
	item := readChanges(t, revised(t, "kettles", "published", then).Site, "en/corrections/feed.json").Items[0]
	if c := item.Rebut.Changes; len(c) != 1 || c[0].Field != "body" {
		t.Errorf("changes %+v", c)
	}
	if len(item.Rebut.Replaces) > 0 {
		t.Errorf("replaced %v", item.Rebut.Replaces)
	}
}

func TestAWithdrawalReplacesNothing(t *testing.T) {
	tree := revised(t, "kettles", "withdrawn", check("status = \"published\"\ntopics = [\"heat\"]", "Kettles make cold water", "")).Site
	doc := readChanges(t, tree, "en/corrections/feed.json")
	if len(doc.Items) != 2 || !doc.Items[0].Rebut.Withdrawn || doc.Items[1].Rebut.Withdrawn || len(doc.Items[1].Rebut.Replaces) > 0 {
		t.Errorf("entries %+v", doc.Items)
	}
	if page := read(t, tree, "en/kettles/index.html"); doc.Items[1].URL != siteAddress+"en/kettles/#corrections" || !strings.Contains(page, `id="corrections"`) {
		t.Errorf("the entry leads to %s", doc.Items[1].URL)
	}
}

// TestFeedsOfCorrectionsHaveArchives for numbers around full ones.
func TestFeedsOfCorrectionsHaveArchives(t *testing.T) {
	for _, n := range []int{4, 5, 6, 9, 10, 33} {
		m, want := manyChecks(t, n), []string{}
		for i := range n {
			f := m.content.FactChecks[i]
			f.Corrections = []factcheck.Correction{{Date: f.Published, Revision: 1, What: factcheck.Localised{"": "A word"}}}
			want = append(want, siteAddress+"fr/"+string(f.Slug)+"/#correction-1")
		}
		slices.Reverse(want)
		tree := m.tree()
		for _, kind := range []string{"rss", "atom"} {
			checkArchives(t, fmt.Sprintf("corrections.%s of %d", kind, n), walk(t, tree, "fr/corrections/feed."+kind), want)
		}
		checkJSONPages(t, tree, "fr/corrections/feed.json", want)
	}
}

// TestFeedsOfRatings have the newest of each rating; one that nothing has is
// there to be subscribed to.
func TestFeedsOfRatings(t *testing.T) {
	m := manyChecks(t, 12)
	m = m.with(10, func(f *factcheck.FactCheck) { f.Rating = "misleading" })
	tree := m.tree()
	for name, want := range map[string][]string{
		"false":      {"check-0011", "check-0009", "check-0008", "check-0007", "check-0006"},
		"misleading": {"check-0010"},
		"true":       nil,
	} {
		for _, kind := range []string{"rss", "atom"} {
			d := readXML(t, read(t, tree, "en/ratings/"+name+"/feed."+kind))
			var got []string
			for _, id := range d.Entries {
				got = append(got, strings.Trim(strings.TrimPrefix(id, siteAddress+"en/"), "/"))
			}
			if !slices.Equal(got, want) || d.Links["prev-archive"] != "" {
				t.Errorf("%s.%s has %v, want %v", name, kind, got, want)
			}
		}
	}
	if tree.Has("en/ratings/false/feed-1.rss") {
		t.Error("the feed of a rating has an archive")
	}
}

// TestEveryFeedIsInTheDirectory, once.
func TestEveryFeedIsInTheDirectory(t *testing.T) {
	tree := manyChecks(t, 6).tree()
	list, n := read(t, tree, "feeds.opml"), 0
	for _, name := range tree.Names() {
		if strings.HasSuffix(name, "/feed.rss") {
			n++
			if strings.Count(list, `xmlUrl="`+siteAddress+name+`"`) != 1 {
				t.Errorf("%s is not in it once", name)
			}
		}
	}
	if strings.Count(list, "xmlUrl=") != n {
		t.Errorf("%d feeds are listed, there are %d", strings.Count(list, "xmlUrl="), n)
	}
}
