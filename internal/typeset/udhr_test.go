package typeset

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// udhr are the sentences of testdata/udhr by language.
func udhr(t testing.TB) (langs []string, sentences map[string][]string) {
	t.Helper()
	files, err := fs.Glob(os.DirFS("testdata/udhr"), "*.txt")
	if err != nil || len(files) < 25 {
		t.Fatalf("%d files, error %v", len(files), err)
	}
	sentences = map[string][]string{}
	for _, file := range files {
		text, err := os.ReadFile("testdata/udhr/" + file)
		if err != nil {
			t.Fatal(err)
		}
		lang := strings.TrimSuffix(file, ".txt")
		langs = append(langs, lang)
		for line := range strings.Lines(string(text)) {
			_, sentence, _ := strings.Cut(strings.TrimSpace(line), "\t")
			sentences[lang] = append(sentences[lang], sentence)
		}
	}
	return langs, sentences
}

// debianFonts is the repository with the optional fonts where Debian's
// packages put them.
type debianFonts struct{ repository fs.FS }

func (d debianFonts) Open(name string) (fs.File, error) {
	switch dir, file := path.Split(name); dir {
	case "fonts/noto-sans-cjk/":
		return os.DirFS("/usr/share/fonts/opentype/noto").Open(file)
	case "fonts/noto-color-emoji/":
		return os.DirFS("/usr/share/fonts/truetype/noto").Open(file)
	}
	return d.repository.Open(name)
}

// onDisk is where debianFonts finds a font.
func onDisk(file string) string {
	switch dir, base := path.Split(file); dir {
	case "fonts/noto-sans-cjk/":
		return "/usr/share/fonts/opentype/noto/" + base
	case "fonts/noto-color-emoji/":
		return "/usr/share/fonts/truetype/noto/" + base
	}
	return "../../" + file
}

// withOptional is the library with the optional fonts that the machine has.
func withOptional(t testing.TB) *Library {
	t.Helper()
	lib, problems, err := Load(debianFonts{os.DirFS("../..")})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return lib
}

// complete reports whether a library can show a language.
func complete(lib *Library, lang, text string) bool {
	return len(lib.Set(Plain(text, lang, body), 20, 1e6).Missing) == 0
}

// TestSentencesShapeLikeHarfBuzz compares all items of at least twenty
// sentences in each language, glyph by glyph, with the reference
// implementation.
func TestSentencesShapeLikeHarfBuzz(t *testing.T) {
	tool, err := exec.LookPath("hb-shape")
	if err != nil {
		t.Skip("hb-shape is not installed (package libharfbuzz-bin), so there is nothing to compare with")
	}
	lib := withOptional(t)
	langs, sentences := udhr(t)
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
			if !complete(lib, lang, strings.Join(sentences[lang], " ")) {
				name, get := lib.Lacking([]rune(sentences[lang][0])[0], lang)
				t.Skipf("%s is not installed (%s), so its shapes cannot be compared", name, get)
			}
			if len(sentences[lang]) < 20 {
				t.Errorf("only %d sentences", len(sentences[lang]))
			}
			for _, weight := range []int{400, 800} {
				compareSentences(t, tool, lib, lang, weight, sentences[lang])
			}
		})
	}
}

// batch is what one run of hb-shape can shape: one face, script and direction.
type batch struct {
	face         *Face
	script, lang string
	rtl          bool
	features     string
}

func compareSentences(t *testing.T, tool string, lib *Library, lang string, weight int, sentences []string) {
	t.Helper()
	texts, shapes := map[batch][]string{}, map[batch][]string{}
	var order []batch
	for _, sentence := range sentences {
		p := lib.prepare(Plain(sentence, lang, Style{Weight: weight}))
		for _, it := range p.items {
			key := batch{it.face, it.script.String(), string(p.lang), it.rtl(), hbFeatures(p, it)}
			if texts[key] == nil {
				order = append(order, key)
			}
			texts[key] = append(texts[key], string(p.text.drawn[it.start:it.end]))
			shapes[key] = append(shapes[key], fmt.Sprint(asHarfBuzz(it)))
		}
	}
	for _, key := range order {
		for i, want := range hbShapes(t, tool, key, texts[key]) {
			if got := shapes[key][i]; got != want {
				t.Errorf("%q in %s:\n got %s\nwant %s", texts[key][i], key.face.Name(), got, want)
			}
		}
	}
}

func asHarfBuzz(it *item) (out []hbGlyph) {
	for _, g := range it.shape.glyphs {
		out = append(out, hbGlyph{G: int(g.id), Cl: g.cluster - it.start, Dx: int(g.dx), Dy: int(g.dy), Ax: int(g.advance)})
	}
	return out
}

// hbShapes runs hb-shape on texts, each alone.
func hbShapes(t *testing.T, tool string, key batch, texts []string) (out []string) {
	t.Helper()
	dir := "ltr"
	if key.rtl {
		dir = "rtl"
	}
	cmd := exec.Command(tool, "--output-format=json", "--no-glyph-names", "--direction="+dir, "--script="+key.script,
		"--language="+key.lang, "--cluster-level=0", "--features="+key.features, "--font-file="+onDisk(key.face.File), fmt.Sprintf("--face-index=%d", key.face.Index), "--text-file=-")
	cmd.Stdin = strings.NewReader(strings.Join(texts, "\n") + "\n")
	printed, err := cmd.Output()
	if err != nil {
		t.Fatalf("hb-shape: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(printed)))
	for range texts {
		var want []hbGlyph
		if err := dec.Decode(&want); err != nil {
			t.Fatalf("hb-shape on %q: %v", texts, err)
		}
		out = append(out, fmt.Sprint(slices.Clip(want)))
	}
	return out
}

// TestEveryLanguageFits sets sentences of each language in boxes that grow:
// nothing is lost or leaves its box, and no larger box makes the text smaller.
func TestEveryLanguageFits(t *testing.T) {
	lib := withOptional(t)
	langs, sentences := udhr(t)
	for _, lang := range langs {
		for i := 0; i < len(sentences[lang]); i += 5 {
			p := Plain(sentences[lang][i], lang, headline)
			p.Balance = true
			before := 0.0
			for side := 250.0; side <= 1000; side += 75 {
				l, ok := lib.Fit(p, side, side, 8, 120)
				checkLayout(t, lang, p, l)
				if ok && (l.Height > side+1e-6 || l.Overflow) {
					t.Errorf("%s: %g px high in a box of %g, overflow %v", lang, l.Height, side, l.Overflow)
				}
				if l.Broken == 0 && l.Size < before {
					t.Errorf("%s: %g px in a box of %g, %g px in a smaller one", lang, l.Size, side, before)
				}
				before = l.Size
			}
			if before < 30 {
				t.Errorf("%s: only %g px in a box of 1000", lang, before)
			}
		}
	}
}
