package card

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	lru "github.com/hashicorp/golang-lru/v2"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/pdf"
	"rebut/internal/problem"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// Press makes the graphics of a project. It is safe for concurrent use.
type Press struct {
	cfg     *config.Config
	msgs    *message.Catalog
	fonts   *typeset.Library
	designs Designs
	photos  Photos
	painter *raster.Painter
	laid    *lru.Cache[string, *composition]
	found   *lru.Cache[string, []finding]
	codes   *codes
}

// Job names one picture.
type Job struct {
	Edition               factcheck.Edition
	Design, Format, Theme string // ids
	Slide                 int    // which of a carousel's pictures, from 1; 0 for a single one
}

// cachedCards is the number of composed cards kept for another theme or a
// second question; each takes some 100 KiB.
const cachedCards = 256

// rememberedCards is the number of pictures of which it is remembered whether
// they may be published; each takes some 500 bytes.
const rememberedCards = 40000

// NewPress returns a press for a checked configuration, with the photos of its
// themes and of the designs.
func NewPress(cfg *config.Config, msgs *message.Catalog, fonts *typeset.Library, designs Designs, photos Photos) *Press {
	// New only fails for sizes below 1.
	laid, _ := lru.New[string, *composition](cachedCards)
	found, _ := lru.New[string, []finding](rememberedCards)
	return &Press{cfg: cfg, msgs: msgs, fonts: fonts, designs: designs, photos: photos, painter: raster.NewPainter(), laid: laid, found: found, codes: newCodes()}
}

// Jobs lists every picture of an edition: by design, then by format and theme
// in the order of rebut.toml. A withdrawn fact-check has none.
func (p *Press) Jobs(e factcheck.Edition) []Job {
	if e.Status == factcheck.Withdrawn {
		return nil
	}
	var jobs []Job
	for _, d := range p.designs {
		if !draws(d, e) {
			continue
		}
		for i := range p.cfg.Formats {
			f := &p.cfg.Formats[i]
			for _, t := range p.cfg.Themes {
				jobs = append(jobs, p.Slides(Job{Edition: e, Design: d.ID, Format: f.ID, Theme: t.ID})...)
			}
		}
	}
	return jobs
}

// Slides are the jobs of a carousel, or the one of a single picture; none when
// the job names what the project does not have.
func (p *Press) Slides(j Job) []Job {
	d, f := p.design(j.Design), p.cfg.Format(j.Format)
	if d == nil || f == nil {
		return nil
	}
	n := d.Slides(f)
	if n < 2 {
		return []Job{j}
	}
	jobs := make([]Job, n)
	for i := range jobs {
		jobs[i] = j
		jobs[i].Slide = i + 1
	}
	return jobs
}

// draws reports whether an edition is drawn in a design: it has what the design
// needs and, where it names the designs that suit it, this one is among them.
func draws(d *Design, e factcheck.Edition) bool {
	if len(e.Designs) > 0 && !slices.Contains(e.Designs, d.ID) {
		return false
	}
	for _, need := range d.Needs {
		if !has(e, need) {
			return false
		}
	}
	return true
}

// Path is the public path of the picture.
func (p *Press) Path(j Job) string {
	theme := j.Theme
	if len(p.cfg.Themes) > 0 && p.cfg.Themes[0].ID == theme {
		theme = ""
	}
	ext := config.PNG.Ext()
	if f := p.cfg.Format(j.Format); f != nil {
		ext = f.Type.Ext()
	}
	return address.Picture(j.Edition.Lang, j.Edition.Slug, j.Design, j.Format, theme, j.Slide, ext)
}

// Scene is what the picture shows. Where a text does not fit or has a
// character that no font has, the problems say so and the scene must not be
// published. The scene is nil when the job names what the project does not
// have.
func (p *Press) Scene(j Job) (*raster.Scene, problem.List) {
	theme := p.cfg.Theme(j.Theme)
	c := p.compose(j)
	if c == nil {
		return nil, nil
	}
	format := p.cfg.Format(j.Format)
	return p.painted(p.behindAll(c, format, theme), format, theme), listed(j.Edition.FactCheck, append(slices.Clip(c.findings), c.faint(format, theme)...))
}

// Picture is the encoded file, with its metadata; it is nil when there are
// problems.
func (p *Press) Picture(j Job) ([]byte, problem.List, error) {
	scene, problems := p.Scene(j)
	if scene == nil {
		return nil, problems, fmt.Errorf("no picture with design %q, format %q and theme %q", j.Design, j.Format, j.Theme)
	}
	if problems.HasErrors() {
		return nil, problems, nil
	}
	format := p.cfg.Format(j.Format)
	var b bytes.Buffer
	if format.Type == config.PDF {
		page := pdf.Page{Width: format.Paper.Width, Height: format.Paper.Height, Bleed: format.Paper.Bleed, Marks: format.Paper.Marks}
		if err := pdf.Encode(&b, scene, page, p.pageMeta(j)); err != nil {
			return nil, nil, fmt.Errorf("%s: %w", p.Path(j), err)
		}
		return b.Bytes(), nil, nil
	}
	encode := p.painter.PNG
	if format.Type == config.JPEG {
		encode = func(w io.Writer, s *raster.Scene, meta []raster.Meta) error {
			return p.painter.JPEG(w, s, format.MaxBytes, meta)
		}
	}
	if err := encode(&b, scene, entries(p.Metadata(j))); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", p.Path(j), err)
	}
	return b.Bytes(), nil, nil
}

