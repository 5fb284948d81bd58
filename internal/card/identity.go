package card

import (
	"fmt"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Identities tells apart the pictures of an edition: equal ones are the same
// file byte for byte, as long as fonts, photos, the design's own file and the
// program stay what they are.
func (p *Press) Identities(e factcheck.Edition) func(Job) string {
	w := p.wordsOf(e)
	return func(j Job) string {
		format, theme := p.cfg.Format(j.Format), p.cfg.Theme(j.Theme)
		if format == nil || theme == nil {
			return ""
		}
		return fmt.Sprintf("%q %+v %s %+v", p.key(j, w), *format, themeLook(*theme), p.Metadata(j))
	}
}

// themeLook is all that a theme says, with what its pointers lead to.
func themeLook(t config.Theme) string {
	accent, focus := "", ""
	if t.ChipAccent != nil {
		accent = t.ChipAccent.String()
	}
	if t.Focus != nil {
		focus = fmt.Sprint(*t.Focus)
	}
	t.ChipAccent, t.Focus = nil, nil
	return fmt.Sprintf("%+v %s %s", t, accent, focus)
}

// Looks tells apart how the pictures of editions look, by design, format and
// theme: equal ones show the same, whatever their files say of their revision.
// It is for one moment: it says nothing of designs and fonts.
func (p *Press) Looks(e factcheck.Edition) func(Job) string {
	w := p.wordsOf(e)
	return func(j Job) string { return p.key(j, w) }
}
