package store

import (
	"io"
	"io/fs"

	"rebut/internal/tomlfile"
)

// read returns the text of a file, or a little more of it than
// tomlfile.MaxBytes: enough for Parse to refuse it, however large it is.
func read(project fs.FS, name string) ([]byte, error) {
	if whole, ok := project.(fs.ReadFileFS); ok {
		text, err := whole.ReadFile(name)
		return text[:min(len(text), tomlfile.MaxBytes+1)], err
	}
	in, err := project.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, tomlfile.MaxBytes+1))
}
