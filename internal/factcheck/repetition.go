package factcheck

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
	"github.com/kljensen/snowball/spanish"
	"golang.org/x/text/unicode/norm"
)

// Repeating a false claim, even to deny it, is what makes people remember it
// (Debunking Handbook 2020, "familiarity"). These rules compare the words that
// carry meaning: stop words are dropped and the rest reduced to stems, where
// the language has a stemmer.

// echo is how much of a claim a headline says again.
type echo uint8

const (
	ownWords echo = iota
	denies        // most of the claim's words, with a negation
	repeats       // all but all of them
)

// Shares of the claim's content words that a fact may not have. They were set
// so that the facts of the shipped content (highest share: two of three) pass
// and plain repetitions and denials do not.
const (
	repeatShare = 0.8
	denyShare   = 0.65
	slugShare   = 0.85 // what an address may not have; it may name what the claim is about
	fewWords    = 3    // claims with fewer content words share them by chance
)

func repetition(claim, fact string, lang Lang) echo {
	if blank(fact) {
		return ownWords
	}
	said, answered := contentWords(claim, lang), contentWords(fact, lang)
	if len(said) == 0 {
		return ownWords
	}
	shared := 0
	for _, w := range said {
		if slices.Contains(answered, w) {
			shared++
		}
	}
	share := float64(shared) / float64(len(said))
	switch {
	case share >= repeatShare && (len(said) >= fewWords || len(answered) <= len(said)+1),
		strings.Contains(spaced(fact), spaced(claim)):
		return repeats
	case share >= denyShare && len(said) >= fewWords && negates(fact):
		return denies
	}
	return ownWords
}

// slugRepeatsClaim reports whether the address says what a claim says: all its
// words are the claim's, and nearly all that the claim has.
func (k *checker) slugRepeatsClaim() bool {
	for _, lang := range k.f.Languages() {
		if t := k.f.Texts[lang]; t != nil && k.f.Slug.repeats(t.Claim, lang) {
			return true
		}
	}
	return false
}

func (s Slug) repeats(claim string, lang Lang) bool {
	said := contentWords(claim, lang)
	named := contentWords(strings.ReplaceAll(string(s), "-", " "), lang)
	foreign := slices.ContainsFunc(named, func(w string) bool { return !slices.Contains(said, w) })
	return !foreign && len(named) >= fewWords && float64(len(named)) >= slugShare*float64(len(said))
}

// words are the words of a text in lower case, of the beginning of one that is
// longer than any headline or claim. Apostrophes part words, as in French
// elisions.
func words(text string) []string {
	text = text[:min(len(text), 8*MaxClaim)]
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// spaced is the text's words between single spaces, to look for one text in
// another.
func spaced(text string) string { return " " + strings.Join(words(text), " ") + " " }

// contentWords are the different words of a text that carry meaning, as stems
// without accents.
func contentWords(text string, lang Lang) []string {
	stop, stem := grammar(lang)
	var out []string
	for _, w := range words(text) {
		if Length(w) < 2 || stop(w) {
			continue
		}
		for _, part := range unspaced(w) {
			if s := withoutAccents(stem(part, true)); !slices.Contains(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

// grammar is what is known of a language's words: which carry no meaning, and
// how to reduce one to its stem.
func grammar(lang Lang) (stop func(string) bool, stem func(string, bool) string) {
	base, _ := lang.Tag().Base()
	switch base.String() {
	case "en":
		return english.IsStopWord, english.Stem
	case "fr":
		return frenchStopWord, frenchStem
	case "es":
		return spanish.IsStopWord, spanish.Stem
	}
	return func(string) bool { return false }, func(w string, _ bool) string { return w }
}

// frenchStopWord adds to the stemmer's list, which lacks the plural article
// and its like.
func frenchStopWord(w string) bool {
	return french.IsStopWord(w) || slices.Contains([]string{"les", "leurs", "cet", "cette", "non", "si", "plus", "aucun", "aucune", "très"}, w)
}

// frenchStem also takes off the plural of verbs, so that “causent” meets
// “cause”; the stemmer leaves it, for some nouns end so too.
func frenchStem(w string, stopWords bool) string {
	stem := french.Stem(w, stopWords)
	if short, ok := strings.CutSuffix(stem, "ent"); ok && Length(short) >= 3 {
		return short
	}
	return stem
}

// unspaced cuts words of scripts that put no spaces between words (Chinese,
// Japanese, Thai, Lao, Khmer, Burmese) into pairs of characters; other words
// stay whole.
func unspaced(word string) []string {
	runes := []rune(word)
	if len(runes) < 3 || !unicode.In(runes[0], unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return []string{word}
	}
	var pairs []string
	for i := range len(runes) - 1 {
		pairs = append(pairs, string(runes[i:i+2]))
	}
	return pairs
}

func withoutAccents(s string) string {
	if ascii(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Diacritic) && unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// negates reports whether a headline in English or French says no to
// something.
func negates(text string) bool {
	no := []string{"not", "no", "never", "nobody", "myth", "false", "isn", "aren", "don", "doesn", "didn", "won", "wasn", "weren",
		"ne", "pas", "non", "aucun", "aucune", "jamais", "mythe", "faux", "fausse"}
	return slices.ContainsFunc(words(text), func(w string) bool { return slices.Contains(no, w) })
}
