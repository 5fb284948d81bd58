package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// pages are one page of every kind, in a language.
func pages(lang string) []string {
	return []string{
		"/" + lang + "/", "/" + lang + "/topics/housing/", "/" + lang + "/" + slug + "/", "/" + lang + "/" + slug + "/embed/", "/" + lang + "/" + slug + "/share/",
		"/" + lang + "/corrections/", "/" + lang + "/about/", "/" + lang + "/gallery/", "/" + lang + "/gallery/apps/whatsapp/",
		"/" + lang + "/embed/", "/" + lang + "/embed/?ids=" + slug + ",no-such", "/" + lang + "/" + slug + "/embed/?layout=compact&accent=ffee00",
		"/" + lang + "/heard/", "/" + lang + "/heard/?q=housing+crisis", "/" + lang + "/heard/?q=submarines",
	}
}

// everywhere are pages that all languages share.
var everywhere = []string{"/404.html", "/offline.html", "/api/"}

// TestAxeFindsNothing has axe-core look at every kind of page, as narrow as a
// desktop at 400 % and at 1280 px, in both colour schemes: its rules for WCAG 2.0
// to 2.2, A and AA, and its best practices.
func TestAxeFindsNothing(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(running.root, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skip("skipped: axe-core is not installed; `make deps` installs it")
	}
	ctx := tab(t, 320, 740)
	paths := everywhere
	for _, lang := range languages {
		paths = append(paths, pages(lang)...)
	}
	if looked := lookAt(t, ctx, string(axe), running.site, paths); looked < 2*len(paths) || len(paths) < 20 {
		t.Errorf("looked %d times", looked)
	}
}

// TestAxeFindsNothingWhereReadersTell has axe look at what only a server with a
// studio has: the forms that take what nobody has checked.
func TestAxeFindsNothingWhereReadersTell(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(running.root, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skip("skipped: axe-core is not installed; `make deps` installs it")
	}
	ctx := tab(t, 320, 740)
	dir := filepath.Join(t.TempDir(), "facts")
	if out, err := exec.Command(running.program, "init", dir).CombinedOutput(); err != nil {
		t.Fatalf("init: %v\n%s", err, out)
	}
	site, stop, err := served(dir, "--studio")
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if open(t, ctx, site+"/en/heard/?q=submarines"); !eval[bool](t, ctx, `document.querySelector("#answers form[method=post] textarea").value === "submarines"`) {
		t.Error("there is no form to send what nobody has checked")
	}
	paths := []string{"/en/heard/tell/", "/en/heard/?q=submarines", "/fr/heard/tell/?sent"}
	if looked := lookAt(t, ctx, string(axe), site, paths); looked < 2*len(paths) {
		t.Errorf("looked %d times", looked)
	}
}

// lookAt has axe look at pages of a site, and returns how often it did.
func lookAt(t *testing.T, ctx context.Context, axe, site string, paths []string) (looked int) {
	t.Helper()
	for _, path := range paths {
		run(t, ctx, chromedp.EmulateViewport(320, 740))
		open(t, ctx, site+path)
		run(t, ctx, chromedp.Evaluate[chromedp.Void](axe+"; undefined"))
		unfold(t, ctx)
		for _, look := range looks(path) {
			run(t, ctx, chromedp.EmulateViewport(look.width, 740))
			prefer(t, ctx, look.scheme)
			for _, found := range violations(t, ctx) {
				t.Errorf("%s, %d px, %s: %s", path, look.width, look.scheme, found)
			}
			looked++
		}
	}
	return looked
}

// look is how wide a window is, px, and which colours its reader prefers.
type look struct {
	width  int64
	scheme string
}

// looks are all four for pages in English. Pages in other languages have the
// same rules for colours and widths: for them each is seen once.
func looks(path string) []look {
	two := []look{{320, "light"}, {1280, "dark"}}
	if strings.HasPrefix(path, "/en/") {
		return append(two, look{320, "dark"}, look{1280, "light"})
	}
	return two
}

// unfold opens what readers may open.
func unfold(t *testing.T, ctx context.Context) {
	t.Helper()
	eval[bool](t, ctx, `document.querySelectorAll("details:not(.languages)").forEach((d) => { d.open = true; }), true`)
}

// prefer sets the colour scheme that the reader prefers.
func prefer(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	run(t, ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
}

// violations are what axe finds on the page that is open.
func violations(t *testing.T, ctx context.Context) []string {
	t.Helper()
	text := eval[string](t, ctx, `axe.run(document, {
		resultTypes: ["violations"],
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	}).then((result) => JSON.stringify(result.violations.map(({ id, help, nodes }) =>
		({ id, help, nodes: nodes.map((node) => node.html.slice(0, 160) + " " + (node.any[0]?.message || "")) }))))`)
	var found []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		out = append(out, fmt.Sprintf("%s (%s): %s", f.ID, f.Help, strings.Join(f.Nodes[:min(3, len(f.Nodes))], " | ")))
	}
	return out
}
