package store_test

import (
	"os"
	"reflect"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// The Chinese example is complete, has no problems, and says in English what
// the demonstration says.
func TestTheChineseExample(t *testing.T) {
	parse := func(name string, languages ...factcheck.Lang) *factcheck.FactCheck {
		t.Helper()
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		f, problems := store.Parse(name, text, factcheck.Scheme{Today: today, Languages: languages})
		for _, p := range problems {
			t.Error(p)
		}
		return f
	}
	f := parse("docs/examples/zh-Hans/housing-costs-causes.toml", "en", "zh-Hans")
	shipped := parse("claims/housing-costs-causes.toml")
	if len(f.Texts) != 2 || !reflect.DeepEqual(f.Texts["en"], shipped.Texts["en"]) {
		t.Error("the English text is not that of the demonstration")
	}
	e := factcheck.Edition{FactCheck: f, Lang: "zh-Hans", Text: f.Texts["zh-Hans"]}
	if !e.HasNumber() || !e.HasChart() || !e.HasReceipt() || !e.HasSandwich() || f.State("zh-Hans") != factcheck.Unreviewed {
		t.Error("the Chinese text lacks something, or is no draft")
	}
}
