package kit

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/typeset"
)

const settings = `
languages = ["en", "ar"]
[organisation]
name = "Example Facts"
address = "https://rebut.example"
licence_url = "https://licence.example/"
hashtags = ["facts"]
[translations]
unreviewed = "mark"
`

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(os.DirFS("../../templates"))
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

// maker is that of a project with the shipped fonts, words and designs.
func maker(t *testing.T, toml string) Maker {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(toml)}})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	templates := os.DirFS("../../templates")
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	fonts, _, err := typeset.Load(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	designs, _, err := card.LoadDesigns(templates)
	if err != nil {
		t.Fatal(err)
	}
	return Maker{Config: cfg, Messages: msgs, Press: card.NewPress(cfg, msgs, fonts, designs, nil)}
}

// sample is the kit of an example, and a reader whose pictures are their names.
func sample(t *testing.T, lang factcheck.Lang) (*Kit, Read) {
	t.Helper()
	m := maker(t, settings)
	day := factcheck.Date{Year: 2026, Month: 11, Day: 23}
	f := &factcheck.FactCheck{Slug: "sky-scatters-blue", Status: factcheck.Published, Language: "en", Revision: 1, Rating: "false", Published: day, Modified: day,
		Texts: factcheck.Texts{
			"en": {Claim: "The sky reflects the sea.", Fact: "Air *scatters blue* light", Why: "Over deserts the sky is blue too.", Body: "It is."},
			"ar": {Claim: "السماء تعكس لون البحر.", Fact: "الهواء *يبعثر الأزرق*", Why: "السماء زرقاء فوق الصحارى.", Body: "كذلك.", Translates: 1},
		}}
	e, ok := m.Config.Edition(f, lang)
	if !ok {
		t.Fatal("not shown")
	}
	return m.Of(e), func(p Picture) ([]byte, error) { return []byte(p.Name), nil }
}

// unpacked are the files of a kit by name.
func unpacked(t *testing.T, k *Kit, read Read) map[string]string {
	t.Helper()
	content, err := k.Archive(read)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(text)
	}
	return files
}

func TestEveryAppFindsItsPicturesAndWords(t *testing.T) {
	for _, lang := range []factcheck.Lang{"en", "ar"} {
		k, read := sample(t, lang)
		files := unpacked(t, k, read)
		for _, a := range k.Config.Apps {
			for _, format := range a.Formats {
				for _, theme := range k.Config.Themes {
					end := fmt.Sprintf("/sky-scatters-blue-%s-statement-%s-%s.%s", lang, format, theme.ID, k.Config.Format(format).Type.Ext())
					if !hasFile(files, "-"+a.ID, end) {
						t.Errorf("%s, %s: no …%s", lang, a.ID, end)
					}
				}
			}
			for _, name := range []string{"caption", "alt"} {
				if text := files["words/"+a.ID+"/"+name+".txt"]; !strings.HasPrefix(text, k.Edition.Text.Fact.Plain()) || !strings.HasSuffix(text, "\n") {
					t.Errorf("%s, %s: %s.txt is %q", lang, a.ID, name, text)
				}
			}
		}
		for name := range files {
			if strings.HasPrefix(name, "/") || strings.Contains(name, "..") || strings.Contains(name, "\\") || len(name) > 150 {
				t.Errorf("%s: a file is called %q", lang, name)
			}
		}
	}
}

// hasFile reports whether a folder with an app's name has a file.
func hasFile(files map[string]string, app, end string) bool {
	for name := range files {
		folder, _, _ := strings.Cut(name, "/")
		if strings.HasSuffix(name, end) && strings.Contains(folder+"-", app+"-") {
			return true
		}
	}
	return false
}

func TestTheREADMEIsInTheLanguage(t *testing.T) {
	k, _ := sample(t, "ar")
	got := k.readme()
	for _, want := range []string{"  print/\n      ملصقات للطباعة\n", "الهواء يبعثر الأزرق\n\nمسودة ترجمة لم تُراجَع بعد", "  words/\n", "  portrait-instagram-facebook-threads/\n", "https://licence.example/",
		"Example Facts", "23 نوفمبر 2026", "https://rebut.example/ar/sky-scatters-blue/"} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
	for _, english := range []string{"Share kit", "How to share", "Licence"} {
		if strings.Contains(got, english) {
			t.Errorf("%q in\n%s", english, got)
		}
	}
}

func TestTheListSaysWhatIsInTheKit(t *testing.T) {
	k, read := sample(t, "en")
	files := unpacked(t, k, read)
	text, err := k.List(func(p Picture) (Measured, error) { return Measured{len(p.Name), strings.Repeat("a", 64)}, nil })
	if err != nil {
		t.Fatal(err)
	}
	var got list
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.Fact != "Air scatters blue light" || got.Rating != (listRating{"false", "False"}) || got.Draft != "" || got.Archive != "https://rebut.example/en/sky-scatters-blue/kit.zip" {
		t.Errorf("head %+v", got)
	}
	for _, p := range got.Pictures {
		if files[p.Path] == "" || p.Bytes != len(p.Path) || p.Width == 0 || !strings.HasPrefix(p.Alt, got.Fact) || (len(p.Apps) == 0) != strings.HasPrefix(p.Path, "print/") {
			t.Errorf("picture %+v", p)
		}
	}
	if len(got.Pictures) != len(k.Pictures) || len(got.Apps) != len(k.Config.Apps) {
		t.Errorf("%d pictures and %d apps", len(got.Pictures), len(got.Apps))
	}
	for _, a := range got.Apps {
		if a.Caption+"\n" != files["words/"+a.ID+"/caption.txt"] || a.Alt+"\n" != files["words/"+a.ID+"/alt.txt"] {
			t.Errorf("%s: other words than in the archive", a.ID)
		}
	}
}

func TestFormatsThatNoAppTakesAreLeftOut(t *testing.T) {
	m := maker(t, settings+"[[apps]]\nid = \"pinboard\"\nname = \"Pinboard\"\nformats = [\"square\"]\n")
	k, _ := sample(t, "en")
	got := m.Of(k.Edition)
	for _, p := range got.Pictures {
		if poster := strings.HasPrefix(p.Name, "print/"); !poster && (p.Job.Format != "square" || !strings.HasPrefix(p.Name, "square-pinboard/")) {
			t.Errorf("picture %s", p.Name)
		}
	}
	if len(got.Pictures) < 2 || got.Empty() {
		t.Errorf("%d pictures", len(got.Pictures))
	}
}

func TestNamesOfFoldersAreBounded(t *testing.T) {
	m := maker(t, settings)
	for i := range 20 {
		m.Config.Apps = append(m.Config.Apps, config.App{ID: fmt.Sprintf("another-app-%d", i), Formats: []string{"square"}})
	}
	folder, apps := m.folder("square")
	if len(folder) > maxFolder || len(apps) < 20 {
		t.Errorf("folder %q of %d apps", folder, len(apps))
	}
}
