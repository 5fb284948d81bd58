package card

import (
	"math"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/typeset"
)

// setting is all that a set text depends on within one picture.
type setting struct {
	part                       string
	look                       look
	nth                        int // which of the ways to say it
	size, width, height, spare float64
	fitted                     bool
}

// layText sets a text: in the first of the ways to say it that fits, else in
// the last.
func (c *composer) layText(name string, p Part, r room) *node {
	pad := Sides{}
	if p.Fill != "" {
		pad = p.pad()
		r.width -= c.units(pad.Start) + c.units(pad.End)
	}
	var n *node
	for i := range c.words.texts[p.Text] {
		if n = c.layPhrase(name, p, i, r); n.fits {
			break
		}
	}
	if p.Fill != "" && !slices.Contains(p.Bleed, EdgeStart) {
		n.block.x += c.units(pad.Start)
		n.used += c.units(pad.Start) + c.units(pad.End)
	} else if p.Fill != "" {
		n.used += c.units(pad.End)
	}
	if p.Fill != "" {
		n.w = n.used
		n.h += c.units(pad.Top) + c.units(pad.Bottom)
		n.line += c.units(pad.Top)
		n.block.y += c.units(pad.Top)
	}
	return n
}

// layPhrase sets one of the ways to say a text.
func (c *composer) layPhrase(name string, p Part, i int, r room) *node {
	_, settled := c.fixed[name]
	sizes := c.sizes(p)
	set := func(r room) (block, bool) {
		if on(p.Grow) && r.definite() && !settled && sizes.Max > sizes.Min {
			return c.fitted(name, p, i, r)
		}
		return c.settext(name, p, i, c.size(name, p), r), true
	}
	b, ok := set(r)
	for in, out, tries := 0.0, 0.0, 0; !c.stays(&b, r) && tries < insets; tries++ {
		start, end := c.beyond(b.layout, r.spare)
		in, out = max(in, start), max(out, end)
		if in+out > r.width/4 {
			break
		}
		narrow := r
		narrow.width -= in + out
		b, ok = set(narrow)
		b.x = in
	}
	l := b.layout
	n := &node{w: r.width, h: b.height(), used: l.TextWidth(), block: &b, fits: ok && l.Broken == 0 && !l.Overflow && c.stays(&b, r)}
	if len(l.Lines) == 1 && p.Align == "" && !on(p.Grow) {
		n.used = min(l.Width, math.Ceil(l.TextWidth())) // a label ends with its box
	}
	if r.definite() && on(p.Grow) {
		n.fits = n.fits && n.h <= r.height
		n.raise(r.height, p.Level)
	}
	n.line = n.block.baseline()
	return n
}

// refits is how often a fitted text may take the room that is left over.
const refits = 4

// swash is how far ink may leave the sides of a text's box, in em: strokes of
// many letters reach a little over their advance.
const swash = 0.06

// insets is how often a text may be set narrower so that its ink stays inside.
const insets = 4

// beyond is how far a text must stand in from the start and the end edge, px,
// because its letters reach out farther than there is room: the bar of a gaf in
// Nastaliq does at the start, its final letters do at the end of a full line.
func (c *composer) beyond(l *typeset.Layout, spare float64) (start, end float64) {
	over := max(spare, swash*l.Size)
	if start = c.overhang(l); start <= over {
		start = 0
	}
	if end = c.overrun(l); end <= over {
		end = 0
	}
	return math.Ceil(start), math.Ceil(end)
}

// overrun is how far a text's ink stands out of its box at the end edge, px.
func (c *composer) overrun(l *typeset.Layout) float64 {
	if c.rtl {
		return -l.Ink.Left
	}
	return l.Ink.Right - l.Width
}

// stays reports whether the ink of a text stays within its room and what room
// there is beside it.
func (c *composer) stays(b *block, r room) bool {
	l := b.layout
	over := max(r.spare, swash*l.Size)
	return l.Ink.Right <= l.Ink.Left || c.overhang(l) <= over+b.x && c.overrun(l) <= over+r.width-b.x-l.Width
}

