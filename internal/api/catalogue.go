package api

import (
	"cmp"
	"maps"
	"slices"

	"rebut/internal/factcheck"
)

// catalogue is what a site has to be asked for.
type catalogue struct {
	entries  []entry // by publication, newest first
	modified []entry // by the last change, newest first
	slugs    map[factcheck.Slug]*factcheck.FactCheck
	aliases  map[factcheck.Slug]factcheck.Slug
	topics   []string
	log      []Entry
}

// entry is a fact-check that is shown.
type entry struct {
	*factcheck.FactCheck
	langs    []factcheck.Lang // in which it is shown
	modified factcheck.Date
}

func (a *API) list() *catalogue {
	c := &catalogue{slugs: map[factcheck.Slug]*factcheck.FactCheck{}, aliases: map[factcheck.Slug]factcheck.Slug{}, log: a.Log()}
	topics := map[string]bool{}
	for _, t := range a.Config.Topics {
		topics[t.ID] = true
	}
	for _, f := range a.FactChecks {
		e := entry{FactCheck: f, modified: modified(f)}
		if f.Public() {
			for _, edition := range a.Config.Editions(f) {
				e.langs = append(e.langs, edition.Lang)
			}
		}
		if len(e.langs) == 0 {
			continue
		}
		c.entries = append(c.entries, e)
		c.slugs[f.Slug] = f
		for _, alias := range f.Aliases {
			c.aliases[alias] = f.Slug
		}
		for _, id := range f.Topics {
			topics[id] = true
		}
	}
	c.modified = slices.SortedFunc(slices.Values(c.entries), func(a, b entry) int {
		return cmp.Or(b.modified.Compare(a.modified), cmp.Compare(a.Slug, b.Slug))
	})
	c.topics = slices.Sorted(maps.Keys(topics))
	return c
}

// Orders of the list of fact-checks; "-" has the newest first.
const (
	byPublished, byPublishedNewest = "published", "-published"
	byModified, byModifiedNewest   = "modified", "-modified"
)

// asked is what a request wants of the list of fact-checks.
type asked struct {
	language      factcheck.Lang
	topic, rating string
	status        factcheck.Status
	since, until  factcheck.Date // of publication
	modifiedSince factcheck.Date
	near          map[factcheck.Slug]bool // what has to do with a text; nil for all
	sort          string
	after         *cursor
	limit         int
}

func (q *asked) takes(e entry) bool {
	switch {
	case q.language != "" && !slices.Contains(e.langs, q.language),
		q.topic != "" && !slices.Contains(e.Topics, q.topic),
		q.rating != "" && (e.Rating != q.rating || e.Status == factcheck.Withdrawn),
		q.status != "" && e.Status != q.status,
		!q.since.IsZero() && e.Published.Compare(q.since) < 0,
		!q.until.IsZero() && e.Published.Compare(q.until) > 0,
		!q.modifiedSince.IsZero() && e.modified.Compare(q.modifiedSince) < 0,
		q.near != nil && !q.near[e.Slug]:
		return false
	}
	return true
}

// key is where an entry stands in an order.
func (q *asked) key(e entry) cursor {
	date := e.Published
	if q.sort == byModified || q.sort == byModifiedNewest {
		date = e.modified
	}
	return cursor{sort: q.sort, date: date, slug: e.Slug}
}

// oldest reports whether the oldest come first.
func (q *asked) oldest() bool { return q.sort == byPublished || q.sort == byModified }

// compare orders keys: the newest first and in one day by slug, or the other
// way round.
func (q *asked) compare(a, b cursor) int {
	order := cmp.Or(b.date.Compare(a.date), cmp.Compare(a.slug, b.slug))
	if q.oldest() {
		return -order
	}
	return order
}

// pick is what a request gets of the list, and the cursor of what follows; nil
// where nothing does.
func (c *catalogue) pick(q *asked) (found []entry, next *cursor) {
	all := c.entries
	if q.sort == byModified || q.sort == byModifiedNewest {
		all = c.modified
	}
	for i := range all {
		e := all[i]
		if q.oldest() {
			e = all[len(all)-1-i]
		}
		if !q.takes(e) || q.after != nil && q.compare(q.key(e), *q.after) <= 0 {
			continue
		}
		if len(found) == q.limit {
			last := q.key(found[len(found)-1])
			return found, &last
		}
		found = append(found, e)
	}
	return found, nil
}
