package card

import (
	"cmp"
	"maps"
	"reflect"
)

// onto is the design with all that it leaves out taken from its base. has
// reports whether the design's file has a value for a path.
func (d *Design) onto(base *Design, has func(path string) bool) {
	d.Type = overlaid(base.Type, d.Type, func(name string, base, own TypeStyle) TypeStyle {
		return keyed(base, own, "type."+name, has)
	})
	d.Parts = overlaid(base.Parts, d.Parts, merged)
	d.Format = overlaid(base.Format, d.Format, func(id string, base, own Plan) Plan {
		return base.onto(own.spaced(base, id, has))
	})
}

// spaced is a plan with a whole margin and its gutter, in which 0 is a value too.
func (p Plan) spaced(base Plan, id string, has func(path string) bool) Plan {
	p.Margin = keyed(base.Margin, p.Margin, "format."+id+".margin", has)
	if !has("format." + id + ".gutter") {
		p.Gutter = base.Gutter
	}
	return p
}

// onto is a plan with what it says in place of what its base says. It is spaced
// already.
func (base Plan) onto(own Plan) Plan {
	out := base
	out.Width, out.Height = cmp.Or(own.Width, base.Width), cmp.Or(own.Height, base.Height)
	out.Unit = cmp.Or(own.Unit, base.Unit)
	out.Gutter, out.Margin = own.Gutter, own.Margin
	out.Like = cmp.Or(own.Like, base.Like)
	if own.Slides != nil {
		out.Slides = own.Slides
	}
	out.Sizes = overlaid(base.Sizes, own.Sizes, func(_ string, _, own Range) Range { return own })
	out.Parts = overlaid(base.Parts, own.Parts, merged)
	return out
}

// liken gives the plans that are like another what they leave out. has reports
// whether the design's file or one that it builds on has a value for a path.
func (d *Design) liken(has func(path string) bool) {
	whole := maps.Clone(d.Format)
	for id, p := range d.Format {
		if like, known := d.Format[p.Like]; known && p.Like != id && like.Like == "" {
			whole[id] = like.onto(p.spaced(like, id, has))
		}
	}
	d.Format = whole
}

func merged(_ string, base, own Part) Part { return base.with(own) }

// keyed is a table with those of its keys that the file has, the others taken
// from the base: 0 and "" are values too.
func keyed[T any](base, own T, path string, has func(path string) bool) T {
	out, from := reflect.ValueOf(&base).Elem(), reflect.ValueOf(own)
	for i := range from.NumField() {
		if has(path + "." + from.Type().Field(i).Tag.Get("toml")) {
			out.Field(i).Set(from.Field(i))
		}
	}
	return base
}

// overlaid are the values of both maps; what both have is merged.
func overlaid[V any](base, own map[string]V, merge func(name string, base, own V) V) map[string]V {
	out := maps.Clone(base)
	if out == nil {
		out = map[string]V{}
	}
	for name, v := range own {
		if b, both := base[name]; both {
			v = merge(name, b, v)
		}
		out[name] = v
	}
	return out
}
