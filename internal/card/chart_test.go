package card

import (
	"bytes"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

var chartPictures = flag.String("charts", "", "write sample pictures of charts to this folder")

// plotIn is a plot in a language, with numbers as English writes them: the
// tests of charts are not about digits.
func plotIn(press *Press, lang factcheck.Lang, size float64) plot {
	style := func(weight int) typeset.Style {
		return typeset.Style{Family: "Libre Franklin", Weight: weight, Leading: 1.2}
	}
	return plot{fonts: press.fonts, lang: lang, original: "en", rtl: lang.RTL(), label: style(400), strong: style(800), value: style(800),
		size: size, largest: 2 * size, format: grouped}
}

// grouped writes 1234567.5 as 1,234,567.5.
func grouped(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	whole, rest, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if v < 0 {
		whole = "−" + whole
	}
	return whole
}

func percent(v float64) string { return grouped(v) + "%" }

// categories are names, the highlighted ones beginning with "*".
func categories(names ...string) []factcheck.Category {
	var out []factcheck.Category
	for _, n := range names {
		name, high := strings.CutPrefix(n, "*")
		out = append(out, factcheck.Category{Name: factcheck.Localised{"": name}, Highlight: high})
	}
	return out
}

func series(name string, values ...float64) factcheck.ChartSeries {
	name, high := strings.CutPrefix(name, "*")
	return factcheck.ChartSeries{Name: factcheck.Localised{"": name}, Values: values, Highlight: high}
}

func chartOf(kind factcheck.ChartKind, names []factcheck.Category, all ...factcheck.ChartSeries) *factcheck.Chart {
	return &factcheck.Chart{Kind: kind, Categories: names, Series: all}
}

// rents are the growth of rents of two-bedroom units in 2022 in per cent, from
// the fact-check on international students and rents.
func rents(kind factcheck.ChartKind) *factcheck.Chart {
	c := chartOf(kind, categories("*", ""), series("", 18.3, 2.9))
	c.Categories[0].Name = factcheck.Localised{"en": "When the tenant changed", "fr": "Quand le locataire a changé", "ar": "عندما تغيّر المستأجر", "pa": "ਜਦੋਂ ਕਿਰਾਏਦਾਰ ਬਦਲਿਆ"}
	c.Categories[1].Name = factcheck.Localised{"en": "When the tenant stayed", "fr": "Quand le locataire est resté", "ar": "عندما بقي المستأجر", "pa": "ਜਦੋਂ ਕਿਰਾਏਦਾਰ ਓਹੀ ਰਿਹਾ"}
	return c
}

// sample is a chart to look at and to compare as text.
type sample struct {
	name          string
	chart         *factcheck.Chart
	lang          factcheck.Lang
	width, height float64
	size          float64
	format        func(float64) string
}

func samples() []sample {
	refusals := factcheck.Localised{"en": "Applications rejected", "fr": "Demandes rejetées", "ar": "الطلبات المرفوضة", "pa": "ਰੱਦ ਹੋਈਆਂ ਅਰਜ਼ੀਆਂ"}
	visas := func(kind factcheck.ChartKind) *factcheck.Chart {
		return chartOf(kind, categories("2023", "*2024"), factcheck.ChartSeries{Name: refusals, Values: []float64{1846180, 2359157}})
	}
	eight := categories("A", "B", "*C", "D", "E", "F", "G", "H")
	signed := chartOf(factcheck.Bars, categories("Category A", "*Category B", "Category C", "Category D"), series("", 4.5, -3.2, 1.1, 0))
	down := chartOf(factcheck.Columns, signed.Categories, signed.Series...)
	lines := chartOf(factcheck.Line, categories("2019", "2020", "2021", "2022", "2023", "2024"),
		series("*Series A", 20, 24, 31, 38, 52, 61), series("Series B", 40, 38, 41, 37, 36, 35), series("Series C", 30, 29, 30, 33, 34, 34.5))
	single := chartOf(factcheck.Line, lines.Categories, series("", 20, 24, 71, 38, 32, 41))
	slope := chartOf(factcheck.Slope, categories("2023", "2024"), series("*Series A", 12, 31), series("Series B with a long name", 22, 20),
		series("Series C", 23, 18.5), series("Series D", 5, 6))
	stack := chartOf(factcheck.Stack, categories("Category A", "Category B"), series("*Series A", 55, 30), series("Series B", 38, 52), series("Series C", 7, 18))
	one := chartOf(factcheck.Stack, categories(""), series("*Series A", 11), series("Series B", 64), series("Series C", 22), series("Series D", 3))
	lng := chartOf(factcheck.Bars, categories("*A category whose name is so long that it needs two lines or even three of them in a narrow box", "Short", "Another category with a name of some length"), series("", 61, 12, 33.5))
	return []sample{
		{"bars-en-wide", rents(factcheck.Bars), "en", 950, 300, 30, percent},
		{"bars-fr-square", rents(factcheck.Bars), "fr", 900, 900, 30, percent},
		{"bars-ar-small", rents(factcheck.Bars), "ar", 560, 400, 26, percent},
		{"bars-pa-story", rents(factcheck.Bars), "pa", 936, 620, 32, percent},
		{"bars-eight-wide", chartOf(factcheck.Bars, eight, series("", 9, 7.5, 22, 6, 5, 4, 2, 0.01)), "en", 950, 300, 24, percent},
		{"bars-signed-small", signed, "en", 560, 400, 26, percent},
		{"bars-long-story", lng, "en", 936, 620, 30, percent},
		{"columns-en-wide", visas(factcheck.Columns), "en", 950, 300, 28, grouped},
		{"columns-ar-square", rents(factcheck.Columns), "ar", 900, 900, 32, percent},
		{"columns-eight-story", chartOf(factcheck.Columns, eight, series("", 9, 7.5, 22, 6, 5, 4, 2, 0.01)), "en", 936, 620, 28, grouped},
		{"columns-signed-small", down, "en", 560, 400, 24, percent},
		{"line-en-wide", lines, "en", 950, 300, 26, percent},
		{"line-ar-square", lines, "ar", 900, 900, 30, percent},
		{"line-single-story", single, "en", 936, 620, 30, percent},
		{"line-visas-small", visas(factcheck.Line), "fr", 560, 400, 26, grouped},
		{"slope-en-story", slope, "en", 936, 620, 28, percent},
		{"slope-pa-small", visas(factcheck.Slope), "pa", 560, 400, 26, grouped},
		{"slope-wide", slope, "ar", 950, 300, 24, percent},
		{"stack-two-story", stack, "en", 936, 620, 28, percent},
		{"stack-one-wide", one, "en", 950, 300, 28, percent},
		{"stack-ar-small", stack, "ar", 560, 400, 24, percent},
		{"stack-one-square", one, "fr", 900, 900, 32, percent},
	}
}

func (s sample) plot(press *Press) plot {
	p := plotIn(press, s.lang, s.size)
	p.format = s.format
	return p
}

// scene is the sample on a card of its own, with a margin of 40 px.
func (s sample) scene(t testing.TB, press *Press, theme string) *raster.Scene {
	t.Helper()
	drawn, fits := s.plot(press).draw(s.chart, s.width, s.height)
	if !fits {
		t.Errorf("%s does not fit", s.name)
	}
	var whole sketch
	whole.add(drawn, 40, 40)
	if s.lang.RTL() {
		whole.mirror(s.width + 80)
	}
	c := &composition{sketch: whole}
	return press.painted(c, &config.Format{Width: int(s.width) + 80, Height: int(s.height) + 80}, press.cfg.Theme(theme))
}

// TestSampleChartsCanBePainted also writes the pictures for eyes: go test
// -run SampleCharts -charts FOLDER.
func TestSampleChartsCanBePainted(t *testing.T) {
	press := newPress(t, settings)
	for _, s := range samples() {
		for _, theme := range []string{"light", "dark"} {
			img, err := press.painter.Paint(s.scene(t, press, theme))
			if err != nil {
				t.Errorf("%s: %v", s.name, err)
				continue
			}
			if *chartPictures == "" {
				continue
			}
			var b bytes.Buffer
			if err := raster.EncodePNG(&b, img, nil); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(*chartPictures, s.name+"-"+theme+".png"), b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
