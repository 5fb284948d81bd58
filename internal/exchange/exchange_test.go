package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

func options(t *testing.T) Options {
	t.Helper()
	cfg, _, err := config.Load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	return Options{Config: cfg, Today: factcheck.Date{Year: 2026, Month: 11, Day: 26}}
}

func read(t *testing.T, o Options, name, text string) *Reading {
	t.Helper()
	r, err := Read([]File{{name, []byte(text)}}, o)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return r
}

func (r *Reading) has(code string) *Finding {
	all := r.Findings
	for _, i := range r.Items {
		all = append(all, i.Findings...)
	}
	for n := range all {
		if all[n].Code == code {
			return &all[n]
		}
	}
	return nil
}

func TestTablesAreReadAsPeopleWriteThem(t *testing.T) {
	const table = "Affirmation;Le fait;Fait (anglais);Cote;Sujets;Sources;Qui;Date\n" +
		"« Ils coûtent cher »;Ils paient;They pay;Faux;Logement, housing;https://a.example/1 https://b.example/2;Un élu;2025-06-20\n" +
		"Deuxième;;;Presque;espace;\"Titre | Éditeur | 2024 | https://c.example/\nhttps://d.example/\";;hier\n;;;;;;;\n"
	latin, err := charmap.Windows1252.NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(table)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"plain": table, "mark": "\ufeff" + table, "latin": latin, "wide": wide, "crlf": strings.ReplaceAll(table, "\n", "\r\n"), "sep": "sep=;\n" + table,
		"tabs": strings.NewReplacer(";", "\t").Replace(table),
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, options(t), "liste.csv", text)
			if len(r.Items) != 2 {
				t.Fatalf("%d items, %v", len(r.Items), r.Findings)
			}
			f := r.Items[0].Check
			en, fr := f.Texts["en"], f.Texts["fr"]
			if en == nil || fr != nil || en.Claim != "« Ils coûtent cher »" || f.Rating != "false" || !reflect.DeepEqual(f.Topics, []string{"housing"}) ||
				len(f.Sources) != 2 || f.Sources[1].URL != "https://b.example/2" || f.Appearances[0].Claimant[""] != "Un élu" || f.Appearances[0].Date.Day != 20 {
				t.Errorf("%+v %+v", f, en)
			}
			second := r.Items[1].Check
			if s := second.Sources[0]; s.Title != "Titre" || s.Publisher[""] != "Éditeur" || s.Date.Year != 2024 || s.ID == "" || len(second.Sources) != 2 {
				t.Errorf("%+v", second.Sources)
			}
			if bad := r.has("exchange-value"); bad == nil || bad.Value != "hier" || bad.Row != 3 && name != "sep" || bad.Column != "Date" {
				t.Errorf("%+v", bad)
			}
			if bad := r.has("exchange-rating"); bad == nil || bad.Value != "Presque" || second.Rating != "" {
				t.Errorf("%+v", bad)
			}
			if (r.has("exchange-encoding") != nil) != (name == "latin") {
				t.Error("the encoding")
			}
			if f.Status != factcheck.Draft || r.Items[0].ToMend() == 0 {
				t.Error("it is no draft that lacks something")
			}
		})
	}
}

func TestProblemsOfATableHaveTheirPlace(t *testing.T) {
	r := read(t, options(t), "x.csv", "slug,claim,fact,published\nmoon-samples,\"It is\ncheese\",Rock,x\nBad Slug!,Two,,\n")
	bad := r.has("exchange-value")
	if bad == nil || bad.File != "x.csv" || bad.Line != 3 || bad.Column != "published" || bad.Row != 2 || bad.Problem.Column != 14 || bad.Hint == "" {
		t.Errorf("%+v", bad)
	}
	if bad := r.has("exchange-slug"); bad == nil || bad.Line != 4 || !factcheck.ValidID(string(r.Items[1].Check.Slug)) {
		t.Errorf("%+v", bad)
	}
	for _, i := range r.Items {
		for _, f := range i.Findings {
			if f.File != "x.csv" || f.Line < 2 {
				t.Errorf("no place: %+v", f)
			}
		}
	}
	o := options(t)
	o.Map = []Assignment{{"#2", "fact.fr"}, {"FACT", "claim"}, {"slug", ""}}
	if f := read(t, o, "x.csv", "slug,claim,fact\na,B,C\n").Items[0].Check; f.Original().Claim != "C" || f.Texts["fr"].Fact != "B" || f.Slug == "a" {
		t.Errorf("%+v", f)
	}
	for _, wrong := range [][]Assignment{{{"none", "claim"}}, {{"claim", "nonsense"}}, {{"claim", "fact"}, {"fact", "fact"}}} {
		o.Map = wrong
		if _, err := Read([]File{{"x.csv", []byte("slug,claim,fact\na,B,C\n")}}, o); !isMistake(err) {
			t.Errorf("%v: %v", wrong, err)
		}
	}
}

