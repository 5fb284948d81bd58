package search

import (
	"regexp"
	"strings"
)

// What words beside the message count: the signature of a forwarded post and
// the days that it names. Found on training data: a signature often names who
// the claim is about, a date tells apart claims about yearly events.
const (
	signatureWeight = 0.65
	dateWeight      = 0.6
)

// patterns find what a pasted message has beside its words. They spell their
// character classes out, which Go and JavaScript understand differently.
type patterns struct{ address, signature, date *regexp.Regexp }

func newPatterns() patterns {
	return patterns{
		address:   regexp.MustCompile(`(?i)(?:https?://|www\.|pic\.twitter\.com/)[^ \t\r\n\x{a0}]*|[a-z0-9.-]+\.(?:com|org|net|ca|fr|info|co)/[^ \t\r\n\x{a0}]*`),
		signature: regexp.MustCompile(`[—–-] ?[^—–\r\n]{1,80}\(@[A-Za-z0-9_]{1,20}\)[^\r\n]{0,40}$`),
		date:      regexp.MustCompile(`(?i)(?:january|february|march|april|may|june|july|august|september|october|november|december) [0-9]{1,2}, [12][0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}`),
	}
}

// queryWord is a word of a query and how much it counts.
type queryWord struct {
	text   string
	weight float64
	caps   bool
}

// maxQuery is the length in bytes of the part of a query that is read; posts
// and forwarded messages are shorter.
const maxQuery = 8000

// clean reads the words of a pasted message. Addresses are left out.
func (p *patterns) clean(query string, m *Model) []queryWord {
	query = strings.ToValidUTF8(query[:min(len(query), maxQuery)], " ")
	if !m.has(StepClean) {
		return weigh(nil, query, 1)
	}
	text, signed := p.unaddressed(query), ""
	if strings.Contains(text, "(@") {
		if at := p.signature.FindStringIndex(text); at != nil {
			text, signed = text[:at[0]], text[at[0]:]
		}
	}
	list := weigh(nil, p.undated(text), 1)
	list = weigh(list, p.undated(signed), signatureWeight)
	for _, part := range []string{text, signed} {
		if dated(part) {
			for _, day := range p.date.FindAllString(part, -1) {
				list = weigh(list, day, dateWeight)
			}
		}
	}
	return list
}

// unaddressed is a text without its addresses.
func (p *patterns) unaddressed(text string) string {
	if strings.Contains(text, "/") || strings.Contains(text, "w.") || strings.Contains(text, "W.") {
		text = p.address.ReplaceAllString(text, " ")
	}
	return strings.TrimRight(text, " \t\r\n")
}

// undated is a text without its dates.
func (p *patterns) undated(text string) string {
	if !dated(text) {
		return text
	}
	return p.date.ReplaceAllString(text, " ")
}

// dated tells texts that may have a date from those that cannot.
func dated(text string) bool {
	return strings.Contains(text, ", 1") || strings.Contains(text, ", 2") || strings.Count(text, "-") > 1
}

func weigh(list []queryWord, text string, weight float64) []queryWord {
	for _, t := range words(text) {
		list = append(list, queryWord{text: t.text, weight: weight, caps: t.caps})
	}
	return list
}
