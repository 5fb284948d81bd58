package studio_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const housing = "claims/housing-costs-causes.toml"

// draft makes a copy of a fact-check a draft, so that there is something whole
// to be published.
func (d *desk) draft(t *testing.T) (name string) {
	t.Helper()
	text := d.bytes(t, housing)
	text = strings.Replace(text, `status = "published"`, `status = "draft" # not yet`, 1)
	text = strings.Replace(text, `slug = "housing-costs-causes"`, `slug = "rents"`, 1)
	d.write(t, "claims/rents.toml", text)
	return "claims/rents.toml"
}

func (d *desk) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	d.live.Refresh()
}

func TestFromADraftToThePublic(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	ana.wants(ana.send("edit/rents", url.Values{"text.en.why": {"Most of the rise has other causes."}}), http.StatusSeeOther)
	if text := d.bytes(t, name); !strings.Contains(text, "Most of the rise has other causes.") || !strings.Contains(text, "# not yet") {
		t.Error("the file lacks what was saved, or a comment")
	}
	stale := eve.get("review/rents").base
	ana.wants(ana.send("review/rents", url.Values{"act": {"submit"}}), http.StatusSeeOther)
	ana.wants(ana.send("review/rents", url.Values{"act": {"publish"}}), http.StatusForbidden)
	eve.wants(eve.post("review/rents", url.Values{"act": {"publish"}, "base": {stale}}), http.StatusUnprocessableEntity)
	eve.wants(eve.send("review/rents", url.Values{"act": {"return"}}), http.StatusUnprocessableEntity) // without a reason
	eve.wants(eve.send("review/rents", url.Values{"act": {"return"}, "note": {"Which year?"}}), http.StatusSeeOther)
	eve.wants(eve.send("edit/rents", url.Values{"text.en.why": {"Most of the rise since 2006 has other causes."}}), http.StatusSeeOther)
	ana.wants(ana.send("review/rents", url.Values{"act": {"submit"}}), http.StatusSeeOther)
	eve.wants(eve.send("review/rents", url.Values{"act": {"publish"}}), http.StatusUnprocessableEntity) // her own work too
	if f := d.live.Current().FactCheck("rents"); f.Public() {
		t.Fatal("published by one who wrote it")
	}
	if !strings.Contains(d.acts(t), "ana submitted\neve commented\neve returned\neve saved\nana submitted\n") {
		t.Errorf("the log has\n%s", d.acts(t))
	}
}

func TestSomebodyElsePublishes(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	ana.wants(ana.send("edit/rents", url.Values{"text.en.why": {"Most of the rise has other causes."}}), http.StatusSeeOther)
	ana.wants(ana.send("review/rents", url.Values{"act": {"submit"}}), http.StatusSeeOther)
	eve.wants(eve.send("review/rents", eve.ticking("rents", "publish")), http.StatusSeeOther)
	if f := d.live.Current().FactCheck("rents"); f == nil || !f.Public() || f.Modified.String() != "2026-11-26" {
		t.Fatalf("not published:\n%s", d.bytes(t, name)[:300])
	}
	if !strings.Contains(d.acts(t), "eve approved\neve published\n") {
		t.Errorf("the log has\n%s", d.acts(t))
	}
}

func TestACorrectionSaysWhatItChanges(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	was := d.bytes(t, housing)
	a := eve.send("edit/housing-costs-causes", url.Values{"text.en.why": {"Corrected."}})
	eve.wants(a, http.StatusUnprocessableEntity, "Corrected.")
	if d.bytes(t, housing) != was {
		t.Fatal("a correction without its sentence was written")
	}
	correction := url.Values{"text.en.why": {"Corrected."}, "what": {"The reason named a wrong year"}, "why": {"We misread the table."}}
	proposed := eve.send("edit/housing-costs-causes", correction)
	eve.wants(proposed, http.StatusSeeOther)
	if d.bytes(t, housing) != was {
		t.Fatal("one person alone changed what is public")
	}
	proposal := strings.TrimPrefix(proposed.to, "/studio/")
	eve.wants(eve.send(proposal, url.Values{"act": {"approve"}}), http.StatusForbidden)
	d.editor(t, "ed")
	ed := d.visitor(t, "ed")
	ed.wants(ed.get("calendar"), http.StatusOK, `href="/studio/`+proposal)
	ed.wants(ed.get(proposal), http.StatusOK, "The reason named a wrong year. We misread the table.", "<ins>Corrected")
	ed.wants(ed.send(proposal, url.Values{"act": {"approve"}}), http.StatusSeeOther)
	f := d.live.Current().FactCheck("housing-costs-causes")
	if f.Revision != 2 || len(f.Corrections) != 1 || f.Corrections[0].What["en"] != "The reason named a wrong year. We misread the table." {
		t.Errorf("revision %d, %+v", f.Revision, f.Corrections)
	}
	if d.bytes(t, "claims/_revisions/housing-costs-causes/r1.toml") != was {
		t.Error("the earlier revision is not kept as it was")
	}
	eve.wants(eve.send("review/housing-costs-causes", url.Values{"act": {"withdraw"}}), http.StatusUnprocessableEntity)
	proposed = eve.send("review/housing-costs-causes", url.Values{"act": {"withdraw"}, "note": {"The study was taken back."}})
	if d.live.Current().FactCheck("housing-costs-causes").Withdrawn != nil {
		t.Fatal("one person alone withdrew it")
	}
	ed.wants(ed.send(strings.TrimPrefix(proposed.to, "/studio/"), url.Values{"act": {"approve"}}), http.StatusSeeOther)
	if f := d.live.Current().FactCheck("housing-costs-causes"); f.Withdrawn == nil || f.Withdrawn.Reason["en"] != "The study was taken back." {
		t.Error("not withdrawn")
	}
}

