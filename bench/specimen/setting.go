package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// setting is how one program set a sample.
type setting struct {
	lines    []string
	whole    float64  // px; the width of the text on one line
	families []string // of the fonts used, in no order
}

// compared is a sample in all programs.
type compared struct {
	sample
	stack   []string // families to try, in order
	size    float64  // px, of the first of them
	leading float64  // Rebut's line height ÷ size

	rebut, pango, chromium setting
}

// differences lists how the programs' settings differ from Rebut's.
func differences(list []compared) string {
	var b strings.Builder
	for _, c := range list {
		fmt.Fprintf(&b, "%s, %d at %.4g px, in %s: %.1f px on one line, %d in lines of at most %d px\n\n", c.name, c.weight, c.size, strings.Join(c.rebut.families, ", "),
			c.rebut.whole, len(c.rebut.lines), column)
		for _, other := range []struct {
			name string
			setting
		}{{"Pango", c.pango}, {"Chromium", c.chromium}} {
			fmt.Fprintf(&b, "- %s: %s\n", other.name, strings.Join(differs(c.rebut, other.setting), "; "))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func differs(rebut, other setting) (out []string) {
	if d := other.whole - rebut.whole; math.Abs(d) >= 1 {
		out = append(out, fmt.Sprintf("%+.1f px (%+.2f %%)", d, 100*d/rebut.whole))
	} else {
		out = append(out, "the same width")
	}
	if slices.Equal(rebut.lines, other.lines) {
		out = append(out, "the same lines")
	} else {
		out = append(out, fmt.Sprintf("lines “%s”, not “%s”", strings.Join(other.lines, " / "), strings.Join(rebut.lines, " / ")))
	}
	if a, b := sorted(rebut.families), sorted(other.families); !slices.Equal(a, b) {
		out = append(out, "in "+strings.Join(other.families, ", "))
	}
	return out
}

func sorted(list []string) []string { return slices.Compact(slices.Sorted(slices.Values(list))) }
