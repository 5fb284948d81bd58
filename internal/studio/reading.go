package studio

import (
	"html/template"
	"net/http"
	"strconv"

	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/prose"
)

// reading is a fact-check in a language, to be read through before it is
// published: what readers will read, in their order.
type reading struct {
	Lang, Dir, Name  string
	Fact, Why, Claim string
	Rating, Verdict  string
	Technique        string
	Body             template.HTML
	Sources          []readSource
	Translator       string
	Original         bool
}

// readSource is a source as a reading lists it.
type readSource struct {
	Place                               string // on the page, where references lead
	Title, Lang                         string
	Publisher, Date, URL, Kind, Finding string
}

// readings are a fact-check's saved texts, the original first.
func (s *Studio) readings(r *http.Request, w *work) ([]reading, error) {
	out := []reading{}
	for _, lang := range w.check.Languages() {
		one, err := s.reading(r, w, lang)
		if err != nil {
			return nil, err
		}
		if one.Original {
			out = append([]reading{one}, out...)
		} else {
			out = append(out, one)
		}
	}
	return out, nil
}

func (s *Studio) reading(r *http.Request, w *work, lang factcheck.Lang) (reading, error) {
	f, t, cfg := w.check, w.check.Texts[lang], w.project.Config
	out := reading{Lang: string(lang), Dir: lang.Dir(), Name: message.LanguageName(lang), Original: lang == f.Language,
		Fact: t.Fact.Plain(), Why: t.Why, Claim: t.Claim, Verdict: t.Verdict, Technique: t.Technique, Translator: t.Translator}
	for _, one := range cfg.Ratings {
		if one.ID == f.Rating {
			out.Rating, _ = one.Word.In(lang, f.Language)
		}
	}
	place := func(n int) string { return "read-" + string(lang) + "-" + strconv.Itoa(n) }
	for i, src := range f.Sources {
		one := readSource{Place: place(i + 1), Title: src.Title, Lang: string(src.Language), Date: src.Date.String(), URL: src.URL}
		one.Publisher, _ = src.Publisher.In(lang, f.Language)
		one.Finding, _ = src.Finding.In(lang, f.Language)
		if src.Kind != "" {
			one.Kind = s.print(r).Text("site.kind-" + string(src.Kind))
		}
		out.Sources = append(out.Sources, one)
	}
	if factcheck.Length(t.Body) > prose.MaxLength {
		return out, nil // the rules say so
	}
	var err error
	out.Body, err = prose.HTML(t.Body, func(id string) prose.Citation {
		for i := range f.Sources {
			if f.Sources[i].ID == id {
				return prose.Citation{Number: i + 1, Href: "#" + place(i+1), Label: s.print(r).Text("studio.list-sources") + " " + strconv.Itoa(i+1)}
			}
		}
		return prose.Citation{}
	})
	return out, err
}

// names answers what the person who logs in with a name is called; whom nobody
// knows any more is called by that name.
func (s *Studio) names(r *http.Request) (func(login string) string, error) {
	people, err := s.People.People(r.Context())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, p := range people {
		names[p.Login] = p.Name
	}
	return func(login string) string {
		if names[login] != "" {
			return names[login]
		}
		return login
	}, nil
}
