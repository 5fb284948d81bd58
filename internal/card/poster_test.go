package card

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"rebut/internal/factcheck"
)

// TestPostersAreReadInOrder holds real posters against other people's programs:
// they are valid, and their text comes out whole and in reading order.
func TestPostersAreReadInOrder(t *testing.T) {
	for _, tool := range []string{"qpdf", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed (make test installs it)", tool)
		}
	}
	p := newPress(t, settings)
	for _, lang := range []factcheck.Lang{"en", "fr", "ar"} {
		for _, format := range []string{"a4", "letter"} {
			j := Job{Edition: edition(t, p, sky(), lang), Design: "statement", Format: format, Theme: "light"}
			data, problems, err := p.Picture(j)
			ok(t, problems, err)
			file := filepath.Join(t.TempDir(), "poster.pdf")
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
				t.Errorf("%s %s: qpdf: %v\n%s", lang, format, err, out)
			}
			if err := api.ValidateFile(file, nil); err != nil {
				t.Errorf("%s %s: pdfcpu: %v", lang, format, err)
			}
			out, err := exec.Command("pdftotext", file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(out), "\u2068") {
				t.Errorf("%s %s: a control of direction is read: %q", lang, format, out)
			}
			readInOrder(t, string(lang)+" "+format, string(out), j.Edition.Text)
		}
	}
}

// readInOrder checks that fact, why and claim follow each other in a text, word
// for word. Marks of direction and spaces are left out.
func readInOrder(t *testing.T, name, read string, text *factcheck.Text) {
	t.Helper()
	plain := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
			return r <= ' ' || r == '\u00a0' || r == '\u202f' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2069' ||
				strings.ContainsRune("«»“”.,،؛:%-", r) // pdftotext joins what a hyphen parts at the end of a line
		}), "")
	}
	rest := plain(read)
	for _, want := range []string{text.Fact.Plain(), text.Why, text.Claim} {
		_, after, found := strings.Cut(rest, plain(want))
		if !found {
			t.Errorf("%s: %q is not read, or not in its place, in\n%s", name, want, read)
			return
		}
		rest = after
	}
}
