package exchange

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// rate gives an item the rating of this site that a review's comes nearest to:
// the one with the same word, else the one at the same part of the scale. Where
// a review has neither, there is none.
func (r *reader) rate(i *Item, rating map[string]any) {
	word := first(text(rating["alternateName"]), text(rating["name"]))
	if step := byWord(r.Config, word); step != nil {
		i.Check.Rating = step.ID
		return
	}
	step, ok := r.byScale(rating)
	said := first(word, text(rating["ratingValue"]))
	switch {
	case ok:
		i.Check.Rating = step.ID
		i.find("rating", "exchange-rated", said, fmt.Sprintf("their rating %s is taken as %s, which is at the same part of the scale", problem.Quote(said), step.ID), "see whether it says the same")
	case said != "":
		i.find("rating", "exchange-rating", said, problem.Quote(said)+" is not a rating of this site; it is left out", "choose the rating")
	}
}

// byWord is the rating with an id or a word in any language; nil for none.
func byWord(cfg *config.Config, word string) *config.Rating {
	plain := func(s string) string {
		return strings.Trim(strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "-", " ")), " ")), " .!")
	}
	if plain(word) == "" {
		return nil
	}
	for i := range cfg.Ratings {
		step := &cfg.Ratings[i]
		if plain(step.ID) == plain(word) {
			return step
		}
		for _, lang := range step.Word.Languages() {
			if plain(step.Word[lang]) == plain(word) {
				return step
			}
		}
	}
	return nil
}

// byScale is the rating at the same part of this site's scale. By schema.org a
// scale goes from 1 to 5 where it does not say.
func (r *reader) byScale(rating map[string]any) (*config.Rating, bool) {
	number := func(key string, otherwise float64) float64 {
		written := text(rating[key])
		if written == "" {
			return otherwise
		}
		n, err := strconv.ParseFloat(strings.Replace(written, ",", ".", 1), 64)
		if err != nil {
			return math.NaN()
		}
		return n
	}
	worst, best, value := number("worstRating", 1), number("bestRating", 5), number("ratingValue", math.NaN())
	if !(worst < best && value >= worst && value <= best) || len(r.Config.Ratings) == 0 {
		return nil, false // NaN too
	}
	low, high := r.Config.RatingRange()
	at := float64(low) + (value-worst)/(best-worst)*float64(high-low)
	nearest := &r.Config.Ratings[0]
	for i := range r.Config.Ratings {
		if step := &r.Config.Ratings[i]; math.Abs(float64(step.Value)-at) < math.Abs(float64(nearest.Value)-at) {
			nearest = step
		}
	}
	return nearest, true
}

// named gives sources without a name one, of publisher and year, as the
// studio's form does.
func named(i *Item) {
	taken := map[factcheck.Slug]bool{}
	for n := range i.Check.Sources {
		s := &i.Check.Sources[n]
		if s.ID == "" || taken[factcheck.Slug(s.ID)] {
			publisher, _ := s.Publisher.In(i.Check.Language, i.Check.Language)
			s.ID = string(Free(sourceName(first(publisher, s.Title), s.Date), func(id factcheck.Slug) bool { return taken[id] }))
		}
		taken[factcheck.Slug(s.ID)] = true
	}
}

// sourceName is the name of a source that somebody else did not name.
func sourceName(words string, d factcheck.Date) factcheck.Slug {
	fields := strings.FieldsFunc(plainLetters(words), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	stem := strings.Join(fields[:min(len(fields), 3)], "-")
	if stem == "" || len(stem) > 40 {
		stem = "source"
	}
	if d.Year > 0 {
		stem += fmt.Sprintf("-%d", d.Year)
	}
	return factcheck.Slug(stem)
}
