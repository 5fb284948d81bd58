package store

import (
	_ "embed"
	"fmt"
	"strings"
	"text/template"

	"github.com/BurntSushi/toml"

	"rebut/internal/factcheck"
)

//go:embed starter.toml
var starter string

// Starter is the text of a new fact-check's file: a draft with the claim in it
// and every key explained in a line. It is TOML that Check finds nothing wrong
// with but what is still to be written, as warnings.
func Starter(claim string, lang factcheck.Lang, today factcheck.Date) (string, error) {
	other := factcheck.Lang("fr")
	if lang == other {
		other = "en"
	}
	t, err := template.New("starter.toml").Parse(starter)
	if err != nil {
		return "", fmt.Errorf("starter file: %w", err)
	}
	var b strings.Builder
	err = t.Execute(&b, struct {
		Claim                     quoted
		Language                  quoted
		Other                     factcheck.Lang
		Today                     factcheck.Date
		MaxFact, MaxWhy, MaxLabel int // characters
		MaxWords                  int
	}{quoted(strings.Join(strings.Fields(claim), " ")), quoted(lang), other, today,
		factcheck.MaxFact, factcheck.MaxWhy, factcheck.MaxLabel, factcheck.MaxWords})
	if err != nil {
		return "", fmt.Errorf("starter file: %w", err)
	}
	return b.String(), nil
}

// quoted is a text that the starter writes as TOML.
type quoted string

// String is the text in TOML's quotation marks, whatever is in it.
func (q quoted) String() string {
	out, err := toml.Marshal(map[string]string{"q": strings.ToValidUTF8(string(q), "\uFFFD")})
	if err != nil { // no string is refused
		return `""`
	}
	return strings.TrimSpace(strings.TrimPrefix(string(out), "q = "))
}

// Key is the text as a part of a section's name; language tags need no quotes.
func (q quoted) Key() string { return string(q) }
