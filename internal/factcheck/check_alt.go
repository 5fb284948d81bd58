package factcheck

import (
	"fmt"
	"strings"
	"unicode"
)

// AltLimit is the least that one of the site's apps takes for an alt text.
type AltLimit struct {
	Characters int    // 0: no app has a limit
	App        string // its name
}

// alt checks an alt text that somebody wrote. Who hears it must learn the fact
// first, as who sees the picture does.
func (k *checker) alt(t *Text, where at) {
	if t.Alt == "" || blank(t.Fact.Plain()) {
		return
	}
	if !BeginsWithFact(t.Alt, t.Fact) {
		k.errorf(where, "alt-without-fact", fmt.Sprintf("begin with: %s", t.Fact.Plain()), "the alt text does not begin with the fact")
	}
	if n, limit := Length(t.Alt), k.scheme.Alt; limit.Characters > 0 && n > limit.Characters {
		k.warnf(where, "long-alt", "say what matters most in the first sentences",
			"alt has %d characters; %s takes %d, and there it ends at the last sentence that fits", n, limit.App, limit.Characters)
	}
}

// BeginsWithFact reports whether a text's first words are those of the fact,
// whatever their capitals and the marks between them.
func BeginsWithFact(text string, fact Emphasised) bool {
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
		})
	}
	first, want := words(text), words(fact.Plain())
	if len(first) < len(want) {
		return false
	}
	for i, w := range want {
		if first[i] != w {
			return false
		}
	}
	return true
}
