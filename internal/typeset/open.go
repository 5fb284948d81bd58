package typeset

import (
	"bytes"
	"io/fs"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// opened is the content of a font file. It is immutable but for the shaper,
// which has a lock.
type opened struct {
	font    *font.Font
	upem    float64
	metrics faceMetrics
	shaper  *shaper
	offers  map[ot.Tag]bool // OpenType features that change glyphs
	// unreadable: the file was found but is damaged, so the face has no glyphs
	// of its own; the font is another's, to have metrics.
	unreadable bool
}

// open is the face's content, read from its file the first time.
func (f *Face) open() *opened {
	f.openOnce.Do(func() { f.content = f.read() })
	return f.content
}

// readLater gives a face the way to read its file. Where that fails, the face
// stands in with the content of the library's first readable face and claims to
// have no glyph, so that other faces are asked.
func (l *Library) readLater(fsys fs.FS, f *Face, tall, plain rune) {
	f.read = func() *opened {
		if parsed := readFont(fsys, f.File, f.Index); parsed != nil {
			return newOpened(parsed, tall, plain)
		}
		if l.readable == nil { // Load is looking for one
			return &opened{unreadable: true}
		}
		stand := *l.readable.open()
		stand.unreadable = true
		return &stand
	}
}

// findReadable finds the first face whose file can be read, and drops families
// before it, of which none can. It reports whether there is one.
func (l *Library) findReadable() bool {
	for len(l.families) > 0 {
		for i, f := range l.families[0].faces {
			if !f.open().unreadable {
				l.readable, l.families[0].faces = f, l.families[0].faces[i:]
				return true
			}
		}
		l.families = l.families[1:]
	}
	return false
}

func newOpened(f *font.Font, tall, plain rune) *opened {
	out := &opened{font: f, upem: float64(f.Upem()), shaper: newShaper(f), offers: map[ot.Tag]bool{}}
	for _, feature := range f.GSUB.Features {
		out.offers[feature.Tag] = true
	}
	out.metrics = out.measure(tall, plain)
	return out
}

// countFonts is the number of fonts in a file, by its header alone; 0 when it
// is no font file.
func countFonts(fsys fs.FS, name string) (n int, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	loaders, err := loaders(fsys, name, file)
	if err != nil {
		return 0, err
	}
	for _, ld := range loaders {
		if !ld.HasTable(ot.MustNewTag("cmap")) || !ld.HasTable(ot.MustNewTag("head")) {
			return 0, nil
		}
	}
	return len(loaders), nil
}

// loaders reads the header of a font file; none when it is no font. Only the
// tables in use are read from files that can be read in part, as those on disk
// and the embedded ones can.
func loaders(fsys fs.FS, name string, file fs.File) (list []*ot.Loader, err error) {
	defer func() {
		if recover() != nil { // the reader panics on some files that only look like fonts
			list = nil
		}
	}()
	resource, ok := file.(ot.Resource)
	if !ok {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		resource = bytes.NewReader(data)
	}
	list, err = ot.NewLoaders(resource)
	if err != nil {
		return nil, nil
	}
	return list, nil
}

// readFont reads one font of a file; nil when it cannot be read. The parser
// panics on some files that only look like fonts.
func readFont(fsys fs.FS, name string, index int) (f *font.Font) {
	defer func() {
		if recover() != nil {
			f = nil
		}
	}()
	file, err := fsys.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	list, err := loaders(fsys, name, file)
	if err != nil || index >= len(list) {
		return nil
	}
	parsed, err := font.NewFont(list[index])
	if err != nil || parsed.Upem() == 0 {
		return nil
	}
	return parsed
}

// measure reads the vertical metrics. Heights of letters are measured on the
// letters themselves, shaped: the numbers in the OS/2 table of a non-Latin face
// describe its Latin companions, and in Nastaliq a letter has no form before it
// is shaped.
func (o *opened) measure(tall, plain rune) faceMetrics {
	m := faceMetrics{ascent: 0.8, descent: 0.2}
	if ext, ok := o.shaper.face.FontHExtents(); ok {
		m.ascent, m.descent = float64(ext.Ascender)/o.upem, -float64(ext.Descender)/o.upem
	}
	m.capHeight = o.height(tall, 0.7*m.ascent)
	m.xHeight = o.height(plain, m.capHeight)
	return m
}

// height is how far a letter reaches above the baseline, in em; unset when the
// face does not have it.
func (o *opened) height(letter rune, unset float64) float64 {
	s := o.shaper
	s.buffer.Clear()
	s.buffer.AddRunes([]rune{letter}, 0, 1)
	s.buffer.GuessSegmentProperties()
	s.buffer.Shape(s.font, nil)
	top := 0.0
	for i, info := range s.buffer.Info {
		if ext, ok := s.face.GlyphExtents(info.Glyph); ok && info.Glyph != 0 {
			top = max(top, (float64(ext.YBearing)+float64(s.buffer.Pos[i].YOffset))/o.upem)
		}
	}
	if top == 0 {
		return unset
	}
	return top
}
