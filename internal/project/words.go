package project

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// languageWords warns of languages of the site in which Rebut's own words or
// those of the ratings are missing: readers would get them in another
// language, in the middle of their own.
func (p *Project) languageWords(fsys fs.FS) error {
	for i, lang := range p.Config.Languages {
		var code, what, hint string
		spoken := p.Messages.In(lang).Lang() != message.Fallback || base(lang) == message.Fallback
		switch {
		case !spoken:
			code, what = "no-words", "Rebut has no words of its own in %s for pages, pictures and feeds; English stands in"
			hint = fmt.Sprintf("copy templates/i18n/*.en.toml to *.%s.toml and translate them, or leave the language out until they are", lang)
		case len(p.withoutWord(lang)) > 0:
			code, what = "no-words", "ratings have no word in %s: "+strings.Join(p.withoutWord(lang), ", ")
			hint = fmt.Sprintf("add %s = \"…\" to the word of each under [[ratings]]", lang)
		default:
			continue
		}
		at, err := p.locate(fsys, fmt.Sprintf("languages[%d]", i))
		if err != nil {
			return err
		}
		p.Problems = append(p.Problems, problem.Problem{Severity: problem.Warning, Code: code, Lang: string(lang),
			Message: fmt.Sprintf(what, lang.Name()), Hint: hint}.At(at))
	}
	return nil
}

func base(lang factcheck.Lang) factcheck.Lang {
	for parent := lang.Parent(); parent != ""; parent = lang.Parent() {
		lang = parent
	}
	return lang
}

// withoutWord are the ids of the ratings that have no word in a language or
// in one that it is a variety of.
func (p *Project) withoutWord(lang factcheck.Lang) []string {
	var ids []string
	for _, r := range p.Config.Ratings {
		if r.Word[""] == "" && r.Word[lang] == "" && r.Word[base(lang)] == "" {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// locate is the place of a value in rebut.toml.
func (p *Project) locate(fsys fs.FS, path string) (problem.Position, error) {
	text, err := fs.ReadFile(fsys, config.File)
	if errors.Is(err, fs.ErrNotExist) {
		return problem.Position{File: config.File}, nil
	}
	if err != nil {
		return problem.Position{}, err
	}
	doc, _ := tomlfile.Parse(config.File, text)
	if doc == nil {
		return problem.Position{File: config.File}, nil
	}
	return doc.Locate(path, 0), nil
}
