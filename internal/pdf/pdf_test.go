package pdf_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"rebut/internal/pdf"
	"rebut/internal/raster"
	"rebut/internal/specimen"
	"rebut/internal/typeset"
)

// valid holds a file against two validators.
func valid(t testing.TB, file string, data []byte) {
	t.Helper()
	if out := run(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", out)
	}
	checked(t, data)
}

// checked is what pdfcpu says, by the letter of the specification.
func checked(t testing.TB, data []byte) {
	t.Helper()
	model.ConfigPath = "disable" // no settings of whoever runs the tests
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(data), conf); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
}

func TestPostersAreFoundCopiedAndReadInEveryLanguage(t *testing.T) {
	need(t, "qpdf", "pdftotext", "pdffonts")
	for _, u := range specimen.Texts() {
		t.Run(u.Lang, func(t *testing.T) {
			s := poster(t, u)
			data := encode(t, s, pdf.A4(), meta(u.Lang, u.Asylum))
			file := onDisk(t, u.Lang+".pdf", data)
			valid(t, file, data)
			if got, want := plain(run(t, "pdftotext", "-enc", "UTF-8", file, "-")), lines(s); got != want {
				t.Errorf("pdftotext reads\n%s\nwant\n%s", got, want)
			}
			subsets(t, file)
			if len(data) > 200<<10 {
				t.Errorf("%d bytes", len(data))
			}
		})
	}
}

// subsets checks that pdffonts finds all fonts embedded, as subsets, or as
// pictures of emoji, with a way back to characters.
func subsets(t *testing.T, file string) {
	t.Helper()
	rows := strings.Split(strings.TrimSpace(run(t, "pdffonts", file)), "\n")
	if len(rows) < 3 {
		t.Errorf("pdffonts finds no font")
		return
	}
	for _, row := range rows[2:] {
		if !regexp.MustCompile(`^([A-Z]{6}\+.*CID Type 0C +Identity-H +yes yes|\[none\] +Type 3 +Custom +yes no ) +yes `).MatchString(row) {
			t.Errorf("pdffonts: %s", row)
		}
	}
}

func TestMixedLinesReadInTheirOrder(t *testing.T) {
	need(t, "pdftotext")
	for lang, text := range map[string]string{
		"ar": "في عام 2023 بلغ عدد طالبي اللجوء 1,250 شخصًا (أي 12.5٪) وفق أرقام Statistics Canada، ولم يزد بعد ذلك.",
		"he": "בשנת 2023 היו 1,250 מקרים (12.5%), לפי נתוני Statistics Canada, ומאז לא גדל מספרם.",
		"fr": "« Près de 12,5 % », dit l’Institut : office, affluent, naïf, cœur.",
		"en": "Waffle office affluent fjord – “11%” of $1,250 in 2023. See https://rebut.example/en/a?b=c",
		"ur": "سنہ 2023 میں 1,250 لوگ (12.5%) آئے۔",
	} {
		s := &raster.Scene{Width: width, Height: height, Ground: paper}
		s.Texts = append(s.Texts, set(t, "fact", text, lang, 60, 800, 80, 80, 1000), set(t, "why", text, lang, 34, 400, 80, 900, 700))
		file := onDisk(t, "mixed-"+lang+".pdf", encode(t, s, pdf.A4(), meta(lang, "x")))
		if got, want := words(run(t, "pdftotext", "-enc", "UTF-8", file, "-")), words(lines(s)); got != want {
			t.Errorf("%s: pdftotext reads\n%s\nwant\n%s", lang, got, want)
		}
	}
}

func TestPartedWordsReadWhole(t *testing.T) {
	need(t, "pdftotext")
	const text = "Governmental responsibilities notwithstanding, internationalization continues."
	p := typeset.Plain(text, "en", typeset.Style{Weight: 400})
	p.Hyphenate = true
	l := fonts(t).Set(p, 60, 420)
	parted := 0
	for _, line := range l.Lines {
		if line.Hyphen {
			parted++
		}
	}
	if parted == 0 {
		t.Fatal("no word is parted")
	}
	s := &raster.Scene{Width: width, Height: height, Ground: paper, Texts: []raster.Text{{Role: "fact", Plain: text, X: 80, Y: 80, Layout: l}}}
	out := run(t, "pdftotext", "-enc", "UTF-8", onDisk(t, "parted.pdf", encode(t, s, pdf.A4(), meta("en", "x"))), "-")
	if n := strings.Count(out, "\u00ad"); n != parted {
		t.Errorf("%d soft hyphens for %d parted words in %q", n, parted, out)
	}
	if got := plain(strings.ReplaceAll(out, "\u00ad\n", "")); got != text {
		t.Errorf("pdftotext reads %q, want %q", got, text)
	}
}

