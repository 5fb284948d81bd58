package contact

import (
	"fmt"
	"image/color"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(os.DirFS("../../templates"))
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

// proof is a proof of the shipped design of a name, in English and Arabic.
func proof(t *testing.T, design string) Proof {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte("languages = [\"en\", \"ar\"]\n[translations]\nunreviewed = \"mark\"\n")}})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	templates := os.DirFS("../../templates")
	designs, problems, err := card.LoadDesigns(templates)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	fonts, problems, err := typeset.Load(os.DirFS("../.."))
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return Proof{Press: card.NewPress(cfg, msgs, fonts, designs, nil), Fonts: fonts, Formats: cfg.Formats, Design: design, Theme: "light"}
}

// made is a fact-check about ice, which floats, with a reason of some length.
func made(slug string, lang factcheck.Lang, why string) factcheck.Edition {
	text := &factcheck.Text{Claim: "Ice sinks.", Fact: "Ice *floats* on water", Why: why, Technique: "It was never tried.", Verdict: "Wrong.", Body: "Body."}
	f := &factcheck.FactCheck{Slug: factcheck.Slug(slug), Status: factcheck.Published, Language: lang, Revision: 1, Rating: "false",
		Sources: []factcheck.Source{{ID: "a", Publisher: factcheck.Localised{"": "Example Institute"}, URL: "https://ice.example/"}}, Texts: factcheck.Texts{lang: text}}
	return factcheck.Edition{FactCheck: f, Lang: lang, Text: text, State: factcheck.Current}
}

func three() []factcheck.Edition {
	return []factcheck.Edition{
		made("c-long", "en", strings.TrimSpace(strings.Repeat("Water is denser than ice. ", 8))),
		made("a-middle", "en", "Water is denser than ice. Try it."), made("b-short", "en", "It is lighter."), made("d-middle", "en", "Water is denser than ice. Try it!"),
	}
}

func TestSamplesAreShortMiddleAndLong(t *testing.T) {
	p := proof(t, "statement")
	said := func(samples []Sample) (out string) {
		for _, s := range samples {
			out += s.Length + " " + string(s.Edition.Slug) + "; "
		}
		return out
	}
	all := three()
	for n, want := range map[int]string{
		0: "", 1: "the only one c-long; ", 2: "shortest a-middle; longest c-long; ",
		3: "shortest b-short; middle a-middle; longest c-long; ", 4: "shortest b-short; middle d-middle; longest c-long; ",
	} {
		if got := said(Samples(p.Press, "statement", all[:n])); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
	if got := Samples(p.Press, "number", all); len(got) != 0 {
		t.Errorf("a design without its number is drawn: %s", said(got))
	}
}

// laid is the sheet of sections, laid out.
func laid(t *testing.T, p Proof, sections ...Section) *sheet {
	t.Helper()
	var shown [][]*cell
	for _, s := range sections {
		shown = append(shown, p.cells(s))
	}
	for _, m := range measures() {
		if s := layOut(p.Fonts, sections, shown, m); s != nil {
			return s
		}
	}
	t.Fatal("no sheet")
	return nil
}

func TestSheetsKeepTheirRules(t *testing.T) {
	for _, design := range []string{"statement", "sandwich"} {
		p := proof(t, design)
		en := Section{"en", Samples(p.Press, design, three())}
		ar := Section{"ar", Samples(p.Press, design, []factcheck.Edition{made("ar", "ar", "الماء أكثف من الجليد.")})}
		s := laid(t, p, en, ar)
		if err := s.scene.Validate(); err != nil {
			t.Error(err)
		}
		if want := (3 + 1) * pictures(p); len(s.pictures) != want {
			t.Errorf("%s: %d pictures, want %d", design, len(s.pictures), want)
		}
		whole := raster.Rect{W: float64(s.scene.Width), H: float64(s.scene.Height)}
		var boxes []raster.Rect
		for _, pic := range s.pictures {
			boxes = append(boxes, pic.box)
		}
		for _, text := range s.scene.Texts {
			boxes = append(boxes, text.Ink())
		}
		for i, a := range boxes {
			if !whole.Contains(a) {
				t.Errorf("%s: %+v leaves the sheet", design, a)
			}
			for _, b := range boxes[:i] {
				if a.Overlaps(b) {
					t.Errorf("%s: %+v lies over %+v", design, a, b)
				}
			}
		}
	}
}

// pictures is the number of pictures that an edition has on a sheet.
func pictures(p Proof) int {
	n := 0
	for i := range p.Formats {
		n += len(p.Press.Slides(card.Job{Design: p.Design, Format: p.Formats[i].ID}))
	}
	return n
}

func TestWhatDoesNotFitIsAPlaceholder(t *testing.T) {
	p := proof(t, "statement")
	long := made("long-word", "en", strings.Repeat("W", 400))
	s := laid(t, p, Section{"en", Samples(p.Press, "statement", []factcheck.Edition{long})})
	placeholders := 0
	for _, text := range s.scene.Texts {
		if text.Role == "problem" && strings.Contains(text.Plain, "why") {
			placeholders++
		}
	}
	if placeholders == 0 || placeholders+len(s.pictures) != len(p.Formats) {
		t.Errorf("%d placeholders and %d pictures in %d formats", placeholders, len(s.pictures), len(p.Formats))
	}
	var captions []string
	for _, text := range s.scene.Texts {
		if text.Role == "caption" {
			captions = append(captions, text.Plain)
		}
	}
	if len(captions) != len(p.Formats) || !slices.Contains(captions, "square · the only one · long-word") {
		t.Errorf("captions %q", captions)
	}
}

func TestWhatStandsWrongIsShownWithTheReason(t *testing.T) {
	p := proof(t, "statement")
	for i := range p.Formats {
		p.Formats[i].Safe.Left = 200
	}
	s := laid(t, p, Section{"en", Samples(p.Press, "statement", three()[:1])})
	if len(s.pictures) != len(p.Formats) {
		t.Errorf("%d pictures", len(s.pictures))
	}
	if !slices.ContainsFunc(s.scene.Texts, func(x raster.Text) bool {
		return x.Role == "problem" && strings.Contains(x.Plain, "stands where apps cover or cut the picture")
	}) {
		t.Error("no reason under the pictures")
	}
}

func TestASheetIsPaintedWithItsPictures(t *testing.T) {
	p := proof(t, "statement")
	p.Formats = p.Formats[:1]
	sections := []Section{{"en", Samples(p.Press, "statement", three()[:1])}}
	img, err := p.Draw(sections)
	if err != nil || img == nil {
		t.Fatal(err)
	}
	s := laid(t, p, sections...)
	box := s.pictures[0].box
	if got := img.At(int(box.X)+2, int(box.Y)+2); got != (color.RGBA{0xfa, 0xf6, 0xee, 0xff}) {
		t.Errorf("the picture's corner is %v", got)
	}
	again, err := p.Draw(sections)
	if err != nil || !slices.Equal(img.Pix, again.Pix) {
		t.Error("the same proof gives two sheets")
	}
}

func TestTooManyPicturesAreNoSheet(t *testing.T) {
	p := proof(t, "sandwich")
	p.Formats = slices.Repeat(p.Formats, 6)
	img, err := p.Draw([]Section{{"en", Samples(p.Press, "sandwich", three())}, {"en", Samples(p.Press, "sandwich", three())}})
	if img != nil || err != nil {
		t.Error("a sheet", err)
	}
}
