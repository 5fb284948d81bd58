// Package heard is the specification of what is kept of a sentence that a reader
// heard and that nobody has checked: its words, its language, the days on which
// it came, and how often. Nothing of the reader is: no address, no cookie, no
// browser.
//
// What may tell who somebody is is taken out of the words before anything is
// kept, with […] in its place: e-mail addresses, telephone numbers and other
// long numbers, names after an @, and what follows the host in web addresses.
// Names of people cannot be told from other words; readers are asked to leave
// out those of private people.
//
// Sentences that have nearly the same words are counted as one (Alike). What
// has hardly a word of its own, such as links alone or one word again and
// again, is refused.
package heard

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"rebut/internal/factcheck"
	"rebut/internal/search"
)

// MaxText is how many characters a sentence may have.
const MaxText = 1000

// Why a sentence is not taken.
var (
	ErrEmpty = errors.New("it has hardly a word of its own")
	ErrLong  = errors.New("it is too long")
	ErrFull  = errors.New("as much came today as can be taken")
)

// taken stands for what was taken out.
const taken = "[…]"

var (
	mail    = regexp.MustCompile(`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+`)
	link    = regexp.MustCompile(`(?i)\b((?:https?://|www\.)[^\s/?#]+|(?:[\p{L}\p{N}-]+\.)+[a-z]{2,})([/?#][^\s]*)`)
	account = regexp.MustCompile(`[@＠][\p{L}\p{N}_][\p{L}\p{N}_.-]*`)
	login   = regexp.MustCompile(`(?i)(https?://)[^\s/@]*@`)
	sites   = regexp.MustCompile(`(?i)(https?://|www\.)[^\s]+|([\p{L}\p{N}-]+\.)+[a-z]{2,}/`)
	numbers = regexp.MustCompile(`[+＋(]?\p{Nd}[\p{Nd} \x{a0}\x{202f}().\-–/]{5,}\p{Nd}`)
)

// Clean is a sentence as it may be kept, on one line. The error is ErrEmpty or
// ErrLong.
func Clean(text string) (string, error) {
	text = strings.Map(func(r rune) rune {
		if _, bad := factcheck.Spoofing(string(r)); bad || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	text = strings.Join(strings.Fields(text), " ")
	if factcheck.Length(text) > MaxText {
		return "", ErrLong
	}
	text = mail.ReplaceAllString(login.ReplaceAllString(text, "$1"), taken)
	text = link.ReplaceAllString(text, "$1/"+taken)
	text = account.ReplaceAllString(text, taken)
	text = numbers.ReplaceAllStringFunc(text, number)
	if !said(text) {
		return "", ErrEmpty
	}
	return text, nil
}

var (
	grouped = regexp.MustCompile(`^\p{Nd}{1,3}([ \x{a0}\x{202f}.]\p{Nd}{3})+([.]\p{Nd}+)?$`)
	years   = regexp.MustCompile(`^[12]\p{Nd}{3}[-–/ ]+([12]\p{Nd}{3}|\p{Nd}{2}([-/]\p{Nd}{2})?)$`)
	days    = regexp.MustCompile(`^\p{Nd}{1,2}[-/.]\p{Nd}{1,2}[-/.][12]\p{Nd}{3}$`)
)

// What tells a number that reaches or names somebody from an amount, digits.
const (
	leastReaching = 7
	leastTogether = 9 // without anything between them
)

// number takes out numbers of telephones, accounts and papers, and leaves
// amounts ("1 200 000"), years ("2021-2024") and days.
func number(found string) string {
	digits := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return '-'
	}, found), "0")
	together := digits == len([]rune(found))
	switch {
	case grouped.MatchString(found), years.MatchString(found), days.MatchString(found), digits < leastReaching, together && digits < leastTogether:
		return found
	}
	return taken
}

// leastWords is how many different words a sentence has.
const leastWords = 2

// mostRepeated is how often, on average, a sentence of some length may say each
// of its words.
const mostRepeated = 4

// said reports whether a text says anything beside addresses and repetitions.
func said(text string) bool {
	plain := strings.ReplaceAll(text, taken, " ")
	plain = sites.ReplaceAllString(plain, " ")
	var words []string
	for _, w := range strings.FieldsFunc(strings.ToLower(plain), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
		if strings.ContainsFunc(w, unicode.IsLetter) {
			words = append(words, w)
		}
	}
	all := len(words)
	slices.Sort(words)
	different := len(slices.Compact(words))
	if all == 1 && strings.ContainsFunc(plain, unspaced) { // a sentence of Chinese or Thai is one
		return factcheck.Length(plain) >= 2*leastWords
	}
	return different >= leastWords && all <= mostRepeated*different
}

func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// Words are what a sentence is told from others by: the stems of its words
// that carry meaning, as the search has them, sorted, each once.
func Words(text string, lang factcheck.Lang) []string {
	return search.Stems(strings.ReplaceAll(text, taken, " "), string(lang))
}

// leastAlike is the share of the words of two sentences together that both
// have, in per cent, from which on they are the same.
const leastAlike = 75

// Alike reports whether two sentences say nearly the same, given their Words.
func Alike(a, b []string) bool {
	both := 0
	for _, w := range a {
		if _, found := slices.BinarySearch(b, w); found {
			both++
		}
	}
	all := len(a) + len(b) - both
	return all > 0 && 100*both >= leastAlike*all
}
