package studio_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestWhoeverReviewsReadsWhatReadersWill has the reviewer see the text itself,
// what was returned come back to its writer, and the way to the public page.
func TestWhoeverReviewsReadsWhatReadersWill(t *testing.T) {
	d := newDesk(t)
	d.draft(t)
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	ana.wants(ana.send("edit/rents", url.Values{"text.en.why": {"Most of the rise has other causes."},
		"text.en.body": {"The study [@ircc-2025] <script>alert(1)</script> is *clear*."}}), http.StatusSeeOther)
	read := eve.get("review/rents")
	eve.wants(read, http.StatusOK, "Most of the rise has other causes.", "<em>clear</em>", "&lt;script&gt;alert(1)")
	if strings.Contains(read.body, "<script>alert") {
		t.Error("a text's markup is not tamed")
	}
	ana.wants(ana.send("review/rents", url.Values{"act": {"submit"}}), http.StatusSeeOther)
	ana.wants(ana.get("review/rents?done=submit"), http.StatusOK, "can now approve it")
	eve.wants(eve.send("review/rents", url.Values{"act": {"return"}, "note": {"Which year?"}}), http.StatusSeeOther)
	ana.wants(ana.get(""), http.StatusOK, "returned to you")
	if body := eve.get("").body; strings.Contains(body, "returned to you") {
		t.Error("it waits for somebody who did not write it")
	}
	ana.wants(ana.send("review/rents", url.Values{"act": {"submit"}}), http.StatusSeeOther)
	if body := ana.get("").body; strings.Contains(body, "returned to you") {
		t.Error("it still waits after it was submitted again")
	}
	eve.wants(eve.get("review/housing-costs-causes"), http.StatusOK, `href="/en/housing-costs-causes/"`)
	eve.wants(eve.get("edit/housing-costs-causes"), http.StatusOK, `href="/en/housing-costs-causes/"`)
	eve.wants(eve.send("review/housing-costs-causes", url.Values{"act": {"withdraw"}, "note": {"Its source was."}, "urgent": {"on"}, "urgent-why": {"It spreads."}}), http.StatusSeeOther)
	mine, _, _ := strings.Cut(d.visitor(t, "omar").get("").body, "All fact-checks")
	if strings.Contains(mine, "edit/housing-costs-causes") {
		t.Error("a translator is asked to work on what was withdrawn")
	}
}

func TestMistakesAreSaidInWordsOfForms(t *testing.T) {
	d := newDesk(t)
	ana := d.visitor(t, "ana")
	ana.wants(ana.post("new", url.Values{"claim": {"It is so."}, "slug": {"it-is-so"}, "language": {"en"}}), http.StatusSeeOther)
	for _, path := range []string{"edit/it-is-so", "review/it-is-so"} {
		for lang, texts := range map[string][]string{"en": {"add a source", "one topic at least"}, "fr": {"ajoutez une source", "au moins un thème"}} {
			body := d.page(t, d.session(t, "ana"), lang, "/studio/"+path)
			for _, text := range texts {
				if !strings.Contains(body, text) {
					t.Errorf("%s in %s lacks %q", path, lang, text)
				}
			}
			for _, text := range []string{"[[sources]]", "topics = [", "studio.fix", "studio.problem"} {
				if strings.Contains(body, text) {
					t.Errorf("%s in %s speaks of files: %q", path, lang, text)
				}
			}
		}
	}
}

func TestCodesAreTurnedOffWithThePasswordOnly(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	eve.wants(eve.post("me", url.Values{"act": {"no-codes"}}), http.StatusUnauthorized)
	eve.wants(eve.post("me", url.Values{"act": {"no-codes"}, "old": {"not this one, never was"}}), http.StatusUnauthorized)
	if strings.Contains(d.acts(t), "codes-off") {
		t.Error("codes were turned off without the password")
	}
	eve.wants(eve.post("me", url.Values{"act": {"no-codes"}, "old": {password}}), http.StatusSeeOther)
	if !strings.Contains(d.acts(t), "eve codes-off") {
		t.Error("codes were not turned off")
	}
}

func TestARefusedPersonStaysAsEntered(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	a := eve.post("people", url.Values{"act": {"add"}, "login": {"ana"}, "name": {"Another Ana"}, "role": {"translator"}, "language": {"ar"}})
	eve.wants(a, http.StatusUnprocessableEntity, `value="Another Ana"`)
	_, form, _ := strings.Cut(a.body, `id="new-login"`)
	for _, ticked := range []string{`value="translator" checked`, `value="ar" checked`} {
		if !strings.Contains(form, ticked) {
			t.Errorf("the form lost %s", ticked)
		}
	}
}

func TestASourceOfAnotherNameKeepsWhatNoFieldShows(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	d.write(t, name, strings.Replace(d.bytes(t, name), `id = "la-presse-2024"`, "id = \"la-presse-2024\"\nshort = \"LP\"", 1))
	ana := d.visitor(t, "ana")
	form := url.Values{"sources": {"la-presse-2024"}, "sources.la-presse-2024.id": {"presse-2024"}, "sources.la-presse-2024.date": {"in June"}}
	ana.wants(ana.send("edit/rents", form), http.StatusUnprocessableEntity, `name="sources.la-presse-2024.id" value="presse-2024"`)
	form.Set("sources.la-presse-2024.date", "2024-06-12")
	ana.wants(ana.send("edit/rents", form), http.StatusSeeOther)
	text := d.bytes(t, name)
	if _, own, ok := strings.Cut(text, `id = "presse-2024"`); !ok || !strings.Contains(own, `short = "LP"`) {
		t.Errorf("the source lost its short name:\n%s", own)
	}
}
