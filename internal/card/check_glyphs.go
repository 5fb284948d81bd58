package card

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// gap is a character that no font has, where a text first has it.
type gap struct {
	char rune
	nth  int // which of the text's chars it is, from 0; others may be drawn with what precedes them
}

// missing lists the texts that have characters which no font has.
func (c *composer) missing(s sketch) []finding {
	var out []finding
	for _, b := range s.blocks {
		found := finding{code: missingGlyph, from: b.from, lang: b.lang, text: b.plain}
		runes, seen := []rune(b.plain), map[rune]bool{}
		for _, m := range b.layout.Missing {
			if seen[m.Rune] {
				continue
			}
			seen[m.Rune] = true
			nth := strings.Count(string(runes[:min(m.Offset, len(runes))]), string(m.Rune))
			found.gaps = append(found.gaps, gap{m.Rune, nth})
			if name, get := c.fonts.Lacking(m.Rune, string(found.lang)); name != "" && found.help == "" {
				found.help = fmt.Sprintf("the family %s has it, but is not here: get %s; then: rebut fonts add FILE", name, get)
			}
		}
		if len(found.gaps) > 0 {
			out = append(out, found)
		}
	}
	return out
}

// missingOnce makes one problem of all texts of a language that have characters
// which no font has, at the first of them: one font mends them all.
func missingOnce(f *factcheck.FactCheck, gaps []finding) problem.List {
	place := func(d finding) problem.Position { return f.Locate(d.from.path, d.offset(f)) }
	slices.SortStableFunc(gaps, func(a, b finding) int {
		p, q := place(a), place(b)
		return cmp.Or(cmp.Compare(a.lang, b.lang), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
	})
	var out problem.List
	for len(gaps) > 0 {
		first, n := gaps[0], 1
		names, chars := []string{first.name()}, first.gaps
		for ; n < len(gaps) && gaps[n].lang == first.lang; n++ {
			chars = union(chars, gaps[n].gaps)
			first.help = cmp.Or(first.help, gaps[n].help)
			if name := gaps[n].name(); !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		p := first.problem(f, nil)
		p.Message, p.Values = list(names)+": Rebut has no font for "+characters(chars), problem.Named(characters(chars))
		out, gaps = append(out, p), gaps[n:]
	}
	return out
}

// list is words as people list them: "claim, fact and why".
func list(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

// union are the gaps of both lists, each character once, in the order they were
// found.
func union(a, b []gap) []gap {
	out, seen := slices.Clone(a), map[rune]bool{}
	for _, g := range a {
		seen[g.char] = true
	}
	for _, g := range b {
		if !seen[g.char] {
			out = append(out, g)
		}
	}
	return out
}

// maxNamed is how many characters a message names: enough to see what the
// matter is.
const maxNamed = 10

// characters names the characters of gaps and the script that they belong to:
// "these characters of the Tamil script: அ, ஆ and 3 more". What belongs to no
// script comes last.
func characters(gaps []gap) string {
	var letters, others, scripts []string
	for i, g := range gaps {
		script := scriptName(g.char)
		if script != "" && !slices.Contains(scripts, script) {
			scripts = append(scripts, script)
		}
		switch {
		case i >= maxNamed:
		case script == "":
			others = append(others, shownChar(g.char))
		default:
			letters = append(letters, shownChar(g.char))
		}
	}
	what := "this character"
	if len(gaps) > 1 {
		what = "these characters"
	}
	named := strings.Join(others, ", ")
	if len(letters) > 0 {
		what += ofScripts(scripts)
		named = strings.Join(letters, ", ")
		if len(others) > 0 {
			named += "; and of no script: " + strings.Join(others, ", ")
		}
	}
	if rest := len(gaps) - maxNamed; rest > 0 {
		named += fmt.Sprintf(" and %d more", rest)
	}
	return what + ": " + named
}

func ofScripts(names []string) string {
	if len(names) == 1 {
		return " of the " + names[0] + " script"
	}
	return " of the " + list(names) + " scripts"
}

// scriptName is the script of a letter or mark as Unicode names it; "" for
// what all scripts use.
func scriptName(r rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) && name != "Common" && name != "Inherited" {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return ""
}

// shownChar is a character as a message shows it: a mark on a dotted circle,
// and with its number what no script tells people to look for.
func shownChar(r rune) string {
	switch {
	case !unicode.IsGraphic(r) || r == utf8.RuneError:
		return fmt.Sprintf("U+%04X", r)
	case unicode.IsMark(r):
		return "◌" + string(r)
	case scriptName(r) == "":
		return fmt.Sprintf("%c (U+%04X)", r, r)
	}
	return string(r)
}

// offset is the byte offset of the first missing character in the text as it is
// written, with emphasis marks and without the quotation marks of the card.
func (d finding) offset(f *factcheck.FactCheck) int {
	text := f.Texts[d.lang]
	if len(d.gaps) == 0 || text == nil {
		return 0
	}
	written := map[string]string{"fact": string(text.Fact), "why": text.Why, "claim": text.Claim}[d.name()]
	first := len(written)
	for _, g := range d.gaps {
		first = min(first, g.offset(written))
	}
	return first
}

// offset is where the gap is in a text; 0 where it is not.
func (g gap) offset(written string) int {
	at, skip := 0, g.nth
	for {
		i := strings.IndexRune(written[at:], g.char)
		if i < 0 {
			return 0
		}
		if skip == 0 {
			return at + i
		}
		_, size := utf8.DecodeRuneInString(written[at+i:]) // 1 for a broken byte
		at, skip = at+i+size, skip-1
	}
}