func isMistake(err error) bool {
	var m *problem.Mistake
	return errors.As(err, &m)
}

func TestCellsThatAreNoFormulas(t *testing.T) {
	for _, cell := range []string{"", "plain", "=1+1", "+1", "-1", "@x", "\tx", "'=x", "''=x", "'quoted'", "'", "＝1", "'plain"} {
		if out := Escape(cell); Unescape(out) != cell || out != "" && strings.ContainsRune(triggers, []rune(out)[0]) {
			t.Errorf("%q is written %q and read %q", cell, out, Unescape(out))
		}
	}
}

// plain is a fact-check as far as a table has it.
func plain(f *factcheck.FactCheck) *factcheck.FactCheck {
	out := *f
	out.Origin, out.Chart, out.Corrections, out.Withdrawn = nil, nil, nil, nil
	out.Texts = factcheck.Texts{}
	for lang, text := range f.Texts {
		own := *text
		own.Chart = factcheck.ChartText{}
		out.Texts[lang] = &own
	}
	return &out
}

// Everything that is exported comes back as it was.
func TestRoundTrips(t *testing.T) {
	o := options(t)
	o.AsTheyAre = true
	list, _, err := store.Load(os.DirFS("../.."), o.Config.Scheme(o.Today))
	if err != nil || len(list) < 3 {
		t.Fatal(len(list), err)
	}
	hostile := *list[0]
	hostile.Slug, hostile.Texts = "hostile-texts", factcheck.Texts{hostile.Language: {Claim: "=HYPERLINK(\"x\")", Fact: "-1, \"so\" they; say\ttab", Why: "@a\nb|c\\n", Body: "'=x\n\n- a\n", AlsoHeard: []string{"+1", "a, b"}}}
	hostile.Sources = []factcheck.Source{{ID: "a", Title: `A | B \n C: d`, Publisher: factcheck.Localised{"en": "x: y", "fr": "z"}, Authors: []string{"A, B", "C"}, Finding: factcheck.Localised{"": "two\nlines"}}}
	hostile.Status, hostile.Published, hostile.Modified = factcheck.Draft, factcheck.Date{}, factcheck.Date{}
	list = append(list, &hostile)
	for kind, same := range map[Kind]func(*factcheck.FactCheck) *factcheck.FactCheck{CSV: plain, JSON: func(f *factcheck.FactCheck) *factcheck.FactCheck { out := *f; out.Origin = nil; return &out }} {
		var first, second bytes.Buffer
		if err := Export(&first, kind, o.Config, list, o.Today, nil); err != nil {
			t.Fatal(err)
		}
		r := read(t, o, Name(kind, o.Today), first.String())
		if r.Kind != kind || len(r.Items) != len(list) {
			t.Fatalf("%s: %d of %d items of %s", kind, len(r.Items), len(list), r.Kind)
		}
		var back []*factcheck.FactCheck
		for _, item := range r.Items {
			back = append(back, item.Check)
			for _, f := range list {
				if f.Slug == item.Check.Slug && !reflect.DeepEqual(same(f), same(item.Check)) {
					t.Errorf("%s: %s comes back as\n%+v\nnot\n%+v", kind, f.Slug, same(item.Check), same(f))
					for lang := range f.Texts {
						if !reflect.DeepEqual(same(f).Texts[lang], same(item.Check).Texts[lang]) {
							t.Fatalf("%s\n%+v\n%+v", lang, same(f).Texts[lang], same(item.Check).Texts[lang])
						}
					}
				}
			}
		}
		if err := Export(&second, kind, o.Config, back, o.Today, nil); err != nil || first.String() != second.String() {
			t.Errorf("%s is not the same twice: %v", kind, err)
		}
	}
}

const review = `{"@context":"https://schema.org","@type":"ClaimReview","url":"https://check.example/a","inLanguage":"en-US","datePublished":"2025-02-03T10:00:00Z",
 "claimReviewed":"Migrants  take &quot;all&quot; jobs","author":{"@type":"Organization","name":"Check Example"},"sdLicense":"https://licence.example/",
 "associatedMediaReview":{"@type":"MediaReview"},
 "reviewRating":{"@type":"Rating","ratingValue":"2","bestRating":"5","worstRating":"1","alternateName":"Mostly no"},
 "itemReviewed":{"@type":"Claim","author":{"@type":"Person","name":"A Speaker","jobTitle":"Mayor"},"datePublished":"2025-01-02",
  "firstAppearance":{"@type":"CreativeWork","url":"https://news.example/1"},"appearance":["https://news.example/2",{"@type":"CreativeWork","url":"https://news.example/1"}]}}`

