package indexfile

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"

	"rebut/internal/search"
)

const (
	format = "rebut index 1\n"
	header = len(format) + 2*sha256.Size
)

// open is the index of the file, nil if there is none that is whole and the
// program's own.
func (k *Keeper) open() *search.Index {
	if k.File == "" {
		return nil
	}
	file, err := mapFile(k.File)
	if err != nil {
		return nil
	}
	front, err := k.front()
	if err != nil {
		return nil
	}
	rest, ok := bytes.CutPrefix(file.bytes, front)
	if !ok || len(rest) < sha256.Size {
		return nil
	}
	if sum := sha256.Sum256(rest[sha256.Size:]); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil
	}
	x, err := search.Open(rest[sha256.Size:], file)
	if err != nil {
		return nil
	}
	return x
}

// save writes an index and maps what it has written; where it cannot, the index
// stays in memory.
func (k *Keeper) save(x *search.Index) *search.Index {
	if err := k.write(x); err != nil {
		k.Report(err)
		return x
	}
	if mapped := k.open(); mapped != nil {
		return mapped
	}
	return x
}

// front is what the program's own files begin with.
func (k *Keeper) front() ([]byte, error) {
	program, err := k.Program()
	sum := sha256.Sum256([]byte(program))
	return append([]byte(format), sum[:]...), err
}

func (k *Keeper) write(x *search.Index) error {
	front, err := k.front()
	if err != nil {
		return err
	}
	b := bytes.NewBuffer(front)
	b.Write(make([]byte, sha256.Size))
	if _, err := x.WriteTo(b); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes()[header:])
	copy(b.Bytes()[header-sha256.Size:], sum[:])
	dir := filepath.Dir(k.File)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(k.File)+".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(f.Name(), k.File)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // what is left over harms nobody
	}
	return err
}
