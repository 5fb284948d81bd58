package factcheck

import "testing"

func TestGist(t *testing.T) {
	make := func(change func(*FactCheck)) uint64 {
		f, _ := revisions()
		f.Texts["en"].Body = "In 2021 it was 12 [@cmhc-2023; @cmhc-2023-b]."
		f.Chart = &Chart{Series: []ChartSeries{{Values: []float64{1, 2}}}}
		change(f)
		return f.Gist()
	}
	same := make(func(*FactCheck) {})
	for name, change := range map[string]func(*FactCheck){
		"emphasis and marks":  func(f *FactCheck) { f.Texts["en"].Fact = "The *share*, is “12%”" },
		"a slip in the body":  func(f *FactCheck) { f.Texts["en"].Body = "In 2021, it has been 12." },
		"another source":      func(f *FactCheck) { f.Texts["en"].Body = "In 2021 it was 12 [@cmhc-2024-b]." },
		"the reason reworded": func(f *FactCheck) { f.Texts["en"].Why = "Another." },
		"a translation":       func(f *FactCheck) { f.Texts["fr"].Fact, f.Texts["fr"].Translates = "La part est de 11 %.", 2 },
		"wordings":            func(f *FactCheck) { f.Texts["en"].AlsoHeard = nil },
		"a revision":          func(f *FactCheck) { f.Revision = 2 },
	} {
		if make(change) != same {
			t.Errorf("%s: another gist", name)
		}
	}
	for name, change := range map[string]func(*FactCheck){
		"the fact":       func(f *FactCheck) { f.Texts["en"].Fact = "The share is not *12%*." },
		"the claim":      func(f *FactCheck) { f.Texts["en"].Claim = "d" },
		"the rating":     func(f *FactCheck) { f.Rating = "false" },
		"a figure":       func(f *FactCheck) { f.Texts["en"].Body = "In 2021 it was 11 [@cmhc-2023; @cmhc-2023-b]." },
		"figures swap":   func(f *FactCheck) { f.Texts["en"].Body = "In 12 it was 2021 [@cmhc-2023; @cmhc-2023-b]." },
		"the number":     func(f *FactCheck) { f.Number.Value = 11 },
		"the unit":       func(f *FactCheck) { f.Number.Unit = "CAD" },
		"a chart's bar":  func(f *FactCheck) { f.Chart.Series[0].Values[1] = 3 },
		"the other text": func(f *FactCheck) { f.Language = "fr" },
	} {
		if make(change) == same {
			t.Errorf("%s: the same gist", name)
		}
	}
	if (&FactCheck{}).Gist() != 0 {
		t.Error("nothing has a gist")
	}
}
