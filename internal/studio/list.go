package studio

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// onPage is how many fact-checks a page of the list has.
const onPage = 50

// mineShown is how many of those that wait for somebody stand above the list.
const mineShown = 8

type listView struct {
	page
	Filter
	Items     []listItem
	Found     int        // of all pages
	From, To  int        // which of them the page has, from 1
	Pages     []pageLink // none where one page has all
	Mine      []listItem // the first that wait for the person
	Waiting   int        // how many there are
	Unsaved   []unsaved
	Broken    []string // files that are no fact-checks, with what is wrong
	Counts    []count  // of each status
	Languages []listOption
	Topics    []listOption
	Ratings   []listOption
	Writers   []listOption
	Views     []viewLink
	Imported  int // that the person just imported
	Today     string
}

type count struct {
	Status string
	N      int
}

// listOption is one of several that can be chosen.
type listOption struct{ ID, Name string }

// pageLink leads to a page of the list.
type pageLink struct {
	N       int
	Address string
	Here    bool
}

type listItem struct {
	Slug         string
	Fact, Claim  string
	Lang, Dir    string
	Status       string
	Errors       int // problems that stop publication
	Translations []translation
	Why          string // why it waits for the person
	Changed      string // when it was last saved
	Sum          string // of its text
}

// translation is how far a fact-check is in a language.
type translation struct {
	Lang  string
	Name  string
	State string // current, unreviewed, stale or missing
	May   bool   // the person may write it
}

type unsaved struct{ Slug, Part string }

// list shows what waits for the person, and the fact-checks that they ask for.
func (s *Studio) list(w http.ResponseWriter, r *http.Request) error {
	if r.URL.RawQuery == "" {
		if done, err := s.firstView(w, r); done || err != nil {
			return err
		}
	}
	s.Live.Refresh()
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	v := listView{page: s.page(r, s.print(r).Text("studio.list")), Filter: filterOf(r.URL.Query()), Today: s.Today().String()}
	v.Imported = int(number(r.URL.Query(), "imported"))
	found := d.choose(&v)
	d.sort(found, v.Sort)
	if err := s.onPage(&v, d, found); err != nil {
		return err
	}
	s.offered(&v, d)
	if v.Unsaved, err = s.unsavedOf(r); err != nil {
		return err
	}
	if v.Views, err = s.viewsOf(r, v.Filter); err != nil {
		return err
	}
	v.Broken = brokenFiles(d.project)
	return s.show(w, r, http.StatusOK, "list.html", v)
}

// With is the address of a page of the studio with a query.
func (p page) With(query string, parts ...string) string { return p.At(parts...) + "?" + query }

// Shown says which of the fact-checks the page has.
func (v listView) Shown() string {
	if v.Found <= onPage {
		return v.N("list-found", v.Found)
	}
	return v.Text("studio.list-range", "From", v.Whole(v.From), "To", v.Whole(v.To), "Of", v.Whole(v.Found))
}

// onPage puts the fact-checks of the page that is asked for into the view.
func (s *Studio) onPage(v *listView, d *desk, found []*factcheck.FactCheck) error {
	v.Found = len(found)
	last := max((len(found)+onPage-1)/onPage, 1)
	v.Page = min(max(v.Page, 1), last)
	from := (v.Page - 1) * onPage
	for _, f := range found[from:min(from+onPage, len(found))] {
		item := d.item(f)
		text, err := os.ReadFile(s.path(f.Locate("", 0).File))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		sum := journal.SumOf(text)
		item.Sum = hex.EncodeToString(sum[:])
		if at := d.changed(f); !at.IsZero() {
			item.Changed = at.Format(time.RFC3339)
		}
		v.Items = append(v.Items, item)
	}
	v.From, v.To = min(from+1, len(found)), from+len(v.Items)
	for n := 1; n <= last && last > 1; n++ {
		if n <= 2 || n > last-2 || n >= v.Page-2 && n <= v.Page+2 {
			v.Pages = append(v.Pages, pageLink{n, v.At("") + v.to(n), n == v.Page})
		}
	}
	return nil
}

// offered is what a person can choose from.
func (s *Studio) offered(v *listView, d *desk) {
	cfg, lang := d.project.Config, factcheck.Lang(v.page.Lang)
	for _, l := range cfg.Languages {
		v.Languages = append(v.Languages, listOption{string(l), message.LanguageName(l)})
	}
	topics := cfg.Scheme(s.Today()).Topics
	if len(topics) == 0 {
		for _, f := range d.project.FactChecks {
			topics = append(topics, f.Topics...)
		}
		slices.Sort(topics)
		topics = slices.Compact(topics)
	}
	for _, id := range topics {
		v.Topics = append(v.Topics, listOption{id, cfg.TopicName(id, lang)})
	}
	for _, step := range cfg.Ratings {
		word, _ := step.Word.In(lang, cfg.DefaultLanguage())
		v.Ratings = append(v.Ratings, listOption{step.ID, word})
	}
	for _, login := range d.writers() {
		v.Writers = append(v.Writers, listOption{login, d.names(login)})
	}
}

func (s *Studio) unsavedOf(r *http.Request) (out []unsaved, err error) {
	typed, err := s.Journal.Unsaved(r.Context(), who(r).Person.Login)
	for _, t := range typed {
		out = append(out, unsaved{string(t.Slug), t.Part})
	}
	return out, err
}

// brokenFiles are files under claims that are no fact-checks, with what is
// wrong.
func brokenFiles(p *project.Project) (out []string) {
	whole := map[string]bool{}
	for _, f := range p.FactChecks {
		whole[f.Locate("", 0).File] = true
	}
	for _, q := range p.Problems {
		if strings.HasPrefix(q.File, "claims/") && !whole[q.File] && q.Severity == problem.Error {
			out = append(out, q.File+": "+q.Message)
		}
	}
	return out
}

// item is a fact-check as the list has it.
func (s *Studio) item(r *http.Request, f *factcheck.FactCheck) listItem {
	d := &desk{project: s.Live.Current(), me: who(r).Person}
	return d.item(f)
}
