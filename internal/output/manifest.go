package output

import (
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"rebut/internal/problem"
)

// ManifestName is the file in an output folder that marks it as Rebut's and
// lists what Rebut wrote. It is no part of the site.
const ManifestName = ".rebut-build.json"

// Manifest lists the files of one build.
type Manifest struct {
	Rebut string `json:"rebut"` // version of Rebut that built
	Files []File `json:"files"` // sorted by name
}

// File is one file of a build.
type File struct {
	Name   string `json:"name"`   // slash-separated, relative to the folder
	Size   int64  `json:"size"`   // bytes
	SHA256 string `json:"sha256"` // hexadecimal
}

func (m *Manifest) sort() {
	slices.SortFunc(m.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
}

func (m *Manifest) bytes() int64 {
	var n int64
	for _, f := range m.Files {
		n += f.Size
	}
	return n
}

func (m *Manifest) names() map[string]bool {
	set := make(map[string]bool, len(m.Files))
	for _, f := range m.Files {
		set[f.Name] = true
	}
	return set
}

func (m *Manifest) save(dir string) error {
	text, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, ManifestName), append(text, '\n'))
}

// ReadManifest reads the manifest of an output folder; nil where there is
// none, or where the file is not one that Rebut wrote.
func ReadManifest(dir string) (*Manifest, error) {
	text, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if json.Unmarshal(text, m) != nil || m.Rebut == "" {
		return nil, nil
	}
	return m, nil
}

func mistake(message, hint string) error {
	return &problem.Mistake{Message: message, Hint: hint}
}
