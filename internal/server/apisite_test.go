package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// programs is a server of a real project, as programs ask it.
type programs struct {
	t       *testing.T
	handler http.Handler
	project *project.Project
	log     *bytes.Buffer
	now     time.Time
}

const apiSettings = `
languages = ["en", "fr", "ar"]
[organisation]
address = "https://tea.example/facts"
licence_url = "https://tea.example/licence"
[translations]
unreviewed = "mark"
stale = "hide"
[[topics]]
id = "heat"
name = { en = "Heat", fr = "Chaleur" }
[[topics]]
id = "cold"
name = "Cold"
[[topics]]
id = "steel"
name = "Steel"
[[topics]]
id = "pans"
name = "Pans"
[[formats]]
id = "link"
name = "Link"
width = 1200
height = 630
type = "png"
safe = { top = 40, right = 40, bottom = 40, left = 40 }
[[apps]]
id = "short"
name = "Short"
formats = ["link"]
alt = 150
post = 120
`

// apiCheck is a fact-check's file: head goes before its sections, tail after.
func apiCheck(head, fact, tail string) string {
	return `
language = "en"
rating = "false"
designs = ["statement"]
` + head + `
[text.en]
claim = "Drinks are served cold everywhere."
also_heard = ["Nobody sees this wording."]
fact = "` + fact + `"
why = "A kettle heats water until it boils; people use it while it is hot."
technique = "Overgeneralisation: one cold cup stands for all."
verdict = "It is wrong: kettles boil water."
body = "Water boils at about 100 °C [@s]."
number.label = "is where water boils"
receipt.translation = ""
[[appearances]]
claimant = { en = "Somebody", fr = "Quelqu’un", ar = "شخص" }
quote = "Drinks are served cold everywhere."
date = 2026-01-02
url = "https://example.org/a"
seen = "original"
[[sources]]
id = "s"
kind = "study"
title = "On boiling"
publisher = "Kettle Review"
date = "2024-06"
url = "https://example.org/s"
finding = { en = "Water boils at about 100 °C at sea level.", fr = "L’eau bout à environ 100 °C au niveau de la mer." }
seen = "original"
[number]
value = 100
source = "s"
[receipt]
source = "s"
passage = "Water boils."
` + tail
}

const apiFrench = `
[text.fr]
translates = %d
reviewed = %t
claim = "Les boissons sont servies froides partout."
fact = "Une bouilloire fait bouillir l’eau à *100 °C*"
why = "Une bouilloire chauffe l’eau jusqu’à ce qu’elle bout."
technique = "Généralisation : une tasse froide vaut pour toutes."
verdict = "%s"
body = "L’eau bout à environ 100 °C [@s]."
number.label = "fait bouillir l’eau"
receipt.translation = "L’eau bout."
`

// apiFiles are kettles (corrected, once called pots), cups (withdrawn), mugs
// (whose translation is stale), spoons (in review), and more of them: pan-1 …
func apiFiles(more int) fstest.MapFS {
	files := map[string]string{
		"rebut.toml": apiSettings,
		"claims/kettles.toml": apiCheck("status = \"published\"\npublished = 2026-11-01\nmodified = 2026-11-20\nrevision = 2\ntopics = [\"heat\"]\naliases = [\"pots\"]", "Kettles boil water at *100 °C*",
			fmt.Sprintf(apiFrench, 2, false, "C’est faux : l’eau bout.")+"[[corrections]]\ndate = 2026-11-20\nrevision = 2\nwhat = { en = \"It said 90 °C; it is 100 °C.\", fr = \"C’était 90 °C ; c’est 100 °C.\" }\n"),
		"claims/_revisions/kettles/r1.toml": apiCheck("status = \"published\"\npublished = 2026-11-01\nmodified = 2026-11-01\nrevision = 1\ntopics = [\"heat\"]", "Kettles boil water at *90 °C*",
			fmt.Sprintf(apiFrench, 1, false, "C’est faux.")),
		"claims/cups.toml": apiCheck("status = \"withdrawn\"\npublished = 2026-11-02\nmodified = 2026-11-02\ntopics = [\"cold\"]", "Cups keep tea warm",
			"[withdrawn]\ndate = 2026-11-25\nreason = \"Some do not.\"\n"),
		"claims/mugs.toml": apiCheck("status = \"published\"\npublished = 2026-11-03\nmodified = 2026-11-03\nrevision = 2\ntopics = [\"heat\", \"cold\"]", "Mugs have handles",
			fmt.Sprintf(apiFrench, 1, true, "Secret périmé.")),
		"claims/spoons.toml": apiCheck("status = \"review\"\ntopics = [\"steel\"]", "Spoons stir tea in secret", ""),
	}
	for i := range more {
		files[fmt.Sprintf("claims/pan-%d.toml", i+1)] = apiCheck(fmt.Sprintf("status = \"published\"\npublished = 2026-10-%02d\nmodified = 2026-10-31\ntopics = [\"pans\"]", 1+i%30), fmt.Sprintf("Pan number %d fries eggs", i+1), "")
	}
	out := fstest.MapFS{}
	for name, text := range files {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func startPrograms(t *testing.T, files fstest.MapFS) *programs {
	t.Helper()
	p, err := project.Load(project.Overlay(files, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil {
		t.Fatal(err)
	}
	if p.Problems.HasErrors() || p.Site == nil {
		t.Fatal(strings.Join(errorsOf(p), "\n"))
	}
	s := &programs{t: t, project: p, log: &bytes.Buffer{}, now: time.Unix(0, 0)}
	s.handler = New(Options{
		Snapshot: func() Snapshot { return Snapshot{Site: p.Site, Config: p.Config} },
		Log:      slog.New(slog.NewTextHandler(s.log, nil)),
		Now:      func() time.Time { s.now = s.now.Add(time.Second); return s.now }, // so that nobody is refused by chance
	})
	return s
}

func errorsOf(p *project.Project) []string {
	var out []string
	for _, q := range p.Problems {
		if q.Severity == problem.Error {
			out = append(out, q.String())
		}
	}
	return out
}

// ask is a request such as "GET topics", below the interface's address, with
// headers such as "Accept: text/html".
func (s *programs) ask(request string, headers ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	method, path, _ := strings.Cut(request, " ")
	if !strings.HasPrefix(path, "/") {
		path = "/facts/api/v1/" + path
	}
	r := httptest.NewRequest(method, path, nil)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

// get is the JSON of an answer of status 200.
func (s *programs) get(path string) map[string]any {
	s.t.Helper()
	w := s.ask("GET " + strings.TrimPrefix(path, "https://tea.example"))
	if w.Code != http.StatusOK {
		s.t.Fatalf("%s: status %d, %s", path, w.Code, w.Body)
	}
	return s.decode(w)
}

func (s *programs) decode(w *httptest.ResponseRecorder) map[string]any {
	s.t.Helper()
	var out map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil {
		s.t.Fatalf("%v: %s", err, w.Body)
	}
	return out
}

// slugs are those of the items of a list.
func slugs(list map[string]any) string {
	var out []string
	for _, item := range list["items"].([]any) {
		m := item.(map[string]any)
		if m["slug"] == nil {
			m["slug"] = m["factCheck"]
		}
		out = append(out, m["slug"].(string))
	}
	return strings.Join(out, " ")
}
