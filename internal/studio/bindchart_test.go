package studio

import (
	"net/url"
	"reflect"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

func TestFiguresAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]float64{
		"11": 11, "11.5": 11.5, "11,5": 11.5, "1 234,5": 1234.5, "1\u202f234": 1234, "1,234.5": 1234.5, "1,234,567": 1234567, "$1,200": 1200, "11 %": 11, "\u22123": -3, "–2,25": -2.25,
		"0": 0, ".5": 0.5, "1.234": 1.234, "1,2345": 1.2345,
	} {
		if got, mistake := figure(text); mistake != nil || got != want {
			t.Errorf("%q is read as %v, %v", text, got, mistake)
		}
	}
	for text, hint := range map[string]string{"1,234": "1234 or 1.234", "": "", "about 11": "", "1.2.3": "", "12,34.5": "", "1e9": "", "NaN": "", "Inf": "", "--1": "", "٣": ""} {
		if got, mistake := figure(text); mistake == nil || !strings.Contains(mistake.Hint, hint) {
			t.Errorf("%q is read as %v, %v", text, got, mistake)
		}
	}
}

func charted() *factcheck.FactCheck {
	f := sample()
	f.Chart = &factcheck.Chart{Kind: factcheck.Bars, Unit: "percent", Decimals: 1, Source: "a",
		Categories: []factcheck.Category{{Name: factcheck.Localised{"en": "Changed", "fr": "Changé"}, Highlight: true}, {Name: factcheck.Localised{"": "2022"}}},
		Series:     []factcheck.ChartSeries{{Values: []float64{18.3, 2.9}}}}
	return f
}

// tableForm is the form as a page has it that shows a chart.
func tableForm() url.Values {
	return url.Values{
		"chart.kind": {"bars"}, "chart.unit": {"percent"}, "chart.decimals": {"1"}, "chart.baseline": {""}, "chart.source": {"a"},
		"chart.categories": {"0", "1", "new-2", "new-3"}, "chart.series": {"0", "new-1"},
		"chart.categories.0.name.en": {"Changed"}, "chart.categories.0.highlight": {"off", "on"}, "chart.categories.1.name.*": {"2022"}, "chart.categories.1.highlight": {"off"},
		"chart.categories.new-2.name.en": {""}, "chart.series.0.name.en": {""}, "chart.series.0.values.0": {"18.3"}, "chart.series.0.values.1": {"2.9"}, "chart.series.0.values.new-2": {""},
		"chart.series.new-1.name.en": {""}, "chart.series.new-1.values.0": {""},
	}
}

func TestATableThatChangesNothing(t *testing.T) {
	f := charted()
	if mistakes := bind(f, tableForm(), every); len(mistakes) > 0 || !reflect.DeepEqual(f, charted()) {
		t.Errorf("%+v\n%+v\n%v", f.Chart, charted().Chart, mistakes)
	}
	none := sample()
	if mistakes := bind(none, url.Values{"chart.kind": {""}, "chart.decimals": {""}, "chart.baseline": {""}, "chart.categories": {"new-0", "new-1"}, "chart.series": {"new-0"},
		"chart.series.new-0.values.new-0": {""}, "chart.categories.new-0.highlight": {"off"}}, every); len(mistakes) > 0 || none.Chart != nil {
		t.Errorf("an empty table made %+v, %v", none.Chart, mistakes)
	}
}

