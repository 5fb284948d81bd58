package studio_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// draft is the fact-check that these stories write.
const draft = "housing-share"

// TestStudioInABrowser walks the studio as a team does. The stories follow each
// other on one desk and in one browser: starting either takes longer than any
// of them.
func TestStudioInABrowser(t *testing.T) {
	w, with := newWeb(t)
	d, b := newDesk(t, with), browser(t)
	ana := d.tab(t, b, "", 1280, 900)
	for _, story := range []struct {
		name string
		tell func(t *testing.T)
	}{
		{"logs in by keyboard and begins", func(t *testing.T) { d.begins(t, ana) }},
		{"writes, and the picture follows", func(t *testing.T) { d.writes(t, ana) }},
		{"typed text outlives a closed tab", func(t *testing.T) { d.closes(t, b) }},
		{"typed text outlives a session", func(t *testing.T) { d.expires(t, b) }},
		{"two people change the same", func(t *testing.T) { d.collide(t, b) }},
		{"another person approves", func(t *testing.T) { d.approve(t, b, ana) }},
		{"a translator writes Arabic on a phone", func(t *testing.T) { d.translate(t, b) }},
		{"sources are pasted, referred to and dragged", func(t *testing.T) { d.cites(t, b, w) }},
		{"sees the body, the page and the picture change", func(t *testing.T) { d.sees(t, b) }},
		{"takes in a table and works by keys", func(t *testing.T) { d.takesIn(t, b) }},
		{"a translator inserts an agreed word, and goes on", func(t *testing.T) { d.agrees(t, b) }},
		{"axe finds nothing", func(t *testing.T) { d.axe(t, b) }},
	} {
		if !t.Run(story.name, story.tell) {
			return // what follows builds on it
		}
	}
}

// set types into a field of the form, by its name.
func set(t *testing.T, ctx context.Context, name, text string) {
	t.Helper()
	eval[bool](t, ctx, fmt.Sprintf(`(() => {
		const field = document.querySelector('#edit [name="' + CSS.escape(%[1]q) + '"]:not([type=hidden])');
		if (field.type === "checkbox") field.checked = true; else field.value = %[2]s;
		field.dispatchEvent(new Event("input", { bubbles: true }));
		return true;
	})()`, name, quoted(text)))
}

func quoted(text string) string {
	out, _ := json.Marshal(text) // a string always can be
	return string(out)
}

// value is what a field of the form holds.
func value(t *testing.T, ctx context.Context, name string) string {
	t.Helper()
	return eval[string](t, ctx, fmt.Sprintf(`document.querySelector('#edit [name="' + CSS.escape(%q) + '"]:not([type=hidden])').value`, name))
}

func press(t *testing.T, ctx context.Context, keys ...string) {
	t.Helper()
	for _, key := range keys {
		run(t, ctx, chromedp.KeyEvent(key))
	}
}

const keptNow = `document.getElementById("kept").textContent === document.getElementById("edit").dataset.tKept`

