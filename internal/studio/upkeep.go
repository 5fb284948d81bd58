package studio

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// How much of a list stands on the page of all, and on a page of its own.
const (
	fewShown  = 5
	manyShown = 100
)

// upkeepView is what a published site needs so that it stays right, and what
// became of it.
type upkeepView struct {
	page
	Show   string // the one list that is shown; "" for the beginnings of all
	Said   string // what became of the last button, one of outcomes; "" for none
	May    bool   // the person may press buttons
	Parts  []part // of the lists
	Months int    // after which somebody should open a source again

	Looking  bool // the server looks at addresses by itself
	Tally    []tally
	Never    int // addresses that nobody looked at yet
	Tongues  []tongue
	Figures  figures
	Counting bool
	Earlier  string // the page of a long list before this; "" for none
	Later    string
}

// part is one list of the page.
type part struct {
	ID    string // "mine", "broken", "moved", …
	N     int    // how many there are
	Items []upkeepItem
	More  bool // there are others than those
}

// upkeepItem is one line of a list.
type upkeepItem struct {
	Slug, Fact, Lang, Dir string
	Why, Part, Name       string // of what waits for the person: reason, and the language of a translation
	N                     int
	To                    string   // where it is mended
	Title                 string   // of a source
	Day                   string   // since when, or of when
	Link                  linkItem // of an address
}

// linkItem is an address with what was seen there.
type linkItem struct {
	ID, URL, Moved, State string
	Status                int
	Why                   string
	Since, Looked         string
	Uses                  []linkUse
	Past                  []pastLook
	FineBy, FineNote      string
}

type linkUse struct {
	Slug, Fact, Lang, Dir, To string
	Archive, Copied           bool
}

type pastLook struct {
	Outcome string
	Status  int
	Why     string
	At      time.Time
}

// tally is how many addresses are in a state.
type tally struct {
	State string
	N     int
}

// tongue is how many translations of a language need something.
type tongue struct {
	Lang, Name                 string
	Stale, Unreviewed, Missing int
}

// lists are the lists of the page in their order.
func lists() []string {
	return []string{"mine", "broken", "failing", "moved", "unknown", "fine", "unarchived", "old"}
}

// keeper makes the page of upkeep.
type keeper struct {
	s    *Studio
	r    *http.Request
	p    *project.Project
	v    *upkeepView
	from int // of a list that is shown alone: how many stand on pages before
	size int
}

// upkeep shows the page, or one of its lists as a whole.
func (s *Studio) upkeep(w http.ResponseWriter, r *http.Request) error {
	s.Live.Refresh()
	p, query := s.Live.Current(), r.URL.Query()
	v := upkeepView{page: s.page(r, s.print(r).Text("studio.upkeep")), Show: query.Get("show"), May: who(r).Person.MayWrite()}
	if said := query.Get("said"); slices.Contains(outcomes(), said) {
		v.Said = said
	}
	if v.Show != "" && v.Show != "downloads" && !slices.Contains(lists(), v.Show) {
		return errNotFound
	}
	k := &keeper{s: s, r: r, p: p, v: &v, size: fewShown}
	if v.Show != "" {
		k.size = manyShown
		k.from = max(0, min(int(number(query, "from")), 1<<20))
	}
	v.Months = p.Config.Studio.SourceMonths
	v.Looking = p.Config.Studio.CheckLinks && s.Links != nil
	for _, fill := range []func() error{k.mine, k.links, k.sources, k.tongues, k.downloads} {
		if err := fill(); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, "upkeep.html", v)
}

// shows reports whether a list is on the page.
func (k *keeper) shows(id string) bool { return k.v.Show == "" || k.v.Show == id }

// add adds the part of a list that the page has; make makes the item of a place.
func (k *keeper) add(id string, n int, make func(i int) upkeepItem) {
	one := part{ID: id, N: n}
	for i := k.from; i < min(n, k.from+k.size); i++ {
		one.Items = append(one.Items, make(i))
	}
	one.More = len(one.Items) < n
	if k.v.Show != "" {
		k.v.Earlier, k.v.Later = k.at(id, k.from-k.size), k.at(id, k.from+k.size)
		if k.from == 0 {
			k.v.Earlier = ""
		}
		if k.from+k.size >= n {
			k.v.Later = ""
		}
	}
	k.v.Parts = append(k.v.Parts, one)
}

// at is the address of a page of a list.
func (k *keeper) at(id string, from int) string {
	q := url.Values{"show": {id}}
	if from > 0 {
		q.Set("from", strconv.Itoa(from))
	}
	return k.v.At("upkeep") + "?" + q.Encode()
}

