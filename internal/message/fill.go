package message

import (
	"strconv"
	"strings"
)

// filled is a text without plurals with values in place of its placeholders,
// which is what go-i18n makes of it, without a template; ok is false for any
// other text, and where a value is missing or neither a text nor a whole
// number.
func (p *Printer) filled(id string, pairs []any) (out string, ok bool) {
	t := p.catalog.files[p.lang].texts[id]
	if t == nil {
		t = p.catalog.files[Fallback].texts[id]
	}
	if t == nil || len(t.forms) != 1 {
		return "", false
	}
	var b strings.Builder
	rest := t.forms["other"]
	for {
		before, after, found := strings.Cut(rest, "{{.")
		b.WriteString(before)
		if !found {
			return b.String(), b.Len() > 0
		}
		name, after, _ := strings.Cut(after, "}}")
		value, known := p.named(name, pairs)
		if !known {
			return "", false
		}
		b.WriteString(value)
		rest = after
	}
}

// named is the value of a placeholder; the last one of its name counts.
func (p *Printer) named(name string, pairs []any) (value string, known bool) {
	for i := len(pairs)/2*2 - 2; i >= 0; i -= 2 {
		if pairs[i] != name {
			continue
		}
		switch v := pairs[i+1].(type) {
		case string:
			return v, true
		case int:
			return p.ownDigits(strconv.Itoa(v)), true
		}
		return "", false
	}
	return "", false
}
