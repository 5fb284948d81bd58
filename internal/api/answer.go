package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Limits of lists.
const (
	MaxLimit   = 100 // items of a part
	usualLimit = 50
	maxHits    = 20 // fact-checks that answer a sentence
	usualHits  = 5
	maxNear    = 50 // fact-checks that have to do with a text
)

// Answer is what there is to say to a request: one of its fields but Private
// is set.
type Answer struct {
	Body    []byte
	File    string // address of the site's file that has it
	Moved   string // path of where it is now
	Problem *Problem
	Private bool // Body has what the reader typed: nobody may keep it
}

// Answer answers a request for a path below address.API, with what stands after
// the question mark of its address. The error is for what we or the machine
// failed at.
func (a *API) Answer(path, query string) (Answer, error) {
	p := parseParameters(query)
	var out any
	var err error
	switch steps := strings.Split(path, "/"); {
	case path == "fact-checks" && query != "":
		out, err = a.answerFactChecks(p)
	case path == "corrections" && query != "":
		out, err = a.answerCorrections(p)
	case path == "match":
		return a.answerMatch(p)
	case steps[0] == "fact-checks" && len(steps) == 2 && steps[1] != "", steps[0] == "fact-checks" && len(steps) == 3:
		return a.answerFactCheck(p, steps[1:])
	case path == "fact-checks" || path == "corrections" || path == "topics" || path == "ratings":
		if p.rest() {
			return Answer{File: address.API + path + ".json"}, nil
		}
	default:
		return Answer{Problem: NewProblem(a.Config, NotFound, "The interface has no such address. "+a.url(address.APIPage)+" lists them.")}, nil
	}
	return a.reply(p, out, err)
}

// reply is a value as an answer, or what is wrong with the parameters.
func (a *API) reply(p *parameters, value any, err error) (Answer, error) {
	if err != nil {
		return Answer{}, err
	}
	if len(p.errors) > 0 {
		problem := NewProblem(a.Config, BadParameters, "See “errors” for what to change.")
		problem.Errors = p.errors
		return Answer{Problem: problem}, nil
	}
	body, err := JSON(value)
	return Answer{Body: body}, err
}

func (a *API) answerFactChecks(p *parameters) (any, error) {
	c := a.catalogue()
	q := asked{language: p.language("language", a.Config.Languages), topic: p.word("topic", c.topics...), rating: p.word("rating", a.ratingIDs()...),
		status: factcheck.Status(p.word("status", string(factcheck.Published), string(factcheck.Withdrawn))),
		since:  p.day("since"), until: p.day("until"), modifiedSince: p.day("modified_since")}
	text := p.text("q")
	if q.sort = p.word("sort", byPublishedNewest, byPublished, byModifiedNewest, byModified); q.sort == "" {
		q.sort = byPublishedNewest
	}
	q.limit, q.after = p.number("limit", MaxLimit, usualLimit), p.after(q.sort)
	if !p.rest() {
		return nil, nil
	}
	if text != "" {
		slugs, err := a.Finder.Near(text, maxNear)
		if err != nil {
			return nil, err
		}
		q.near = map[factcheck.Slug]bool{}
		for _, slug := range slugs {
			q.near[slug] = true
		}
	}
	found, next := c.pick(&q)
	out := &List[*Summary]{Items: []*Summary{}, Next: a.next("fact-checks", p, next)}
	for _, e := range found {
		s, err := a.Summary(e.FactCheck, func(l factcheck.Lang) bool { return q.language == "" || l == q.language })
		if err != nil {
			return nil, err
		}
		out.Items = append(out.Items, s)
	}
	return out, nil
}

// next is the address at which a list goes on; "" where it ends.
func (a *API) next(path string, p *parameters, after *cursor) string {
	if after == nil {
		return ""
	}
	after.filter = filterOf(p.values)
	values := url.Values{}
	for name, value := range p.values {
		values[name] = value
	}
	values.Set("cursor", after.String())
	return a.url(address.API+path) + "?" + values.Encode()
}

func (a *API) ratingIDs() []string {
	var ids []string
	for _, r := range a.Config.Ratings {
		ids = append(ids, r.ID)
	}
	return ids
}

// logSort is what cursors of the log of corrections call its order.
const logSort = "corrections"