func TestRaisedNumbersReadInTheirLine(t *testing.T) {
	need(t, "pdftotext", "pdftoppm")
	p := typeset.Paragraph{Spans: []typeset.Span{{Text: "Rents rose"}, {Text: "12", Position: typeset.Superscript, Ink: 1}, {Text: " in 2023."}}, Lang: "en"}
	s := &raster.Scene{Width: width, Height: height, Ground: paper, Texts: []raster.Text{
		{Role: "fact", Plain: "Rents rose12 in 2023.", X: 80, Y: 80, Inks: []color.NRGBA{ink, red}, Layout: fonts(t).Set(p, 90, 1000)}}}
	file := onDisk(t, "raised.pdf", encode(t, s, pdf.Page{Width: width / 10., Height: height / 10.}, meta("en", "x")))
	if got := plain(run(t, "pdftotext", "-enc", "UTF-8", file, "-")); got != lines(s) {
		t.Errorf("pdftotext reads %q, want %q", got, lines(s))
	}
	want, err := raster.NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	if mean, other := differ(picture(t, file, width), want, 0); mean > 1 || other > 0.001 {
		t.Errorf("%.2f of 255 apart on average; %.3f %% of the pixels are another colour", mean, 100*other)
	}
}

// words are the words of a text, each without punctuation: pdftotext orders the
// punctuation between two directions by rules of its own.
func words(s string) string {
	return strings.Join(strings.FieldsFunc(plain(s), func(r rune) bool { return strings.ContainsRune(" ().,%٪،", r) }), " ")
}

func TestThePageLooksLikeThePicture(t *testing.T) {
	need(t, "pdftoppm")
	exact := pdf.Page{Width: width / 10., Height: height / 10.}
	for _, lang := range []string{"en", "fr", "ar", "ur", "pa", "hi", "ta", "zh-Hans"} {
		t.Run(lang, func(t *testing.T) {
			s := poster(t, declaration(t, lang))
			for i := range s.Texts { // raster puts baselines on whole px
				txt := &s.Texts[i]
				txt.Y = math.Round(txt.Y+txt.Layout.FirstBaseline()) - txt.Layout.FirstBaseline()
			}
			want, err := raster.NewPainter().Paint(s)
			if err != nil {
				t.Fatal(err)
			}
			got := picture(t, onDisk(t, lang+".pdf", encode(t, s, exact, meta(lang, "x"))), width)
			// Renderers put edges of glyphs on different fractions of a pixel.
			if mean, other := differ(got, want, 0); mean > 4 || other > 0.004 {
				t.Errorf("%.2f of 255 apart on average; %.2f %% of the pixels are another colour", mean, 100*other)
			}
			if mean, other := differ(got, want, 6); mean < 4 && other < 0.004 {
				t.Errorf("6 px away: %.2f of 255 apart on average, %.2f %% another colour: too near to tell", mean, 100*other)
			}
		})
	}
}

// differ is the mean difference of the channels (0 to 255) of two pictures, and
// the share of pixels of b that no antialiasing explains: none of the pixels
// around its place in a has about its colour. b is moved down by so many px. It
// looks at every third row.
func differ(a, b image.Image, down int) (mean, other float64) {
	pa, pb := rgba(a), rgba(b)
	n := 0.0
	for y := 2; y < pb.Rect.Dy()-2-down; y += 3 {
		for x := 2; x < pb.Rect.Dx()-2; x++ {
			want := pb.Pix[pb.PixOffset(x, y):][:3]
			at := func(dx, dy int) float64 {
				got := pa.Pix[pa.PixOffset(x+dx, y+down+dy):][:3]
				return off(got[0], want[0]) + off(got[1], want[1]) + off(got[2], want[2])
			}
			n++
			near := at(0, 0)
			mean += near / 3
			for i := 0; i < 9 && near > 150; i++ {
				near = min(near, at(i%3-1, i/3-1))
			}
			if near > 150 {
				other++
			}
		}
	}
	return mean / n, other / n
}

func rgba(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func off(a, b uint8) float64 { return math.Abs(float64(a) - float64(b)) }

func apart(a, b color.Color) float64 {
	r, g, bl, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return off(uint8(r>>8), uint8(r2>>8)) + off(uint8(g>>8), uint8(g2>>8)) + off(uint8(bl>>8), uint8(b2>>8))
}

func TestTheSameSceneGivesTheSameBytes(t *testing.T) {
	s, m := poster(t, declaration(t, "ur")), meta("ur", "x")
	want := encode(t, s, pdf.A4(), m)
	results := make(chan []byte)
	for range 6 {
		go func() {
			var b bytes.Buffer
			if err := pdf.Encode(&b, s, pdf.A4(), m); err != nil {
				t.Error(err)
			}
			results <- b.Bytes()
		}()
	}
	for range 6 {
		if got := <-results; !bytes.Equal(got, want) {
			t.Error("bytes differ")
		}
	}
	m.Title = "y"
	if other := encode(t, s, pdf.A4(), m); regexp.MustCompile(`/ID\[<[0-9a-f]+>`).FindString(string(other)) == regexp.MustCompile(`/ID\[<[0-9a-f]+>`).FindString(string(want)) {
		t.Error("another file has the same identifier")
	}
}

func TestQRCodesAreReadFromThePage(t *testing.T) {
	need(t, "pdftoppm", "zbarimg")
	s := poster(t, declaration(t, "en"))
	file := onDisk(t, "qr.pdf", encode(t, s, pdf.A4(), meta("en", "x")))
	for _, wide := range []int{800, 2000} {
		picture(t, file, wide)
		out, err := exec.Command("zbarimg", "--quiet", "--raw", strings.TrimSuffix(file, ".pdf")+".png").Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != link {
			t.Errorf("%d px wide: read %q (%v)", wide, got, err)
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
