package kit

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"

	"rebut/internal/factcheck"
)

// Read returns the bytes of a picture.
type Read func(Picture) ([]byte, error)

// file is one file of an archive.
type file struct {
	name    string
	content []byte
}

// Archive is kit.zip. It needs some ten megabytes for a fact-check in a dozen
// designs and themes.
func (k *Kit) Archive(read Read) ([]byte, error) {
	files := k.texts()
	for _, p := range k.Pictures {
		content, err := read(p)
		if err != nil {
			return nil, fmt.Errorf("picture %s: %w", p.Path, err)
		}
		files = append(files, file{p.Name, content})
	}
	return archive(files, k.Edition.Modified)
}

// texts are the README and the words for each app.
func (k *Kit) texts() []file {
	text := func(name, content string) file { return file{name, []byte(strings.TrimRight(content, "\n") + "\n")} }
	files := []file{text("README.txt", k.readme())}
	for _, a := range k.apps() {
		alt, byDesign := k.alts(a)
		files = append(files, text("words/"+a.ID+"/caption.txt", k.Press.CaptionFor(k.Edition, a)), text("words/"+a.ID+"/alt.txt", alt))
		for _, design := range slices.Sorted(maps.Keys(byDesign)) {
			files = append(files, text("words/"+a.ID+"/alt-"+design+".txt", byDesign[design]))
		}
	}
	return files
}

// What a file's header says (APPNOTE.TXT 6.3.10, sections 4.4.2 to 4.4.4 and
// 4.4.15): names are UTF-8, files are plain and may be read by everybody, and
// version 2.0 of the format is enough to read them.
const (
	nameIsUTF8 = 1 << 11
	madeOnUnix = 3<<8 | 20
	version20  = 20
	plainFile  = 0o100644 << 16
)

// headers is about what an archive has for each file besides its content and
// its name, twice: 30 and 46 bytes (sections 4.3.7 and 4.3.12), rounded up.
const headers = 100

// archive is a ZIP file of files in the order of their names, all of one date.
// Sizes and sums stand before each file, so that it can be read as a stream.
func archive(files []file, day factcheck.Date) ([]byte, error) {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	var out bytes.Buffer
	size := 0
	for _, f := range files {
		size += len(f.content) + headers + 2*len(f.name)
	}
	out.Grow(size) // or it is copied a dozen times as it grows
	w := zip.NewWriter(&out)
	for i, f := range files {
		if i > 0 && files[i-1].name == f.name {
			return nil, fmt.Errorf("two files of a kit are called %q", f.name)
		}
		n := uint64(len(f.content))
		part, err := w.CreateRaw(&zip.FileHeader{
			Name: f.name, Method: zip.Store, Flags: nameIsUTF8, CreatorVersion: madeOnUnix, ReaderVersion: version20, ExternalAttrs: plainFile,
			CRC32: crc32.ChecksumIEEE(f.content), CompressedSize64: n, UncompressedSize64: n,
			//lint:ignore SA1019 CreateRaw writes this field, and does not make it of Modified
			ModifiedDate: dosDate(day),
		})
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(f.content); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// dosDate is a day as ZIP files write it (section 4.4.6), from 1980 to 2107.
func dosDate(d factcheck.Date) uint16 {
	const first, last = 1980, 2107
	if d.Year < first || d.Year > last {
		d = factcheck.Date{Year: first}
	}
	return uint16(max(d.Day, 1) | max(d.Month, 1)<<5 | (d.Year-first)<<9)
}