// about is an item of a fact-check, with where it is mended.
func (k *keeper) about(slug factcheck.Slug, part factcheck.Lang, field string) upkeepItem {
	f := k.p.FactCheck(slug)
	item := upkeepItem{Slug: string(slug), Fact: string(slug)}
	if f == nil {
		return item
	}
	item.Lang, item.Dir = string(f.Language), f.Language.Dir()
	if part == f.Language {
		part = ""
	}
	if t := f.Original(); t != nil {
		item.Fact = firstOf(t.Fact.Plain(), t.Claim, string(slug))
	}
	item.To = k.v.At("edit", string(slug), string(part))
	if field != "" {
		item.To += "#d-" + field
	}
	return item
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// mine is what waits for the person.
func (k *keeper) mine() error {
	if !k.shows("mine") {
		return nil
	}
	me := who(k.r).Person
	list, err := k.s.needsOf(k.r.Context(), me, k.p)
	if err != nil {
		return err
	}
	k.s.tallied.set(me.Login, waits{k.p, k.s.Now(), len(list)})
	k.add("mine", len(list), func(i int) upkeepItem {
		n := list[i]
		item := k.about(n.Slug, n.Part, n.At)
		item.Why, item.N = n.Why, n.N
		if n.Part != "" && n.Part != factcheck.Lang(item.Lang) {
			item.Part, item.Name = string(n.Part), k.v.LanguageName(string(n.Part))
		}
		switch n.Why {
		case "review":
			item.To = k.v.At("review", item.Slug)
		case "heard":
			item.Fact, item.To, item.Lang, item.Dir = k.v.T("heard"), k.v.At("heard"), k.v.page.Lang, "ltr"
		}
		return item
	})
	return nil
}

// sources are published sources that lack a copy, and those that nobody opened
// for long.
func (k *keeper) sources() error {
	type at struct {
		slug   factcheck.Slug
		source factcheck.Source
	}
	var bare, old []at
	for _, f := range k.p.FactChecks {
		if f.Status != factcheck.Published {
			continue
		}
		for _, s := range f.Sources {
			if s.URL != "" && s.Archived == "" {
				bare = append(bare, at{f.Slug, s})
			}
		}
		for _, s := range k.s.old(k.p, f) {
			old = append(old, at{f.Slug, s})
		}
	}
	slices.SortStableFunc(old, func(a, b at) int { return a.source.Accessed.Compare(b.source.Accessed) })
	for _, one := range []struct {
		id, field string
		list      []at
	}{{"unarchived", "archived", bare}, {"old", "accessed", old}} {
		if k.shows(one.id) {
			k.add(one.id, len(one.list), func(i int) upkeepItem {
				a := one.list[i]
				item := k.about(a.slug, "", "sources."+a.source.ID+"."+one.field)
				item.Title, item.Day = firstOf(a.source.Title, a.source.ID), k.v.Date(a.source.Accessed)
				return item
			})
		}
	}
	return nil
}

// tongues are the languages in which translations need something.
func (k *keeper) tongues() error {
	if k.v.Show != "" {
		return nil
	}
	for _, lang := range k.p.Config.Languages {
		one := tongue{Lang: string(lang), Name: k.v.LanguageName(string(lang))}
		for _, f := range k.p.FactChecks {
			if f.Status != factcheck.Published || f.Language == lang {
				continue
			}
			switch stateIn(f, lang) {
			case "stale":
				one.Stale++
			case "unreviewed":
				one.Unreviewed++
			case "missing":
				one.Missing++
			}
		}
		if one.Stale+one.Unreviewed+one.Missing > 0 {
			k.v.Tongues = append(k.v.Tongues, one)
		}
	}
	return nil
}

// shownPart is a list with the page that it is on.
type shownPart struct {
	V upkeepView
	P part
}

// Part is a list for its template.
func (v upkeepView) Part(p part) shownPart { return shownPart{v, p} }

// shownLink is an address with the list and the page that it is in.
type shownLink struct {
	V upkeepView
	P part
	I upkeepItem
}

// Linked is an address for its template.
func (v upkeepView) Linked(p part, i upkeepItem) shownLink { return shownLink{v, p, i} }

// shownTable is a table of figures with the page that it is on.
type shownTable struct {
	V     upkeepView
	Title string
	Rows  []taken
}

// Table is a table of figures for its template.
func (v upkeepView) Table(title string, rows []taken) shownTable { return shownTable{v, title, rows} }
