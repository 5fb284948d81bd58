package typeset

import (
	"slices"

	"github.com/go-text/typesetting/language"
)

// resolveScripts gives every rune a real script. Common and inherited runes
// (spaces, figures, punctuation, marks) take that of the text before them, at
// the start that of the text after them, and unset when there is none at all.
// A closing bracket or quotation mark takes its opening partner's, so that the
// two come from one face (UAX #24, section 5.2).
func resolveScripts(text []rune, scripts []language.Script, unset language.Script) {
	current := firstScript(text, unset)
	var open []openMark
	for i, r := range text {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited && s != language.Unknown {
			current = s
		}
		scripts[i] = current
		if closer := closing(r); closer != 0 && len(open) < maxOpen {
			open = append(open, openMark{closer, current})
			continue
		}
		for j := len(open) - 1; j >= 0; j-- {
			if open[j].closer == r {
				current = open[j].script
				scripts[i] = current
				open = open[:j]
				break
			}
		}
	}
}

// maxOpen bounds the nesting of brackets that is followed (UAX #9, BD16, uses
// the same bound).
const maxOpen = 63

// openMark is an opening bracket that waits for its partner.
type openMark struct {
	closer rune
	script language.Script
}

func firstScript(text []rune, unset language.Script) language.Script {
	for _, r := range text {
		if s := language.LookupScript(r); s != language.Common && s != language.Inherited && s != language.Unknown {
			return s
		}
	}
	return unset
}

// closing is the partner of an opening bracket or quotation mark, or 0.
// The apostrophe ’ closes ‘ only where a ‘ is open.
func closing(r rune) rune {
	switch r {
	case '(':
		return ')'
	case '[':
		return ']'
	case '{':
		return '}'
	case '«':
		return '»'
	case '‹':
		return '›'
	case '“':
		return '”'
	case '‘':
		return '’'
	case '「':
		return '」'
	case '『':
		return '』'
	case '（':
		return '）'
	case '《':
		return '》'
	}
	return 0
}

// mainScript is the script of most letters of a text; of two equally frequent
// ones, the first to appear. unset when there are no letters.
func mainScript(text []rune, unset language.Script) language.Script {
	type count struct {
		script language.Script
		runes  int
	}
	var counts []count // in the order of the text
	at := 0
	for _, r := range text {
		s := language.LookupScript(r)
		if s == language.Common || s == language.Inherited || s == language.Unknown {
			continue
		}
		if at == len(counts) || counts[at].script != s {
			if at = slices.IndexFunc(counts, func(c count) bool { return c.script == s }); at < 0 {
				at = len(counts)
				counts = append(counts, count{script: s})
			}
		}
		counts[at].runes++
	}
	best := count{script: unset}
	for _, c := range counts {
		if c.runes > best.runes {
			best = c
		}
	}
	return best.script
}

// joined reports whether letters of a script touch, by cursive joining or by a
// headline, so that tracking would tear words apart.
func joined(s language.Script) bool {
	switch s {
	case language.Arabic, language.Syriac, language.Nko, language.Mandaic, language.Mongolian,
		language.Phags_Pa, language.Adlam, language.Hanifi_Rohingya,
		language.Devanagari, language.Gurmukhi, language.Bengali:
		return true
	}
	return false
}
