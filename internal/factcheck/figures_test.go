package factcheck

import (
	"math"
	"strings"
	"testing"
)

// drawn is a good fact-check with all that designs can show.
func drawn() *FactCheck {
	f := good()
	f.Sources[0].Language = "en"
	f.Number = &Number{Value: 11, Unit: Percent, Source: "a"}
	f.Chart = &Chart{Kind: Bars, Source: "a", Categories: []Category{{Name: Localised{"": "2023"}}, {Name: Localised{"en": "Later", "fr": "Plus tard"}}},
		Series: []ChartSeries{{Values: []float64{1, 2}}}}
	f.Receipt = &Receipt{Source: "a", Passage: "It is rock."}
	en, fr := f.Texts["en"], f.Texts["fr"]
	en.Number.Label, en.Chart.Note, en.Sandwich = "of samples", "Samples", SandwichText{"Only minerals were found", "Read the study"}
	fr.Number.Label, fr.Chart.Note, fr.Receipt.Translation = "des échantillons", "Échantillons", "C’est de la roche."
	return f
}

func TestEditionsSayWhatTheyCanShow(t *testing.T) {
	edition := func(f *FactCheck, lang Lang) Edition { return Edition{FactCheck: f, Lang: lang, Text: f.Texts[lang]} }
	has := func(e Edition) string {
		var out []string
		for _, part := range []struct {
			name string
			has  bool
		}{{"number", e.HasNumber()}, {"chart", e.HasChart()}, {"receipt", e.HasReceipt()}, {"sandwich", e.HasSandwich()}} {
			if part.has {
				out = append(out, part.name)
			}
		}
		return strings.Join(out, " ")
	}
	const all = "number chart receipt sandwich"
	f := drawn()
	if got := found(f); got != "" {
		t.Fatal(got)
	}
	for name, c := range map[string]struct {
		lang   Lang
		change func(*FactCheck)
		want   string
	}{
		"original":               {"en", func(*FactCheck) {}, all},
		"translation":            {"fr", func(*FactCheck) {}, all},
		"without label":          {"fr", func(f *FactCheck) { f.Texts["fr"].Number = NumberText{Figure: "x"} }, "chart receipt sandwich"},
		"without note":           {"fr", func(f *FactCheck) { f.Texts["fr"].Chart = ChartText{Title: "x"} }, "number receipt sandwich"},
		"without names":          {"fr", func(f *FactCheck) { delete(f.Chart.Categories[1].Name, "fr") }, all},
		"untranslated passage":   {"fr", func(f *FactCheck) { f.Texts["fr"].Receipt.Translation = " " }, "number chart sandwich"},
		"passage of the reader":  {"fr", func(f *FactCheck) { f.Texts["fr"].Receipt.Translation, f.Receipt.Language = "", "fr-CA" }, all},
		"passage of the source":  {"en", func(f *FactCheck) { f.Sources[0].Language = "fr" }, "number chart sandwich"},
		"passage of another way": {"en", func(f *FactCheck) { f.Receipt.Language = "zh-Hant" }, "number chart sandwich"},
		"hardly translated":      {"fr", func(f *FactCheck) { f.Texts["fr"].Why = "" }, "number chart receipt"},
		"no text":                {"es", func(*FactCheck) {}, ""},
		"nothing to show":        {"en", func(f *FactCheck) { f.Number, f.Chart, f.Receipt = nil, nil, nil }, "sandwich"},
		"empty content":          {"en", func(f *FactCheck) { f.Number, f.Chart, f.Receipt = nil, &Chart{}, &Receipt{} }, "sandwich"},
	} {
		f := drawn()
		c.change(f)
		if got := has(edition(f, c.lang)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// TestCheckFigures has the ends of ranges that the broken files of package
// store do not show.
func TestCheckFigures(t *testing.T) {
	at := func(v float64) *float64 { return &v }
	stack := func(unit Unit, values ...float64) func(*FactCheck) {
		return func(f *FactCheck) {
			f.Chart.Kind, f.Chart.Unit, f.Chart.Series = Stack, unit, nil
			f.Chart.Categories = f.Chart.Categories[:1]
			for _, v := range values {
				f.Chart.Series = append(f.Chart.Series, ChartSeries{Name: Localised{"": "S"}, Values: []float64{v}})
			}
		}
	}
	for name, c := range map[string]struct {
		change func(*FactCheck)
		want   string
	}{
		"zero is a baseline":        {func(f *FactCheck) { f.Chart.Baseline = at(0) }, ""},
		"cut columns":               {func(f *FactCheck) { f.Chart.Kind, f.Chart.Baseline = Columns, at(0.5) }, "error chart.baseline:-1 truncated-axis"},
		"below nought":              {func(f *FactCheck) { f.Chart.Baseline = at(-1) }, "error chart.baseline:-1 truncated-axis"},
		"infinite axis":             {func(f *FactCheck) { f.Chart.Kind, f.Chart.Baseline = Line, at(math.Inf(-1)) }, "error chart.baseline:-1 not-finite"},
		"stated baseline":           {func(f *FactCheck) { f.Chart.Kind, f.Chart.Baseline = Line, at(1); state(f, "1") }, ""},
		"stated in Bengali digits":  {func(f *FactCheck) { f.Chart.Kind, f.Chart.Baseline = Line, at(1); state(f, "১") }, ""},
		"stated in others":          {func(f *FactCheck) { f.Chart.Kind, f.Chart.Baseline = Line, at(1); state(f, "۰") }, "warning text.en.chart.note:-1 unstated-baseline\nwarning text.fr.chart.note:-1 unstated-baseline"},
		"a whole":                   {stack(Percent, 60, 40), ""},
		"a whole but for rounding":  {stack(Percent, 34, 33, 34), ""},
		"a whole beyond rounding":   {stack(Percent, 34, 34, 34), "error chart.categories[0]:-1 not-a-whole"},
		"plain parts":               {stack("", 60, 400), ""},
		"less than nothing":         {stack("", 60, -1), "error chart.series[1].values[0]:-1 negative-part"},
		"too many parts":            {stack("", 1, 2, 3, 4, 5, 6), "error chart.series:-1 out-of-range"},
		"negative change":           {func(f *FactCheck) { f.Chart.Series[0].Values[0] = -3 }, ""},
		"no such language":          {func(f *FactCheck) { f.Texts["es"] = f.Texts["fr"] }, "warning text.es:-1 unknown-language"},
		"kept rating of a currency": {func(f *FactCheck) { f.Chart.Unit, f.Number.Unit = "CAD", "EUR" }, ""},
		"old spelling":              {func(f *FactCheck) { f.Number.Unit = "Percent" }, "error number.unit:-1 unknown-unit"},
		"no language of a passage":  {func(f *FactCheck) { f.Sources[0].Language = "" }, "warning receipt.language:-1 missing"},
		"unknown kind":              {func(f *FactCheck) { f.Chart.Kind = "pie" }, ""}, // refused where it is read
		"series without a name": {func(f *FactCheck) {
			f.Chart.Kind = Line
			f.Chart.Series = append(f.Chart.Series, ChartSeries{Values: []float64{1, 2}})
		}, "error chart.series[0].name:-1 missing\nerror chart.series[1].name:-1 missing"},
		"in a draft": {func(f *FactCheck) {
			f.Status, f.Texts["en"].Number.Label, f.Number.Source = Draft, "", ""
		}, "warning number.source:-1 missing\nwarning text.en.number.label:-1 missing"},
		"words of nothing": {func(f *FactCheck) { f.Chart, f.Receipt = nil, nil }, "warning text.en.chart:-1 unused-text\nwarning text.fr.chart:-1 unused-text\nwarning text.fr.receipt:-1 unused-text"},
		"emphasis in a title": {func(f *FactCheck) {
			f.Texts["en"].Chart.Title, f.Texts["en"].Sandwich.Again = "All *rock*", "*Only* rock"
		}, ""},
		"marks do not count": {func(f *FactCheck) { f.Texts["en"].Sandwich.Again = "*é*" + strings.Repeat("a", MaxFact-1) }, ""},
		"unclosed emphasis":  {func(f *FactCheck) { f.Texts["en"].Chart.Title = "All *rock" }, "error text.en.chart.title:4 unclosed-emphasis"},
		"official nothing":   {func(f *FactCheck) { f.Texts["fr"].Receipt = ReceiptText{Official: true} }, "error text.fr.receipt.translation:-1 missing"},
		"myth as title":      {func(f *FactCheck) { f.Texts["en"].Chart.Title = "The moon is not made of cheese" }, "error text.en.chart.title:-1 repeats-claim"},
	} {
		t.Run(name, func(t *testing.T) {
			f := drawn()
			c.change(f)
			if got := found(f); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func state(f *FactCheck, base string) {
	f.Texts["en"].Chart.Note, f.Texts["fr"].Chart.Note = "From "+base, "À partir de "+base
}

func TestFiguresOfHostileValues(t *testing.T) {
	bad, nan := string([]byte{0xff, 0})+"\u202e", math.NaN()
	l := Localised{"": bad, "!": bad}
	f := &FactCheck{
		Language: Lang(bad), Texts: Texts{Lang(bad): {}, "x": nil}, Designs: []string{bad, "", "chart"},
		Number:  &Number{nan, Unit(bad), math.MinInt, bad},
		Chart:   &Chart{Kind: Stack, Unit: Percent, Decimals: math.MaxInt, Baseline: &nan, Categories: []Category{{Name: l}, {}}, Series: []ChartSeries{{Values: []float64{nan}}, {}}},
		Receipt: &Receipt{bad, bad, Lang(bad)},
	}
	if !Check(f, scheme()).HasErrors() || !Check(f, Scheme{}).HasErrors() {
		t.Error("nothing was found wrong")
	}
}

func TestDesignsOfTheSite(t *testing.T) {
	f := drawn()
	f.Designs = []string{"statement", "nubmer"}
	s := scheme()
	s.Designs = []string{"number", "statement"}
	list := Check(f, s)
	if len(list) != 1 || list[0].Code != "unknown-design" || list[0].Hint != `did you mean "number"?` {
		t.Error(list)
	}
	if list := Check(f, scheme()); len(list) != 0 { // the designs are not known
		t.Error(list)
	}
}

func TestWordsOfDesignsAreMended(t *testing.T) {
	f := drawn()
	f.Origin = nil
	en := f.Texts["en"]
	en.Number.Label, en.Chart.Title, en.Sandwich.Action = `of "samples"`, "It's rock", "Read it..."
	f.Texts["fr"].Receipt.Translation, f.Chart.Series[0].Name = "C'est 11 %", Localised{"en": "'rock'"}
	f.Receipt.Passage = `It's "rock"...`
	var got []string
	for _, m := range f.Mends() {
		got = append(got, m.Path)
	}
	want := "text.en.number.label text.en.chart.title text.en.sandwich.action text.fr.receipt.translation chart.series[0].name.en receipt.passage"
	if strings.Join(got, " ") != want {
		t.Errorf("mended %v", got)
	}
}
