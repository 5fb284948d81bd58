package studio_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"rebut/internal/journal"
)

func (d *desk) told(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if _, err := d.journal.Tell(t.Context(), text, "en"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatReadersHeardInTheStudio(t *testing.T) {
	d := newDesk(t)
	const hostile = `<script>alert(1)</script> buses "cost" the most`
	d.told(t, hostile, "Migrants are the cause of the housing crisis, they say", "the migrants are the cause of the housing crisis they say")
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	page := ana.get("heard")
	ana.wants(page, http.StatusOK, "sent 2 times", "&lt;script&gt;", `name="slug" value="`+causes+`"`, "new?heard=1")
	if strings.Contains(page.body, "<script>alert") || strings.Index(page.body, "sent 2 times") > strings.Index(page.body, "sent 1 time<") {
		t.Error("it is not escaped, or not in order")
	}
	// ana may not change what is public: her sentence becomes a comment.
	a := ana.post("heard", url.Values{"act": {"answered"}, "id": {"2"}, "slug": {causes}})
	if a.to != "/studio/edit/"+causes+"#d-text.en.also_heard" {
		t.Errorf("leads to %q", a.to)
	}
	ana.wants(ana.get("edit/"+causes), http.StatusOK, "Readers heard it like this: Migrants are")
	eve.wants(eve.get("heard?state=answered"), http.StatusOK, "Migrants are the cause", causes, "Ana")
	eve.wants(eve.post("heard", url.Values{"act": {"open"}, "id": {"2"}}), http.StatusSeeOther)
	// eve may: it is typed into the form, and not saved.
	was := d.bytes(t, housing)
	eve.wants(eve.post("heard", url.Values{"act": {"answered"}, "id": {"2"}, "slug": {causes}}), http.StatusSeeOther)
	eve.wants(eve.get("edit/"+causes), http.StatusOK, "You see what you typed and did not save", "Migrants are the cause of the housing crisis, they say</textarea>")
	if d.bytes(t, housing) != was {
		t.Error("the file changed")
	}
	eve.wants(eve.post("heard", url.Values{"act": {"answered"}, "id": {"1"}, "slug": {"none"}}), http.StatusUnprocessableEntity, "no fact-check of this name")
	eve.wants(eve.post("heard", url.Values{"act": {"dismiss"}, "id": {"1"}, "reason": {"x"}}), http.StatusUnprocessableEntity, "Choose a reason")
	eve.wants(eve.post("heard", url.Values{"act": {"dismiss"}, "id": {"1"}, "reason": {"spam"}, "note": {"a <b>"}}), http.StatusSeeOther)
	eve.wants(eve.get("heard?state=dismissed"), http.StatusOK, "Advertising or nonsense – a &lt;b&gt;", "Eve")
	for _, act := range []string{"ana heard-answered\n", "eve heard-open\n", "eve heard-answered\n", "eve heard-dismissed\n"} {
		if !strings.Contains(d.acts(t), act) {
			t.Errorf("the log lacks %q", act)
		}
	}
}

func TestAFactCheckBegunFromWhatReadersHeard(t *testing.T) {
	d := newDesk(t)
	d.told(t, "Ferries are full of ghosts")
	ana := d.visitor(t, "ana")
	ana.wants(ana.get("new?heard=1"), http.StatusOK, ">Ferries are full of ghosts</textarea>", `name="heard" value="1"`)
	refused := ana.post("new", url.Values{"heard": {"1"}, "claim": {"Ferries are full of ghosts"}, "slug": {"No!"}, "language": {"en"}})
	ana.wants(refused, http.StatusUnprocessableEntity, `name="heard" value="1"`)
	ana.wants(ana.post("new", url.Values{"heard": {"1"}, "claim": {"Ferries are full of ghosts"}, "slug": {"ferries"}, "language": {"en"}}), http.StatusSeeOther)
	if h, err := d.journal.HeardAs(t.Context(), 1); err != nil || h.State != journal.HeardBegun || h.Slug != "ferries" || h.Person != "ana" {
		t.Errorf("%+v, %v", h, err)
	}
	ana.wants(ana.get("heard?state=begun"), http.StatusOK, "Ferries are full of ghosts", "/studio/edit/ferries")
}
