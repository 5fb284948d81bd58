package card

import (
	"cmp"
	"maps"
)

// onto is the design with all that it leaves out taken from its base.
func (d *Design) onto(base *Design) {
	d.Type = overlaid(base.Type, d.Type, func(_, own TypeStyle) TypeStyle { return own })
	d.Parts = overlaid(base.Parts, d.Parts, Part.with)
	d.Format = overlaid(base.Format, d.Format, Plan.onto)
}

// onto is a plan with what it says in place of what its base says.
func (base Plan) onto(own Plan) Plan {
	out := base
	out.Width, out.Height = cmp.Or(own.Width, base.Width), cmp.Or(own.Height, base.Height)
	out.Unit, out.Gutter = cmp.Or(own.Unit, base.Unit), cmp.Or(own.Gutter, base.Gutter)
	if own.Margin != (Margin{}) {
		out.Margin = own.Margin
	}
	out.Like = own.Like
	if own.Slides != nil {
		out.Slides = own.Slides
	}
	out.Sizes = overlaid(base.Sizes, own.Sizes, func(_, own Range) Range { return own })
	out.Parts = overlaid(base.Parts, own.Parts, Part.with)
	return out
}

// liken gives the plans that are like another what they leave out.
func (d *Design) liken() {
	whole := maps.Clone(d.Format)
	for id, p := range d.Format {
		if like, known := d.Format[p.Like]; known && p.Like != id && like.Like == "" {
			whole[id] = like.onto(p)
		}
	}
	d.Format = whole
}

// overlaid are the values of both maps; what both have is merged.
func overlaid[V any](base, own map[string]V, merge func(base, own V) V) map[string]V {
	out := maps.Clone(base)
	if out == nil {
		out = map[string]V{}
	}
	for name, v := range own {
		if b, both := base[name]; both {
			v = merge(b, v)
		}
		out[name] = v
	}
	return out
}
