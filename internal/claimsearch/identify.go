package claimsearch

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // pictures that may be sent
	_ "image/png"
	"path"

	_ "golang.org/x/image/webp"

	"rebut/internal/factcheck"
	"rebut/internal/imagemeta"
	"rebut/internal/likeness"
)

// mostPixels is the size of pictures that are looked at: a large screen's. To
// decode one takes some 8 bytes for each pixel.
const mostPixels = 10_000_000

// identify finds the picture that a file shows; nil for none of this site's.
func (s *Site) identify(ctx context.Context, file []byte) (*identified, error) {
	meta, kind, err := imagemeta.Read(bytes.NewReader(file))
	said := s.said(meta)
	if err == nil && kind == imagemeta.PDF {
		return said, nil // sheets for print are known by what they say alone
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil, invalid("This is no picture that can be read. Send a PNG, JPEG or WebP file as it is, not inside a form.")
	}
	if size.Width < leastSide || size.Height < leastSide || size.Width > mostPixels/size.Height {
		return nil, invalid("The picture is %d × %d px. Send one of at least %d px on each side and at most %d million px in all.", size.Width, size.Height, leastSide, mostPixels/1_000_000)
	}
	img, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, invalid("The picture is damaged. Send it again, as a PNG, JPEG or WebP file.")
	}
	query := likeness.NewQuery(img)
	if said != nil && (!said.kept || s.confirmed(query, said)) {
		return said, nil
	}
	return s.alike(ctx, query)
}

// leastSide is the smallest side of a picture of which something can be told, px.
const leastSide = 100

// said is what a file says of itself, if this site can have made it.
func (s *Site) said(m imagemeta.Metadata) *identified {
	if m.Page == "" || m.Slug == "" || m.Revision == 0 {
		return nil
	}
	if _, ours := s.path(m.Page); !ours {
		return nil
	}
	f := s.bySlug()[factcheck.Slug(m.Slug)]
	if f == nil || !f.Public() || f.Texts[factcheck.Lang(m.Lang)] == nil {
		return nil
	}
	found := &identified{check: f, revision: m.Revision, by: "metadata"}
	found.job.Design, found.job.Format, found.job.Theme, found.job.Slide = m.Design, m.Format, m.Theme, m.Slide
	found.job.Edition, _ = s.edition(f, factcheck.Lang(m.Lang))
	for _, then := range s.revisions(f) {
		e, ok := s.edition(then, factcheck.Lang(m.Lang))
		if !ok || then.Revision != m.Revision {
			continue
		}
		found.job.Edition = e
		for _, j := range s.Press.Jobs(e) {
			found.kept = found.kept || path.Base(s.Press.Path(j)) == path.Base(s.Press.Path(found.job))
		}
	}
	return found
}

// confirmed reports whether the query looks like what its file says it is: what
// a file says can be copied to another picture.
func (s *Site) confirmed(q *likeness.Query, said *identified) bool {
	e, ok := s.entry(said.job)
	if !ok {
		return false
	}
	share, at := q.Near(e.aspect, e.code)
	if share == 0 {
		return false
	}
	grey, ok := s.grey(said.job, likeness.Width)
	if !ok {
		return false
	}
	said.likeness, _ = q.Compare(grey, at)
	return said.likeness >= likeness.Enough
}
