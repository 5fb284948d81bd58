package project

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	rebut "rebut"
	"rebut/internal/factcheck"
)

// oneFormat keeps pictures few.
const oneFormat = `
[[formats]]
id = "link"
name = "Link"
width = 1200
height = 630
type = "png"
safe = { top = 40, right = 40, bottom = 40, left = 40 }
`

// check is a fact-check's file that has no problems.
func check(fact string) string {
	return `
status = "published"
language = "en"
published = 2026-11-01
modified = 2026-11-01
rating = "false"
topics = ["tea"]
[text.en]
claim = "Tea is served cold everywhere."
fact = "` + fact + `"
why = "A kettle heats water until it boils; people who make tea use it while it is hot."
technique = "Overgeneralisation: one cold cup stands for all."
verdict = "It is wrong: kettles boil water."
body = "Water boils at about 100 °C [@s]."
[[appearances]]
claimant = "Somebody"
quote = "Tea is served cold everywhere."
date = 2026-01-02
url = "https://example.org/a"
seen = "original"
[[sources]]
id = "s"
title = "On boiling"
publisher = "Kettle Review"
url = "https://example.org/s"
finding = "Water boils at about 100 °C at sea level."
seen = "original"
`
}

var today = Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}}

func mustLoad(t *testing.T, fsys fs.FS, opts Options) *Project {
	t.Helper()
	p, err := Load(fsys, opts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func own(files map[string]string) fs.FS { return Overlay(mapFS(files), rebut.Assets()) }

func TestTheShippedProjectHasNoProblems(t *testing.T) {
	p := mustLoad(t, rebut.Assets(), today)
	for _, q := range p.Problems {
		t.Error(q)
	}
	if p.Site == nil || p.PublicCount() != 11 {
		t.Fatalf("%d public fact-checks", p.PublicCount())
	}
	for _, name := range []string{"index.html", "404.html", "en/index.html", "fr/index.html", "ar/housing-costs-causes/index.html",
		"en/housing-costs-causes/statement-square.png", "fr/housing-costs-causes/statement-chat-dark.jpg", "en/feed.rss", "embed.js",
		"en/topics/housing/feed.json", "en/about/index.html", "en/corrections/index.html", "claimreview.json", "sitemap.xml", "robots.txt"} {
		if !p.Site.Has(name) {
			t.Errorf("the site lacks %s", name)
		}
	}
}

func TestAnEmptyFileIsAConfiguration(t *testing.T) {
	p := mustLoad(t, own(map[string]string{"rebut.toml": "", "claims/tea.toml": check("Kettles boil water at *about 100 °C*")}), today)
	if len(p.Problems) > 0 || p.Site == nil || !p.Site.Has("en/tea/index.html") {
		t.Errorf("problems %v", p.Problems)
	}
}

func TestOnlyFactChecksWithoutErrorsAreShown(t *testing.T) {
	p := mustLoad(t, own(map[string]string{
		"rebut.toml":        oneFormat,
		"claims/tea.toml":   check("Kettles boil water at *about 100 °C*"),
		"claims/bad.toml":   strings.Replace(check("Cups hold tea"), "rating", "ratting", 1),
		"claims/worse.toml": "status = ",
		"claims/draft.toml": strings.Replace(check("Spoons stir tea"), "published\"", "draft\"", 1),
	}), today)
	if !p.Problems.Of("claims/bad.toml").HasErrors() || !p.Problems.Of("claims/worse.toml").HasErrors() {
		t.Errorf("problems %v", p.Problems)
	}
	if p.PublicCount() != 1 || !p.Site.Has("en/tea/index.html") || p.Site.Has("en/bad/index.html") || p.Site.Has("en/draft/index.html") {
		t.Errorf("%d public; files %v", p.PublicCount(), p.Site.Names())
	}
	if p.FactCheck("draft") == nil || p.FactCheck("bad") == nil {
		t.Error("a draft or a broken fact-check cannot be found")
	}
	if likely := p.LikelySlug("teaa"); likely != "tea" {
		t.Errorf("teaa is likely %q", likely)
	}
}

// The designs that a fact-check may name are those of the project's templates.
func TestDesignsAreThoseOfTheProject(t *testing.T) {
	files := map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": "designs = [\"statment\"]\n" + check("Kettles boil water at *about 100 °C*")}
	if got := mustLoad(t, own(files), today).Problems.Of("claims/tea.toml"); len(got) != 1 || got[0].Code != "unknown-design" || got[0].Line != 1 {
		t.Errorf("problems %v", got)
	}
	files["templates/cards/statement.toml"] = "x ="
	if got := mustLoad(t, own(files), today).Problems.Of("claims/tea.toml"); len(got) != 0 {
		t.Errorf("a design that cannot be read is reported as missing too: %v", got)
	}
}

func TestTwoFactChecksOfOneAddressDoNotBreakTheSite(t *testing.T) {
	p := mustLoad(t, own(map[string]string{
		"rebut.toml":      oneFormat,
		"claims/tea.toml": check("Kettles boil water at *about 100 °C*"),
		"claims/two.toml": "aliases = [\"tea\"]\n" + check("Cups hold tea"),
		"claims/3.toml":   "slug = \"tea\"\n" + check("Spoons stir tea"),
	}), today)
	if !p.Problems.HasErrors() || p.Site == nil {
		t.Errorf("problems %v", p.Problems)
	}
}

func TestBrokenPartsLeaveNoSite(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"rebut.toml":                     {"rebut.toml": "languages = 3"},
		"fonts/fonts.toml":               {"fonts/fonts.toml": "nonsense"},
		"templates/site/list.html":       {"templates/site/list.html": "{{.Nothing}}"},
		"templates/cards/statement.toml": {"templates/cards/statement.toml": "x ="},
		"templates/i18n/site.en.toml":    {"templates/i18n/site.en.toml": "x ="},
	} {
		files["claims/tea.toml"] = check("Kettles boil water at *about 100 °C*")
		p := mustLoad(t, own(files), today)
		if p.Site != nil || !p.Problems.Of(name).HasErrors() {
			t.Errorf("%s: site %v, problems %v", name, p.Site != nil, p.Problems)
		}
	}
}

func TestLogo(t *testing.T) {
	files := map[string]string{"rebut.toml": "[organisation]\nlogo = \"art/logo.png\"\n" + oneFormat}
	p := mustLoad(t, own(files), today)
	if found := p.Problems.Of("rebut.toml"); len(found) != 1 || found[0].Line != 2 || found[0].Code != "bad-logo" {
		t.Errorf("problems %v", p.Problems)
	}
	files["art/logo.png"] = "GIF89a"
	if p := mustLoad(t, own(files), today); !p.Problems.HasErrors() {
		t.Error("a GIF was taken for a PNG")
	}
	files["art/logo.png"] = "\x89PNG\r\n\x1a\n…"
	p = mustLoad(t, own(files), today)
	if len(p.Problems) > 0 {
		t.Fatalf("problems %v", p.Problems)
	}
	if got, err := p.Site.ReadFile("assets/logo.png"); err != nil || string(got) != files["art/logo.png"] {
		t.Errorf("the site's logo is %q, %v", got, err)
	}
	files["rebut.toml"] = "[organisation]\nlogo = \"../logo.png\"\n"
	if p := mustLoad(t, own(files), today); !p.Problems.HasErrors() {
		t.Error("a logo outside the project was taken")
	}
}

func TestBaseURL(t *testing.T) {
	opts := today
	opts.BaseURL = "https://example.net/facts/"
	p := mustLoad(t, own(map[string]string{"rebut.toml": oneFormat}), opts)
	if p.Config.Organisation.Address != "https://example.net/facts" {
		t.Errorf("address %q", p.Config.Organisation.Address)
	}
	for address, ok := range map[string]bool{"": true, "http://a.b": true, "a.b": false, "https://": false, "https://a.b?c": false} {
		if (CheckBaseURL(address) == nil) != ok {
			t.Errorf("%q: %v", address, CheckBaseURL(address))
		}
	}
}

// liveProject is a project on disk that a test edits.
type liveProject struct {
	t      *testing.T
	dir    string
	live   *Live
	read   int // how often it was read
	opts   Options
	saving time.Time
}

func newLiveProject(t *testing.T, files map[string]string) *liveProject {
	t.Helper()
	l := &liveProject{t: t, dir: t.TempDir(), saving: time.Unix(1_800_000_000, 0), opts: today}
	for name, text := range files {
		l.save(name, text)
	}
	live, err := NewLive(Overlay(Disk(l.dir), rebut.Assets()), func() Options { return l.opts }, func(*Project) { l.read++ })
	if err != nil {
		t.Fatal(err)
	}
	l.live = live
	return l
}

// save writes a file as if a second later than the last.
func (l *liveProject) save(name, text string) {
	l.t.Helper()
	file := filepath.Join(l.dir, filepath.FromSlash(name))
	l.saving = l.saving.Add(time.Second)
	os.MkdirAll(filepath.Dir(file), 0o755)
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		l.t.Fatal(err)
	}
	if err := os.Chtimes(file, l.saving, l.saving); err != nil {
		l.t.Fatal(err)
	}
}

