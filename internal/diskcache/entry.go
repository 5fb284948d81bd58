package diskcache

import (
	"bytes"
	"crypto/sha256"
)

// An entry is a line that names the format, the SHA-256 sum of key and
// content, and the content.
const format = "rebut cache 1\n"

func pack(key Key, content []byte) []byte {
	sum := sumOf(key, content)
	return bytes.Join([][]byte{[]byte(format), sum[:], content}, nil)
}

// unpack is the content of an entry, which must be whole and that of the key.
func unpack(key Key, entry []byte) ([]byte, bool) {
	rest, ok := bytes.CutPrefix(entry, []byte(format))
	if !ok || len(rest) < sha256.Size {
		return nil, false
	}
	sum, content := rest[:sha256.Size], rest[sha256.Size:]
	want := sumOf(key, content)
	return content, bytes.Equal(sum, want[:])
}

func sumOf(key Key, content []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write(key[:])
	h.Write(content)
	return [sha256.Size]byte(h.Sum(nil))
}