// save is Ctrl+S.
func save(t *testing.T, ctx context.Context) {
	t.Helper()
	run(t, ctx, chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	until(t, ctx, `location.search.startsWith("?saved=1") && document.readyState === "complete"`)
}

func (d *desk) file(t *testing.T, slug string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(d.dir, "claims", slug+".toml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (d *desk) begins(t *testing.T, ana context.Context) {
	d.open(t, ana, "/studio/new") // leads to the login, and back
	press(t, ana, kb.Tab)
	if skip := eval[string](t, ana, `document.activeElement.className`); skip != "skip" {
		t.Errorf("the first stop is %q", skip)
	}
	for range 6 { // a login service may stand before the field
		if eval[bool](t, ana, `document.activeElement.name === "login"`) {
			break
		}
		press(t, ana, kb.Tab)
	}
	press(t, ana, "ana", kb.Tab, password, kb.Enter)
	until(t, ana, `document.getElementById("claim")`)
	eval[bool](t, ana, `(document.getElementById("claim").focus(), true)`)
	press(t, ana, "Migrants are the cause of the housing crisis, a post says.", kb.Tab, draft, kb.Tab, kb.Tab, kb.Enter)
	until(t, ana, `location.pathname === "/studio/edit/`+draft+`" && document.readyState === "complete"`) // its scripts are there
	if text := d.file(t, draft); !strings.Contains(text, `status = "draft"`) {
		t.Errorf("the file begins as %s", text)
	}
}

// writes fills the form with what the demonstration says about housing.
func (d *desk) writes(t *testing.T, ana context.Context) {
	model := d.live.Current().FactCheck("housing-costs-causes")
	text := model.Original()
	set(t, ana, "text.en.fact", strings.Repeat("long ", 40))
	until(t, ana, `document.querySelector('[data-problems="text.en.fact"] .error') && document.querySelector(".count[data-over]")`)
	set(t, ana, "text.en.fact", string(text.Fact))
	for name, value := range map[string]string{
		"text.en.why": text.Why, "text.en.verdict": text.Verdict, "text.en.technique": text.Technique, "rating": model.Rating,
		"topics": "", "text.en.sandwich.again": text.Sandwich.Again, "text.en.sandwich.action": text.Sandwich.Action,
	} {
		set(t, ana, name, value)
	}
	eval[bool](t, ana, `(document.querySelector('[data-list="sources"] > button').click(), true)`)
	source, _ := model.Source("ircc-statcan-2025")
	publisher, _ := source.Publisher.In("en", "en")
	finding, _ := source.Finding.In("en", "en")
	for name, value := range map[string]string{
		"url": source.URL, "title": source.Title, "publisher.en": publisher, "date": source.Date.String(), "kind": string(source.Kind), "finding.en": finding,
		"archived": source.Archived, "seen": string(source.Seen), "accessed": source.Accessed.String(), "id": source.ID,
	} {
		set(t, ana, "sources.new-1."+name, value)
	}
	set(t, ana, "text.en.body", "New immigrants were associated with 11% of the rise in house values and rents from 2006 to 2021")
	eval[bool](t, ana, `(() => {
		const body = document.querySelector("textarea.tall"), box = document.querySelector(".insert");
		body.setSelectionRange(body.value.length, body.value.length);
		box.dispatchEvent(new Event("focusin"));
		box.querySelector("button").click();
		return true;
	})()`)
	if body := value(t, ana, "text.en.body"); !strings.HasSuffix(body, " [@ircc-statcan-2025]") {
		t.Errorf("the reference is not in the text: %q", body)
	}
	until(t, ana, `!document.getElementById("drawn").hidden && document.getElementById("drawn").naturalWidth > 0 && !document.getElementById("frame").ariaBusy`)
	before := eval[string](t, ana, `document.getElementById("drawn").src`)
	set(t, ana, "text.en.why", text.Why+" ")
	until(t, ana, fmt.Sprintf(`document.getElementById("drawn").src !== %q`, before))
	until(t, ana, keptNow)
	save(t, ana)
	f := d.live.Current().FactCheck(draft)
	if f.Original().Why != text.Why || f.Original().Fact != text.Fact || len(f.Sources) != 1 || f.Sources[0].URL != source.URL || f.Topics[0] == "" {
		t.Errorf("saved is\n%s", d.file(t, draft))
	}
}

func (d *desk) closes(t *testing.T, b context.Context) {
	ctx := d.tab(t, b, "ana", 1280, 900)
	d.open(t, ctx, "/studio/edit/"+draft)
	set(t, ctx, "text.en.claim", "Typed and not saved.")
	d.open(t, ctx, "/studio/") // at once: it is sent as the page goes
	for range 400 {            // what a closing tab sends may come after the next page
		if typed, err := d.journal.Unsaved(t.Context(), "ana"); err != nil || len(typed) > 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	d.open(t, ctx, "/studio/")
	until(t, ctx, `document.querySelector('.notice a[href="/studio/edit/`+draft+`"]')`)
	d.open(t, ctx, "/studio/edit/"+draft)
	if got := value(t, ctx, "text.en.claim"); got != "Typed and not saved." {
		t.Errorf("the claim is %q", got)
	}
	eval[bool](t, ctx, `(document.querySelector('[value="forget"]').click(), true)`)
	until(t, ctx, `document.readyState === "complete" && document.getElementById("edit") && !document.querySelector('[value="forget"]')`)
	if got := value(t, ctx, "text.en.claim"); !strings.HasPrefix(got, "Migrants") {
		t.Errorf("the saved claim is %q", got)
	}
}

func (d *desk) expires(t *testing.T, b context.Context) {
	ctx := d.tab(t, b, "ana", 1280, 900)
	d.open(t, ctx, "/studio/edit/"+draft)
	person := d.person(t, "ana")
	sessions, err := d.people.Sessions(t.Context(), person.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sessions {
		if err := d.people.Revoke(t.Context(), person.ID, s.ID); err != nil {
			t.Fatal(err)
		}
	}
	set(t, ctx, "text.en.claim", "Typed without a session.")
	until(t, ctx, `document.querySelector('#kept.bad a[target="_blank"]')`)
	if got := value(t, ctx, "text.en.claim"); got != "Typed without a session." {
		t.Errorf("the claim is %q", got)
	}
	d.enter(t, ctx, "ana") // as in a new tab
	until(t, ctx, keptNow)
	d.open(t, ctx, "/studio/edit/"+draft)
	if got := value(t, ctx, "text.en.claim"); got != "Typed without a session." {
		t.Errorf("the claim is %q after logging in", got)
	}
	eval[bool](t, ctx, `(document.querySelector('[value="forget"]').click(), true)`)
	until(t, ctx, `document.readyState === "complete" && !document.querySelector('[value="forget"]')`)
}

func (d *desk) collide(t *testing.T, b context.Context) {
	first, second := d.tab(t, b, "ana", 1280, 900), d.tab(t, b, "bea", 1280, 900)
	d.open(t, first, "/studio/edit/"+draft)
	d.open(t, second, "/studio/edit/"+draft)
	set(t, first, "text.en.sandwich.again", "Newcomers are a share of the story, Ana writes")
	set(t, second, "text.en.sandwich.again", "Newcomers are a share of the story, Bea writes")
	set(t, second, "text.en.sandwich.action", "Ask who counted it, Bea writes.")
	save(t, first)
	run(t, second, chromedp.KeyEvent("s", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	until(t, second, `document.querySelector(".theirs .take:not([hidden])")`)
	if got := value(t, second, "text.en.sandwich.again"); !strings.HasSuffix(got, "Bea writes") {
		t.Errorf("their own text is %q", got)
	}
	eval[bool](t, second, `(document.querySelector(".theirs .take").click(), true)`)
	until(t, second, keptNow)
	save(t, second)
	f := d.live.Current().FactCheck(draft).Original()
	if !strings.HasSuffix(f.Sandwich.Again, "Ana writes") || !strings.HasSuffix(f.Sandwich.Action, "Bea writes.") {
		t.Errorf("joined is %+v", f.Sandwich)
	}
}

// approve has ana submit, and eve publish.
func (d *desk) approve(t *testing.T, b, ana context.Context) {
	d.enter(t, ana, "ana")
	d.open(t, ana, "/studio/review/"+draft)
	eval[bool](t, ana, `(document.querySelector('[value="submit"]').click(), true)`)
	until(t, ana, `document.querySelector("h1 + .meta .chip.review")`)
	if eval[bool](t, ana, `Boolean(document.querySelector('[value="publish"]'))`) {
		t.Error("an author may publish")
	}
	eve := d.tab(t, b, "eve", 1280, 900)
	d.open(t, eve, "/studio/")
	eval[bool](t, eve, `(document.querySelector('a[href="/studio/review/`+draft+`"]').click(), true)`)
	until(t, eve, `document.querySelector('[value="publish"]')`)
	if blocked := eval[string](t, eve, `document.querySelector('[value="publish"]').disabled ? document.querySelector(".problems").innerText : ""`); blocked != "" {
		t.Fatalf("publication is blocked: %s", blocked)
	}
	eval[bool](t, eve, `(document.querySelectorAll('[name="tick"]').forEach((box) => box.click()), true)`)
	until(t, eve, `document.getElementById("ticks-kept").textContent`)
	eval[bool](t, eve, `(document.querySelector('[value="publish"]').click(), true)`)
	until(t, eve, `document.querySelector("h1 + .meta .chip.published")`)
	p := d.live.Current()
	if f := p.FactCheck(draft); !f.Public() || len(p.Config.Editions(f)) == 0 || !strings.Contains(d.file(t, draft), `status = "published"`) {
		t.Errorf("not public:\n%s", d.file(t, draft))
	}
}

func (d *desk) translate(t *testing.T, b context.Context) {
	ctx := d.tab(t, b, "omar", 360, 740)
	d.open(t, ctx, "/studio/edit/housing-costs-causes")
	if !eval[bool](t, ctx, `[...document.querySelectorAll("#edit .field > textarea:not([data-talk])")].every((field) => field.readOnly)`) {
		t.Error("a translator may type into the original")
	}
	d.open(t, ctx, "/studio/edit/housing-costs-causes/ar")
	const why = `document.querySelector('[name="text.ar.why"]')`
	if dir := eval[string](t, ctx, `getComputedStyle(`+why+`).direction`); dir != "rtl" {
		t.Errorf("Arabic is written %s", dir)
	}
	if wide := eval[int](t, ctx, `document.documentElement.scrollWidth`); wide > 360 {
		t.Errorf("the page is %d px wide on a phone", wide)
	}
	text := value(t, ctx, "text.ar.claim")
	set(t, ctx, "text.ar.claim", text+" هكذا يقال")
	until(t, ctx, keptNow)
	save(t, ctx)
	if f := d.live.Current().FactCheck("housing-costs-causes"); f.Texts["ar"].Claim != text+" هكذا يقال" || f.Revision != 1 {
		t.Errorf("the Arabic claim is %q", f.Texts["ar"].Claim)
	}
}

// axe has axe-core look at every page, narrow and wide, light and dark.
func (d *desk) axe(t *testing.T, b context.Context) {
	axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skip("skipped: axe-core is not installed; `make deps` installs it")
	}
	ctx, out := d.tab(t, b, "eve", 320, 740), d.tab(t, b, "", 320, 740)
	for _, path := range append([]string{"/studio/login"}, pages...) {
		who := ctx
		if path == "/studio/login" {
			who = out
		}
		d.open(t, who, path)
		run(t, who, chromedp.Evaluate[chromedp.Void](string(axe)+`; for (const d of document.querySelectorAll("details:not(.menu)")) d.open = true; undefined`))
		for i, scheme := range []string{"light", "dark"} {
			run(t, who, chromedp.EmulateViewport([]int64{320, 1280}[i], 740))
			prefer(t, who, scheme)
			found := eval[string](t, who, `axe.run(document, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
				.then((result) => result.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? "")).join(" | ")).join("\n"))`)
			if found != "" {
				t.Errorf("%s, %s: %s", path, scheme, found)
			}
			if wide := eval[int](t, who, `document.documentElement.scrollWidth`); wide > 1280 || i == 0 && wide > 320 {
				t.Errorf("%s is %d px wide, %s", path, wide, scheme)
			}
		}
		run(t, who, chromedp.EmulateViewport(320, 740))
	}
}
