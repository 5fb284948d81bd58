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
