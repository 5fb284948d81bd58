package main

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"rebut"
	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// housing is the slug of what the story writes.
const housing = "housing-costs-causes"

// TestFromTheFirstStartToThePublic is what a team does that has never seen the
// studio: it makes a project, starts it, follows the link that it prints, and
// writes the demonstration's fact-check about housing from nothing; somebody
// else approves; and the public finds it on a page, in a feed, as a graphic, as
// an embed and by the interface.
func TestFromTheFirstStartToThePublic(t *testing.T) {
	b := chromium(t)
	dir := filepath.Join(t.TempDir(), "facts")
	if code := run(t.Context(), world{args: []string{"init", dir}, getenv: func(string) string { return "" }, now: time.Now,
		stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}); code != exitOK {
		t.Fatalf("init: %d", code)
	}
	if err := os.Remove(filepath.Join(dir, "claims", housing+".toml")); err != nil { // a new project comes with it as an example
		t.Fatal(err)
	}
	site, link, stop := studioServed(t, dir)
	defer stop()
	story := walk{t, site}
	admin := story.tab(b)
	story.welcome(admin, link)
	author, editor := story.tab(b), story.tab(b)
	story.welcome(author, story.invite(admin, "ana", "author"))
	story.welcome(editor, story.invite(admin, "eve", "editor"))
	story.writes(author)
	story.do(author, "submit", "review")
	story.ticks(editor)
	if got := story.status("/en/" + housing + "/"); got != http.StatusNotFound {
		t.Errorf("before it is published, its page answers %d", got)
	}
	story.do(editor, "publish", "published")
	story.public()
}

// walk is a way through a studio at a site, in a browser.
type walk struct {
	t    *testing.T
	site string
}

// chromium starts a headless Chromium, where there is one.
func chromium(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("skipped: there is no Chromium on this machine; `make deps` installs it")
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(t.TempDir(), "chromium")), chromedp.WSURLReadTimeout(2*time.Minute),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "en-CA"))...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if _, err := chromedp.Run(ctx, chromedp.Location()); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// tab is a browser of one person.
func (w walk) tab(browser context.Context) context.Context {
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	w.t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, 15*time.Minute) // it is no measure of speed: only a hang takes this long
	w.t.Cleanup(cancelTimeout)
	return ctx
}

func (w walk) open(ctx context.Context, address string) {
	w.t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Navigate(address)); err != nil {
		w.t.Fatal(err)
	}
}

