package pdf_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"rebut/internal/card"
	"rebut/internal/pdf"
	"rebut/internal/raster"
	"rebut/internal/specimen"
	"rebut/internal/typeset"
)

var (
	paper = color.NRGBA{250, 246, 238, 255}
	ink   = color.NRGBA{22, 24, 29, 255}
	red   = color.NRGBA{179, 32, 31, 255}
	black = color.NRGBA{A: 255}
	white = color.NRGBA{255, 255, 255, 255}
)

// systemFonts are files that fonts.toml lists as optional and Debian packages hold.
var systemFonts = map[string]string{
	"fonts/noto-sans-cjk/NotoSansCJK-Regular.ttc": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
	"fonts/noto-sans-cjk/NotoSansCJK-Bold.ttc":    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
	"fonts/noto-color-emoji/NotoColorEmoji.ttf":   "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf",
}

// withSystem is the repository's files with the system's fonts that are there.
type withSystem struct{ fs.FS }

func (w withSystem) Open(name string) (fs.File, error) {
	if path, ok := systemFonts[name]; ok {
		if file, err := os.Open(path); err == nil {
			return file, nil
		}
	}
	return w.FS.Open(name)
}

var loadFonts = sync.OnceValues(func() (*typeset.Library, error) {
	lib, problems, err := typeset.Load(withSystem{os.DirFS("../..")})
	if err == nil && len(problems) > 0 {
		return nil, errors.New(problems[0].Message)
	}
	return lib, err
})

func fonts(t testing.TB) *typeset.Library {
	t.Helper()
	lib, err := loadFonts()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// need skips a test where a program is not installed.
func need(t testing.TB, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Skipf("%s is not installed (.ci/deps installs it): the file is not held against it", p)
		}
	}
}

// run is what a program prints.
func run(t testing.TB, name string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, &out, &errs)
	}
	if errs.Len() > 0 {
		t.Errorf("%s %v complains: %s", name, args, &errs)
	}
	return out.String()
}

func set(t testing.TB, role, text, lang string, size float64, weight int, x, y, width float64) raster.Text {
	t.Helper()
	p := typeset.Plain(text, lang, typeset.Style{Family: "Libre Franklin", Weight: weight})
	l := fonts(t).Set(p, size, width)
	if len(l.Missing) > 0 {
		t.Skipf("%s: no font for %q is installed (.ci/deps installs it)", lang, string(l.Missing[0].Rune))
	}
	return raster.Text{Role: role, Plain: text, X: x, Y: y, Inks: []color.NRGBA{ink}, Layout: l}
}

const (
	width  = 1240 // px, of posters
	height = 1754
	link   = "https://rebut.example/en/right-to-asylum/"
)

// poster is a page with two articles of the Universal Declaration of Human
// Rights, bars that touch the edges and a QR code.
func poster(t testing.TB, u specimen.Text) *raster.Scene {
	t.Helper()
	s := &raster.Scene{Width: width, Height: height, Ground: paper, Shapes: []raster.Shape{
		{Role: "bar", Form: raster.Rectangle, Box: raster.Rect{X: 0, Y: 0, W: width, H: 40}, Fill: red},
		{Role: "panel", Form: raster.Rectangle, Box: raster.Rect{X: 60, Y: 1040, W: 780, H: 420}, Radius: 24, Fill: white, Stroke: red, StrokeWidth: 4},
		{Role: "veil", Form: raster.Ellipse, Box: raster.Rect{X: 900, Y: 1000, W: 200, H: 140}, Fill: color.NRGBA{179, 32, 31, 90}},
		{Role: "wedge", Form: raster.Polygon, Points: []raster.Point{{X: width, Y: height - 260}, {X: width, Y: height}, {X: 700, Y: height}}, Fill: ink},
		{Role: "rule", Form: raster.Polyline, Points: []raster.Point{{X: 0, Y: 1700}, {X: 600, Y: 1700}}, Stroke: ink, StrokeWidth: 6},
		{Role: "slice", Form: raster.Arc, Box: raster.Rect{X: 1110, Y: 1000, W: 100, H: 100}, From: 90, To: 300, Fill: ink},
	}}
	qr, err := card.QR(link, raster.Rect{X: 60, Y: 1480, W: 200, H: 200}, black, white)
	if err != nil {
		t.Fatal(err)
	}
	s.Shapes = append(s.Shapes, qr...)
	y := 100.0
	for i, text := range []string{u.Asylum, u.Move, u.Leave} {
		role, size, weight := "why", 34.0, 400
		if i == 0 {
			role, size, weight = "fact", 80, 800
		}
		txt := set(t, role, text, u.Lang, size, weight, 80, y, width-160)
		if i == 2 {
			txt = set(t, role, text, u.Lang, size, weight, 90, 1070, 720)
		}
		y += txt.Layout.Height + 40
		s.Texts = append(s.Texts, txt)
	}
	return s
}

