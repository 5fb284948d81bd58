package studio_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// takesIn has ana take in a table, say what a column is, and find and open the
// new draft by keys.
func (d *desk) takesIn(t *testing.T, b context.Context) {
	ctx := d.tab(t, b, "ana", 360, 740)
	d.open(t, ctx, "/studio/exchange")
	eval[bool](t, ctx, `(() => {
		const data = new DataTransfer();
		data.items.add(new File(["Odd column;Fact\nA sentence that goes around;The fact\n"], "list.csv"));
		document.getElementById("files").files = data.files;
		document.querySelector("form[enctype] button").click();
		return true;
	})()`)
	until(t, ctx, `document.getElementById("column-0")`)
	eval[bool](t, ctx, `(document.getElementById("column-0").value = "claim", document.querySelector('[value="columns"]').form.requestSubmit(), true)`)
	until(t, ctx, `document.querySelector('[name="do.0"]:checked') && document.readyState === "complete"`)
	if axe, err := os.ReadFile(filepath.Join("..", "..", "node_modules", "axe-core", "axe.min.js")); err == nil {
		run(t, ctx, chromedp.Evaluate[chromedp.Void](string(axe)+`; for (const d of document.querySelectorAll("details")) d.open = true; undefined`))
		if found := eval[string](t, ctx, `axe.run().then((r) => r.violations.map((v) => v.id + ": " + v.nodes[0].html).join("\n"))`); found != "" {
			t.Errorf("axe finds %s", found)
		}
	}
	if wide := eval[int](t, ctx, `document.documentElement.scrollWidth`); wide > 360 {
		t.Errorf("the page is %d px wide on a phone", wide)
	}
	eval[bool](t, ctx, `(document.querySelector('button[value="import"]').click(), true)`)
	until(t, ctx, `document.querySelector(".notice.good") && document.getElementById("checks") && document.readyState === "complete"`)
	press(t, ctx, "?")
	until(t, ctx, `document.getElementById("keys").open`)
	eval[bool](t, ctx, `(document.getElementById("keys").close(), true)`)
	press(t, ctx, "j", "x")
	until(t, ctx, `document.querySelector('#checks li:first-child [name="slug"]:checked')`)
	press(t, ctx, "/", "j")
	until(t, ctx, `document.activeElement.id === "q" && document.activeElement.value.endsWith("j")`)
	eval[bool](t, ctx, `(document.activeElement.blur(), true)`)
	press(t, ctx, "j", "o")
	until(t, ctx, `document.getElementById("edit")`)
	if claim := eval[string](t, ctx, `document.querySelector('[name="text.en.claim"]').value`); !strings.HasPrefix(claim, "A sentence") {
		t.Errorf("the claim is %q", claim)
	}
}