func (a *API) answerCorrections(p *parameters) (any, error) {
	since, until := p.day("since"), p.day("until")
	limit, after := p.number("limit", MaxLimit, usualLimit), p.after(logSort)
	if !p.rest() {
		return nil, nil
	}
	log := slices.DeleteFunc(slices.Clone(a.catalogue().log), func(e Entry) bool {
		return !since.IsZero() && e.date().Compare(since) < 0 || !until.IsZero() && e.date().Compare(until) > 0 || after != nil && !after.before(e)
	})
	var next *cursor
	if len(log) > limit {
		log = log[:limit]
		last := log[limit-1]
		next = &cursor{sort: logSort, date: last.date(), slug: last.FactCheck.Slug, index: last.Correction}
	}
	return a.Corrections(log, a.next("corrections", p, next))
}

// before reports whether a line of the log comes after the cursor's.
func (c *cursor) before(e Entry) bool {
	switch {
	case c.date != e.date():
		return e.date().Compare(c.date) < 0
	case c.slug != e.FactCheck.Slug:
		return e.FactCheck.Slug > c.slug
	case c.index < 0 || e.Correction < 0: // the withdrawal comes first
		return c.index < 0 && e.Correction >= 0
	}
	return e.Correction < c.index
}

// asked is what a request for the answer to a sentence asks.
func (a *API) asked(p *parameters) (text string, lang factcheck.Lang, limit int) {
	text, lang, limit = p.text("q"), p.language("lang", a.Config.Languages), p.number("limit", maxHits, usualHits)
	if len(p.values["q"]) == 0 {
		p.report("q", "is missing", "give what was heard: q=they+get+more+than+our+pensioners")
	}
	if lang == "" {
		lang = a.Config.DefaultLanguage()
	}
	p.rest()
	return text, lang, limit
}

// Asked is what a request for path "match" asks, given what stands after the
// question mark of its address.
func (a *API) Asked(query string) (text string, lang factcheck.Lang, problem *Problem) {
	p := parseParameters(query)
	text, lang, _ = a.asked(p)
	if len(p.errors) > 0 {
		refused, _ := a.reply(p, nil, nil) // has a problem rather than an error
		problem = refused.Problem
	}
	return text, lang, problem
}

func (a *API) answerMatch(p *parameters) (Answer, error) {
	text, lang, limit := a.asked(p)
	if len(p.errors) > 0 {
		return a.reply(p, nil, nil)
	}
	found, err := a.Finder.Find(text, lang, limit)
	out, err := a.reply(p, found, err)
	out.Private = true
	return out, err
}

// answerFactCheck answers for one fact-check: steps are its slug and, perhaps,
// what of it is asked for.
func (a *API) answerFactCheck(p *parameters, steps []string) (Answer, error) {
	c := a.catalogue()
	slug := factcheck.Slug(steps[0])
	if now, ok := c.aliases[slug]; ok && c.slugs[slug] == nil {
		return Answer{Moved: strings.Join(append([]string{address.API + "fact-checks", string(now)}, steps[1:]...), "/")}, nil
	}
	f, part := c.slugs[slug], strings.Join(steps[1:], "/")
	if f == nil || !slices.Contains([]string{"", "corrections", "revisions", "pictures"}, part) {
		return Answer{Problem: NewProblem(a.Config, NotFound, "No fact-check that is shown has this address.")}, nil
	}
	if part == "pictures" {
		return a.answerPictures(p, f)
	}
	if !p.rest() {
		return a.reply(p, nil, nil)
	}
	if part == "" {
		return Answer{File: address.APIFactCheck(slug)}, nil
	}
	whole, err := a.FactCheck(f)
	switch {
	case err != nil:
		return Answer{}, err
	case part == "corrections":
		return a.reply(p, List[Correction]{Items: whole.Corrections}, nil)
	}
	return a.reply(p, List[Revision]{Items: whole.Revisions}, nil)
}

func (a *API) answerPictures(p *parameters, f *factcheck.FactCheck) (Answer, error) {
	lang := p.language("language", a.Config.Languages)
	design, format, theme, replaced := p.text("design"), p.text("format"), p.text("theme"), p.word("replaced", "true", "false")
	if !p.rest() {
		return a.reply(p, nil, nil)
	}
	if len(p.values) == 0 {
		return Answer{File: address.APIPictures(f.Slug)}, nil
	}
	out, err := a.Pictures(f)
	if err != nil {
		return Answer{}, err
	}
	for in, e := range out.Editions {
		if lang != "" && in != lang {
			delete(out.Editions, in)
			continue
		}
		e.Pictures = slices.DeleteFunc(e.Pictures, func(q Picture) bool {
			return design != "" && q.Design != design || format != "" && q.Format != format || theme != "" && q.Theme != theme ||
				replaced != "" && strconv.FormatBool(q.Replaced) != replaced
		})
	}
	return a.reply(p, out, nil)
}
