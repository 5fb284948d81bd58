package studio

import (
	"regexp"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// loose is a number for which no source can be seen: it stands in no paragraph
// with a reference, in no source's finding and in no figure that names its
// source. It may be right; a reviewer looks at it first.
type loose struct {
	Number, Field string
	Text          string // around it
}

var (
	numberIn  = regexp.MustCompile(`\p{Nd}+(?:[.,\x{00a0}\x{202f}٫٬ ’']\p{Nd}+)*`)
	reference = regexp.MustCompile(`\[[^\]]*@[^\]]+\]`)
	spread    = strings.NewReplacer(",", "", ".", "", " ", "", "\u00a0", "", "\u202f", "", "’", "", "'", "", "٫", "", "٬", "")
)

// looseNumbers are those of the original, each once, in the order of reading.
// Numbers in words are not seen.
func looseNumbers(f *factcheck.FactCheck) []loose {
	t := f.Original()
	if t == nil {
		return nil
	}
	backed := map[string]bool{}
	back := func(text string) {
		for _, n := range numberIn.FindAllString(text, -1) {
			backed[spread.Replace(n)] = true
		}
	}
	paragraphs := strings.Split(t.Body, "\n\n")
	for _, p := range paragraphs {
		if reference.MatchString(p) {
			back(reference.ReplaceAllString(p, ""))
		}
	}
	for _, src := range f.Sources {
		finding, _ := src.Finding.In(f.Language, f.Language)
		back(finding)
		back(src.Title)
	}
	if f.Receipt != nil && f.Receipt.Source != "" {
		back(f.Receipt.Passage)
	}
	if f.Number != nil && f.Number.Source != "" {
		back(t.Number.Figure)
		back(strconv.FormatFloat(f.Number.Value, 'f', -1, 64))
	}
	return unbacked(backed, t, paragraphs)
}

func unbacked(backed map[string]bool, t *factcheck.Text, paragraphs []string) (out []loose) {
	look := func(field, text string) {
		for _, at := range numberIn.FindAllStringIndex(text, -1) {
			n := text[at[0]:at[1]]
			if key := spread.Replace(n); !backed[key] {
				backed[key] = true // said once is enough
				out = append(out, loose{n, field, around(text, at[0], at[1])})
			}
		}
	}
	look("fact", t.Fact.Plain())
	look("why", t.Why)
	look("verdict", t.Verdict)
	look("technique", t.Technique)
	look("number.label", t.Number.Label)
	look("number.figure", t.Number.Figure)
	look("chart.title", factcheck.Emphasised(t.Chart.Title).Plain())
	look("sandwich.again", factcheck.Emphasised(t.Sandwich.Again).Plain())
	look("sandwich.action", t.Sandwich.Action)
	for _, p := range paragraphs {
		look("body", reference.ReplaceAllString(p, ""))
	}
	return out
}

// nearby is how much is shown on each side of a number, bytes.
const nearby = 40

// around is a number with the words beside it.
func around(text string, from, to int) string {
	before, after := text[:from], text[to:]
	if i := strings.LastIndexAny(before, "\n"); i >= 0 {
		before = before[i+1:]
	}
	after, _, _ = strings.Cut(after, "\n")
	if len(before) > nearby {
		_, rest, _ := strings.Cut(before[len(before)-nearby:], " ")
		before = "… " + rest
	}
	if len(after) > nearby {
		if i := strings.LastIndexByte(after[:nearby], ' '); i >= 0 {
			after = after[:i] + " …"
		} else {
			after = ""
		}
	}
	return strings.TrimSpace(before + text[from:to] + after)
}
