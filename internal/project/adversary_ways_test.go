package project

import (
	"fmt"
	"strings"
)

// waysToBreak are what may go wrong in any language.
var waysToBreak = []struct {
	name string
	do   func(a *adversary)
}{
	{"plain", func(*adversary) {}},
	{"one-word", func(a *adversary) { a.fact, a.claim, a.why = upTo(a.fact, 1), upTo(a.claim, 1), upTo(a.why, 1) }},
	{"at-limits", func(a *adversary) {
		a.fact, a.why, a.claim, a.technique = filled(a.fact, 90), filled(a.why, 280), filled(a.claim, 200), filled(a.technique, 300)
	}},
	{"headline-300", func(a *adversary) { a.fact = filled(a.fact, 300) }},
	{"why-1000", func(a *adversary) { a.why = filled(a.why, 1000) }},
	{"no-spaces", func(a *adversary) { a.fact = strings.ReplaceAll(a.fact, " ", "") }},
	{"word-in-a-line", func(a *adversary) { a.fact += " " + upTo(strings.ReplaceAll(filled(a.why, 40), " ", ""), 40) }},
	{"emoji", func(a *adversary) {
		a.fact = "🏠 " + a.fact + " 👩🏽‍⚕️🇨🇦"
		a.claim = "😡😡😡 " + a.claim + " 1️⃣"
	}},
	{"mixed-scripts", func(a *adversary) {
		a.fact = upTo(a.fact, 20) + " (Québec), كندا 2024, भारत, ਪੰਜਾਬ, Україна: 11%"
		a.claim = "كندا " + upTo(a.claim, 60) + " Toronto, தமிழ்"
	}},
	{"bidi", func(a *adversary) {
		a.fact = "\u202e" + a.fact + " (abc) [أبج] 123-456"
		a.why = "\u2067" + a.why
		a.claim = a.claim + "\u2066\u202b\u202a\u2068"
	}},
	{"address", func(a *adversary) {
		a.fact = upTo(a.fact, 30) + " https://www.example.org/2024/01/a-very-long-path/index.php?id=1234567890"
		a.why = upTo(a.why, 150) + " www.example.org/very/long/path/to/a/document-of-the-year-2024.pdf#page=12"
	}},
	{"marks-on-marks", func(a *adversary) { a.fact = zalgo(a.fact, 3); a.claim = zalgo(a.claim, 12) }},
	{"bare", func(a *adversary) { a.technique, a.topic, a.extra, a.text = "", "", "", "" }},
	{"no-sources", func(a *adversary) { a.sources = nil }},
	{"long-names", func(a *adversary) {
		a.sources[0].publisher = filled("Ministry of Examples, Sub-Committee on Long Names and "+a.why, 240)
		a.sources[0].url, a.topic = "https://"+strings.Repeat("long-label.", 12)+"example/", "long"
	}},
	{"foreign-names", func(a *adversary) {
		a.sources[0].publisher, a.sources[1].publisher = "هيئة الإحصاء «المثال» (CBC/Radio-Canada)", "ਮਿਸਾਲ ਦਫ਼ਤਰ / משרד הדוגמאות"
	}},
	{"digits", func(a *adversary) {
		a.fact = "1,234,567.89 $ = ۱۲۳۴۵۶ + १२३४५६ − 99 %"
		a.claim = strings.Repeat("9", 60)
	}},
	{"odd-spaces", func(a *adversary) {
		a.fact = "\t" + strings.ReplaceAll(a.fact, " ", "\u00a0") + "\n\n"
		a.why = strings.ReplaceAll(a.why, " ", " \u200b\u00ad \n")
		a.claim = "   " + a.claim + "\u2003\u2003"
	}},
	{"controls", func(a *adversary) { a.fact = a.fact + "\u0000\u0007\u001b[31m\ufeff\ufffe\U000e0041" }},
	{"no-font", func(a *adversary) { a.fact += " 𐐨𐐩𐐪 🜄"; a.claim += " \ue000\uf8ff" }},
	{"wide-characters", func(a *adversary) {
		a.fact = "﷽ 𒐫 ⸻ " + a.fact
		a.claim = "ＦＵＬＬ　ＷＩＤＴＨ 𝔐𝔞𝔱𝔥 " + a.claim
	}},
	{"stars", func(a *adversary) {
		words := strings.Fields(a.fact)
		a.fact = "*" + strings.Join(words, "* *") + "*"
	}},
	{"one-star", func(a *adversary) { a.fact = "*" + a.fact + " **"; a.claim = "*" + a.claim }},
	{"quotations", func(a *adversary) {
		a.fact = "“«„‘" + a.fact + "’”»“"
		a.claim = "“" + a.claim + "” “" + a.claim + "”"
	}},
	{"punctuation", func(a *adversary) { a.fact = "?! … — ( ) [ ] { } / \\ | # @ & % ‰ ° § ¶"; a.claim = "…" }},
	{"hyphens", func(a *adversary) {
		a.fact = strings.ReplaceAll(upTo(a.fact, 60), " ", "-")
		a.why = strings.ReplaceAll(a.why, " ", "/")
	}},
	{"capitals", func(a *adversary) {
		a.fact, a.why, a.claim = strings.ToUpper(a.fact), strings.ToUpper(a.why), strings.ToUpper(a.claim)
	}},
	{"many-sources", func(a *adversary) {
		for i := range 60 {
			a.sources = append(a.sources, adversarySource{fmt.Sprintf("Example Office No. %d", i), "An example", fmt.Sprintf("https://office-%d.example/", i), ""})
		}
	}},
}

