package site_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
	"rebut/internal/project"
	"rebut/internal/site"
)

// many is a site with small pages and many fact-checks.
type many struct {
	t       *testing.T
	content site.Content
}

// manyChecks are n fact-checks in English and French, one a day, about one of
// two topics each.
func manyChecks(t *testing.T, n int) many {
	t.Helper()
	own := fstest.MapFS{
		"rebut.toml":          {Data: []byte(settings + "[lists]\nsize = 6\n[feeds]\nlimit = 5\nreviews = 20\n")},
		"claims/kettles.toml": {Data: []byte(check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water", strings.Replace(french, "reviewed = false", "reviewed = true", 1)))},
	}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || p.Pages == nil || len(p.FactChecks) != 1 {
		t.Fatal(err, p.Problems)
	}
	m := many{t, site.Content{Config: p.Config, Messages: p.Messages, Press: p.Press, Designs: p.Designs, Pages: p.Pages, Inputs: inputs(t)}}
	for i := range n {
		m.content.FactChecks = append(m.content.FactChecks, numbered(p.FactChecks[0], i))
	}
	return m
}

// numbered is a copy of a fact-check: the i-th, counted from 0.
func numbered(like *factcheck.FactCheck, i int) *factcheck.FactCheck {
	f := *like
	f.Slug = factcheck.Slug(fmt.Sprintf("check-%04d", i))
	day := time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)
	f.Published = factcheck.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
	f.Modified = f.Published
	f.Topics = []string{[]string{"heat", "cold"}[i%2]}
	f.Texts = factcheck.Texts{}
	for lang, text := range like.Texts {
		t := *text
		t.Fact = factcheck.Emphasised(fmt.Sprintf("%s %d", text.Fact.Plain(), i))
		f.Texts[lang] = &t
	}
	return &f
}

// with is the site after the i-th fact-check was changed.
func (m many) with(i int, change func(f *factcheck.FactCheck)) many {
	f := *m.content.FactChecks[i]
	f.Texts = factcheck.Texts{}
	for lang, text := range m.content.FactChecks[i].Texts {
		t := *text
		f.Texts[lang] = &t
	}
	change(&f)
	m.content.FactChecks = slices.Clone(m.content.FactChecks)
	m.content.FactChecks[i] = &f
	return m
}

func (m many) tree() *site.FS {
	m.t.Helper()
	tree, err := site.New(m.content, site.Limits{PictureBytes: 1 << 20, Renderers: 2})
	if err != nil {
		m.t.Fatal(err)
	}
	return tree
}

// own are the files of one fact-check.
var own = regexp.MustCompile(`^((en|fr)/check-[0-9]+/|api/v1/fact-checks/)`)

// shared are the files of a tree that are no single fact-check's.
func shared(t *testing.T, tree *site.FS) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range tree.Names() {
		if !own.MatchString(name) && !strings.HasPrefix(name, "assets/") {
			out[name] = read(t, tree, name)
		}
	}
	return out
}

