package store_test

import (
	"fmt"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// TestLargeFilesEnd is about files made to be slow; the time-out of all tests
// is the only clock.
func TestLargeFilesEnd(t *testing.T) {
	const size = 900_000 // bytes; the limit is 1 MiB
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	var different strings.Builder
	for i := range size / 4 {
		different.Write([]byte{byte('a' + i%26), byte('a' + i/26%26), byte('a' + i/676%26), ' '})
	}
	for name, text := range map[string]string{
		"references":  `body = "` + fill("[@x] ") + `"`,
		"brackets":    `body = "` + fill("[@") + `"`,
		"emphasis":    `fact = "` + fill("**a") + `"`,
		"asterisks":   `fact = "` + fill("*") + `"`,
		"headline":    `fact = "` + different.String() + "\"\nclaim = 'a'",
		"claim":       `claim = "` + different.String() + "\"\nfact = 'a'",
		"one word":    `claim = "` + fill("é") + "\"\nfact = 'b'",
		"odd letters": `why = "` + fill("\u202e") + `"`,
		"escapes":     `why = """` + fill(`\\ \t`) + `"""`,
	} {
		t.Run(name, func(t *testing.T) {
			text := "language = \"en\"\n[text.en]\n" + text + "\n[[sources]]\nid = \"y\"\n"
			f, problems := store.Parse("claims/x.toml", []byte(text), factcheck.Scheme{})
			if f == nil || !problems.HasErrors() || len(problems) > 100 {
				t.Errorf("read %v, %d problems", f != nil, len(problems))
			}
		})
	}
}

func TestThousandsOfMistakesAreAllFound(t *testing.T) {
	var sources strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&sources, "[[sources]]\nid = \"s%d\"\nurl = \"x\"\n", i)
	}
	for name, text := range map[string]string{
		"sources": sources.String(),
		"topics":  "topics = [" + strings.Repeat(strings.Repeat(" ", 40)+"7,", 19_000) + "]",
		"aliases": "aliases = [" + strings.Repeat(`"a-b",`, 19_000) + "]",
	} {
		t.Run(name, func(t *testing.T) {
			if f, problems := store.Parse("claims/x.toml", []byte(text), factcheck.Scheme{}); f == nil || len(problems) < 4000 {
				t.Errorf("read %v, %d problems", f != nil, len(problems))
			}
		})
	}
}
