package feed

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/jba/templatecheck"
	"github.com/mmcdole/gofeed"

	"rebut/internal/factcheck"
)

func parse(t *testing.T, kind string, f Feed) (*gofeed.Feed, string) {
	t.Helper()
	raw := write(t, kind, f)
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%s: %v\n%s", kind, err, raw)
	}
	if feed.FeedType != kind {
		t.Errorf("%s: read as %s", kind, feed.FeedType)
	}
	return feed, string(raw)
}

func TestAReaderSeesTheFeed(t *testing.T) {
	for kind, version := range map[string]string{"rss": "2.0", "atom": "1.0", "json": "1.1"} {
		feed, _ := parse(t, kind, feedOf(t, "en"))
		updated := feed.UpdatedParsed
		if kind == "json" { // the format has no date of the feed's own
			updated = nil
		}
		equal(t, kind, map[string][2]any{
			"version":     {strings.TrimPrefix(feed.FeedVersion, "https://jsonfeed.org/version/"), version},
			"title":       {feed.Title, "Example Bridge Society"},
			"description": {feed.Description, "Bridges, counted."},
			"link":        {feed.Link, "https://example.org/facts/en/"},
			"self":        {feed.FeedLink, "https://example.org/facts/en/feed." + kind},
			"language":    {feed.Language, "en"},
			"entries":     {len(feed.Items), 1},
		})
		if want := time.Date(2026, 3, 5, 12, 0, 1, 0, time.UTC); kind != "json" && (updated == nil || !updated.Equal(want)) {
			t.Errorf("%s: updated %v, want the day of the correction, a second later for revision 2, %v", kind, updated, want)
		}
	}
}

func TestAReaderSeesTheEntry(t *testing.T) {
	const page = "https://example.org/facts/en/lake-example-bridges/"
	for kind := range formats {
		feed, _ := parse(t, kind, feedOf(t, "en"))
		item := feed.Items[0]
		summary := "The survey counted <12> & walked each of them."
		if kind == "rss" { // its description is HTML
			summary = "The survey counted &lt;12&gt; &amp; walked each of them."
		}
		equal(t, kind, map[string][2]any{
			"title":      {item.Title, "Lake Example has twelve bridges, the survey found"},
			"id":         {item.GUID, page},
			"link":       {item.Link, page},
			"summary":    {item.Description, summary},
			"published":  {item.PublishedParsed.Format(time.RFC3339), "2026-03-01T12:00:00Z"},
			"updated":    {item.UpdatedParsed.Format(time.RFC3339), "2026-03-05T12:00:01Z"},
			"categories": {strings.Join(item.Categories, "|"), "Bridges & fords|Lake example"},
			"enclosures": {len(item.Enclosures), 1},
		})
		if kind != "atom" && (item.Image == nil || item.Image.URL != page+"statement-link.png") { // gofeed has no image for Atom
			t.Errorf("%s: image %v", kind, item.Image)
		}
		if e := item.Enclosures[0]; e.URL != page+"statement-link.png" || e.Type != "image/png" || e.Length != "45678" {
			t.Errorf("%s: enclosure %+v", kind, e)
		}
		checkContent(t, kind, item.Content)
	}
}

