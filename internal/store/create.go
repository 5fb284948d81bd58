package store

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"rebut/internal/factcheck"
	"rebut/internal/output"
)

// Path is the file that a new fact-check is written to, relative to the
// project folder, slash-separated.
func Path(slug factcheck.Slug) string { return path.Join(Folder, string(slug)+extension) }

// Create writes the file of a new fact-check into a project folder and returns
// its name there. The file appears whole or not at all, whatever happens
// meanwhile. An existing file is never touched: the error is then
// fs.ErrExist.
func Create(project string, slug factcheck.Slug, text string) (name string, err error) {
	if !factcheck.ValidID(string(slug)) {
		return "", fmt.Errorf("%q cannot stand in an address", slug)
	}
	name = Path(slug)
	if err := os.MkdirAll(filepath.Join(project, Folder), 0o755); err != nil {
		return name, err
	}
	return name, output.CreateFile(filepath.Join(project, filepath.FromSlash(name)), []byte(text))
}
