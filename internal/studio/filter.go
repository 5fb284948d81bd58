package studio

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// Filter is which fact-checks a person wants to see, in which order. Its
// address is that of the list, so that a link is as good as a search.
type Filter struct {
	Words, Status string
	Tongue, State string // a language, and how far the text in it is
	Topic, Rating string
	Writer        string // who saved it: their login
	Since         string // changed on this day or later
	Wrong         bool   // has problems that stop publication
	Unarchived    bool   // has a source without an archive's copy
	Waits         bool   // waits for the person
	Sort          string // "changed", "fact", "errors"; "" by status
	Page          int    // from 1
}

func filterOf(q url.Values) Filter {
	page, _ := strconv.Atoi(q.Get("page")) // 0 for none
	f := Filter{
		Words: clean(q.Get("q")), Status: q.Get("status"), Tongue: q.Get("lang"), State: q.Get("state"), Topic: q.Get("topic"), Rating: q.Get("rating"), Writer: q.Get("writer"),
		Since: q.Get("since"), Wrong: q.Get("wrong") != "", Unarchived: q.Get("unarchived") != "", Waits: q.Get("mine") != "", Sort: q.Get("sort"), Page: page,
	}
	if !slices.Contains([]string{"", "changed", "fact", "errors"}, f.Sort) {
		f.Sort = ""
	}
	return f
}

// values are the filter as its address has it, without the page.
func (f Filter) values() url.Values {
	q := url.Values{}
	for name, value := range map[string]string{"q": f.Words, "status": f.Status, "lang": f.Tongue, "state": f.State, "topic": f.Topic, "rating": f.Rating, "writer": f.Writer, "since": f.Since, "sort": f.Sort} {
		if value != "" {
			q.Set(name, value)
		}
	}
	for name, on := range map[string]bool{"wrong": f.Wrong, "unarchived": f.Unarchived, "mine": f.Waits} {
		if on {
			q.Set(name, "1")
		}
	}
	return q
}

// to is the end of the address of a page of the list.
func (f Filter) to(page int) string {
	q := f.values()
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		q.Set("all", "1") // not the view that somebody begins with
	}
	return "?" + q.Encode()
}

// Asked is the filter as its address has it; "" for one that lets all through.
func (f Filter) Asked() string { return f.values().Encode() }

// Narrow reports whether the filter lets less than everything through.
func (f Filter) Narrow() bool {
	f.Sort = ""
	return f.Asked() != ""
}

// More reports whether more is asked for than words and a status.
func (f Filter) More() bool {
	f.Words, f.Status = "", ""
	return f.Asked() != ""
}

// lets reports whether a fact-check is let through, its words apart.
func (f Filter) lets(c *factcheck.FactCheck, d *desk) bool {
	if f.Status != "" && f.Status != string(c.Status) || f.Topic != "" && !slices.Contains(c.Topics, f.Topic) || f.Rating != "" && f.Rating != c.Rating {
		return false
	}
	if f.Wrong && d.errors[c.Locate("", 0).File] == 0 || f.Unarchived && !unarchived(c) {
		return false
	}
	if f.Writer != "" && !slices.Contains(d.worked[c.Slug].Persons, f.Writer) {
		return false
	}
	var since factcheck.Date
	if f.Since != "" && since.UnmarshalTOML(f.Since) == nil && d.changed(c).Before(since.Time()) {
		return false
	}
	return f.inState(c, d)
}

// inState reports whether a fact-check is as far as is asked for: in the
// language, or, where none is said, in one that the site has.
func (f Filter) inState(c *factcheck.FactCheck, d *desk) bool {
	if f.State == "" {
		return f.Tongue == "" || c.Texts[factcheck.Lang(f.Tongue)] != nil
	}
	for _, lang := range d.project.Config.Languages {
		if (f.Tongue == "" || f.Tongue == string(lang)) && lang != c.Language && howFar(c, lang) == f.State {
			return true
		}
	}
	return false
}

// unarchived reports whether a source of a fact-check has an address and no
// archive's copy.
func unarchived(c *factcheck.FactCheck) bool {
	return slices.ContainsFunc(c.Sources, func(s factcheck.Source) bool {
		return s.URL != "" && strings.TrimSpace(s.Archived) == ""
	})
}
