package typeset

import (
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// item is a stretch of text that is shaped in one go: one face, one script,
// one bidi level and one form.
type item struct {
	start, end int // runes
	face       *Face
	script     language.Script
	level      int8 // UAX #9 embedding level; odd is right to left
	form       form
	em         float64 // size of the face ÷ that of the paragraph
	rise       float64 // of the baseline, in em of the paragraph
	shape      shape
}

func (it *item) rtl() bool { return it.level&1 == 1 }

// itemiser assigns level, script and face to every rune of a text.
type itemiser struct {
	lib     *Library
	style   Style
	lang    string
	text    *source
	base    Direction
	levels  []int8
	scripts []language.Script
	faces   []*Face
	heads   []bool // a grapheme cluster starts here
	ends    []int  // where UAX #14 lets lines end, ascending
	missing []Missing
	order   map[language.Script][]*Face // memo of Library.candidates
}

// items lists the items of all blocks in logical order. Separators between
// blocks belong to no item.
func (z *itemiser) items(blocks []block) []*item {
	n := len(z.text.plain)
	z.levels, z.scripts = make([]int8, n), make([]language.Script, n)
	z.faces, z.heads = make([]*Face, n), make([]bool, n)
	z.order = map[language.Script][]*Face{}
	var items []*item
	var para bidi.Paragraph
	var seg segmenter.Segmenter
	resolveScripts(z.text.plain, z.scripts, scriptOf(z.lang))
	for _, b := range blocks {
		if b.start == b.end {
			continue
		}
		copy(z.levels[b.start:b.end], embeddingLevels(&para, z.text.plain[b.start:b.end], z.base))
		z.setFaces(&seg, b)
		items = append(items, z.cut(b)...)
	}
	return items
}

// setFaces chooses a face for each grapheme cluster of a block, and notes where
// its lines may end, which the segmenter finds at the same time.
func (z *itemiser) setFaces(seg *segmenter.Segmenter, b block) {
	seg.Init(z.text.plain[b.start:b.end])
	for lines := seg.LineIterator(); lines.Next(); {
		line := lines.Line()
		z.ends = append(z.ends, b.start+line.Offset+len(line.Text))
	}
	graphemes := seg.GraphemeIterator()
	for graphemes.Next() {
		g := graphemes.Grapheme()
		start := b.start + g.Offset
		z.heads[start] = true
		face := z.faceFor(start, start+len(g.Text))
		for i := range g.Text {
			z.faces[start+i] = face
			z.text.forms[start+i] = z.text.forms[start]
		}
	}
}

// faceFor is the face for a cluster: that of colour pictures for an emoji, else
// the first of the script's order that covers it, else one of those made for
// the rune. Where none does, the runes that the nearest one lacks are noted as
// missing and set as a gap.
func (z *itemiser) faceFor(start, end int) *Face {
	cluster := z.text.plain[start:end]
	if emojiCluster(cluster) {
		if f := z.emoji(start, end); f != nil {
			return f
		}
	}
	order := z.ordered(z.scripts[start])
	if r := cluster[0]; len(cluster) == 1 && order[0].has(r) {
		return order[0]
	}
	if f := firstCovering(order, cluster); f != nil {
		return f
	}
	if home := homeScript(cluster[0]); home != z.scripts[start] {
		if f := firstCovering(z.ordered(home), cluster); f != nil {
			return f
		}
	}
	best := order[0]
	for _, f := range order {
		if f.draws(cluster[0]) {
			best = f
			break
		}
	}
	z.blank(best, start, end)
	return best
}

// emoji is the face of colour pictures that covers a cluster, or nil. The
// cluster then belongs to no script.
func (z *itemiser) emoji(start, end int) *Face {
	for _, f := range z.lib.families {
		if !f.serves(emojiScript) {
			continue
		}
		if face := f.face(weightOf(z.style)); face.covers(z.text.plain[start:end]) {
			for i := start; i < end; i++ {
				z.scripts[i] = language.Common
			}
			return face
		}
	}
	return nil
}

// ordered is Library.candidates, remembered.
func (z *itemiser) ordered(script language.Script) []*Face {
	order, ok := z.order[script]
	if !ok {
		order = z.lib.candidates(z.style, script, z.lang)
		z.order[script] = order
	}
	return order
}

func firstCovering(order []*Face, cluster []rune) *Face {
	for _, f := range order {
		if f.covers(cluster) {
			return f
		}
	}
	return nil
}

// blank notes the runes of a cluster that a face cannot draw, and replaces
// them for shaping: a base by a no-break space, what attaches to it by nothing.
func (z *itemiser) blank(f *Face, start, end int) {
	for i := start; i < end; i++ {
		if f.draws(z.text.plain[i]) {
			continue
		}
		z.missing = append(z.missing, Missing{z.text.runes[i], i})
		z.text.drawn[i] = graphemeJo
		if i == start {
			z.text.drawn[i] = '\u00A0'
		}
	}
}

// cut makes an item of each stretch of a block with the same level, script,
// face and form.
func (z *itemiser) cut(b block) []*item {
	var items []*item
	for i := b.start; i < b.end; i++ {
		if n := len(items); n > 0 {
			it := items[n-1]
			if it.level == z.levels[i] && it.script == z.scripts[i] && it.face == z.faces[i] && it.form == z.text.forms[i] {
				it.end = i + 1
				continue
			}
		}
		items = append(items, &item{start: i, end: i + 1, face: z.faces[i], script: z.scripts[i], level: z.levels[i],
			form: z.text.forms[i], em: z.faces[i].family.scale})
	}
	return items
}

// covers reports whether the face can draw a cluster: rune by rune, composed,
// or decomposed (HarfBuzz tries both).
func (f *Face) covers(cluster []rune) bool {
	if f.drawsAll(cluster) {
		return true
	}
	text := string(cluster)
	return f.drawsAll([]rune(norm.NFC.String(text))) || f.drawsAll([]rune(norm.NFD.String(text)))
}

func (f *Face) drawsAll(runes []rune) bool {
	for _, r := range runes {
		if !f.draws(r) {
			return false
		}
	}
	return true
}

// draws reports whether a rune needs no glyph, has one, or is a space or
// hyphen that HarfBuzz makes from the plain one.
func (f *Face) draws(r rune) bool {
	switch {
	case r == unicode.ReplacementChar: // stands for broken text: to be reported, whatever fonts draw it as
		return false
	case harfbuzz.IsDefaultIgnorable(r), f.has(r):
		return true
	case r >= 0x2000 && r <= 0x200A, r == 0x00A0, r == 0x202F, r == 0x205F, r == 0x3000:
		return f.has(' ')
	case r == 0x2011:
		return f.has(0x2010)
	}
	return false
}

// scriptOf is the script in which a language is most often written (CLDR
// likely subtags); Latin when the tag cannot be read.
func scriptOf(lang string) language.Script {
	tag, err := xlanguage.Parse(lang)
	if err != nil {
		return language.Latin
	}
	likely, _ := tag.Script()
	script, err := language.ParseScript(likely.String())
	if err != nil || script == language.Unknown {
		return language.Latin
	}
	return script
}