// page is what the site now shows at a file's name; "" without it.
func (l *liveProject) page(name string) string {
	l.live.Refresh()
	site := l.live.Current().Site
	if site == nil || !site.Has(name) {
		return ""
	}
	text, err := site.ReadFile(name)
	if err != nil {
		l.t.Fatal(err)
	}
	return string(text)
}

func TestLiveShowsWhatWasSaved(t *testing.T) {
	l := newLiveProject(t, map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": check("Kettles boil water")})
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles boil water") || l.read != 1 {
		t.Fatalf("read %d times: %s", l.read, l.page("en/tea/index.html"))
	}
	l.save("claims/tea.toml", check("Kettles heat water"))
	l.save("claims/cup.toml", check("Cups hold tea"))
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles heat water") || l.page("en/cup/index.html") == "" {
		t.Error("the change does not show")
	}
	os.Remove(filepath.Join(l.dir, "claims", "cup.toml"))
	if l.page("en/cup/index.html") != "" {
		t.Error("a deleted fact-check stays")
	}
	if l.page("en/tea/index.html"); l.read != 3 {
		t.Errorf("read %d times, want 3", l.read)
	}
}

func TestLiveKeepsTheLastGoodVersionOfABrokenFile(t *testing.T) {
	l := newLiveProject(t, map[string]string{"rebut.toml": oneFormat,
		"claims/tea.toml": check("Kettles boil water"), "claims/cup.toml": check("Cups hold tea")})
	l.save("claims/tea.toml", "status = ")
	l.save("claims/cup.toml", check("Mugs hold tea"))
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles boil water") {
		t.Error("the last good version is gone")
	}
	if !strings.Contains(l.page("en/cup/index.html"), "Mugs hold tea") {
		t.Error("another file's change does not show")
	}
	if !l.live.Current().Problems.Of("claims/tea.toml").HasErrors() {
		t.Errorf("problems %v", l.live.Current().Problems)
	}
	l.save("claims/cup.toml", check("Bowls hold tea"))
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles boil water") {
		t.Error("the last good version is gone after another change")
	}
	l.save("claims/tea.toml", check("Kettles heat water"))
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles heat water") || len(l.live.Current().Problems) > 0 {
		t.Errorf("the mended file does not show; problems %v", l.live.Current().Problems)
	}
}

