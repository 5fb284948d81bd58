package card

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/raster"
)

func TestEveryCardKeepsTheRules(t *testing.T) {
	p := newPress(t, settings)
	eachScene(t, p, func(t *testing.T, j Job, s *raster.Scene) {
		f := p.cfg.Format(j.Format)
		if s.Width != f.Width || s.Height != f.Height {
			t.Errorf("scene is %d×%d, the format %d×%d", s.Width, s.Height, f.Width, f.Height)
		}
		standsInSafeArea(t, f, s)
		noTextsOverlap(t, s)
		factDominates(t, s)
		sizesAreReadable(t, s)
		saysAllItMust(t, j, s)
		if err := s.Validate(); err != nil {
			t.Error(err)
		}
	})
}

func standsInSafeArea(t *testing.T, f *config.Format, s *raster.Scene) {
	safe := raster.Rect{X: float64(f.Safe.Left), Y: float64(f.Safe.Top),
		W: float64(f.Width - f.Safe.Left - f.Safe.Right), H: float64(f.Height - f.Safe.Top - f.Safe.Bottom)}
	for _, text := range s.Texts {
		if !safe.Contains(text.Ink()) {
			t.Errorf("%s at %v reaches out of the safe area %v", text.Role, text.Ink(), safe)
		}
	}
}

func noTextsOverlap(t *testing.T, s *raster.Scene) {
	for i := range s.Texts {
		for k := range i {
			if a, b := s.Texts[i].Ink(), s.Texts[k].Ink(); a.Overlaps(b) {
				t.Errorf("%s at %v overlaps %s at %v", s.Texts[i].Role, a, s.Texts[k].Role, b)
			}
		}
		// A text stands on a panel or off it, never across its edge.
		for _, panel := range s.Shapes {
			ink := s.Texts[i].Ink()
			if solid := panel.Form == raster.Rectangle && panel.Fill.A != 0; solid && panel.Box.Overlaps(ink) && !panel.Box.Contains(ink) {
				t.Errorf("%s at %v runs across the edge of %s %v", s.Texts[i].Role, ink, panel.Role, panel.Box)
			}
		}
	}
	if word := text(s, "rating"); word != nil && shape(s, "chip") != nil && !shape(s, "chip").Box.Contains(word.Ink()) {
		t.Errorf("the rating's word %v leaves its chip %v", word.Ink(), shape(s, "chip").Box)
	}
}

func factDominates(t *testing.T, s *raster.Scene) {
	fact := text(s, "fact").Layout.Size
	for _, other := range s.Texts {
		if other.Role != "fact" && other.Layout.Size*Dominance > fact {
			t.Errorf("%s has %v px, the fact %v px", other.Role, other.Layout.Size, fact)
		}
	}
}

// sizesAreReadable holds sizes against those of visual.md for a card of 1080
// px: 30 px for the reason, 22 px for anything; they scale with the shorter
// side.
func sizesAreReadable(t *testing.T, s *raster.Scene) {
	scale := float64(min(s.Width, s.Height)) / 1080
	for _, text := range s.Texts {
		least := 22.0
		if text.Role == "why" || text.Role == "claim" {
			least = 30
		}
		if text.Layout.Size < least*scale {
			t.Errorf("%s has %v px, at least %.1f are readable", text.Role, text.Layout.Size, least*scale)
		}
	}
}

func saysAllItMust(t *testing.T, j Job, s *raster.Scene) {
	for _, role := range []string{"fact", "claim", "rating", "sources", "address"} {
		if text(s, role) == nil {
			t.Errorf("no %s", role)
		}
	}
	if got := text(s, "draft") != nil; got != j.Edition.Marked {
		t.Errorf("draft mark: %v, edition marked: %v", got, j.Edition.Marked)
	}
	seen := 0
	for _, x := range s.Texts {
		if len(x.Layout.Missing) > 0 || x.Layout.Overflow || x.Layout.Broken > 0 {
			t.Errorf("%s: missing %v, overflow %v, broken %d", x.Role, x.Layout.Missing, x.Layout.Overflow, x.Layout.Broken)
		}
		if strings.Contains(x.Plain, strings.TrimRight(j.Edition.Text.Claim, ".")) {
			seen++
		}
	}
	if seen != 1 {
		t.Errorf("the claim stands %d times", seen)
	}
	if s.Texts[0].Role == "claim" || text(s, "fact").Y > text(s, "claim").Y && j.Format != "wide" {
		t.Error("the claim comes before the fact")
	}
}

// TestRipplesNeedRoom: in a low space they would be rings of endless size.
func TestRipplesNeedRoom(t *testing.T) {
	for bottom, want := range map[float64]int{0: 0, 100: 0, 276: 6, 696: 6} { // px; units of 12 px
		c := &composer{plan: Plan{Unit: 12, Margin: Margin{Bottom: bottom}}}
		got := c.ripples(Part{}, raster.Rect{W: 1080, H: 1920})
		if len(got) != want {
			t.Errorf("%d ripples over %g px, want %d", len(got), bottom, want)
		}
	}
}