func (p *Press) design(id string) *Design {
	for _, d := range p.designs {
		if d.ID == id {
			return d
		}
	}
	return nil
}

// compose lays the card out; themes with the same fonts share the work.
func (p *Press) compose(j Job) *composition {
	if j.Edition.Text == nil {
		return nil
	}
	return p.composeOf(j, p.wordsOf(j.Edition))
}

// composeOf is compose with the edition's words.
func (p *Press) composeOf(j Job, w words) *composition {
	design, format, theme := p.design(j.Design), p.cfg.Format(j.Format), p.cfg.Theme(j.Theme)
	if design == nil || format == nil || theme == nil {
		return nil
	}
	if n := design.Slides(format); j.Slide < 0 || j.Slide > n || n > 1 && j.Slide == 0 || n == 1 && j.Slide != 0 {
		return nil
	}
	key := p.key(j, w)
	if c, ok := p.laid.Get(key); ok {
		return c
	}
	k := &composer{fonts: p.fonts, words: w, types: design.Type, plan: design.planFor(format), design: j.Design, format: format, slide: max(j.Slide-1, 0),
		family: map[string]string{"headline": theme.Headline, "text": theme.Text}, rtl: j.Edition.Lang.RTL(), photos: p.photos, logo: p.photos[p.cfg.Organisation.Logo], codes: p.codes}
	c := k.compose()
	p.laid.Add(key, c)
	return c
}

// key is all that a composition depends on, besides formats, designs and fonts.
func (p *Press) key(j Job, w words) string {
	theme := p.cfg.Theme(j.Theme)
	return fmt.Sprintf("%s %s %d %q %q %s %s %s", j.Design, j.Format, j.Slide, theme.Headline, theme.Text, j.Edition.Slug, j.Edition.Lang, w.id)
}

// behindAll is the composition with the theme's photo behind it.
func (p *Press) behindAll(c *composition, f *config.Format, t *config.Theme) *composition {
	photo := p.photos[t.Photo]
	if photo == nil {
		return c
	}
	all := raster.Rect{W: float64(f.Width), H: float64(f.Height)}
	scrim := rectangle("scrim", all, "ground")
	scrim.scrim = true
	out := *c
	out.marks = append(append(photoMark("photo", photo, all, t.Focus), scrim), c.marks...)
	return &out
}

// painted gives the composition its colours.
func (p *Press) painted(c *composition, f *config.Format, t *config.Theme) *raster.Scene {
	s := &raster.Scene{Width: f.Width, Height: f.Height, Ground: t.Ground.NRGBA()}
	for i, m := range c.marks {
		shape := m.Shape
		if m.fill != "" {
			shape.Fill = colour(t, m.fill).NRGBA()
		}
		if m.stroke != "" {
			shape.Stroke = colour(t, m.stroke).NRGBA()
		}
		if m.scrim {
			cover := 1.0
			if below, err := p.painter.Paint(s); err == nil {
				cover = c.veil(i, f, t, below)
			}
			shape.Fill = translucent(colour(t, m.fill), cover)
		}
		s.Shapes = append(s.Shapes, shape)
	}
	for _, b := range c.blocks {
		text := raster.Text{Role: b.role, Plain: b.plain, X: b.x, Y: b.y - b.rise(), Layout: b.layout}
		for _, ink := range b.inks {
			text.Inks = append(text.Inks, colour(t, ink).NRGBA())
		}
		s.Texts = append(s.Texts, text)
	}
	return s
}

func colour(t *config.Theme, r Role) config.Colour {
	switch r {
	case "ground":
		return t.Ground
	case "accent":
		return t.Accent
	case "accent_ink":
		return t.OnAccent()
	case "muted":
		return t.Muted
	case "panel":
		return t.Panel
	case "panel_ink":
		return t.PanelInk
	case "chip":
		return t.Chip
	case "chip_ink":
		return t.ChipInk
	case "chip_accent":
		return t.OnChip()
	case codeDark, codeLight:
		dark, light := t.Chip, t.ChipInk
		if dark.Lighter(light) {
			dark, light = light, dark
		}
		if r == codeDark {
			return dark
		}
		return light
	case "rule":
		return t.Rule
	}
	return t.Ink
}
