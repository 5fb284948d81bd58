package factcheck

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/problem"
)

// designs checks the designs that a fact-check asks for.
func (k *checker) designs() {
	f := k.f
	given := map[string]bool{"number": f.Number != nil, "chart": f.Chart != nil, "receipt": f.Receipt != nil}
	seen := map[string]bool{}
	for i, id := range f.Designs {
		where := key("designs[%d]", i)
		content, needed := given[id]
		switch known := k.scheme.Designs; {
		case len(known) > 0 && !slices.Contains(known, id):
			k.errorf(where, "unknown-design", likelyHint(id, known), "%s is not a design", problem.Quote(id))
		case seen[id]:
			k.errorf(where, "duplicate", "keep one of them", "the design %q stands twice", id)
		case needed && !content && !k.refused(id):
			k.errorf(where, "missing-content", "add a section ["+id+"], or take the design out of the list",
				"the design %q is asked for, but there is no [%s] for it to show", id, id)
		}
		seen[id] = true
	}
}

// number checks the one figure and its words in every language.
func (k *checker) number() {
	n := k.f.Number
	if n == nil {
		k.unused("number", "label", func(t *Text) string { return t.Number.Label + t.Number.Figure })
		return
	}
	if n.Value == 0 && !k.has("number.value") {
		k.missing(key("number.value"), "write the figure without signs: value = 11", "value of the number")
	}
	k.value(key("number.value"), n.Value)
	k.unit(key("number.unit"), n.Unit)
	k.decimals(key("number.decimals"), n.Decimals, n.Value)
	k.sourceOf("number", n.Source)
	original := k.f.Original()
	if original == nil {
		return
	}
	if lang := k.f.Language; blank(original.Number.Label) {
		k.missing(key("text.%s.number.label", lang).in(lang), "say what the figure measures: “of the rise in rents, by a federal study”", "label of the number in "+lang.Name())
	}
	for _, lang := range k.f.Languages() {
		if t := k.f.Texts[lang]; t != nil && !blank(original.Number.Figure) && !blank(t.Number.Label) && blank(t.Number.Figure) {
			k.warnf(key("text.%s.number.figure", lang).in(lang), "missing", "translate “"+original.Number.Figure+"”, or the number is written in digits",
				"the original has the figure in words, this translation has not")
		}
	}
}

// unused warns about words for something that the fact-check does not have.
func (k *checker) unused(section, name string, of func(*Text) string) {
	if k.refused(section) {
		return
	}
	for _, lang := range k.f.Languages() {
		if t := k.f.Texts[lang]; t != nil && !blank(of(t)) {
			k.warnf(key("text.%s.%s", lang, section).in(lang), "unused-text", "add a section ["+section+"], or delete this one",
				"there is a %s, but no [%s] that it belongs to", name, section)
		}
	}
}

// value checks that a figure is a number; TOML knows inf and nan.
func (k *checker) value(where at, v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		k.errorf(where, "not-finite", "write the number of the source", "a value must be a finite number")
	}
}

func (k *checker) unit(where at, u Unit) {
	if u.Known() {
		return
	}
	hint := `leave it out for plain numbers; write "percent" for shares, or a currency's code: "CAD"`
	switch upper := Unit(strings.ToUpper(strings.TrimSpace(string(u)))); {
	case u == "%", strings.EqualFold(string(u), "per cent"), strings.EqualFold(string(u), string(Percent)):
		hint = `did you mean "percent"?`
	case u == "$":
		hint = `name the currency: "CAD", "USD"`
	case upper.Known() && upper != "":
		hint = `did you mean "` + string(upper) + `"?`
	}
	k.errorf(where, "unknown-unit", hint, "%s is not a unit", problem.Quote(string(u)))
}

// decimals checks the digits after the decimal mark, and warns where they round
// a figure: readers compare it with the source.
func (k *checker) decimals(where at, decimals int, values ...float64) {
	if decimals < 0 || decimals > MaxDecimals {
		k.errorf(where, "out-of-range", "it is the number of digits after the decimal mark: 1 for 18.3", "decimals is %d; it must be 0 to %d", decimals, MaxDecimals)
		return
	}
	most, rounded := decimals, 0.0
	for _, v := range values {
		_, fraction, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
		if len(fraction) > most {
			most, rounded = len(fraction), v
		}
	}
	if most > decimals {
		k.warnf(where, "rounded", "write decimals = "+strconv.Itoa(min(most, MaxDecimals))+", or the rounded value", "%v is shown as %s",
			rounded, strconv.FormatFloat(rounded, 'f', decimals, 64))
	}
}

// sourceOf checks that a section names one of the fact-check's sources.
func (k *checker) sourceOf(section, id string) {
	where := key("%s.source", section)
	ids := k.sourceIDs()
	switch {
	case blank(id):
		k.missing(where, "write the id of the source that it is from", "source of the "+section)
	case len(ids) > 0 && !slices.Contains(ids, id):
		k.errorf(where, "unknown-source", likelyHint(id, ids), "%s is no source's id", problem.Quote(id))
	}
}
