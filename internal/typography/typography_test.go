package typography

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func hidden(r rune) bool { return r >= 0x202a && r <= 0x202e || r == 0xfeff }

// Of the texts below, · stands for U+00A0 and ‧ for U+202F.
var visible = strings.NewReplacer("\u00a0", "·", "\u202f", "‧")

func TestLanguages(t *testing.T) {
	for _, c := range []struct{ lang, typed, want string }{
		{"en", `"Yes", she said. It's the '90s; 'tis "true".`, `“Yes”, she said. It’s the ’90s; ’tis “true”.`},
		{"en", `He said "they say 'no' here" twice`, `He said “they say ‘no’ here” twice`},
		{"en", `"a "b" c" and (“d "e" f”)`, `“a ‘b’ c” and (“d ‘e’ f”)`},
		{"en", `rock 'n' roll`, `rock ’n’ roll`},
		{"en", `the workers' rights... and  2019-2021`, `the workers’ rights… and 2019–2021`},
		{"en", `“mixed" marks`, `“mixed” marks`},
		{"en-CA", `Canada's "Bill C-12"`, `Canada’s “Bill C-12”`},
		{"fr", `L'"immigration" : vrai ? 11% et 100$`, `L’«·immigration·»·: vrai? 11·% et 100·$`},
		{"fr-CA", "« il dit \"oui\" »\u00a0; non\u202f!", `«·il dit “oui”·»; non!`},
		{"fr-FR", `Oui ! « non » ; ça: va`, `Oui‧! «·non·»‧; ça·: va`},
		{"fr", "Oui\u202f! de 1914-1918", `Oui‧! de 1914-1918`},
		{"fr", `[à 10:30](x): "**mot**" - 5 %`, `[à 10:30](x)·: «·**mot**·» - 5·%`},
		{"es", `¿"Sí"? Los '80`, `¿“Sí”? Los '80`},
		{"es-US", `"Sí"`, `«Sí»`},
		{"ar", `قال "نعم" ثم...`, `قال «نعم» ثم…`},
		{"fa", `"بله"`, `«بله»`},
		{"pa", `"ਹਾਂ"`, `“ਹਾਂ”`},
		{"hi", `"हाँ"...`, `“हाँ”…`},
		{"ta", `"ஆம்"`, `“ஆம்”`},
		{"vi", `"Có"`, `“Có”`},
		{"tl", `Ako'y "oo"`, `Ako’y “oo”`},
		{"ht", `m'ap di "wi"`, `m’ap di "wi"`},
		{"de", `"Ja", sagte sie "2019-2021"`, `„Ja“, sagte sie „2019–2021“`},
		{"pl", `"Tak"`, `„Tak”`},
		{"ru", `"Да "или" нет"`, `«Да „или“ нет»`},
		{"uk", `Об'єднаних "Націй"`, `Об’єднаних «Націй»`},
		{"el", `"Ναι"`, `«Ναι»`},
		{"am", `"አዎ"`, `«አዎ»`},
		{"ti", `"እወ"`, `«እወ»`},
		{"ko", `"네"`, `“네”`},
		// What is not certain stays.
		{"he", `צה"ל ו"כן"`, `צה"ל ו"כן"`},
		{"ur", `"ہاں"`, `"ہاں"`},
		{"zh-Hans", `"是"...`, `"是"...`},
		{"ja", `"はい"...`, `"はい"...`},
		{"", `The "Globe" O'Brien  x`, `The "Globe" O’Brien x`},
	} {
		got := Apply(c.typed, Edits(c.typed, c.lang, Plain, nil))
		if visible.Replace(got) != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.typed, visible.Replace(got), c.want)
		}
	}
}

func TestWhatMayMeanSomethingElseStays(t *testing.T) {
	for _, text := range []string{
		`the "27" screen" deal`, `Bill 21" passed`, `an "unclosed quotation`, `a" b`, `x....`, `. . .`, `IMM-2019-2021`, `2019-2021-3`, `2021-2019`,
		`1-2`, `0001-1999`, `the 'workers' rights' debate`, `https://a.b/it's...`, `o.o'brien@example.org`, "\xff\"", `  lead`, "",
	} {
		if edits := Edits(text, "en", Plain, nil); len(edits) > 0 {
			t.Errorf("%q: %+v", text, edits)
		}
	}
}

func TestPrimes(t *testing.T) {
	for _, c := range []struct{ lang, typed, want string }{
		{"en", `6' 2" tall, a 27" screen`, `6′ 2″ tall, a 27″ screen`},
		{"en", `5'10"; 5' 10½", 8" x 10", 5.5" (4")`, `5′10″; 5′ 10½″, 8″ x 10″, 5.5″ (4″)`},
		{"en", `She is 6' tall; it's the workers' 9' wall`, `She is 6′ tall; it’s the workers’ 9′ wall`},
		{"en", `"He is 6' 2" tall", she said`, `“He is 6′ 2″ tall”, she said`},
		{"en", `the "Boeing 747" and the '90s`, `the “Boeing 747” and the ’90s`},
		{"en", `45° 30' 15" north, 1990's`, `45° 30′ 15″ north, 1990’s`},
		{"fr-CA", `un écran de 27"`, `un écran de 27″`},
		{"vi", `cao 6'2"`, `cao 6′2″`},
		// What may be something else stays.
		{"en", `the "27" screen" deal`, `the "27" screen" deal`},
		{"en", `Bill 21" passed`, `Bill 21" passed`},
		{"en", `a “27" screen`, `a “27” screen`},
		{"en", `B52" and 12345" and 5"10`, `B52" and 12345" and 5"10`},
		{"en", `'in 6' of snow`, `‘in 6’ of snow`},
		{"ar", `شاشة 27"`, `شاشة 27"`},
		{"he", `מסך 27"`, `מסך 27"`},
	} {
		got := Apply(c.typed, Edits(c.typed, c.lang, Plain, nil))
		if got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.typed, got, c.want)
		}
	}
}

