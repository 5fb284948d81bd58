package search

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestHostileQueries: whatever is pasted, however long, is answered, and more
// than the first maxQuery bytes and maxWords words make no difference.
func TestHostileQueries(t *testing.T) {
	x := Build(made(200, 11))
	rng := rand.New(rand.NewPCG(5, 5))
	random := make([]byte, 1<<20)
	for i := range random {
		random[i] = byte(rng.Uint32())
	}
	const megabyte = 1 << 20
	for name, query := range map[string]string{
		"random bytes": string(random), "one word": strings.Repeat("x", megabyte), "one letter words": strings.Repeat("x ", megabyte/2),
		"known words": strings.Repeat("housing crisis refugees ", megabyte/24), "addresses": strings.Repeat("http://a.b/ ", megabyte/12),
		"handles": strings.Repeat("(@a) - ", megabyte/7), "dates": strings.Repeat("May 3, 2024 ", megabyte/12), "dashes": strings.Repeat("-–—", megabyte/7),
		"marks": "a" + strings.Repeat("\u0301", megabyte/2), "camels": "#" + strings.Repeat("aB", megabyte/2), "digits": strings.Repeat("1,000", megabyte/5),
		"hosts": strings.Repeat("a.", megabyte/2) + "com/", "pairs": strings.Repeat("移民", megabyte/6), "zeros": strings.Repeat("\x00", megabyte),
	} {
		a := x.Match(query, Options{Limit: 3})
		if b := x.Match(query[:min(len(query), maxQuery)], Options{Limit: 3}); fmt.Sprint(a) != fmt.Sprint(b) {
			t.Errorf("%s: what is not read makes a difference", name)
		}
	}
	var slips strings.Builder // each near to known words, none known
	for i := range 2000 {
		fmt.Fprintf(&slips, "refug%ce%c ", 'a'+rune(i%26), 'a'+rune(i/26%26))
	}
	v := &view{}
	v.begin(x.shards[0], Learned())
	if v.ask(clean(slips.String(), Learned())); len(v.units) > maxWords {
		t.Errorf("%d units of %d words", len(v.units), maxWords)
	}
}
