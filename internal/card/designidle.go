package card

import (
	"fmt"
	"reflect"
	"slices"

	"rebut/internal/problem"
)

// effects are what the keys of parts work on that do not work on every part:
// kinds of parts, and drawings by their names. "fill" stands for whatever has
// one.
func effects() map[string][]string {
	return map[string][]string{
		"style":    {"text", string(Chip), string(Plot)},
		"lines":    {"text", "first", string(Chip)},
		"even":     {"text", string(Chip)},
		"hang":     {"text"},
		"lead":     {"text", string(Chip)},
		"emphasis": {"text", "first"},
		"ink":      {"text", "first", string(Chip), string(Symbol), string(Rule), string(Dots), string(Code), string(Plot), string(Ripples)},
		"align":    {"text", "stack", "row", "first"},
		"gap":      {"stack", "row"},
		"pad":      {"stack", "row", "fill"},
		"round":    {"fill", string(Chip)},
		"bleed":    {"fill", "photo", string(Chip)},
		"wrap":     {"row"},
		"focus":    {"photo"}, // of a part or behind a group
		"scrim":    {"photo"},
	}
}

// works reports whether a key changes anything of a part.
func (p Part) works(key string) bool {
	on, limited := effects()[key]
	kind := p.kind()
	if kind == "draw" {
		kind = string(p.Draw)
	}
	return !limited || slices.Contains(on, kind) || p.Photo != "" && slices.Contains(on, "photo") || p.Fill != "" && slices.Contains(on, "fill")
}

// idleKeys warns of keys that change nothing, where the design's own file has
// them: in the design, when they do nothing in any format either.
func (k *designChecker) idleKeys() {
	for _, name := range sorted(k.design.Parts) {
		k.idle("part."+name, name, func(key string) bool {
			return k.design.Parts[name].works(key) || slices.ContainsFunc(k.design.formats(), func(id string) bool {
				return k.design.partIn(name, k.design.Format[id]).works(key)
			})
		})
	}
	for _, id := range k.design.formats() {
		plan := k.design.Format[id]
		for _, name := range sorted(plan.Parts) {
			k.idle("format."+id+".part."+name, name, k.design.partIn(name, plan).works)
		}
	}
}

func (k *designChecker) idle(path, name string, works func(key string) bool) {
	for _, key := range partKeys() {
		if k.at.own(path+"."+key) && !works(key) {
			part := k.design.Parts[name]
			k.problems = append(k.problems, problem.Problem{Severity: problem.Warning, Code: "no-effect",
				Message: fmt.Sprintf("%s changes nothing about the part %s, which is a %s", key, name, part.kind()), Hint: "leave it out"}.At(k.at.Locate(path+"."+key, 0)))
		}
	}
}

// partKeys are the keys of a part, as files have them.
func partKeys() []string {
	t := reflect.TypeFor[Part]()
	keys := make([]string, t.NumField())
	for i := range keys {
		keys[i] = t.Field(i).Tag.Get("toml")
	}
	return keys
}

// idle warns of what no picture uses: parts, type styles, and what formats say
// of parts and sizes. What a base has may be used by the designs that build on
// it.
func (l *designLoader) idle() problem.List {
	if l.problems.HasErrors() { // a design that could not be read may use it
		return nil
	}
	used := map[*design]map[string]bool{}
	for _, id := range sorted(l.read) {
		for d := l.read[id]; d != nil; d = d.base {
			if used[d] == nil {
				used[d] = map[string]bool{}
			}
			l.read[id].uses(func(path string) { used[d][path] = true })
		}
	}
	var out problem.List
	for _, id := range sorted(l.read) {
		d := l.read[id]
		for _, path := range d.usable() {
			if d.doc.Has(path) && !used[d][path] {
				out = append(out, problem.Problem{Severity: problem.Warning, Code: "unused", Message: "no picture uses " + path,
					Hint: "leave it out, or name it where it belongs"}.At(d.doc.Locate(path, 0)))
			}
		}
	}
	return out
}

// usable are the paths of all that pictures may use or not.
func (d *Design) usable() []string {
	var paths []string
	for _, name := range sorted(d.Parts) {
		paths = append(paths, "part."+name)
	}
	for _, name := range sorted(d.Type) {
		paths = append(paths, "type."+name)
	}
	for _, id := range d.formats() {
		for _, name := range sorted(d.Format[id].Parts) {
			paths = append(paths, "format."+id+".part."+name)
		}
		for _, name := range sorted(d.Format[id].Sizes) {
			paths = append(paths, "format."+id+".size."+name)
		}
	}
	return paths
}

// uses visits the paths of all that the design's pictures use, hidden parts
// included.
func (d *Design) uses(visit func(path string)) {
	k := &designChecker{design: d}
	for _, id := range d.formats() {
		plan := d.Format[id]
		parts := d.resolved(plan)
		for _, slide := range plan.Slides {
			eachPart(slide, parts, func(name string, p Part) {
				visit("part." + name)
				visit("format." + id + ".part." + name)
				if p.sets() {
					visit("type." + p.style())
					visit("format." + id + ".size." + k.scaleName(p))
				}
			})
		}
	}
}

// eachPart visits a part and all that it holds.
func eachPart(name string, parts map[string]Part, visit func(name string, p Part)) {
	visit(name, parts[name])
	for _, kid := range parts[name].parts() {
		eachPart(kid, parts, visit)
	}
}
