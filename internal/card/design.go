package card

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Designs are the designs of a project, by id.
type Designs []*Design

// Design is one templates/cards/{id}.toml.
type Design struct {
	ID     string              `toml:"-"` // the file's name without .toml
	Name   factcheck.Localised `toml:"name"`
	Type   Types               `toml:"type"`
	Format map[string]Plan     `toml:"format"` // by format id
}

// Types are the type styles of a design.
type Types struct {
	Kicker  TypeStyle `toml:"kicker"`  // what this is: "Fact-check"
	Fact    TypeStyle `toml:"fact"`    //
	Why     TypeStyle `toml:"why"`     //
	Rating  TypeStyle `toml:"rating"`  // the word on the chip
	Label   TypeStyle `toml:"label"`   // "You may have heard"
	Claim   TypeStyle `toml:"claim"`   //
	Sources TypeStyle `toml:"sources"` //
	Brand   TypeStyle `toml:"brand"`   // the wordmark
	Address TypeStyle `toml:"address"` // of the site
	Draft   TypeStyle `toml:"draft"`   // the mark of a draft translation
}

// TypeStyle is how a text is set, its size aside.
type TypeStyle struct {
	Family   string  `toml:"family"`   // "headline" or "text": a family of the theme
	Weight   int     `toml:"weight"`   // CSS weight
	Leading  float64 `toml:"leading"`  // line height ÷ size
	Tracking float64 `toml:"tracking"` // em
	Ink      Role    `toml:"ink"`
	Emphasis Role    `toml:"emphasis"` // of *marked* phrases; "" is Ink
}

// Role names a colour of the theme.
type Role string

// UnmarshalText refuses a role that themes do not have.
func (r *Role) UnmarshalText(text []byte) error {
	roles := []string{"ground", "ink", "accent", "muted", "panel", "panel_ink", "chip", "chip_ink", "rule"}
	for _, known := range roles {
		if string(text) == known {
			*r = Role(known)
			return nil
		}
	}
	return &problem.Mistake{Message: fmt.Sprintf("%q is not a colour role", text), Hint: "use one of " + strings.Join(roles, ", ")}
}

// Plan is a design's composition for one format. Lengths are px of a picture
// of Width × Height; a picture of another size is scaled.
type Plan struct {
	Width       int         `toml:"width"`
	Height      int         `toml:"height"`
	Composition Composition `toml:"composition"`
	Unit        float64     `toml:"unit"`   // the spacing unit; gaps are multiples of it
	Gutter      float64     `toml:"gutter"` // between columns
	Margin      Margin      `toml:"margin"`
	Columns     Columns     `toml:"columns"`
	Gaps        Gaps        `toml:"gaps"`
	Fact        Range       `toml:"fact"`
	Why         Range       `toml:"why"` // left out: the format shows no why
	Claim       Range       `toml:"claim"`
	Kicker      bool        `toml:"kicker"`    // whether "Fact-check" stands above the fact
	Label       float64     `toml:"label"`     // size of kicker, label and rating
	Foot        float64     `toml:"foot"`      // size of sources, wordmark and address
	FootRows    int         `toml:"foot_rows"` // lines of the footer, 1 or 2
	Heard       bool        `toml:"heard"`     // whether "You may have heard" stands beside the rating
	Decor       Decor       `toml:"decor"`
}

// Margin is the distance of texts from the picture's edges.
type Margin struct {
	Top    float64 `toml:"top"`    // to the top of the first capitals
	Bottom float64 `toml:"bottom"` // to the last baseline
	Side   float64 `toml:"side"`
}

// Columns are the widths of texts in columns of a grid of twelve.
type Columns struct {
	Fact  int `toml:"fact"`
	Why   int `toml:"why"`
	Claim int `toml:"claim"` // in a side composition, of the panel too
}

// Gaps are distances in units.
type Gaps struct {
	Header float64 `toml:"header"` // kicker or draft mark to fact
	Fact   float64 `toml:"fact"`   // fact to why
	Panel  float64 `toml:"panel"`  // the least distance of the panel from the text above it
	Chip   float64 `toml:"chip"`   // chip to claim
	Claim  float64 `toml:"claim"`  // claim to what follows it
	Foot   float64 `toml:"foot"`   // rule to footer
}

// Composition is the arrangement of a card's parts.
type Composition string

// Stack sets everything above each other, with the claim and the footer on a
// panel that fills the lower end. Side sets the claim in a panel along the end
// edge.
const (
	Stack Composition = "stack"
	Side  Composition = "side"
)

// UnmarshalText refuses any other word.
func (c *Composition) UnmarshalText(text []byte) error {
	switch Composition(text) {
	case Stack, Side:
		*c = Composition(text)
		return nil
	}
	return &problem.Mistake{Message: fmt.Sprintf("%q is not a composition", text), Hint: `use "stack" or "side"`}
}

// Decor is what fills a part of the picture that must be free of text.
type Decor string

// Ripples are rings that spread from the lower end corner.
const Ripples Decor = "ripples"

// UnmarshalText refuses any other word.
func (d *Decor) UnmarshalText(text []byte) error {
	if Decor(text) != Ripples {
		return &problem.Mistake{Message: fmt.Sprintf("%q is not a decor", text), Hint: `use "ripples", or leave the key out`}
	}
	*d = Ripples
	return nil
}

// Range is the smallest and the largest size of a text, px.
type Range struct{ Min, Max float64 }

// UnmarshalTOML reads [smallest, largest].
func (r *Range) UnmarshalTOML(value any) error {
	mistake := &problem.Mistake{Message: "must be the smallest and the largest size", Hint: "for example [64, 120]"}
	list, ok := value.([]any)
	if !ok || len(list) != 2 {
		return mistake
	}
	for i, dst := range []*float64{&r.Min, &r.Max} {
		switch n := list[i].(type) {
		case int64:
			*dst = float64(n)
		case float64:
			*dst = n
		default:
			return mistake
		}
	}
	if r.Min <= 0 || r.Max < r.Min || r.Max > 1000 {
		return mistake
	}
	return nil
}

// at is the size at a point of the range: 0 is the smallest, 1 the largest.
func (r Range) at(t float64) float64 { return r.Min + (r.Max-r.Min)*t }

// LoadDesigns reads the designs of a project's templates folder. Mistakes in
// them are problems; a design with mistakes is left out.
func LoadDesigns(templates fs.FS) (Designs, problem.List, error) {
	files, err := fs.Glob(templates, "cards/*.toml")
	if err != nil {
		return nil, nil, fmt.Errorf("looking for card designs: %w", err)
	}
	var designs Designs
	var problems problem.List
	for _, file := range files {
		text, err := fs.ReadFile(templates, file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", file, err)
		}
		d, found := parseDesign(file, text)
		problems = append(problems, found...)
		if d != nil && !found.HasErrors() {
			designs = append(designs, d)
		}
	}
	return designs, problems.Sort(), nil
}

func parseDesign(file string, text []byte) (*Design, problem.List) {
	doc, problems := tomlfile.Parse("templates/"+file, text)
	if doc == nil {
		return nil, problems
	}
	d := &Design{ID: strings.TrimSuffix(path.Base(file), ".toml")}
	problems = doc.Decode(d)
	if !problems.HasErrors() {
		problems = append(problems, d.check(doc)...)
	}
	return d, problems
}
