package config

import (
	"slices"

	"rebut/internal/factcheck"
)

// Changes lists what a revision of a fact-check changed, as far as readers may
// be told, given the earlier revisions that were kept (factcheck.ChangesAt): what
// is the same in every language, and texts of languages in which the fact-check
// is shown and was before and after the revision. What a hidden translation says
// or said is told nowhere. Where a revision was not kept, only the original is
// known to have been shown. Of a withdrawn fact-check, whose figures no longer
// stand, nothing is listed.
func (c *Config) Changes(f *factcheck.FactCheck, earlier []*factcheck.FactCheck, revision int) []factcheck.Change {
	if f.Status == factcheck.Withdrawn {
		return nil
	}
	shown := func(lang factcheck.Lang, revision int) bool {
		old := f
		if revision != f.Revision {
			i := slices.IndexFunc(earlier, func(old *factcheck.FactCheck) bool { return old.Revision == revision })
			if i < 0 {
				return lang == f.Language
			}
			old = earlier[i]
		}
		_, ok := c.Edition(old, lang)
		return ok
	}
	return slices.DeleteFunc(slices.Clone(factcheck.ChangesAt(f, earlier, revision)), func(change factcheck.Change) bool {
		lang := change.Lang
		return lang != "" && !(shown(lang, f.Revision) && shown(lang, revision-1) && shown(lang, revision))
	})
}
