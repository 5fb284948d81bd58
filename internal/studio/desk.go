package studio

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// desk is what the list knows of all fact-checks, gathered once.
type desk struct {
	project  *project.Project
	me       account.Person
	errors   map[string]int // by file: problems that stop publication
	worked   map[factcheck.Slug]journal.Worked
	returned map[factcheck.Slug]bool
	names    func(login string) string
	duties   duties
}

func (s *Studio) desk(r *http.Request) (*desk, error) {
	d := &desk{project: s.Live.Current(), me: who(r).Person, errors: map[string]int{}}
	for _, q := range d.project.Problems {
		if q.Severity == problem.Error {
			d.errors[q.File]++
		}
	}
	var err error
	if d.worked, err = s.Journal.Worked(r.Context()); err != nil {
		return nil, err
	}
	if d.returned, err = s.Journal.Returned(r.Context(), d.me.Login); err != nil {
		return nil, err
	}
	if d.duties, err = s.duties(r.Context(), d.me); err != nil {
		return nil, err
	}
	d.names, err = s.names(r)
	return d, err
}

// choose are the fact-checks that a filter lets through; on the way it counts
// each status, and puts what waits for the person into the view.
func (d *desk) choose(v *listView) (found []*factcheck.FactCheck) {
	counts := map[factcheck.Status]int{}
	words := strings.Fields(strings.ToLower(v.Words))
	for _, f := range d.project.FactChecks {
		counts[f.Status]++
		why := d.waits(f)
		if why != "" {
			if v.Waiting++; v.Waiting <= mineShown {
				item := d.item(f)
				item.Why = why
				v.Mine = append(v.Mine, item)
			}
		}
		if (!v.Waits || why != "") && v.lets(f, d) && matches(f, words) {
			found = append(found, f)
		}
	}
	for _, status := range []factcheck.Status{factcheck.Draft, factcheck.Review, factcheck.Published, factcheck.Withdrawn} {
		v.Counts = append(v.Counts, count{string(status), counts[status]})
	}
	return found
}

// sort orders fact-checks: by status, what people work on first, or as asked.
func (d *desk) sort(list []*factcheck.FactCheck, by string) {
	switch by {
	case "changed":
		slices.SortStableFunc(list, func(a, b *factcheck.FactCheck) int {
			return cmp.Or(d.changed(b).Compare(d.changed(a)), cmp.Compare(d.worked[b.Slug].ID, d.worked[a.Slug].ID))
		})
	case "errors":
		slices.SortStableFunc(list, func(a, b *factcheck.FactCheck) int {
			return cmp.Compare(d.errors[b.Locate("", 0).File], d.errors[a.Locate("", 0).File])
		})
	case "fact":
		titles := map[*factcheck.FactCheck]string{}
		for _, f := range list {
			titles[f] = strings.ToLower(title(f))
		}
		slices.SortStableFunc(list, func(a, b *factcheck.FactCheck) int { return strings.Compare(titles[a], titles[b]) })
	default:
		order := []factcheck.Status{factcheck.Review, factcheck.Draft, factcheck.Published, factcheck.Withdrawn}
		slices.SortStableFunc(list, func(a, b *factcheck.FactCheck) int {
			return cmp.Compare(slices.Index(order, a.Status), slices.Index(order, b.Status))
		})
	}
}

// title is what a fact-check is called: its fact, or its claim.
func title(f *factcheck.FactCheck) string {
	t := f.Original()
	if t == nil {
		return string(f.Slug)
	}
	return cmp.Or(t.Fact.Plain(), t.Claim, string(f.Slug))
}

// changed is when a fact-check was last saved, as far as anybody knows.
func (d *desk) changed(f *factcheck.FactCheck) time.Time {
	if w, ok := d.worked[f.Slug]; ok {
		return w.Last
	}
	if f.Modified.IsZero() {
		return time.Time{}
	}
	return f.Modified.Time()
}

// writers are all who saved a fact-check, sorted.
func (d *desk) writers() []string {
	all := map[string]bool{}
	for _, w := range d.worked {
		for _, login := range w.Persons {
			all[login] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// item is a fact-check as the list has it.
func (d *desk) item(f *factcheck.FactCheck) listItem {
	out := listItem{Slug: string(f.Slug), Status: string(f.Status), Lang: string(f.Language), Dir: f.Language.Dir(), Errors: d.errors[f.Locate("", 0).File]}
	if t := f.Original(); t != nil {
		out.Fact, out.Claim = t.Fact.Plain(), t.Claim
	}
	for _, lang := range d.project.Config.Languages {
		if lang != f.Language {
			out.Translations = append(out.Translations, translation{Lang: string(lang), Name: message.LanguageName(lang), State: howFar(f, lang), May: d.me.MayTranslate(lang)})
		}
	}
	return out
}

// howFar is how far a fact-check is in a language.
func howFar(f *factcheck.FactCheck, lang factcheck.Lang) string {
	if f.Texts[lang] == nil {
		return "missing"
	}
	return f.State(lang).String()
}

// waits is why a fact-check waits for the person; "" where it does not.
func (d *desk) waits(f *factcheck.FactCheck) string {
	if why := d.duties.of(f); why != "" {
		return why
	}
	switch f.Status {
	case factcheck.Review:
		if d.me.MayPublish() && !d.duties.waitsFor(f) {
			return "review"
		}
	case factcheck.Draft:
		if d.returned[f.Slug] {
			return "returned"
		}
	case factcheck.Published:
		for _, lang := range d.project.Config.Languages {
			if lang == f.Language || !d.me.MayTranslate(lang) {
				continue
			}
			if state := howFar(f, lang); state == "stale" || !d.me.MayWrite() && state != "current" {
				return state
			}
		}
	}
	return ""
}

// matches reports whether a fact-check has all words, in small letters, in its
// slug or its texts.
func matches(f *factcheck.FactCheck, words []string) bool {
	if len(words) == 0 {
		return true
	}
	var b strings.Builder
	b.WriteString(string(f.Slug))
	for _, lang := range f.Languages() {
		t := f.Texts[lang]
		b.WriteString("\n" + t.Claim + "\n" + t.Fact.Plain() + "\n" + t.Why)
	}
	text := strings.ToLower(b.String())
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
}
