package studio_test

import (
	"context"
	"fmt"
	"testing"
)

// inFrame is what a page in one of the form's frames has at an expression of d,
// its document.
func inFrame(name, expression string) string {
	return fmt.Sprintf(`((d) => d && %s)(document.querySelector('iframe[name=%q]').contentDocument)`, expression, name)
}

// sees has eve type: what is in the frames changes where it differs, and stays
// what and where it was.
func (d *desk) sees(t *testing.T, b context.Context) {
	eve := d.tab(t, b, "eve", 1280, 900)
	d.open(t, eve, "/studio/edit/health-care-newcomers")
	const body, page = "see-text.en.body", "see-page"
	until(t, eve, inFrame(body, `d.querySelector(".prose > p")`))
	set(t, eve, "text.en.body", "Typed **just now**.\n\n<script>parent.ran = true</script>")
	until(t, eve, inFrame(body, `d.querySelector(".prose strong")?.textContent === "just now"`))
	eval[bool](t, eve, `(document.querySelector(".ways [value=page]").click(), true)`)
	until(t, eve, inFrame(page, `d.querySelector("h1 em") && d.querySelector(".prose strong")?.textContent === "just now"`))
	eval[bool](t, eve, inFrame(page, `(d.querySelector("h1").same = true, d.defaultView.scrollTo({ top: 300, behavior: "instant" }), true)`))
	set(t, eve, "text.en.fact", "A fact *typed now* about health care")
	until(t, eve, inFrame(page, `d.querySelector("h1").textContent === "A fact typed now about health care"`))
	if now := eval[string](t, eve, inFrame(page, `(d.querySelector("h1").same ? "same " : "other ") + (d.defaultView.scrollY > 150)`)); now != "same true" { // browsers keep what is read in place
		t.Errorf("the page was loaded again, or jumped: %s", now)
	}
	if eval[bool](t, eve, `Boolean(window.ran)`) {
		t.Error("what was typed ran")
	}
	eval[bool](t, eve, `(document.querySelector("[data-show-design]").click(), true)`)
	if design := eval[string](t, eve, `document.getElementById("preview-design").value`); design != "chart" {
		t.Errorf("the chart is shown as %q", design)
	}
	eval[bool](t, eve, `(() => {
		const data = new DataTransfer(), into = document.querySelector("fieldset.figures tbody th input:not([type=hidden])");
		data.setData("text/plain", "\tBefore\tAfter\nOne\t1,5\t2\nTwo\t3\t4\nThree\t5\t6\nFour\t7\t8\n");
		into.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		return true;
	})()`)
	const cells = `[...document.querySelectorAll("fieldset.figures tr")].map((row) => [...row.querySelectorAll("input:not([type=hidden], [type=checkbox])")].map((i) => i.value).join("|")).filter((line) => /\w/.test(line)).join("/")`
	if got := eval[string](t, eve, cells); got != "Before|After/One|1,5|2/Two|3|4/Three|5|6/Four|7|8" {
		t.Errorf("the table is %s", got)
	}
	if twice := eval[bool](t, eve, `(() => { const names = [...document.querySelectorAll("fieldset.figures input:not([type=hidden])")].map((i) => i.name); return new Set(names).size !== names.length; })()`); twice {
		t.Error("two cells have one name")
	}
	set(t, eve, "chart.kind", "slope")
	set(t, eve, "text.en.chart.note", "Typed to be seen")
	until(t, eve, `!document.getElementById("drawn").hidden || document.getElementById("drawn-says").textContent === document.getElementById("edit").dataset.tNone`)
	eval[bool](t, eve, `(document.getElementById("preview-design").value = "statement", document.getElementById("preview-design").dispatchEvent(new Event("change")), true)`)
	until(t, eve, `!document.getElementById("drawn").hidden`)
	until(t, eve, keptNow)
}