func checkContent(t *testing.T, kind, content string) {
	t.Helper()
	inOrder(t, kind, content,
		`<div lang="en" dir="ltr">`, `Lake Example has <em>twelve</em> bridges`, `The survey counted &lt;12&gt; &amp; walked`,
		`<img src="https://example.org/facts/en/lake-example-bridges/statement-link.png" alt="A card: Lake`, `width="1200" height="630"`,
		`rate “False”`, `<blockquote><p>Lake Example has no bridges.</p></blockquote>`,
		`A bridge was found.`, `Denial:`, `<q lang="en" dir="ltr">Not one bridge`,
		`<a href="https://gazette.example.org/front?a=1&amp;b=2">The Fictional Gazette, invented newspaper</a>. Front page, 10 February 2026`,
		`https://archive.example.org/1`, `We read a copy`,
		`<a href="https://example.org/facts/en/lake-example-bridges/#source-1">[1]</a>`, `<a href="https://example.org/facts/en/about/">the method</a>`,
		`#source-2">[2]</a>`, `<h2>Sources</h2>`, `Doe, Roe. <cite lang="en" dir="ltr"><a href="https://survey.example.org/bridges">Survey of`,
		`Example Survey Office, 20 June 2025`, `There are twelve.`, `Almanac`, `2024`, `as quoted elsewhere`,
		`<h2>Corrections</h2>`, `5 March 2026 — The number was eleven`, `<a href="https://example.org/facts/en/lake-example-bridges/">This fact-check`)
	for _, bad := range []string{`href="/`, `href="#`, `src="/`, "aria-", "role="} {
		if strings.Contains(content, bad) {
			t.Errorf("%s: content has %s:\n%s", kind, bad, content)
		}
	}
}

// inOrder checks that the parts stand in text, each after the one before.
func inOrder(t *testing.T, kind, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, part := range parts {
		_, after, found := strings.Cut(rest, part)
		if !found {
			t.Fatalf("%s: %q is missing or out of order in:\n%s", kind, part, text)
		}
		rest = after
	}
}

func equal(t *testing.T, kind string, pairs map[string][2]any) {
	t.Helper()
	for name, pair := range pairs {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s is %q, want %q", kind, name, pair[0], pair[1])
		}
	}
}

func TestRSSKeepsTheRulesOfFeedValidators(t *testing.T) {
	feed, raw := parse(t, "rss", feedOf(t, "en"))
	inOrder(t, "rss", raw, `<?xml version="1.0" encoding="UTF-8"?>`, `<rss version="2.0"`, "<title>", "<link>", `<atom:link rel="self" type="application/rss+xml"`,
		"<description>", "<language>en<", "<copyright>Share with credit.<", "<managingEditor>editor@example.org (Example Bridge Society)<",
		"<lastBuildDate>Thu, 05 Mar 2026 12:00:01 +0000<", // metadata stands before the items
		"<item>", `<guid isPermaLink="true">https://example.org/facts/en/lake-example-bridges/</guid>`, "<pubDate>Sun, 01 Mar 2026 12:00:00 +0000<",
		"<dc:creator>Example Bridge Society<", "<dc:language>en<", "<description>", "<content:encoded>", "<enclosure ", "<media:content ")
	item := feed.Items[0]
	if item.Authors[0].Name != "Example Bridge Society" || item.DublinCoreExt.Language[0] != "en" {
		t.Errorf("creator %v, language %v", item.Authors[0], item.DublinCoreExt.Language)
	}
	media := item.Extensions["media"]["content"][0]
	for name, want := range map[string]string{"medium": "image", "type": "image/png", "width": "1200", "height": "630", "fileSize": "45678", "lang": "en"} {
		if media.Attrs[name] != want {
			t.Errorf("media:content %s is %q, want %q", name, media.Attrs[name], want)
		}
	}
	if title := media.Children["title"][0]; title.Attrs["type"] != "plain" || title.Value != item.Title {
		t.Errorf("media:title %+v", title)
	}
	if alt := media.Children["description"][0]; alt.Attrs["type"] != "plain" || !strings.HasPrefix(alt.Value, "A card: ") {
		t.Errorf("media:description %+v", alt)
	}
}

func TestAtomSaysLanguageAndRights(t *testing.T) {
	_, raw := parse(t, "atom", feedOf(t, "fr"))
	inOrder(t, "atom", raw, `xml:lang="fr"`, "<id>https://example.org/facts/fr/feed.atom</id>", "<author>", "<name>Société des ponts Exemple</name>",
		"<email>editor@example.org</email>", "<rights>Partagez avec mention.</rights>", `rel="self"`, `rel="alternate" type="text/html" hreflang="fr"`,
		`rel="license" href="https://example.org/licence"`, "<entry>", `<category term="bridges" label="Ponts et gués">`, `rel="enclosure" type="image/png" title="A card`, `length="45678"`)
}

