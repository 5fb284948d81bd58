package studio

import (
	"net/http"
	"net/url"
	"slices"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// sheetView is all pictures of a fact-check in a language on one page.
type sheetView struct {
	page
	Slug, Part, Fact string
	FromLang         string // of the original
	PageLang         string // of the pictures
	PageDir          string
	Languages        []option
	Designs          []option // to choose from, the first for all
	Formats, Themes  []option
	Sheets           []designSheet
	Count, Wrong     int // pictures that are shown, and those of them that cannot be published
	Missing          bool
}

// designSheet is a design's pictures.
type designSheet struct {
	ID, Name, What string
	Alt            string // of all of them
	Pictures       []sheetPicture
}

// sheetPicture is one picture of a sheet.
type sheetPicture struct {
	Small, Large  string // addresses; "" where it cannot be drawn
	Format, Theme string
	Of            string // "2/4" in a carousel; "" else
	Width, Height int    // of the small one, px
	Problems      []problem.Problem
}

// toSheet keeps what a form has, and leads to the sheet that shows it.
func (s *Studio) toSheet(w http.ResponseWriter, r *http.Request) error {
	_, f, part, _, err := s.unsaved(r)
	if err != nil {
		return err
	}
	if me := who(r).Person; part == "" && me.MayWrite() || part != "" && me.MayTranslate(part) {
		base, err := baseOf(r.PostForm)
		if err != nil {
			return err
		}
		if err := s.remember(r, f.Slug, string(part), base); err != nil {
			return err
		}
	}
	q := url.Values{"lang": {string(looksIn(r, f, part))}, "part": {string(part)}}
	return s.to(w, r, "preview", string(f.Slug), "sheet?"+q.Encode())
}

// sheet shows all pictures of what somebody typed, or those of a design, a
// format or a theme.
func (s *Studio) sheet(w http.ResponseWriter, r *http.Request) error {
	work, f, part, err := s.asTyped(r)
	if err != nil {
		return err
	}
	lang, p := looksIn(r, f, part), work.project
	if _, err := s.part(string(lang), f); err != nil {
		return err
	}
	v := sheetView{page: s.page(r, s.print(r).Text("studio.sheet")), Slug: string(f.Slug), Part: string(part), FromLang: string(f.Language),
		PageLang: string(lang), PageDir: lang.Dir()}
	if t := f.Original(); t != nil {
		v.Fact = t.Fact.Plain()
	}
	s.sheetChoices(&v, r, p, f)
	if v.Missing = p.Press == nil || f.Texts[lang] == nil; !v.Missing {
		own := *f
		own.Origin = places{&own}
		if err := s.sheets(r, &v, p, p.Preview(&own, lang)); err != nil {
			return err
		}
	}
	return s.show(w, r, http.StatusOK, "sheet.html", v)
}

// sheetChoices are what a sheet can be narrowed down to.
func (s *Studio) sheetChoices(v *sheetView, r *http.Request, p *project.Project, f *factcheck.FactCheck) {
	q, all := r.URL.Query(), option{Text: v.T("sheet-all")}
	choice := func(name, id string, names factcheck.Localised) option {
		return option{id, nameOf(names, v.Printer.Lang(), id), q.Get(name) == id}
	}
	v.Designs, v.Formats, v.Themes = []option{all}, []option{all}, []option{all}
	for _, d := range p.Designs {
		v.Designs = append(v.Designs, choice("design", d.ID, d.Name))
	}
	for _, one := range p.Config.Formats {
		v.Formats = append(v.Formats, choice("format", one.ID, one.Name))
	}
	for _, t := range p.Config.Themes {
		v.Themes = append(v.Themes, choice("theme", t.ID, t.Name))
	}
	v.Languages = lookedIn(f, factcheck.Lang(v.PageLang))
}

// lookedIn are the languages that a fact-check has a text in.
func lookedIn(f *factcheck.FactCheck, chosen factcheck.Lang) []option {
	var out []option
	for _, lang := range f.Languages() {
		out = append(out, option{string(lang), message.LanguageName(lang), lang == chosen})
	}
	return out
}

// sheets lays the pictures out, on one core and for as long as somebody waits.
func (s *Studio) sheets(r *http.Request, v *sheetView, p *project.Project, e factcheck.Edition) error {
	done, err := s.seen.slot(r.Context())
	if err != nil {
		return err
	}
	defer done()
	q, key := r.URL.Query(), keysOf(p, e)
	wanted := func(j card.Job) bool {
		return chosenOr(q.Get("design"), j.Design) && chosenOr(q.Get("format"), j.Format) && chosenOr(q.Get("theme"), j.Theme)
	}
	for _, job := range p.Press.Jobs(e) {
		if !wanted(job) {
			continue
		}
		if err := r.Context().Err(); err != nil {
			return err
		}
		if n := len(v.Sheets); n == 0 || v.Sheets[n-1].ID != job.Design {
			v.Sheets = append(v.Sheets, v.designSheet(p, job))
		}
		one := s.sheetPicture(v, p, job, key(job))
		last := &v.Sheets[len(v.Sheets)-1]
		last.Pictures = append(last.Pictures, one)
		v.Count++
		if one.Small == "" {
			v.Wrong++
		}
	}
	return nil
}

// chosenOr reports whether an id is the one that is wanted, or none is.
func chosenOr(wanted, id string) bool { return wanted == "" || wanted == id }

func (v *sheetView) designSheet(p *project.Project, job card.Job) designSheet {
	out := designSheet{ID: job.Design, Name: job.Design, Alt: p.Press.AltFor(job, 0)}
	if i := slices.IndexFunc(p.Designs, func(d *card.Design) bool { return d.ID == job.Design }); i >= 0 {
		out.Name = nameOf(p.Designs[i].Name, v.Printer.Lang(), job.Design)
		out.What, _ = p.Designs[i].What.In(v.Printer.Lang(), "en")
	}
	return out
}

func (s *Studio) sheetPicture(v *sheetView, p *project.Project, job card.Job, key string) sheetPicture {
	format, theme := p.Config.Format(job.Format), p.Config.Theme(job.Theme)
	out := sheetPicture{Format: nameOf(format.Name, v.Printer.Lang(), format.ID), Theme: nameOf(theme.Name, v.Printer.Lang(), theme.ID),
		Width: smallWidth, Height: (smallWidth*format.Height + format.Width/2) / format.Width}
	if job.Slide > 0 {
		out.Of = itoa(job.Slide) + "/" + itoa(len(p.Press.Slides(job)))
	}
	scene, problems := p.Press.Scene(job)
	out.Problems = v.ofPicture(problems)
	if scene != nil && !problems.HasErrors() {
		out.Small, out.Large = s.pictureAt(p, key, job, smallWidth), s.pictureAt(p, key, job, 0)
	}
	return out
}

// ofPicture says what is wrong with a picture, in the person's words: which text
// of the form, and what with it.
func (v *sheetView) ofPicture(list problem.List) []problem.Problem {
	var out []problem.Problem
	for _, q := range list {
		text, known := own(v.Printer, "found-"+q.Code)
		if known {
			q.Message, q.Hint = text, ""
		}
		if label := v.FieldName(q.File); known && label != q.File {
			q.Message = label + v.T("sheet-colon") + " " + q.Message
		}
		out = append(out, q)
	}
	return out
}
