package factcheck

import (
	"cmp"

	"golang.org/x/text/currency"
)

// What single designs of graphics show beside the texts that every fact-check
// has. Each is optional; a fact-check without it is not drawn in the designs
// that need it.

// Number is one figure that says it all, drawn as large as it goes.
type Number struct {
	Value    float64 `toml:"value"`
	Unit     Unit    `toml:"unit"`
	Decimals int     `toml:"decimals"` // digits shown after the decimal mark, 0 to 6
	Source   string  `toml:"source"`   // id of the source that the figure is from
}

// NumberText are the words of a Number in one language.
type NumberText struct {
	Label  string `toml:"label"`  // what the figure measures: "of the rise in …", at most MaxLabel characters
	Figure string `toml:"figure"` // in place of the formatted value, where words say it better: "1 in 4", "about 11%"
}

// Unit says how a value is written: "" as a plain number, "percent", or an ISO
// 4217 currency code such as "CAD".
type Unit string

// Percent is the unit of shares: a value of 11 is written 11%.
const Percent Unit = "percent"

// Known reports whether the unit is one of these. Currency codes are those of
// the CLDR, which keeps to ISO 4217 and to what was once money.
func (u Unit) Known() bool {
	if u == "" || u == Percent {
		return true
	}
	code, err := currency.ParseISO(string(u))
	return err == nil && code.String() == string(u)
}

// ChartKind is the form of a chart.
type ChartKind string

// The forms. Bars and columns compare the categories of one series, the former
// lying, the latter standing; lines and slopes show series over categories in
// order (slopes have two); stacks show how each category divides into series.
const (
	Bars    ChartKind = "bars"
	Columns ChartKind = "columns"
	Line    ChartKind = "line"
	Slope   ChartKind = "slope"
	Stack   ChartKind = "stack"
)

// UnmarshalText refuses any other word.
func (k *ChartKind) UnmarshalText(text []byte) error {
	return oneOf(k, text, Bars, Columns, Line, Slope, Stack)
}

// Chart is a small set of figures from one source.
type Chart struct {
	Kind       ChartKind     `toml:"kind"`
	Unit       Unit          `toml:"unit"`     // of all values
	Decimals   int           `toml:"decimals"` // digits shown after the decimal mark, 0 to 6
	Baseline   *float64      `toml:"baseline"` // lowest value of the axis; nil: 0 for bars, columns and stacks, else as the values ask
	Source     string        `toml:"source"`   // id of the source that the figures are from
	Categories []Category    `toml:"categories"`
	Series     []ChartSeries `toml:"series"`
}

// Category is one place on a chart's axis of categories.
type Category struct {
	Name      Localised `toml:"name"`
	Highlight bool      `toml:"highlight"` // of bars and columns: the one that the chart is about
}

// ChartSeries is one value for each category.
type ChartSeries struct {
	Name      Localised `toml:"name"` // may be empty where there is only one series
	Values    []float64 `toml:"values"`
	Highlight bool      `toml:"highlight"` // the one that the chart is about
}

// ChartText are the words of a Chart in one language.
type ChartText struct {
	Title string `toml:"title"` // the finding, with *emphasis* as in facts; empty: the fact
	Note  string `toml:"note"`  // what the figures are: "Two-bedroom rents, change in 2022", at most MaxLabel characters
}

// Receipt is a passage of a source, word for word.
type Receipt struct {
	Source   string `toml:"source"`   // id of the source that the passage is from
	Passage  string `toml:"passage"`  // exact words, under MaxWords words and at most MaxPassage characters; … where some are left out
	Language Lang   `toml:"language"` // of the passage; empty: the source's, or else the original's
}

// PassageLanguage is the language of the receipt's passage: its own, or else
// the source's, or else the original's.
func (f *FactCheck) PassageLanguage() Lang {
	if f.Receipt == nil {
		return ""
	}
	var source Lang
	if s, _ := f.Source(f.Receipt.Source); s != nil {
		source = s.Language
	}
	return cmp.Or(f.Receipt.Language, source, f.Language)
}

// ReceiptText are the words of a Receipt in one language.
type ReceiptText struct {
	Translation string `toml:"translation"` // of the passage, where it is in another language
	Official    bool   `toml:"official"`    // the translation is the source's own, word for word: laws, federal pages
}

// SandwichText are the words of the last slide of a carousel.
type SandwichText struct {
	Again  string `toml:"again"`  // the fact in other words, with *emphasis*; empty: the fact
	Action string `toml:"action"` // what readers can do; may be empty
}

// Limits on these texts, in characters.
const (
	MaxLabel    = 120
	MaxFigure   = 14
	MaxCategory = 60 // names of categories and series
	MaxPassage  = 220
	MaxAction   = 120
)

// MaxWords is how many words a passage stays under: longer ones are copied
// rather than quoted.
const MaxWords = 25

// MaxDecimals is the most digits that are shown after the decimal mark.
const MaxDecimals = 6
