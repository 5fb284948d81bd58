package browser

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A supporter opens the list, follows it to a fact-check, takes a graphic home
// and copies the words that go with it: on a phone and on a desktop.
func TestSupportersTakeAGraphicAndItsWords(t *testing.T) {
	for _, lang := range languages {
		for _, width := range []int64{360, 1280} {
			t.Run(lang, func(t *testing.T) { takeAGraphic(t, lang, width) })
		}
	}
}

func takeAGraphic(t *testing.T, lang string, width int64) {
	ctx, downloads := tab(t, width, 740, sharedProfile), t.TempDir()
	progress := chromedp.Events(ctx, cdpbrowser.DownloadProgress)
	saveTo(t, ctx, downloads)
	open(t, ctx, running.site+"/"+lang+"/topics/housing/")
	link := chromedp.CSS(`main h2 a[href$="/` + lang + "/" + slug + `/"]`)
	if err := chromedp.Do(ctx, chromedp.Click(link), chromedp.WaitReady(chromedp.CSS("a[download]"))); err != nil {
		t.Fatal(err)
	}
	href := eval[string](t, ctx, `document.querySelector("a[download$='.png']").href`)
	eval[bool](t, ctx, `document.querySelector("a[download$='.png']").click(), true`)
	for event, err := range progress {
		if err != nil {
			t.Fatalf("waiting for the download: %v", err)
		}
		if event.State == cdpbrowser.DownloadProgressStateCompleted {
			saved, err := os.ReadFile(filepath.Join(downloads, event.GUID))
			if err != nil || !bytes.Equal(saved, fetched(t, href)) {
				t.Errorf("the download is not the picture at %s: %d bytes, %v", href, len(saved), err)
			}
			break
		}
	}
	unfold(t, ctx)
	for _, field := range eval[[]string](t, ctx, `[...document.querySelectorAll("button[data-copy]")].filter((b) => b.checkVisibility()).map((b) => b.dataset.copy)`) {
		got := eval[string](t, ctx, `(async () => {
			let copied = "";
			navigator.clipboard.writeText = async (text) => { copied = text; }; // headless, there is no clipboard to read
			document.querySelector("button[data-copy='`+field+`']").click();
			return copied;
		})()`)
		if want := eval[string](t, ctx, `document.getElementById("`+field+`").value`); got != want || want == "" {
			t.Errorf("copying %s gives %q, not %q", field, got, want)
		}
	}
}

// saveTo makes the browser save downloads in dir, under names of its own.
func saveTo(t *testing.T, ctx context.Context, dir string) {
	t.Helper()
	run(t, ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, cdpbrowser.SetDownloadBehavior, cdpbrowser.SetDownloadBehaviorParams{
			Behavior: cdpbrowser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: new(true)})
		return err
	}))
}

func fetched(t *testing.T, address string) []byte {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, resp.StatusCode, err)
	}
	return body
}

// Everything is reached by Tab alone, each thing shows that it has the focus,
// the first leads past the masthead, and the language menu opens and closes.
func TestByKeyboardAlone(t *testing.T) {
	for _, lang := range languages {
		for _, path := range []string{"/" + lang + "/" + slug + "/", "/" + lang + "/gallery/"} {
			ctx := tab(t, 360, 740)
			open(t, ctx, running.site+path)
			run(t, ctx, chromedp.KeyEvent(kb.Tab))
			if first := eval[string](t, ctx, `document.activeElement.getAttribute("href")`); first != "#main" {
				t.Errorf("%s: the first stop leads to %q", path, first)
			}
			total := eval[int](t, ctx, `[...document.querySelectorAll("a[href], button, summary, textarea, select, input, [tabindex='0']")].filter((e) => e.checkVisibility({ visibilityProperty: true }) && (e.type !== "radio" || e.checked)).length`) // Tab stops once in a group of radio buttons
			seen := 0
			for range min(total, 60) {
				state := eval[string](t, ctx, `(() => {
					const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
					if (e === document.body) return "end";
					if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return "no outline: " + e.outerHTML.slice(0, 120);
					if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return "out of sight: " + e.outerHTML.slice(0, 120);
					return "";
				})()`)
				if state == "end" {
					break
				}
				if state != "" {
					t.Errorf("%s: %s", path, state)
				}
				seen++
				run(t, ctx, chromedp.KeyEvent(kb.Tab))
			}
			if seen < min(total, 60)-1 {
				t.Errorf("%s: Tab stops at %d of %d things", path, seen, total)
			}
			menu(t, ctx, path)
		}
	}
}

// menu opens the language menu with Enter and closes it with Escape.
func menu(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	eval[bool](t, ctx, `document.querySelector(".languages summary").focus(), true`)
	isOpen := `document.querySelector(".languages").open`
	run(t, ctx, chromedp.KeyEvent(kb.Enter))
	if !eval[bool](t, ctx, isOpen) {
		t.Errorf("%s: Enter does not open the language menu", path)
	}
	run(t, ctx, chromedp.KeyEvent(kb.Escape))
	if eval[bool](t, ctx, isOpen) || !eval[bool](t, ctx, `document.activeElement.matches(".languages summary")`) {
		t.Errorf("%s: Escape does not close the language menu, or loses the reader's place", path)
	}
}

// Without scripts a page says all that it has to say, every graphic can be
// saved, and nothing is offered that would need a script.
func TestWithoutScripts(t *testing.T) {
	for _, lang := range languages {
		ctx := tab(t, 360, 740)
		run(t, ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
			return err
		}))
		run(t, ctx, chromedp.Navigate(running.site+"/"+lang+"/"+slug+"/"))
		shown := `[...document.querySelectorAll("%")].filter((e) => e.checkVisibility()).length`
		if n := eval[int](t, ctx, strings.Replace(shown, "%", "button", 1)); n != 0 {
			t.Errorf("%s: %d buttons that do nothing", lang, n)
		}
		for _, what := range []string{"h1", ".claim", ".sources li", "a[download]"} {
			if eval[int](t, ctx, strings.Replace(shown, "%", what, 1)) == 0 {
				t.Errorf("%s: no %s", lang, what)
			}
		}
		if n := eval[int](t, ctx, `[...document.querySelectorAll("textarea")].filter((e) => e.value).length`); n < 2 {
			t.Errorf("%s: %d texts to copy", lang, n)
		}
		link := chromedp.CSS(".sections a[href$='/gallery/']")
		if err := chromedp.Do(ctx, chromedp.Click(link), chromedp.WaitVisible(chromedp.CSS(".thumbnails"))); err != nil {
			t.Errorf("%s: the gallery: %v", lang, err)
		}
	}
}

// A page names the languages that it is not in, in those languages, and where
// they lead instead.
func TestTheMenuSaysWhatIsMissing(t *testing.T) {
	ctx := tab(t, 360, 740)
	open(t, ctx, running.site+"/en/asylum-separate-system/")
	entries := eval[[]string](t, ctx, `[...document.querySelectorAll(".languages a")].map((a) => a.hreflang + " " + a.pathname + " " + (a.querySelector(".missing")?.textContent || ""))`)
	t.Log(entries)
	for _, entry := range entries {
		lang, rest, _ := strings.Cut(entry, " ")
		path, note, _ := strings.Cut(rest, " ")
		if (path == "/"+lang+"/") != (note != "") {
			t.Errorf("%s leads to %s and says %q", lang, path, note)
		}
	}
	if len(entries) < 3 {
		t.Errorf("the menu has %d languages", len(entries))
	}
}
