package site_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// order are the fact-checks of a page in its order.
func order(t *testing.T, page string) []string {
	t.Helper()
	var out []string
	for _, m := range regexp.MustCompile(`<h2><a href="/en/check-00([0-9]+)/">`).FindAllStringSubmatch(page, -1) {
		out = append(out, m[1])
	}
	return out
}

// What is pinned leads the front page, in the order of the settings and once,
// and keeps its place on the older page.
func TestPinnedFactChecksStandFirstOnTheFrontPage(t *testing.T) {
	m := manyChecks(t, 20)
	m = m.with(3, func(f *factcheck.FactCheck) { f.Aliases = []factcheck.Slug{"old-name"} })
	m = m.with(5, func(f *factcheck.FactCheck) {
		f.Status, f.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{Date: f.Published, Reason: factcheck.Localised{"": "Wrong"}}
	})
	plain := order(t, read(t, m.tree(), "en/index.html"))
	cfg := *m.content.Config
	m.content.Config = &cfg
	cfg.Lists.Pinned = []factcheck.Slug{"old-name", "check-0018", "check-0005", "nobody", "check-0003"}
	tree := m.tree()
	want := append([]string{"03", "18"}, slices.DeleteFunc(slices.Clone(plain), func(n string) bool { return n == "18" })...)
	front := read(t, tree, "en/index.html")
	if got := order(t, front); !slices.Equal(got, want) {
		t.Errorf("the front page has %v, want %v", got, want)
	}
	if strings.Count(front, `class="item lead"`) != 1 {
		t.Error("not one fact-check leads")
	}
	if got := order(t, read(t, tree, "en/page/1/index.html")); !slices.Contains(got, "03") {
		t.Errorf("the older page has lost what is pinned: %v", got)
	}
	if got := order(t, read(t, tree, "en/topics/cold/index.html")); got[0] != "19" {
		t.Errorf("the topic begins with %s", got[0])
	}
}
