package card

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// slide checks that every text has sizes, and that the leading text leads at
// both ends of its range; sizes in between are interpolated, so that it leads
// there too.
func (k *designChecker) slide(id, root string, p Plan) {
	var leads, others []string
	unsized, shown := false, map[string]bool{}
	k.texts(root, p, func(name string, part Part) {
		shown[part.Text] = true
		if part.Draw == Chip {
			shown["rating"] = true
		}
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
	if !shown["draft"] {
		note(&k.unmarked, root, id)
	}
	if shown["claim"] && !shown["rating"] {
		note(&k.unrated, root, id)
	}
}

// leading checks a leading text against the others of its picture.
func (k *designChecker) leading(id, lead string, others []string, p Plan) {
	size := func(name string) string { return "format." + id + ".size." + k.scaleName(k.design.partIn(name, p)) }
	l := k.scale(k.design.partIn(lead, p), p)
	paths, rivals, need := []string{size(lead)}, []string{}, l
	for _, other := range others {
		if o := k.scale(k.design.partIn(other, p), p); o.Min*Dominance > l.Min || o.Max*Dominance > l.Max {
			rivals = append(rivals, fmt.Sprintf("%s = [%v, %v]", k.scaleName(k.design.partIn(other, p)), o.Min, o.Max))
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
		scale := k.scaleName(k.design.partIn(name, k.design.Format[formats[0]]))
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

// honest reports pictures that would hide that they are drafts, or repeat a
// claim without its rating.
func (k *designChecker) honest() {
	tell := func(slides map[string][]string, hint, message string) {
		for _, name := range sorted(slides) {
			format := slides[name][0]
			var paths []string
			eachPart(name, k.design.resolved(k.design.Format[format]), func(part string, _ Part) {
				paths = append(paths, "format."+format+".part."+part+".hide", "part."+part+".hide")
			})
			k.report(k.first(append(paths, "part."+name, "format."+format)...), "missing", hint, message, name, strings.Join(slides[name], ", "))
		}
	}
	tell(k.unmarked, `put a part with text = "draft" into it; it takes no room where nothing must be said`, "%s does not show the mark of drafts in the format %s")
	tell(k.unrated, `put a part with draw = "chip" before the claim`, "%s shows the claim without its rating in the format %s")
}

// texts visits the parts of a slide that set text.
func (k *designChecker) texts(name string, p Plan, visit func(string, Part)) {
	part := k.design.partIn(name, p)
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
