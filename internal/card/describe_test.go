package card

import (
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// figured is the sky with a number, a chart and a passage; its figures are
// arithmetic, not measurement.
func figured() *factcheck.FactCheck {
	f := sky()
	f.Number = &factcheck.Number{Value: 50, Unit: factcheck.Percent, Source: "a"}
	f.Chart = &factcheck.Chart{Kind: factcheck.Columns, Source: "b",
		Categories: []factcheck.Category{{Name: factcheck.Localised{"en": "One", "fr": "Un"}}, {Name: factcheck.Localised{"en": "Two", "fr": "Deux"}, Highlight: true}},
		Series:     []factcheck.ChartSeries{{Values: []float64{1, 2}}}}
	f.Receipt = &factcheck.Receipt{Source: "b", Passage: "Twice one is two."}
	f.Texts["en"].Number.Label = "is one half"
	f.Texts["en"].Chart.Note = "Numbers and their names"
	f.Texts["fr"].Number = factcheck.NumberText{Label: "est une moitié", Figure: "1 sur 2"}
	f.Texts["fr"].Chart.Note = "Des nombres et leurs noms"
	f.Texts["fr"].Receipt.Translation = "Deux fois un font deux."
	return f
}

func TestAltTellsWhatTheDesignShows(t *testing.T) {
	p := newPress(t, settings)
	for _, test := range []struct {
		lang         factcheck.Lang
		design, want string
	}{
		{"en", "number", " is rated: False. Figure: 50% is one half. Sunlight"},
		{"en", "chart", " is rated: False. Column chart. Numbers and their names. One: 1; Two: 2. Sunlight"},
		{"en", "receipt", " is rated: False. Example Institute of Optics: “Twice one is two.” Sunlight"},
		{"fr", "number", " a pour verdict\u00a0: Faux. Chiffre\u00a0: 1 sur 2 est une moitié. La lumière"},
		{"fr", "chart", " Faux. Diagramme à colonnes. Des nombres et leurs noms. Un\u00a0: 1\u202f; Deux\u00a0: 2. La lumière"},
		{"fr", "receipt", " Faux. Institut d’optique Exemple\u00a0: «\u00a0Deux fois un font deux.\u00a0» La lumière"},
	} {
		j := Job{Edition: edition(t, p, figured(), test.lang), Design: test.design}
		if got := p.AltFor(j, 0); !strings.Contains(got, test.want) || !strings.HasPrefix(got, j.Edition.Text.Fact.Plain()) {
			t.Errorf("%s, %s: %q is not in\n%s", test.lang, test.design, test.want, got)
		}
		if got := p.AltFor(Job{Edition: j.Edition, Design: "statement"}, 0); got != p.Alt(j.Edition) || strings.Contains(got, test.want) {
			t.Errorf("%s: statement tells of a %s:\n%s", test.lang, test.design, got)
		}
	}
	if got, want := p.AltFor(Job{Edition: edition(t, p, sky(), "en"), Design: "chart"}, 0), p.Alt(edition(t, p, sky(), "en")); got != want {
		t.Errorf("a fact-check without a chart:\n%s", got)
	}
}

func TestAltFitsEveryApp(t *testing.T) {
	p := newPress(t, settings)
	full := figured()
	for _, t := range full.Texts {
		t.Fact, t.Why = factcheck.Emphasised(stretch(t.Fact.Plain(), factcheck.MaxFact)), stretch(t.Why, factcheck.MaxWhy)
		t.Claim = strings.Repeat("Is it blue? It is. ", 10) // in several sentences: none of them may stand without its rating
	}
	for _, lang := range p.cfg.Languages {
		for _, f := range []*factcheck.FactCheck{figured(), full} {
			for _, design := range []string{"statement", "number", "chart", "receipt"} {
				for _, limit := range []int{100, 120, 300, 420, 500, 1000, 1500, 2000} {
					j := Job{Edition: edition(t, p, f, lang), Design: design}
					alt := p.AltFor(j, limit)
					if n := factcheck.Length(alt); n > limit {
						t.Errorf("%s, %s: %d characters, at most %d", lang, design, n, limit)
					}
					if !strings.HasPrefix(alt, j.Edition.Text.Fact.Plain()) {
						t.Errorf("%s, %s, %d: the fact is not first in %q", lang, design, limit, alt)
					}
					rating, _ := p.rating(j.Edition)
					if strings.Contains(alt, "Is it blue?") && !strings.Contains(alt, rating.text) {
						t.Errorf("%s, %s, %d: the claim stands without its rating in %q", lang, design, limit, alt)
					}
					if j.Edition.Marked && limit >= 300 && !strings.Contains(alt, p.msgs.In(lang).Text(draftID(j.Edition))) {
						t.Errorf("%s, %s, %d: not marked as a draft: %q", lang, design, limit, alt)
					}
				}
			}
		}
	}
}

// Where a chart's values are too many for an app, those it is about remain.
func TestLongChartsAreToldShort(t *testing.T) {
	p := newPress(t, settings)
	f := figured()
	f.Chart.Kind, f.Chart.Categories, f.Chart.Series = factcheck.Line, nil, []factcheck.ChartSeries{
		{Name: factcheck.Localised{"": "Squares"}, Highlight: true}, {Name: factcheck.Localised{"": "Cubes"}}}
	for i := range 30 {
		f.Chart.Categories = append(f.Chart.Categories, factcheck.Category{Name: factcheck.Localised{"": "n" + strings.Repeat("i", i)}})
		f.Chart.Series[0].Values = append(f.Chart.Series[0].Values, float64(i*i))
		f.Chart.Series[1].Values = append(f.Chart.Series[1].Values, float64(i*i*i))
	}
	j := Job{Edition: edition(t, p, f, "en"), Design: "chart"}
	if got, want := p.AltFor(j, 500), "Line chart. Numbers and their names. Squares (n: 0; niiiiiiiiiiiiiiiiiiiiiiiiiiiii: 841)."; !strings.Contains(got, want) || strings.Contains(got, "Cubes") {
		t.Errorf("%q is not in\n%s", want, got)
	}
}

func TestAnAuthorsAltTextIsUsed(t *testing.T) {
	p := newPress(t, settings)
	f := sky()
	f.Texts["en"].Alt = "The sky is blue because air scatters blue light more than red. A drawing of the sun. " + strings.Repeat("It has rays. ", 40)
	f.Texts["fr"].Alt = "Le ciel est bleu parce que l’air diffuse le bleu plus que le rouge. Un dessin du soleil"
	e := edition(t, p, f, "en")
	for _, limit := range []int{100, 300, 2000} {
		got := p.AltFor(Job{Edition: e, Design: "number"}, limit)
		if n := factcheck.Length(got); n > limit || !strings.HasPrefix(f.Texts["en"].Alt, got) || !strings.HasSuffix(got, ".") {
			t.Errorf("limit %d: %q", limit, got)
		}
	}
	if got, want := p.Alt(edition(t, p, f, "fr")), f.Texts["fr"].Alt+". Ébauche de traduction, non relue."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
