package search

// Stemmer gives what the forms of a word in a language have in common, as the
// index takes them together: folded, in small letters, without endings.
func Stemmer(lang string) func(word string) string {
	stem := stemmer(lang)
	return func(word string) string { return stem(light(lower(fold(word)))) }
}
