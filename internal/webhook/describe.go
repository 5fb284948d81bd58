package webhook

import (
	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

func (s Site) factCheck(p Piece, f *factcheck.FactCheck) FactCheck {
	shown := s.shown(f)
	out := FactCheck{
		Slug: f.Slug, EarlierSlugs: f.Aliases, Status: f.Status, Revision: f.Revision, PreviousRevision: p.Before,
		Published: f.Published.String(), Modified: f.Modified.String(), API: s.Config.URL(address.APIFactCheck(f.Slug)),
		Rating: s.rating(f.Rating), Topics: append([]string{}, f.Topics...),
	}
	for _, e := range shown {
		out.Editions = append(out.Editions, s.edition(p, e))
	}
	if f.Withdrawn != nil {
		out.Withdrawal = &Withdrawal{Date: f.Withdrawn.Date.String(), Reason: s.texts(f.Withdrawn.Reason, shown)}
	}
	if p.Event == config.CorrectedEvent {
		s.correct(&out, p, f, shown)
	}
	return out
}

// shown are the editions that the public sees.
func (s Site) shown(f *factcheck.FactCheck) []factcheck.Edition {
	var out []factcheck.Edition
	for _, e := range s.Config.Editions(f) {
		if !e.Unpublished() {
			out = append(out, e)
		}
	}
	return out
}

func (s Site) rating(id string) Rating {
	out := Rating{ID: id}
	out.Worst, out.Best = s.Config.RatingRange()
	if r := s.Config.Rating(id); r != nil {
		out.Value = r.Value
	}
	return out
}

func (s Site) edition(p Piece, e factcheck.Edition) Edition {
	out := Edition{
		Language: e.Lang, Original: e.Lang == e.FactCheck.Language, Translation: e.State.String(),
		URL: s.Config.URL(address.Page(e.Lang, e.Slug)), Embed: s.Config.URL(address.Embed(e.Lang, e.Slug)),
	}
	if e.Status == factcheck.Withdrawn {
		return out
	}
	out.Fact = e.Text.Fact.Plain()
	pictures := s.Pictures(e)
	if len(pictures) == 0 {
		return out
	}
	out.Picture = &Picture{URL: s.Config.URL(pictures[0])}
	if p.Event == config.CorrectedEvent {
		s.replaced(out.Picture, p, e)
	}
	return out
}

// replaced says which pictures of the revision that partners know are no
// longer what holds.
func (s Site) replaced(out *Picture, p Piece, e factcheck.Edition) {
	for _, old := range s.Earlier(e.FactCheck) {
		then, shown := s.Config.Edition(old, e.Lang)
		if old.Revision != p.Before || !shown {
			continue
		}
		if pictures := s.Pictures(then); len(pictures) > 0 {
			out.Replaced, out.Earlier = len(pictures), s.Config.URL(address.Revised(pictures[0], old.Revision))
		}
	}
}

// texts are those of the languages that are shown. A text that serves every
// language is the original's.
func (s Site) texts(l factcheck.Localised, shown []factcheck.Edition) []Text {
	out := []Text{}
	for _, e := range shown {
		text := l[e.Lang]
		if text == "" && e.Lang == e.FactCheck.Language {
			text = l[""]
		}
		if text != "" {
			out = append(out, Text{e.Lang, text})
		}
	}
	return out
}

// correct adds what the revisions since the one that partners know changed.
func (s Site) correct(out *FactCheck, p Piece, f *factcheck.FactCheck, shown []factcheck.Edition) {
	for _, c := range f.Corrections {
		if c.Revision > p.Before {
			out.Corrections = append(out.Corrections, Correction{c.Revision, c.Date.String(), s.texts(c.What, shown)})
		}
	}
	earlier := s.Earlier(f)
	for _, e := range s.publicAt(f, earlier, p.Before) {
		if !encloses(shown, e.Lang) {
			out.HiddenEditions = append(out.HiddenEditions, HiddenEdition{e.Lang, s.Config.URL(address.Page(e.Lang, f.Slug))})
		}
	}
	for revision := p.Before + 1; revision <= f.Revision; revision++ {
		known, then := s.publicAt(f, earlier, revision-1), shown
		if revision < f.Revision {
			then = s.publicAt(f, earlier, revision)
		}
		for _, c := range factcheck.ChangesAt(f, earlier, revision) {
			if c.Lang != "" && (!encloses(shown, c.Lang) || !encloses(then, c.Lang)) {
				continue
			}
			change, public := changed(c, revision, known)
			switch {
			case !public:
			case len(out.Changes) == maxChanges:
				out.MoreChanges++
			default:
				out.Changes = append(out.Changes, change)
			}
		}
	}
}

// publicAt are the editions that the public saw of an earlier revision. Of one
// that was not kept, that is the original alone as far as is known.
func (s Site) publicAt(f *factcheck.FactCheck, earlier []*factcheck.FactCheck, revision int) []factcheck.Edition {
	for _, old := range earlier {
		if old.Revision == revision {
			return s.shown(old)
		}
	}
	if original, ok := s.Config.Edition(f, f.Language); ok {
		return []factcheck.Edition{original}
	}
	return nil
}

// changed is a change as the public sees it: without what stood there before
// the translation was shown. It is none where nothing is left.
func changed(c factcheck.Change, revision int, known []factcheck.Edition) (out Change, public bool) {
	out = Change{Revision: revision, Language: c.Lang, Field: c.Field}
	if c.Lang != "" && !encloses(known, c.Lang) {
		c.Before = ""
	}
	if factcheck.Length(c.Before) > longText || factcheck.Length(c.After) > longText {
		out.Long = true
		return out, true
	}
	if c.Before != "" {
		out.Before = &c.Before
	}
	if c.After != "" {
		out.After = &c.After
	}
	return out, out.Before != nil || out.After != nil
}
