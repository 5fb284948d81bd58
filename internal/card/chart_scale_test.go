package card

import (
	"math"
	"slices"
	"testing"

	"rebut/internal/factcheck"
)

func TestLabelsSpreadAsLittleAsPossible(t *testing.T) {
	at := func(places ...float64) (out []stop) {
		for _, y := range places {
			out = append(out, stop{y, 5, 5})
		}
		return out
	}
	for _, test := range []struct {
		stops  []stop
		lo, hi float64
		want   []float64
		fits   bool
	}{
		{nil, 0, 10, nil, true},
		{at(20, 50), 0, 100, []float64{20, 50}, true},                    // apart already
		{at(50, 50), 0, 100, []float64{44, 56}, true},                    // a gap of 2 between them
		{at(50, 52, 90), 0, 100, []float64{45, 57, 90}, true},            // the third stays
		{at(0, 1), 0, 100, []float64{5, 17}, true},                       // not out of the box
		{at(99, 100), 0, 100, []float64{83, 95}, true},                   //
		{at(10, 10, 10), 0, 34, []float64{5, 17, 29}, true},              // just enough room
		{at(10, 10, 10), 0, 33, []float64{5, 17, 29}, false},             // not enough
		{[]stop{{10, 2, 20}, {12, 8, 1}}, 0, 99, []float64{2, 32}, true}, // of different sizes
	} {
		got, fits := spread(test.stops, test.lo, test.hi, 2)
		if fits != test.fits || !slices.EqualFunc(got, test.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-9 }) {
			t.Errorf("%v in %v to %v: %v, %v; want %v, %v", test.stops, test.lo, test.hi, got, fits, test.want, test.fits)
		}
	}
}

func TestBarsAndLabelsFillTheRoom(t *testing.T) {
	for _, test := range []struct {
		arms           []arm
		room           float64
		length, before float64
	}{
		{[]arm{{1, 20}, {0.5, 30}}, 120, 100, 0},
		{[]arm{{1, 20}, {0.9, 60}}, 120, 200.0 / 3, 0}, // the longer label is in the way
		{[]arm{{1, 20}, {-1, 20}}, 240, 100, 120},
		{[]arm{{-1, 20}}, 120, 100, 120},
		{[]arm{{1, 130}}, 120, -1, 0},
	} {
		length, before := barScale(test.arms, test.room)
		if math.Abs(length-test.length) > 1e-6 || before != test.before {
			t.Errorf("%v in %v: %v, %v; want %v, %v", test.arms, test.room, length, before, test.length, test.before)
		}
	}
}

// TestLinesBeginAtZero unless all values lie close together, or the chart says
// where; and only zero has a line.
func TestLinesBeginAtZero(t *testing.T) {
	p := plotIn(newPress(t, settings), "en", 24)
	baseline := func(v float64) *float64 { return &v }
	for _, test := range []struct {
		values   []float64
		baseline *float64
		zero     bool
		rise     float64 // first point's height above the lowest place ÷ last point's
	}{
		{[]float64{50, 100}, nil, true, 0.5},
		{[]float64{90, 100}, nil, false, 0},
		{[]float64{50, 100}, baseline(40), false, 1.0 / 6},
		{[]float64{90, 100}, baseline(0), true, 0.9},
		{[]float64{50, 100}, baseline(70), false, 0}, // no point is cut off
	} {
		c := chartOf(factcheck.Line, categories("A", "B"), series("", test.values...))
		c.Baseline = test.baseline
		s, fits := p.draw(c, 560, 400)
		if !fits || len(marksOf(s, "zero")) > 0 != test.zero {
			t.Errorf("%v from %v: fits %v, zero lines %d", test.values, test.baseline, fits, len(marksOf(s, "zero")))
		}
		f := frame{top: 0, bottom: 1}
		f.span(c)
		high := shares(c)[0]
		if got := (1 - f.y(high[0])) / (1 - f.y(high[1])); math.Abs(got-test.rise) > 1e-9 {
			t.Errorf("%v: the first point is %v times as high as the last, want %v", test.values, got, test.rise)
		}
	}
}

func TestSeriesOfLinesDifferWithoutColour(t *testing.T) {
	seen := map[manner]bool{}
	for i := range 6 {
		seen[mannerOf(i)] = true
	}
	if len(seen) != 6 {
		t.Errorf("%d manners for 6 series", len(seen))
	}
}

// TestATinyValueCanBeSeen: nothing is drawn over its hairline.
func TestATinyValueCanBeSeen(t *testing.T) {
	p := plotIn(newPress(t, settings), "en", 24)
	for _, kind := range []factcheck.ChartKind{factcheck.Bars, factcheck.Columns} {
		for _, tiny := range []float64{0.001, -0.001} {
			s, _ := p.draw(chartOf(kind, categories("A", "*B"), series("", 21148, tiny)), 936, 620)
			seen := false
			for _, m := range s.marks {
				if m.fill == "accent" && m.Role == "bar" && min(m.Box.W, m.Box.H) == hairline {
					seen = true
				} else if seen && slices.ContainsFunc(marksOf(s, "bar"), func(bar mark) bool { return bar.fill == "accent" && bar.Box.Overlaps(m.Box) }) {
					t.Errorf("%s of %v: covered by %s", kind, tiny, m.Role)
				}
			}
			if !seen {
				t.Errorf("%s of %v: no hairline", kind, tiny)
			}
		}
	}
}

func TestChartsOnAPanelAreSeenOnIt(t *testing.T) {
	p := plotIn(newPress(t, settings), "en", 24)
	p.ground = "panel"
	s, _ := p.draw(rents(factcheck.Bars), 560, 400)
	if inside := marksOf(s, "bar-inside"); len(inside) != 1 || inside[0].fill != "ground" {
		t.Errorf("hollow bars are filled with %v", inside)
	}
	for _, b := range s.blocks {
		if b.inks[0] == "muted" {
			t.Errorf("%q is muted, which no theme promises to be readable on a panel", b.plain)
		}
	}
}
