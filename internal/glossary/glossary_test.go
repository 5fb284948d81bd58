package glossary

import (
	"strings"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

func terms() []config.Term {
	term := func(text string, l factcheck.Localised) config.Term {
		return config.Term{Term: text, Language: "en", Translations: l}
	}
	return []config.Term{
		term("immigration", factcheck.Localised{"fr": "immigration", "ar": "الهجرة"}),
		term("immigration policy", factcheck.Localised{"fr": "politique d’immigration", "ar": "سياسة الهجرة"}),
		term("refugees", factcheck.Localised{"fr": "réfugiés; personnes réfugiées", "ar": "اللاجئون", "uk": "біженці", "zh-Hans": "难民", "pa": "ਸ਼ਰਨਾਰਥੀ"}),
		term("cherry picking", factcheck.Localised{"fr": "picorage"}),
		term("IT", factcheck.Localised{"fr": "TI"}),
		{Term: "Rebut", Language: "en", Keep: true},
		{Term: "loyer", Language: "fr", Translations: factcheck.Localised{"en": "rent"}},
	}
}

func TestTermsInAnOriginal(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Immigration policies changed. Immigration did not.", "Immigration policies|Immigration"},
		{"A refugee's story: refugees, REFUGEES", "refugee|refugees|REFUGEES"},
		{"It is cherry-picking by IT.", "cherry-picking|IT"},
		{"Prerefugee and refuge are other words", ""},
		{"immigration.\n\nPolicy", "immigration"},
		{"le loyer", ""},
		{"Says Rebut’s page", "Rebut"},
		{"", ""},
	} {
		var got []string
		for _, h := range New(terms(), "en", "fr").In(c.text) {
			got = append(got, c.text[h.Start:h.End])
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q has %q, want %q", c.text, got, c.want)
		}
	}
	if hits := New(terms(), "en", "ta").In("Refugees and Rebut"); len(hits) != 1 || hits[0].Term.Term != "Rebut" {
		t.Errorf("a language that agreed on nothing keeps what is kept: %v", hits)
	}
	if hits := New(terms(), "fr", "en").In("Les loyers montent"); len(hits) != 1 || hits[0].Start != 4 || hits[0].End != 10 {
		t.Errorf("%v", hits)
	}
}

// Inflected forms count as the agreed words; other words do not.
func TestAgreedWordsInATranslation(t *testing.T) {
	for _, c := range []struct {
		to                    factcheck.Lang
		original, translation string
		want                  string
	}{
		{"fr", "refugees", "Une famille réfugiée au pays", ""},
		{"fr", "refugees", "Des personnes migrantes", "refugees"},
		{"fr", "refugees and refugees", "rien", "refugees"},
		{"fr", "immigration policy", "la politique québécoise d’immigration", ""},
		{"fr", "immigration policy", "la politique du logement", "immigration policy"},
		{"ar", "refugees", "دعم للاجئين", ""},
		{"ar", "refugees", "واللاجئين", ""},
		{"ar", "refugees", "المهاجرون", "refugees"},
		{"uk", "refugees", "допомога біженцям", ""},
		{"uk", "refugees", "допомога людям", "refugees"},
		{"pa", "refugees", "ਸ਼ਰਨਾਰਥੀਆਂ ਲਈ", ""},
		{"zh-Hans", "refugees", "帮助难民家庭", ""},
		{"zh-Hans", "refugees", "苦难的人民", "refugees"},
		{"fr", "Rebut", "Le site Rebuts", ""},
		{"fr", "Rebut", "Le site", "Rebut"},
		{"fr", "nothing", "", ""},
	} {
		var got []string
		for _, term := range New(terms(), "en", c.to).Missing(c.original, c.translation) {
			got = append(got, term.Term)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s %q: %q is missing, want %q", c.to, c.translation, got, c.want)
		}
	}
}
