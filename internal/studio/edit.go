package studio

import (
	"cmp"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/project"
)

type editView struct {
	page
	Slug, Part, Status string
	Fact, Claim        string // as saved
	Public             bool   // it is published: changes are corrections
	Base               string // sum of the text that the form was filled from
	Groups             []group
	General            []problem.Problem // those of no field
	Errors, Warnings   int
	May                bool // the person may change the form's fields
	Saved              bool
	Recovered          string // when what is shown was typed; "" for what is saved
	Conflicts          int
	Missed             bool     // a correction needs its sentence
	What               string   // of a correction, as typed
	Filled             []string // what pages filled in and nobody has saved, see filledMark
	Told               asked    // what came of asking a page, when it was asked last
	Reason                      // likewise
	Others             []string
	Languages          []translation
	Pictures           preview
	ChartDesign        string // that draws the chart; "" for none
	Comments           []remark
	PageLang, PageDir  string // of the texts
	FromLang, FromDir  string // of the original
	Changed            []diffed
	Next               string // slug of what to translate next, after saving; "" for none
}

// preview is what to choose from for the picture beside the form.
type preview struct {
	Designs, Formats, Themes []option
	Languages                []option
	Shapes                   []shape // of each format
}

// shape is a format with what apps cover of it, in per cent of its sides.
type shape struct {
	ID                       string
	Width, Height            int // px
	Top, Right, Bottom, Left int
	CropX, CropY             float64 // what some apps cut off at either end of each side
}

// part is the language of a translation that an address or a form is about: one
// that the fact-check has, or one of the site's. "" is the original.
func (s *Studio) part(named string, f *factcheck.FactCheck) (factcheck.Lang, error) {
	lang := factcheck.Lang(named)
	switch {
	case lang == "" || lang == f.Language:
		return "", nil
	case f.Texts[lang] != nil || slices.Contains(s.Live.Current().Config.Languages, lang):
		return lang, nil
	}
	return "", errNotFound
}

// edit shows the form of a fact-check, filled with what the person typed last,
// if they did not save it.
func (s *Studio) edit(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	lang, err := s.part(mux.Vars(r)["part"], work.check)
	if err != nil {
		return err
	}
	me := who(r).Person.Login
	v := editView{Saved: r.URL.Query().Get("saved") != "", Reason: Reason{Unread: r.URL.Query().Get("unread") != ""}, Others: s.present.note(work.check.Slug, me, s.Now()), Told: askedOf(r)}
	check, base := work.check, work.sum
	var conflicts []factcheck.Conflict
	mistakes := map[string]problem.Mistake{}
	typed, err := s.Journal.Typed(r.Context(), work.check.Slug, string(lang), me)
	switch {
	case errors.Is(err, journal.ErrNone):
	case err != nil:
		return err
	default:
		v.Recovered = typed.At.Format(time.RFC3339)
		form, err := url.ParseQuery(typed.Form)
		if err != nil {
			return err
		}
		v.What, v.Reason, v.Filled = form.Get("what"), reasonOf(form), form["filled"]
		r.PostForm = form // stands for one that was sent
		if check, conflicts, mistakes, err = s.joined(r, work, lang, form, typed.Base); err != nil {
			return err
		}
	}
	return s.editForm(w, r, http.StatusOK, v, work, check, base, lang, conflicts, mistakes)
}

// broken shows that a file is no fact-check, and what is wrong with it.
func (s *Studio) broken(w http.ResponseWriter, r *http.Request, work *work) error {
	text := s.print(r).Text("studio.broken", "File", work.file)
	for _, p := range work.broken {
		text += "\n" + p.String()
	}
	return s.show(w, r, http.StatusUnprocessableEntity, "notice.html", noticeView{page: s.page(r, text)})
}

// joined is a fact-check with what a form changed in the text that it was
// filled from, joined with what others have changed since.
func (s *Studio) joined(r *http.Request, work *work, lang factcheck.Lang, form url.Values, base journal.Sum) (*factcheck.FactCheck, []factcheck.Conflict, map[string]problem.Mistake, error) {
	from := work.check
	if base != work.sum {
		text, err := s.Journal.Text(r.Context(), base)
		if err != nil {
			return nil, nil, nil, err
		}
		if from, _ = parsed(work.file, text); from == nil {
			return nil, nil, nil, errNotFound
		}
	}
	mine := *from
	mistakes := bind(&mine, form, rights(who(r).Person, from, lang))
	nameSources(&mine)
	if lang != "" {
		translated(&mine, from, lang, form)
	}
	if base == work.sum {
		return &mine, nil, mistakes, nil
	}
	merged, conflicts := factcheck.Merge(from, &mine, work.check)
	return merged, conflicts, mistakes, nil
}

// translated notes of which revision a translation is that somebody worked on.
// One that is called reviewed without a change of its words is left alone.
func translated(f, from *factcheck.FactCheck, lang factcheck.Lang, form url.Values) {
	t := f.Texts[lang]
	if t == nil {
		return
	}
	if form.Get("current") == "on" || from.Texts[lang] == nil {
		t.Translates = f.Revision
	}
}