func TestRightToLeftCardsAreMirroredAsAWhole(t *testing.T) {
	p := newPress(t, settings)
	for _, format := range p.cfg.Formats {
		en, _ := p.Scene(Job{Edition: edition(t, p, sky(), "en"), Design: "statement", Format: format.ID, Theme: "light"})
		ar, _ := p.Scene(Job{Edition: edition(t, p, sky(), "ar"), Design: "statement", Format: format.ID, Theme: "light"})
		width := float64(format.Width)
		for _, role := range []string{"panel", "aside", "bar", "line", "ripple"} {
			l, r := shape(en, role), shape(ar, role)
			if (l == nil) != (r == nil) {
				t.Errorf("%s: %s on one card only", format.ID, role)
			} else if l != nil && math.Abs(l.Box.X+l.Box.W-(width-r.Box.X)) > 0.5 {
				t.Errorf("%s: %s at %v is not the mirror image of %v", format.ID, role, r.Box, l.Box)
			}
		}
		if format.ID == "link" || format.Type == "pdf" {
			continue // one is centred, the others have a code
		}
		if l, r := shape(en, "chip").Box, shape(ar, "chip").Box; math.Abs(l.X-(width-r.Right())) > 0.5 {
			t.Errorf("%s: the chip's start edge is %v and %v from the card's", format.ID, l.X, width-r.Right())
		}
		for _, role := range []string{"fact", "why", "claim", "sources", "address"} {
			l, r := text(en, role), text(ar, role)
			if l == nil && r == nil {
				continue
			}
			if got, want := width-r.X-r.Layout.Width, l.X; math.Abs(got-want) > 0.5 && r.Layout.Width == l.Layout.Width {
				t.Errorf("%s: %s is %v px from the right edge in Arabic, %v px from the left in English", format.ID, role, got, want)
			}
			if r.Layout.Direction.String() != "rtl" {
				t.Errorf("%s: %s is set %s", format.ID, role, r.Layout.Direction)
			}
		}
		// The fact's first line begins at the start edge.
		if fact := text(ar, "fact"); fact.Layout.Lines[0].X+fact.Layout.Lines[0].Width < fact.Layout.Width-20 {
			t.Errorf("%s: the Arabic fact does not begin at the right", format.ID)
		}
	}
}

func TestMarksAreMirroredButForCheckMarks(t *testing.T) {
	arc := mark{Shape: raster.Shape{Form: raster.Arc, Box: raster.Rect{X: 10, W: 4, H: 4}, From: 90, To: 270}}.mirrored(100)
	if arc.Box.X != 86 || arc.From != -90 || arc.To != 90 {
		t.Errorf("arc: %+v", arc.Shape)
	}
	tick := mark{Shape: raster.Shape{Form: raster.Polyline, Points: []raster.Point{{X: 10, Y: 5}, {X: 12, Y: 8}, {X: 18, Y: 0}}}, upright: true}
	got := tick.mirrored(100)
	if want := "[{82 5} {84 8} {90 0}]"; fmt.Sprint(got.Points) != want {
		t.Errorf("check mark: %v, want %s", got.Points, want)
	}
	tick.upright = false
	if got := tick.mirrored(100); fmt.Sprint(got.Points) != "[{90 5} {88 8} {82 0}]" {
		t.Errorf("other lines: %v", got.Points)
	}
}

func TestTheSquareSurvivesTheProfileGrid(t *testing.T) {
	p := newPress(t, settings)
	crop := raster.Rect{X: 135, W: 810, H: 1080} // what a grid of 3:4 shows of a square
	for _, f := range []string{"en", "ar"} {
		s, _ := p.Scene(Job{Edition: edition(t, p, sky(), edition(t, p, sky(), "en").Lang), Design: "statement", Format: "square", Theme: "light"})
		if f == "ar" {
			s, _ = p.Scene(Job{Edition: edition(t, p, sky(), "ar"), Design: "statement", Format: "square", Theme: "light"})
		}
		if fact := text(s, "fact"); !crop.Contains(raster.Rect{X: fact.X, Y: fact.Y, W: fact.Layout.Width, H: fact.Layout.Height}) {
			t.Errorf("%s: the fact is cut in the grid", f)
		}
	}
}

func TestAFormatOfOnesOwnIsComposedLikeTheNearest(t *testing.T) {
	for _, test := range []struct {
		name          string
		width, height int
		slide         string
	}{{"banner", 2400, 1350, "sides"}, {"tiny", 400, 400, "card"}, {"tall", 540, 960, "card"}} {
		p := newPress(t, settings+fmt.Sprintf("[[formats]]\nid = %q\nname = \"x\"\nwidth = %d\nheight = %d\ntype = \"png\"\n", test.name, test.width, test.height))
		s, problems := p.Scene(Job{Edition: edition(t, p, sky(), "en"), Design: "statement", Format: test.name, Theme: "light"})
		if s == nil || len(problems) > 0 {
			t.Errorf("%s: %v", test.name, problems)
			continue
		}
		noTextsOverlap(t, s)
		factDominates(t, s)
		if plan := p.design("statement").planFor(p.cfg.Format(test.name)); plan.Slides[0] != test.slide {
			t.Errorf("%s: composed as %s, want %s", test.name, plan.Slides[0], test.slide)
		}
	}
}

func TestEmphasisHasItsOwnInk(t *testing.T) {
	p := newPress(t, settings)
	for _, lang := range p.cfg.Languages {
		s, _ := p.Scene(Job{Edition: edition(t, p, sky(), lang), Design: "statement", Format: "portrait", Theme: "dark"})
		fact, inks := text(s, "fact"), map[int]bool{}
		for _, line := range fact.Layout.Lines {
			for _, run := range line.Runs {
				inks[run.Ink] = true
			}
		}
		if !inks[0] || !inks[1] || fact.Inks[1] != p.cfg.Theme("dark").Accent.NRGBA() {
			t.Errorf("%s: inks used %v of %v", lang, inks, fact.Inks)
		}
	}
}
