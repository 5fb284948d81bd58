package studio_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// causes is the fact-check in the file housing.
const causes = "housing-costs-causes"

func TestATranslatorGoesFromOneToTheNext(t *testing.T) {
	d := newDesk(t)
	omar := d.visitor(t, "")
	if a := omar.post("login", url.Values{"login": {"omar"}, "password": {password}}); a.to != "/studio/translations" {
		t.Errorf("who only translates begins at %q", a.to)
	}
	mine := omar.get("translations")
	omar.wants(mine, http.StatusOK, "العربية", "of 3 up to date", "translations/next?lang=ar")
	if strings.Contains(mine.body, `id="in-fr"`) {
		t.Error("their own languages are not all that they see")
	}
	omar.wants(omar.get("translations?all=1"), http.StatusOK, `id="in-fr"`)
	omar.wants(omar.get("translations/next?lang=fr"), http.StatusForbidden)
	omar.wants(omar.get("translations/next?lang=xx"), http.StatusNotFound)
	omar.wants(omar.get("translations?lang=xx"), http.StatusNotFound)
	seen := map[string]bool{}
	for at := omar.get("translations/next?lang=ar").to; strings.HasSuffix(at, "/ar"); {
		path := strings.TrimPrefix(at, "/studio/")
		if seen[path] {
			t.Fatalf("%s comes twice", path)
		}
		seen[path] = true
		form := url.Values{"text.ar.fact": {"حقيقة"}, "text.ar.why": {"سبب"}, "text.ar.claim": {"ادعاء"}, "text.ar.verdict": {"حكم"}, "text.ar.technique": {"أسلوب"}, "text.ar.body": {"نص"}}
		a := omar.send(path, form)
		omar.wants(a, http.StatusSeeOther)
		saved := omar.get(strings.TrimPrefix(a.to, "/studio/"))
		omar.wants(saved, http.StatusOK, `role="status"`)
		at = ""
		if m := regexp.MustCompile(`class="button" href="(/studio/edit/[^"]*)"`).FindStringSubmatch(saved.body); m != nil {
			at = m[1]
		}
	}
	if len(seen) != 3 {
		t.Errorf("translated %v", seen)
	}
	if a := omar.get("translations/next?lang=ar"); a.to != "/studio/translations?done=1&lang=ar" {
		t.Errorf("what they translated themselves they are to read: %q", a.to)
	}
	eve := d.visitor(t, "eve") // reads what omar wrote
	if a := eve.get("translations/next?lang=ar"); !strings.HasPrefix(a.to, "/studio/edit/") {
		t.Errorf("somebody else is led to %q", a.to)
	}
}

// Whatever form a translator sends, nothing but the texts of their languages
// changes.
func TestATranslatorTouchesOnlyTheirLanguages(t *testing.T) {
	d := newDesk(t)
	omar := d.visitor(t, "omar")
	file := housing
	was := d.live.Current().FactCheck(causes)
	form := func() url.Values {
		out := url.Values{"rating": {"false"}, "topics": {"work"}, "number.value": {"99"}, "sources": {"new"}, "sources.new.title": {"Mine"}, "appearances": {""},
			"what": {"x"}, "act": {"publish"}, "note": {"x"}, "status": {"draft"}, "part": {"fr"}, "id": {"1"}, "slug": {"x"}, "claim": {"x"}, "language": {"en"}}
		for _, lang := range []string{"en", "fr", "es"} {
			for _, key := range []string{"fact", "why", "claim", "body", "translates", "reviewed", "number.label", "sandwich.again"} {
				out.Set("text."+lang+"."+key, "Meddled")
			}
			out.Set("sources."+was.Sources[0].ID+".publisher."+lang, "Meddled")
			out.Set("sources."+was.Sources[0].ID+".title", "Meddled")
			out.Set("sources."+was.Sources[0].ID+".remove", "1")
		}
		return out
	}
	before := d.bytes(t, file)
	for _, path := range []string{"edit/" + causes, "edit/" + causes + "/fr", "edit/" + causes + "/en", "typed/" + causes, "check/" + causes, "picture/" + causes, "review/" + causes,
		"history/" + causes, "new", "people", "heard"} {
		omar.send("edit/"+causes, url.Values{}) // whatever happens there
		values := form()
		values.Set("base", omar.get("edit/"+causes).base)
		omar.post(path, values)
		if d.bytes(t, file) != before {
			t.Fatalf("%s changed the file", path)
		}
	}
	if files, err := os.ReadDir(filepath.Join(d.dir, "claims")); err != nil || len(files) != 3 {
		t.Errorf("%d files, %v", len(files), err)
	}
	values := form()
	values.Set("text.ar.why", "سبب")
	values.Del("act")
	omar.wants(omar.send("edit/"+causes+"/ar", values), http.StatusSeeOther)
	is := d.live.Current().FactCheck(causes)
	for _, c := range factcheck.Changes(was, is) {
		if c.Lang != "ar" {
			t.Errorf("%s in %q changed from %q to %q", c.Field, c.Lang, c.Before, c.After)
		}
	}
	if is.Rating != was.Rating || len(is.Sources) != len(was.Sources) || is.Texts["ar"].Why != "سبب" || is.Status != was.Status || is.Texts["ar"].Translates != was.Texts["ar"].Translates {
		t.Errorf("%+v", is)
	}
}

