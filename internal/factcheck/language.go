package factcheck

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"rebut/internal/problem"
)

// Lang is a language by its BCP 47 tag as people write it, in the usual upper
// and lower case ("fr", "zh-Hans"). Only Tagalog has one spelling, "tl":
// "fil", which Unicode prefers and calls Filipino, is read as the same.
type Lang string

const tagalog, filipino = "tl", "fil"

// UnmarshalText accepts well-formed tags of known languages.
func (l *Lang) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*l = ""
		return nil
	}
	// Raw: x/text would otherwise replace tags that have a newer spelling, and
	// the address would not be the one that was asked for.
	tag, err := language.Raw.Parse(string(text))
	if err != nil {
		return &problem.Mistake{Message: problem.Quote(string(text)) + " is not a language tag", Hint: tagHint(string(text))}
	}
	*l = fromTag(tag)
	return nil
}

func fromTag(tag language.Tag) Lang {
	s := tag.String()
	if rest, ok := strings.CutPrefix(s, filipino); ok && (rest == "" || rest[0] == '-') {
		s = tagalog + rest
	}
	return Lang(s)
}

// Tag is the parsed tag, in the spelling that Unicode's data are found by.
func (l Lang) Tag() language.Tag { return language.Make(string(l)) }

// Parent is the language without its most special part ("fr-CA" → "fr"); ""
// where that is not the same way of writing ("zh-Hant").
func (l Lang) Parent() Lang {
	if parent := language.Raw.Make(string(l)).Parent(); parent != language.Und {
		return fromTag(parent)
	}
	return ""
}

// Name is the language as messages call it: "French"; the tag where it has no
// name.
func (l Lang) Name() string {
	if l == tagalog {
		return "Tagalog"
	}
	if name := display.English.Tags().Name(l.Tag()); name != "" {
		return name
	}
	return string(l)
}

// tagHint proposes the tag of a language whose name stands for it.
func tagHint(typed string) string {
	if tag, found := tagsByName()[plainName(typed)]; found {
		return "did you mean \"" + string(tag) + "\"?"
	}
	return "use the standard tag: en, fr, es, tl, pa, hi, ta, ar, ur, fa, zh-Hans …"
}

func plainName(name string) string {
	const longest = 60 // bytes; no language's name has more
	return withoutAccents(strings.ToLower(strings.TrimSpace(name[:min(len(name), longest)])))
}

// tagsByName are the languages that Unicode names, by their names in English,
// French and the language itself, in lower case without accents.
var tagsByName = sync.OnceValue(func() map[string]Lang {
	names := map[string]Lang{"tagalog": tagalog, "farsi": "fa", "mandarin": "zh", "panjabi": "pa", "castellano": "es", "ourdou": "ur"}
	for _, tag := range display.Supported.Tags() {
		base, _ := tag.Base()
		if parsed := language.Make(base.String()); parsed != tag {
			continue // a variety, whose name is longer
		}
		for _, name := range []string{display.English.Languages().Name(base), display.French.Languages().Name(base), display.Self.Name(tag)} {
			if _, taken := names[plainName(name)]; name != "" && !taken {
				names[plainName(name)] = fromTag(tag)
			}
		}
	}
	return names
})

// rightToLeft are the scripts written from right to left (UAX #9, bidi class
// R or AL), by their ISO 15924 code.
var rightToLeft = []string{"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}

// RTL reports whether the language is written from right to left, in the
// script it is most often written in or the one that its tag names.
func (l Lang) RTL() bool {
	script, _ := l.Tag().Script()
	return slices.Contains(rightToLeft, script.String())
}

// Dir is the value of the HTML dir attribute, "rtl" or "ltr".
func (l Lang) Dir() string {
	if l.RTL() {
		return "rtl"
	}
	return "ltr"
}
