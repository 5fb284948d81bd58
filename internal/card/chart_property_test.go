package card

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/raster"
)

var chartKinds = []factcheck.ChartKind{factcheck.Bars, factcheck.Columns, factcheck.Line, factcheck.Slope, factcheck.Stack}

var chartBoxes = [][2]float64{{950, 300}, {900, 900}, {560, 400}, {936, 620}}

// invented is a chart of abstract data: values of many shapes, names short and
// long, in a script of the language.
func invented(r *rand.Rand, kind factcheck.ChartKind, lang factcheck.Lang) *factcheck.Chart {
	word := map[factcheck.Lang]string{"en": "category", "fr": "catégorie", "ar": "الفئة", "pa": "ਸ਼੍ਰੇਣੀ", "ur": "زمرہ", "ta": "வகை"}[lang]
	name := func(i int) factcheck.Localised {
		return factcheck.Localised{lang: strings.TrimSpace(strings.Repeat(word+" ", r.IntN(4)) + string(rune('A'+i)))}
	}
	n, m := 1+r.IntN(8), 1
	switch kind {
	case factcheck.Line:
		n, m = 2+r.IntN(7), 1+r.IntN(4)
	case factcheck.Slope:
		n, m = 2, 1+r.IntN(4)
	case factcheck.Stack:
		n, m = 1+r.IntN(3), 1+r.IntN(5)
	}
	c := &factcheck.Chart{Kind: kind}
	chosen := r.IntN(n + 1) // n: none
	for i := range n {
		c.Categories = append(c.Categories, factcheck.Category{Name: name(i), Highlight: i == chosen})
	}
	value := invention(r, kind == factcheck.Stack)
	chosen = r.IntN(m + 1)
	for i := range m {
		s := factcheck.ChartSeries{Name: name(i), Highlight: i == chosen}
		for range n {
			s.Values = append(s.Values, value())
		}
		c.Series = append(c.Series, s)
	}
	return c
}

// invention is a source of values of one shape.
func invention(r *rand.Rand, positive bool) func() float64 {
	sign := func() float64 {
		if !positive && r.IntN(3) == 0 {
			return -1
		}
		return 1
	}
	same := math.Round(r.Float64() * 100)
	kinds := []func() float64{
		func() float64 { return math.Round(r.Float64()*1000) / 10 },
		func() float64 { return sign() * math.Round(r.Float64()*100) },
		func() float64 { return same },
		func() float64 { return 0 },
		func() float64 { return math.Round(math.Pow(10, r.Float64()*8)) },
		func() float64 { return 1e6 + math.Round(r.Float64()*10) },
	}
	return kinds[r.IntN(len(kinds))]
}

// drawn is a chart that fits, with what it was drawn from.
type drawn struct {
	plot
	chart         *factcheck.Chart
	sketch        sketch
	width, height float64
}

// TestEveryChartKeepsTheRules draws many charts and holds each that fits
// against the rules of plot; it sees to it that enough of every kind do.
func TestEveryChartKeepsTheRules(t *testing.T) {
	press := newPress(t, settings)
	r := rand.New(rand.NewPCG(1, 2))
	checks := []func(*testing.T, drawn){staysInBox, labelsAreReadable, labelsStandFree, saysEveryFigure, barsAreProportional, stacksAreProportional, highlightsStandOut}
	for _, kind := range chartKinds {
		tried, fitted := 0, 0
		for _, lang := range []factcheck.Lang{"en", "fr", "ar", "pa", "ur", "ta"} {
			for _, box := range chartBoxes {
				for range 4 {
					d := drawn{plot: plotIn(press, lang, 24), chart: invented(r, kind, lang), width: box[0], height: box[1]}
					var fits bool
					d.sketch, fits = d.draw(d.chart, d.width, d.height)
					tried++
					if !fits {
						continue
					}
					fitted++
					for _, check := range checks {
						check(t, d)
					}
					if t.Failed() {
						t.Fatalf("%s of %v in %s, %v: %s", kind, d.chart.Series, lang, box, printed(d.sketch))
					}
				}
			}
		}
		if fitted*2 < tried {
			t.Errorf("%s: only %d of %d charts fit", kind, fitted, tried)
		}
	}
}