func declaration(t testing.TB, lang string) specimen.Text {
	t.Helper()
	for _, u := range specimen.Texts() {
		if u.Lang == lang {
			return u
		}
	}
	t.Fatalf("no declaration in %s", lang)
	return specimen.Text{}
}

func meta(lang, title string) pdf.Meta {
	return pdf.Meta{
		Title: title, Author: "Example Network", Description: "A poster: " + title, Lang: lang, Keywords: []string{"asylum", "rights & <law>"},
		Source: link, Licence: "CC BY 4.0", LicenceURL: "https://creativecommons.org/licenses/by/4.0/", Tool: "Rebut",
		Created: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC), Modified: time.Date(2026, 4, 1, 9, 0, 0, 0, time.UTC),
		Heading: "fact", Figures: map[string]string{"qr": "QR code for " + link}, Links: map[string]string{"qr": link},
	}
}

// encode is the page as a file's bytes.
func encode(t testing.TB, s *raster.Scene, page pdf.Page, m pdf.Meta) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Encode(&b, s, page, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// onDisk is the name of a file with that content. REBUT_PDF_DIR keeps the files
// to look at.
func onDisk(t testing.TB, name string, data []byte) string {
	t.Helper()
	dir := os.Getenv("REBUT_PDF_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// picture is the page as pdftoppm paints it, so many px wide.
func picture(t testing.TB, file string, wide int) image.Image {
	t.Helper()
	out := strings.TrimSuffix(file, ".pdf")
	run(t, "pdftoppm", "-png", "-singlefile", "-cropbox", "-scale-to-x", itoa(wide), "-scale-to-y", "-1", file, out)
	f, err := os.Open(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// plain is text without layout: one space between words, no marks that only
// set the direction of writing.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0x200E, r == 0x200F, r == 0x200B, r == 0x2060:
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, logical(s))
	return strings.Join(strings.Fields(s), " ")
}

// embedded is what pdftotext embeds as left to right in a right-to-left line:
// numbers, Latin words, and spaces and punctuation without a direction of their
// own. It prints the latter in the order in which they stand.
var embedded = regexp.MustCompile("(?s)\u202a([^\\p{L}\\p{N}\u202c]*)([^\u202c]*?)([^\\p{L}\\p{N}\u202c]*)\u202c")

func logical(s string) string {
	reversed := func(s string) string {
		r := []rune(s)
		slices.Reverse(r)
		return string(r)
	}
	return embedded.ReplaceAllStringFunc(s, func(m string) string {
		part := embedded.FindStringSubmatch(m)
		return reversed(part[3]) + part[2] + reversed(part[1])
	})
}

// lines are the texts of a scene as they stand on the page.
func lines(s *raster.Scene) string {
	var b strings.Builder
	for _, t := range s.Texts {
		runes := []rune(t.Plain)
		for _, line := range t.Layout.Lines {
			b.WriteString(string(runes[line.Start:line.End]) + "\n")
		}
	}
	return plain(b.String())
}
