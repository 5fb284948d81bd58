package studio_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// agrees has a translator insert an agreed word by keyboard, and go on to the
// next fact-check. What it leaves is for axe to see, too.
func (d *desk) agrees(t *testing.T, b context.Context) {
	const glossary = "[[terms]]\nterm = \"housing\"\ntranslations = { ar = \"السكن; الإسكان\" }\nnote = { en = \"Homes of all kinds.\" }\n"
	if err := os.WriteFile(filepath.Join(d.dir, "glossary.toml"), []byte(glossary), 0o644); err != nil {
		t.Fatal(err)
	}
	d.live.Refresh() // as servers do now and then
	d.told(t, "Migrants are the cause of the housing crisis, they say", "Ferries are full of ghosts")
	ctx := d.tab(t, b, "omar", 1280, 900)
	d.open(t, ctx, "/studio/edit/housing-costs-causes/ar")
	const field = `document.querySelector('[name="text.ar.fact"]')`
	set(t, ctx, "text.ar.fact", "تكاليف")
	until(t, ctx, `document.querySelector('[data-problems="text.ar.fact"] .warning')?.textContent.includes("السكن")`)
	eval[bool](t, ctx, `(`+field+`.setSelectionRange(6, 6), document.querySelector('[id="d-text.ar.fact"] button.agreed').focus(), true)`)
	press(t, ctx, kb.Enter)
	if got := value(t, ctx, "text.ar.fact"); got != "تكاليف السكن" {
		t.Errorf("the field has %q", got)
	}
	if !eval[bool](t, ctx, `document.activeElement === `+field) {
		t.Error("the cursor is not in the field any more")
	}
	until(t, ctx, `!document.querySelector('[data-problems="text.ar.fact"]').textContent.includes("السكن")`)
	until(t, ctx, keptNow)
	save(t, ctx)
	eval[bool](t, ctx, `(document.querySelector(".notice.good .button").click(), true)`)
	until(t, ctx, `document.readyState === "complete" && /edit\/(?!housing-costs)[a-z-]+\/ar$/.test(location.pathname)`)
	if text := eval[string](t, ctx, `document.querySelector(".from").innerText`); strings.TrimSpace(text) == "" {
		t.Error("the next one has no original beside it")
	}
}
