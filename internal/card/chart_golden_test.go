package card

import (
	"path/filepath"
	"slices"
	"testing"

	"rebut/internal/factcheck"
)

// TestChartsAreAsTheyWere compares charts as text, as TestScenesAreAsTheyWere
// does cards.
func TestChartsAreAsTheyWere(t *testing.T) {
	press := newPress(t, settings)
	kept := []string{"bars-en-wide", "bars-ar-small", "columns-signed-small", "line-ar-square", "slope-pa-small", "stack-two-story", "stack-one-square"}
	for _, s := range samples() {
		if slices.Contains(kept, s.name) {
			golden(t, filepath.Join("..", "charts", s.name+".txt"), s.scene(t, press, "light").String())
		}
	}
	files, err := filepath.Glob("testdata/charts/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(kept) {
		t.Errorf("%d files in testdata/charts, %d are compared", len(files), len(kept))
	}
}

func TestChartsInWords(t *testing.T) {
	press := newPress(t, settings)
	visas := chartOf(factcheck.Slope, categories("2023", "2024"), series("Applications rejected", 1846180, 2359157), series("B", 1, 2))
	visas.Series[0].Name["fr"] = "Demandes rejetées"
	stack := chartOf(factcheck.Stack, categories("A", ""), series("C", 1, 2), series("D", 3, 4))
	for _, test := range []struct {
		chart  *factcheck.Chart
		text   factcheck.ChartText
		lang   factcheck.Lang
		format func(float64) string
		want   string
	}{
		{rents(factcheck.Bars), factcheck.ChartText{Title: "Rents rise between tenants", Note: "Two-bedroom units, 2022"}, "en", percent,
			"Rents rise between tenants. Bar chart. Two-bedroom units, 2022. When the tenant changed: 18.3%; When the tenant stayed: 2.9%."},
		{visas, factcheck.ChartText{}, "fr", grouped,
			"Graphique en pente. Demandes rejetées (2023 : 1,846,180 ; 2024 : 2,359,157) ; B (2023 : 1 ; 2024 : 2)."},
		{stack, factcheck.ChartText{}, "en", grouped, "Stacked bar chart. A (C: 1; D: 3); C: 2; D: 4."},
		{rents(factcheck.Columns), factcheck.ChartText{}, "ar", percent, "مخطط أعمدة. عندما تغيّر المستأجر: 18.3%؛ عندما بقي المستأجر: 2.9%."},
		{rents(factcheck.Line), factcheck.ChartText{}, "pa", percent, "ਲਾਈਨ ਚਾਰਟ। ਜਦੋਂ ਕਿਰਾਏਦਾਰ ਬਦਲਿਆ: 18.3%; ਜਦੋਂ ਕਿਰਾਏਦਾਰ ਓਹੀ ਰਿਹਾ: 2.9%।"},
	} {
		if got := chartWords(test.chart, test.text, test.lang, "en", test.format, press.msgs.In(test.lang)); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestMirroredChartsReadFromTheRight(t *testing.T) {
	press := newPress(t, settings)
	ar := sample{name: "ar", chart: rents(factcheck.Bars), lang: "ar", width: 560, height: 400, size: 26, format: percent}
	s := ar.scene(t, press, "light")
	for _, text := range s.Texts {
		if text.Layout.Direction.String() != "rtl" {
			t.Errorf("%q is set %s", text.Plain, text.Layout.Direction)
		}
		if right := text.Ink().Right(); text.Role == "category" && (right < 590 || right > 601) {
			t.Errorf("%q ends at %v, the start edge is at 600", text.Plain, right)
		}
	}
	if zero, bar := shape(s, "zero").Box, shape(s, "bar").Box; zero.Right() != 600 || bar.Right() != zero.X {
		t.Errorf("the zero line is at %v, the bar at %v; the start edge is at 600", zero, bar)
	}
}
