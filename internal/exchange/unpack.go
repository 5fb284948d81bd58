package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// unpacked are the TOML files of an archive, in the order of their names. An
// archive that would write outside its folder, has links in it or unpacks to
// far more than its size is refused as a whole: nobody makes one by accident.
func unpacked(f File) ([]File, int, error) {
	archive, err := zip.NewReader(bytes.NewReader(f.Content), int64(len(f.Content)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, 0, mistake("make the zip archive again", "%s cannot be unpacked", problem.Quote(f.Name))
	}
	if len(archive.File) > MaxPacked {
		return nil, 0, mistake("put only the claims folder into it", "%s has more than %d files in it", problem.Quote(f.Name), MaxPacked)
	}
	var out []File
	total, left := 0, 0
	for _, entry := range archive.File {
		if err := entrance(entry); err != nil {
			return nil, 0, err
		}
		if entry.FileInfo().IsDir() {
			continue
		}
		if path.Ext(entry.Name) != ".toml" || path.Base(entry.Name) == "rebut.toml" || ignored(entry.Name) {
			left++
			continue
		}
		content, err := whole(entry)
		if err != nil {
			return nil, 0, err
		}
		if total += len(content); total > MaxWhole || total > MaxRatio*len(f.Content) {
			return nil, 0, mistake("import it in parts", "%s unpacks to far more than its size", problem.Quote(f.Name))
		}
		out = append(out, File{entry.Name, content})
	}
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return out, left, nil
}

// entrance refuses an entry whose name leads out of the archive's folder, or
// that is no file.
func entrance(entry *zip.File) error {
	name := entry.Name
	if strings.ContainsAny(name, "\\:\x00") || path.IsAbs(name) || !fs.ValidPath(strings.TrimSuffix(name, "/")) || len(name) > 400 {
		return mistake("make the archive again from the claims folder", "the archive has a file named %s, which leads out of it", problem.Quote(name))
	}
	if mode := entry.Mode(); !mode.IsDir() && !mode.IsRegular() {
		return mistake("put the files themselves into the archive", "%s in the archive is a link or a device", problem.Quote(name))
	}
	return nil
}

// ignored reports whether a store would leave a file alone, but for earlier
// revisions.
func ignored(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(step string) bool {
		return strings.HasPrefix(step, ".") || strings.HasPrefix(step, "_") && step != revisions
	})
}

// whole is the content of an entry, however large it says that it is.
func whole(entry *zip.File) ([]byte, error) {
	unreadable := mistake("make the archive again, as a plain zip without a password", "%s in the archive cannot be unpacked", problem.Quote(entry.Name))
	in, err := entry.Open()
	if err != nil {
		return nil, unreadable
	}
	defer in.Close()
	content, err := io.ReadAll(io.LimitReader(in, tomlfile.MaxBytes+1))
	switch {
	case err != nil:
		return nil, unreadable
	case len(content) > tomlfile.MaxBytes:
		return nil, mistake("leave it out", "%s in the archive is larger than a fact-check can be", problem.Quote(entry.Name))
	}
	return content, nil
}
