package factcheck

import (
	"cmp"
	"strings"
	"unicode/utf8"

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

// edits leaves alone what is far too long to be the text that it stands for,
// which is reported.
func (f field) edits() []typography.Edit {
	if len(f.text) > 5*max(f.limit, 1000) {
		return nil
	}
	return typography.Edits(f.text, string(f.lang), f.form, f.hidden)
}

// typography reports each kind of mistake once, where it first stands.
func (k *checker) typography(f field) {
	if k.f.Origin != nil && !k.has(f.where.path) {
		return // nothing could correct it
	}
	edits := f.edits()
	for i, e := range edits {
		if e.Rule == typography.Hidden || ruledBefore(edits[:i], e.Rule) {
			continue // characters reports what is hidden
		}
		f.where.offset = e.Start
		k.warnf(f.where, "typography", "write: "+excerpt(f.text, edits, i)+" (`rebut check --fix` does it)", "%s has %s", f.name, e.Rule)
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
