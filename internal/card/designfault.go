package card

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// CheckDesign lays out every picture of a design with fact-checks in every
// language in which the project would show them, and reports what is the
// design's fault at the place of the format in its file: each kind of fault
// once, with the texts that have it. That a text is too long is told of the fact-check (Check),
// unless the format can show none of them. The list is empty for a design that
// the project does not have.
func (p *Press) CheckDesign(id string, checks []*factcheck.FactCheck) problem.List {
	d := p.design(id)
	if d == nil {
		return nil
	}
	t := trial{press: p, design: d, faults: map[fault]*evidence{}, tried: map[string]int{}, misfits: map[string]int{}}
	for _, f := range checks {
		for _, e := range p.checked(f) {
			if p.Draws(id, e) {
				t.lay(e)
			}
		}
	}
	return t.problems()
}

// trial is a design laid out with one edition after another.
type trial struct {
	press          *Press
	design         *Design
	faults         map[fault]*evidence
	tried, misfits map[string]int // editions, by format: all, and those that do not fit
}

// fault is a kind of finding about a text of a format's pictures.
type fault struct{ format, code, role string }

// evidence is where a fault shows.
type evidence struct {
	found finding // the first
	where string  // the edition of the first
	more  int     // other editions
	last  factcheck.Edition
}

func (t *trial) lay(e factcheck.Edition) {
	w := t.press.wordsOf(e)
	for i := range t.press.cfg.Formats {
		f := &t.press.cfg.Formats[i]
		fits := true
		for _, theme := range t.press.cfg.Themes {
			for _, j := range t.press.Slides(Job{Edition: e, Design: t.design.ID, Format: f.ID, Theme: theme.ID}) {
				for _, found := range t.press.findings(j, w) {
					fits = fits && found.code != doesNotFit
					if found.says != "" || found.code == doesNotFit && found.from.file == t.design.file() {
						t.take(fault{f.ID, found.code, found.role}, found, e)
					}
				}
			}
		}
		t.tried[f.ID]++
		if !fits {
			t.misfits[f.ID]++
		}
	}
}

func (t *trial) take(k fault, found finding, e factcheck.Edition) {
	seen := t.faults[k]
	if seen == nil {
		t.faults[k] = &evidence{found: found, where: fmt.Sprintf("%s in %s", e.Slug, e.Lang), last: e}
	} else if seen.last != e {
		seen.more, seen.last = seen.more+1, e
	}
}

// file is the design's file, as problems name it.
func (d *Design) file() string { return "templates/cards/" + d.ID + ".toml" }

func (t *trial) problems() problem.List {
	var keys []fault
	for k := range t.faults {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b fault) int {
		return cmp.Or(cmp.Compare(a.format, b.format), cmp.Compare(a.code, b.code), cmp.Compare(a.role, b.role))
	})
	var out problem.List
	for i, k := range keys {
		like := func(l fault) bool {
			return l.format == k.format && l.code == k.code && t.faults[l].found.says == t.faults[k].found.says
		}
		if slices.ContainsFunc(keys[:i], like) || k.code == doesNotFit && t.misfits[k.format] == t.tried[k.format] {
			continue
		}
		var others []string
		for _, l := range keys[i+1:] {
			if like(l) {
				others = append(others, l.role)
			}
		}
		out = append(out, t.faults[k].problem(k, others, t.at(k.format)))
	}
	for _, id := range sorted(t.misfits) {
		if t.misfits[id] == t.tried[id] {
			out = append(out, problem.Problem{Code: doesNotFit, Message: fmt.Sprintf("no fact-check fits the format %s at the smallest sizes", id),
				Hint: "show less in this format, or let its sizes begin smaller"}.At(t.at(id)))
		}
	}
	return out.Sort()
}

// at is the place of the plan for a format. Where the design has that from its
// base, it is the line that names the base: the base itself may be in order.
func (t *trial) at(format string) problem.Position {
	path := "format." + t.design.nearest(t.press.cfg.Format(format))
	if !t.design.at.own(path) && t.design.at.own("base") {
		path = "base"
	}
	return t.design.at.Locate(path, 0)
}

// problem tells of a fault of a text; others are texts with the same.
func (v *evidence) problem(k fault, others []string, at problem.Position) problem.Problem {
	says, name, where := cmp.Or(v.found.says, "does not fit"), "the text "+k.role, v.where
	if k.role == "" {
		name = "what the design always shows"
	}
	if v.more > 0 {
		where = fmt.Sprintf("%s and %d more", where, v.more)
	}
	message := fmt.Sprintf("%s %s in the format %s (%s)", name, says, k.format, where)
	switch len(others) {
	case 0:
	case 1:
		message += "; so does " + others[0]
	default:
		message += "; so do " + strings.Join(others, ", ")
	}
	return problem.Problem{Code: k.code, Message: message, Hint: v.found.help}.At(at)
}

// Draws reports whether an edition is drawn in a design of the project.
func (p *Press) Draws(design string, e factcheck.Edition) bool {
	d := p.design(design)
	return d != nil && e.Status != factcheck.Withdrawn && draws(d, e)
}

// Length is the number of characters of an edition that a design's pictures
// show, each text counted once.
func (p *Press) Length(design string, e factcheck.Edition) int {
	d := p.design(design)
	if d == nil {
		return 0
	}
	texts := map[string]bool{}
	for _, id := range d.formats() {
		plan := d.Format[id]
		for _, slide := range plan.Slides {
			eachPart(slide, d.resolved(plan), func(_ string, part Part) { texts[part.Text] = true })
		}
	}
	w, n := p.wordsOf(e), 0
	for name := range texts {
		if ways := w.texts[name]; len(ways) > 0 {
			n += factcheck.Length(ways[0].text)
		}
	}
	return n
}

// Fits reports whether all texts of a picture fit it, whatever else the problems
// of its scene say.
func Fits(problems problem.List) bool {
	return !slices.ContainsFunc(problems, func(q problem.Problem) bool { return q.Code == doesNotFit })
}
