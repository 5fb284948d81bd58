package claimsearch

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/likeness"
)

// Limits of what is known by its looks.
const (
	mostLooks = 40000 // codes, of some 250 bytes; themes with the same fonts share one. The newest fact-checks are known
	glanced   = 12    // pictures whose codes agree best, which are laid over the query
	alsoLike  = 0.1   // how much less like the query than the likest a picture may be at a glance
	leastNear = 0.7   // agreement of codes below which a picture is not compared
)

// looks are the codes of the site's pictures, made when somebody first sends a
// picture that does not say what it is.
type looks struct {
	once sync.Once
	done chan struct{} // closed when all are known

	mu   sync.Mutex
	list []entry // grows only
}

// entry is how a picture looks.
type entry struct {
	check  *factcheck.FactCheck // as it is now
	job    card.Job             // in the first of the themes that look alike
	aspect float64              // width by height
	code   likeness.Code
}

func (l *looks) known() []entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.list
}

// alike finds the picture that the query looks like; nil for none.
func (s *Site) alike(ctx context.Context, q *likeness.Query) (*identified, error) {
	s.looks.once.Do(func() { go s.look() })
	known := s.looks.known()
	if found := s.best(q, known); found != nil {
		return found, nil
	}
	select {
	case <-s.looks.done:
	case <-ctx.Done():
		return nil, busy()
	}
	return s.best(q, s.looks.known()[len(known):]), nil
}

// look makes the codes, of the newest fact-checks first.
func (s *Site) look() {
	defer close(s.looks.done)
	for _, f := range s.FactChecks {
		if !f.Public() {
			continue
		}
		for _, then := range s.revisions(f) {
			var list []entry
			for _, e := range s.Config.Editions(then) {
				list = append(list, s.entries(f, e)...)
			}
			s.looks.mu.Lock()
			s.looks.list = append(s.looks.list, list...)
			full := len(s.looks.list) >= mostLooks
			s.looks.mu.Unlock()
			if full {
				return
			}
		}
	}
}

// entries are those of an edition's pictures. One that cannot be drawn is left
// out: it can have been published by nobody.
func (s *Site) entries(f *factcheck.FactCheck, e factcheck.Edition) []entry {
	themes := s.likeThemes()
	var out []entry
	for _, job := range s.Press.Jobs(e) {
		if themes[job.Theme][0] != job.Theme || s.Config.Format(job.Format).Type == config.PDF {
			continue
		}
		if e, ok := s.entry(job); ok {
			e.check = f
			out = append(out, e)
		}
	}
	return out
}

// likeThemes are, for each theme, those with the same letters in the same
// places, whose pictures have nearly the same code.
func (s *Site) likeThemes() map[string][]string {
	type look struct{ headline, text, photo string }
	groups, out := map[look][]string{}, map[string][]string{}
	for _, t := range s.Config.Themes {
		k := look{t.Headline, t.Text, t.Photo}
		groups[k] = append(groups[k], t.ID)
	}
	for _, t := range s.Config.Themes {
		out[t.ID] = groups[look{t.Headline, t.Text, t.Photo}]
	}
	return out
}

func (s *Site) entry(job card.Job) (e entry, ok bool) {
	format := s.Config.Format(job.Format)
	grey, ok := s.grey(job, likeness.CodeWidth)
	if !ok || format == nil {
		return e, false
	}
	return entry{job: job, aspect: float64(format.Width) / float64(format.Height), code: likeness.CodeOf(grey)}, true
}

// grey paints a picture small; ok is false where it cannot be drawn.
func (s *Site) grey(job card.Job, width int) (g *likeness.Grey, ok bool) {
	f := job.Edition.FactCheck
	if now := s.bySlug()[f.Slug]; now != nil && now.Revision == f.Revision {
		whole, err := s.Whole(factcheck.Edition{FactCheck: now, Lang: job.Edition.Lang, Text: now.Texts[job.Edition.Lang]})
		if err != nil {
			return nil, false
		}
		then := *whole.FactCheck
		then.Status, then.Withdrawn = f.Status, f.Withdrawn
		job.Edition.FactCheck, job.Edition.Text = &then, whole.Text
	}
	img, err := s.Press.Small(job, width)
	if err != nil {
		return nil, false
	}
	return likeness.Reduced(img, width), true
}

// candidate is a picture that the query may show.
type candidate struct {
	entry
	near     float64 // agreement of codes
	at       likeness.Frame
	grey     *likeness.Grey
	likeness float64
}

// best is the picture among some that the query shows; nil for none.
func (s *Site) best(q *likeness.Query, known []entry) *identified {
	list := s.promising(q, known)
	for _, c := range list {
		c.likeness = 0
		if grey, ok := s.grey(c.job, likeness.Width); ok {
			c.likeness, c.at = q.Compare(grey, c.at)
		}
	}
	slices.SortStableFunc(list, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(b.job.Edition.Revision, a.job.Edition.Revision))
	})
	if len(list) == 0 || list[0].likeness < likeness.Enough {
		return nil
	}
	found := list[0].identified()
	for _, other := range list[1:] {
		if other.check == found.check && other.job.Edition.Revision != found.revision && other.likeness < found.likeness && other.likeness > found.likeness-unsure {
			found.perhaps = other.identified()
			break
		}
	}
	return found
}

// unsure is the difference in likeness below which a picture may be either of
// two revisions, which differ in what is too small to see in it. Of two that
// look the same it is the later one.
const unsure = 0.005

func (c *candidate) identified() *identified {
	return &identified{check: c.check, job: c.job, revision: c.job.Edition.Revision, kept: true, by: "likeness", likeness: c.likeness}
}

// promising are the pictures that the query is likest at a glance, in their
// likeliest themes, the likest first.
func (s *Site) promising(q *likeness.Query, known []entry) []*candidate {
	var list []*candidate
	for _, e := range known {
		if near, at := q.Near(e.aspect, e.code); near >= leastNear {
			list = append(list, &candidate{entry: e, near: near, at: at})
		}
	}
	slices.SortStableFunc(list, func(a, b *candidate) int { return cmp.Compare(b.near, a.near) })
	list = list[:min(len(list), glanced)]
	for _, c := range list {
		if s.themed(q, c) {
			c.likeness, c.at = q.Glance(c.grey, c.at)
		}
	}
	slices.SortStableFunc(list, func(a, b *candidate) int { return cmp.Compare(b.likeness, a.likeness) })
	return slices.DeleteFunc(list, func(c *candidate) bool { return c.likeness < list[0].likeness-alsoLike })
}

// themed chooses the theme whose greys are nearest to the query's.
func (s *Site) themed(q *likeness.Query, c *candidate) bool {
	best := 256.0
	job := c.job
	for _, id := range s.likeThemes()[c.job.Theme] {
		job.Theme = id
		if grey, ok := s.grey(job, likeness.GlanceWidth); ok {
			if d := q.Distance(grey, c.at); d < best {
				best, c.job, c.grey = d, job, grey
			}
		}
	}
	return c.grey != nil
}
