package factcheck

import (
	"cmp"
	"slices"
)

// Edition is one fact-check in one language, as the public sees it.
type Edition struct {
	*FactCheck
	Lang   Lang
	Text   *Text
	State  TranslationState
	Marked bool // it must carry a visible draft mark wherever it is shown
}

// Unpublished reports whether this is a preview: the fact-check itself is a
// draft or in review.
func (e Edition) Unpublished() bool { return !e.Public() }

// Public reports whether the fact-check has pages: it is published, or was.
func (f *FactCheck) Public() bool { return f.Status == Published || f.Status == Withdrawn }

// Newest orders fact-checks by first publication, newest first, then by slug.
func Newest(list []*FactCheck) []*FactCheck {
	out := slices.Clone(list)
	slices.SortFunc(out, func(a, b *FactCheck) int {
		return cmp.Or(b.Published.Compare(a.Published), cmp.Compare(a.Slug, b.Slug))
	})
	return out
}

// HasNumber reports whether the edition can show the fact-check's number: there
// is one, and the language says what it measures.
func (e Edition) HasNumber() bool {
	return e.Number != nil && e.Text != nil && !blank(e.Text.Number.Label)
}

// HasChart reports whether the edition can show the fact-check's chart: there
// is one, and the language says what its figures are. Names that the language
// lacks are those of the original.
func (e Edition) HasChart() bool {
	return e.Chart != nil && len(e.Chart.Categories) > 0 && len(e.Chart.Series) > 0 && e.Text != nil && !blank(e.Text.Chart.Note)
}

// HasReceipt reports whether the edition can show the fact-check's passage:
// there is one, and it is in the edition's language or translated.
func (e Edition) HasReceipt() bool {
	if e.Receipt == nil || blank(e.Receipt.Passage) || e.Text == nil {
		return false
	}
	return sameLanguage(e.PassageLanguage(), e.Lang) || !blank(e.Text.Receipt.Translation)
}

// HasSandwich reports whether the edition can be told as a carousel, which
// needs no more than a text that can be shown; what SandwichText lacks is the
// fact again, or left out.
func (e Edition) HasSandwich() bool { return e.Text != nil && e.Text.Complete() }

// sameLanguage reports whether readers of b read a: varieties of a language in
// the same script.
func sameLanguage(a, b Lang) bool {
	baseA, scriptA, _ := a.Tag().Raw()
	baseB, scriptB, _ := b.Tag().Raw()
	return baseA == baseB && scriptA == scriptB
}
