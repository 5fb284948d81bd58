package search

import (
	_ "embed"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

//go:embed stopwords.txt
var stopwords string

// base is the part of a language tag that names the language.
func base(lang string) string {
	name, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return name
}

// stopWords are the words of a language that carry no meaning; nil for a
// language without a list.
func stopWords(lang string) map[string]bool {
	for line := range strings.Lines(stopwords) {
		name, list, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name != base(lang) {
			continue
		}
		stop := map[string]bool{}
		for _, t := range words(list) {
			stop[t.text] = true
		}
		return stop
	}
	return nil
}

// truncated is the number of letters by which words of languages without a
// stemmer are held to be the same (McNamee and Mayfield, 2004, found
// truncation as good as stemming in many languages).
const truncated = 6

// stemmer gives what the forms of one word have in common: Snowball's stem,
// or the beginning of the word.
func stemmer(lang string) func(string) string {
	stem := snowball(base(lang))
	if stem == nil {
		return beginning
	}
	return func(word string) string {
		env := snowballstem.NewEnv(word)
		stem(env)
		return env.Current()
	}
}

func beginning(word string) string {
	runes := []rune(word)
	return string(runes[:min(len(runes), truncated)])
}

func snowball(lang string) func(*snowballstem.Env) bool {
	return map[string]func(*snowballstem.Env) bool{
		"da": danish.Stem, "nl": dutch.Stem, "en": english.Stem, "fi": finnish.Stem, "fr": french.Stem, "de": german.Stem,
		"hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem,
		"ro": romanian.Stem, "ru": russian.Stem, "es": spanish.Stem, "sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
	}[lang]
}

// GuessLanguage is the language whose stop words texts have most of; English
// where they have none.
func GuessLanguage(texts []string) string {
	counts := map[string]int{}
	for _, text := range texts {
		for _, w := range words(text) {
			counts[w.text]++
		}
	}
	best, most := "en", 0
	for line := range strings.Lines(stopwords) {
		lang, _, _ := strings.Cut(line, " ")
		n := 0
		for w := range stopWords(lang) {
			n += counts[w]
		}
		if lang != "#" && n > most {
			best, most = lang, n
		}
	}
	return best
}
