package card

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"rebut/internal/raster"
	"rebut/internal/tomlfile"
)

// composed lays out the English sky in a design of the tests' own, on a card of
// 1000 × 1000 px with margins of 100 px and a unit of 10 px.
func composed(t *testing.T, parts string) *raster.Scene {
	t.Helper()
	const frame = `
order = 1
[type.fact]
family = "headline"
weight = 800
leading = 1.1
ink = "ink"
[type.claim]
family = "text"
weight = 400
leading = 1.2
ink = "ink"
[type.chip]
family = "text"
weight = 800
leading = 1.2
ink = "chip_ink"
[format.square]
width = 1000
height = 1000
unit = 10
gutter = 0
margin = { top = 100, bottom = 100, side = 100 }
slides = ["card"]
size = { fact = [60, 90], claim = 30, chip = 30 }
`
	base := newPress(t, settings+"[[formats]]\nid = \"square\"\nname = \"x\"\nwidth = 1000\nheight = 1000\ntype = \"png\"\n")
	// Only decoded: what a design must show besides is no matter here.
	doc, problems := tomlfile.Parse("own.toml", []byte(frame+parts))
	ok(t, problems, nil)
	own := &Design{ID: "own"}
	ok(t, doc.Decode(own), nil)
	p := NewPress(base.cfg, base.msgs, base.fonts, Designs{own}, nil)
	s, found := p.Scene(Job{Edition: edition(t, p, sky(), "en"), Design: "own", Format: "square", Theme: "light"})
	if s == nil || len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

const lead = `
[part.fact]
text = "fact"
lead = true
grow = true
[part.claim]
text = "claim"
`

func TestWhatGrowsTakesTheHeightThatTheOthersLeave(t *testing.T) {
	s := composed(t, lead+"[part.card]\nstack = [\"fact\", \"claim\"]\ngap = 4\n")
	fact, claim := text(s, "fact"), text(s, "claim")
	last := claim.Y + claim.Layout.LastBaseline()
	if math.Abs(last-900) > 3 {
		t.Errorf("the claim's last baseline is at %v; the margin begins at 900", last)
	}
	if fact.Layout.Size != 90 {
		t.Errorf("the fact has %v px where there is room for 90", fact.Layout.Size)
	}
}

func TestPartsKeepTheirGapUnlessTheySayOtherwise(t *testing.T) {
	top := func(parts string) float64 {
		s := composed(t, lead+parts)
		return text(s, "claim").Y
	}
	stack := "[part.card]\nstack = [\"claim\", \"fact\"]\ngap = 4\n"
	usual := top(stack)
	s := composed(t, lead+stack+"[part.rule]\ndraw = \"rule\"\n")
	near := composed(t, strings.Replace(lead, "grow = true", "grow = true\nspace = 2", 1)+stack)
	if usual != text(s, "claim").Y {
		t.Error("a part that nothing holds moved the others")
	}
	if d := text(s, "fact").Y - text(near, "fact").Y; math.Abs(d-20) > 1 {
		t.Errorf("with a space of 2 units of 10 px in place of 4 the fact stands %v px higher", d)
	}
}

func TestARowGivesTheRestToWhatGrows(t *testing.T) {
	s := composed(t, lead+`
[part.bar]
draw = "blank"
width = 20
fill = "accent"
[part.card]
row = ["bar", "fact"]
gap = 5
`)
	bar, fact := shape(s, "bar").Box, text(s, "fact")
	if bar.X != 100 || bar.W != 200 {
		t.Errorf("bar %v", bar)
	}
	if fact.X != 350 || math.Abs(fact.Layout.Width-550) > 1 {
		t.Errorf("fact at %v, %v px wide; want 350 and 550", fact.X, fact.Layout.Width)
	}
}

func TestFillsBleedToTheEdgeOfWhatTheyStandOn(t *testing.T) {
	s := composed(t, lead+`
[part.inner]
stack = ["chip"]
fill = "accent"
bleed = ["start"]
[part.chip]
draw = "chip"
[part.panel]
stack = ["inner", "claim"]
fill = "panel"
pad = 3
bleed = ["end", "bottom"]
[part.card]
stack = ["fact", "panel"]
gap = 2
`)
	panel, inner := shape(s, "panel").Box, shape(s, "inner").Box
	if panel.X != 100 || panel.Right() != 1000 || panel.Bottom() != 1000 {
		t.Errorf("panel %v", panel)
	}
	if inner.X != panel.X {
		t.Errorf("what bleeds in a panel ends at %v, the panel at %v", inner.X, panel.X)
	}
}

func TestOptionalPartsLeaveARowThatIsTooNarrow(t *testing.T) {
	row := lead + `
[part.chip]
draw = "chip"
[part.wide]
draw = "blank"
width = %d
fill = "accent"
optional = true
[part.line]
row = ["chip", "wide"]
gap = 1
[part.card]
stack = ["fact", "line", "claim"]
gap = 2
`
	if s := composed(t, fmt.Sprintf(row, 20)); shape(s, "wide") == nil {
		t.Error("a part that fits is left out")
	}
	if s := composed(t, fmt.Sprintf(row, 78)); shape(s, "wide") != nil || shape(s, "chip") == nil {
		t.Error("a part that does not fit is not left out, or another went")
	}
}

func TestBaselinesOfARowStandOnOneLine(t *testing.T) {
	s := composed(t, lead+`
[part.chip]
draw = "chip"
[part.line]
row = ["chip", "claim"]
level = "baseline"
gap = 2
[part.card]
stack = ["fact", "line"]
gap = 2
`)
	word, claim := text(s, "rating"), text(s, "claim")
	a, b := word.Y+word.Layout.FirstBaseline(), claim.Y+claim.Layout.FirstBaseline()
	if math.Abs(a-b) > 0.5 {
		t.Errorf("baselines at %v and %v", a, b)
	}
}

func TestAPartThatStandsForAnotherIsItselfElsewhere(t *testing.T) {
	s := composed(t, lead+`
[part.head]
first = ["claim"]
ink = "accent"
[part.card]
stack = ["head", "fact", "claim"]
gap = 3
`)
	if first, last := s.Texts[0], s.Texts[len(s.Texts)-1]; first.Inks[0] == last.Inks[0] || last.Inks[0] != text(s, "fact").Inks[0] {
		t.Errorf("the claim has the ink %v where it stands for the head, %v elsewhere", first.Inks[0], last.Inks[0])
	}
}

func TestTheFirstPartWithSomethingToShowIsShown(t *testing.T) {
	s := composed(t, lead+`
[part.draft]
text = "draft"
style = "claim"
[part.kicker]
text = "kicker"
style = "claim"
[part.head]
first = ["draft", "kicker"]
[part.card]
stack = ["head", "fact", "claim"]
gap = 3
`)
	if text(s, "draft") != nil || text(s, "kicker") == nil {
		t.Error("an edition that is no draft begins with its mark, or has no kicker")
	}
}
