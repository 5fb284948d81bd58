package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"rebut/internal/factcheck"
	"rebut/internal/output"
	"rebut/internal/problem"
)

// KeepEarlier saves the text of a fact-check's file among the earlier revisions
// of the project in a folder, and returns its name there. A copy that is there
// already, because the last try was stopped, is as good. The error is a
// *problem.Mistake where another text is.
func KeepEarlier(project string, f *factcheck.FactCheck, text []byte) (name string, err error) {
	name = EarlierPath(f.Slug, f.Revision)
	path := filepath.Join(project, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return name, err
	}
	err = output.CreateFile(path, text)
	if !errors.Is(err, fs.ErrExist) {
		return name, err
	}
	if there, err := os.ReadFile(path); err != nil || bytes.Equal(there, text) {
		return name, err
	}
	return name, &problem.Mistake{Message: name + " exists already and is another text", Hint: "see whether revision in the fact-check's file is right"}
}
