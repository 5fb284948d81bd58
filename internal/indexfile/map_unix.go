//go:build unix

package indexfile

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"
)

// mapping is a file in memory, as long as anything refers to it.
type mapping struct{ bytes []byte }

// mapFile maps a file for reading; the system loads what is read of it.
func mapFile(name string) (*mapping, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // the mapping stays
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() < int64(header) || int64(int(info.Size())) != info.Size() {
		return nil, os.ErrInvalid
	}
	b, err := unix.Mmap(int(f.Fd()), 0, int(info.Size()), unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	m := &mapping{b}
	runtime.AddCleanup(m, func(b []byte) { _ = unix.Munmap(b) }, b)
	return m, nil
}
