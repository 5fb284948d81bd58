package card

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // photos are PNG or JPEG
	_ "image/png"
	"io/fs"
	"path"

	"golang.org/x/image/draw"

	"rebut/internal/config"
	"rebut/internal/problem"
	"rebut/internal/raster"
)

// Photos are the photos of a project's themes and designs, by file name.
type Photos map[string]*raster.Picture

// Limits of photos.
const (
	maxPhotoBytes = 32 << 20
	maxPhotoSide  = 12000 // px
	keptPhotoSide = 2400  // px; a larger photo is kept at this size
)

// photoRef is a photo that a theme or a design names.
type photoRef struct {
	name string           // as it is named
	at   problem.Position // where
}

// LoadPhotos reads the photos of themes, named from the project's folder, and
// of designs, named from templates/cards. Photos that are not there, cannot be
// read or are no pictures are problems.
func LoadPhotos(project fs.FS, cfg *config.Config, designs Designs) (Photos, problem.List) {
	photos := Photos{}
	var problems problem.List
	for _, ref := range photoRefs(cfg, designs) {
		if photos[ref.name] != nil {
			continue
		}
		picture, refusal := loadPhoto(project, ref.name)
		if refusal != "" && ref.at == (problem.Position{}) {
			continue // the logo, of which others tell
		}
		if refusal != "" {
			problems = append(problems, problem.Problem{Code: "bad-photo", Message: fmt.Sprintf("photo: %s %s", ref.name, refusal),
				Hint: "give the name of a PNG or JPEG file in the project"}.At(ref.at))
			continue
		}
		photos[ref.name] = picture
	}
	return photos, problems
}

func photoRefs(cfg *config.Config, designs Designs) []photoRef {
	var refs []photoRef
	if logo := cfg.Organisation.Logo; logo != "" {
		refs = append(refs, photoRef{logo, problem.Position{}})
	}
	for _, t := range cfg.Themes {
		if t.Photo != "" {
			refs = append(refs, photoRef{t.Photo, problem.Position{File: config.File}})
		}
	}
	for _, d := range designs {
		for _, name := range sorted(d.Parts) {
			refs = append(refs, d.photo("part."+name, d.Parts[name])...)
		}
		for _, id := range d.formats() {
			for _, name := range sorted(d.Format[id].Parts) {
				refs = append(refs, d.photo("format."+id+".part."+name, d.Format[id].Parts[name])...)
			}
		}
	}
	return refs
}

// photo is the photo that a part names, if any.
func (d *Design) photo(at string, p Part) []photoRef {
	if p.Photo == "" {
		return nil
	}
	return []photoRef{{path.Join("templates/cards", p.Photo), d.at.Locate(at+".photo", 0)}}
}

// loadPhoto reads a photo; refusal says why it cannot be one.
func loadPhoto(project fs.FS, name string) (picture *raster.Picture, refusal string) {
	if !fs.ValidPath(name) {
		return nil, "is not a file of the project"
	}
	data, err := fs.ReadFile(project, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "is not there"
	case err != nil:
		return nil, "cannot be read"
	case len(data) > maxPhotoBytes:
		return nil, "is larger than 32 MiB"
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, "is neither a PNG nor a JPEG picture"
	}
	if size.Width < 1 || size.Height < 1 || size.Width > maxPhotoSide || size.Height > maxPhotoSide {
		return nil, fmt.Sprintf("is %d×%d px; each side must be from 1 to %d px", size.Width, size.Height, maxPhotoSide)
	}
	pixels, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, "is damaged"
	}
	return &raster.Picture{Name: fmt.Sprintf("%s %x", name, sha256.Sum256(data)), Pixels: reduced(pixels)}, ""
}

// reduced is a photo of at most keptPhotoSide px a side.
func reduced(photo image.Image) image.Image {
	size := photo.Bounds().Size()
	scale := float64(keptPhotoSide) / float64(max(size.X, size.Y))
	if scale >= 1 {
		return photo
	}
	small := image.NewRGBA(image.Rect(0, 0, max(int(float64(size.X)*scale), 1), max(int(float64(size.Y)*scale), 1)))
	draw.CatmullRom.Scale(small, small.Rect, photo, photo.Bounds(), draw.Src, nil)
	return small
}
