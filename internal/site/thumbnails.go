package site

import (
	"slices"
	"strconv"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/ledger"
	"rebut/internal/page"
)

// Widths of small pictures, px: half a phone's width on plain screens, and on
// those with two pixels where others have one.
const narrowWidth, wideWidth = 240, 480

// thumbnails adds the small pictures of an edition.
func (b *builder) thumbnails(jobs []card.Job, keys func(card.Job) func() (ledger.Sum, error)) {
	for _, job := range jobs {
		for _, small := range b.smallOf(job, jobs[0]) {
			f := &File{Name: fileName(small.Path), Picture: true, Source: b.source, Render: func() ([]byte, error) {
				var err error
				if job.Edition, err = b.whole(job.Edition); err != nil {
					return nil, err
				}
				return b.Press.Thumbnail(job, small.Width)
			}}
			if key := keys(job); key != nil {
				f.Key = func() (ledger.Sum, error) {
					sum, err := key()
					return keyOf("thumbnail", strconv.Itoa(small.Width), string(sum[:])), err
				}
			}
			b.files = append(b.files, f)
		}
	}
}

// smallOf are the thumbnails of one of an edition's pictures, of which first is
// the first: two of each design and theme in the gallery's format, and one of
// the first design and theme in each format that the share panel shows. Of a
// carousel the first picture has them.
func (b *builder) smallOf(job, first card.Job) []page.Thumbnail {
	format := b.Config.Format(job.Format)
	if job.Slide > 1 || format.Type == config.PDF {
		return nil
	}
	var widths []int
	switch gallery := b.galleryFormat(); {
	case format.ID == gallery.ID:
		widths = []int{narrowWidth, wideWidth}
	case job.Design == first.Design && job.Theme == first.Theme && b.suitsAnApp(format.ID):
		widths = []int{wideWidth}
	}
	out := make([]page.Thumbnail, len(widths))
	for i, width := range widths {
		out[i] = page.Thumbnail{Path: b.Press.ThumbnailPath(job, width), Width: width, Height: (width*format.Height + format.Width/2) / format.Width}
	}
	return out
}

// suitsAnApp reports whether the share panel shows pictures of a format; one
// without apps shows all.
func (b *builder) suitsAnApp(format string) bool {
	apps := b.Config.Apps
	return len(apps) == 0 || slices.ContainsFunc(apps, func(a config.App) bool { return slices.Contains(a.Formats, format) })
}
