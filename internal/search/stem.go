package search

import "slices"

// Stemmer gives what the forms of a word in a language have in common, as the
// index takes them together: folded, in small letters, without endings.
func Stemmer(lang string) func(word string) string {
	stem := stemmer(lang)
	return func(word string) string { return stem(light(lower(fold(word)))) }
}

// Stems are the stems of a text's words that carry meaning, sorted, each once:
// all its words where none does. Addresses are left out.
func Stems(text, lang string) []string {
	stem, stop := stemmer(lang), stopWords(lang)
	var out, all []string
	for _, t := range words(unaddressed(text)) {
		all = append(all, stem(t.text))
		if !stop[t.text] {
			out = append(out, stem(t.text))
		}
	}
	if len(out) == 0 {
		out = all
	}
	slices.Sort(out)
	return slices.Compact(out)
}