func TestJSONFeedHasItsRequiredMembers(t *testing.T) {
	f := feedOf(t, "fr")
	f.Topic = "bridges"
	var doc map[string]any
	if err := json.Unmarshal(write(t, "json", f), &doc); err != nil {
		t.Fatal(err)
	}
	equal(t, "json", map[string][2]any{
		"version":       {doc["version"], "https://jsonfeed.org/version/1.1"},
		"title":         {doc["title"], "Ponts et gués – Société des ponts Exemple"},
		"home_page_url": {doc["home_page_url"], "https://example.org/facts/fr/topics/bridges/"},
		"feed_url":      {doc["feed_url"], "https://example.org/facts/fr/topics/bridges/feed.json"},
	})
	item := doc["items"].([]any)[0].(map[string]any)
	equal(t, "json", map[string][2]any{"language": {item["language"], "fr"}, "image": {item["image"], "https://example.org/facts/fr/lake-example-bridges/statement-link.png"}})
}

func TestADraftTranslationSaysSoFirst(t *testing.T) {
	stale := bridges()
	stale.Revision = 3
	for kind := range formats {
		f := feedOf(t, "ar")
		feed, _ := parse(t, kind, f)
		if got := feed.Items[0].Title; !strings.HasPrefix(got, "[مسودة ترجمة] على بحيرة") {
			t.Errorf("%s: title %q", kind, got)
		}
		inOrder(t, kind, feed.Items[0].Content, `<div lang="ar" dir="rtl">`, "<p><strong>مسودة ترجمة: لم يراجعها", "اثنا عشر", `<q lang="en" dir="ltr">`)
		f.Entries[0].Edition = in(t, f.Cfg, stale, "ar")
		feed, _ = parse(t, kind, f)
		inOrder(t, kind, feed.Items[0].Content, "<p><strong>مسودة ترجمة: تغيّر النص الأصلي", "اثنا عشر")
	}
}

func TestTheLogoIsTheFeedsPicture(t *testing.T) {
	f := feedOf(t, "en")
	f.Cfg.Organisation.Logo = "logo.png"
	for _, kind := range []string{"rss", "atom"} {
		feed, _ := parse(t, kind, f)
		if feed.Image == nil || feed.Image.URL != "https://example.org/facts/assets/logo.png" {
			t.Errorf("%s: picture %v", kind, feed.Image)
		}
	}
	want(t, review(t, f.Cfg, bridges(), "en"), map[string]any{"publisher/logo/url": "https://example.org/facts/assets/logo.png"})
}

func TestAFeedNamesItsHubs(t *testing.T) {
	f := feedOf(t, "en")
	f.Cfg.Feeds.Hubs = []string{"https://hub.example.org/", "https://hub.example.net/?a=1&b=2"}
	for kind, want := range map[string][]string{
		"rss":  {`<atom:link rel="hub" href="https://hub.example.org/">`, `<atom:link rel="hub" href="https://hub.example.net/?a=1&amp;b=2">`},
		"atom": {`<link rel="hub" href="https://hub.example.org/">`, `<link rel="hub" href="https://hub.example.net/?a=1&amp;b=2">`},
		"json": {`"type": "WebSub"`, `"url": "https://hub.example.org/"`, `"url": "https://hub.example.net/?a=1&b=2"`},
	} {
		_, raw := parse(t, kind, f)
		inOrder(t, kind, raw, want...)
		f.Archive = 1
		if _, raw := parse(t, kind, f); strings.Contains(raw, "hub.example") {
			t.Errorf("%s: an archive names hubs:\n%s", kind, raw)
		}
		f.Archive = 0
	}
}

