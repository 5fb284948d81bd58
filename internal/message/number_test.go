package message

import (
	"math"
	"os"
	"strings"
	"testing"

	xmessage "golang.org/x/text/message"
	"golang.org/x/text/number"

	"rebut/internal/factcheck"
)

// TestNumbersByLanguage has every language of the demonstration, varieties of
// English and French, and a language without texts of its own.
func TestNumbersByLanguage(t *testing.T) {
	c := shipped(t)
	for lang, want := range map[factcheck.Lang][4]string{ // 658000, 18.3 %, −2359157, 1550 CAD
		"en":      {"658,000", "18.3%", "−2,359,157", "$1,550"},
		"en-CA":   {"658,000", "18.3%", "−2,359,157", "$1,550"},
		"fr":      {"658_000", "18,3_%", "−2_359_157", "1_550_$"},
		"fr-CA":   {"658_000", "18,3_%", "−2_359_157", "1_550_$"},
		"ar":      {"658,000", "<18.3%", "<−2,359,157", "1,550_CA$"},
		"es":      {"658_000", "18,3_%", "−2_359_157", "1_550_CA$"},
		"pa":      {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
		"tl":      {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
		"hi":      {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
		"ur":      {"658,000", "<18.3%", "<−2,359,157", "CA$1,550"},
		"fa":      {"۶۵۸٬۰۰۰", "\u061c۱۸٫۳٪", "<−۲٬۳۵۹٬۱۵۷", "<$CA_۱٬۵۵۰"},
		"vi":      {"658.000", "18,3%", "−2.359.157", "1.550_CA$"},
		"uk":      {"658_000", "18,3_%", "−2_359_157", "1_550_CAD"},
		"ta":      {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
		"bn":      {"৬৫৮,০০০", "১৮.৩%", "−২,৩৫৯,১৫৭", "১,৫৫০_CA$"},
		"gu":      {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
		"zh-Hans": {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
		"en-GB":   {"658,000", "18.3%", "−2,359,157", "CA$1,550"},
	} {
		p := c.In(lang)
		got := [4]string{p.Number(658000, "", 0), p.Number(18.3, factcheck.Percent, 1), p.Number(-2359157, "", 0), p.Number(1550, "CAD", 0)}
		for i := range got {
			if shown := strings.NewReplacer("\u00a0", "_", "\u200e", "<").Replace(got[i]); shown != want[i] {
				t.Errorf("%s: got %q, want %q", lang, shown, want[i])
			}
		}
	}
}

// TestNumbersAgreeWithTheCLDR holds separators and places of the percent sign
// against the CLDR, but for what the languages' files decide otherwise.
func TestNumbersAgreeWithTheCLDR(t *testing.T) {
	c := shipped(t)
	otherwise := map[factcheck.Lang]string{
		"ar": "Western digits", "es": "spaces, as the Real Academia Española has them",
		"pa": "groups of three, as in Canada", "hi": "as pa", "ta": "as pa", "bn": "as pa", "gu": "as pa",
	}
	for _, lang := range c.Languages() {
		cldr := xmessage.NewPrinter(c.In(lang).inRegion())
		if got, want := c.In(lang).Number(1234567.8, "", 1), cldr.Sprint(number.Decimal(1234567.8)); (got == want) == (otherwise[lang] != "") {
			t.Errorf("%s: %q, CLDR %q", lang, got, want)
		}
	}
}

func TestNumbersAtTheirLimits(t *testing.T) {
	c := shipped(t)
	en := c.In("en")
	for _, test := range []struct {
		value    float64
		unit     factcheck.Unit
		decimals int
		want     string
	}{
		{0, "", 0, "0"}, {999, "", 0, "999"}, {1000, "", 0, "1,000"}, {-0.4, "", 0, "0"}, {math.Copysign(0, -1), "", 2, "0.00"},
		{0.2, factcheck.Percent, 1, "0.2%"}, {0.0000006, "", 9, "0.000001"}, {11, factcheck.Percent, -3, "11%"}, {-11, factcheck.Percent, 0, "−11%"},
		{-5, "CAD", 2, "−$5.00"}, {5, "USD", 0, "US$5"}, {5, "CHF", 0, "CHF\u00a05"}, {5, "dollars", 0, "dollars\u00a05"},
		{math.NaN(), "", 0, "–"}, {math.Inf(1), "", 0, "–"}, {1e15, "", 0, "1,000,000,000,000,000"},
	} {
		if got := en.Number(test.value, test.unit, test.decimals); got != test.want {
			t.Errorf("%v %q: got %q, want %q", test.value, test.unit, got, test.want)
		}
	}
	if got, want := c.In("fr").Number(5, "CHF", 0), "5\u00a0CHF"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNumbersGroupAsTheExampleDoes(t *testing.T) {
	for example, want := range map[string]string{
		"12,34,567.8": "12,34,567.9", "१२,३४,५६७.८": "12,34,567.9", "1'234'567,8": "1'234'567,9", "1234567.8": "1,234,567.9", "": "1,234,567.9", "x": "1,234,567.9",
		"1,234,567": "1,234,567.9", ",1,234,567.8": "1,234,567.9",
	} {
		c, _ := catalog(t, map[string]string{"date.en.toml": "number = \"" + example + "\"\n"})
		if got := c.In("en").Number(1234567.9, "", 1); got != want {
			t.Errorf("%q: got %q, want %q", example, got, want)
		}
	}
}

// TestNoFigureIsShortened: a reader must find the number of the source.
func TestNoFigureIsShortened(t *testing.T) {
	c, problems, err := Load(os.DirFS("../../templates"))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, lang := range c.Languages() {
		digits := 0
		for _, r := range c.In(lang).Number(12345678, "CAD", 2) {
			if strings.ContainsRune("0123456789۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯", r) {
				digits++
			}
		}
		if digits != 10 {
			t.Errorf("%s: %d digits", lang, digits)
		}
	}
}
