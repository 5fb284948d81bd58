package studio

import (
	"net/http"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/glossary"
	"rebut/internal/message"
	"rebut/internal/problem"
)

// agreed is a term that a field's original has, with what the team calls it in
// the language of the translation.
type agreed struct {
	Term, Note string
	Forms      []string // the preferred one first
	Keep       bool     // it stays as it is
}

// piece is a run of an original: what is new in it is marked, terms are
// underlined.
type piece struct {
	Text          string
	Changed, Term bool
}

// Pieces are the original of a field.
func (f field) Pieces() []piece {
	out := []piece{{Text: f.Original}}
	if f.Was != "" || f.New {
		out = nil
		for _, span := range f.Since() {
			out = append(out, piece{Text: span.Text, Changed: span.Changed})
		}
	}
	for _, h := range f.hits {
		out = underlined(out, h.Start, h.End)
	}
	return out
}

// underlined makes a term of what stands from byte start up to byte end.
func underlined(pieces []piece, start, end int) (out []piece) {
	at := 0
	for _, p := range pieces {
		from, to := max(start-at, 0), min(end-at, len(p.Text))
		at += len(p.Text)
		if from >= to {
			out = append(out, p)
			continue
		}
		for i, text := range []string{p.Text[:from], p.Text[from:to], p.Text[to:]} {
			if text != "" {
				out = append(out, piece{text, p.Changed, p.Term || i == 1})
			}
		}
	}
	return out
}

// terms is the glossary for a fact-check's translation into a language.
func terms(cfg *config.Config, f *factcheck.FactCheck, lang factcheck.Lang) *glossary.Glossary {
	return glossary.New(cfg.Glossary, f.Language, lang)
}

// termed tells whether terms are looked for in a field: people say what they
// heard in words of their own.
func termed(f *field) bool { return f.Original != "" && !strings.HasSuffix(f.Name, ".also_heard") }

// withTerms puts to each field of a translation the terms that its original
// has.
func withTerms(p *message.Printer, g *glossary.Glossary, groups []group, lang factcheck.Lang) {
	each(groups, func(f *field) {
		if !termed(f) {
			return
		}
		seen := map[string]bool{}
		f.hits = g.In(f.Original)
		for _, h := range f.hits {
			if seen[h.Term.Term] {
				continue
			}
			seen[h.Term.Term] = true
			note, _ := h.Term.Note.In(p.Lang(), "en")
			f.Terms = append(f.Terms, agreed{h.Term.Term, note, h.Term.Agreed(lang), h.Term.Keep})
		}
	})
}

// termsMissing are hints at agreed words that a translation lacks.
func termsMissing(p *message.Printer, g *glossary.Glossary, groups []group, lang factcheck.Lang) (out problem.List) {
	each(groups, func(f *field) {
		if !termed(f) || strings.TrimSpace(f.Value) == "" {
			return
		}
		var list []string
		for _, t := range g.Missing(f.Original, f.Value) {
			list = append(list, isolated(t.Agreed(lang)[0])+" ("+isolated(t.Term)+")")
		}
		if len(list) > 0 {
			out = append(out, problem.Problem{File: f.Name, Lang: string(lang), Severity: problem.Warning, Code: "term-missing",
				Message: p.Text("studio.translate-term-missing", "Terms", strings.Join(list, ", ")), Hint: p.Text("studio.translate-term-fix")})
		}
	})
	return out
}

// termsMissing are the same of a form that is not saved.
func (s *Studio) termsMissing(r *http.Request, work *work, f *factcheck.FactCheck, lang factcheck.Lang) problem.List {
	cfg, p := work.project.Config, s.print(r)
	groups := form{Printer: p, check: f, saved: work.check, cfg: cfg}.translation(lang)
	form{Printer: p, check: work.check, cfg: cfg}.originals(groups, lang)
	return termsMissing(p, terms(cfg, f, lang), groups, lang)
}

// isolated is a text that reads in its own direction within another one (UAX
// #9, first strong isolate).
func isolated(text string) string { return "\u2068" + text + "\u2069" }
