package conformance

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// phone stands in for a phone that can share files and a clipboard that may be
// written to; both note what they are given.
const phone = `
window.noted = { shared: [], copied: [] };
navigator.canShare = () => true;
navigator.share = async (what) => { noted.shared.push({ text: what.text, files: what.files.map((f) => f.name + " " + f.type + " " + (f.size > 1000)) }); };
Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { noted.copied.push(text); } } });`

// panel is what the share panel shows and offers.
type panel struct {
	Preview string
	Alt     string
	Files   []string // names to save under
	Designs []string // that can be chosen
	Status  string
}

const lookAtPanel = `({
preview: document.querySelector(".app.on img").getAttribute("src").split("/").pop(),
alt: document.querySelector(".app.on img").alt,
files: [...document.querySelectorAll("#take a")].map((a) => a.download),
designs: [...document.querySelectorAll("#pick-design option:enabled")].map((o) => o.value),
status: document.getElementById("share-status").textContent,
})`

// sharing opens a page on a phone and returns its browser.
func sharing(t *testing.T, path string) context.Context {
	t.Helper()
	ctx := chromium(t)
	stand := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: phone})
		return err
	})
	err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 740), stand, chromedp.Navigate(serve(t)+path), chromedp.WaitVisible(chromedp.CSS("#take a")))
	if err != nil {
		t.Fatal(err)
	}
	return ctx
}

// Each choice shows the picture that it names, small where there is a small one,
// and offers the file that is seen.
func TestThePanelShowsWhatIsChosen(t *testing.T) {
	ctx := sharing(t, "/fr/housing-costs-causes/")
	const name = "housing-costs-causes-fr-"
	pick := func(steps ...chromedp.Action[chromedp.Void]) panel {
		t.Helper()
		if err := chromedp.Do(ctx, steps...); err != nil {
			t.Fatal(err)
		}
		return run(t, ctx, chromedp.Evaluate[panel](lookAtPanel))
	}
	choose := func(id, value string) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`{ const s = document.getElementById("`+id+`"); s.value = "`+value+`"; s.dispatchEvent(new Event("change", { bubbles: true })) }`))
			return err
		})
	}
	for _, c := range []struct {
		steps   []chromedp.Action[chromedp.Void]
		preview string
		files   []string
	}{
		{nil, "statement-chat-w480.png", []string{"statement-chat.jpg"}},
		{[]chromedp.Action[chromedp.Void]{chromedp.Click(chromedp.CSS("#app-instagram"))}, "statement-portrait-w480.png", []string{"statement-portrait.png"}},
		{[]chromedp.Action[chromedp.Void]{choose("pick-theme", "dark")}, "statement-portrait-dark.png", []string{"statement-portrait-dark.png"}},
		{[]chromedp.Action[chromedp.Void]{choose("pick-design", "sandwich"), chromedp.Click(chromedp.CSS(`#pick-format input[value="square"]`))}, "sandwich-square-dark-1-w480.png",
			[]string{"sandwich-square-dark-1.png", "sandwich-square-dark-2.png", "sandwich-square-dark-3.png", "sandwich-square-dark-4.png"}},
		{[]chromedp.Action[chromedp.Void]{choose("pick-design", "number"), chromedp.Click(chromedp.CSS("#app-facebook"))}, "number-portrait-dark.png", []string{"number-portrait-dark.png"}},
	} {
		got := pick(c.steps...)
		for i := range c.files {
			c.files[i] = name + c.files[i]
		}
		if got.Preview != c.preview || !slices.Equal(got.Files, c.files) {
			t.Errorf("shows %s and offers %q; want %s and %q", got.Preview, got.Files, c.preview, c.files)
		}
		if !strings.HasPrefix(got.Alt, "Étude fédérale") || len(got.Designs) != 6 {
			t.Errorf("alt text %q, designs %q", got.Alt, got.Designs)
		}
	}
}

// What is shared and copied is the files that are seen and the words of the app.
func TestWordsAndFilesLeaveThePage(t *testing.T) {
	ctx := sharing(t, "/en/housing-costs-causes/")
	const posted = `noted.shared.length === 1 && noted.copied.length === 3`
	err := chromedp.Do(ctx,
		chromedp.Click(chromedp.CSS("#app-tiktok")),
		chromedp.Click(chromedp.CSS("#share-now")),
		chromedp.Click(chromedp.CSS(`[data-words="caption"]`)), chromedp.Click(chromedp.CSS(`[data-words="alt"]`)), chromedp.Click(chromedp.CSS(`[data-words="link"]`)))
	if err != nil {
		t.Fatal(err)
	}
	if !run(t, ctx, chromedp.Poll[bool](posted)) {
		t.Fatal("not everything left the page")
	}
	var noted struct {
		Shared []struct {
			Text  string
			Files []string
		}
		Copied []string
	}
	if err := json.Unmarshal([]byte(run(t, ctx, chromedp.Evaluate[string](`JSON.stringify(noted)`))), &noted); err != nil {
		t.Fatal(err)
	}
	caption, alt, link := noted.Copied[0], noted.Copied[1], noted.Copied[2]
	if want := []string{"housing-costs-causes-en-statement-story.png image/png true"}; !slices.Equal(noted.Shared[0].Files, want) || noted.Shared[0].Text != caption {
		t.Errorf("shared %+v, want %q with the caption", noted.Shared[0], want)
	}
	if !strings.HasPrefix(caption, "New immigration tied to about 11%") || !strings.Contains(caption, link) {
		t.Errorf("caption %q, link %q", caption, link)
	}
	if len([]rune(alt)) > 300 || !strings.HasPrefix(alt, "New immigration tied to about 11%") { // TikTok's limit
		t.Errorf("alt text of %d characters: %q", len([]rune(alt)), alt)
	}
	if said := run(t, ctx, chromedp.Poll[string](`document.getElementById("share-status").textContent`)); said != "Copied" {
		t.Errorf("the page says %q", said)
	}
}

// Without scripts the same choice is made by the browser alone.
func TestAppsAreChosenWithoutScripts(t *testing.T) {
	ctx, address := chromium(t), serve(t)
	off := chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	err := chromedp.Do(ctx, off, chromedp.EmulateViewport(360, 740), chromedp.Navigate(address+"/ar/housing-costs-causes/"),
		chromedp.WaitVisible(chromedp.CSS("#on-whatsapp a[download]")),
		chromedp.Click(chromedp.CSS("#app-instagram")),
		chromedp.WaitVisible(chromedp.CSS(`#on-instagram a[download="housing-costs-causes-ar-statement-portrait-dark.png"]`)),
		chromedp.WaitNotVisible(chromedp.CSS("#on-whatsapp a[download]")))
	if err != nil {
		t.Fatal(err)
	}
}
