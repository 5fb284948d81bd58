package message

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/feature/plural"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// categories are CLDR's plural categories in its order.
var categories = [...]string{"zero", "one", "two", "few", "many", "other"}

// forms are a text's strings by plural category; a text without plurals has
// "other" alone.
type forms map[string]string

// UnmarshalTOML reads a plain text or a table of plural categories.
func (f *forms) UnmarshalTOML(value any) error {
	switch v := value.(type) {
	case string:
		*f = forms{"other": v}
		return nil
	case map[string]any:
		*f = forms{}
		for key, item := range v {
			s, ok := item.(string)
			if !ok || !slices.Contains(categories[:], key) {
				return &problem.Mistake{Message: fmt.Sprintf("%q is not a plural category with a text", key),
					Hint: "use zero, one, two, few, many, other"}
			}
			(*f)[key] = s
		}
		return nil
	}
	return &problem.Mistake{Message: "must be a text, or one text per plural category", Hint: `write "…" or { one = "…", other = "…" }`}
}

// placeholder is the only template syntax that texts may use.
var placeholder = regexp.MustCompile(`\{\{\.[A-Z][A-Za-z]*\}\}`)

// mistake returns what is wrong with the text itself, or nil.
func (f forms) mistake() *problem.Mistake {
	if f["other"] == "" {
		return &problem.Mistake{Message: `the text for "other" is missing or empty`, Hint: "every text needs it, in every language"}
	}
	for _, category := range categories {
		if rest := placeholder.ReplaceAllString(f[category], ""); strings.Contains(rest, "{{") || strings.Contains(rest, "}}") {
			return &problem.Mistake{Message: "double braces that are not a placeholder", Hint: "placeholders look like {{.Date}}"}
		}
	}
	return nil
}

// placeholders lists the names in any form, sorted and unique. A form may
// leave {{.Count}} out ("one source"), so it counts for all.
func (f forms) placeholders() []string {
	var names []string
	for _, category := range categories {
		names = append(names, placeholder.FindAllString(f[category], -1)...)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// missing lists the plural categories that whole numbers up to 200 have in a
// language and that a text with plurals lacks.
func (f forms) missing(lang factcheck.Lang) []string {
	if len(f) == 1 {
		return nil
	}
	names := map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two",
		plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	var out []string
	for n := range 201 {
		name := names[plural.Cardinal.MatchPlural(lang.Tag(), n, 0, 0, 0, 0)]
		if f[name] == "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (f forms) message(id string) *i18n.Message {
	return &i18n.Message{ID: id, Zero: f["zero"], One: f["one"], Two: f["two"], Few: f["few"], Many: f["many"], Other: f["other"]}
}
