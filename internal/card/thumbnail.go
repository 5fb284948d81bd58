package card

import (
	"bytes"
	"fmt"

	"rebut/internal/address"
	"rebut/internal/config"
)

// thumbnailBytes is the most that a thumbnail with a photo takes.
const thumbnailBytes = 24 << 10

// ThumbnailPath is the public path of a picture as a small one, width px wide.
// It is a JPEG where photos stand in it, else a PNG.
func (p *Press) ThumbnailPath(j Job, width int) string {
	ext := config.PNG.Ext()
	if p.photographic(j) {
		ext = config.JPEG.Ext()
	}
	return address.Thumbnail(p.Path(j), width, ext)
}

// Thumbnail is the picture as a small file without metadata, width px wide: the
// same scene painted small, so that letters keep their edges and the file few
// colours. What may be published as a picture may be as a thumbnail.
func (p *Press) Thumbnail(j Job, width int) ([]byte, error) {
	scene, problems := p.Scene(j)
	if scene == nil || problems.HasErrors() {
		return nil, fmt.Errorf("no picture of %s to make small", p.Path(j))
	}
	var b bytes.Buffer
	var err error
	if small := scene.Scaled(width); p.photographic(j) {
		err = p.painter.JPEG(&b, small, thumbnailBytes, nil)
	} else {
		err = p.painter.PNG(&b, small, nil)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", p.ThumbnailPath(j, width), err)
	}
	return b.Bytes(), nil
}

// photographic reports whether a picture may hold a photo or a logo.
func (p *Press) photographic(j Job) bool {
	if p.cfg.Organisation.Logo != "" {
		return true
	}
	t, d := p.cfg.Theme(j.Theme), p.design(j.Design)
	return t != nil && t.Photo != "" || d != nil && d.photographic()
}

func (d *Design) photographic() bool {
	for _, part := range d.Parts {
		if part.Photo != "" {
			return true
		}
	}
	for _, format := range d.Format {
		for _, part := range format.Parts {
			if part.Photo != "" {
				return true
			}
		}
	}
	return false
}
