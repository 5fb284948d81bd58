package page

import (
	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// rating is a rating as pages show it: a word and a shape.
type rating struct {
	ID    string
	Word  phrase
	Shape config.Shape
	Href  string // of where the rating is explained; "" for no link
}

func (s *Set) rating(id string, lang factcheck.Lang) rating {
	r := s.cfg.Rating(id)
	if r == nil {
		return rating{Word: phrase{Text: id}}
	}
	return rating{ID: id, Word: s.phrase(r.Word, lang, s.cfg.DefaultLanguage()), Shape: r.Shape}
}

// linkedRating is a rating that leads to its explanation. A rating that the
// scheme no longer has, has none.
func (s *Set) linkedRating(id string, lang factcheck.Lang) rating {
	r := s.rating(id, lang)
	if r.ID != "" {
		r.Href = s.cfg.Path(address.Rating(lang, id))
	}
	return r
}

// explained is a rating with what it means.
type explained struct {
	rating
	Anchor  string     // id of the element that explains it
	Meaning phrase     // empty where the scheme does not say
	Feeds   []feedLink // of what has it; nil to leave them out
}

// scale is the scheme, explained, from the best to the worst.
func (s *Set) scale(lang factcheck.Lang) []explained {
	var out []explained
	for i := range s.cfg.Ratings {
		r := s.cfg.Ratings[len(s.cfg.Ratings)-1-i]
		out = append(out, explained{
			rating: s.rating(r.ID, lang), Anchor: address.RatingAnchor(r.ID), Meaning: s.phrase(r.Meaning, lang, s.cfg.DefaultLanguage()),
		})
	}
	return out
}
