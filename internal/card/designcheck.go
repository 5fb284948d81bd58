package card

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// check reports what a design may not ask for.
func (d *Design) check(at problem.Locator) problem.List {
	k := &designChecker{design: d, at: at}
	if !factcheck.ValidID(d.ID) {
		k.report("", "bad-value", "use lower-case letters a–z, digits and single hyphens",
			"the file's name %q cannot stand in the address of a picture", d.ID)
	}
	if len(d.Format) == 0 {
		k.report("", "missing", "add [format.square] and so on", "the design has no formats")
	}
	for _, name := range sorted(d.Type) {
		k.style("type."+name, name, d.Type[name])
	}
	for _, name := range sorted(d.Parts) {
		k.part("part."+name, name, d.Parts[name])
	}
	if !k.problems.HasErrors() { // what follows would only repeat it
		for _, id := range d.formats() {
			k.plan("format."+id, d.Format[id])
		}
	}
	return k.problems
}

func sorted[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

type designChecker struct {
	design   *Design
	at       problem.Locator
	problems problem.List
}

func (k *designChecker) report(path, code, hint, format string, args ...any) {
	k.problems = append(k.problems,
		problem.Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}.At(k.at.Locate(path, 0)))
}

func (k *designChecker) style(path, name string, s TypeStyle) {
	if s.Family != "headline" && s.Family != "text" {
		k.report(path+".family", "bad-value", `use "headline" or "text"; themes say which fonts these are`, "family of %s is %q", name, s.Family)
	}
	if s.Weight < 100 || s.Weight > 1000 {
		k.report(path+".weight", "out-of-range", "400 is regular, 800 extra bold", "weight of %s must be from 100 to 1000", name)
	}
	if s.Leading < 0.8 || s.Leading > 3 {
		k.report(path+".leading", "out-of-range", "1.05 suits headlines, 1.4 paragraphs", "leading of %s must be from 0.8 to 3", name)
	}
	if math.Abs(s.Tracking) > 0.2 {
		k.report(path+".tracking", "out-of-range", "", "tracking of %s must be from -0.2 to 0.2", name)
	}
	if s.Ink == "" {
		k.report(path, "missing", `for example ink = "ink"`, "%s has no ink", name)
	}
}

// part checks a part as the design or, partly, a format has it.
func (k *designChecker) part(path, name string, p Part) {
	switch kinds := p.kinds(); len(kinds) {
	case 1:
	case 0:
		k.report(path, "missing", "give it text, draw, photo, stack, row or first", "the part %s does not say what it is", name)
	default:
		k.report(path, "bad-value", "keep one of them", "the part %s is several things at once: %s", name, strings.Join(kinds, ", "))
	}
	k.values(path, name, p)
	for i, kid := range p.parts() {
		if _, known := k.design.Parts[kid]; !known {
			k.report(fmt.Sprintf("%s.%s[%d]", path, p.kind(), i), "unknown-part", likely(kid, sorted(k.design.Parts)), "there is no part %q", kid)
		}
	}
	if p.Text != "" && !slices.Contains(Texts(), p.Text) {
		k.report(path+".text", "unknown-text", likely(p.Text, Texts()), "there is no text %q", p.Text)
	}
	if style := p.style(); p.Text != "" || p.Draw == Chip || p.Draw == Plot {
		if _, known := k.design.Type[style]; !known {
			k.report(path, "unknown-style", fmt.Sprintf("add [type.%s], or name another with style", style), "the part %s needs a type style %q", name, style)
		}
	}
	if p.Text == "claim" && on(p.Lead) {
		k.report(path+".lead", "claim-leads", "let the fact lead", "the claim must never be the largest text")
	}
	if k.holds(name, name, map[string]bool{}) {
		k.report(path, "endless", "take one of them out", "the part %s holds itself", name)
	}
}

func likely(name string, known []string) string {
	if l := problem.Likely(name, known); l != "" {
		return fmt.Sprintf("did you mean %q?", l)
	}
	return "there are " + strings.Join(known, ", ")
}

// holds reports whether a part holds another, however deep.
func (k *designChecker) holds(name, wanted string, seen map[string]bool) bool {
	if seen[name] {
		return false
	}
	seen[name] = true
	for _, kid := range k.design.Parts[name].parts() {
		if kid == wanted || k.holds(kid, wanted, seen) {
			return true
		}
	}
	return false
}

