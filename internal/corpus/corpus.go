// Package corpus is the specification of test projects: fact-checks of any
// number, put together from word lists, to measure what a large site costs.
//
// They have all that real ones have (sources, appearances, corrections,
// withdrawals, earlier addresses, translations that are reviewed and that are
// not) in about the amounts of a real site, and keep every rule of `rebut
// check`. Nobody can take them for real: every text says that it is a test,
// all are about things, and addresses lead to example.org, which is reserved
// for examples (RFC 2606 § 3).
//
// A fact-check depends on its number and its dice alone, so that a corpus of
// 100 is the beginning of one of 1,000.
package corpus

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/BurntSushi/toml"
)

// Dice is a source of choices; IntN is from 0 up to but not including n.
// math/rand/v2.Rand is one.
type Dice interface{ IntN(n int) int }

// Pictures is which pictures the site of a test project has.
type Pictures string

// The choices: no pictures at all; one per fact-check and language, for link
// previews; every default format and theme of every design that fits.
const (
	None Pictures = "none"
	Link Pictures = "link"
	All  Pictures = "all"
)

// Valid reports whether it is one of the three.
func (p Pictures) Valid() bool { return slices.Contains([]Pictures{None, Link, All}, p) }

// perFolder is how many fact-checks lie in one folder.
const perFolder = 1000

//go:embed words.toml
var wordLists string

// Corpus makes the files of test projects; safe for concurrent use.
type Corpus struct {
	words words
}

// words are the lists of words.toml.
type words struct {
	Project struct {
		Aspects, Sources, Subjects []string
	}
	Voices []voice
}

// voice is the words of one language.
type voice struct {
	Lang                                 string
	Name, Tagline, Funding, Methodology  string
	Policy                               string
	Subjects, Topics                     []string // of each subject
	Claims, Facts                        []string // of each aspect
	Whys, Techniques, Verdicts, Openings []string
	Misleads, Says                       string
	Points, Limits, Closings             []string
	Titles, Findings                     []string // of each source
	Publisher, Claimant, Role, Place     string
	Quote, What, Reason                  string
}

// New reads the word lists.
func New() (*Corpus, error) {
	c := &Corpus{}
	if _, err := toml.Decode(wordLists, &c.words); err != nil {
		return nil, fmt.Errorf("word lists of the corpus: %w", err)
	}
	return c, nil
}
