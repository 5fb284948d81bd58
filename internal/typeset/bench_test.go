package typeset

import (
	"os"
	"testing"
)

// BenchmarkLoad finds all fonts; BenchmarkOpen reads them as well.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, _, err := Load(os.DirFS("../..")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		lib, _, err := Load(os.DirFS("../.."))
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range lib.Faces() {
			f.open()
		}
	}
}
