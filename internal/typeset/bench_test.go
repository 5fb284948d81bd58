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

// BenchmarkHeadline fits a headline of ninety characters, or as many as its
// sentence has, with all fonts and words read before. One operation is one
// paragraph: shaped, broken, balanced, fitted, placed; with "again", one that
// was shaped before.
func BenchmarkHeadline(b *testing.B) {
	lib := withOptional(b)
	langs, sentences := udhr(b)
	for _, lang := range langs {
		text := []rune(sentences[lang][8]) // article 13
		p := Plain(string(text[:min(len(text), 90)]), lang, headline)
		p.Balance, p.Hang = true, true
		lib.Fit(p, 952, 480, 40, 110)
		run := func(name string, fit func()) {
			b.Run(lang+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					fit()
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "paragraphs/s")
			})
		}
		run("", func() { lib.prepare(p).fit(952, 480, 40, 110) })
		run("/again", func() { lib.Fit(p, 952, 480, 40, 110) })
	}
}