func TestReviewsBecomeDrafts(t *testing.T) {
	for name, text := range map[string]string{
		"one.json": review, "list.json": "[" + review + "]", "graph.json": `{"@graph":[{"@type":"WebPage"},` + review + `]}`,
		"feed.json": `{"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":[` + review + `]}]}`,
		"page.html": "<!doctype html><title>x</title>\n<script>var a = '<x'</script>\n<script type='application/ld+json; charset=utf-8'>\n" + review + "</script>",
	} {
		r := read(t, options(t), name, text)
		if r.Kind != ClaimReview || len(r.Items) != 1 {
			t.Fatalf("%s: %s, %d items", name, r.Kind, len(r.Items))
		}
		f := r.Items[0].Check
		if f.Language != "en" || f.Original().Claim != `Migrants take "all" jobs` || f.Original().Fact != "" || f.Original().Why != "" || f.Status != factcheck.Draft || f.Rating != "misleading" ||
			len(f.Appearances) != 2 || f.Appearances[0].URL != "https://news.example/2" || f.Appearances[0].Claimant[""] != "A Speaker" || f.Appearances[0].Role[""] != "Mayor" ||
			len(f.Sources) != 1 || f.Sources[0].URL != "https://check.example/a" || f.Sources[0].Publisher[""] != "Check Example" || f.Sources[0].Date.Month != 2 {
			t.Errorf("%s: %+v", name, f)
		}
		for _, code := range []string{"exchange-rated", "exchange-licence", "exchange-media", "missing"} {
			if r.has(code) == nil {
				t.Errorf("%s: nothing says %s", name, code)
			}
		}
		if name == "page.html" && r.Items[0].At.Line != 5 {
			t.Errorf("line %d", r.Items[0].At.Line)
		}
	}
	for rating, want := range map[string]string{
		`{"alternateName":"Faux"}`: "false", `{"alternateName":"FALSE."}`: "false", `{"ratingValue":0,"alternateName":"Odd"}`: "", `{"ratingValue":"-1"}`: "", `{"ratingValue":5}`: "true",
		`{"ratingValue":3,"worstRating":10,"bestRating":1}`: "", `{"ratingValue":100,"bestRating":100,"worstRating":0}`: "true", `{}`: "",
	} {
		r := read(t, options(t), "x.json", `{"@type":"ClaimReview","claimReviewed":"A claim of jobs","reviewRating":`+rating+`}`)
		if got := r.Items[0].Check.Rating; got != want {
			t.Errorf("%s is %q, want %q", rating, got, want)
		}
	}
}

