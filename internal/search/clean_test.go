package search

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// The rules as the browser has them, in Go's syntax.
const (
	addressRule   = `(?i:https?://|www\.|pic\.twitter\.com/)[^ \t\r\n\x{a0}]*|[A-Za-z0-9.-]+\.(?i:com|org|net|ca|fr|info|co)/[^ \t\r\n\x{a0}]*`
	signatureRule = `[—–-] ?[^—–\r\n]{1,80}\(@[A-Za-z0-9_]{1,20}\)[^\r\n]{0,40}$`
	dateRule      = `(?i:january|february|march|april|may|june|july|august|september|october|november|december) [0-9]{1,2}, [12][0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}`
)

// TestRulesAboutBytesAreTheExpressions holds the rules against the regular
// expressions that they stand for, on texts made of what decides.
func TestRulesAboutBytesAreTheExpressions(t *testing.T) {
	address, signed, date := regexp.MustCompile(addressRule), regexp.MustCompile(signatureRule), regexp.MustCompile(dateRule)
	pieces := []string{"http://", "HTTPS://", "www.", "w.", "pic.twitter.com/", "a.b", ".com/", ".CA/", ".co", "/", "x", "-", "–", "— ", "—", " ", "\u00a0", "\n", "\r",
		"(@", "(@ab_9)", ")", "May 3, 2024", "may 13, 1999", "mAy 3, 3000", "2024-05-03", "2024-5", "-03", "12", ", 2", "June ", "é", "中", strings.Repeat("n", 39),
		strings.Repeat("ж ", 39), "12345678901234567890"}
	rng := rand.New(rand.NewPCG(2, 3))
	for range 2000 {
		var b strings.Builder
		for range rng.IntN(12) {
			b.WriteString(pieces[rng.IntN(len(pieces))])
		}
		text := b.String()
		at := len(text)
		if found := signed.FindStringIndex(text); found != nil {
			at = found[0]
		}
		rest, days := undated(text)
		got := fmt.Sprintf("%q %d %q %q", unaddressed(text), signature(text), rest, days)
		want := fmt.Sprintf("%q %d %q %q", address.ReplaceAllString(text, " "), at, date.ReplaceAllString(text, " "), date.FindAllString(text, -1))
		if got != want {
			t.Fatalf("%q\n got %s\nwant %s", text, got, want)
		}
	}
}
