package factcheck

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"rebut/internal/problem"
)

// Slug is the last step of an address: lower-case letters a–z, digits and
// single hyphens, at most 80.
type Slug string

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// ValidID reports whether s has the form of a slug, a topic or a source id.
func ValidID(s string) bool { return len(s) <= 80 && slugForm.MatchString(s) }

// UnmarshalText refuses what cannot stand in an address.
func (s *Slug) UnmarshalText(text []byte) error {
	if !ValidID(string(text)) {
		return &problem.Mistake{Message: problem.Quote(string(text)) + " cannot stand in an address",
			Hint: "use lower-case letters a–z, digits and single hyphens, at most 80: “housing-costs-causes”"}
	}
	*s = Slug(text)
	return nil
}

// Date is a calendar date of known precision: a year, a month (Day 0) or a day.
// The zero Date is "not known".
type Date struct {
	Year, Month, Day int
}

// UnmarshalTOML reads a TOML local date, a text "2025-06-20", "2025-06" or
// "2025", or a number 2025.
func (d *Date) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case time.Time:
		if v.Year() < 1 { // a time of day alone
			return badDate(v.Format("15:04:05"))
		}
		*d = Date{v.Year(), int(v.Month()), v.Day()}
		return nil
	case int64:
		return d.parse(strconv.FormatInt(v, 10))
	case string:
		return d.parse(v)
	}
	return badDate(fmt.Sprint(value))
}

func badDate(text string) error {
	return &problem.Mistake{Message: problem.Quote(text) + " is not a date",
		Hint: "write 2025-06-20 for a day, \"2025-06\" for a month, \"2025\" for a year; leave the key out when the date is unknown"}
}

func (d *Date) parse(text string) error {
	if text == "" {
		*d = Date{}
		return nil
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		*d = Date{Year: t.Year()}
		if len(layout) >= 7 {
			d.Month = int(t.Month())
		}
		if len(layout) == 10 {
			d.Day = t.Day()
		}
		return nil
	}
	return badDate(text)
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// String is the date in ISO 8601 at its precision: "2025-06-20", "2025-06",
// "2025" or "".
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Time is the first instant of the date in UTC: feeds want an instant where
// the record knows only a day.
func (d Date) Time() time.Time {
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, time.UTC)
}

// Compare orders by time; an unknown date comes first and a less precise date
// before the more precise ones inside it.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Status is how far a fact-check is.
type Status string

// The four states. Only Published and Withdrawn are public.
const (
	Draft     Status = "draft"
	Review    Status = "review"
	Published Status = "published"
	Withdrawn Status = "withdrawn"
)

// UnmarshalText refuses any other word.
func (s *Status) UnmarshalText(text []byte) error {
	return oneOf(s, text, Draft, Review, Published, Withdrawn)
}

// Seen tells how the writer saw a page: the original itself, a copy elsewhere,
// or only quoted by others.
type Seen string

// The three ways of having seen a page.
const (
	SeenOriginal Seen = "original"
	SeenCopy     Seen = "copy"
	SeenQuoted   Seen = "quoted"
)

// UnmarshalText refuses any other word.
func (s *Seen) UnmarshalText(text []byte) error {
	return oneOf(s, text, SeenOriginal, SeenCopy, SeenQuoted)
}

// Kind tells what a source is, which readers weigh it by. The zero Kind is
// "not noted".
type Kind string

// The kinds of sources.
const (
	Study      Kind = "study"      // research with a method that is laid open: a paper, a working paper
	Statistics Kind = "statistics" // figures of a statistical office or a public register
	Report     Kind = "report"     // of a public body, an institute or an organisation
	Journalism Kind = "journalism" // of a newsroom: news, fact-check, opinion
	Statement  Kind = "statement"  // what somebody says in their own cause: a release, a speech, testimony
	Law        Kind = "law"        // a statute, a regulation or a judgment
)

// Kinds are all kinds of sources, in the order in which they are explained.
func Kinds() []Kind { return []Kind{Study, Statistics, Report, Journalism, Statement, Law} }

// UnmarshalText refuses any other word.
func (k *Kind) UnmarshalText(text []byte) error { return oneOf(k, text, Kinds()...) }

func oneOf[T ~string](dst *T, text []byte, words ...T) error {
	if i := slices.Index(words, T(text)); i >= 0 {
		*dst = words[i]
		return nil
	}
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return &problem.Mistake{Message: problem.Quote(string(text)) + " is not one of its values",
		Hint: "use one of " + strings.Join(list, ", ")}
}

// Localised is a short text per language. The key "" holds a text that serves
// every language.
type Localised map[Lang]string

// UnmarshalTOML reads a plain text (for every language) or a table
// { en = "…", fr = "…" }.
func (l *Localised) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case string:
		*l = Localised{"": v}
		return nil
	case map[string]any:
		*l = Localised{}
		var mistakes []error
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if m := l.add(key, v[key]); m != nil {
				m.Key = key
				mistakes = append(mistakes, m)
			}
		}
		return errors.Join(mistakes...)
	}
	return &problem.Mistake{Message: "must be a text, or one text per language", Hint: `write "…" or { en = "…", fr = "…" }`}
}

func (l Localised) add(key string, value any) *problem.Mistake {
	var lang Lang
	if err := lang.UnmarshalText([]byte(key)); err != nil {
		return err.(*problem.Mistake)
	}
	text, ok := value.(string)
	if !ok {
		return &problem.Mistake{Message: "the text must be in quotation marks"}
	}
	if _, twice := l[lang]; twice {
		return &problem.Mistake{Message: "the text for " + string(lang) + " stands twice", Hint: "keep one of them"}
	}
	l[lang] = text
	return nil
}

// In returns the text for lang and the language that it is in: lang itself,
// else the text for every language, else the fallback's, else the first by
// tag, else "".
func (l Localised) In(lang, fallback Lang) (text string, in Lang) {
	for _, try := range []Lang{lang, "", fallback} {
		if t, ok := l[try]; ok && t != "" {
			if try == "" {
				return t, fallback
			}
			return t, try
		}
	}
	for _, k := range l.Languages() {
		if l[k] != "" {
			return l[k], k
		}
	}
	return "", fallback
}

// Languages lists the languages that have a text, sorted.
func (l Localised) Languages() []Lang {
	langs := make([]Lang, 0, len(l))
	for k := range l {
		langs = append(langs, k)
	}
	slices.Sort(langs)
	return langs
}

// Length is the number of characters (code points) of a text.
func Length(s string) int { return utf8.RuneCountInString(s) }

// MarshalTOML is the inverse of UnmarshalTOML.
func (d Date) MarshalTOML() any {
	switch {
	case d.IsZero():
		return nil
	case d.Day == 0:
		return d.String()
	}
	return d.Time()
}

// MarshalTOML is the inverse of UnmarshalTOML.
func (l Localised) MarshalTOML() any {
	if all, ok := l[""]; ok && len(l) == 1 {
		return all
	}
	out := make(map[string]string, len(l))
	for lang, text := range l {
		out[string(lang)] = text
	}
	return out
}
