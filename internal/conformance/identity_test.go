package conformance

import (
	"bytes"
	"strings"
	"testing"
)

// What serve answers is what build wrote, byte for byte, for every path.
func TestServeAnswersWhatBuildWrote(t *testing.T) {
	address := serve(t)
	for _, name := range publicFiles(t) {
		path := "/" + name
		if name == "index.html" || strings.HasSuffix(name, "/index.html") {
			path = strings.TrimSuffix(path, "index.html")
		}
		want, got := read(t, name), get(t, address+path)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: serve answers %d bytes, build wrote %d; they differ at byte %d", path, len(got), len(want), firstDifference(got, want))
		}
	}
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
