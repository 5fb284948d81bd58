package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestListsAreFilteredAndSorted(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for query, want := range map[string]string{
		"":                          "mugs cups kettles",
		"?sort=published":           "kettles cups mugs",
		"?sort=-modified":           "cups kettles mugs", // the withdrawal is the last change
		"?sort=modified":            "mugs kettles cups",
		"?status=withdrawn":         "cups",
		"?status=published":         "mugs kettles",
		"?topic=heat":               "mugs kettles",
		"?topic=cold&sort=modified": "mugs cups",
		"?rating=false":             "mugs kettles", // of a withdrawn one nobody is told
		"?rating=true":              "",
		"?language=fr":              "kettles", // the other translation is stale, and hidden
		"?language=ar":              "",
		"?since=2026-11-02":         "mugs cups",
		"?until=2026-11-02":         "cups kettles",
		"?modified_since=2026-11-20T09:00:00%2B01:00": "cups kettles",
		"?q=handles":                        "mugs",
		"?q=submarine":                      "",
		"?limit=1":                          "mugs",
		"?limit=2&sort=modified&topic=heat": "mugs kettles",
	} {
		list := s.get("fact-checks" + query)
		if got := slugs(list); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
		if more := strings.HasPrefix(query, "?limit=1"); more != (list["next"] != nil) {
			t.Errorf("%s: next is %v", query, list["next"])
		}
	}
	editions := func(query string) string {
		var langs []string
		for lang := range s.get("fact-checks" + query)["items"].([]any)[0].(map[string]any)["editions"].(map[string]any) {
			langs = append(langs, lang)
		}
		slices.Sort(langs)
		return strings.Join(langs, " ")
	}
	if got := editions("?q=boil&topic=heat&sort=published") + ", " + editions("?language=fr"); got != "en fr, fr" {
		t.Errorf("editions %s", got)
	}
}

// TestCursorsVisitEveryItemOnce walks lists in every order; what is published
// meanwhile shifts nothing.
func TestCursorsVisitEveryItemOnce(t *testing.T) {
	s := startPrograms(t, apiFiles(23))
	later := apiFiles(23)
	later["claims/teapots.toml"] = later["claims/mugs.toml"]
	after := startPrograms(t, later)
	for _, sort := range []string{"-published", "published", "-modified", "modified"} {
		all := strings.Fields(slugs(s.get("fact-checks?limit=100&sort=" + sort)))
		var walked []string
		at := s
		for next := "fact-checks?limit=4&sort=" + sort; next != ""; {
			list := at.get(next)
			walked = append(walked, strings.Fields(slugs(list))...)
			next, _ = list["next"].(string)
			at = after
		}
		walked = slices.DeleteFunc(walked, func(slug string) bool { return slug == "teapots" })
		if len(all) != 26 || !slices.Equal(walked, all) {
			t.Errorf("%s: walked %v, want %v", sort, walked, all)
		}
	}
	next := s.get("fact-checks?limit=4")["next"].(string)
	for _, wrong := range []string{next + "&topic=heat", strings.Replace(next, "fact-checks", "corrections", 1), strings.Replace(next, "cursor=", "cursor=x", 1)} {
		if w := s.ask("GET " + strings.TrimPrefix(wrong, "https://tea.example")); w.Code != 400 || !strings.Contains(w.Body.String(), `"parameter":"cursor"`) {
			t.Errorf("%s: %d %s", wrong, w.Code, w.Body)
		}
	}
}

// TestFilesComeInParts: a site of files has all fact-checks too.
func TestFilesComeInParts(t *testing.T) {
	s := startPrograms(t, apiFiles(150))
	var walked []string
	files := 0
	for next := "fact-checks"; next != ""; files++ {
		list := s.get(next)
		walked = append(walked, strings.Fields(slugs(list))...)
		if n := len(list["items"].([]any)); n < 50 || n > 99 {
			t.Errorf("%s has %d items", next, n)
		}
		next, _ = list["next"].(string)
	}
	all := s.get("fact-checks?limit=100")
	want := slugs(all) + " " + slugs(s.get(all["next"].(string)))
	if strings.Join(walked, " ") != want || files != 3 {
		t.Errorf("%d files have %d fact-checks", files, len(walked))
	}
}