// nameSources gives sources without an id one made of their publisher and year.
func nameSources(f *factcheck.FactCheck) {
	for i := range f.Sources {
		src := &f.Sources[i]
		if src.ID != "" {
			continue
		}
		publisher, _ := src.Publisher.In(f.Language, f.Language)
		stem := idOf(cmp.Or(publisher, src.Title, siteOf(src.URL), "source"))
		if y := src.Date.Year; y > 0 {
			stem += "-" + itoa(y)
		}
		id := stem
		for n := 2; ; n++ {
			if taken, _ := f.Source(id); taken == nil {
				break
			}
			id = stem + "-" + itoa(n)
		}
		src.ID = id
	}
}

// idOf makes an id of the first words of a name.
func idOf(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	id := strings.Join(words[:min(len(words), 3)], "-")
	if len(id) > 40 || id == "" {
		return "source"
	}
	return id
}

// editForm shows the form with what a fact-check says.
func (s *Studio) editForm(w http.ResponseWriter, r *http.Request, status int, v editView, work *work, f *factcheck.FactCheck, base journal.Sum,
	lang factcheck.Lang, conflicts []factcheck.Conflict, mistakes map[string]problem.Mistake) error {
	p := work.project
	saved := work.check.Original()
	if saved == nil {
		saved = &factcheck.Text{}
	}
	title := saved.Fact.Plain()
	if title == "" {
		title = saved.Claim
	}
	v.page = s.page(r, title)
	v.Slug, v.Part, v.Status, v.Fact, v.Claim = string(f.Slug), string(lang), string(work.check.Status), saved.Fact.Plain(), saved.Claim
	v.Base, v.Public = hex.EncodeToString(base[:]), work.check.Status == factcheck.Published && lang == ""
	own := cmp.Or(lang, f.Language)
	v.PageLang, v.PageDir = string(own), own.Dir()
	v.FromLang, v.FromDir = string(f.Language), f.Language.Dir()
	b := form{Printer: v.Printer, check: f, saved: work.check, cfg: p.Config, drawn: p.Designs}
	if lang == "" {
		v.May, v.Groups = who(r).Person.MayWrite() && (!work.check.Public() || who(r).Person.MayPublish()), b.original()
	} else {
		v.May, v.Groups = who(r).Person.MayTranslate(lang), b.translation(lang)
		if err := s.beside(r, &v, work, lang); err != nil {
			return err
		}
	}
	v.Conflicts = len(conflicts)
	problems := inWords(v.Printer, inTable(s.problems(p, f, own), b.tableKeys))
	if lang != "" {
		agreed := terms(p.Config, f, lang)
		withTerms(v.Printer, agreed, v.Groups, lang)
		problems = append(problems, termsMissing(v.Printer, agreed, v.Groups, lang)...)
	}
	problems = append(problems, mistaken(v.Printer, mistakes)...)
	for i, key := range b.sourceKeys() {
		for j, q := range problems {
			if rest, in := strings.CutPrefix(q.File, "sources."+f.Sources[i].ID+"."); in {
				problems[j].File = "sources." + key + "." + rest
			}
		}
	}
	retype(v.Groups, r.PostForm, mistakes)
	v.General = place(v.Groups, problems.Sort())
	for _, q := range problems {
		if q.Severity == problem.Error {
			v.Errors++
		} else {
			v.Warnings++
		}
	}
	each(v.Groups, func(f *field) {
		for _, c := range conflicts {
			if f.Name == c.Path || f.Kind == "table" && chartTable(c.Path) {
				f.Conflict, f.Theirs = true, c.Theirs
			}
		}
	})
	v.mark()
	if v.Saved && lang != "" && v.May {
		next, err := s.next(r, inOrder(p.FactChecks, lang), lang, f.Slug)
		if err != nil {
			return err
		}
		v.Next = string(next)
	}
	v.Languages = s.item(r, work.check).Translations
	v.Second, v.MayUrgent = s.twoPeople(work.check), p.Config.Studio.UrgentCorrections
	v.Pictures, v.ChartDesign = s.choices(v.page, p, f, own), designOf(p.Designs, card.NeedsChart)
	if err := s.comments(r, &v, f.Slug); err != nil {
		return err
	}
	return s.show(w, r, status, "edit.html", v)
}

// problems are what the rules and the pictures find in a fact-check, by field,
// as far as a language is concerned.
func (s *Studio) problems(p *project.Project, f *factcheck.FactCheck, lang factcheck.Lang) problem.List {
	own := *f
	own.Origin = places{&own}
	out := factcheck.Check(&own, p.Scheme(s.Today()))
	if lang == f.Language {
		out = append(out, copies(&own, p.Config.Studio.Archives)...)
	}
	if p.Press != nil && own.Rating != "" && own.Texts[lang] != nil && own.Texts[lang].Complete() { // pictures of less are not what will be shared
		one := own
		one.Texts = factcheck.Texts{f.Language: own.Texts[f.Language], lang: own.Texts[lang]}
		one.Origin = places{&one}
		out = append(out, p.Press.Check(&one)...)
	}
	return slices.DeleteFunc(out, func(q problem.Problem) bool { return q.Lang != "" && q.Lang != string(lang) })
}
