package search

import (
	"regexp"

	"rebut/internal/factcheck"
)

// citations are the references of a body, which are no words of it.
const citations = `\[@[^\]]*\]`

// DocumentOf is what the index knows of an edition. Quotations in the
// edition's language are wordings of the claim, too. The fact stands where other
// collections have titles.
func DocumentOf(e factcheck.Edition) Document {
	f, t := e.FactCheck, e.Text
	d := Document{
		ID: string(f.Slug), Lang: string(e.Lang), Claims: append([]string{t.Claim}, t.AlsoHeard...),
		Fact: t.Fact.Plain(), Why: t.Why, Body: regexp.MustCompile(citations).ReplaceAllString(t.Body, " "),
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
