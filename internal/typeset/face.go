package typeset

import (
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// Face is one font: a file, or one of the fonts of a collection. It is safe for
// concurrent use; its address identifies it for as long as its Library lives.
// The file is read when something is first set in it.
type Face struct {
	Family string
	Weight int
	File   string // path in the file system of the library
	Index  int    // which font of a collection (.ttc), from 0

	family   *family
	read     func() *opened // reads the file; see open.go
	openOnce sync.Once
	content  *opened
}

// faceMetrics are in em; heights are positive upwards but for descent.
type faceMetrics struct {
	ascent, descent float64 // both positive
	capHeight       float64
	xHeight         float64
}

// Name is the family and the weight, for messages and goldens.
func (f *Face) Name() string { return fmt.Sprintf("%s %d", f.Family, f.Weight) }

// UnitsPerEm is the number of font units to the em.
func (f *Face) UnitsPerEm() float64 { return f.open().upem }

// Advance is how far the glyph moves the pen when nothing else is asked for, in
// font units; 0 for glyphs that the face does not have.
func (f *Face) Advance(gid uint32) float64 {
	if gid > 0xFFFF { // OpenType numbers glyphs in 16 bits
		return 0
	}
	s := f.open().shaper
	s.Lock()
	defer s.Unlock()
	return float64(s.face.HorizontalAdvance(font.GID(gid)))
}

// SegmentOp is the kind of a Segment.
type SegmentOp uint8

// The operations of an outline. Contours start with MoveTo and close
// themselves.
const (
	MoveTo SegmentOp = iota // Args[0] is the start of a contour
	LineTo                  // to Args[0]
	QuadTo                  // by control point Args[0] to Args[1]
	CubeTo                  // by control points Args[0], Args[1] to Args[2]
)

// Point is in font units; the y axis points up.
type Point struct{ X, Y float32 }

// Segment is one step of an outline.
type Segment struct {
	Op   SegmentOp
	Args [3]Point
}

// Outline is the shape of a glyph in font units (UnitsPerEm to the em, y axis
// up). It is empty for spaces and for glyphs that the face does not have.
func (f *Face) Outline(gid uint32) []Segment {
	if gid > 0xFFFF { // OpenType numbers glyphs in 16 bits
		return nil
	}
	s := f.open().shaper
	s.Lock()
	outline, ok := s.face.GlyphDataOutline(font.GID(gid))
	s.Unlock()
	if !ok {
		return nil
	}
	segments := make([]Segment, len(outline.Segments))
	for i, seg := range outline.Segments {
		segments[i] = Segment{Op: segmentOps[seg.Op]}
		for j, p := range seg.Args {
			segments[i].Args[j] = Point{p.X, p.Y}
		}
	}
	return segments
}

var segmentOps = [...]SegmentOp{
	ot.SegmentOpMoveTo: MoveTo,
	ot.SegmentOpLineTo: LineTo,
	ot.SegmentOpQuadTo: QuadTo,
	ot.SegmentOpCubeTo: CubeTo,
}

// has reports whether the face maps the rune to a glyph of its own.
func (f *Face) has(r rune) bool {
	o := f.open()
	if o.unreadable {
		return false
	}
	_, ok := o.font.NominalGlyph(r)
	return ok
}
