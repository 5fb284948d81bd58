package studio

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
)

type listView struct {
	page
	Query, Status string
	Items         []listItem
	Mine          []listItem // what waits for the person
	Unsaved       []unsaved
	Broken        []string // files that are no fact-checks, with what is wrong
	Counts        []count  // of each status
}

type count struct {
	Status string
	N      int
}

type listItem struct {
	Slug         string
	Fact, Claim  string
	Lang, Dir    string
	Status       string
	Errors       int // problems that stop publication
	Translations []translation
	Why          string // why it waits for the person
}

// translation is how far a fact-check is in a language.
type translation struct {
	Lang  string
	Name  string
	State string // current, unreviewed, stale or missing
	May   bool   // the person may write it
}

type unsaved struct{ Slug, Part string }

// list shows what waits for the person, and all fact-checks.
func (s *Studio) list(w http.ResponseWriter, r *http.Request) error {
	s.Live.Refresh()
	p := s.Live.Current()
	v := listView{page: s.page(r, s.print(r).Text("studio.list")), Query: r.URL.Query().Get("q"), Status: r.URL.Query().Get("status")}
	counts := map[string]int{}
	for _, f := range p.FactChecks {
		item := s.item(r, f)
		counts[item.Status]++
		if item.Why = s.waits(r, f, item); item.Why == "" && f.Status == factcheck.Draft {
			returned, err := s.returned(r, f.Slug)
			if err != nil {
				return err
			}
			if returned {
				item.Why = "returned"
			}
		}
		if item.Why != "" {
			v.Mine = append(v.Mine, item)
		}
		if (v.Status == "" || v.Status == item.Status) && matches(f, v.Query) {
			v.Items = append(v.Items, item)
		}
	}
	for _, status := range []factcheck.Status{factcheck.Draft, factcheck.Review, factcheck.Published, factcheck.Withdrawn} {
		v.Counts = append(v.Counts, count{string(status), counts[string(status)]})
	}
	slices.SortStableFunc(v.Items, func(a, b listItem) int { return cmp.Compare(order(a.Status), order(b.Status)) })
	typed, err := s.Journal.Unsaved(r.Context(), who(r).Person.Login)
	if err != nil {
		return err
	}
	for _, t := range typed {
		v.Unsaved = append(v.Unsaved, unsaved{string(t.Slug), t.Part})
	}
	for _, q := range p.Problems {
		if strings.HasPrefix(q.File, "claims/") && p.FactCheck(factcheck.Slug(strings.TrimSuffix(strings.TrimPrefix(q.File, "claims/"), ".toml"))) == nil {
			v.Broken = append(v.Broken, q.File+": "+q.Message)
		}
	}
	return s.show(w, r, http.StatusOK, "list.html", v)
}

// order puts what people work on first.
func order(status string) int {
	return slices.Index([]string{"review", "draft", "published", "withdrawn"}, status)
}

func (s *Studio) item(r *http.Request, f *factcheck.FactCheck) listItem {
	p := s.Live.Current()
	out := listItem{Slug: string(f.Slug), Status: string(f.Status), Lang: string(f.Language), Dir: f.Language.Dir()}
	if t := f.Original(); t != nil {
		out.Fact, out.Claim = t.Fact.Plain(), t.Claim
	}
	for _, q := range p.Problems {
		if q.File == f.Locate("", 0).File && q.Severity.String() == "error" {
			out.Errors++
		}
	}
	for _, lang := range p.Config.Languages {
		if lang == f.Language {
			continue
		}
		t := translation{Lang: string(lang), Name: message.LanguageName(lang), State: "missing", May: who(r).Person.MayTranslate(lang)}
		if f.Texts[lang] != nil {
			t.State = f.State(lang).String()
		}
		out.Translations = append(out.Translations, t)
	}
	return out
}

// waits is why a fact-check waits for the person; "" where it does not.
func (s *Studio) waits(r *http.Request, f *factcheck.FactCheck, item listItem) string {
	me := who(r).Person
	if f.Status == factcheck.Review && me.MayPublish() {
		return "review"
	}
	for _, t := range item.Translations {
		if t.May && f.Status == factcheck.Published && !me.MayWrite() && t.State != "current" {
			return t.State
		}
		if t.May && t.State == "stale" && me.MayWrite() && f.Status == factcheck.Published {
			return t.State
		}
	}
	return ""
}

// returned reports whether a draft came back from review to a person who wrote
// part of it.
func (s *Studio) returned(r *http.Request, slug factcheck.Slug) (bool, error) {
	saves, err := s.Journal.Saves(r.Context(), slug)
	if err != nil {
		return false, err
	}
	i := slices.IndexFunc(saves, func(s journal.Save) bool { return s.Act == "submitted" || s.Act == "returned" })
	if i < 0 || saves[i].Act != "returned" {
		return false, nil
	}
	writers, err := s.Journal.Writers(r.Context(), slug)
	return slices.Contains(writers, who(r).Person.Login), err
}

// matches reports whether a fact-check has all words of a query in its slug or
// its texts.
func matches(f *factcheck.FactCheck, query string) bool {
	text := string(f.Slug)
	for _, lang := range f.Languages() {
		t := f.Texts[lang]
		text += "\n" + t.Claim + "\n" + t.Fact.Plain() + "\n" + t.Why
	}
	text = strings.ToLower(text)
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

type newView struct {
	page
	Claim, Slug, Language string
	Languages             []factcheck.Lang
	Problem               string
	Heard                 int64 // what readers heard that it is begun from; 0 for nothing
}

func (s *Studio) newPage(w http.ResponseWriter, r *http.Request) error {
	v := newView{Language: string(s.Live.Current().Config.Languages[0])}
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	if err := s.heardFor(r, &v); err != nil {
		return err
	}
	return s.newForm(w, r, http.StatusOK, v)
}

func (s *Studio) newForm(w http.ResponseWriter, r *http.Request, status int, v newView) error {
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	v.page, v.Languages = s.page(r, s.print(r).Text("studio.new")), s.Live.Current().Config.Languages
	return s.show(w, r, status, "new.html", v)
}
