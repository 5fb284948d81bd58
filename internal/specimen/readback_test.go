package specimen

import (
	"bytes"
	"context"
	"fmt"
	"image/color"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"golang.org/x/text/unicode/norm"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// readers are tesseract's models by the language of a specimen.
var readers = []struct{ lang, model string }{
	{"en", "eng"}, {"fr", "fra"}, {"hi", "hin"}, {"ar", "ara"}, {"pa", "pan"}, {"ta", "tam"}, {"zh-Hans", "chi_sim"},
}

const (
	readSize  = 44   // px
	readWidth = 1100 // px
	enough    = 0.97 // share of characters that must be read back
)

// TestReadBack has the sentences of a specimen read by a program that knows
// nothing of how they were set: what it reads must be what was written. Where
// it misreads more, it must misread Pango's rendering of the same text, in the
// same font at the same size, as much.
func TestReadBack(t *testing.T) {
	needReader(t)
	lib := withOptional(t)
	for _, r := range readers {
		for _, weight := range []int{400, 800} {
			t.Run(fmt.Sprint(r.lang, " ", weight), func(t *testing.T) {
				t.Parallel()
				readBack(t, lib, r.lang, r.model, weight)
			})
		}
	}
}

func readBack(t *testing.T, lib *typeset.Library, lang, model string, weight int) {
	t.Helper()
	want := sentences(lang)
	l := lib.Set(typeset.Plain(want, lang, typeset.Style{Weight: weight, Leading: 1.5}), readSize, readWidth)
	if len(l.Missing) > 0 {
		t.Skipf("a font is not installed: nothing has %q", l.Missing[0].Rune)
	}
	got := read(t, model, painted(t, l, want))
	ours := likeness(got, want)
	t.Logf("%.1f %% of %d characters are read back", 100*ours, utf8.RuneCountInString(want))
	if ours >= enough {
		return
	}
	t.Logf("read as:\n%s", got)
	pango := likeness(read(t, model, byPango(t, l, want, lang)), want)
	t.Logf("%.1f %% as Pango sets them", 100*pango)
	if ours < pango {
		t.Errorf("%.1f %% are read back, %.1f %% of what Pango sets", 100*ours, 100*pango)
	}
}

// TestReadBackNoticesWhatIsWrong: text that is set in a wrong order is not read
// back, nor are vowel signs beside their letters. Letters that do not join are:
// that they join is for the comparison with HarfBuzz to show.
func TestReadBackNoticesWhatIsWrong(t *testing.T) {
	needReader(t)
	lib := withOptional(t)
	for _, c := range []struct{ lang, model, wrong string }{
		{"ar", "ara", "\u202d" + strings.ReplaceAll(sentences("ar"), "\n", "\n\u202d")}, // from left to right
		{"hi", "hin", strings.ReplaceAll(sentences("hi"), "\u093f", "\u25cc\u093f")},
	} {
		l := lib.Set(typeset.Plain(c.wrong, c.lang, typeset.Style{Leading: 1.5}), readSize, readWidth)
		got := likeness(read(t, c.model, painted(t, l, c.wrong)), sentences(c.lang))
		t.Logf("%s: %.1f %% of broken text are read back", c.lang, 100*got)
		if got >= enough {
			t.Errorf("%s: broken text is read like good text", c.lang)
		}
	}
}

func needReader(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("tesseract is not installed (package tesseract-ocr), so nobody reads what was set")
	}
}

// sentences are those of a language's specimen, one a line.
func sentences(lang string) string {
	texts := Texts()
	text := texts[slices.IndexFunc(texts, func(t Text) bool { return t.Lang == lang })]
	return strings.Join([]string{text.Move, text.Leave, text.Asylum, text.NoAsylum}, "\n")
}

// painted is a PNG of black text on white.
func painted(t *testing.T, l *typeset.Layout, plain string) []byte {
	t.Helper()
	black, white := color.NRGBA{A: 0xff}, color.NRGBA{0xff, 0xff, 0xff, 0xff}
	scene := &raster.Scene{Width: readWidth + 2*margin, Height: int(l.Height) + 2*margin, Ground: white,
		Texts: []raster.Text{{Role: "text", Plain: plain, X: margin, Y: margin, Inks: []color.NRGBA{black}, Layout: l}}}
	img, err := raster.NewPainter().Paint(scene)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := raster.EncodePNG(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read is what tesseract reads in a picture: one block of text.
func read(t *testing.T, model string, png []byte) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "tesseract", "-", "-", "-l", model, "--psm", "6", "--oem", "1", "--dpi", "300")
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	cmd.Stdin = bytes.NewReader(png)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		if strings.Contains(complaint.String(), "Failed loading language") {
			t.Skipf("tesseract's model %s is not installed (package tesseract-ocr-%s)", model, strings.ReplaceAll(model, "_", "-"))
		}
		t.Fatalf("tesseract: %v: %s", err, &complaint)
	}
	return string(out)
}

// byPango is a PNG of the text as Pango sets it in the same font file, which is
// the only one that it is given.
func byPango(t *testing.T, l *typeset.Layout, text, lang string) []byte {
	t.Helper()
	tool, err := exec.LookPath("pango-view")
	if err != nil {
		t.Skip("pango-view is not installed (package pango1.0-tools), so nobody else's rendering can be compared")
	}
	face, dir := l.Lines[0].Runs[0].Face, t.TempDir()
	conf := `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>` + dir + `</dir><cachedir>` + dir + `</cachedir></fontconfig>`
	source, err := filepath.Abs(onDisk(face.File))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(source, filepath.Join(dir, path.Base(face.File))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "fonts.conf"), []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.png")
	size := l.Lines[0].Runs[0].Size
	cmd := exec.Command(tool, "--no-display", "--output="+out, "--dpi=72", "--margin="+fmt.Sprint(margin), "--width="+fmt.Sprint(readWidth),
		"--line-spacing=1.5", "--language="+lang, fmt.Sprintf("--font=%s %gpx", face.Family, size), "--text="+text)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+filepath.Join(dir, "fonts.conf"))
	if message, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("pango-view: %v: %s", err, message)
	}
	png, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return png
}

// likeness is the share of characters that two texts have in common, spaces
// that only divide lines apart.
func likeness(got, want string) float64 {
	got, want = legible(got), legible(want)
	distance := levenshtein.ComputeDistance(got, want)
	return 1 - float64(distance)/float64(max(utf8.RuneCountInString(want), 1))
}

// legible is a text with what nobody can see in a picture taken out: which of
// equivalent characters it has, where its lines end, controls.
func legible(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\u200c' || r == '\u200d' || r == '\u200e' || r == '\u200f' {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// withOptional is the library of the repository with the optional fonts that
// Debian's packages have.
func withOptional(t *testing.T) *typeset.Library {
	t.Helper()
	lib, problems, err := typeset.Load(debianFonts{os.DirFS("../..")})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return lib
}

type debianFonts struct{ repository fs.FS }

func (d debianFonts) Open(name string) (fs.File, error) {
	if file := onDisk(name); filepath.IsAbs(file) {
		return os.Open(file)
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