func TestDoubts(t *testing.T) {
	for text, want := range map[string]string{
		`Bill 21" passed`: "[7]", `the "27" screen" deal`: "[7]", `a “27" screen`: "[]", `5'10`: "[]", `'x' 3'`: "[5]",
		`6' 2", a 27" screen`: "[]", `"a 5"`: "[]", "`27\"` screen": "[]", `1990's`: "[]", "": "[]",
	} {
		if got := fmt.Sprint(Doubts(text, "en", Markdown)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := Doubts(`מסך 27"`, "he", Plain); got != nil {
		t.Errorf("Hebrew: %v", got)
	}
}

func TestForms(t *testing.T) {
	const body = "It's `it's \"x\"` [@a-2019-2020; @it's]  <https://a.b/it's> [it's](https://a.b/'c' \"it's\") \\\"x\\\" &quot;x&quot;\n\n" +
		"    code's\n\n```\n\"x\"...\n```\n\n-   \"a\"\n-   b\"\n\nline  \nnext <b title=\"it's\">x</b>\n"
	want := strings.NewReplacer("It's", "It’s", "[it's](", "[it’s](", "\"a\"\n", "“a”\n", "]  <", "] <").Replace(body)
	if got := Apply(body, Edits(body, "en", Markdown, nil)); got != want {
		t.Errorf("Markdown became\n%s\nwant\n%s", got, want)
	}
	const fact = `*"a"* b's \* 'c'`
	if got := Apply(fact, Edits(fact, "en", Emphasised, nil)); got != `*“a”* b’s \* ‘c’` {
		t.Errorf("the fact became %s", got)
	}
	const quote = "It's \"so\"...  2019-2021 cafe\u0301\u202e"
	if got := Apply(quote, Edits(quote, "en", Exact, hidden)); got != "It’s “so”...  2019-2021 café" {
		t.Errorf("the quote became %q", got)
	}
	const propos = `il dit "oui" : 5%`
	if got := visible.Replace(Apply(propos, Edits(propos, "fr", Exact, nil))); got != `il dit «·oui·» : 5%` {
		t.Errorf("the French quote became %q", got)
	}
}

func TestHiddenCharactersGoEverywhere(t *testing.T) {
	const text = "a\u202eb `c\u202d` https://\ufeffa.b"
	edits := Edits(text, "en", Markdown, hidden)
	if got := Apply(text, edits); got != "ab `c` https://a.b" {
		t.Errorf("%q", got)
	}
	for _, e := range edits {
		if e.Rule != Hidden || e.New != "" {
			t.Errorf("%+v", e)
		}
	}
}

func TestLongTextsCostLittle(t *testing.T) {
	for _, unit := range []string{"a  b", "x...", "« !", "'a ", `"a" `, "*\"", "e\u0301", "`a", "[@a", "- 1\n", "2019-2021 ", "((", "**a ", "\""} {
		for form := Plain; form <= Exact; form++ {
			text := strings.Repeat(unit, 40_000/len(unit))
			if once := Apply(text, Edits(text, "fr-CA", form, hidden)); len(once) == 0 {
				t.Errorf("%q is lost", unit)
			}
		}
	}
}

func TestRulesSpeak(t *testing.T) {
	for r := none; r <= Spacing; r++ {
		if r.String() == "" {
			t.Errorf("rule %d has no words", r)
		}
	}
}

// FuzzEdits: edits are in order, inside the text and between characters; the
// edited text has none; protected words survive.
func FuzzEdits(f *testing.F) {
	for _, seed := range []string{`"a 'b' c"... 2019-2021`, "« a : 5% »", "- \"a\n- b\"\n\n    code", "*\"*\"'’”“", "e\u0301\u202e\u0301'\u0301\"", "`\"` [@a'b] \\\" &quot;", "\" : \u00a0; ?  !"} {
		f.Add("\xe2\x80\u202a\xaa", "en", uint8(0))
		f.Add("A\u202e\u0301", "en", uint8(0))
		for _, lang := range []string{"en", "fr", "fr-CA", "fr-FR", "de", "ar", ""} {
			f.Add(seed, lang, uint8(len(seed)))
		}
	}
	f.Fuzz(func(t *testing.T, text, lang string, form uint8) {
		if len(text) > 2000 {
			return
		}
		fm := Form(form % 4)
		edits := Edits(text, lang, fm, hidden)
		at := 0
		for _, e := range edits {
			if e.Start < at || e.End < e.Start || e.End > len(text) || e.Rule == none || !utf8.ValidString(e.New) || text[e.Start:e.End] == e.New {
				t.Fatalf("%q: edit %+v after %d", text, e, at)
			}
			at = e.End
		}
		once := Apply(text, edits)
		if again := Edits(once, lang, fm, hidden); len(again) > 0 {
			t.Fatalf("%q (%s, %d) became %q, which has %+v", text, lang, fm, once, again)
		}
	})
}
