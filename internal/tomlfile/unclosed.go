package tomlfile

import (
	"bytes"
	"regexp"

	"rebut/internal/problem"
)

// A text of several lines that is never closed swallows what follows: up to
// the end of the file, or up to the opening quotation marks of the next such
// text, behind which the prose of that one is read as keys. A parser stops
// there, far from the mistake.

// opensText is the beginning of a line on which a text of several lines opens.
var opensText = regexp.MustCompile(`^[ \t]*["'A-Za-z0-9_.-]+[ \t]*=[ \t]*$`)

// unclosed finds the text of several lines that opened before the byte offset
// before, where a parser gave up, and has no end of its own. The text is TOML
// up to its opening.
func unclosed(text []byte, before int) (opening int, mark string, found bool) {
	for at := 0; at < len(text) && at <= before; {
		quotes := quotesAt(text[at:])
		switch {
		case quotes == "" && text[at] == '#':
			at += toLineEnd(text[at:])
		case quotes == "":
			at++
		case len(quotes) == 1:
			at += 1 + oneLineText(text[at+1:], quotes[0])
		default:
			n, closed := severalLines(text[at+3:], quotes)
			if end := at + 3 + n; !closed || opensText.Match(lineBefore(text, end)) {
				return at, quotes, true
			}
			at += 3 + n + len(quotes)
		}
	}
	return 0, "", false
}

// quotesAt is the opening of a text that s begins with, "" for none.
func quotesAt(s []byte) string {
	for _, quotes := range []string{`"""`, `'''`, `"`, `'`} {
		if bytes.HasPrefix(s, []byte(quotes)) {
			return quotes
		}
	}
	return ""
}

func toLineEnd(s []byte) int {
	if i := bytes.IndexByte(s, '\n'); i >= 0 {
		return i
	}
	return len(s)
}

func lineBefore(text []byte, at int) []byte {
	return text[bytes.LastIndexByte(text[:at], '\n')+1 : at]
}

// oneLineText is the length of a text with its closing mark, or up to the end
// of the line where it lacks one.
func oneLineText(s []byte, quote byte) int {
	for i := 0; i < len(s) && s[i] != '\n'; i++ {
		switch {
		case s[i] == quote:
			return i + 1
		case s[i] == '\\' && quote == '"':
			i++
		}
	}
	return toLineEnd(s)
}

// severalLines is the length of a text before its closing marks. Up to two
// quotation marks may stand before these and belong to the text (TOML 1.0,
// "String").
func severalLines(s []byte, quotes string) (length int, closed bool) {
	for i := 0; i < len(s); i++ {
		switch {
		case bytes.HasPrefix(s[i:], []byte(quotes)):
			for n := 0; n < 2 && i+3 < len(s) && s[i+3] == quotes[0]; n++ {
				i++
			}
			return i, true
		case s[i] == '\\' && quotes == `"""`:
			i++
		}
	}
	return len(s), false
}

// noEnd replaces a parser's mistake at the byte offset at by the unclosed text
// that led to it, if one did.
func (d *Document) noEnd(at int, mistake problem.Problem) problem.Problem {
	opening, mark, found := unclosed(d.text, at)
	if !found {
		return mistake.At(d.position(at))
	}
	return problem.Problem{Code: "syntax",
		Message: "the text that begins here with " + mark + " has no end",
		Hint:    "write " + mark + " on a line of its own after its last line",
	}.At(d.position(opening))
}
