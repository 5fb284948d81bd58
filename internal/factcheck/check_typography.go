package factcheck

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"rebut/internal/problem"
	"rebut/internal/typography"
)

// Mend is what can be corrected in one text without judgement.
type Mend struct {
	Path  string // of the text, as problem.Locator takes it
	Lang  Lang   // that the text belongs to, if any
	Name  string // of the text, as messages call it
	Text  string // as it is
	Edits []typography.Edit
}

// Mends are the corrections of a fact-check's texts: characters that are typed
// otherwise than the language writes them, and invisible ones that Check
// reports. Words of others (quotes, titles) keep their spaces, dots and
// dashes; how quotation marks, apostrophes and letters are encoded says
// nothing about what was said, and is corrected in them too. Made on a mended
// fact-check, the list is empty.
func (f *FactCheck) Mends() []Mend {
	var out []Mend
	for _, field := range f.fields() {
		if edits := field.edits(); len(edits) > 0 {
			out = append(out, Mend{field.where.path, field.where.lang, field.name, field.text, edits})
		}
	}
	return out
}

// MendText is what can be corrected in a text that stands outside of
// fact-checks, as in rebut.toml; it has no Edits where nothing can.
func MendText(path, name, text string, lang Lang, markdown bool) Mend {
	f := field{name: name, text: text, limit: MaxBody, lines: markdown, lang: lang}
	if markdown {
		f.form = typography.Markdown
	}
	return Mend{path, lang, name, text, f.edits()}
}

// edits leaves alone a record of words, and what is far too long to be the text
// that it stands for, which is reported.
func (f field) edits() []typography.Edit {
	if f.kept || len(f.text) > 5*max(f.limit, 1000) {
		return nil
	}
	return typography.Edits(f.text, string(f.lang), f.form, f.hidden)
}

// Flaw is a kind of mistake that a Mend corrects, where it first stands.
type Flaw struct {
	Offset        int // byte of the text
	Message, Hint string
	Text          string // around the place, as it would be corrected
}

// Flaws tells each kind of mistake once. Hidden characters are not among them:
// they are an error, which is reported elsewhere.
func (m Mend) Flaws() []Flaw {
	var out []Flaw
	for i, e := range m.Edits {
		if e.Rule == typography.Hidden || ruledBefore(m.Edits[:i], e.Rule) {
			continue
		}
		text := excerpt(m.Text, m.Edits, i)
		out = append(out, Flaw{e.Start, fmt.Sprintf("%s has %s", m.Name, e.Rule), "write: " + text + " (`rebut check --fix` does it)", text})
	}
	return out
}

func (k *checker) typography(f field) {
	if f.kept || k.f.Origin != nil && !k.has(f.where.path) {
		return // nothing could, or should, correct it
	}
	for _, flaw := range (Mend{Name: f.name, Text: f.text, Edits: f.edits()}).Flaws() {
		f.where.offset = flaw.Offset
		k.warnf(f.where, "typography", flaw.Hint, "%s", flaw.Message)
		if n := len(k.problems); n > 0 && k.problems[n-1].Code == "typography" {
			k.problems[n-1].Values = problem.Named(flaw.Message, flaw.Text)
		}
	}
	if doubts := typography.Doubts(f.text, string(f.lang), f.form); len(doubts) > 0 && len(f.text) <= 5*max(f.limit, 1000) {
		f.where.offset = doubts[0]
		k.warnf(f.where, "unclear-mark", "write ″ for inches and ′ for feet (27″, 6′), or ” and ’ where a quotation ends",
			"%s has a straight mark after a figure, which may be inches or the end of a quotation", f.name)
	}
}

func ruledBefore(edits []typography.Edit, rule typography.Rule) bool {
	for _, e := range edits {
		if e.Rule == rule {
			return true
		}
	}
	return false
}

// excerptReach is how many bytes around an edit a hint shows, at most.
const excerptReach = 40

// excerpt is the corrected line around an edit.
func excerpt(text string, edits []typography.Edit, i int) string {
	from, to := max(0, edits[i].Start-excerptReach), min(len(text), edits[i].End+excerptReach)
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	head, tail := "", ""
	if at := strings.LastIndexByte(text[from:edits[i].Start], '\n'); at >= 0 {
		from += at + 1
	} else if at := strings.IndexByte(text[from:edits[i].Start], ' '); from > 0 && at >= 0 {
		from, head = from+at+1, "… "
	}
	if at := strings.IndexByte(text[edits[i].End:to], '\n'); at >= 0 {
		to = edits[i].End + at
	} else if at := strings.LastIndexByte(text[edits[i].End:to], ' '); to < len(text) && at >= 0 {
		to, tail = edits[i].End+at, " …"
	}
	var inside []typography.Edit
	for _, e := range edits {
		if e.Start >= from && e.End <= to {
			e.Start, e.End = e.Start-from, e.End-from
			inside = append(inside, e)
		}
	}
	return head + cmp.Or(strings.TrimSpace(typography.Apply(text[from:to], inside)), "(nothing)") + tail
}
