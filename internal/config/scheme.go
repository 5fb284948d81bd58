package config

import (
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Scheme is what the rules for fact-checks need to know of the site. today is
// the day after which nothing can have happened.
func (c *Config) Scheme(today factcheck.Date) factcheck.Scheme {
	s := factcheck.Scheme{Languages: slices.Clone(c.Languages), Reserved: address.ReservedSlugs(), Today: today}
	if a := c.ShortestAlt(); a != nil {
		name, _ := a.Name.In("en", c.DefaultLanguage()) // problems are in English
		s.Alt = factcheck.AltLimit{Characters: a.Alt, App: name}
	}
	best := 0
	for _, r := range c.Ratings {
		s.Ratings = append(s.Ratings, r.ID)
		if r.Value > best {
			best, s.Best = r.Value, r.ID
		}
	}
	for _, t := range c.Topics {
		s.Topics = append(s.Topics, t.ID)
	}
	return s
}
