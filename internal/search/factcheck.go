package search

import (
	"strings"

	"rebut/internal/factcheck"
)

// uncited is a body with a space for each of its references, [@key], which are
// no words of it.
func uncited(body string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(body, "[@")
		_, after, closed := strings.Cut(rest, "]")
		if b.WriteString(before); !found || !closed {
			b.WriteString(body[len(before):])
			return b.String()
		}
		b.WriteByte(' ')
		body = after
	}
}

// DocumentOf is what the index knows of an edition. Quotations in the
// edition's language are wordings of the claim, too. The fact stands where other
// collections have titles.
func DocumentOf(e factcheck.Edition) Document {
	f, t := e.FactCheck, e.Text
	d := Document{
		ID: string(f.Slug), Lang: string(e.Lang), Claims: append([]string{t.Claim}, t.AlsoHeard...),
		Fact: t.Fact.Plain(), Why: t.Why, Body: uncited(t.Body),
	}
	for _, a := range f.Appearances {
		if quoted := a.Language; a.Quote != "" && (quoted == e.Lang || quoted == "" && f.Language == e.Lang) {
			d.Claims = append(d.Claims, a.Quote)
		}
		if name, _ := a.Claimant.In(e.Lang, f.Language); name != "" {
			d.Claimants = append(d.Claimants, name)
		}
	}
	return d
}
