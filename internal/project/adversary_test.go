package project

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"

	"rebut/internal/specimen"
)

// An adversary is a fact-check that is made to break pictures: its texts are
// as long, as short, as foreign and as ill-formed as files can be.
type adversary struct {
	name, lang string
	fact       string
	why        string
	claim      string
	technique  string
	rating     string
	topic      string
	sources    []adversarySource
	extra      string // [number], [chart], [receipt]
	text       string // further keys of the text
}

type adversarySource struct{ publisher, title, url, language string }

// adversarySettings shows all languages, reviewed or not.
const adversarySettings = `
languages = ["en", "fr", "ar", "hi", "ur", "ta", "pa", "de", "he", "zh-Hans", "my"]
[organisation]
address = "https://rebut.example"
wordmark = "Rebut"
[[topics]]
id = "rights"
name = { en = "Rights", fr = "Droits", ar = "حقوق", hi = "अधिकार", ur = "حقوق", ta = "உரிமைகள்", pa = "ਹੱਕ" }
[[topics]]
id = "long"
name = { en = "Rights and freedoms of everybody, everywhere and at every time of the year", fr = "Droits et libertés de toutes et de tous, partout et en toute saison" }
`

// adversaries are 200 fact-checks, always the same: every way to break a text
// in six languages and five scripts, then single ones.
func adversaries() []adversary {
	var out []adversary
	for i, lang := range []string{"en", "fr", "ar", "hi", "ur", "ta"} {
		for k, way := range waysToBreak {
			a := ordinary(lang)
			a.name = fmt.Sprintf("%s-%s", way.name, lang)
			a.figures(i + k)
			way.do(&a)
			out = append(out, a)
		}
	}
	return append(out, singles()...)
}

// ordinary is a fact-check with the words of a specimen: articles 13 and 14 of
// the Universal Declaration of Human Rights.
func ordinary(lang string) adversary {
	all := specimen.Texts()
	i := slices.IndexFunc(all, func(t specimen.Text) bool { return t.Lang == lang })
	if i < 0 {
		i = slices.IndexFunc(all, func(t specimen.Text) bool { return t.Lang == "en" })
	}
	t := all[i]
	return adversary{lang: lang, fact: upTo(t.Move, 70), why: upTo(t.Leave+" "+t.Asylum, 200), claim: upTo(t.NoAsylum, 100), technique: upTo(t.Asylum, 90),
		rating: "false", topic: "rights", sources: []adversarySource{{"Example Observatory", "On the example", "https://www.observatory.example/a", "en"},
			{"Institut d’optique Exemple", "De l’exemple", "https://optique.example/", "fr"}, {"Example Weather Service", "A third", "https://weather.example/", ""}}}
}

// figures adds what single designs need: a number, a receipt and each kind of
// chart, in turn.
func (a *adversary) figures(turn int) {
	if turn%2 == 0 {
		a.extra += "[number]\nvalue = " + []string{"11", "1234567.89", "-0.000001", "0"}[turn/2%4] + "\nunit = \"" + []string{"percent", "CAD", ""}[turn%3] + "\"\ndecimals = 2\nsource = \"s0\"\n"
		a.text += "number.label = " + quote(upTo(a.why, 100)) + "\n"
	} else {
		a.extra += "[receipt]\nsource = \"s0\"\npassage = \"Everyone has the right to leave any country, including his own, and to return to his country.\"\nlanguage = \"en\"\n"
		a.text += "receipt.translation = " + quote(upTo(a.why, 120)) + "\n"
	}
	if turn%3 == 0 {
		a.chart([]string{"bars", "columns", "line", "slope", "stack"}[turn/3%5])
	}
	if turn%4 == 0 {
		a.text += "sandwich.again = " + quote(upTo(a.claim, 80)) + "\nsandwich.action = " + quote(upTo(a.why, 110)) + "\n"
	}
}

// chart adds a chart whose names are words of the texts.
func (a *adversary) chart(kind string) {
	names := strings.Fields(a.why + " " + a.claim)
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) < 3 {
		names = []string{"one", "two", "three"}
	}
	a.extra += "[chart]\nkind = \"" + kind + "\"\nunit = \"percent\"\nsource = \"s1\"\n"
	n := 3
	if kind == "slope" {
		n = 2
	}
	for i := range n {
		a.extra += fmt.Sprintf("[[chart.categories]]\nname = %s\nhighlight = %v\n", quote(names[i]), i == 0 && (kind == "bars" || kind == "columns"))
	}
	if kind == "bars" || kind == "columns" {
		a.extra += "[[chart.series]]\nvalues = [18.3, 2.9, 44]\n"
	} else {
		for i, values := range [][]float64{{30, 45, 60}, {70, 55, 40}} {
			a.extra += fmt.Sprintf("[[chart.series]]\nname = %s\nvalues = %s\nhighlight = %v\n", quote(names[len(names)-1-i]), strings.ReplaceAll(fmt.Sprint(values[:n]), " ", ", "), i == 0)
		}
	}
	a.text += "chart.title = " + quote(upTo(a.fact, 60)) + "\nchart.note = " + quote(upTo(a.claim, 60)) + "\n"
}

// toml is the file of the fact-check.
func (a adversary) toml() string {
	var b strings.Builder
	fmt.Fprintf(&b, "status = \"published\"\nlanguage = %q\npublished = 2026-11-01\nmodified = 2026-11-01\nrating = %s\n", a.lang, quote(a.rating))
	if a.topic != "" {
		fmt.Fprintf(&b, "topics = [%s]\n", quote(a.topic))
	}
	fmt.Fprintf(&b, "[text.%s]\n", a.lang)
	for _, field := range [][2]string{{"claim", a.claim}, {"fact", a.fact}, {"why", a.why}, {"technique", a.technique}, {"verdict", "It is an example."}, {"body", "An example [@s0]."}} {
		if field[1] != "" {
			fmt.Fprintf(&b, "%s = %s\n", field[0], quote(field[1]))
		}
	}
	b.WriteString(a.text + a.extra)
	b.WriteString("[[appearances]]\nclaimant = \"Somebody\"\nquote = \"An example.\"\ndate = 2026-01-02\nurl = \"https://example.org/a\"\nseen = \"original\"\n")
	for i, s := range a.sources {
		fmt.Fprintf(&b, "[[sources]]\nid = \"s%d\"\ntitle = %s\npublisher = %s\nurl = %s\nfinding = \"An example.\"\nseen = \"original\"\n", i, quote(s.title), quote(s.publisher), quote(s.url))
		if s.language != "" {
			fmt.Fprintf(&b, "language = %q\n", s.language)
		}
	}
	return b.String()
}

// quote is a TOML string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// upTo is as many words of a text as have n characters, at least one.
func upTo(text string, n int) string {
	words := strings.Fields(text)
	out := words[0]
	for _, w := range words[1:] {
		longer := out + " " + w
		if len([]rune(longer)) > n {
			break
		}
		out = longer
	}
	return out
}

// filled repeats a text to n characters, whole words where it has spaces.
func filled(text string, n int) string {
	for len([]rune(text)) < n {
		text += " " + text
	}
	return upTo(text, n)
}

// adversarialProject is a folder with these fact-checks, and nothing else of
// its own.
func adversarialProject(list []adversary) fs.FS {
	claims := fstest.MapFS{}
	for _, a := range list {
		claims[a.name+".toml"] = &fstest.MapFile{Data: []byte(a.toml())}
	}
	return WithClaims(own(map[string]string{"rebut.toml": adversarySettings}), claims)
}
