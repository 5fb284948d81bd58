package snippet

import (
	"cmp"
	"math"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Sizes of frames, px. WordPress cuts frames of less or more than the two
// bounds.
const (
	UsualWidth = 600 // that heights are estimated for where the width is not known
	MinHeight  = 200
	MaxHeight  = 1000
	ListHeight = 640 // of the frame of a list, which is paginated
)

// Measures of the embed page (templates/site/static/embed.css), px.
const (
	borders      = 6            // above and below the card
	spare        = 4            // lines of some scripts are higher than their line height
	sides        = 2            // borders beside it
	panelSides   = 28.8         // padding of the claim
	panelAround  = 32.8 + 24.75 // its padding, its label and the rating
	noticeSides  = 28           // padding and border of the notice on a draft
	noticeAround = 20 + 11.2    // likewise, above and below
	noticeLine   = 14 * 1.45
	row          = 44.4 // of the evidence, or of the sources
	rowLine      = 21
	footWide     = 55 // in one line
	footNarrow   = 89 // in two
	footCompact  = 41
	footLine     = 32.4
	footGaps     = 96             // between what stands in the foot, with the icons
	noteAround   = 14.4 + 6.4     // around a correction
	change       = 18 + 12        // the name of a text that it changed, and room between
	changeSides  = 12.8 + 56 + 12 // beside what it was and is
)

// Widths of cards, px, up to which the rows, and the foot, are narrow; and from
// which the claim stands beside the fact.
const narrowRows, narrowFoot, twoColumns = 416, 544, 832

// Height is about how high, px, an edition's embed page is, for frames without
// the script: a frame that is too low scrolls, one that is too high ends in
// empty ground. It is counted from the texts, since no browser is at hand, and
// rather too high than too low: by at most 80 px for the shipped content in all
// its languages at 320 to 600 px. What a correction changed is not known here;
// it is taken to be the fact.
func (m Maker) Height(e factcheck.Edition, o Options) int {
	width := float64(cmp.Or(o.Width, UsualWidth))
	c := cardOf(e, width, o.Layout == "compact")
	print := m.Messages.In(e.Lang)
	if e.Withdrawn != nil {
		reason, _ := e.Withdrawn.Reason.In(e.Lang, e.Language)
		return bounded(borders + c.around() + c.lines(print.Text("site.withdrawn"), c.factSize, c.inner, bold)*c.factSize*c.lead + 40 +
			c.lines(reason, 16, c.inner, plain)*16*c.text + m.foot(print, c))
	}
	height := borders + c.top(e) + m.notice(e, print, c) + m.correction(e, c) + m.foot(print, c)
	if !c.compact {
		height += m.rows(e, print, c)
	}
	return bounded(height + spare)
}

func bounded(height float64) int { return max(MinHeight, min(int(math.Ceil(height)), MaxHeight)) }

// top is the fact, why, and the claim.
func (c cardSize) top(e factcheck.Edition) float64 {
	beside := c
	if c.width >= twoColumns { // the record takes 1 of 2.35 parts
		c.inner, beside.inner = (c.inner-40)*1.35/2.35, (c.inner-40)/2.35
	}
	fact := c.lines(e.Text.Fact.Plain(), c.factSize, c.inner, bold) * c.factSize * c.lead
	claim := panelAround + c.lines(e.Text.Claim, c.claimSize, beside.inner-panelSides, plain)*c.claimSize*(c.text-0.05)
	if c.compact {
		return c.around() + fact + 12 + claim
	}
	lead := fact + 9.6 + c.lines(e.Text.Why, c.whySize, c.inner, plain)*c.whySize*c.text
	if c.width >= twoColumns {
		return c.around() + max(lead, claim)
	}
	return c.around() + lead + 14.4 + claim
}

// around is the padding of the fact and what stands with it.
func (c cardSize) around() float64 { return c.gap + 17.6 }

// notice is what a draft says first.
func (m Maker) notice(e factcheck.Edition, print *message.Printer, c cardSize) float64 {
	if !e.Marked {
		return 0
	}
	text := print.Text("site.unpublished")
	if !e.Unpublished() {
		text = print.Text("site.draft-"+e.State.String()) + " " + message.LanguageName(e.Language)
	}
	return noticeAround + c.lines(text, 14, c.inner-noticeSides, plain)*noticeLine
}

// correction is the newest one: open where there is room, or else only its day.
func (m Maker) correction(e factcheck.Edition, c cardSize) float64 {
	if len(e.Corrections) == 0 {
		return 0
	}
	height := noteAround + 13*(c.text-0.05)
	note, _ := e.Corrections[len(e.Corrections)-1].What.In(e.Lang, e.Language)
	room := CardRoom(e) + Taken(note)
	if room > Room {
		return height
	}
	height += c.lines(note, 15, c.inner-16.8, plain) * 15 * (c.text - 0.05)
	if c.compact {
		return height
	}
	height += 13*(c.text-0.05) + 6.4
	fact := e.Text.Fact.Plain()
	if room+AroundChange+2*Taken(fact) <= Room {
		height += change + 2*c.lines(fact, 14, c.inner-changeSides, plain)*14*c.text
	}
	return height
}

// rows are the evidence and the sources, to be opened.
func (m Maker) rows(e factcheck.Edition, print *message.Printer, c cardSize) float64 {
	if len(e.Sources) == 0 {
		return row
	}
	sources := m.sources(e, print)
	names := make([]string, 0, len(sources.Names))
	for _, name := range sources.Names {
		names = append(names, name.Text)
	}
	named := strings.Join(names, "; ") + " " + sources.More
	if c.width <= narrowRows {
		return 2*row + rowLine*c.lines(named, 15, c.inner-21, plain)
	}
	heading := c.room(sources.Word, 15, bold) + 25
	return 2*row + rowLine*(c.lines(named, 15, c.inner-heading, plain)-1)
}

// foot is the wordmark, the link to the page, and the menus.
func (m Maker) foot(print *message.Printer, c cardSize) float64 {
	by := c.room(m.Config.Organisation.Wordmark, 18, bold) + c.room(print.Text("site.read"), 14, bold)
	tools := c.room(message.LanguageName(print.Lang()), 14, plain) + c.room(print.Text("site.share"), 14, plain)
	if c.compact {
		if by+36 > c.inner {
			return footCompact + footLine
		}
		return footCompact
	}
	if c.width >= narrowFoot {
		if by+tools+footGaps > c.inner {
			return footWide + footLine
		}
		return footWide
	}
	height := float64(footNarrow)
	if by+36 > c.inner {
		height += footLine
	}
	if tools+44 > c.inner {
		height += footLine
	}
	return height
}
