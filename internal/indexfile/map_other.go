//go:build !unix

package indexfile

import "os"

// mapping is a file in memory.
type mapping struct{ bytes []byte }

// mapFile reads a file: this system has no mapping that all programs share.
func mapFile(name string) (*mapping, error) {
	b, err := os.ReadFile(name)
	return &mapping{b}, err
}
