package typeset

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-text/typesetting/bidi"
)

// TestUnicodeBidiConformance runs the Unicode Consortium's
// BidiCharacterTest.txt, of which the typesetting library carries a copy:
// paragraph direction, levels, and visual order of a line.
func TestUnicodeBidiConformance(t *testing.T) {
	file := unicodeData(t, "bidi", "test", "BidiCharacterTest.txt")
	cases := 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), ";")
		if len(fields) != 5 || fields[0][0] == '#' {
			continue
		}
		text := []rune(decodeHex(t, fields[0]))
		if slices.Contains(text, '\u2029') { // blocks never hold a separator
			continue
		}
		cases++
		if err := bidiCase(text, fields); err != nil {
			t.Errorf("%s: %v", lines.Text(), err)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if cases < 90_000 {
		t.Errorf("only %d cases were read", cases)
	}
}

// unicodeData opens a file of test data that the typesetting library carries.
func unicodeData(t *testing.T, elem ...string) *os.File {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Skipf("the go command cannot say where the typesetting library is (%v), so its test data is not at hand", err)
	}
	name := filepath.Join(append([]string{strings.TrimSpace(string(dir))}, elem...)...)
	file, err := os.Open(name)
	if err != nil {
		t.Skipf("this copy of the typesetting library comes without its test data: %v", err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// TestUnicodeLineBreakConformance runs LineBreakTest.txt. Every break of a text
// is one that UAX #14 allows, and where none of Rebut's own rules forbids one,
// every break that it allows is there.
func TestUnicodeLineBreakConformance(t *testing.T) {
	lib, cases, kept := shipped(t), 0, 0
	lines := bufio.NewScanner(unicodeData(t, "segmenter", "test", "LineBreakTest.txt"))
	for lines.Scan() {
		spec, _, _ := strings.Cut(lines.Text(), "#")
		text, allowed := lineBreakCase(t, spec)
		if len(text) == 0 || strings.ContainsFunc(string(text), func(r rune) bool { return r == '\n' || harmless(r) != r }) {
			continue // the controls of these cases end blocks or are made harmless before lines are broken
		}
		cases++
		p := lib.prepare(Plain(string(text), "en", body))
		for _, at := range p.stops {
			if !slices.Contains(allowed, at) {
				t.Errorf("%s: broken at %d", spec, at)
			}
		}
		for _, at := range allowed {
			if !slices.Contains(p.stops, at) {
				kept++
				if !keeps(text, at) && p.heads[at] {
					t.Errorf("%s: no break at %d", spec, at)
				}
			}
		}
	}
	if cases < 10_000 || kept > cases/4 {
		t.Errorf("%d cases were read, in which %d breaks were withheld", cases, kept)
	}
}

// lineBreakCase reads "× 0023 ÷ 0020 ÷".
func lineBreakCase(t *testing.T, spec string) (text []rune, allowed []int) {
	t.Helper()
	for _, field := range strings.Fields(spec) {
		switch field {
		case "×":
		case "÷":
			allowed = append(allowed, len(text))
		default:
			text = append(text, []rune(decodeHex(t, field))...)
		}
	}
	return text, allowed
}

// bidiCase checks one line of the file: direction asked for (0, 1, or 2 for
// Auto), paragraph level, levels ("x" for characters that are removed), order.
func bidiCase(text []rune, fields []string) error {
	src := source{plain: text}
	base := src.direction(map[string]Direction{"0": LTR, "1": RTL, "2": Auto}[fields[1]])
	if (base == RTL) != (fields[2] == "1") {
		return fmt.Errorf("direction %v", base)
	}
	var para bidi.Paragraph
	levels := embeddingLevels(&para, text, base)
	var parts []stretch
	for i, want := range strings.Fields(fields[3]) {
		if want == "x" {
			continue
		}
		if got := strconv.Itoa(int(levels[i])); got != want {
			return fmt.Errorf("level %s of character %d, want %s", got, i, want)
		}
		parts = append(parts, stretch{item: &item{level: levels[i]}, start: i})
	}
	reorder(parts)
	var order []string
	for _, s := range parts {
		order = append(order, strconv.Itoa(s.start))
	}
	if got := strings.Join(order, " "); got != fields[4] {
		return fmt.Errorf("order %s", got)
	}
	return nil
}

func decodeHex(t *testing.T, field string) string {
	t.Helper()
	var b strings.Builder
	for _, code := range strings.Fields(field) {
		r, err := strconv.ParseInt(code, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteRune(rune(r))
	}
	return b.String()
}
