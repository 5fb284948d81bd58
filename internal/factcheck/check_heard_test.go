package factcheck

import (
	"strings"
	"testing"
)

func TestOtherWordingsAreChecked(t *testing.T) {
	const at = "text.en.also_heard"
	for _, c := range []struct {
		wordings []string
		want     string
	}{
		{[]string{"the moon was cheeze all along", "cheese moon!!"}, ""},
		{[]string{" "}, "error " + at + "[0]:-1 missing"},
		{[]string{"?!"}, "error " + at + "[0]:-1 missing"},
		{[]string{"cheese moon", "Cheese moon!"}, "warning " + at + "[1]:-1 repeated"},
		{[]string{"The moon is made of cheese"}, "warning " + at + "[0]:-1 repeated"},
		{[]string{strings.Repeat("cheese ", 30)}, "error " + at + "[0]:-1 too-long"},
	} {
		f := good()
		f.Original().AlsoHeard = c.wordings
		if got := found(f); got != c.want {
			t.Errorf("%q: %q, want %q", c.wordings, got, c.want)
		}
	}
	f := good()
	for n := range MaxAlsoHeard + 1 {
		f.Original().AlsoHeard = append(f.Original().AlsoHeard, "cheese "+strings.Repeat("x", n+1))
	}
	if got := found(f); got != "error "+at+":-1 too-many" {
		t.Error(got)
	}
}
