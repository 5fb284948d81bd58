package typeset

import (
	"math"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/language"
)

// loadShipped loads the fonts of the repository once for the tests of this
// package; a Library is immutable.
var loadShipped = sync.OnceValues(func() (*Library, error) {
	lib, problems, err := Load(os.DirFS("../.."))
	if err == nil && len(problems) > 0 {
		var text strings.Builder
		err = problems.WriteText(&text)
		if err == nil {
			return nil, &problemsFound{text.String()}
		}
	}
	return lib, err
})

type problemsFound struct{ text string }

func (p *problemsFound) Error() string { return p.text }

func shipped(t testing.TB) *Library {
	t.Helper()
	lib, err := loadShipped()
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

var (
	headline = Style{Family: "Libre Franklin", Weight: 800, Leading: 1.05}
	body     = Style{Family: "Libre Franklin", Weight: 400, Leading: 1.35}
)

// lineTexts are the lines as logical text, without the spaces at their ends.
func lineTexts(l *Layout, text string) []string {
	runes := []rune(text)
	var out []string
	for _, line := range l.Lines {
		out = append(out, strings.TrimSpace(string(runes[line.Start:line.End])))
	}
	return out
}

func set(t testing.TB, text, lang string, style Style, size, width float64) *Layout {
	t.Helper()
	return shipped(t).Set(Plain(text, lang, style), size, width)
}

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func mustScripts(t testing.TB, codes ...string) []language.Script {
	t.Helper()
	var out []language.Script
	for _, c := range codes {
		s, err := language.ParseScript(c)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}
