package message

import (
	"os"
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"rebut/internal/factcheck"
)

// Texts are filled as go-i18n fills them, in every language that ships and in
// some that have no texts or lack one.
func TestFilledTextsAreThoseOfTheLibrary(t *testing.T) {
	c, problems, err := Load(os.DirFS("../../templates"))
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	ids := append(sortedIDs(c.files[Fallback]), "site.nothing-of-this-name")
	for _, lang := range append(c.Languages(), "fr-CA", "xx", "nb", "tl-PH") {
		p := c.In(factcheck.Lang(lang))
		for _, id := range ids {
			var pairs []any
			if text := c.files[Fallback].texts[id]; text != nil {
				for i, name := range text.forms.placeholders() {
					pairs = append(pairs, name[len("{{."):len(name)-len("}}")], []any{"“A & <b> {{.B}}”", 1234567}[i%2])
				}
			}
			for _, given := range [][]any{pairs, append([]any{"Other", "x"}, pairs...), append(pairs, "odd"), {"Name"}, {"Name", 1.5}} {
				want := p.localize(i18n.LocalizeConfig{MessageID: id, TemplateData: p.data(given)}, id)
				if got := p.Text(id, given...); got != want {
					t.Errorf("%s in %s with %v: got %q, want %q", id, lang, given, got, want)
				}
			}
		}
	}
}