func TestTwoFormsFromOneText(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	base := ana.get("edit/rents").base
	ana.wants(ana.post("edit/rents", url.Values{"base": {base}, "text.en.why": {"Ana’s reason."}}), http.StatusSeeOther)
	eve.wants(eve.post("edit/rents", url.Values{"base": {base}, "text.en.verdict": {"Eve’s verdict."}}), http.StatusSeeOther)
	text := d.bytes(t, name)
	if !strings.Contains(text, "Ana’s reason.") || !strings.Contains(text, "Eve’s verdict.") {
		t.Error("one of two changes of different fields is lost")
	}
	a := eve.post("edit/rents", url.Values{"base": {base}, "text.en.why": {"Eve’s reason."}})
	eve.wants(a, http.StatusConflict, "Ana’s reason.", "Eve’s reason.")
	if d.bytes(t, name) != text {
		t.Error("a conflict was written")
	}
	eve.wants(eve.get("edit/rents"), http.StatusOK, "Eve’s reason.") // still there
	d.write(t, name, strings.Replace(text, "Ana’s reason.", "The reason as changed on disk.", 1))
	a = ana.post("edit/rents", url.Values{"base": {base}, "text.en.why": {"Ana’s second."}})
	ana.wants(a, http.StatusConflict, "The reason as changed on disk.", "Ana’s second.")
}

func TestATranslatorPostsOtherFields(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	omar := d.visitor(t, "omar")
	omar.wants(omar.send("edit/rents/ar", url.Values{"text.ar.why": {"سبب جديد."}, "text.en.why": {"hacked"}, "rating": {"true"}, "sources": {"x"}, "status": {"published"}, "text.ar.translates": {"99"}}), http.StatusSeeOther)
	text := d.bytes(t, name)
	f := d.live.Current().FactCheck("rents")
	if !strings.Contains(text, "سبب جديد.") || strings.Contains(text, "hacked") || f.Rating != "false" && strings.Contains(text, `rating = "true"`) || f.Public() || f.Texts["ar"].Translates == 99 || len(f.Sources) == 0 {
		t.Error("a translator changed more than their language, or not that")
	}
}

func TestHostileForms(t *testing.T) {
	d := newDesk(t)
	name := d.draft(t)
	text := strings.ReplaceAll(d.bytes(t, name), "\n", "\r\n")
	d.write(t, name, text)
	ana := d.visitor(t, "ana")
	base := ana.get("edit/rents").base
	for _, test := range []struct {
		name, body string
		want       int
	}{
		{"huge", "base=" + base + "&text.en.body=" + strings.Repeat("x", 4<<20), http.StatusRequestEntityTooLarge},
		{"many fields", "base=" + base + strings.Repeat("&sources=a&b", 3000), http.StatusRequestEntityTooLarge},
		{"bad escapes", "base=" + base + "&x=%zz", http.StatusBadRequest},
		{"no base", "text.en.why=x", http.StatusNotFound},
		{"unknown base", "base=" + strings.Repeat("0", 64) + "&text.en.why=x", http.StatusNotFound},
		{"no such fields", "base=" + base + "&text.en=x&text.en.=x&text.en.sandwich=x&sources.a.publisher=x&number=x&number.=1&text.en.number=x&text.en.chart.x.y=z&text..x=y&.=x&appearances.0.role=x&receipt.=x", http.StatusSeeOther},
	} {
		if a := ana.do(http.MethodPost, "edit/rents", test.body, nil); a.status != test.want {
			t.Errorf("%s: %d, want %d", test.name, a.status, test.want)
		}
		if d.bytes(t, name) != text {
			t.Fatalf("%s: the file was changed", test.name)
		}
	}
	ana.wants(ana.send("edit/rents", url.Values{"text.en.why": {"a\x00b\x1b\xff <script>alert(1)</script>"}}), http.StatusSeeOther)
	if got := d.bytes(t, name); strings.ContainsAny(got, "\x00\x1b") || !strings.Contains(got, "<script>") || strings.Count(got, "\r\n") != strings.Count(got, "\n") {
		t.Error("odd characters came into the file, or its line ends changed")
	}
	for _, page := range []string{"edit/rents", "history/rents", "review/rents", ""} {
		if a := ana.get(page); a.status != http.StatusOK || strings.Contains(a.body, "<script>alert") {
			t.Errorf("%s: %d, or it runs what was typed", page, a.status)
		}
	}
}

// Whatever is acknowledged is in the history, whoever else saves.
func TestManySaveAtOnce(t *testing.T) {
	d := newDesk(t)
	d.draft(t)
	eve := d.visitor(t, "eve")
	base := eve.get("edit/rents").base
	var group sync.WaitGroup
	for i := range 6 {
		b := d.visitor(t, []string{"ana", "eve"}[i%2])
		group.Go(func() {
			field := []string{"text.en.why", "text.en.verdict", "text.en.technique"}[i%3]
			b.post("edit/rents", url.Values{"base": {base}, field: {fmt.Sprintf("Text number %d.", i)}})
		})
	}
	group.Wait()
	saves, err := d.journal.Saves(t.Context(), "rents")
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{"why = \"Text number", "verdict = \"Text number", "technique = \"Text number"} {
		text, err := d.journal.Text(t.Context(), saves[0].Sum)
		if err != nil || !strings.Contains(string(text), field) {
			t.Errorf("the last text lacks %s: %v", field, err)
		}
	}
	if n, _, err := d.journal.Verify(t.Context()); err != nil || n == 0 {
		t.Error(n, err)
	}
}
