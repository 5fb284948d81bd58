package card

import (
	"reflect"

	"rebut/internal/config"
	"rebut/internal/problem"
)

// Part is one element of a design: a text, something drawn, or a group of
// parts. What it leaves out has the value that is named here. Lengths are
// multiples of the format's unit.
type Part struct {
	// What the part is: exactly one of these. A stack or a row may have a photo,
	// which is then behind what it shows.
	Text  string   `toml:"text"`  // the name of a text of the fact-check
	Draw  Drawing  `toml:"draw"`  // something that is not text
	Photo string   `toml:"photo"` // a PNG or JPEG file beside the design
	Stack []string `toml:"stack"` // parts above each other
	Row   []string `toml:"row"`   // parts side by side
	First []string `toml:"first"` // the first of the parts that has something to show

	Style    string   `toml:"style"`    // type style of a text, a chip or a chart; the text's name
	Lines    *int     `toml:"lines"`    // most lines of a text; any number
	Even     *bool    `toml:"even"`     // lines of equal length; false
	Hang     *bool    `toml:"hang"`     // opening quotation marks stand in the margin; false
	Lead     *bool    `toml:"lead"`     // the text that must be largest by far; false
	Ink      Role     `toml:"ink"`      // in place of the style's; also the colour of a drawing
	Emphasis Role     `toml:"emphasis"` // of *marked* phrases, in place of the style's
	Align    Align    `toml:"align"`    // of a text in its width, of a group's parts in theirs; start
	Level    Level    `toml:"level"`    // where a part stands in the height that it is given; top
	Cols     *int     `toml:"columns"`
	Share    *float64 `toml:"share"` // most of a row's width that the part may take, 0 to 1; 1

	Gap      *float64      `toml:"gap"`      // between the parts of a group; 0
	Space    *float64      `toml:"space"`    // before this part, in place of its group's gap
	Pad      *Sides        `toml:"pad"`      // around what a group shows; 0
	Height   *float64      `toml:"height"`   // least height; of a photo or a code, its height
	Width    *float64      `toml:"width"`    // width; as much as there is
	Fill     Role          `toml:"fill"`     // colour behind a group or a text; none
	Round    *float64      `toml:"round"`    // radius of the fill's corners; 0
	Bleed    []Edge        `toml:"bleed"`    // sides on which the fill or the photo reaches to the edge of what it stands on
	Bar      Role          `toml:"bar"`      // colour of a bar from that edge to the text; none
	Grow     *bool         `toml:"grow"`     // takes the height (in a row: the width) that is left; false
	Wrap     *bool         `toml:"wrap"`     // a row may become a stack where it is too wide; false
	Optional *bool         `toml:"optional"` // left out of a row where it does not fit; false
	Focus    *config.Focus `toml:"focus"`    // the point of a photo that must stay in sight; its middle
	Scrim    Role          `toml:"scrim"`    // colour laid over the photo of a group so that texts on it can be read; ground
	Hide     *bool         `toml:"hide"`     // not shown in this format; false
}

// Drawing is something that is not text.
type Drawing string

// The drawings.
const (
	Chip    Drawing = "chip"    // the rating: its shape and its word on a solid ground
	Symbol  Drawing = "symbol"  // the rating's shape alone, as high as the part
	Rule    Drawing = "rule"    // a line across
	Dots    Drawing = "dots"    // one for each picture of a carousel, this one's filled
	Code    Drawing = "code"    // a QR code of the page's address
	Plot    Drawing = "chart"   // the fact-check's chart
	Logo    Drawing = "logo"    // the organisation's logo, or its wordmark
	Ripples Drawing = "ripples" // rings that spread from the lower end corner of the picture
	Blank   Drawing = "blank"   // room, with a fill or without
)

// UnmarshalText refuses any other word.
func (d *Drawing) UnmarshalText(text []byte) error {
	return oneOf(d, text, "is nothing that can be drawn", Chip, Symbol, Rule, Dots, Code, Plot, Logo, Ripples, Blank)
}

// Align is a place between the start and the end edge.
type Align string

// The alignments. Start is the left in English and the right in Arabic.
const (
	AlignStart  Align = "start"
	AlignCenter Align = "center"
	AlignEnd    Align = "end"
)

// UnmarshalText refuses any other word.
func (a *Align) UnmarshalText(text []byte) error {
	return oneOf(a, text, "is not an alignment", AlignStart, AlignCenter, AlignEnd)
}

