package exchange

import (
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// settle makes an item a draft that this site can work on, and finds what is
// to be mended in it.
func (r *reader) settle(i *Item) {
	if i.Check == nil {
		return
	}
	r.known(i)
	if !r.AsTheyAre {
		i.toDraft()
	}
	before := len(i.Findings)
	r.examine(i)
	if i.Check == nil || !i.Check.Public() || !errorsIn(i.Findings[before:]) {
		return
	}
	i.Findings = i.Findings[:before]
	i.toDraft()
	i.find("status", "exchange-draft", "", "it has mistakes, so it becomes a draft instead of going public", "mend them and publish it")
	r.examine(i)
}

func errorsIn(list []Finding) bool {
	return slices.ContainsFunc(list, func(f Finding) bool { return f.Severity == problem.Error })
}

// examine has the rules look at an item.
func (r *reader) examine(i *Item) {
	if i.Text != nil {
		r.rewrite(i)
		return
	}
	one := *i.Check
	one.Origin, i.Check.Origin = keys{}, i
	type kind struct{ code, lang, message string }
	fields := map[kind]string{}
	scheme := r.Config.Scheme(r.Today)
	for _, p := range factcheck.Check(&one, scheme) {
		fields[kind{p.Code, p.Lang, p.Message}] = p.File
	}
	for _, p := range factcheck.Check(i.Check, scheme) {
		i.Findings = append(i.Findings, i.at(Finding{Problem: p, Field: fields[kind{p.Code, p.Lang, p.Message}]}))
	}
}

// rewrite puts what changed into the text of a TOML file, comments and all, and
// has the rules look at it.
func (r *reader) rewrite(i *Item) {
	name := store.Path(i.Check.Slug)
	text, err := store.Save(name, i.Text, i.Check)
	if err != nil {
		i.Findings = append(i.Findings, Finding{Problem: problem.Problem{Code: "exchange-unreadable", Message: err.Error(), Hint: "mend the file first"}.At(i.At)})
		i.Check = nil
		return
	}
	f, problems := store.Parse(name, text, r.Config.Scheme(r.Today))
	i.Text, i.Check = text, f
	for _, p := range problems {
		p.File = i.At.File
		i.Findings = append(i.Findings, Finding{Problem: p})
	}
}

// keys has the rules name the value that a problem is of in place of a file.
type keys struct{}

func (keys) Locate(path string, _ int) problem.Position { return problem.Position{File: path} }

// known leaves out ratings, topics and designs that this site does not have,
// and says which.
func (r *reader) known(i *Item) {
	f := i.Check
	scheme := r.Config.Scheme(r.Today)
	if f.Rating != "" && !slices.Contains(scheme.Ratings, f.Rating) {
		i.find("rating", "exchange-rating", f.Rating, problem.Quote(f.Rating)+" is not a rating of this site; it is left out", "choose one of "+strings.Join(scheme.Ratings, ", "))
		f.Rating = ""
	}
	if len(scheme.Topics) > 0 {
		f.Topics = slices.DeleteFunc(slices.Clone(f.Topics), func(topic string) bool {
			if slices.Contains(scheme.Topics, topic) {
				return false
			}
			i.find("topics", "exchange-topic", topic, problem.Quote(topic)+" is not a topic of this site; it is left out", "choose one of "+strings.Join(scheme.Topics, ", "))
			return true
		})
	}
	for _, lang := range f.Languages() {
		if !r.knows(lang) {
			i.find("text."+string(lang), "exchange-language", lang.Name(), "this site does not publish in "+lang.Name()+"; the text is kept in the file and shown to nobody", "add the language to rebut.toml")
		}
	}
}

// toDraft makes an item one that nobody here has published or read.
func (i *Item) toDraft() {
	f := i.Check
	for _, lang := range f.Languages() {
		if lang == f.Language {
			continue
		}
		t := *f.Texts[lang]
		if t.Translates < f.Revision && t.Translates > 0 {
			i.find("text."+string(lang), "exchange-stale", lang.Name(), "the translation into "+lang.Name()+" is of an earlier revision", "have it read against the original")
		}
		t.Translates, t.Reviewed = 1, false
		f.Texts[lang] = &t
	}
	f.Status, f.Revision, f.Published, f.Modified, f.Corrections, f.Withdrawn = factcheck.Draft, 1, factcheck.Date{}, factcheck.Date{}, nil, nil
	i.Earlier = nil
}
