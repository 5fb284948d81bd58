package api

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// parameters reads the parameters of a request and gathers what is wrong with
// them. Its methods are asked for every parameter that an address takes; rest
// then refuses all others.
type parameters struct {
	values url.Values
	known  []string
	errors []ParamError
}

// maxErrors bounds what a problem tells of wrong parameters.
const maxErrors = 20

// parseParameters reads the part of an address after its question mark.
func parseParameters(query string) *parameters {
	values, err := url.ParseQuery(query)
	p := &parameters{values: values}
	if err != nil {
		p.values = url.Values{}
		p.report("", "what stands after the question mark cannot be read", "write name=value, joined by &, with %XX for what is not plain")
	}
	return p
}

func (p *parameters) report(name, detail, hint string) {
	if len(p.errors) < maxErrors {
		p.errors = append(p.errors, ParamError{name, detail, hint})
	}
}

// text is the one value of a parameter; "" where it is not given or wrong.
func (p *parameters) text(name string) string {
	p.known = append(p.known, name)
	given := p.values[name]
	if len(given) == 0 {
		return ""
	}
	value := given[0]
	switch {
	case len(given) > 1:
		p.report(name, "is given more than once", "give one value")
	case strings.TrimSpace(value) == "":
		p.report(name, "is empty", "give a value, or leave the parameter out")
	case !utf8.ValidString(value) || strings.ContainsFunc(value, control):
		p.report(name, "has characters that are no text", "send text in UTF-8")
	default:
		return value
	}
	return ""
}

// control are characters that no text has.
func control(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

// word is a parameter that is one of several words.
func (p *parameters) word(name string, words ...string) string {
	value := p.text(name)
	if value == "" || slices.Contains(words, value) {
		return value
	}
	hint := "use one of " + strings.Join(words, ", ")
	if len(words) > 20 {
		hint = ""
	}
	if likely := problem.Likely(value[:min(len(value), 80)], words); likely != "" {
		hint = fmt.Sprintf("did you mean %s?", likely)
	}
	p.report(name, problem.Quote(value)+" is not one of its values", hint)
	return ""
}

// language is a parameter that is one of the site's languages.
func (p *parameters) language(name string, of []factcheck.Lang) factcheck.Lang {
	value := p.text(name)
	if value == "" {
		return ""
	}
	var lang factcheck.Lang
	if err := lang.UnmarshalText([]byte(value)); err == nil && slices.Contains(of, lang) {
		return lang
	}
	tags := make([]string, len(of))
	for i, l := range of {
		tags[i] = string(l)
	}
	p.report(name, problem.Quote(value)+" is not a language of this site", "use one of "+strings.Join(tags, ", "))
	return ""
}

// number is a parameter from 1 to most; usual where it is not given.
func (p *parameters) number(name string, most, usual int) int {
	value := p.text(name)
	if value == "" {
		return usual
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > most {
		p.report(name, problem.Quote(value)+" is not a number that can be used", fmt.Sprintf("give a number from 1 to %d", most))
		return usual
	}
	return n
}

// day is a parameter that is a day: one alone, or that of an instant in UTC.
func (p *parameters) day(name string) factcheck.Date {
	value := p.text(name)
	if value == "" {
		return factcheck.Date{}
	}
	for _, form := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(form, value); err == nil {
			t = t.UTC()
			return factcheck.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
		}
	}
	p.report(name, problem.Quote(value)+" is not a day", "write 2026-11-26, or an instant such as 2026-11-26T08:00:00Z")
	return factcheck.Date{}
}

// after is where a list goes on.
func (p *parameters) after(sort string) *cursor {
	value := p.text("cursor")
	if value == "" {
		return nil
	}
	c, err := parseCursor(value)
	switch {
	case err != nil:
		p.report("cursor", "is none that an answer gave", "take the address in “next” of an answer as it is")
	case c.sort != sort || c.filter != filterOf(p.values):
		p.report("cursor", "is that of another list", "keep the other parameters as they were, or leave the cursor out")
	default:
		return &c
	}
	return nil
}

// rest refuses parameters that the address does not take. It reports whether
// all were right.
func (p *parameters) rest() bool {
	for _, name := range slices.Sorted(maps.Keys(p.values)) {
		if slices.Contains(p.known, name) {
			continue
		}
		hint := "this address takes no parameters"
		if likely := problem.Likely(name[:min(len(name), 80)], p.known); likely != "" {
			hint = fmt.Sprintf("did you mean %s?", likely)
		} else if len(p.known) > 0 {
			hint = "this address takes " + strings.Join(p.known, ", ")
		}
		p.report(shown(name), "is no parameter of this address", hint)
	}
	return len(p.errors) == 0
}

// shown is the name of an unknown parameter as an answer may repeat it.
func shown(name string) string {
	quoted := problem.Quote(strings.ToValidUTF8(name, "\uFFFD"))
	return quoted[1 : len(quoted)-1]
}