func archive(t *testing.T, files map[string]string, change func(*zip.FileHeader)) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if change != nil {
			change(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWhatIsRefused(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	many := map[string]string{}
	for i := range 300 {
		many[fmt.Sprintf("claims/a-%d.toml", i)] = "x = \"" + strings.Repeat("a", 900_000) + "\""
	}
	for name, text := range map[string]string{
		"empty.csv": "", "deep.json": deep + strings.Repeat("]", 100_000), "deeper.json": `{"a":` + deep, "cut.json": review[:200], "none.json": `{"@type":"WebPage"}`, "none.html": "<p>x",
		"two.json": review + review, "picture.csv": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "quote.csv": "claim,fact\n\"a,b\nc,d\n", "wide.csv": strings.Repeat("a,", 500) + "\n1\n",
		"cell.csv": "claim\n\"" + strings.Repeat("a", MaxCell+1) + "\"\n", "rows.csv": "claim\n" + strings.Repeat("a\n", MaxRows+1), "items.csv": "claim\n" + strings.Repeat("a\n", MaxItems+1),
		"large.csv": strings.Repeat("a", MaxBytes+1), "no.zip": "PK\x03\x04nonsense", "nothing.zip": archive(t, map[string]string{"a.txt": "x"}, nil),
		"up.zip": archive(t, map[string]string{"../a.toml": "x = 1"}, nil), "root.zip": archive(t, map[string]string{"/etc/a.toml": "x = 1"}, nil), "drive.zip": archive(t, map[string]string{`C:\a.toml`: "x = 1"}, nil),
		"inside.zip": archive(t, map[string]string{"claims/../../a.toml": "x = 1"}, nil),
		"link.zip":   archive(t, map[string]string{"claims/a.toml": "/etc/passwd"}, func(h *zip.FileHeader) { h.SetMode(fs.ModeSymlink | 0o777) }),
		"bomb.zip":   archive(t, many, nil), "big.zip": archive(t, map[string]string{"claims/a.toml": strings.Repeat("#", 2<<20)}, nil),
	} {
		if _, err := Read([]File{{name, []byte(text)}}, options(t)); !isMistake(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read([]File{{"a.csv", []byte("claim\nx")}, {"b.csv", []byte("claim\nx")}}, options(t)); !isMistake(err) {
		t.Errorf("two tables: %v", err)
	}
	for name, text := range map[string]string{"deep": "a = " + strings.Repeat("[", 50_000), "dots": strings.Repeat("a.", 50_000) + "a = 1", "no": "claim", "latin": "status = \"\xe9\"", "type": "status = 5\nlanguage = \"en\"\n[text.en]\nclaim = \"x\""} {
		r := read(t, options(t), name+".toml", text)
		if len(r.Items) != 1 || !r.Items[0].HasErrors() || len(r.Items[0].Findings) == 0 {
			t.Errorf("%s: %+v", name, r.Items[0])
		}
	}
}

const theirs = `# Their notes stay.
status = "published"
language = "en"
revision = 2
published = 2024-01-01
modified = 2024-02-01
rating = "pants-on-fire"
topics = ["housing", "their-topic"]

[text.en]
claim = "Migrants cause the housing crisis" # as heard
fact = "Short supply matters"

[text.fr]
translates = 1
reviewed = true
claim = "Les migrants causent la crise"

[text.sw]
translates = 2
claim = "Wahamiaji"

[[sources]]
id = "a"
title = "A"
url = "https://a.example/"

[[corrections]]
date = 2024-02-01
revision = 2
what = "x"
`

func TestFilesOfAnotherRebut(t *testing.T) {
	packed := archive(t, map[string]string{"claims/housing/housing-supply.toml": theirs, "claims/_revisions/housing-supply/r1.toml": "# one", "claims/_notes/x.toml": "x", "rebut.toml": "", "__MACOSX/a.toml": "x"}, nil)
	r := read(t, options(t), "claims.zip", packed)
	if len(r.Items) != 1 {
		t.Fatal(len(r.Items))
	}
	f, text := r.Items[0].Check, string(r.Items[0].Text)
	if f.Slug != "housing-supply" || f.Status != factcheck.Draft || f.Revision != 1 || !f.Published.IsZero() || len(f.Corrections) != 0 || f.Rating != "" || len(f.Topics) != 1 ||
		f.Texts["fr"].Reviewed || f.Texts["fr"].Translates != 1 || len(r.Items[0].Earlier) != 0 || !strings.Contains(text, "# Their notes stay.") || !strings.Contains(text, "# as heard") || strings.Contains(text, "corrections") {
		t.Errorf("%+v\n%s", f, text)
	}
	for _, code := range []string{"exchange-rating", "exchange-topic", "exchange-language", "exchange-stale", "exchange-others"} {
		if r.has(code) == nil {
			t.Errorf("nothing says %s", code)
		}
	}
	o := options(t)
	o.AsTheyAre = true
	if f := read(t, o, "housing-supply.toml", theirs).Items[0].Check; f.Status != factcheck.Draft {
		t.Error("what has mistakes goes public")
	}
	o.Config.Ratings[0].ID = "pants-on-fire"
	good := strings.NewReplacer(`, "their-topic"`, "", "title = \"A\"\n", "title = \"A\"\npublisher = \"P\"\ndate = 2024-01-01\nkind = \"report\"\nfinding = \"F\"\n",
		"fact = \"Short", "why = \"W\"\ntechnique = \"T\"\nverdict = \"V\"\nbody = \"B [@a]\"\nfact = \"Short",
		"crise\"\n", "crise\"\nfact = \"F\"\nwhy = \"W\"\nbody = \"B [@a]\"\n", "Wahamiaji\"\n", "Wahamiaji\"\nfact = \"F\"\nwhy = \"W\"\nbody = \"B [@a]\"\n").Replace(theirs)
	r = read(t, o, "claims.zip", archive(t, map[string]string{"housing-supply.toml": good, "_revisions/housing-supply/r1.toml": "# one"}, nil))
	item := r.Items[0]
	if f := item.Check; f.Status != factcheck.Published {
		_, problems := store.Parse("x.toml", []byte(good), o.Config.Scheme(o.Today))
		t.Errorf("%v", problems)
	} else if f.Status != factcheck.Published || f.Revision != 2 || !f.Texts["fr"].Reviewed || string(item.Earlier[1]) != "# one" {
		t.Errorf("%+v %v", f, item.Earlier)
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	mine := "status = \"draft\"\nlanguage = \"en\"\nrevision = 1\n\n# ours\n[text.en]\nclaim = \"Ours\"\nwhy = \"Our reason.\"\n\n[[sources]]\nid = \"z\"\ntitle = \"Z\"\n"
	if err := os.MkdirAll(filepath.Join(dir, "claims"), 0o755); err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(dir, "claims", "housing-supply.toml")
	if err := os.WriteFile(at, []byte(mine), 0o644); err != nil {
		t.Fatal(err)
	}
	list, _, err := store.Load(os.DirFS(dir), factcheck.Scheme{})
	if err != nil {
		t.Fatal(err)
	}
	e := Existing{
		Find: func(s factcheck.Slug) *factcheck.FactCheck {
			if s == list[0].Slug {
				return list[0]
			}
			return nil
		},
		Text: func(f *factcheck.FactCheck) ([]byte, error) {
			return os.ReadFile(filepath.Join(dir, f.Locate("", 0).File))
		},
		Reserved: func(s factcheck.Slug) bool { return s == "topics" },
	}
	items := read(t, options(t), "housing-supply.toml", theirs).Items
	if c := e.Proposed(items[0]); c.Do != Skip || c.Slug != "housing-supply-2" {
		t.Errorf("%+v", c)
	}
	choose := func(c Choice) func(int, *Item) Choice { return func(int, *Item) Choice { return c } }
	for _, wrong := range []Choice{{Do: Add}, {Rename, "housing-supply"}, {Rename, "../x"}, {Rename, "topics"}, {Do: "overwrite"}} {
		if _, err := e.Plan(items, choose(wrong)); !isMistake(err) {
			t.Errorf("%v: %v", wrong, err)
		}
	}
	steps, err := e.Plan(items, choose(Choice{Do: Merge}))
	if err != nil {
		t.Fatal(err)
	}
	text := string(steps[0].Text)
	joined, _ := store.Parse("claims/housing-supply.toml", steps[0].Text, factcheck.Scheme{})
	if joined == nil || joined.Original().Claim != "Ours" || joined.Original().Fact != "Short supply matters" || joined.Texts["fr"] == nil || len(joined.Sources) != 2 || joined.Sources[0].ID != "z" || !strings.Contains(text, "# ours") || !reflect.DeepEqual(steps[0].Kept, []string{"text.en.claim"}) {
		t.Errorf("%v\n%s", steps[0].Kept, text)
	}
	renamed, err := e.Plan(items, choose(Choice{Rename, "supply-two"}))
	if err != nil {
		t.Fatal(err)
	}
	both := append(steps, renamed...)
	failed := errors.New("the journal is full")
	if err := Write(dir, both, func() error { return failed }); !errors.Is(err, failed) {
		t.Error(err)
	}
	if left, _ := fs.Glob(os.DirFS(dir), "claims/*"); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if now, _ := os.ReadFile(at); string(now) != mine {
		t.Errorf("changed:\n%s", now)
	}
	if err := Write(dir, append(both, renamed...), func() error { return nil }); !isMistake(err) {
		t.Errorf("a file twice: %v", err)
	}
	if now, _ := os.ReadFile(at); string(now) != mine {
		t.Errorf("changed:\n%s", now)
	}
	if err := Write(dir, both, func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, steps, func() error { return nil }); !isMistake(err) {
		t.Errorf("over a newer text: %v", err)
	}
	if now, err := os.ReadFile(filepath.Join(dir, "claims", "supply-two.toml")); err != nil || !strings.Contains(string(now), "Their notes") {
		t.Errorf("%s %v", now, err)
	}
}

func TestReviewsAreExportedAsTheFeedHasThem(t *testing.T) {
	o := options(t)
	list, _, err := store.Load(os.DirFS("../.."), o.Config.Scheme(o.Today))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Export(&b, ClaimReview, o.Config, list, o.Today, nil); err != nil {
		t.Fatal(err)
	}
	r := read(t, o, "out.json", b.String())
	if len(r.Items) < 3 || r.Items[0].Check.Rating == "" || len(r.Items[0].Check.Sources) == 0 {
		t.Errorf("%d items", len(r.Items))
	}
	if err := Export(&b, TOML, o.Config, list, o.Today, nil); !isMistake(err) {
		t.Error(err)
	}
	if _, _, err := config.Load(fstest.MapFS{}); err != nil {
		t.Error(err)
	}
}
