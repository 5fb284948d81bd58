package site_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/site"
)

const siteAddress = "https://rebut.example/"

// document is what a reader of RFC 5005 takes from one document of a feed, in
// RSS or Atom.
type document struct {
	ID      string
	Self    string
	Archive bool
	Links   map[string]string // by relation
	Entries []string          // ids
}

func readXML(t *testing.T, text string) document {
	t.Helper()
	d, in := document{Links: map[string]string{}}, xml.NewDecoder(strings.NewReader(text))
	inEntry, inID := false, false
	for {
		token, err := in.Token()
		if err != nil {
			break
		}
		switch e := token.(type) {
		case xml.StartElement:
			inEntry = inEntry || e.Name.Local == "entry" || e.Name.Local == "item"
			inID = e.Name.Local == "guid" || e.Name.Local == "id"
			switch {
			case e.Name.Space == "http://purl.org/syndication/history/1.0" && e.Name.Local == "archive":
				d.Archive = true
			case e.Name.Space == "http://www.w3.org/2005/Atom" && e.Name.Local == "link" && !inEntry:
				d.Links[attribute(e, "rel")] = attribute(e, "href")
			}
		case xml.CharData:
			if inID && inEntry {
				d.Entries = append(d.Entries, string(e))
			} else if inID {
				d.ID = string(e)
			}
			inID = false
		}
	}
	d.Self = d.Links["self"]
	return d
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// walk reads a feed and all its archives as RFC 5005 has it, the newest first.
func walk(t *testing.T, tree *site.FS, name string) []document {
	t.Helper()
	var out []document
	for at := siteAddress + name; at != ""; at = out[len(out)-1].Links["prev-archive"] {
		if len(out) > 100 {
			t.Fatalf("%s: the archives have no end", name)
		}
		d := readXML(t, read(t, tree, strings.TrimPrefix(at, siteAddress)))
		if d.Self != at {
			t.Errorf("%s says that it is at %s", at, d.Self)
		}
		out = append(out, d)
	}
	return out
}

// TestArchivesLeaveNoGap follows the links of RFC 5005, section 4, and of JSON
// Feed, from each feed to its end, for numbers around full archives.
func TestArchivesLeaveNoGap(t *testing.T) {
	for _, n := range []int{4, 5, 6, 9, 10, 11, 33} {
		m := manyChecks(t, n)
		if n > 9 {
			m = m.with(7, func(f *factcheck.FactCheck) { // French has a gap
				f.Revision = 2
			})
		}
		tree := m.tree()
		for _, lang := range []string{"en", "fr"} {
			for dir, want := range map[string][]string{lang + "/": entriesOf(m, lang, ""), lang + "/topics/heat/": entriesOf(m, lang, "heat")} {
				for _, kind := range []string{"rss", "atom"} {
					checkArchives(t, fmt.Sprintf("%sfeed.%s of %d", dir, kind, n), walk(t, tree, dir+"feed."+kind), want)
				}
				checkJSONPages(t, tree, dir+"feed.json", want)
			}
		}
	}
}

// entriesOf are the addresses of all editions of a language, the newest first.
func entriesOf(m many, lang, topic string) []string {
	var out []string
	for _, f := range slices.Backward(m.content.FactChecks) {
		if e, ok := m.content.Config.Edition(f, factcheck.Lang(lang)); ok && (topic == "" || slices.Contains(f.Topics, topic)) {
			out = append(out, siteAddress+lang+"/"+string(e.Slug)+"/")
		}
	}
	return out
}

// checkArchives holds what the documents link to against each other, and their
// entries against all that there are.
func checkArchives(t *testing.T, name string, docs []document, want []string) {
	t.Helper()
	var found, archived []string
	for i, d := range docs {
		if d.Archive != (i > 0) || (d.Links["current"] == docs[0].Self) != (i > 0) || d.ID != docs[0].ID {
			t.Errorf("%s: document %d of feed %s: archive %t, current %q", name, i, d.ID, d.Archive, d.Links["current"])
		}
		newer := ""
		if i > 1 {
			newer = docs[i-1].Self
		}
		if d.Links["next-archive"] != newer {
			t.Errorf("%s: next-archive of document %d is %q, want %q", name, i, d.Links["next-archive"], newer)
		}
		if len(d.Entries) > 5 {
			t.Errorf("%s: document %d has %d entries", name, i, len(d.Entries))
		}
		found = append(found, d.Entries...)
		if i > 0 {
			archived = append(archived, d.Entries...)
		}
	}
	slices.Sort(found)
	if want := slices.Sorted(slices.Values(want)); !slices.Equal(slices.Compact(found), want) {
		t.Errorf("%s: found\n%s\nwant\n%s", name, strings.Join(found, "\n"), strings.Join(want, "\n"))
	}
	if !slices.Equal(docs[0].Entries, want[:min(5, len(want))]) {
		t.Errorf("%s: the feed has %v", name, docs[0].Entries)
	}
	if n := len(archived); n > len(want) || (n > 0) != (len(want) > 5) {
		t.Errorf("%s: the archives have %d entries of %d", name, n, len(want))
	}
}

func checkJSONPages(t *testing.T, tree *site.FS, name string, want []string) {
	t.Helper()
	var found, seen []string
	for at := siteAddress + name; at != ""; {
		var doc struct {
			FeedURL string `json:"feed_url"`
			NextURL string `json:"next_url"`
			Items   []struct{ ID string }
		}
		if err := json.Unmarshal([]byte(read(t, tree, strings.TrimPrefix(at, siteAddress))), &doc); err != nil {
			t.Fatal(err)
		}
		if doc.FeedURL != siteAddress+name || doc.NextURL == doc.FeedURL || slices.Contains(seen, at) {
			t.Fatalf("%s: feed_url %s, next_url %s after %v", at, doc.FeedURL, doc.NextURL, seen)
		}
		for _, item := range doc.Items {
			found = append(found, item.ID)
		}
		seen, at = append(seen, at), doc.NextURL
	}
	slices.Sort(found)
	if want := slices.Sorted(slices.Values(want)); !slices.Equal(slices.Compact(found), want) {
		t.Errorf("%s: found\n%s\nwant\n%s", name, strings.Join(found, "\n"), strings.Join(want, "\n"))
	}
}
