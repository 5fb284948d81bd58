package card

import (
	"fmt"
	"slices"
	"strings"

	"rebut/internal/problem"
)

func (k *designChecker) plan(id string, p Plan) {
	path := "format." + id
	if like, known := k.design.Format[p.Like]; p.Like != "" && (!known || like.Like != "") {
		k.report(path+".like", "unknown-format", likely(p.Like, k.design.formats()), "like must name another format of the design that is like no other, not %q", p.Like)
		return
	}
	if p.Width == 0 && p.Height == 0 {
		hint := "for example width = 1080 and height = 1080"
		if l := problem.Likely(id, slices.DeleteFunc(k.design.formats(), func(other string) bool { return other == id })); l != "" {
			hint = fmt.Sprintf("did you mean %q? A format of its own needs both", l)
		}
		k.report(path, "missing", hint, "the format %s has neither width nor height", id)
		return
	}
	if p.Width < 200 || p.Height < 200 || p.Width > 4000 || p.Height > 4000 {
		k.report(k.first(path+".width", path+".height", path), "out-of-range", "", "width and height must be from 200 to 4000 px")
		return
	}
	if p.Unit <= 0 || p.Unit > 100 {
		k.report(path+".unit", "out-of-range", "12 suits a picture of 1080 px", "unit must be from 1 to 100 px")
	}
	if p.Margin.Side*2+p.Gutter*11 > float64(p.Width)*0.8 || p.Margin.Top+p.Margin.Bottom > float64(p.Height)*0.8 ||
		min(p.Margin.Side, p.Margin.Top, p.Margin.Bottom, p.Gutter) < 0 {
		k.report(k.first(path+".margin", path+".gutter"), "out-of-range", "", "margins and gutters leave no room for text")
	}
	if len(p.Slides) == 0 {
		k.report(path, "missing", `for example slides = ["card"]`, "slides does not say which part the pictures show")
	}
	before := len(k.problems)
	for _, name := range sorted(p.Parts) {
		base, known := k.design.Parts[name]
		if !known {
			k.report(path+".part."+name, "unknown-part", likely(name, sorted(k.design.Parts)), "there is no part %q", name)
			continue
		}
		k.part(path+".part."+name, name, base.with(p.Parts[name]), p.Parts[name])
	}
	for i, name := range p.Slides {
		if _, known := k.design.Parts[name]; !known {
			k.report(fmt.Sprintf("%s.slides[%d]", path, i), "unknown-part", likely(name, sorted(k.design.Parts)), "there is no part %q", name)
		}
	}
	parts := k.design.resolved(p)
	k.endless(path+".", parts)
	if len(k.problems) > before {
		return
	}
	k.many(path, p.Slides, parts)
	if len(k.problems) > before {
		return
	}
	for _, name := range p.Slides {
		k.rows(path, name, p)
		k.slide(id, name, p)
	}
}

// resolved are the design's parts as a format has them.
func (d *Design) resolved(p Plan) map[string]Part {
	parts := make(map[string]Part, len(d.Parts))
	for name := range d.Parts {
		parts[name] = d.partIn(name, p)
	}
	return parts
}

// partIn is a part as a format has it.
func (d *Design) partIn(name string, p Plan) Part {
	part := d.Parts[name]
	if own, ok := p.Parts[name]; ok {
		part = part.with(own)
	}
	return part
}

// endless reports parts that hold themselves, however deep: each circle once.
func (k *designChecker) endless(path string, parts map[string]Part) {
	const open, done = 1, 2
	seen := map[string]int{}
	var visit func(chain []string, name string)
	visit = func(chain []string, name string) {
		switch seen[name] {
		case open:
			circle := append(chain[slices.Index(chain, name):], name)
			var paths []string
			for _, in := range []string{path, ""} {
				for _, part := range circle[1:] {
					p := parts[part]
					paths = append(paths, in+"part."+part+"."+p.kind())
				}
			}
			k.report(k.first(paths...), "endless", "take one of them out",
				"the part %s holds itself: %s", name, strings.Join(circle, " holds "))
		case done:
		default:
			seen[name] = open
			for _, kid := range parts[name].parts() {
				visit(append(slices.Clone(chain), name), kid)
			}
			seen[name] = done
		}
	}
	for _, name := range sorted(parts) {
		visit(nil, name)
	}
}

// mostParts is how many parts a picture may show, each counted as often as it
// stands in it. Parts that hold others twice, which do so too, would be more
// than any machine can lay out.
const mostParts = 400

// many checks that no slide has more parts than can be laid out in time.
func (k *designChecker) many(path string, slides []string, parts map[string]Part) {
	counted := map[string]int{}
	var count func(name string) int
	count = func(name string) int {
		if n, known := counted[name]; known {
			return n
		}
		n := 1
		for _, kid := range parts[name].parts() {
			n = min(n+count(kid), mostParts+1)
		}
		counted[name] = n
		return n
	}
	for _, name := range slices.Compact(slices.Sorted(slices.Values(slides))) {
		if count(name) > mostParts {
			k.report(k.first(path+".part."+name, "part."+name, path+".slides"), "out-of-range", "show less, or hold each part once",
				"%s has more than %d parts", name, mostParts)
		}
	}
}

// rows checks that no row has two parts that take the width that is left.
func (k *designChecker) rows(path, name string, p Plan) {
	part := k.design.partIn(name, p)
	var growing []string
	for _, kid := range part.parts() {
		if own := k.design.partIn(kid, p); on(own.Grow) && !on(own.Hide) {
			growing = append(growing, kid)
		}
		k.rows(path, kid, p)
	}
	if part.kind() == "row" && len(growing) > 1 {
		k.report(k.first(path+".part."+name+".row", path+".part."+growing[1]+".grow", "part."+name+".row", "part."+growing[1]+".grow"), "out-of-range",
			"let one of them grow, and give the other columns or share", "only one part of the row %s can take the width that is left, but %s do",
			name, strings.Join(growing, " and "))
	}
}
