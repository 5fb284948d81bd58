package card

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Designs are the designs of a project, in the order in which they are offered.
type Designs []*Design

// Design is one templates/cards/{id}.toml. docs/designs.md is its handbook.
type Design struct {
	ID     string               `toml:"-"` // the file's name without .toml
	Name   factcheck.Localised  `toml:"name"`
	What   factcheck.Localised  `toml:"what"`  // what it shows, in a line
	Order  int                  `toml:"order"` // designs are offered by it, then by id; those without it last
	Base   string               `toml:"base"`  // id of the design that has all that this one leaves out
	Needs  []Need               `toml:"needs"` // content without which the design is not drawn
	Type   map[string]TypeStyle `toml:"type"`  // type styles, by name
	Parts  map[string]Part      `toml:"part"`  // what pictures consist of, by name
	Format map[string]Plan      `toml:"format"`

	at places // where its values stand, its base's included
}

// Need names content that only some fact-checks have.
type Need string

// The needs.
const (
	NeedsNumber   Need = "number"
	NeedsChart    Need = "chart"
	NeedsReceipt  Need = "receipt"
	NeedsSandwich Need = "sandwich"
)

// UnmarshalText refuses any other word.
func (n *Need) UnmarshalText(text []byte) error {
	return oneOf(n, text, "is not content that fact-checks have", NeedsNumber, NeedsChart, NeedsReceipt, NeedsSandwich)
}

// oneOf sets a word that must be one of a list.
func oneOf[T ~string](dst *T, text []byte, refusal string, known ...T) error {
	if slices.Contains(known, T(text)) {
		*dst = T(text)
		return nil
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	return &problem.Mistake{Message: fmt.Sprintf("%q %s", text, refusal), Hint: "use one of " + strings.Join(names, ", ")}
}

// TypeStyle is how a text is set.
type TypeStyle struct {
	Family   string  `toml:"family"`   // "headline" or "text": a family of the theme
	Weight   int     `toml:"weight"`   // CSS weight
	Leading  float64 `toml:"leading"`  // line height ÷ size
	Tracking float64 `toml:"tracking"` // em
	Ink      Role    `toml:"ink"`
	Emphasis Role    `toml:"emphasis"` // of *marked* phrases; "" is Ink
	Scale    string  `toml:"scale"`    // the entry of a format's sizes that it takes; "" is the style's name
}

// Role names a colour of the theme.
type Role string

// UnmarshalText refuses a role that themes do not have.
func (r *Role) UnmarshalText(text []byte) error {
	return oneOf(r, text, "is not a colour role", "ground", "ink", "accent", "accent_ink", "muted", "panel", "panel_ink", "chip", "chip_ink", "chip_accent", "rule")
}

// Plan is a design's composition for one format. Lengths are px of a picture
// of Width × Height; a picture of another size is scaled.
type Plan struct {
	Width  int              `toml:"width"`
	Height int              `toml:"height"`
	Unit   float64          `toml:"unit"`   // the spacing unit; gaps, pads and heights are multiples of it
	Gutter float64          `toml:"gutter"` // between the columns of the grid
	Margin Margin           `toml:"margin"`
	Like   string           `toml:"like"`   // the format whose plan has all that this one leaves out
	Slides []string         `toml:"slides"` // the part that each picture of the format shows
	Sizes  map[string]Range `toml:"size"`   // of texts, by style
	Parts  map[string]Part  `toml:"part"`   // what differs from the design's parts
}

// Margin is the distance of texts from the picture's edges.
type Margin struct {
	Top    float64 `toml:"top"`
	Bottom float64 `toml:"bottom"`
	Side   float64 `toml:"side"`
}

// Range is the smallest and the largest size of a text, px.
type Range struct{ Min, Max float64 }

// UnmarshalTOML reads [smallest, largest], or the one size.
func (r *Range) UnmarshalTOML(value any) error {
	mistake := &problem.Mistake{Message: "must be a size, or the smallest and the largest size", Hint: "for example 24, or [64, 120]"}
	list, ok := value.([]any)
	if !ok {
		list = []any{value, value}
	}
	if len(list) != 2 {
		return mistake
	}
	for i, dst := range []*float64{&r.Min, &r.Max} {
		if *dst, ok = number(list[i]); !ok {
			return mistake
		}
	}
	if r.Min <= 0 || r.Max < r.Min || r.Max > 1000 {
		return mistake
	}
	return nil
}

// number is a TOML number of either kind.
func number(value any) (float64, bool) {
	switch n := value.(type) {
	case int64:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

// at is the size at a point of the range: 0 is the smallest, 1 the largest.
func (r Range) at(t float64) float64 { return r.Min + (r.Max-r.Min)*t }

// formats are the ids of the formats that the design has a plan for, sorted.
func (d *Design) formats() []string {
	ids := make([]string, 0, len(d.Format))
	for id := range d.Format {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// nearest is the id of the plan for a format: its own, else that of the nearest
// shape.
func (d *Design) nearest(f *config.Format) string {
	if _, ok := d.Format[f.ID]; ok {
		return f.ID
	}
	best, distance := "", math.Inf(1)
	for _, id := range d.formats() {
		p := d.Format[id]
		off := math.Abs(math.Log(float64(f.Width) / float64(f.Height) * float64(p.Height) / float64(p.Width)))
		if off < distance {
			best, distance = id, off
		}
	}
	return best
}

// planFor is the plan of a format, with every part as the format has it.
func (d *Design) planFor(f *config.Format) Plan {
	p := d.Format[d.nearest(f)].scaled(f.Width, f.Height)
	p.Parts = d.resolved(p)
	return p
}

// Slides is the number of pictures that the design makes of a format.
func (d *Design) Slides(f *config.Format) int { return len(d.Format[d.nearest(f)].Slides) }

// scaled is the plan for a picture of w×h px: all lengths by the same factor,
// so that nothing is distorted.
func (p Plan) scaled(w, h int) (out Plan) {
	f := min(float64(w)/float64(p.Width), float64(h)/float64(p.Height))
	out = p
	out.Width, out.Height = w, h
	for _, v := range []*float64{&out.Unit, &out.Gutter, &out.Margin.Top, &out.Margin.Bottom, &out.Margin.Side} {
		*v *= f
	}
	out.Sizes = make(map[string]Range, len(p.Sizes))
	for name, r := range p.Sizes {
		out.Sizes[name] = Range{r.Min * f, r.Max * f}
	}
	return out
}
