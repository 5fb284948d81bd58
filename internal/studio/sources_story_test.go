package studio_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pointer moves a mouse, with its button down until it is released.
func pointer(t *testing.T, ctx context.Context, kind input.DispatchMouseEventType, x, y float64) {
	t.Helper()
	var down int64 = 1
	if kind == "mouseReleased" {
		down = 0
	}
	run(t, ctx, func(ctx context.Context, _ *chromedp.Target) (bool, error) {
		_, err := chromedp.Call(ctx, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: "left", Buttons: down, ClickCount: 1})
		return err == nil, err
	})
}

// middle is the middle of an element in the window.
func middle(t *testing.T, ctx context.Context, selector string) (x, y float64) {
	t.Helper()
	at := eval[[]float64](t, ctx, fmt.Sprintf(`(() => { const b = document.querySelector(%q).getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()`, selector))
	return at[0], at[1]
}

const sourcesNow = `[...document.querySelectorAll('[data-list="sources"] > .rows > .row')].map((row) => row.dataset.named)`

// cites has ana paste the address of a page, refer to it, and put the sources
// into another order.
func (d *desk) cites(t *testing.T, b context.Context, w *web) {
	d.draft(t)
	ctx := d.tab(t, b, "ana", 1280, 900)
	d.open(t, ctx, "/studio/edit/rents")
	before := eval[[]string](t, ctx, sourcesNow)
	eval[bool](t, ctx, fmt.Sprintf(`(() => {
		document.querySelector('[data-list="sources"] > button').click();
		const field = document.querySelector('[name="sources.new-1.url"]');
		field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true }));
		document.execCommand("insertText", false, %q);
		return true;
	})()`, w.at+"/story"))
	until(t, ctx, `document.querySelector('[name="sources.new-1.title"]').value === "Rents & <wages>" && document.querySelectorAll(".from-page").length === 5 &&
		document.querySelector("#source-says").textContent.includes("Publisher") && document.querySelector("[id='d-sources.new-1.archived'] a").href.endsWith("/save/`+w.at+`/story")`)

	// In the text, by name: the one that was just added has none yet.
	eval[bool](t, ctx, `(() => { const body = document.querySelector("textarea.tall"); body.focus(); body.setSelectionRange(body.value.length, body.value.length); return true; })()`)
	was := value(t, ctx, "text.en.body")
	press(t, ctx, " ", "[", "@", "w", "a", "g", "e", "s")
	until(t, ctx, `document.querySelectorAll(".cites:not([hidden]) [role=option]").length === 1`)
	press(t, ctx, kb.Tab)
	if body := value(t, ctx, "text.en.body"); body != was+" [@the-paper-2025]" || value(t, ctx, "sources.new-1.id") != "the-paper-2025" {
		t.Errorf("the text ends %q, the source is %q", body[len(was):], value(t, ctx, "sources.new-1.id"))
	}
	eval[bool](t, ctx, `document.execCommand("undo")`)
	if body := value(t, ctx, "text.en.body"); strings.Contains(body, "the-paper-2025") {
		t.Errorf("not undone: %q", body[len(was):])
	}
	eval[bool](t, ctx, `(() => { const body = document.querySelector("textarea.tall"); body.value = body.value.replace(/ ?\[@[^\]]*$/, ""); body.setSelectionRange(body.value.length, body.value.length);
		const box = document.querySelector(".insert"), select = box.querySelector("select");
		box.dispatchEvent(new Event("focusin")); select.value = "the-paper-2025"; select.dispatchEvent(new Event("change")); box.querySelector("button").click(); return true; })()`)

	// The last to the first place by mouse, then one down by keyboard.
	const grip = `[id="d-sources.new-1"] > .grip`
	eval[bool](t, ctx, `(() => { const row = document.querySelector('[id="d-sources.new-1"]'); row.querySelector("details").open = false; row.scrollIntoView({ block: "center", behavior: "instant" }); return true; })()`)
	x, y := middle(t, ctx, grip)
	pointer(t, ctx, "mousePressed", x, y)
	pointer(t, ctx, "mouseMoved", x, y-10)
	_, top := middle(t, ctx, `[data-list="sources"] > .rows > .row:first-child > .grip`)
	pointer(t, ctx, "mouseMoved", x, (y+top)/2)
	pointer(t, ctx, "mouseMoved", x, top-10)
	pointer(t, ctx, "mouseReleased", x, top-10)
	until(t, ctx, `document.querySelector("#source-says").textContent.includes("place 1 of")`)
	press(t, ctx, kb.ArrowDown)
	want := slices.Insert(slices.Clone(before), 1, "the-paper-2025")
	if order := eval[[]string](t, ctx, sourcesNow); !slices.Equal(order, want) {
		t.Errorf("the order is %v, want %v", order, want)
	}
	until(t, ctx, keptNow)
	save(t, ctx)
	f := d.live.Current().FactCheck("rents")
	var order []string
	for _, s := range f.Sources {
		order = append(order, s.ID)
	}
	if !slices.Equal(order, want) || !strings.HasSuffix(f.Original().Body, "[@the-paper-2025]") || f.Sources[1].Title != "Rents & <wages>" || f.Sources[1].Language != "en" {
		t.Errorf("saved are %v, %+v", order, f.Sources[1])
	}
}