func TestWhatPagesHideIsHidden(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for _, path := range []string{"fact-checks/spoons", "fact-checks/spoons/pictures", "fact-checks/spoons.json", "fact-checks/spoons.pictures.json"} {
		if w := s.ask("GET " + path); w.Code != 404 || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	for _, path := range []string{"fact-checks", "fact-checks?q=tea", "fact-checks/mugs", "fact-checks/mugs/revisions", "fact-checks/mugs/pictures", "fact-checks/kettles", "fact-checks/cups",
		"corrections", "topics", "match?q=spoons+stir+tea+in+secret", "match?q=nobody+sees+this+wording"} {
		body := s.ask("GET " + path).Body.String()
		for _, secret := range []string{"spoons", "Spoons", "Secret", "Nobody sees", "شخص"} {
			if told, _, _ := strings.Cut(body, `"matched"`); strings.Contains(strings.Replace(told, `"query":"spoons`, "", 1), secret) {
				t.Errorf("%s tells of %q: %s", path, secret, body)
			}
		}
	}
	kettles := s.get("fact-checks/kettles")["editions"].(map[string]any)
	if len(kettles) != 2 || kettles["fr"].(map[string]any)["draft"] != "unreviewed" || kettles["en"].(map[string]any)["draft"] != nil {
		t.Errorf("editions %v", kettles)
	}
	if mugs := s.get("fact-checks/mugs")["editions"].(map[string]any); len(mugs) != 1 {
		t.Errorf("editions %v", mugs)
	}
}

func TestAWithdrawnOneTellsNoMoreThanItsPage(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	got := s.ask("GET fact-checks/cups").Body.String()
	for _, want := range []string{`"status":"withdrawn"`, `"modified":"2026-11-25"`, `"withdrawn":{"date":"2026-11-25","reason":{"en":"Some do not."}}`,
		`"formerFact":"Cups keep tea warm"`, `"kind":"withdrawal"`, `"sources":[]`, `"revisions":[]`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	for _, gone := range []string{`"fact":`, `"claim":`, `"body":`, `"rating":`, "Kettle Review"} {
		if strings.Contains(got, gone) {
			t.Errorf("%s in %s", gone, got)
		}
	}
	if pictures := s.get("fact-checks/cups/pictures")["editions"].(map[string]any)["en"].(map[string]any); len(pictures["pictures"].([]any)) != 0 {
		t.Errorf("pictures %v", pictures)
	}
}

func TestACorrectionIsToldFromWhatToWhat(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	all := s.ask("GET corrections").Body.String()
	if got := slugs(s.get("corrections")); got != "cups kettles" {
		t.Errorf("the log has %s", got)
	}
	for _, want := range []string{
		`"date":"2026-11-20","revision":2,"what":{"en":"It said 90 °C; it is 100 °C.","fr":"C’était 90 °C ; c’est 100 °C."}`,
		`{"language":"en","field":"fact","before":"Kettles boil water at 90 °C","after":"Kettles boil water at 100 °C"}`,
		`{"language":"fr","field":"verdict","before":"C’est faux.","after":"C’est faux : l’eau bout."}`,
	} {
		if !strings.Contains(all, want) || !strings.Contains(s.ask("GET fact-checks/kettles/corrections").Body.String(), want) {
			t.Errorf("no %s in %s", want, all)
		}
	}
	for query, want := range map[string]string{"?since=2026-11-21": "cups", "?until=2026-11-21": "kettles", "?limit=1": "cups"} {
		if got := slugs(s.get("corrections" + query)); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if rest := s.get(s.get("corrections?limit=1")["next"].(string)); slugs(rest) != "kettles" || rest["next"] != nil {
		t.Errorf("then comes %v", rest)
	}
	revisions := s.ask("GET fact-checks/kettles/revisions").Body.String()
	for _, want := range []string{`{"revision":2,"status":"current","modified":"2026-11-20","rating":"false"}`, `"revision":1,"status":"replaced","modified":"2026-11-01"`, `"fact":"Kettles boil water at 90 °C"`} {
		if !strings.Contains(revisions, want) {
			t.Errorf("no %s in %s", want, revisions)
		}
	}
}

func TestPicturesSayWhatReplacedThem(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	en := s.get("fact-checks/kettles/pictures?language=en&theme=light")["editions"].(map[string]any)["en"].(map[string]any)
	var got []string
	for _, p := range en["pictures"].([]any) {
		m := p.(map[string]any)
		got = append(got, fmt.Sprint(m["address"], " ", m["revision"], " ", m["replaced"], " ", m["replacedBy"]))
		if w := s.ask("HEAD " + strings.TrimPrefix(m["address"].(string), "https://tea.example")); w.Code != 200 {
			t.Errorf("%s: status %d", m["address"], w.Code)
		}
	}
	const picture = "https://tea.example/facts/en/kettles/statement-link"
	if want := picture + ".png 2 false <nil>, " + picture + "-r1.png 1 true " + picture + ".png"; strings.Join(got, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, ", "), want)
	}
	app := en["apps"].([]any)[0].(map[string]any)
	if caption := app["caption"].(string); !strings.HasPrefix(caption, "Kettles boil water at 100 °C") {
		t.Errorf("caption %q", caption)
	}
	if alt := app["alts"].(map[string]any)["statement"].(string); len([]rune(alt)) > 150 || !strings.HasPrefix(alt, "Kettles boil water at 100 °C") {
		t.Errorf("alt %q", alt)
	}
}

func TestEarlierSlugsLeadOn(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for path, want := range map[string]string{"fact-checks/pots": "kettles", "fact-checks/pots/pictures?language=en": "kettles/pictures?language=en"} {
		if w := s.ask("GET " + path); w.Code != 308 || w.Header().Get("Location") != "/facts/api/v1/fact-checks/"+want {
			t.Errorf("%s: %d to %s", path, w.Code, w.Header().Get("Location"))
		}
	}
	if s.get("fact-checks/pots.json")["slug"] != "kettles" {
		t.Error("the file of the earlier slug is not that of the present one")
	}
}

func TestMatchIsTheAnswerOfThePage(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	const q = "match?q=mugs+have+handles"
	hit := s.get(q)["hits"].([]any)[0].(map[string]any)
	if hit["factCheck"] != "mugs" || hit["link"] != "https://tea.example/facts/en/mugs/" || len(hit["matched"].([]any)) == 0 {
		t.Errorf("%v", hit)
	}
	if w := s.ask("GET " + q); w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("ETag") != "" {
		t.Errorf("what was heard may be kept: %v", w.Header())
	}
	text := s.ask("GET "+q, "Accept: text/plain")
	page := s.ask("GET /facts/en/heard/?q=mugs+have+handles", "Accept: text/plain")
	if text.Body.String() != page.Body.String() || !strings.HasPrefix(text.Body.String(), "Mugs have handles\n") || text.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("%q, the page says %q", text.Body, page.Body)
	}
	if none := s.get("match?q=submarines"); none["answered"] != false || len(none["hits"].([]any)) != 0 {
		t.Errorf("%v", none)
	}
	if strings.Contains(s.log.String(), "mugs") || strings.Contains(s.log.String(), "submarines") {
		t.Errorf("the log tells what was asked: %s", s.log)
	}
}

func TestAnswersWithoutParametersAreFiles(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for path, file := range map[string]string{
		"fact-checks": "fact-checks.json", "fact-checks/kettles": "fact-checks/kettles.json", "fact-checks/kettles/pictures": "fact-checks/kettles.pictures.json",
		"corrections": "corrections.json", "topics": "topics.json", "ratings": "ratings.json",
	} {
		content, err := s.project.Site.Get("api/v1/" + file)
		w := s.ask("GET " + path)
		if err != nil || w.Body.String() != string(content.Bytes) || w.Header().Get("ETag") != content.ETag {
			t.Errorf("%s is not the file %s (%v)", path, file, err)
		}
		if quick := s.ask("GET " + file); quick.Body.String() != w.Body.String() || quick.Header().Get("RateLimit") != "" {
			t.Errorf("%s: %s, %v", file, quick.Body, quick.Header())
		}
		if !json.Valid(content.Bytes) || strings.Contains(w.Body.String(), `\u0026`) {
			t.Errorf("%s: %s", path, w.Body)
		}
	}
	if w := s.ask("GET /facts/api/openapi.json"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"url": "https://tea.example/facts"`) {
		t.Errorf("the description does not say where the site is: %d", w.Code)
	}
}