// values checks the numbers of a part.
func (k *designChecker) values(path, name string, p Part) {
	for _, v := range []struct {
		key         string
		value       *float64
		least, most float64
	}{{"gap", p.Gap, 0, 200}, {"space", p.Space, 0, 200}, {"height", p.Height, 0, 400}, {"width", p.Width, 0, 400}, {"round", p.Round, 0, 100}, {"share", p.Share, 0.05, 1}} {
		if v.value != nil && (*v.value < v.least || *v.value > v.most) {
			k.report(path+"."+v.key, "out-of-range", "lengths are multiples of the format's unit", "%s of %s must be from %v to %v", v.key, name, v.least, v.most)
		}
	}
	if p.Cols != nil && (*p.Cols < 1 || *p.Cols > 12) {
		k.report(path+".columns", "out-of-range", "the grid has twelve", "columns of %s must be from 1 to 12", name)
	}
	if p.Lines != nil && (*p.Lines < 1 || *p.Lines > 40) {
		k.report(path+".lines", "out-of-range", "", "lines of %s must be from 1 to 40", name)
	}
}

func (k *designChecker) plan(path string, p Plan) {
	if like, known := k.design.Format[p.Like]; p.Like != "" && (!known || like.Like != "") {
		k.report(path+".like", "unknown-format", likely(p.Like, k.design.formats()), "like must name another format of the design that is like no other, not %q", p.Like)
		return
	}
	if p.Width < 200 || p.Height < 200 || p.Width > 4000 || p.Height > 4000 {
		k.report(path, "out-of-range", "", "width and height must be from 200 to 4000 px")
		return
	}
	if p.Unit <= 0 || p.Unit > 100 {
		k.report(path+".unit", "out-of-range", "12 suits a picture of 1080 px", "unit must be from 1 to 100 px")
	}
	if p.Margin.Side*2+p.Gutter*11 > float64(p.Width)*0.8 || p.Margin.Top+p.Margin.Bottom > float64(p.Height)*0.8 ||
		min(p.Margin.Side, p.Margin.Top, p.Margin.Bottom, p.Gutter) < 0 {
		k.report(path+".margin", "out-of-range", "", "margins and gutters leave no room for text")
	}
	if len(p.Slides) == 0 {
		k.report(path, "missing", `for example slides = ["card"]`, "slides does not say which part the pictures show")
	}
	for _, name := range sorted(p.Parts) {
		base, known := k.design.Parts[name]
		if !known {
			k.report(path+".part."+name, "unknown-part", likely(name, sorted(k.design.Parts)), "there is no part %q", name)
			continue
		}
		k.part(path+".part."+name, name, base.with(p.Parts[name]))
	}
	for i, name := range p.Slides {
		if _, known := k.design.Parts[name]; !known {
			k.report(fmt.Sprintf("%s.slides[%d]", path, i), "unknown-part", likely(name, sorted(k.design.Parts)), "there is no part %q", name)
			continue
		}
		k.slide(path, name, p)
	}
}

// slide checks that every text has sizes, and that the leading text leads at
// both ends of its range; sizes in between are interpolated, so that it leads
// there too.
func (k *designChecker) slide(path, root string, p Plan) {
	var leads, others []string
	k.texts(root, p, func(name string, part Part) {
		if k.scale(part, p).Min == 0 {
			k.report(path, "missing", fmt.Sprintf("add %s = [smallest, largest] to [%s.size]", k.scaleName(part), path), "the text of the part %s has no size", name)
		} else if on(part.Lead) {
			leads = append(leads, name)
		} else {
			others = append(others, name)
		}
	})
	if len(leads) == 0 && len(others) > 0 {
		k.report(path, "missing", "put lead = true on the part that must be largest: the fact", "no text of %s leads", root)
	}
	for _, lead := range leads {
		for _, other := range others {
			l, o := k.scale(k.resolved(lead, p), p), k.scale(k.resolved(other, p), p)
			if o.Min*Dominance > l.Min || o.Max*Dominance > l.Max {
				k.report(path+".size."+k.scaleName(k.resolved(lead, p)), "out-of-range",
					fmt.Sprintf("at both ends of its range it must be at least %.1f times %s", Dominance, other),
					"%s must be the largest text by far", lead)
			}
		}
	}
}

// resolved is a part as a format has it.
func (k *designChecker) resolved(name string, p Plan) Part {
	part := k.design.Parts[name]
	if own, ok := p.Parts[name]; ok {
		part = part.with(own)
	}
	return part
}

// texts visits the parts of a slide that set text.
func (k *designChecker) texts(name string, p Plan, visit func(string, Part)) {
	part := k.resolved(name, p)
	if on(part.Hide) {
		return
	}
	if part.Text != "" || part.Draw == Chip || part.Draw == Plot {
		visit(name, part)
	}
	for _, kid := range part.parts() {
		k.texts(kid, p, visit)
	}
}

func (k *designChecker) scaleName(p Part) string {
	if s := k.design.Type[p.style()].Scale; s != "" {
		return s
	}
	return p.style()
}

func (k *designChecker) scale(p Part, plan Plan) Range { return plan.Sizes[k.scaleName(p)] }
