package card

import (
	"fmt"
	"math"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// check reports what a design may not ask for.
func (d *Design) check(at problem.Locator) problem.List {
	k := &designChecker{at: at}
	if !factcheck.ValidID(d.ID) {
		k.report("", "bad-value", "use lower-case letters a–z, digits and single hyphens",
			"the file's name %q cannot stand in the address of a picture", d.ID)
	}
	if len(d.Format) == 0 {
		k.report("", "missing", "add [format.square] and so on", "the design has no formats")
	}
	k.types(d.Type)
	for _, id := range d.formats() {
		k.plan("format."+id, d.Format[id])
	}
	return k.problems
}

// formats are the ids of the formats that the design has a plan for, sorted.
func (d *Design) formats() []string {
	ids := make([]string, 0, len(d.Format))
	for id := range d.Format {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

type designChecker struct {
	at       problem.Locator
	problems problem.List
}

func (k *designChecker) report(path, code, hint, format string, args ...any) {
	k.problems = append(k.problems,
		problem.Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}.At(k.at.Locate(path, 0)))
}

func (k *designChecker) types(t Types) {
	for _, s := range []struct {
		name  string
		style TypeStyle
	}{
		{"kicker", t.Kicker}, {"fact", t.Fact}, {"why", t.Why}, {"rating", t.Rating}, {"label", t.Label}, {"claim", t.Claim},
		{"sources", t.Sources}, {"brand", t.Brand}, {"address", t.Address}, {"draft", t.Draft},
	} {
		path := "type." + s.name
		if s.style.Family != "headline" && s.style.Family != "text" {
			k.report(path, "bad-value", `use "headline" or "text"; themes say which fonts these are`, "family of %s is %q", s.name, s.style.Family)
		}
		if s.style.Weight < 100 || s.style.Weight > 1000 {
			k.report(path, "out-of-range", "400 is regular, 800 extra bold", "weight of %s must be from 100 to 1000", s.name)
		}
		if s.style.Leading < 0.8 || s.style.Leading > 3 {
			k.report(path, "out-of-range", "1.05 suits headlines, 1.4 paragraphs", "leading of %s must be from 0.8 to 3", s.name)
		}
		if math.Abs(s.style.Tracking) > 0.2 {
			k.report(path, "out-of-range", "", "tracking of %s must be from -0.2 to 0.2", s.name)
		}
		if s.style.Ink == "" {
			k.report(path, "missing", `for example ink = "ink"`, "%s has no ink", s.name)
		}
	}
}

func (k *designChecker) plan(path string, p Plan) {
	if p.Width < 200 || p.Height < 200 || p.Width > 4000 || p.Height > 4000 {
		k.report(path, "out-of-range", "", "width and height must be from 200 to 4000 px")
		return
	}
	if p.Composition == "" {
		k.report(path, "missing", `composition = "stack" or "side"`, "composition is missing")
	}
	if p.Fact.Min == 0 || p.Claim.Min == 0 || p.Label <= 0 || p.Foot <= 0 || p.Unit <= 0 {
		k.report(path, "missing", "", "fact, claim, label, foot and unit need sizes")
	}
	for _, n := range []int{p.Columns.Fact, p.Columns.Claim} {
		if n < 1 || n > 12 {
			k.report(path+".columns", "out-of-range", "", "fact and claim must take from 1 to 12 columns")
			break
		}
	}
	if p.Why.Min > 0 && (p.Columns.Why < 1 || p.Columns.Why > 12) {
		k.report(path+".columns", "out-of-range", "", "why must take from 1 to 12 columns")
	}
	if p.FootRows != 1 && p.FootRows != 2 {
		k.report(path+".foot_rows", "out-of-range", "", "foot_rows must be 1 or 2")
	}
	if p.Margin.Side*2+p.Gutter*11 > float64(p.Width)*0.8 {
		k.report(path+".margin", "out-of-range", "", "margins and gutters leave no room for text")
	}
	k.dominance(path, p)
}

// dominance checks that the fact leads at both ends of the ranges; sizes in
// between are interpolated, so that it leads there too.
func (k *designChecker) dominance(path string, p Plan) {
	for _, other := range []struct {
		name string
		Range
	}{{"why", p.Why}, {"claim", p.Claim}, {"label", Range{p.Label, p.Label}}, {"foot", Range{p.Foot, p.Foot}}} {
		if other.Min*Dominance > p.Fact.Min || other.Max*Dominance > p.Fact.Max {
			k.report(path+".fact", "out-of-range", fmt.Sprintf("at both ends of its range it must be at least %.1f times %s", Dominance, other.name),
				"the fact must be the largest text by far")
		}
	}
}
