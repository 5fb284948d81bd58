package typeset

import (
	"github.com/go-text/typesetting/segmenter"
)

// breaks lists the places where a line may end, ascending: the line break
// opportunities of UAX #14 less those that French and figures forbid, and the
// end of every block.
func (p *prepared) breaks() []int {
	var stops []int
	var seg segmenter.Segmenter
	for _, b := range p.blocks {
		if b.start == b.end {
			continue
		}
		text := p.text.plain[b.start:b.end]
		seg.Init(text)
		lines := seg.LineIterator()
		for lines.Next() {
			line := lines.Line()
			if at := line.Offset + len(line.Text); at < len(text) && !keeps(text, at) && p.heads[b.start+at] {
				stops = append(stops, b.start+at)
			}
		}
		stops = append(stops, b.end)
	}
	return stops
}
