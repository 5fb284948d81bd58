// Package specimen is the specification of a type specimen: one sheet for each
// language with real sentences, articles 13 and 14 of the Universal
// Declaration of Human Rights, in every weight and at the sizes of cards, so
// that a reader of the language can judge how Rebut sets it; and one for emoji.
package specimen

import (
	"embed"
	"image/color"
	"path"
	"slices"
	"strings"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

//go:embed udhr/*.txt
var udhr embed.FS

// Text is what a sheet shows of a language.
type Text struct {
	Lang     string // BCP 47; Emoji
	Move     string // article 13 (1), on freedom of movement
	Leave    string // article 13 (2), on the right to leave and to return
	Asylum   string // article 14 (1), on asylum
	NoAsylum string // article 14 (2), on its limits
}

// Emoji is the tag of the sheet of pictures, which belong to no language.
const Emoji = "emoji"

// pictures are what emoji fonts must put together from several characters
// (UTS #51): skin tones, flags, people joined to families and trades, keycaps.
var pictures = Text{Lang: Emoji,
	Move:     "Tones 👋🏻 👋🏼 👋🏽 👋🏾 👋🏿, trades 👩🏾‍⚕️ 🧑🏽‍🏫 👷🏿‍♀️ 🧑‍🌾, keycaps 1️⃣ 2️⃣ #️⃣",
	Leave:    "Flags 🇨🇦🇭🇹🇮🇳🇵🇭🇺🇦🇪🇹🇱🇰 🏳️‍🌈 🏳️‍⚧️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿, letters © ® ™ and pictures ❤️ ☎️ ✔️",
	Asylum:   "Families 👨‍👩‍👧‍👦 👩‍👩‍👦 👩‍👧 👨🏽‍🤝‍👨🏿 🧑🏻‍❤️‍🧑🏿",
	NoAsylum: "In words: 🏠 homes, 🏥 health, 👩‍⚕️ nurses (11%) 🇨🇦."}

// Texts are those of all languages, sorted by tag, and those of Emoji.
func Texts() []Text {
	files, err := udhr.ReadDir("udhr")
	if err != nil {
		panic("specimen: " + err.Error()) // embedded: cannot fail
	}
	var out []Text
	for _, f := range files {
		data, err := udhr.ReadFile(path.Join("udhr", f.Name()))
		if err != nil {
			panic("specimen: " + err.Error())
		}
		paragraphs := strings.Split(strings.TrimSpace(string(data)), "\n")
		for i, p := range paragraphs {
			_, paragraphs[i], _ = strings.Cut(p, "\t")
		}
		out = append(out, Text{strings.TrimSuffix(f.Name(), ".txt"), paragraphs[0], paragraphs[1], paragraphs[2], paragraphs[3]})
	}
	return append(out, pictures)
}

// Measures of a sheet, px.
const (
	width  = 1200
	margin = 60
	column = width - 2*margin
	gutter = 40
	half   = (column - gutter) / 2
)

// Weights are those that card designs use.
var weights = [...]int{400, 600, 800}

// Inks of a sheet.
var (
	paper = color.NRGBA{0xfb, 0xfa, 0xf7, 0xff}
	ink   = color.NRGBA{0x1c, 0x1b, 0x1a, 0xff}
	faint = color.NRGBA{0x6b, 0x66, 0x60, 0xff}
	rule  = color.NRGBA{0xd8, 0xd3, 0xca, 0xff}
	mark  = color.NRGBA{0xa3, 0x2a, 0x1c, 0xff}
)

// Sheet sets a language's text. missing are the characters that no font has;
// there is no sheet then.
func Sheet(lib *typeset.Library, t Text, name string) (sheet *raster.Scene, missing []rune) {
	s := &setter{lib: lib, lang: t.Lang, scene: &raster.Scene{Width: width, Ground: paper}, y: margin}
	s.label(t.Lang + "  ·  " + name)
	s.fitted(t.Asylum, margin, column, 360, 110)
	s.y += 360 + gutter
	s.line()
	for _, w := range weights {
		s.label(weightName(w))
		s.text(t.Move, w, 34)
	}
	s.line()
	for _, size := range []float64{20, 26, 34, 48} {
		s.text(t.Leave, 400, size)
	}
	s.line()
	s.fitted(t.Move, margin, half, 520, 90)
	s.fitted(t.NoAsylum, margin+half+gutter, half, 520, 90)
	s.y += 520 + gutter
	s.label(strings.Join(append(s.families(), origin(t)), "  ·  "))
	s.scene.Height = min(int(s.y)+margin/2, raster.MaxSide)
	return s.scene, s.missing
}

func origin(t Text) string {
	if t.Lang == Emoji {
		return "Unicode UTS #51"
	}
	return "Universal Declaration of Human Rights, articles 13 and 14"
}

func weightName(w int) string {
	return map[int]string{400: "Regular 400", 600: "Semi-bold 600", 800: "Extra-bold 800"}[w]
}

// setter fills a sheet from top to bottom.
type setter struct {
	lib     *typeset.Library
	lang    string
	scene   *raster.Scene
	y       float64
	missing []rune
}

func (s *setter) put(role, plain string, x, y float64, l *typeset.Layout, c color.NRGBA) {
	s.scene.Texts = append(s.scene.Texts, raster.Text{Role: role, Plain: plain, X: x, Y: y, Inks: []color.NRGBA{c}, Layout: l})
	for _, m := range l.Missing {
		if !slices.Contains(s.missing, m.Rune) {
			s.missing = append(s.missing, m.Rune)
		}
	}
}

// label is a small line in English; a language's own name stands in its own
// letters.
func (s *setter) label(text string) {
	l := s.lib.Set(typeset.Plain(text, "en", typeset.Style{Weight: 600, Leading: 1.4}), 20, column)
	s.put("label", text, margin, s.y, l, faint)
	s.y += l.Height + 10
}

func (s *setter) text(text string, weight int, size float64) {
	p := typeset.Plain(text, s.lang, typeset.Style{Weight: weight, Leading: 1.35})
	l := s.lib.Set(p, size, column)
	s.put("text", text, margin, s.y, l, ink)
	s.y += l.Height + gutter/2
}

// fitted sets a balanced headline as large as it fits its frame, which is
// shown.
func (s *setter) fitted(text string, x, w, h, most float64) {
	const inset = 24
	p := typeset.Plain(text, s.lang, typeset.Style{Weight: 800, Leading: 1.12})
	p.Balance, p.Hang = true, true
	l, _ := s.lib.Fit(p, w-2*inset, h-2*inset, 16, most)
	s.scene.Shapes = append(s.scene.Shapes, raster.Shape{Role: "frame", Form: raster.Rectangle, Box: raster.Rect{X: x, Y: s.y, W: w, H: h},
		Stroke: rule, StrokeWidth: 2})
	s.put("headline", text, x+inset, s.y+inset, l, mark)
}

func (s *setter) line() {
	s.y += gutter / 4
	s.scene.Shapes = append(s.scene.Shapes, raster.Shape{Role: "line", Form: raster.Rectangle,
		Box: raster.Rect{X: margin, Y: float64(int(s.y)), W: column, H: 2}, Fill: rule})
	s.y += gutter / 2
}

// families are those that the sheet is set in, but for labels, in order.
func (s *setter) families() []string {
	var out []string
	for _, t := range s.scene.Texts {
		if t.Role == "label" {
			continue
		}
		for _, line := range t.Layout.Lines {
			for _, run := range line.Runs {
				if !slices.Contains(out, run.Face.Family) {
					out = append(out, run.Face.Family)
				}
			}
		}
	}
	return out
}