func TestLiveKeepsTheLastGoodSite(t *testing.T) {
	l := newLiveProject(t, map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": check("Kettles boil water")})
	l.save("templates/site/list.html", "{{.Nothing}}")
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles boil water") {
		t.Error("the last good site is gone")
	}
	if !l.live.Current().Problems.Of("templates/site/list.html").HasErrors() {
		t.Errorf("problems %v", l.live.Current().Problems)
	}
	l.save("claims/tea.toml", "status = ")
	os.Remove(filepath.Join(l.dir, "templates", "site", "list.html"))
	if !strings.Contains(l.page("en/tea/index.html"), "Kettles boil water") {
		t.Error("the last good version did not outlive the broken template")
	}
}

// flaky is a file system that fails as long as it is told to.
type flaky struct {
	fs.FS
	failing *bool
}

func (f flaky) Open(name string) (fs.File, error) {
	if *f.failing && name == "claims/tea.toml" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EMFILE}
	}
	return f.FS.Open(name)
}

func TestLiveTriesAgainWhatCouldNotBeRead(t *testing.T) {
	dir, failing, reported := t.TempDir(), false, 0
	for name, text := range map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": check("Kettles boil water")} {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755)
		os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644)
	}
	live, err := NewLive(flaky{Overlay(Disk(dir), rebut.Assets()), &failing}, func() Options { return today }, func(*Project) { reported++ })
	if err != nil {
		t.Fatal(err)
	}
	failing = true
	if err := os.WriteFile(filepath.Join(dir, "claims", "tea.toml"), []byte(check("Kettles heat their water")), 0o644); err != nil {
		t.Fatal(err)
	}
	live.Refresh()
	live.Refresh()
	if now := live.Current(); reported != 2 || !now.Problems.HasErrors() || now.Site == nil || now.FactCheck("tea").Original().Fact != "Kettles boil water" {
		t.Errorf("reported %d times, problems %v", reported, now.Problems)
	}
	failing = false // and the files are the same
	live.Refresh()
	if now := live.Current(); reported != 3 || len(now.Problems) > 0 || now.FactCheck("tea").Original().Fact != "Kettles heat their water" {
		t.Errorf("reported %d times, problems %v", reported, now.Problems)
	}
}