// changed are the files that two trees do not both have alike, sorted.
func changed(before, after map[string]string) []string {
	var out []string
	for name, text := range after {
		if old, had := before[name]; !had || old != text {
			out = append(out, name)
		}
	}
	for name := range before {
		if _, has := after[name]; !has {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// edits are changes of one fact-check of 121, and the files in which anything
// changes beside the fact-check's own: {kinds} is for every kind of feed.
func edits() map[string]struct {
	edit func(m many) many
	want string
} {
	type edit = struct {
		edit func(m many) many
		want string
	}
	old := func(change func(f *factcheck.FactCheck)) func(many) many {
		return func(m many) many { return m.with(min(40, len(m.content.FactChecks)-3), change) }
	}
	lists := "en/page/7/ en/topics/heat/page/4/ en/feed-9.{kinds} en/topics/heat/feed-5.{kinds} "
	logs := "en/corrections/ fr/corrections/ en/corrections/feed.{kinds} fr/corrections/feed.{kinds} "
	return map[string]edit{
		"a word": {old(func(f *factcheck.FactCheck) { f.Texts["en"].Fact = "Pots boil water" }), lists + "claimreview-5.json api/v1/fact-checks-1.json"},
		"a correction": {old(func(f *factcheck.FactCheck) {
			f.Corrections = []factcheck.Correction{{Date: factcheck.Date{Year: 2026, Month: 11, Day: 1}, Revision: 1, What: factcheck.Localised{"": "A word"}}}
		}), lists + strings.ReplaceAll(lists, "en/", "fr/") + logs + "claimreview-5.json sitemap.xml api/v1/fact-checks-1.json api/v1/corrections.json"},
		"a withdrawal": {old(func(f *factcheck.FactCheck) {
			f.Status, f.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{Date: factcheck.Date{Year: 2026, Month: 11, Day: 1}, Reason: factcheck.Localised{"": "Wrong"}}
		}), lists + strings.ReplaceAll(lists, "en/", "fr/") + logs + "en/ fr/ claimreview-5.json sitemap.xml api/v1/fact-checks-1.json api/v1/corrections.json api/v1/topics.json"},
		"a translation gets out of date": {old(func(f *factcheck.FactCheck) { f.Revision = 2 }),
			// The English feeds are of the new revision: its instant is a second later.
			"en/feed-9.{kinds} en/topics/heat/feed-5.{kinds} " + strings.ReplaceAll(lists, "en/", "fr/") + "fr/ claimreview-5.json sitemap.xml api/v1/fact-checks-1.json api/v1/topics.json"},
		"one more": {func(m many) many {
			m.content.FactChecks = append(slices.Clone(m.content.FactChecks), numbered(m.content.FactChecks[0], 121))
			return m
		}, "en/ fr/ en/embed/ fr/embed/ en/topics/cold/ fr/topics/cold/ en/topics/cold/embed/ fr/topics/cold/embed/ en/ratings/false/feed.{kinds} fr/ratings/false/feed.{kinds} en/feed.{kinds} fr/feed.{kinds} en/topics/cold/feed.{kinds} fr/topics/cold/feed.{kinds} claimreview.json sitemap.xml api/v1/fact-checks.json api/v1/topics.json"},
	}
}

func expand(names string) []string {
	var out []string
	for _, name := range strings.Fields(names) {
		for _, kind := range []string{"rss", "atom", "json"} {
			if n := strings.ReplaceAll(name, "{kinds}", kind); !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
	}
	for i, name := range out {
		if strings.HasSuffix(name, "/") {
			out[i] += "index.html"
		}
	}
	slices.Sort(out)
	return out
}

// TestAnEditChangesFewFiles also holds what a file says that it is made of
// against what it holds: the same editions and facts make the same bytes.
func TestAnEditChangesFewFiles(t *testing.T) {
	m := manyChecks(t, 121)
	before := m.tree()
	old := shared(t, before)
	for name, e := range edits() {
		after := e.edit(m).tree()
		got := changed(old, shared(t, after))
		lists := slices.DeleteFunc(slices.Clone(got), func(name string) bool { return strings.Contains(name, "/gallery/") })
		if gallery := len(got) - len(lists); gallery > 24 {
			t.Errorf("%s changes %d pages of the gallery", name, gallery)
		}
		if want := expand(e.want); !slices.Equal(lists, want) {
			t.Errorf("%s changes\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		for _, file := range got {
			if before.Has(file) && after.Has(file) && key(t, before, file) == key(t, after, file) {
				t.Errorf("%s changes %s, which says that it is made of the same as before", name, file)
			}
		}
		if n := otherKeys(t, before, after); n > 60 {
			t.Errorf("%s changes the keys of %d files", name, n)
		}
	}
}

// otherKeys is how many shared files of two trees have other keys: those that
// are made anew after a change.
func otherKeys(t *testing.T, before, after *site.FS) int {
	t.Helper()
	n := 0
	for _, name := range before.Names() {
		if own.MatchString(name) || strings.HasPrefix(name, "assets/") || name == "robots.txt" || name == "embed.js" {
			continue
		}
		if !after.Has(name) || key(t, before, name) != key(t, after, name) {
			n++
		}
	}
	return n
}

// key is what a file says that it is made of.
func key(t *testing.T, tree *site.FS, name string) ledger.Sum {
	t.Helper()
	sum, known, err := tree.Key(name)
	if err != nil || !known {
		t.Errorf("%s has no key (%v)", name, err)
	}
	return sum
}

// inputs tell fact-checks apart by all that they hold.
func inputs(t *testing.T) site.Inputs {
	same := func() string { return "" }
	return site.Inputs{Pages: same, Pictures: same, Design: func(string) string { return "" }, FactCheck: func(f *factcheck.FactCheck) string {
		text, err := json.Marshal(f)
		if err != nil {
			t.Error(err)
		}
		return string(text)
	}}
}

// TestOutlinesMakeTheSameSharedFiles: what stands where is known without texts.
func TestOutlinesMakeTheSameSharedFiles(t *testing.T) {
	m := manyChecks(t, 33)
	m = edits()["a correction"].edit(m.with(20, func(f *factcheck.FactCheck) { f.Revision = 2 }))
	want := shared(t, m.tree())
	whole := map[factcheck.Slug]*factcheck.FactCheck{}
	var shapes ledger.Shapes
	for i, f := range m.content.FactChecks {
		whole[f.Slug], m.content.FactChecks[i] = f, shapes.FactCheck(ledger.OutlineOf(f), string(f.Slug)+".toml")
	}
	m.content.Whole = func(f *factcheck.FactCheck) (*factcheck.FactCheck, error) { return whole[f.Slug], nil }
	if got := changed(want, shared(t, m.tree())); len(got) > 0 {
		t.Errorf("outlines change %v", got)
	}
}
