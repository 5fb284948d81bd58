package studio

import (
	"net/http"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// beside puts the original beside each field of a translation, and shows what
// has changed in it since it was translated.
func (s *Studio) beside(r *http.Request, v *editView, work *work, lang factcheck.Lang) {
	f := work.check
	b := form{Printer: v.Printer, check: f, cfg: work.project.Config}
	b.originals(v.Groups, lang)
	from, to := "text."+string(lang)+".", "text."+string(f.Language)+"."
	var was *factcheck.FactCheck
	if t := f.Texts[lang]; t != nil && t.Translates < f.Revision {
		was = s.earlier(work, t.Translates)
	}
	then := map[string]string{}
	if was != nil {
		old := form{Printer: v.Printer, check: was, cfg: work.project.Config}
		each(old.original(), func(f *field) { then[f.Name] = f.Value })
		for _, c := range factcheck.Changes(was, f) {
			if c.Lang == f.Language {
				v.Changed = append(v.Changed, differences([]factcheck.Change{c})...)
			}
		}
	}
	each(v.Groups, func(f *field) {
		rest, ok := strings.CutPrefix(f.Name, from)
		if !ok {
			return
		}
		if before, known := then[to+rest]; known && before != f.Original {
			f.Was = before
		}
	})
}

// originals puts the original to each field of a translation's text.
func (b form) originals(groups []group, lang factcheck.Lang) {
	original := map[string]string{}
	each(b.original(), func(f *field) { original[f.Name] = f.Value })
	each(groups, func(f *field) {
		if rest, ok := strings.CutPrefix(f.Name, "text."+string(lang)+"."); ok {
			f.Original = original["text."+string(b.check.Language)+"."+rest]
		}
	})
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
