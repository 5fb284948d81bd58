package studio_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
)

// give uploads files, and returns the page that shows what is in them.
func (b *visitor) give(files map[string]string, form url.Values) answer {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, values := range form {
		if err := w.WriteField(name, values[0]); err != nil {
			b.t.Fatal(err)
		}
	}
	for name, content := range files {
		part, err := w.CreateFormFile("files", name)
		if err != nil {
			b.t.Fatal(err)
		}
		if _, err := part.Write([]byte(content)); err != nil {
			b.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.t.Fatal(err)
	}
	a := b.do(http.MethodPost, "exchange", body.String(), http.Header{"Content-Type": {w.FormDataContentType()}})
	if a.status == http.StatusSeeOther {
		to := strings.TrimPrefix(a.to, "/studio/")
		a = b.get(to)
		a.to = to
	}
	return a
}

const table = "What they say,Fact,Verdict label,Subject,Source 1,When\n" +
	"Newcomers get free houses,Nobody gets a free house,Faux,housing,https://a.example/,2025-05-01\n" +
	"\"<script>alert(1)</script> \"\"x\"\"\",,Sort of,space,https://b.example/,yesterday\n"

func TestATableIsTakenIn(t *testing.T) {
	d := newDesk(t)
	ana := d.visitor(t, "ana")
	a := ana.give(map[string]string{"list.csv": table}, nil)
	ana.wants(a, http.StatusOK, "Newcomers get free houses", "2 can be added", "Row 3, “Verdict label”:", "“Sort of” is not a rating", "“space” is not a topic", "&lt;script&gt;")
	if strings.Contains(a.body, "<script>alert") {
		t.Error("a hostile cell is a script")
	}
	if french := d.page(t, d.session(t, "ana"), "fr", "/studio/"+a.to); !strings.Contains(french, "« Sort of » n’est pas une cote") && !strings.Contains(french, "Sort of") || unwritten.MatchString(french) {
		t.Errorf("in French: %v", unwritten.FindAllString(french, -1))
	}
	ana.wants(ana.post(a.to, url.Values{"act": {"columns"}, "column.1": {"claim"}}), http.StatusUnprocessableEntity, "two columns are taken for claim")
	ana.wants(ana.post(a.to, url.Values{"act": {"columns"}, "column.1": {"fact.fr"}, "column.5": {""}}), http.StatusSeeOther)
	if again := ana.get(a.to); !strings.Contains(again.body, `value="fact.fr" selected`) || strings.Contains(again.body, "yesterday” cannot") {
		t.Error("what was chosen is forgotten")
	}
	for _, other := range []string{"bea", "eve"} {
		d.visitor(t, other).wants(d.visitor(t, other).get(a.to), http.StatusNotFound)
	}
	ana.wants(ana.post(a.to, url.Values{"act": {"import"}}), http.StatusUnprocessableEntity, "Nothing is chosen")
	done := ana.post(a.to, url.Values{"act": {"import"}, "do.0": {"add"}})
	ana.wants(done, http.StatusSeeOther)
	ana.wants(ana.get(strings.TrimPrefix(done.to, "/studio/")), http.StatusOK, "1 fact-check was taken in", "Newcomers get free houses")
	ana.wants(ana.post(a.to, url.Values{"act": {"import"}, "do.0": {"add"}}), http.StatusNotFound)
	var f *factcheck.FactCheck
	for _, one := range d.live.Current().FactChecks {
		if one.Original().Claim == "Newcomers get free houses" {
			f = one
		}
	}
	if f == nil || f.Status != factcheck.Draft || f.Rating != "false" || f.Texts["fr"].Fact != "Nobody gets a free house" || f.Original().Fact != "" || len(f.Sources) != 1 || len(d.live.Current().FactChecks) != 4 {
		t.Fatalf("%+v", f)
	}
	if !strings.Contains(d.acts(t), "ana imported\n") {
		t.Error("the log lacks the import")
	}
	if who, err := d.journal.Writers(t.Context(), f.Slug); err != nil || len(who) != 1 || who[0] != "ana" {
		t.Errorf("whoever takes in may approve it: %v %v", who, err)
	}
}

func TestUploadsThatAreRefused(t *testing.T) {
	d := newDesk(t)
	ana := d.visitor(t, "ana")
	ana.wants(ana.give(map[string]string{"a.zip": "PK\x03\x04nonsense"}, nil), http.StatusUnprocessableEntity, "cannot be unpacked")
	ana.wants(ana.give(map[string]string{"deep.json": strings.Repeat("[", 5000)}, nil), http.StatusUnprocessableEntity, "nested more than")
	ana.wants(ana.give(nil, nil), http.StatusUnprocessableEntity, "nothing to read")
	ana.wants(ana.give(map[string]string{"large.csv": strings.Repeat("x", 18<<20)}, nil), http.StatusRequestEntityTooLarge)
	ana.wants(ana.give(map[string]string{"a.csv": table}, url.Values{"as-they-are": {"1"}}), http.StatusForbidden)
	d.visitor(t, "").wants(d.visitor(t, "").give(map[string]string{"a.csv": table}, nil), http.StatusUnauthorized)
	ana.wants(ana.do(http.MethodPost, "exchange", "", http.Header{"Content-Type": {"multipart/form-data; boundary=x"}, "Origin": {"https://evil.example"}}), http.StatusForbidden)
	if len(d.live.Current().FactChecks) != 3 {
		t.Error("something was added")
	}
}

func TestAnotherRebutMovesIn(t *testing.T) {
	d := newDesk(t)
	ana, eve := d.visitor(t, "ana"), d.visitor(t, "eve")
	const name = "housing-costs-causes"
	text := d.bytes(t, "claims/"+name+".toml")
	a := ana.give(map[string]string{name + ".toml": text}, nil)
	ana.wants(a, http.StatusOK, "Name taken", "1 has a name that is taken")
	if strings.Contains(a.body, `value="merge"`) {
		t.Error("something may be joined with what is public")
	}
	ana.wants(ana.post(a.to, url.Values{"act": {"import"}, "do.0": {"merge"}}), http.StatusUnprocessableEntity, "no draft")
	ana.wants(ana.post(a.to, url.Values{"act": {"import"}, "do.0": {"rename"}, "slug.0": {name}}), http.StatusUnprocessableEntity, "already")
	ana.wants(ana.post(a.to, url.Values{"act": {"import"}, "do.0": {"rename"}, "slug.0": {"housing-second"}}), http.StatusSeeOther)
	if second := d.live.Current().FactCheck("housing-second"); second == nil || second.Status != factcheck.Draft || second.Texts["fr"].Reviewed || d.bytes(t, "claims/"+name+".toml") != text {
		t.Errorf("%+v", second)
	}
	if err := os.Remove(filepath.Join(d.dir, "claims", name+".toml")); err != nil {
		t.Fatal(err)
	}
	a = eve.give(map[string]string{name + ".toml": text}, url.Values{"as-they-are": {"1"}})
	eve.wants(a, http.StatusOK, "what is published becomes public")
	eve.wants(eve.post(a.to, url.Values{"act": {"import"}, "do.0": {"add"}}), http.StatusSeeOther)
	if d.bytes(t, "claims/"+name+".toml") != text {
		t.Error("it is not as it was")
	}
	out := eve.get("exchange/export?as=csv&status=draft")
	if out.header.Get("Content-Disposition") != `attachment; filename="fact-checks-2026-11-26.csv"` || !strings.Contains(out.body, "housing-second") || strings.Contains(out.body, name) {
		t.Errorf("%v %.100s", out.header, out.body)
	}
}

// drafts adds n drafts of ana's to a desk.
func (d *desk) drafts(t *testing.T, n int) {
	t.Helper()
	for i := range n {
		slug := fmt.Sprintf("draft-%02d", i)
		text := fmt.Sprintf("status = \"draft\"\nlanguage = \"en\"\n\n[text.en]\nclaim = \"Claim number %d\"\n", i)
		if err := os.WriteFile(filepath.Join(d.dir, "claims", slug+".toml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := d.journal.Keep(t.Context(), journal.Save{Slug: factcheck.Slug(slug), Person: "ana", Act: "created"}, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	d.live.Refresh()
}

func TestTheListIsNarrowed(t *testing.T) {
	d := newDesk(t)
	d.drafts(t, 52)
	b := d.visitor(t, "ana")
	for query, n := range map[string]int{
		"all=1": 55, "status=draft": 52, "q=number+7": 5, "q=HOUSING": -1, "topic=housing&status=published": -1, "rating=misleading": -1, "writer=ana": 52, "writer=nobody": 0, "since=2026-11-26&status=draft": 52,
		"since=2027-01-01": 0, "wrong=1&status=published": 0, "lang=fr&state=missing": 52, "lang=fr": 3, "state=nonsense": 0, "unarchived=1&status=draft": 0, "mine=1": 0, "sort=nonsense&status=draft": 52, "page=99&status=draft": 52,
	} {
		a := b.get("?" + query)
		got := strings.Count(a.body, `name="slug"`)
		want := min(n, 50)
		if query == "all=1" && (!strings.Contains(a.body, "1–50 of 55") || !strings.Contains(a.body, "page=2#all")) {
			t.Error("there are no pages")
		}
		if query == "page=99&status=draft" {
			want = 2
		}
		if a.status != http.StatusOK || n >= 0 && got != want || n < 0 && got == 0 {
			t.Errorf("%s shows %d, want %d (%d)", query, got, want, a.status)
		}
	}
	b.wants(b.get("?status=withdrawn"), http.StatusOK, "No fact-check is like that")
	b.wants(b.post("views", url.Values{"act": {"keep"}, "name": {"My <b>drafts</b>"}, "query": {"status=draft&page=2&evil=1"}, "first": {"1"}}), http.StatusSeeOther)
	if a := b.get(""); a.status != http.StatusSeeOther || a.to != "/studio/?status=draft" {
		t.Errorf("begins with %d %q", a.status, a.to)
	}
	b.wants(b.get("?status=draft"), http.StatusOK, "My &lt;b&gt;drafts&lt;/b&gt;", `aria-current="true"`)
	eve := d.visitor(t, "eve")
	if a := eve.get(""); a.status != http.StatusOK || strings.Contains(a.body, "drafts&lt;") {
		t.Error("somebody else has it")
	}
	eve.wants(eve.post("views", url.Values{"act": {"keep"}, "name": {"Ours"}, "query": {"wrong=1"}, "shared": {"1"}}), http.StatusSeeOther)
	b.wants(b.get("?all=1"), http.StatusOK, "Ours", `href="/studio/?wrong=1"`)
	b.wants(b.post("views", url.Values{"act": {"drop"}, "name": {"Ours"}}), http.StatusSeeOther)
	b.wants(b.get("?all=1"), http.StatusOK, "Ours")
	b.wants(b.post("views", url.Values{"act": {"drop"}, "name": {"My <b>drafts</b>"}}), http.StatusSeeOther)
	b.wants(b.get(""), http.StatusOK)
}

func TestSeveralAreMovedAtOnce(t *testing.T) {
	d := newDesk(t)
	d.drafts(t, 3)
	ana, bea, eve := d.visitor(t, "ana"), d.visitor(t, "bea"), d.visitor(t, "eve")
	sum := func(slug string) string {
		return fmt.Sprintf("%x", journal.SumOf([]byte(d.bytes(t, "claims/"+slug+".toml"))))
	}
	form := func(act string, slugs ...string) url.Values {
		f := url.Values{"act": {act}, "slug": slugs, "topic": {"housing"}, "note": {""}}
		for _, s := range slugs {
			f.Set("base."+s, sum(s))
		}
		return f
	}
	late := form("submit", "draft-00", "draft-01", "housing-costs-causes")
	late.Set("base.draft-01", strings.Repeat("0", 64))
	ana.wants(ana.post("bulk", late), http.StatusOK, "1 submitted", "2 stay as they are", "has changed since", "Not possible in this state (Published)")
	ana.wants(ana.post("bulk", form("add-topic", "draft-00", "draft-01", "housing-costs-causes")), http.StatusOK, "Topic added to 2", "Readers have it")
	ana.wants(ana.post("bulk", form("add-topic", "draft-01")), http.StatusOK, "Nothing would change")
	ana.wants(ana.post("bulk", form("remove-topic", "draft-01")), http.StatusOK, "Topic taken from 1")
	if f := d.live.Current().FactCheck("draft-01"); len(f.Topics) != 0 {
		t.Errorf("%v", f.Topics)
	}
	unknown := form("add-topic", "draft-01")
	unknown.Set("topic", "no-topic")
	ana.wants(ana.post("bulk", unknown), http.StatusBadRequest)
	bea.wants(bea.post("bulk", form("publish", "draft-00")), http.StatusForbidden)
	eve.wants(eve.post("bulk", form("publish", "draft-00", "draft-01")), http.StatusOK, "2 stay as they are", "Not possible in this state (Draft)")
	eve.wants(eve.post("bulk", form("return", "draft-00")), http.StatusOK, "Say why")
	back := form("return", "draft-00")
	back.Set("note", "Which year?")
	eve.wants(eve.post("bulk", back), http.StatusOK, "1 returned")
	if f := d.live.Current().FactCheck("draft-00"); f.Status != factcheck.Draft || !strings.Contains(d.acts(t), "eve returned\n") {
		t.Errorf("%s", f.Status)
	}
	ana.wants(ana.get(""), http.StatusOK, "Waiting for you", "returned")
	ana.wants(ana.post("bulk", url.Values{"act": {"submit"}}), http.StatusOK, "Choose fact-checks first")
	gone := form("submit", "draft-02")
	gone.Set("slug", "../../etc/passwd")
	ana.wants(ana.post("bulk", gone), http.StatusOK, "not there any more")
}

func TestSingleKeysCanBeTurnedOff(t *testing.T) {
	d := newDesk(t)
	b := d.visitor(t, "ana")
	if a := b.get("me"); !strings.Contains(a.body, `<dialog id="keys"`) {
		t.Error("there are no keys")
	}
	b.wants(b.post("me", url.Values{"act": {"keys"}, "keys": {"off"}}), http.StatusSeeOther)
	if a := b.get("me"); strings.Contains(a.body, `<dialog id="keys"`) {
		t.Error("they cannot be turned off")
	}
}
