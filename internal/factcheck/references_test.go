package factcheck

import (
	"slices"
	"strings"
	"testing"
)

func TestReferences(t *testing.T) {
	for _, test := range []struct {
		body string
		want []Reference
	}{
		{"none", nil},
		{"a [@ab].", []Reference{{"ab", 4}}},
		{"é [@a; @b]", []Reference{{"a", 5}, {"b", 9}}},
		{"[@a;@b][@c]", []Reference{{"a", 2}, {"b", 5}, {"c", 9}}},
		{"[@a;\n @b]", []Reference{{"a", 2}, {"b", 7}}},
		{"[@a; b ;]", []Reference{{"a", 2}, {"b", 5}}},
		{`\[@a] \\[@b]`, []Reference{{"b", 10}}},
		{"[@name](https://social.example)", nil},
		{"[@] [@;] [@a", nil},
		{"[@a\n\nb]", nil},
		{"[@x [@a]", []Reference{{"a", 6}}},
		{"[@Not An Id]", []Reference{{"Not An Id", 2}}},
	} {
		if got := References(test.body); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %v, want %v", test.body, got, test.want)
		}
	}
}

func FuzzReferences(f *testing.F) {
	f.Add("x [@a; @b] [@c](d) \\[@e]")
	f.Add(strings.Repeat("[@", 100))
	f.Fuzz(func(t *testing.T, body string) {
		for _, r := range References(body) {
			if r.ID == "" || !strings.HasPrefix(body[r.Offset:], r.ID) {
				t.Fatalf("%q is not at %d of %q", r.ID, r.Offset, body)
			}
		}
	})
}
