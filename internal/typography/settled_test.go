package typography

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// What is called settled must have no proposals: the fast way may never say
// other than the long one.
func TestSettledTextsHaveNoProposals(t *testing.T) {
	parts := strings.Split(`word|Mot|1999|12| |  |.|...|…|'|"|’|“|”|«|»|« | »|`+"\u00a0|\u202f|\n|\u200b"+`|:|;|!|?|%|$|-|–|*|_|[@source]|https://a.example/x--y|e`+"\u0301"+`|é|(|)|،|؟|मा|\*`, "|")
	dice := rand.New(rand.NewPCG(1, 2))
	hidden := func(r rune) bool { return r == '\u200b' || unicode.IsControl(r) && r != '\n' }
	seen := 0
	for range 5_000 {
		var b strings.Builder
		for range 1 + dice.IntN(7) {
			b.WriteString(parts[dice.IntN(len(parts))])
		}
		text := b.String()
		for _, lang := range []string{"", "en", "fr", "fr-CA", "fr-FR", "es", "ar", "zh", "xx-bad-"} {
			style := styleOf(lang)
			if !settled(text, style, hidden) {
				continue
			}
			seen++
			for _, form := range []Form{Plain, Emphasised, Markdown, Exact} {
				if edits := propose(text, style, form, hidden); len(edits) > 0 {
					t.Fatalf("%q in %q is called settled, but has %+v", text, lang, edits)
				}
			}
		}
	}
	if seen < 1000 {
		t.Errorf("only %d texts were settled", seen)
	}
}

func TestOrdinaryTextsAreSettled(t *testing.T) {
	for lang, text := range map[string]string{
		"en": "Rents rose 5.3% in 2023–2024; nobody’s “rule” says why.",
		"fr": "Les loyers ont augmenté de 5,3\u00a0% : on ne sait pourquoi.",
		"ar": "ارتفعت الإيجارات 5% منذ عام 2020.",
	} {
		want := lang != "fr" // an ordinary space stands before its colon
		if got := settled(text, styleOf(lang), nil); got != want {
			t.Errorf("%s: settled %v, want %v", text, got, want)
		}
	}
	if french := "Les loyers : l’on sait.\nDe 5,3\u00a0% : «\u00a0oui\u00a0»; non!"; !settled(strings.ReplaceAll(french, " :", "\u00a0:"), styleOf("fr"), nil) {
		t.Error("a French text with its no-break spaces is not settled")
	}
}
