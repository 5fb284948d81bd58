package search

import "strings"

// What words beside the message count: the signature of a forwarded post and
// the days that it names. Found on training data: a signature often names who
// the claim is about, a date tells apart claims about yearly events.
const (
	signatureWeight = 0.65
	dateWeight      = 0.6
)

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
func clean(query string, m *Model) []queryWord {
	query = strings.ToValidUTF8(query[:min(len(query), maxQuery)], " ")
	if !m.has(StepClean) {
		return weigh(nil, query, 1)
	}
	text := strings.TrimRight(unaddressed(query), " \t\r\n")
	at := signature(text)
	parts := [...]struct {
		text   string
		days   []string
		weight float64
	}{{text: text[:at], weight: 1}, {text: text[at:], weight: signatureWeight}}
	list := make([]queryWord, 0, len(query)/5)
	for i := range parts {
		p := &parts[i]
		p.text, p.days = undated(p.text)
		list = weigh(list, p.text, p.weight)
	}
	for _, p := range parts {
		for _, day := range p.days {
			list = weigh(list, day, dateWeight)
		}
	}
	return list
}

func weigh(list []queryWord, text string, weight float64) []queryWord {
	for _, t := range words(text) {
		list = append(list, queryWord{text: t.text, weight: weight, caps: t.caps})
	}
	return list
}
