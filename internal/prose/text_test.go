package prose_test

import (
	"strings"
	"testing"

	"rebut/internal/prose"
)

func TestTextIsWhatReads(t *testing.T) {
	for markdown, want := range map[string]string{
		"Rents rose by **11%** [@cmhc],\nnot *12%* &amp; more\\*.": "Rents rose by 11%, not 12% & more*.",
		"# Heading\n\n- one\n- [two](https://a.example/)\n":        "Heading\none\ntwo",
		"See https://a.example/b.":                                 "See https://a.example/b.",
		"    code <b>\n\n<div>raw</div>\n\na <i>b</i>":             "code <b>\n<div>raw</div>\na <i>b</i>",
		"": "",
	} {
		if got := prose.Text(markdown); got != want {
			t.Errorf("%q: got %q, want %q", markdown, got, want)
		}
	}
	if long := strings.Repeat("*a* ", prose.MaxLength); prose.Text(long) != long {
		t.Error("a text beyond the limit was read")
	}
}
