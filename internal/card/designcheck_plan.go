package card

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

func (k *designChecker) plan(id string, p Plan) {
	path := "format." + id
	if like, known := k.design.Format[p.Like]; p.Like != "" && (!known || like.Like != "") {
		k.report(path+".like", "unknown-format", likely(p.Like, k.design.formats()), "like must name another format of the design that is like no other, not %q", p.Like)
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
	k.endless(path+".", k.design.resolved(p))
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
	for name, part := range d.Parts {
		if own, ok := p.Parts[name]; ok {
			part = part.with(own)
		}
		parts[name] = part
	}
	return parts
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

// rows checks that no row has two parts that take the width that is left.
func (k *designChecker) rows(path, name string, p Plan) {
	part := k.resolved(name, p)
	var growing []string
	for _, kid := range part.parts() {
		if own := k.resolved(kid, p); on(own.Grow) && !on(own.Hide) {
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

// slide checks that every text has sizes, and that the leading text leads at
// both ends of its range; sizes in between are interpolated, so that it leads
// there too.
func (k *designChecker) slide(id, root string, p Plan) {
	var leads, others []string
	unsized := false
	k.texts(root, p, func(name string, part Part) {
		if k.scale(part, p).Min == 0 {
			note(&k.sizeless, name, id)
			unsized = true
		} else if on(part.Lead) {
			leads = append(leads, name)
		} else {
			others = append(others, name)
		}
	})
	if len(leads) == 0 && len(others) > 0 && !unsized {
		note(&k.meek, root, id)
	}
	for _, lead := range leads {
		k.leading(id, lead, others, p)
	}
}

// leading checks a leading text against the others of its picture.
func (k *designChecker) leading(id, lead string, others []string, p Plan) {
	size := func(name string) string { return "format." + id + ".size." + k.scaleName(k.resolved(name, p)) }
	l := k.scale(k.resolved(lead, p), p)
	paths, rivals, need := []string{size(lead)}, []string{}, l
	for _, other := range others {
		if o := k.scale(k.resolved(other, p), p); o.Min*Dominance > l.Min || o.Max*Dominance > l.Max {
			rivals = append(rivals, fmt.Sprintf("%s = [%v, %v]", k.scaleName(k.resolved(other, p)), o.Min, o.Max))
			paths = append(paths, size(other))
			need = Range{max(need.Min, math.Ceil(o.Min*Dominance)), max(need.Max, math.Ceil(o.Max*Dominance))}
		}
	}
	if len(rivals) == 0 {
		return
	}
	slices.Sort(rivals)
	k.report(k.first(append(paths, "part."+lead+".lead")...), "out-of-range",
		fmt.Sprintf("give it [%v, %v] in place of [%v, %v], to be %.1f times %s; or make that smaller", need.Min, need.Max, l.Min, l.Max, Dominance, strings.Join(slices.Compact(rivals), ", ")),
		"%s must be the largest text by far", lead)
}

// note adds a format to those of a name, once.
func note(to *map[string][]string, name, format string) {
	if *to == nil {
		*to = map[string][]string{}
	}
	if !slices.Contains((*to)[name], format) {
		(*to)[name] = append((*to)[name], format)
	}
}

// unsized reports each text without sizes, with all formats that lack them.
func (k *designChecker) unsized() {
	for _, name := range sorted(k.sizeless) {
		formats := k.sizeless[name]
		scale := k.scaleName(k.resolved(name, k.design.Format[formats[0]]))
		paths := []string{"part." + name, "format." + formats[0]}
		if len(formats) == 1 {
			paths[0], paths[1] = paths[1], paths[0]
		}
		k.report(k.first(paths...), "missing", fmt.Sprintf("add %s = [smallest, largest] to [format.%s.size]", scale, formats[0]),
			"the text of the part %s has no size in the format %s", name, strings.Join(formats, ", "))
	}
}

// leaderless reports each slide on which no text leads.
func (k *designChecker) leaderless() {
	for _, name := range sorted(k.meek) {
		format := k.meek[name][0]
		var paths []string
		k.texts(name, k.design.Format[format], func(part string, _ Part) {
			paths = append(paths, "format."+format+".part."+part+".lead", "part."+part+".lead")
		})
		k.report(k.first(append(paths, "part."+name, "format."+format)...), "missing", "put lead = true on the part that must be largest: the fact",
			"no text of %s leads in the format %s", name, strings.Join(k.meek[name], ", "))
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
	if part.sets() {
		visit(name, part)
	}
	for _, kid := range part.parts() {
		k.texts(kid, p, visit)
	}
}

// sets reports whether a part sets text in a style.
func (p Part) sets() bool { return p.Text != "" || p.Draw == Chip || p.Draw == Plot }

func (k *designChecker) scaleName(p Part) string {
	if s := k.design.Type[p.style()].Scale; s != "" {
		return s
	}
	return p.style()
}

func (k *designChecker) scale(p Part, plan Plan) Range { return plan.Sizes[k.scaleName(p)] }