func printed(s sketch) string {
	var b strings.Builder
	for _, m := range s.marks {
		fmt.Fprintln(&b, m.Role, m.fill, m.stroke, m.Bounds())
	}
	for _, k := range s.blocks {
		fmt.Fprintf(&b, "%s %q at %.1f,%.1f size %v\n", k.role, k.plain, k.x, k.y, k.layout.Size)
	}
	return b.String()
}

func staysInBox(t *testing.T, d drawn) {
	box := raster.Rect{W: d.width, H: d.height}
	for _, m := range d.sketch.marks {
		if !box.Inset(-1.5).Contains(m.Bounds()) {
			t.Errorf("%s at %v leaves the box", m.Role, m.Bounds())
		}
	}
	for _, b := range d.sketch.blocks {
		if !box.Inset(-1).Contains(d.ink(b)) {
			t.Errorf("%q at %v leaves the box", b.plain, d.ink(b))
		}
	}
}

func labelsAreReadable(t *testing.T, d drawn) {
	for _, b := range d.sketch.blocks {
		if b.layout.Size < d.size || b.layout.Size > d.largest || !unbroken(b) {
			t.Errorf("%q has %v px; broken %d", b.plain, b.layout.Size, b.layout.Broken)
		}
	}
}

func labelsStandFree(t *testing.T, d drawn) {
	for i, b := range d.sketch.blocks {
		for _, other := range d.sketch.blocks[:i] {
			if d.ink(b).Overlaps(d.ink(other)) {
				t.Errorf("%q overlaps %q", b.plain, other.plain)
			}
		}
		for _, m := range d.sketch.marks {
			solid := strings.HasPrefix(m.Role, "bar") || strings.HasPrefix(m.Role, "segment") || m.Role == "marker" || m.Role == "zero"
			if solid && d.ink(b).Inset(1).Overlaps(m.Bounds()) {
				t.Errorf("%q at %v runs into a %s at %v", b.plain, d.ink(b), m.Role, m.Bounds())
			}
		}
	}
}

// saysEveryFigure: bars, columns and stacks label every value; lines
// their ends.
func saysEveryFigure(t *testing.T, d drawn) {
	c, s := d.chart, d.sketch
	labels := map[string]int{}
	for _, b := range s.blocks {
		if b.role == "value" {
			labels[b.plain]++
		}
	}
	for _, series := range c.Series {
		for i, v := range series.Values {
			text := noBreaks(d.format(v))
			ends := i == 0 || i == len(series.Values)-1
			if (ends || c.Kind != factcheck.Line) && labels[text] == 0 {
				t.Errorf("no label says %s", text)
			}
		}
	}
}

func barsAreProportional(t *testing.T, d drawn) {
	if d.chart.Kind != factcheck.Bars && d.chart.Kind != factcheck.Columns {
		return
	}
	bars := marksOf(d.sketch, "bar")
	most, longest, zero := 0.0, 0.0, math.NaN()
	lengths := map[float64]float64{0: 0}
	for _, v := range d.chart.Series[0].Values {
		if v == 0 {
			continue
		}
		if len(bars) == 0 {
			t.Errorf("%v has no bar", v)
			return
		}
		from, to := alongBar(bars[0].Box, d.chart.Kind, v)
		bars = bars[1:]
		lengths[v] = math.Abs(to - from)
		if math.IsNaN(zero) {
			zero = from
		}
		if from != zero {
			t.Errorf("the bar of %v begins at %v, another at %v", v, from, zero)
		}
		if math.Abs(v) > most {
			most, longest = math.Abs(v), lengths[v]
		}
	}
	if len(bars) > 0 {
		t.Errorf("%d bars too many", len(bars))
	}
	for v, length := range lengths {
		if want := math.Abs(v) / max(most, 1e-300) * longest; math.Abs(length-want) > 1 && (v == 0 || length != hairline) {
			t.Errorf("the bar of %v is %v px long, want %.1f", v, length, want)
		}
	}
}