// fitted sets a text as large as its room allows.
func (c *composer) fitted(name string, p Part, i int, r room) (block, bool) {
	sizes := c.sizes(p)
	key := setting{part: name, look: p.look(), nth: i, size: c.size(name, p), width: r.width, height: r.height, spare: r.spare, fitted: true}
	if b, done := c.set[key]; done {
		return b, b.fits
	}
	fit := func(hang bool) (*typeset.Layout, bool) {
		para := c.paragraph(p, c.words.texts[p.Text][i], hang)
		layout, ok := c.fonts.Fit(para, r.width, r.height, key.size, sizes.Max)
		// Fit counts whole line heights, while the optical box ends at the last
		// baseline. At any larger size the difference mostly grows, so what it is now
		// may be added to the room.
		for range refits {
			b := c.blockOf(p, i, layout)
			larger, fits := c.fonts.Fit(para, r.width, r.height+layout.Height-b.height(), key.size, sizes.Max)
			if !fits || ok && larger.Size <= layout.Size {
				break
			}
			if b := c.blockOf(p, i, larger); b.height() > r.height {
				break
			}
			layout, ok = larger, true
		}
		return layout, ok
	}
	layout, ok := fit(on(p.Hang))
	if on(p.Hang) && c.overhang(layout) > r.spare {
		layout, ok = fit(false)
	}
	b := c.blockOf(p, i, layout)
	b.fits = ok && layout.Broken == 0
	c.set[key] = b
	return b, b.fits
}

// settext sets a text at a size. Its opening quotation mark hangs in the margin
// where that is wide enough.
func (c *composer) settext(name string, p Part, i int, size float64, r room) block {
	key := setting{part: name, look: p.look(), nth: i, size: size, width: r.width, spare: r.spare}
	if b, done := c.set[key]; done {
		return b
	}
	phrase := c.words.texts[p.Text][i]
	layout := c.fonts.Set(c.paragraph(p, phrase, on(p.Hang)), size, r.width)
	if on(p.Hang) && c.overhang(layout) > r.spare {
		layout = c.fonts.Set(c.paragraph(p, phrase, false), size, r.width)
	}
	b := c.blockOf(p, i, layout)
	c.set[key] = b
	return b
}

// blockOf is a set text with its colours.
func (c *composer) blockOf(p Part, i int, layout *typeset.Layout) block {
	style, _ := c.style(p)
	phrase := c.words.texts[p.Text][i]
	emphasis := style.Emphasis
	if emphasis == "" {
		emphasis = style.Ink
	}
	return block{role: p.Text, from: phrase.from, lang: phrase.lang, plain: phrase.plain, inks: []Role{style.Ink, emphasis}, lead: on(p.Lead), layout: layout}
}

// paragraph is a text in the style of its part.
func (c *composer) paragraph(p Part, text phrase, hang bool) typeset.Paragraph {
	style, _ := c.style(p)
	dir := typeset.LTR
	if text.lang.RTL() {
		dir = typeset.RTL
	}
	para := typeset.Paragraph{
		Lang: string(text.lang), Direction: dir, Hang: hang, Balance: on(p.Even), MaxLines: value(p.Lines, 0),
		Style: typeset.Style{Family: c.family[style.Family], Weight: style.Weight, Leading: style.Leading, Tracking: style.Tracking},
	}
	switch p.Align {
	case AlignCenter:
		para.Align = typeset.Center
	case AlignEnd:
		para.Align = typeset.End
	}
	if foreign := text.lang.RTL() != c.rtl; foreign && para.MaxLines == 1 {
		para.Align = typeset.End - para.Align // start and end change places
	}
	for _, s := range text.pieces {
		span := typeset.Span{Text: s.Text}
		if s.Strong {
			span.Ink = 1
		}
		para.Spans = append(para.Spans, span)
	}
	return para
}

// ready is a phrase with the stretches in which it is set: a marked phrase stays
// on one line, and so do words with a hyphen.
func (p phrase) ready() phrase {
	p.pieces = []factcheck.EmphasisSpan{{Text: p.text}}
	if p.spans != nil {
		p.pieces = make([]factcheck.EmphasisSpan, len(p.spans))
	}
	for i, s := range p.spans {
		p.pieces[i] = factcheck.EmphasisSpan{Text: joined(s.Text), Strong: s.Strong}
		if s.Strong {
			p.pieces[i].Text = joined(together(s.Text))
		}
	}
	var b strings.Builder
	for _, s := range p.pieces {
		b.WriteString(s.Text)
	}
	p.plain = b.String()
	return p
}

// keptTogether is the length up to which a marked phrase stays on one line, in
// characters: a figure and its unit read as one.
const keptTogether = 14

func together(phrase string) string {
	if factcheck.Length(phrase) > keptTogether {
		return phrase
	}
	return noBreaks(phrase)
}

// joined keeps words with a hyphen on one line, where they are of a bearable
// length: "sans-papiers" must not end a line at "sans-".
func joined(text string) string {
	words := strings.Split(text, " ")
	for i, w := range words {
		if factcheck.Length(w) <= keptTogether {
			words[i] = strings.ReplaceAll(w, "-", "-\u2060")
		}
	}
	return strings.Join(words, " ")
}

// overhang is how far a text's hanging quotation marks stand out of its box at
// the start edge, px.
func (c *composer) overhang(l *typeset.Layout) float64 {
	if c.rtl {
		return l.Ink.Right - l.Width
	}
	return -l.Ink.Left
}