func TestTheFeedOfARating(t *testing.T) {
	f := feedOf(t, "fr")
	f.Rating = "false"
	for kind := range formats {
		feed, _ := parse(t, kind, f)
		equal(t, kind, map[string][2]any{
			"title": {feed.Title, "Verdict : « Faux » – Société des ponts Exemple"},
			"link":  {feed.Link, "https://example.org/facts/fr/about/#rating-false"},
			"self":  {feed.FeedLink, "https://example.org/facts/fr/ratings/false/feed." + kind},
		})
	}
}

// TestAnEntryKeepsItsID: a page that is renamed is no new entry.
func TestAnEntryKeepsItsID(t *testing.T) {
	f := feedOf(t, "en")
	before := f.Entries[0].Edition.FactCheck
	renamed := *before
	renamed.Slug, renamed.Aliases = "bridges-of-the-lake", []factcheck.Slug{before.Slug, "twelve-bridges"}
	for kind := range formats {
		then, _ := parse(t, kind, f)
		g := f
		g.Entries = []Entry{{Edition: in(t, f.Cfg, &renamed, "en")}}
		now, _ := parse(t, kind, g)
		if then.Items[0].GUID != now.Items[0].GUID || now.Items[0].Link != "https://example.org/facts/en/bridges-of-the-lake/" {
			t.Errorf("%s: the id was %s and is %s; the link is %s", kind, then.Items[0].GUID, now.Items[0].GUID, now.Items[0].Link)
		}
	}
}

// TestEveryRevisionIsLater: readers who compare instants see two changes on one
// day.
func TestEveryRevisionIsLater(t *testing.T) {
	f := bridges()
	for kind := range formats {
		var last time.Time
		for revision := 2; revision <= 4; revision++ {
			f.Revision = revision
			for _, text := range f.Texts {
				text.Translates = revision
			}
			all := feedOf(t, "en")
			all.Entries[0].Edition = in(t, all.Cfg, f, "en")
			feed, _ := parse(t, kind, all)
			if at := *feed.Items[0].UpdatedParsed; !at.After(last) || at.Format(time.DateOnly) != "2026-03-05" {
				t.Errorf("%s: revision %d is of %s, the one before of %s", kind, revision, at, last)
			} else {
				last = at
			}
		}
	}
}

func TestAFeedWithoutEntriesIsAFeed(t *testing.T) {
	for kind := range formats {
		f := feedOf(t, "en")
		f.Entries = nil
		feed, raw := parse(t, kind, f)
		if feed.Title == "" || len(feed.Items) != 0 {
			t.Errorf("%s: title %q, %d entries", kind, feed.Title, len(feed.Items))
		}
		if kind == "json" && !strings.Contains(raw, `"items": []`) {
			t.Errorf("items is required:\n%s", raw)
		}
	}
}

func TestALimitKeepsTheFirstEntries(t *testing.T) {
	for kind := range formats {
		f := feedOf(t, "en")
		for _, slug := range []factcheck.Slug{"b", "c", "d"} {
			other := bridges()
			other.Slug, other.Modified = slug, day(2027, 1, 1)
			f.Entries = append(f.Entries, Entry{Edition: in(t, f.Cfg, other, "en")})
		}
		feed, _ := parse(t, kind, f)
		if len(feed.Items) != 3 || !strings.HasSuffix(feed.Items[2].Link, "/c/") {
			t.Errorf("%s: %d entries, the last is %s; want 3, up to c", kind, len(feed.Items), feed.Items[len(feed.Items)-1].Link)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for kind := range formats {
		if a, b := write(t, kind, feedOf(t, "en")), write(t, kind, feedOf(t, "en")); !bytes.Equal(a, b) {
			t.Errorf("%s differs from run to run", kind)
		}
	}
}

func TestContentTemplateFitsItsView(t *testing.T) {
	if err := templatecheck.CheckHTML(contentTemplate, content{}); err != nil {
		t.Error(err)
	}
	if err := templatecheck.CheckHTML(correctionTemplate, correctionContent{}); err != nil {
		t.Error(err)
	}
}