func TestLiveNoticesANewDay(t *testing.T) {
	l := newLiveProject(t, map[string]string{"rebut.toml": oneFormat,
		"claims/tea.toml": strings.ReplaceAll(check("Kettles boil water"), "2026-11-01", "2026-12-02")})
	if l.page("en/tea/index.html") != "" {
		t.Fatal("what is dated tomorrow shows today")
	}
	l.opts.Today.Day++
	if l.page("en/tea/index.html") == "" {
		t.Errorf("what is dated today does not show: %v", l.live.Current().Problems)
	}
}

func TestLiveWatchesOnTicks(t *testing.T) {
	l := newLiveProject(t, map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": check("Kettles boil water")})
	tick := make(chan time.Time)
	done := make(chan struct{})
	go func() { l.live.Watch(t.Context(), tick); close(done) }()
	l.save("claims/tea.toml", check("Kettles heat water"))
	tick <- time.Time{}
	tick <- time.Time{} // the first has been dealt with
	if f := l.live.Current().FactCheck("tea"); f.Original().Fact != "Kettles heat water" {
		t.Errorf("the fact is %q", f.Original().Fact)
	}
}

func TestSameInputSameSite(t *testing.T) {
	files := own(map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": "aliases = [\"old\"]\n" + check("Kettles boil water")})
	a, b := mustLoad(t, files, today), mustLoad(t, files, today)
	names := a.Site.Names()
	if !slices.Equal(names, b.Site.Names()) || len(names) < 20 {
		t.Fatalf("%d and %d files", len(names), len(b.Site.Names()))
	}
	for _, name := range names {
		x, err := a.Site.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		y, err := b.Site.ReadFile(name)
		if err != nil || string(x) != string(y) {
			t.Errorf("%s differs, %v", name, err)
		}
	}
	if err := fstest.TestFS(a.Site, names...); err != nil {
		t.Error(err)
	}
	old, _ := a.Site.ReadFile("en/old/statement-link.png")
	now, _ := a.Site.ReadFile("en/tea/statement-link.png")
	if len(now) == 0 || string(old) != string(now) {
		t.Error("the picture's earlier address does not give the picture")
	}
}

func TestDraftsAreShownOnlyWhenAskedFor(t *testing.T) {
	draft := strings.Replace(check("Kettles boil water"), `status = "published"`, `status = "draft"`, 1)
	bare := strings.Replace(draft, `fact = "Kettles boil water"`, `fact = ""`, 1)
	files := own(map[string]string{"rebut.toml": oneFormat, "claims/kettles.toml": draft, "claims/bare.toml": bare})

	if p := mustLoad(t, files, today); p.Site.Has("en/kettles/index.html") {
		t.Error("a draft is public")
	}
	opts := today
	opts.Drafts = true
	p := mustLoad(t, files, opts)
	if p.Site.Has("en/bare/index.html") {
		t.Error("a draft without a fact is shown")
	}
	page, err := fs.ReadFile(p.Site, "en/kettles/index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"This is a draft. It is not published", `name="robots" content="noindex`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the draft's page lacks %q", want)
		}
	}
	for _, name := range []string{"en/feed.rss", "en/feed.atom", "en/feed.json", "claimreview.json", "sitemap.xml"} {
		if text, err := fs.ReadFile(p.Site, name); err != nil || strings.Contains(string(text), "kettles") {
			t.Errorf("%s tells of the draft (%v)", name, err)
		}
	}
	if !p.Site.Has("en/kettles/statement-link.png") {
		t.Error("the draft has no picture to look at")
	}
}

func TestLanguagesWithoutWordsAreNamed(t *testing.T) {
	p := mustLoad(t, own(map[string]string{"rebut.toml": "languages = [\"en\", \"fr-CA\", \"cy\"]\n" + oneFormat}), today)
	var got []string
	for _, q := range p.Problems {
		got = append(got, q.String())
	}
	if len(got) != 1 || !strings.HasPrefix(got[0], "rebut.toml:1:29: warning: Rebut has no words of its own in Welsh") {
		t.Errorf("got %q", got)
	}
	if p.Site == nil {
		t.Error("a warning took the site down")
	}
	ratings := "languages = [\"fr\"]\n[[ratings]]\nid = \"wrong\"\nvalue = 1\nshape = \"cross\"\nword = { en = \"Wrong\" }\n" + oneFormat
	p = mustLoad(t, own(map[string]string{"rebut.toml": ratings}), today)
	if len(p.Problems) != 1 || !strings.Contains(p.Problems[0].Message, "ratings have no word in French: wrong") {
		t.Errorf("got %v", p.Problems)
	}
}
