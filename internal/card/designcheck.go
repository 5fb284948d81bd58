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
func (d *Design) check(at places) problem.List {
	k := &designChecker{design: d, at: at}
	if !factcheck.ValidID(d.ID) {
		k.report("", "bad-value", "use lower-case letters a–z, digits and single hyphens",
			"the file's name %q cannot stand in the address of a picture", d.ID)
	}
	if len(d.Format) == 0 {
		k.report("", "missing", "add [format.square] and so on", "the design has no formats")
	}
	if len(d.Name) == 0 {
		k.report("name", "missing", `add name = "…", or one for each language: name = { en = "…", fr = "…" }`, "the design has no name for people")
	}
	for _, name := range sorted(d.Type) {
		k.style("type."+name, name, d.Type[name])
	}
	for _, name := range sorted(d.Parts) {
		k.part("part."+name, name, d.Parts[name], d.Parts[name])
	}
	k.endless("", d.Parts)
	if k.stands() {
		for _, id := range d.formats() {
			if d.Format[id].Like == "" {
				k.plan(id, d.Format[id])
			}
		}
		for _, id := range d.formats() { // what one is like has its mistakes already
			if d.Format[id].Like != "" && len(k.problems) == 0 {
				k.plan(id, d.Format[id])
			}
		}
		k.unsized()
		k.leaderless()
		k.honest()
	}
	k.idleKeys()
	return k.problems
}

// stands reports whether pictures can be looked at: whether the parts hold
// together, so that what is found there is no mere consequence.
func (k *designChecker) stands() bool {
	return !slices.ContainsFunc(k.problems, func(q problem.Problem) bool {
		return slices.Contains([]string{"missing", "unknown-part", "unknown-text", "unknown-style", "endless", "claim-leads"}, q.Code)
	})
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
	at       places
	problems problem.List
	sizeless map[string][]string // formats, by the part that has no size there
	meek     map[string][]string // formats, by the slide on which no text leads there
	unmarked map[string][]string // the same, without the mark of drafts
	unrated  map[string][]string // the same, with the claim but without its rating
}

func (k *designChecker) report(path, code, hint, format string, args ...any) {
	k.problems = append(k.problems,
		problem.Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}.At(k.at.Locate(path, 0)))
}

// first is the first of the paths that the design's own file has a value for:
// what is wrong with a design whose base is good was written there.
func (k *designChecker) first(paths ...string) string {
	for _, path := range paths {
		if k.at.own(path) {
			return path
		}
	}
	return paths[0]
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

// part checks a part as the design or a format has it, and the values of what
// is said of it there.
func (k *designChecker) part(path, name string, p, said Part) {
	switch kinds := p.kinds(); len(kinds) {
	case 1:
	case 0:
		k.report(path, "missing", "give it text, draw, photo, stack, row or first", "the part %s does not say what it is", name)
	default:
		k.report(path, "bad-value", "keep one of them", "the part %s is several things at once: %s", name, strings.Join(kinds, ", "))
	}
	if kind := p.kind(); kind != "" && len(p.parts()) == 0 && (p.Stack != nil || p.Row != nil || p.First != nil) {
		k.report(path+"."+kind, "missing", "name its parts, or hide it with hide = true", "the part %s holds nothing", name)
	}
	k.values(path, name, said)
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
			k.report(path+".style", "unknown-style", fmt.Sprintf("add [type.%s], or name another with style", style), "the part %s needs a type style %q", name, style)
		}
	}
	if p.Text == "claim" && on(p.Lead) && (said.Text != "" || said.Lead != nil) {
		k.report(path+".lead", "claim-leads", "let the fact lead", "the claim must never be the largest text")
	}
}

func likely(name string, known []string) string {
	if l := problem.Likely(name, known); l != "" {
		return fmt.Sprintf("did you mean %q?", l)
	}
	return "there are " + strings.Join(known, ", ")
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
