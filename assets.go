// Package rebut embeds what Rebut ships with: the fact-checks and their
// rebut.toml, the terms of translators, the templates and the fonts. It is a package of its own because
// Go embeds only files at or below a package's folder; the program takes an
// fs.FS and does not know whether it is this one or a folder on disk.
package rebut

import (
	"embed"
	"io/fs"
)

//go:embed rebut.toml glossary.toml claims templates fonts
var assets embed.FS

// Assets is the project that ships with Rebut, read-only.
func Assets() fs.FS { return assets }