// Level is a place between top and bottom.
type Level string

// The levels. Baseline is for the parts of a row: their first lines of text
// stand on one line.
const (
	LevelTop      Level = "top"
	LevelMiddle   Level = "middle"
	LevelBottom   Level = "bottom"
	LevelBaseline Level = "baseline"
	LevelSpread   Level = "spread" // the parts of a stack: what room is left stands between them
)

// UnmarshalText refuses any other word.
func (l *Level) UnmarshalText(text []byte) error {
	return oneOf(l, text, "is not a level", LevelTop, LevelMiddle, LevelBottom, LevelBaseline, LevelSpread)
}

// Edge is a side of a part.
type Edge string

// The edges.
const (
	EdgeTop    Edge = "top"
	EdgeBottom Edge = "bottom"
	EdgeStart  Edge = "start"
	EdgeEnd    Edge = "end"
)

// UnmarshalText refuses any other word.
func (e *Edge) UnmarshalText(text []byte) error {
	return oneOf(e, text, "is not an edge", EdgeTop, EdgeBottom, EdgeStart, EdgeEnd)
}

// Sides are distances on each side, in units.
type Sides struct{ Top, Bottom, Start, End float64 }

// UnmarshalTOML reads one number for all sides, [above and below, at the
// sides], or [top, bottom, start, end].
func (s *Sides) UnmarshalTOML(value any) error {
	list, isList := value.([]any)
	if !isList {
		list = []any{value}
	}
	n := make([]float64, len(list))
	for i, v := range list {
		var ok bool
		if n[i], ok = number(v); !ok || n[i] < 0 || n[i] > 200 {
			n = nil
			break
		}
	}
	switch len(n) {
	case 1:
		*s = Sides{n[0], n[0], n[0], n[0]}
	case 2:
		*s = Sides{n[0], n[0], n[1], n[1]}
	case 4:
		*s = Sides{n[0], n[1], n[2], n[3]}
	default:
		return &problem.Mistake{Message: "must be distances in units, from 0 to 200",
			Hint: "for example 3; [3, 4] for above and below, and the sides; [3, 3, 4, 4] for top, bottom, start, end"}
	}
	return nil
}

// with is the part with what a format says of it. A photo for a group goes
// behind what the group shows.
func (p Part) with(own Part) Part {
	behind := own.kind() == "photo" && (p.Stack != nil || p.Row != nil)
	if own.kind() != "" && !behind {
		p.Text, p.Draw, p.Photo, p.Stack, p.Row, p.First = "", "", "", nil, nil, nil
	}
	dst, src := reflect.ValueOf(&p).Elem(), reflect.ValueOf(own)
	for i := range src.NumField() {
		if !src.Field(i).IsZero() {
			dst.Field(i).Set(src.Field(i))
		}
	}
	return p
}

// kinds are what the part says that it is.
func (p Part) kinds() []string {
	var out []string
	for _, k := range []struct {
		name string
		is   bool
	}{{"text", p.Text != ""}, {"draw", p.Draw != ""}, {"photo", p.Photo != "" && p.Stack == nil && p.Row == nil}, {"stack", p.Stack != nil}, {"row", p.Row != nil}, {"first", p.First != nil}} {
		if k.is {
			out = append(out, k.name)
		}
	}
	return out
}

// kind is what the part is; "" when it does not say.
func (p *Part) kind() string {
	switch {
	case p.Text != "":
		return "text"
	case p.Draw != "":
		return "draw"
	case p.Stack != nil:
		return "stack"
	case p.Row != nil:
		return "row"
	case p.Photo != "":
		return "photo"
	case p.First != nil:
		return "first"
	}
	return ""
}

// parts are the names of a group's parts.
func (p Part) parts() []string {
	switch p.kind() {
	case "stack":
		return p.Stack
	case "row":
		return p.Row
	}
	return p.First
}

// on is a switch that is off where a part leaves it out.
func on(b *bool) bool { return b != nil && *b }

// value is a number that a part may leave out.
func value[T int | float64](v *T, otherwise T) T {
	if v == nil {
		return otherwise
	}
	return *v
}

// pad is the part's padding; none where it leaves it out.
func (p Part) pad() Sides {
	if p.Pad == nil {
		return Sides{}
	}
	return *p.Pad
}