// What a correction changed in the original is marked word by word, against the
// revision that was translated.
func TestWhatChangedSinceTheTranslation(t *testing.T) {
	d := newDesk(t)
	eve, omar := d.visitor(t, "eve"), d.visitor(t, "omar")
	why := d.live.Current().FactCheck(causes).Original().Why
	last := why[strings.LastIndex(why, " ")+1:]
	for _, word := range []string{"sooner", "later"} { // two corrections, of which neither was translated
		now := strings.TrimSuffix(why, last) + word + " " + last
		eve.wants(eve.send("edit/"+causes, url.Values{"text.en.why": {now}, "what": {"A word was missing."}, "why": {"A slip."}, "urgent": {"on"}, "urgent-why": {"Now."}}), http.StatusSeeOther)
	}
	page := omar.get("edit/" + causes + "/ar")
	omar.wants(page, http.StatusOK, "<mark>later", "has changed", "<ins>later")
	if strings.Count(page.body, "<mark>") != 1 || strings.Contains(page.body, "sooner") {
		t.Error("more is marked than what changed since the translation")
	}
	omar.wants(omar.get("translations?lang=ar"), http.StatusOK, "1 out of date")
	omar.wants(omar.send("edit/"+causes+"/ar", url.Values{"text.ar.why": {"سبب"}, "current": {"on"}}), http.StatusSeeOther)
	if strings.Contains(omar.get("edit/"+causes+"/ar").body, "<mark>") {
		t.Error("a translation that is up to date still shows what changed")
	}
}

// The original of a draft changes without a revision: the studio remembers what
// it said when it was translated.
func TestWhatChangedInADraft(t *testing.T) {
	d := newDesk(t)
	ana, omar := d.visitor(t, "ana"), d.visitor(t, "omar")
	ana.wants(ana.post("new", url.Values{"claim": {"Buses are late."}, "slug": {"buses"}, "language": {"en"}}), http.StatusSeeOther)
	ana.wants(ana.send("edit/buses", url.Values{"text.en.fact": {"Nine of ten buses are early"}}), http.StatusSeeOther)
	omar.wants(omar.send("edit/buses/ar", url.Values{"text.ar.fact": {"حقيقة"}}), http.StatusSeeOther)
	if strings.Contains(omar.get("edit/buses/ar").body, "<mark>") {
		t.Error("something is marked, and nothing has changed")
	}
	ana.wants(ana.send("edit/buses", url.Values{"text.en.fact": {"Nine of ten buses are punctual"}, "text.en.why": {"The city counted them."}}), http.StatusSeeOther)
	omar.wants(omar.get("edit/buses/ar"), http.StatusOK, "<mark>punctual</mark>", "<mark>The city counted them.</mark>")
}

func TestAgreedTermsBesideTheOriginal(t *testing.T) {
	d := newDesk(t)
	const terms = `[[terms]]
term = "housing"
translations = { ar = "السكن; الإسكان", fr = "logement" }
note = { en = "Note <b>", fr = "Note <i>" }
[[terms]]
term = "Rebut"
keep = true
`
	if err := os.WriteFile(filepath.Join(d.dir, "glossary.toml"), []byte(terms), 0o644); err != nil {
		t.Fatal(err)
	}
	d.live.Refresh() // as servers do now and then
	omar := d.visitor(t, "omar")
	page := omar.get("edit/" + causes + "/ar")
	omar.wants(page, http.StatusOK, `<u class="term">housing</u>`, `>السكن</b>`, `>الإسكان</b>`, "Note &lt;b&gt;", `data-for="f-text.ar.fact"`)
	check := func(fact string) string {
		return omar.post("check/"+causes, url.Values{"base": {page.base}, "part": {"ar"}, "text.ar.fact": {fact}}).body
	}
	const missing = `{"field":"text.ar.fact","severity":"warning","message":"Agreed words that are not here: ` + "\u2068السكن\u2069 (\u2068housing\u2069)\""
	if got := check("تكاليف أخرى"); !strings.Contains(got, missing) {
		t.Errorf("nobody hints at the agreed word: %s", got)
	}
	for _, fact := range []string{"تكاليف السكن", "تكاليف للسكن", "كلفة الإسكان", ""} {
		if strings.Contains(check(fact), missing) {
			t.Errorf("%q has the agreed word", fact)
		}
	}
}
