package project

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
	"golang.org/x/image/draw"
	"golang.org/x/text/unicode/norm"

	"rebut/internal/card"
	"rebut/internal/raster"
)

// readers are tesseract's models by language.
var readers = map[string]string{"en": "eng", "fr": "fra", "ar": "ara", "hi": "hin"}

// readable are ways to break a text that leave it legible to a program that
// reads one language and no pictures.
var readable = []string{"plain", "at-limits", "long-names", "foreign-names", "no-sources", "many-sources", "bare"}

// The text of a card as tesseract sees it best, and what it must make of it.
const (
	readSize = 44.0 // px
	enough   = 0.9  // share of characters, of each picture
	nearAll  = 0.97 // of all pictures of a language
)

// TestAdversariesAreReadBack has the facts of pictures read by a program that
// knows nothing of how they were set.
func TestAdversariesAreReadBack(t *testing.T) {
	if _, err := exec.LookPath("tesseract"); err != nil {
		t.Skip("tesseract is not installed (package tesseract-ocr), so nobody reads the pictures")
	}
	for lang, model := range readers {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			var list []adversary
			for _, way := range readable {
				list = append(list, adversaryOf(t, way+"-"+lang))
			}
			p := mustLoad(t, adversarialProject(list), skipping)
			sum, n := 0.0, 0
			for i, f := range p.FactChecks {
				j := card.Job{Edition: p.Preview(f, f.Language), Design: "statement", Theme: p.Config.Themes[i%3].ID,
					Format: []string{"portrait", "story", "square", "wide", "chat", "pin"}[i%6]}
				s, problems := p.Press.Scene(j)
				if problems.HasErrors() {
					continue
				}
				want := f.Original().Fact.Plain()
				got := tesseract(t, model, closeUp(t, s, "fact"))
				share := likeness(got, want)
				if sum, n = sum+share, n+1; share < enough {
					t.Errorf("%s: %.1f %% of %q are read back: %q", p.Press.Path(j), 100*share, want, got)
				}
			}
			t.Logf("%d pictures, %.1f %% of characters are read back", n, 100*sum/float64(n))
			if n < 5 || sum < nearAll*float64(n) {
				t.Errorf("too few are read back")
			}
		})
	}
}

func adversaryOf(t *testing.T, name string) adversary {
	t.Helper()
	for _, a := range adversaries() {
		if a.name == name {
			return a
		}
	}
	t.Fatalf("no fact-check %s", name)
	return adversary{}
}

// closeUp is a PNG of where a picture shows a text, at a size for readers.
func closeUp(t *testing.T, s *raster.Scene, role string) []byte {
	t.Helper()
	img, err := raster.NewPainter().Paint(s)
	if err != nil {
		t.Fatal(err)
	}
	for i := range s.Texts {
		x := &s.Texts[i]
		if x.Role != role {
			continue
		}
		left, top, right, bottom := inked(x)
		from := image.Rect(int(left)-12, int(top)-12, int(right)+12, int(bottom)+12).Intersect(img.Rect)
		scale := readSize / x.Layout.Size
		out := image.NewGray(image.Rect(0, 0, int(float64(from.Dx())*scale), int(float64(from.Dy())*scale)))
		draw.CatmullRom.Scale(out, out.Rect, img, from, draw.Src, nil)
		var b bytes.Buffer
		if err := png.Encode(&b, out); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	t.Fatalf("no %s", role)
	return nil
}

// tesseract is what it reads in a picture: one block of text.
func tesseract(t *testing.T, model string, picture []byte) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "tesseract", "-", "-", "-l", model, "--psm", "6", "--oem", "1", "--dpi", "300")
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	cmd.Stdin = bytes.NewReader(picture)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		if strings.Contains(complaint.String(), "Failed loading language") {
			t.Skipf("tesseract's model %s is not installed (package tesseract-ocr-%s)", model, model)
		}
		t.Fatalf("tesseract: %v: %s", err, &complaint)
	}
	return string(out)
}

// likeness is the share of characters that two texts have in common.
func likeness(got, want string) float64 {
	got, want = strings.Join(strings.Fields(norm.NFKC.String(got)), " "), strings.Join(strings.Fields(norm.NFKC.String(want)), " ")
	return 1 - float64(levenshtein.ComputeDistance(got, want))/float64(max(utf8.RuneCountInString(want), 1))
}
