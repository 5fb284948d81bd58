package project

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// The rules of pictures, written down a second time: these look at nothing but
// the scene, and share no code with what composes and checks it.

// faultsOf lists what is wrong with a scene.
func faultsOf(s *raster.Scene, j card.Job, f *config.Format) []string {
	k := &judge{scene: s, job: j, format: f}
	for i := range s.Texts {
		k.whole(&s.Texts[i])
		k.safe(&s.Texts[i])
		k.apart(i)
		k.large(&s.Texts[i])
		k.contrast(&s.Texts[i])
	}
	k.leads()
	k.says()
	return k.faults
}

type judge struct {
	scene  *raster.Scene
	job    card.Job
	format *config.Format
	faults []string
}

func (k *judge) fault(format string, args ...any) {
	k.faults = append(k.faults, fmt.Sprintf(format, args...))
}

// whole: nothing is missing, cut or broken; every character is part of a line,
// every run has glyphs that are real, and what can be seen has ink.
func (k *judge) whole(t *raster.Text) {
	l, runes := t.Layout, []rune(t.Plain)
	if len(l.Missing) > 0 || l.Overflow || l.Broken > 0 {
		k.fault("%s: missing %v, overflow %v, broken %d", t.Role, l.Missing, l.Overflow, l.Broken)
	}
	at := 0
	for _, line := range l.Lines {
		if line.Start != at {
			k.fault("%s: characters %d to %d are on no line", t.Role, at, line.Start)
		}
		at = line.End
		for _, run := range line.Runs {
			visible := strings.ContainsFunc(string(runes[run.Start:run.End]), visible)
			if visible && (len(run.Glyphs) == 0 || slices.ContainsFunc(run.Glyphs, func(g typeset.Glyph) bool { return g.ID == 0 })) {
				k.fault("%s: %q has no glyphs", t.Role, string(runes[run.Start:run.End]))
			}
		}
	}
	if at != len(runes) {
		k.fault("%s: the last %d characters are on no line", t.Role, len(runes)-at)
	}
	if ink := l.Ink; strings.ContainsFunc(t.Plain, visible) && (ink.Right <= ink.Left || ink.Bottom <= ink.Top) {
		k.fault("%s: %q has no ink", t.Role, t.Plain)
	}
}

// visible characters leave ink.
func visible(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsPunct(r) }

// inked is the box around what a text draws.
func inked(t *raster.Text) (left, top, right, bottom float64) {
	b := t.Layout.Ink
	return t.X + b.Left, t.Y + b.Top, t.X + b.Right, t.Y + b.Bottom
}

func (k *judge) safe(t *raster.Text) {
	left, top, right, bottom := inked(t)
	s := k.format.Safe
	if left < float64(s.Left) || top < float64(s.Top) || right > float64(k.format.Width-s.Right) || bottom > float64(k.format.Height-s.Bottom) {
		k.fault("%s leaves the safe area: %.0f,%.0f to %.0f,%.0f", t.Role, left, top, right, bottom)
	}
}

// apart: no text's ink meets another's, nor the edge of a plate.
func (k *judge) apart(i int) {
	t := &k.scene.Texts[i]
	left, top, right, bottom := inked(t)
	for n := range i {
		l, u, r, d := inked(&k.scene.Texts[n])
		if left < r && l < right && top < d && u < bottom {
			k.fault("%s meets %s", t.Role, k.scene.Texts[n].Role)
		}
	}
	for _, shape := range k.scene.Shapes {
		b := shape.Box
		if shape.Form != raster.Rectangle || shape.Fill.A == 0 || left >= b.X+b.W || right <= b.X || top >= b.Y+b.H || bottom <= b.Y {
			continue
		}
		if left < b.X || right > b.X+b.W || top < b.Y || bottom > b.Y+b.H {
			k.fault("%s runs across the edge of %s: %.0f,%.0f to %.0f,%.0f", t.Role, shape.Role, left, top, right, bottom)
		}
	}
}

// large: 30 px for what people read, 22 px for the rest, on a card of 1080 px.
func (k *judge) large(t *raster.Text) {
	least := 22.0
	switch t.Role {
	case "why", "claim", "technique", "action":
		least = 30
	}
	least *= math.Min(float64(k.format.Width), float64(k.format.Height)) / 1080
	if t.Layout.Size < least-0.5 {
		k.fault("%s has %.1f px, less than %.1f", t.Role, t.Layout.Size, least)
	}
}

// leading are the texts that may lead a picture.
var leading = map[string]bool{"fact": true, "figure": true, "passage": true, "chart-title": true, "again": true, "rating": true, "misleads": true}

