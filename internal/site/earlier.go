package site

import (
	"path"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// earlier adds the pictures of a fact-check's replaced revisions, in every
// language in which that revision would be shown. They stay at addresses of
// their own, so that what was corrected can be seen; the plain addresses always
// have what holds now. A withdrawn fact-check has none, as it has no pictures.
func (b *builder) earlier(f *factcheck.FactCheck) {
	if f.Status != factcheck.Published {
		return
	}
	for _, old := range b.Earlier(f) {
		for _, e := range b.Config.Editions(old) {
			keys := b.pictureKeys(e)
			for _, job := range b.Press.Jobs(e) {
				name := fileName(address.Revised(b.Press.Path(job), old.Revision))
				b.picture(name, job, keys)
				for _, alias := range f.Aliases {
					b.repeat(path.Join(path.Dir(fileName(address.Page(e.Lang, alias))), path.Base(name)), name)
				}
			}
		}
	}
}

// drawable changes when other earlier revisions of a fact-check can be drawn:
// what cannot be, pages and data do not tell of.
func (b *builder) drawable(f *factcheck.FactCheck) func() (string, error) {
	return func() (string, error) {
		if f.Revision > 1 && b.Inputs.Pictures != nil {
			return b.Inputs.Pictures(), nil
		}
		return "", nil
	}
}

// past is what pages tell of what stood before corrections. The fact-checks must
// be whole.
func (b *builder) past() page.Past {
	return page.Past{Picture: b.earlierPicture, Changes: func(e factcheck.Edition, revision int) []factcheck.Change {
		return b.Config.Changes(e.FactCheck, b.Earlier(e.FactCheck), revision)
	}}
}

// earlierPicture is the path of a picture as it was before the revision of a
// correction: in the edition's language or else the original's; "" for none.
func (b *builder) earlierPicture(e factcheck.Edition, revision int) string {
	for _, old := range b.Earlier(e.FactCheck) {
		if old.Revision != revision-1 || e.Status != factcheck.Published {
			continue
		}
		for _, lang := range []factcheck.Lang{e.Lang, old.Language} {
			then, shown := b.Config.Edition(old, lang)
			if !shown {
				continue
			}
			if job, ok := b.shownJob(then); ok {
				return address.Revised(b.Press.Path(job), old.Revision)
			}
		}
	}
	return ""
}

// shownJob is the picture that stands for an edition in full: the first in the
// first format.
func (b *builder) shownJob(e factcheck.Edition) (card.Job, bool) {
	jobs := b.Press.Jobs(e)
	if len(jobs) == 0 {
		return card.Job{}, false
	}
	return jobs[0], true
}
