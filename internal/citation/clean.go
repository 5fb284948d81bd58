package citation

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"rebut/internal/factcheck"
)

// What is longer than a title, a name or a list of authors is none: it is left
// out and not cut, which would misquote it.
const (
	mostTitle   = 300 // characters
	mostName    = 160 // characters
	mostAuthors = 20
)

// marks are elements that stand in titles as text, since whoever wrote them
// escaped them once too often.
var marks = regexp.MustCompile(`(?i)</?(?:i|em|b|strong|sub|sup|span|br ?/?)>`)

// clean is a text as a form may hold it: one line, composed, without characters
// that nobody sees; "" where it is longer than most characters.
func clean(text string, most int) string {
	if len(text) > 16*most {
		return ""
	}
	text = marks.ReplaceAllString(html.UnescapeString(strings.ToValidUTF8(text, "")), "")
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f': // French needs these two
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d', r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	for strings.Contains(text, "  ") {
		text = strings.ReplaceAll(text, "  ", " ")
	}
	text = strings.TrimSpace(norm.NFC.String(text))
	if utf8.RuneCountInString(text) > most || !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
		return ""
	}
	return text
}

// names are clean names, each once: no addresses, and none of those without.
func names(list []string, without ...string) (out []string) {
	for _, name := range list {
		name = clean(name, mostName)
		if name == "" || strings.Contains(name, "://") || slices.Contains(out, name) || slices.ContainsFunc(without, func(w string) bool { return strings.EqualFold(w, name) }) {
			continue
		}
		out = append(out, name)
	}
	if len(out) > mostAuthors {
		return nil
	}
	return out
}

// turned is a name that was written "Family, Given" in the order of speech.
func turned(name string) string {
	if family, given, comma := strings.Cut(name, ", "); comma && !strings.Contains(given, ",") {
		return given + " " + family
	}
	return name
}

// isoDate is the beginning of a date in ISO 8601 or in Highwire's way.
var isoDate = regexp.MustCompile(`^(\d{4})(?:([-/.])(\d{1,2})(?:([-/.])(\d{1,2}))?)?(?:[T ]|$)`)

// date reads a date, the first that is one. What could be read in two ways
// ("06/07/2025") is none.
func date(texts ...string) factcheck.Date {
	for _, text := range texts {
		if d := oneDate(strings.TrimSpace(text)); !d.IsZero() {
			return d
		}
	}
	return factcheck.Date{}
}

func oneDate(text string) (d factcheck.Date) {
	if m := isoDate.FindStringSubmatch(text); m != nil && (m[4] == "" || m[2] == m[4]) {
		padded := m[1]
		for _, part := range []string{m[3], m[5]} {
			if part != "" {
				padded += "-" + ("0" + part)[len(part)-1:]
			}
		}
		if d.UnmarshalTOML(padded) == nil && plausible(d.Year) {
			return d
		}
		return factcheck.Date{}
	}
	for _, layout := range []string{"20060102", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "2 January 2006", "2 Jan 2006", time.RFC1123, time.RFC1123Z, "January 2006"} {
		t, err := time.Parse(layout, text)
		if err != nil || !plausible(t.Year()) {
			continue
		}
		d = factcheck.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
		if layout == "January 2006" {
			d.Day = 0
		}
		return d
	}
	return factcheck.Date{}
}

// plausible are years that something on the web may be of.
func plausible(year int) bool { return year >= 1450 && year < 2200 }

// tongue is the first text that names a language: BCP 47 ("fr-CA"), Open Graph
// ("fr_CA") or ISO 639-2 ("fra", "fre"). The region is left out.
func tongue(texts ...string) factcheck.Lang {
	for _, text := range texts {
		tag, err := language.Parse(strings.ReplaceAll(strings.TrimSpace(text), "_", "-"))
		base, sure := tag.Base()
		if err != nil || sure != language.Exact {
			continue
		}
		out := base.String()
		if script, sure := tag.Script(); sure == language.Exact {
			out += "-" + script.String()
		}
		var lang factcheck.Lang
		if lang.UnmarshalText([]byte(out)) == nil && lang != "und" && lang != "mul" {
			return lang
		}
	}
	return ""
}