// alongBar is where the bar of a value begins and ends.
func alongBar(box raster.Rect, kind factcheck.ChartKind, v float64) (from, to float64) {
	from, to = box.X, box.Right()
	if kind == factcheck.Columns {
		from, to = box.Bottom(), box.Y
	}
	if v < 0 {
		from, to = to, from
	}
	return from, to
}

func stacksAreProportional(t *testing.T, d drawn) {
	c, s := d.chart, d.sketch
	segments := marksOf(s, "segment")
	if c.Kind != factcheck.Stack || len(segments) == 0 {
		return
	}
	length, whole := func(box raster.Rect) float64 { return box.W }, d.width
	first, last := segments[0].Box, segments[len(segments)-1].Box
	if len(c.Categories) == 1 && first.X == last.X && first != last { // it stands
		length, whole = func(box raster.Rect) float64 { return box.H }, last.Bottom()-first.Y
	}
	for i := range c.Categories {
		for k, series := range c.Series {
			if series.Values[i] == 0 {
				continue
			}
			got, want := length(segments[0].Box), stackShares(c)[i][k]*whole
			segments = segments[1:]
			if len(segments) > 0 && len(c.Series) == 1 && len(c.Categories) == 1 {
				t.Error("a single value has more than one segment")
			}
			// The ground between segments is part of the one before it.
			if (got > want+1 || got < want-1-d.stroke(thinLine)) && got != hairline && want != 0 && first != last {
				t.Errorf("the segment of %v is %v px long, want %.1f", series.Values[i], got, want)
			}
		}
	}
}

// highlightsStandOut: what is highlighted has the accent
// colour, and is also solid where others are not, and set heavier and at least
// as large.
func highlightsStandOut(t *testing.T, d drawn) {
	c, s := d.chart, d.sketch
	for _, b := range s.blocks {
		i := 0
		if n, _ := fmt.Sscanf(b.from.path, "chart.categories[%d]", &i); n == 1 && (c.Kind == factcheck.Bars || c.Kind == factcheck.Columns) {
			checkWeight(t, b, c.Categories[i].Highlight)
		}
		if n, _ := fmt.Sscanf(b.from.path, "chart.series[%d].n", &i); n == 1 && b.role == "series" && len(c.Series) > 1 {
			checkWeight(t, b, c.Series[i].Highlight)
		}
	}
	if c.Kind != factcheck.Bars && c.Kind != factcheck.Columns {
		return
	}
	bars := marksOf(s, "bar")
	rivals := false
	for _, cat := range c.Categories {
		rivals = rivals || cat.Highlight
	}
	for i, cat := range c.Categories {
		if c.Series[0].Values[i] == 0 {
			continue
		}
		if accent := bars[0].fill == "accent"; accent != (cat.Highlight || !rivals) {
			t.Errorf("category %d, highlighted %v, is filled with %s", i, cat.Highlight, bars[0].fill)
		}
		bars = bars[1:]
	}
}

func checkWeight(t *testing.T, b block, strong bool) {
	t.Helper()
	for _, line := range b.layout.Lines {
		for _, run := range line.Runs {
			if run.Face.Weight > 600 != strong {
				t.Errorf("%q, highlighted %v, is set in %s", b.plain, strong, run.Face.Name())
			}
		}
	}
}

func marksOf(s sketch, role string) []mark {
	var out []mark
	for _, m := range s.marks {
		if m.Role == role {
			out = append(out, m)
		}
	}
	return out
}
