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
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Skipf("the go command cannot say where the typesetting library is (%v), so its test data is not at hand", err)
	}
	file, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "bidi", "test", "BidiCharacterTest.txt"))
	if err != nil {
		t.Skipf("this copy of the typesetting library comes without BidiCharacterTest.txt: %v", err)
	}
	defer file.Close()
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