// leads: the largest text is one that may lead, and 1.6 times any other.
func (k *judge) leads() {
	sizes := make([]float64, 0, len(k.scene.Texts))
	lead := &k.scene.Texts[0]
	for i := range k.scene.Texts {
		t := &k.scene.Texts[i]
		sizes = append(sizes, t.Layout.Size)
		if t.Layout.Size > lead.Layout.Size {
			lead = t
		}
	}
	slices.Sort(sizes)
	if !leading[lead.Role] {
		k.fault("%s is the largest text", lead.Role)
	}
	if n := len(sizes); n > 1 && sizes[n-1] < 1.6*sizes[n-2]-0.5 {
		k.fault("%s has %.1f px beside a text of %.1f px", lead.Role, sizes[n-1], sizes[n-2])
	}
}

// says: texts of the fact-check stand there word for word.
func (k *judge) says() {
	text := k.job.Edition.Text
	want := map[string]string{"fact": text.Fact.Plain(), "why": text.Why, "technique": text.Technique}
	leads := map[string]string{"statement": "fact", "versus": "fact", "receipt": "passage", "number": "figure", "chart": "chart-title"}
	if role := leads[k.job.Design]; role != "" && !slices.ContainsFunc(k.scene.Texts, func(t raster.Text) bool { return t.Role == role }) {
		k.fault("no %s", role)
	}
	for _, t := range k.scene.Texts {
		if full, known := want[t.Role]; known && plainWords(t.Plain) != plainWords(full) {
			k.fault("%s says %q in place of %q", t.Role, t.Plain, full)
		}
		if t.Role == "claim" && !strings.Contains(plainWords(t.Plain), plainWords(text.Claim)) {
			k.fault("claim says %q in place of %q", t.Plain, text.Claim)
		}
	}
	if len(k.scene.Texts) == 0 || !strings.ContainsFunc(k.scene.Texts[0].Plain, visible) {
		k.fault("the picture says nothing")
	}
}

// plainWords is a text without what only says where lines may end.
func plainWords(s string) string {
	s = strings.NewReplacer("\u2060", "", "\u00a0", " ").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// contrast: WCAG AA against the topmost plate under the text.
func (k *judge) contrast(t *raster.Text) {
	left, top, right, bottom := inked(t)
	ground := k.scene.Ground
	for _, shape := range k.scene.Shapes {
		if b := shape.Box; shape.Form == raster.Rectangle && shape.Fill.A != 0 && left >= b.X && right <= b.X+b.W && top >= b.Y && bottom <= b.Y+b.H {
			ground = shape.Fill
		}
	}
	least := 4.5
	if t.Layout.Size >= 60*math.Min(float64(k.format.Width), float64(k.format.Height))/1080 {
		least = 3
	}
	for _, line := range t.Layout.Lines {
		for _, run := range line.Runs {
			if got := contrastOf(t.Inks[run.Ink], ground); got < least {
				k.fault("%s has a contrast of %.2f", t.Role, got)
				return
			}
		}
	}
}

// contrastOf is the contrast ratio of WCAG 2.2.
func contrastOf(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > 0.04045 {
			return math.Pow((s+0.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// TestTheJudgeSees: a judge who finds nothing must be able to find something.
func TestTheJudgeSees(t *testing.T) {
	p := mustLoad(t, adversarialProject([]adversary{ordinaryNamed("en")}), skipping)
	j := p.Press.Jobs(p.Preview(p.FactChecks[0], "en"))[0]
	f := p.Config.Format(j.Format)
	for name, spoil := range map[string]func(s *raster.Scene){
		"safe area": func(s *raster.Scene) { s.Texts[0].X = 2 },
		"meets":     func(s *raster.Scene) { s.Texts[1].Y = s.Texts[2].Y },
		"edge of": func(s *raster.Scene) {
			_, _, right, bottom := inked(&s.Texts[1])
			s.Shapes = append(s.Shapes, raster.Shape{Role: "plate", Box: raster.Rect{W: right - 20, H: bottom + 20}, Fill: s.Ground})
		},
		"contrast":     func(s *raster.Scene) { s.Texts[0].Inks[0] = s.Ground },
		"no fact":      func(s *raster.Scene) { s.Texts[1].Role = "why" },
		"in place of":  func(s *raster.Scene) { s.Texts[1].Plain = strings.Replace(s.Texts[1].Plain, "right", "wrong", 1) },
		"largest text": func(s *raster.Scene) { s.Texts[1].Role = "claim" },
	} {
		s, problems := p.Press.Scene(j)
		if len(problems) > 0 || len(faultsOf(s, j, f)) > 0 {
			t.Fatal(problems, faultsOf(s, j, f))
		}
		spoil(s)
		if got := strings.Join(faultsOf(s, j, f), "; "); !strings.Contains(got, name) {
			t.Errorf("%s: found %q", name, got)
		}
	}
}