func zalgo(text string, n int) string {
	var b strings.Builder
	for i, r := range text {
		b.WriteRune(r)
		for k := range n {
			b.WriteRune(rune(0x300 + (i*7+k*13)%0x30))
		}
	}
	return b.String()
}

// singles are fact-checks that are broken in one language or one part of their
// content only.
func singles() []adversary {
	var out []adversary
	add := func(name, lang string, do func(a *adversary)) {
		a := ordinary(lang)
		a.name = name
		do(&a)
		out = append(out, a)
	}
	for i, fact := range []string{
		"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz gilt nicht mehr",
		"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch is a village",
		"A", "*", strings.Repeat("W", 30), strings.Repeat("i", 90), strings.Repeat("…", 90), "fi", "1",
	} {
		add(fmt.Sprintf("word-%d", i), []string{"en", "de"}[i%2], func(a *adversary) { a.fact = fact })
	}
	for _, lang := range []string{"he", "zh-Hans", "my", "pa"} {
		add("language-"+lang, lang, func(a *adversary) { a.figures(0) })
	}
	add("rating-unknown", "en", func(a *adversary) { a.rating = "a rating that no scheme of ratings has ever had" })
	add("rating-longest", "fr", func(a *adversary) { a.rating = "missing-context"; a.figures(4) })
	for _, kind := range []string{"bars", "columns", "line", "slope", "stack"} {
		add("chart-"+kind+"-ar", "ar", func(a *adversary) { a.chart(kind) })
		add("chart-"+kind+"-hostile", "en", func(a *adversary) { a.chart(kind); a.hostileChart() })
	}
	for i, figure := range []string{"1 in 4", "👩🏽‍⚕️ 1/1000", "٤٤٪ تقريبا", "WWWWWWWWWWWWWW"} {
		add(fmt.Sprintf("number-%d", i), []string{"en", "ar"}[i/2%2], func(a *adversary) { a.figures(0); a.text += "number.figure = " + quote(figure) + "\n" })
	}
	for i, passage := range []string{"No.", filled("incomprehensibilities "+strings.Repeat("x", 40), 220), "لكل فرد حق مغادرة أي بلد — any country, “including” his own"} {
		add(fmt.Sprintf("receipt-%d", i), "en", func(a *adversary) {
			a.extra = "[receipt]\nsource = \"s0\"\npassage = " + quote(passage) + "\n"
		})
	}
	return out
}

// hostileChart gives a chart the longest names and values that differ by many
// orders of magnitude.
func (a *adversary) hostileChart() {
	a.extra = strings.NewReplacer("18.3", "1e12", "2.9", "0.0001", "44]", "0]", "30", "0.001", "name = \"", "name = \"Unemployment-insurance contributions of ").Replace(a.extra)
}
