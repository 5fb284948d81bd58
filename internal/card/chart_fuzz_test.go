package card

import (
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// TestWhatIsNoChartDoesNotFit: data that the checker refuses is not drawn.
func TestWhatIsNoChartDoesNotFit(t *testing.T) {
	p := plotIn(newPress(t, settings), "en", 24)
	two := categories("A", "B")
	nan := math.NaN()
	for name, c := range map[string]*factcheck.Chart{
		"empty":              {},
		"no series":          chartOf(factcheck.Bars, two),
		"no categories":      chartOf(factcheck.Bars, nil, series("")),
		"too few values":     chartOf(factcheck.Bars, two, series("", 1)),
		"too many values":    chartOf(factcheck.Line, two, series("", 1, 2, 3)),
		"no number":          chartOf(factcheck.Columns, two, series("", nan, 2)),
		"infinite":           chartOf(factcheck.Slope, two, series("", 1, math.Inf(1))),
		"two series of bars": chartOf(factcheck.Bars, two, series("", 1, 2), series("", 1, 2)),
		"slope of three":     chartOf(factcheck.Slope, categories("A", "B", "C"), series("", 1, 2, 3)),
		"line of one":        chartOf(factcheck.Line, categories("A"), series("", 1)),
		"negative stack":     chartOf(factcheck.Stack, two, series("", 1, -2)),
		"unknown kind":       chartOf("pie", two, series("", 1, 2)),
		"baseline":           {Kind: factcheck.Line, Categories: two, Series: []factcheck.ChartSeries{series("", 1, 2)}, Baseline: &nan},
	} {
		if s, fits := p.draw(c, 950, 300); fits || len(s.marks)+len(s.blocks) > 0 {
			t.Errorf("%s: fits %v, %d marks, %d labels", name, fits, len(s.marks), len(s.blocks))
		}
	}
	good := rents(factcheck.Bars)
	for _, box := range [][2]float64{{0, 0}, {-5, 300}, {950, math.NaN()}, {math.Inf(1), 300}, {1e9, 1e9}} {
		if _, fits := p.draw(good, box[0], box[1]); fits {
			t.Errorf("a chart fits a box of %v", box)
		}
	}
	if _, fits := p.draw(good, 60, 40); fits {
		t.Error("a chart fits a box of 60×40 px")
	}
	good.Categories[0].Name = factcheck.Localised{"": strings.Repeat("x", 200)}
	if _, fits := p.draw(good, 950, 300); fits {
		t.Error("a word of 200 letters fits")
	}
}

// TestExtremeValuesAreDrawn: what floating-point numbers can hold draws bars
// of the right proportions.
func TestExtremeValuesAreDrawn(t *testing.T) {
	p := plotIn(newPress(t, settings), "en", 24)
	p.format = func(float64) string { return "n" }
	const most, least = math.MaxFloat64, math.SmallestNonzeroFloat64
	for _, values := range [][]float64{{most, -most}, {least, 2 * least}, {most, least}, {0, 0}, {-least, most}, {-1, -1}, {math.Copysign(0, -1), 0}} {
		for _, kind := range chartKinds {
			c := chartOf(kind, categories("A", "*B"), series("", values...))
			s, fits := p.draw(c, 560, 400)
			if fits != drawable(c) {
				t.Errorf("%s of %v: fits %v", kind, values, fits)
			}
			for _, m := range s.marks {
				box := m.Bounds()
				for _, v := range []float64{box.X, box.Y, box.Right(), box.Bottom()} {
					if math.IsNaN(v) || v < -2 || v > 562 {
						t.Errorf("%s of %v: %s at %v", kind, values, m.Role, box)
					}
				}
			}
		}
	}
}

func FuzzChart(f *testing.F) {
	press := newPress(f, settings)
	bytesOf := func(values ...float64) (out []byte) {
		for _, v := range values {
			out = binary.LittleEndian.AppendUint64(out, math.Float64bits(v))
		}
		return out
	}
	f.Add(uint8(0), uint8(2), 950.0, 300.0, 24.0, bytesOf(18.3, 2.9), "When the tenant changed")
	f.Add(uint8(1), uint8(3), 560.0, 400.0, 24.0, bytesOf(1e300, -1e300, 0), "الفئة")
	f.Add(uint8(2), uint8(2), 900.0, 900.0, 30.0, bytesOf(1, 2, 3, 3), "A\nB")
	f.Add(uint8(3), uint8(2), 936.0, 620.0, 30.0, bytesOf(1, 1, 5e-324, 1), "\u202e")
	f.Add(uint8(4), uint8(1), 900.0, 900.0, 30.0, bytesOf(55, 38, 0.001, 7), "ਸ਼੍ਰੇਣੀ")
	f.Fuzz(func(t *testing.T, kind, n uint8, width, height, size float64, data []byte, name string) {
		if len(name) > 200 || len(data) > 320 {
			return
		}
		c := &factcheck.Chart{Kind: chartKinds[int(kind)%len(chartKinds)]}
		for i := range n % 10 {
			c.Categories = append(c.Categories, factcheck.Category{Name: factcheck.Localised{"": name}, Highlight: i == kind%8})
		}
		for count := len(c.Categories); count > 0 && len(data) >= 8*count; data = data[8*count:] {
			s := factcheck.ChartSeries{Name: factcheck.Localised{"en": name}, Highlight: len(c.Series) == int(kind>>3)}
			for i := range count {
				s.Values = append(s.Values, math.Float64frombits(binary.LittleEndian.Uint64(data[8*i:])))
			}
			c.Series = append(c.Series, s)
		}
		for _, lang := range []factcheck.Lang{"en", "ur"} {
			p := plotIn(press, lang, size)
			s, fits := p.draw(c, width, height)
			if !fits {
				continue
			}
			if !p.tidy(s, width, height) {
				t.Errorf("labels are not where they may be:\n%s", printed(s))
			}
			card := &composition{sketch: s}
			scene := press.painted(card, &config.Format{Width: 1080, Height: 1080}, press.cfg.Theme("light"))
			if err := scene.Validate(); err != nil {
				t.Errorf("%v in %v×%v:\n%s", err, width, height, printed(s))
			}
		}
		chartWords(c, factcheck.ChartText{}, "en", "en", grouped, press.msgs.In("en"))
	})
}
