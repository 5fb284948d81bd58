package studio

import (
	"net/http"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/store"
)

// beside puts the original beside each field of a translation, and shows what
// has changed in it since it was translated.
func (s *Studio) beside(r *http.Request, v *editView, work *work, lang factcheck.Lang) error {
	f := work.check
	b := form{Printer: v.Printer, check: f, cfg: work.project.Config}
	b.originals(v.Groups, lang)
	was, err := s.translatedFrom(r, work, lang)
	if err != nil || was == nil {
		return err
	}
	for _, c := range factcheck.Changes(was, f) {
		if c.Lang == f.Language {
			v.Changed = append(v.Changed, differences([]factcheck.Change{c})...)
		}
	}
	then := form{Printer: v.Printer, check: was, cfg: work.project.Config}.originalOf(lang)
	each(v.Groups, func(f *field) {
		if before := then(f.Name); f.Original != "" && before != f.Original {
			f.Was, f.New = before, before == ""
		}
	})
	return nil
}

// originals puts the original to each field of a translation.
func (b form) originals(groups []group, lang factcheck.Lang) {
	of := b.originalOf(lang)
	each(groups, func(f *field) {
		if original := of(f.Name); original != "" {
			f.Original = original
		}
	})
}

// originalOf answers what the original says in the place of a translation's
// field; "" for nothing.
func (b form) originalOf(lang factcheck.Lang) func(name string) string {
	original, from := map[string]string{}, string(b.check.Language)
	each(b.original(), func(f *field) { original[f.Name] = f.Value })
	return func(name string) string {
		if rest, own := strings.CutPrefix(name, "text."+string(lang)+"."); own {
			if rest == "receipt.translation" && b.check.Receipt != nil {
				return b.check.Receipt.Passage
			}
			return original["text."+from+"."+rest]
		}
		of, _ := strings.CutSuffix(name, "."+string(lang))
		if text := original[of+"."+from]; text != "" {
			return text
		}
		return original[of+"."+everyLanguage]
	}
}

// translatedFrom is the fact-check as it was when it was translated last: the
// revision that the translation names, or what its file said when somebody
// saved the translation. It is nil where nobody knows, and may be what the
// fact-check says still.
func (s *Studio) translatedFrom(r *http.Request, work *work, lang factcheck.Lang) (*factcheck.FactCheck, error) {
	t := work.check.Texts[lang]
	if t == nil {
		return nil, nil
	}
	stale := t.Translates < work.check.Revision
	if stale {
		if kept := s.earlier(work, t.Translates); kept != nil {
			return kept, nil
		}
	}
	saves, err := s.Journal.Saves(r.Context(), work.check.Slug)
	if err != nil {
		return nil, err
	}
	for _, one := range saves {
		if stale || one.Act == "translated" && one.Note == string(lang) {
			if was, err := s.saidIn(r, work, one); err != nil || was != nil && was.Revision == t.Translates {
				return was, err
			}
		}
	}
	return nil, nil
}

// saidIn is the fact-check of a save; nil where its text is none.
func (s *Studio) saidIn(r *http.Request, work *work, save journal.Save) (*factcheck.FactCheck, error) {
	text, err := s.Journal.Text(r.Context(), save.Sum)
	if err != nil {
		return nil, err
	}
	f, _ := parsed(work.file, text)
	return f, nil
}

// earlier is a revision of a fact-check that was kept; nil for none.
func (s *Studio) earlier(work *work, revision int) *factcheck.FactCheck {
	list, _, err := store.EarlierOf(dirFS(s.Dir), work.check.Slug)
	if err != nil {
		return nil
	}
	for _, f := range list {
		if f.Revision == revision {
			return f
		}
	}
	return nil
}
