package claimsearch

import (
	"path"
	"regexp"
	"strings"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/factcheck"
)

// identified is a picture that is known: of a fact-check, perhaps as it was in an
// earlier revision.
type identified struct {
	check    *factcheck.FactCheck // as it is now
	job      card.Job             // of the picture; Edition is that of its revision
	revision int
	kept     bool        // the picture can be drawn
	by       string      // how it was known
	likeness float64     // 0: not looked at
	perhaps  *identified // another revision's, as which it may be known as well; nil for none
}

// revisions are a fact-check as it was, oldest first, and as it is; what was
// withdrawn is there as if it were not, since its pictures go around.
func (s *Site) revisions(f *factcheck.FactCheck) []*factcheck.FactCheck {
	now := *f
	if f.Status == factcheck.Withdrawn {
		now.Status, now.Withdrawn = factcheck.Published, nil
	}
	return append(append([]*factcheck.FactCheck(nil), s.Earlier(f)...), &now)
}

// edition is a revision in a language as its pictures show it, with the draft
// mark if it has to carry one; hidden translations included.
func (s *Site) edition(f *factcheck.FactCheck, lang factcheck.Lang) (factcheck.Edition, bool) {
	if e, shown := s.Config.Edition(f, lang); shown {
		return e, true
	}
	text := f.Texts[lang]
	if text == nil {
		return factcheck.Edition{}, false
	}
	return factcheck.Edition{FactCheck: f, Lang: lang, Text: text, State: f.State(lang)}, true
}

// small is the ending of a picture's small copy.
var small = regexp.MustCompile(`-w[0-9]+\.(png|jpg)$`)

// at finds the picture of an address of the site, given as a path below its
// own.
func (s *Site) at(p string) *identified {
	steps := strings.Split(p, "/")
	if len(steps) != 4 {
		return nil
	}
	f, lang, name := s.bySlug()[factcheck.Slug(steps[2])], factcheck.Lang(steps[1]), steps[3]
	if f == nil || !f.Public() {
		return nil
	}
	name = small.ReplaceAllString(name, "")
	revisions := s.revisions(f)
	for _, then := range revisions {
		e, ok := s.edition(then, lang)
		if !ok {
			continue
		}
		for _, job := range s.Press.Jobs(e) {
			file := s.Press.Path(job)
			if then.Revision < f.Revision {
				file = address.Revised(file, then.Revision)
			}
			if file = path.Base(file); file == name || strings.TrimSuffix(file, path.Ext(file)) == name {
				return &identified{check: f, job: job, revision: then.Revision, kept: true, by: "address"}
			}
		}
	}
	return nil
}