// js runs a script, which may use type(name, text), click(selector) and text as
// JSON.
func (w walk) js(ctx context.Context, script string, values ...any) {
	w.t.Helper()
	for i, v := range values {
		text, err := json.Marshal(v)
		if err != nil {
			w.t.Fatal(err)
		}
		values[i] = string(text)
	}
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(() => {
		const click = (selector) => document.querySelector(selector).click();
		const type = (name, text) => {
			const fields = [...document.getElementsByName(name)].filter((f) => f.type !== "hidden");
			for (const field of fields) {
				if (field.type === "checkbox") field.checked = [text].flat().includes(field.value);
				else field.value = text;
				field.dispatchEvent(new Event("input", { bubbles: true }));
			}
			if (!fields.length) throw new Error("there is no field " + name);
		};
		`+fmt.Sprintf(script, values...)+`
		return true;
	})()`))
	if err != nil {
		w.t.Fatalf("%s: %v", script, err)
	}
}

// until waits for an expression to be true on a page that is whole.
func (w walk) until(ctx context.Context, expression string) {
	w.t.Helper()
	for range 2400 {
		if is, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && Boolean(`+expression+`)`)); err == nil && is {
			return
		} else if ctx.Err() != nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	seen, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText.slice(0, 1500)`)) // where it stands
	w.t.Fatalf("never true: %s\non %s", expression, seen)
}

// welcome follows a link, and chooses a password.
func (w walk) welcome(ctx context.Context, link string) {
	w.t.Helper()
	w.open(ctx, link)
	w.js(ctx, `type("password", %s); click("main button.main");`, "seven slow ferries to the island")
	w.until(ctx, `document.querySelector("header .menu") && location.pathname === "/studio/"`)
}

// invite adds a person, and returns the link for them.
func (w walk) invite(admin context.Context, login, role string) string {
	w.t.Helper()
	w.open(admin, w.site+"/studio/people")
	w.js(admin, `document.getElementById("new-login").value = %s;
		const form = document.getElementById("new-login").form;
		form.querySelector('[name="role"][value="' + %s + '"]').checked = true;
		form.querySelector('[value="add"]').click();`, login, role)
	w.until(admin, `document.querySelector(".secret code")`)
	link, err := chromedp.Run(admin, chromedp.Evaluate[string](`document.querySelector(".secret code").innerText`))
	if err != nil {
		w.t.Fatal(err)
	}
	return link
}

// model is the fact-check as it ships.
func (w walk) model() *factcheck.FactCheck {
	w.t.Helper()
	f, problems, err := store.LoadFile(rebut.Assets(), "claims/"+housing+".toml", factcheck.Scheme{})
	if err != nil || f == nil {
		w.t.Fatal(err, problems)
	}
	return f
}

// writes begins the fact-check, and fills the form.
func (w walk) writes(author context.Context) {
	w.t.Helper()
	f := w.model()
	text := f.Original()
	w.open(author, w.site+"/studio/new")
	w.js(author, `type("claim", %s); type("slug", %s); document.getElementById("claim").form.requestSubmit();`, text.Claim, housing)
	w.until(author, `document.getElementById("edit")`)
	w.js(author, `type("text.en.fact", %s);`, string(text.Fact))
	w.until(author, `document.getElementById("drawn").naturalWidth > 0`) // from the first words
	w.js(author, `type("text.en.why", %s);`, text.Why)
	w.js(author, `type("text.en.verdict", %s); type("text.en.technique", %s); type("text.en.body", %s);`, text.Verdict, text.Technique, text.Body)
	w.js(author, `type("rating", %s); type("topics", %s); type("text.en.sandwich.again", %s); type("text.en.sandwich.action", %s);`,
		f.Rating, f.Topics, text.Sandwich.Again, text.Sandwich.Action)
	for i, s := range f.Sources {
		w.source(author, i+1, s)
	}
	w.until(author, `document.getElementById("drawn").naturalWidth > 0`)
	w.js(author, `window.before = document.getElementById("drawn").src; type("text.en.fact", "Another");`)
	w.until(author, `document.getElementById("drawn").src !== window.before`)
	w.js(author, `type("text.en.fact", %s); document.querySelector(".bar button.main").click();`, string(text.Fact))
	w.until(author, `location.search === "?saved=1"`)
}

func (w walk) source(author context.Context, n int, s factcheck.Source) {
	w.t.Helper()
	publisher, _ := s.Publisher.In("en", "en")
	finding, _ := s.Finding.In("en", "en")
	w.js(author, `document.querySelector('[data-list="sources"] > button').click();`)
	at := fmt.Sprintf("sources.new-%d.", n)
	for name, value := range map[string]string{
		"url": s.URL, "title": s.Title, "publisher.en": publisher, "date": s.Date.String(), "kind": string(s.Kind), "finding.en": finding,
		"archived": s.Archived, "seen": string(s.Seen), "accessed": s.Accessed.String(), "id": s.ID,
	} {
		w.js(author, `type(%s, %s);`, at+name, value)
	}
}

// ticks has the editor find the fact-check among what waits, read it, and tick
// every line of the checklist.
func (w walk) ticks(editor context.Context) {
	w.t.Helper()
	w.open(editor, w.site+"/studio/")
	w.js(editor, `click('a[href="/studio/review/`+housing+`"]');`)
	w.until(editor, `document.querySelector('[value="publish"]')`)
	w.js(editor, `for (const box of document.querySelectorAll(".checklist input[type=checkbox]:not(:checked)")) box.click();`)
}

// do makes a move on the review page, after which a fact-check has a status.
func (w walk) do(ctx context.Context, act, status string) {
	w.t.Helper()
	if act == "submit" {
		w.open(ctx, w.site+"/studio/review/"+housing)
	}
	w.js(ctx, `const go = document.querySelector('[value="' + %s + '"]'); if (go.disabled) throw new Error(document.body.innerText); go.click();`, act)
	w.until(ctx, `document.querySelector("h1 + .meta .chip.`+status+`")`) // not a chip of what will change
}

func (w walk) get(path string) (int, []byte) {
	w.t.Helper()
	a, err := http.Get(w.site + path)
	if err != nil {
		w.t.Fatal(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return a.StatusCode, body
}

func (w walk) status(path string) int { code, _ := w.get(path); return code }

// public holds what readers and partners get against the model.
func (w walk) public() {
	w.t.Helper()
	fact := w.model().Original().Fact.Plain()
	for _, path := range []string{"/en/" + housing + "/", "/en/" + housing + "/embed/", "/en/", "/en/feed.atom", "/en/feed.json", "/api/v1/fact-checks/" + housing, "/claimreview.json"} {
		if code, body := w.get(path); code != http.StatusOK || !strings.Contains(string(body), fact) {
			w.t.Errorf("%s answers %d, without the fact", path, code)
		}
	}
	_, feed := w.get("/en/feed.atom")
	if err := xml.Unmarshal(feed, new(struct{ XMLName xml.Name })); err != nil {
		w.t.Errorf("the feed is none: %v", err)
	}
	code, picture := w.get("/en/" + housing + "/statement-square.png")
	if drawn, err := png.Decode(strings.NewReader(string(picture))); err != nil || code != http.StatusOK || drawn.Bounds().Dx() != 1080 {
		w.t.Errorf("the graphic answers %d: %v", code, err)
	}
}
