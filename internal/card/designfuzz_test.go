package card

import (
	"image"
	"math"
	"testing"
	"testing/fstest"

	"rebut/internal/raster"
)

// fuzzBase is a small design that has everything a picture must have.
const fuzzBase = `
name = "Base"
[type.fact]
family = "headline"
weight = 800
leading = 1.1
ink = "ink"
[type.label]
family = "text"
weight = 600
leading = 1.2
ink = "ink"
[part]
fact = { text = "fact", lead = true, grow = true }
draft = { text = "draft", style = "label" }
claim = { text = "claim", style = "label" }
chip = { draw = "chip", style = "label" }
panel = { stack = ["chip", "claim"], fill = "panel", pad = 1 }
card = { stack = ["draft", "fact", "panel"], gap = 1 }
[format.square]
width = 400
height = 400
unit = 4
margin = { top = 20, bottom = 20, side = 20 }
slides = ["card"]
size = { fact = [18, 40], label = [9, 11] }
`

const fuzzFormat = "[[formats]]\nid = \"square\"\nname = \"x\"\nwidth = 400\nheight = 400\ntype = \"png\"\n"

// FuzzDesigns: whatever a design says, it is refused, or its pictures are
// composed with all that they show at finite places, and painted where nothing
// is wrong with them.
func FuzzDesigns(f *testing.F) {
	for _, seed := range []string{
		"[part.panel]\nrow = [\"chip\", \"claim\"]\nlevel = \"baseline\"\nwrap = true\nbleed = [\"start\", \"end\", \"bottom\"]\n",
		"[part]\npanel = { width = 0, height = 0 }\nclaim = { fill = \"chip\", ink = \"chip_ink\", pad = [1, 200], columns = 1, even = true, hang = true }\n",
		"[part]\nlogo = { draw = \"logo\", height = 400 }\ncode = { draw = \"code\" }\nfoot = { row = [\"code\", \"logo\"], align = \"end\", gap = 2 }\ncard = { stack = [\"draft\", \"fact\", \"panel\", \"foot\"], photo = \"p.png\", bleed = [\"top\"] }\n",
		"[part]\nr = { draw = \"ripples\" }\ncard.stack = [\"draft\", \"fact\", \"panel\", \"r\"]\n[format.square]\nmargin = { bottom = 0 }\n",
		"[part]\np = { photo = \"p.png\", width = 0, height = 0, focus = [1, 0] }\nf = { first = [\"p\", \"claim\"], align = \"center\" }\ncard.stack = [\"draft\", \"fact\", \"panel\", \"p\", \"f\"]\n",
		"[part]\nd = { draw = \"dots\" }\ns = { draw = \"symbol\", height = 9 }\nb = { draw = \"blank\", fill = \"accent\", grow = true }\nk = { draw = \"rule\", share = 0.05 }\ncard.stack = [\"draft\", \"fact\", \"panel\", \"d\", \"s\", \"b\", \"k\"]\ncard.level = \"spread\"\n",
		"[part]\na = { stack = [\"b\", \"b\"] }\nb = { stack = [\"c\", \"c\"] }\nc = { draw = \"rule\" }\ncard.stack = [\"draft\", \"fact\", \"panel\", \"a\"]\n",
		"[part]\nchip.grow = true\ncode = { draw = \"code\", width = 0 }\nk = { row = [\"code\", \"chip\"], photo = \"p.png\" }\ncard.stack = [\"draft\", \"fact\", \"panel\", \"k\"]\n",
		"[format.square]\nslides = [\"card\", \"card\"]\n[format.other]\nlike = \"square\"\nwidth = 4000\n",
	} {
		f.Add("base = \"frame\"\nname = \"Child\"\n" + seed)
	}
	shipped := newPress(f, settings+fuzzFormat)
	picture := &raster.Picture{Name: "p.png", Pixels: image.NewRGBA(image.Rect(0, 0, 30, 20))}
	shipped.cfg.Organisation.Logo = "logo.png"
	photos := Photos{"logo.png": picture, "templates/cards/p.png": picture}
	e := edition(f, shipped, sky(), "fr")
	f.Fuzz(func(t *testing.T, child string) {
		designs, _, err := LoadDesigns(fstest.MapFS{"cards/frame.toml": {Data: []byte(fuzzBase)}, "cards/child.toml": {Data: []byte(child)}})
		if err != nil {
			t.Fatal(err)
		}
		p := NewPress(shipped.cfg, shipped.msgs, shipped.fonts, designs, photos)
		for _, j := range p.Slides(Job{Edition: e, Design: "child", Format: "square", Theme: "light"}) {
			s, problems := p.Scene(j)
			for _, shape := range s.Shapes {
				if b := shape.Bounds(); math.IsNaN(b.X+b.Y+b.W+b.H) || math.IsInf(b.X+b.Y+b.W+b.H, 0) {
					t.Errorf("%s at %v", shape.Role, b)
				}
			}
			for _, text := range s.Texts {
				if math.IsNaN(text.X+text.Y) || math.IsInf(text.X+text.Y, 0) {
					t.Errorf("%s at %v, %v", text.Role, text.X, text.Y)
				}
			}
			if problems.HasErrors() {
				continue
			}
			if _, err := p.painter.Paint(s); err != nil {
				t.Error(err)
			}
		}
	})
}