func TestATableThatIsChanged(t *testing.T) {
	f, form := charted(), tableForm()
	was := f.Chart
	form["chart.categories.1.name.*"], form["chart.series.0.values.1"] = []string{""}, []string{""} // the line is emptied
	form["chart.categories.new-2.name.en"], form["chart.series.0.values.new-2"] = []string{"Stayed"}, []string{"3,5 %"}
	form["chart.series.new-1.values.0"] = []string{"7"} // the second figure is not there yet
	form["chart.baseline"] = []string{"1"}
	mistakes := bind(f, form, every)
	want := &factcheck.Chart{Kind: factcheck.Bars, Unit: "percent", Decimals: 1, Source: "a", Baseline: f.Chart.Baseline,
		Categories: []factcheck.Category{{Name: factcheck.Localised{"en": "Changed", "fr": "Changé"}, Highlight: true}, {Name: factcheck.Localised{"en": "Stayed"}}},
		Series:     []factcheck.ChartSeries{{Values: []float64{18.3, 3.5}}, {Values: []float64{7}}}}
	if len(mistakes) > 0 || !reflect.DeepEqual(f.Chart, want) || *f.Chart.Baseline != 1 {
		t.Errorf("%+v\n%+v\n%v", f.Chart, want, mistakes)
	}
	if !reflect.DeepEqual(was, charted().Chart) {
		t.Error("what the form was filled from was changed")
	}
	form["chart.series.new-1.values.0"], form["chart.series.new-1.values.new-2"] = []string{""}, []string{"x"} // a gap, and no number
	mistakes = bind(charted(), form, every)
	if len(mistakes) != 2 || mistakes["chart.series.new-1.values.0"].Message == "" || mistakes["chart.series.new-1.values.new-2"].Message == "" {
		t.Errorf("%v", mistakes)
	}
}

func TestATranslatorNamesWhatAChartShows(t *testing.T) {
	f := charted()
	bind(f, url.Values{"chart.categories.0.name.ar": {"تغيّر"}, "chart.categories.0.name.en": {"hacked"}, "chart.kind": {"line"}, "chart.categories": {"1"}, "chart.series": {"0"},
		"chart.series.0.values.0": {"99"}, "chart.baseline": {"5"}, "designs": {"x"}}, translates("ar"))
	want := charted()
	want.Chart.Categories[0].Name["ar"] = "تغيّر"
	if !reflect.DeepEqual(f.Chart, want.Chart) || f.Designs != nil {
		t.Errorf("%+v, %v", f.Chart, f.Designs)
	}
}

// Problems stand at the line of the form that they are of, whatever stands in
// the form besides.
func TestProblemsOfATableAreAtTheirLine(t *testing.T) {
	f, form := charted(), tableForm()
	form["chart.categories"] = []string{"new-3", "0", "new-2", "1"} // an empty one before
	form["chart.series.0.values.1"] = []string{""}
	bind(f, form, every)
	list := factcheck.Check(&factcheck.FactCheck{Language: "en", Texts: f.Texts, Chart: &factcheck.Chart{Kind: factcheck.Stack, Categories: f.Chart.Categories,
		Series: []factcheck.ChartSeries{{Values: []float64{1, -2}}}}, Origin: places{f}}, factcheck.Scheme{})
	found := map[string]bool{}
	for _, q := range inTable(list, typedTable(form)) {
		found[q.Code+" "+q.File] = true
	}
	for _, want := range []string{"negative-part chart.series.0.values.1", "out-of-range " + tableName, "missing chart.source"} {
		if !found[want] {
			t.Errorf("no %s in %v", want, found)
		}
	}
}

func TestLinesKeepTheirKeys(t *testing.T) {
	saved := charted()
	moved := charted()
	moved.Chart.Categories = []factcheck.Category{moved.Chart.Categories[1], {Name: factcheck.Localised{"en": "New"}}, moved.Chart.Categories[0]}
	rows := lineKeys(moved.Chart.Categories, saved.Chart.Categories, func(c factcheck.Category) factcheck.Localised { return c.Name })
	if got := strings.Join(withSpare(rows, 5, mostRows), " "); got != "1 new-1 0 new-3 new-4" {
		t.Error(got)
	}
	saved.Chart.Categories[0].Name = factcheck.Localised{"en": "Renamed", "fr": "Changé"}
	rows = lineKeys(charted().Chart.Categories, saved.Chart.Categories, func(c factcheck.Category) factcheck.Localised { return c.Name })
	if got := strings.Join(rows, " "); got != "0 1" {
		t.Error(got)
	}
}
