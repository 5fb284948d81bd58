package page

import (
	"rebut/internal/change"
	"rebut/internal/factcheck"
)

// Changes are what a revision of an edition's fact-check changed.
type Changes func(e factcheck.Edition, revision int) []factcheck.Change

// Past tells what stood before corrections. A nil function knows of nothing.
type Past struct {
	Picture Earlier
	Changes Changes
}

// picture is the path of a picture as it was before a revision; "" for none.
func (p Past) picture(e factcheck.Edition, revision int) string {
	if p.Picture == nil {
		return ""
	}
	return p.Picture(e, revision)
}

// rewritten is a text of an edition before and after a correction, word by word.
type rewritten struct {
	words
	change.Told
	Dir string // of the text, where its language is not the page's
}

// changes are what a revision changed of what readers of the edition saw.
func (s *Set) changes(past Past, e factcheck.Edition, revision int, w words) []rewritten {
	if past.Changes == nil {
		return nil
	}
	teller := change.Teller{Config: s.cfg, Messages: s.msgs}
	var out []rewritten
	for _, told := range teller.Tell(past.Changes(e, revision), e, w.print.Lang()) {
		next := rewritten{words: w, Told: told}
		if told.Lang != "" {
			next.Dir = told.Lang.Dir()
		}
		out = append(out, next)
	}
	return out
}
