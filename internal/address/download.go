package address

import (
	"path"
	"regexp"
	"strings"

	"rebut/internal/factcheck"
)

// Download takes the path of what readers save apart: a picture in full size,
// a poster or a kit of pictures, name being its file's. It is not ok for what a
// page needs for itself: small pictures, codes, the site's own files.
func Download(urlPath string) (lang factcheck.Lang, slug factcheck.Slug, name string, ok bool) {
	parts := strings.Split(urlPath, "/")
	if len(parts) != 4 || parts[0] != "" || parts[1] == "" || parts[2] == "" {
		return "", "", "", false
	}
	lang, slug, name = factcheck.Lang(parts[1]), factcheck.Slug(parts[2]), parts[3]
	if urlPath == Kit(lang, slug) {
		return lang, slug, name, true
	}
	switch ext := path.Ext(name); ext {
	case ".png", ".jpg", ".pdf":
		stem := strings.TrimSuffix(name, ext)
		ok = strings.Contains(stem, "-") && !ofThumbnail.MatchString(stem)
	}
	return lang, slug, name, ok
}

var ofThumbnail = regexp.MustCompile(`-w[0-9]+$`)
