package card

import (
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/typeset"
)

// headline is the fact as a paragraph. Letters stand optically on the margin,
// and quotation marks that begin a line hang in it.
func (c *composer) headline(hang bool) typeset.Paragraph {
	p := c.paragraph(c.types.Fact, "", c.words.fact.lang)
	p.Spans = nil
	for _, s := range c.words.spans {
		span := typeset.Span{Text: joined(s.Text)}
		if s.Strong {
			span = typeset.Span{Text: joined(together(s.Text)), Ink: 1}
		}
		p.Spans = append(p.Spans, span)
	}
	p.Balance, p.Hang = true, hang
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

// fact sets the fact as large as fits a box, from smallest to largest px. The
// result is false when it does not fit, or only with a broken word.
func (c *composer) fact(width, height, smallest, largest float64) (block, bool) {
	b, ok := c.fitted(c.headline(true), width, height, snap(smallest), largest)
	if c.overhang(b.layout) > c.spare() {
		b, ok = c.fitted(c.headline(false), width, height, snap(smallest), largest)
	}
	return b, ok && b.layout.Broken == 0
}

func (c *composer) fitted(p typeset.Paragraph, width, height, smallest, largest float64) (block, bool) {
	layout, ok := c.fonts.Fit(p, width, height, smallest, largest)
	b := c.factBlock(p, layout)
	// Fit counts whole line heights, while the optical box ends at the last
	// baseline. At any larger size the difference only grows, so what it is now
	// may be added to the room.
	if larger, fits := c.fonts.Fit(p, width, height+layout.Height-b.height(), smallest, largest); fits {
		b.layout, ok = larger, true
	}
	return b, ok
}

func (c *composer) factBlock(p typeset.Paragraph, layout *typeset.Layout) block {
	style, plain := c.types.Fact, strings.Builder{}
	for _, s := range p.Spans {
		plain.WriteString(s.Text)
	}
	emphasis := style.Emphasis
	if emphasis == "" {
		emphasis = style.Ink
	}
	return block{role: "fact", from: c.words.fact.from, plain: plain.String(), inks: []Role{style.Ink, emphasis}, layout: layout}
}

// The largest size is not always the best: a few hundredths smaller, the lines
// may come out even. shaped tries sizes down to this part of the largest.
const (
	shapedTo   = 0.88
	shapedStep = 0.02
)

// shaped is a fitted fact at the size, near its own, at which it looks best.
func (c *composer) shaped(b block) block {
	p, largest := c.headline(true), b.layout.Size
	best, cost := b, unevenness(b.layout)
	for share := 1 - shapedStep; share >= shapedTo; share -= shapedStep {
		size := snap(largest * share)
		if size < c.plan.Fact.Min {
			break
		}
		try := b
		try.layout = c.fonts.Set(p, size, b.layout.Width)
		if c.overhang(try.layout) > c.spare() {
			try.layout = c.fonts.Set(c.headline(false), size, b.layout.Width)
		}
		lost := 1 - size/largest
		if k := unevenness(try.layout) + lost; try.height() <= b.height() && try.layout.Broken == 0 && k < cost {
			best, cost = try, k
		}
	}
	return best
}

// unevenness is 0 for lines that all fill the box, more the more ragged they
// are and the less of the width they use. The last line counts half.
func unevenness(l *typeset.Layout) float64 {
	widest, sum, weight := l.TextWidth(), 0.0, 0.0
	if widest == 0 {
		return 0
	}
	for i, line := range l.Lines {
		w, gap := 1.0, 1-line.Width/widest
		if i == len(l.Lines)-1 {
			w = 0.5
		}
		sum, weight = sum+w*gap*gap, weight+w
	}
	return sum/weight + 0.2*(1-widest/l.Width)
}
