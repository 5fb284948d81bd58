package studio

import (
	"strings"

	"rebut/internal/account"
	"rebut/internal/factcheck"
)

// translates lets somebody change the texts of one language: its own, and what
// sources and appearances have per language.
func translates(lang factcheck.Lang) func(field string) bool {
	return func(field string) bool {
		if rest, own := strings.CutPrefix(field, "text."+string(lang)+"."); own {
			return rest != "translates" // saving notes that
		}
		list, _, _ := strings.Cut(field, ".")
		return (list == "sources" || list == "appearances" || list == "chart" && strings.Contains(field, ".name.")) && strings.HasSuffix(field, "."+string(lang)) && strings.Count(field, ".") >= 3
	}
}

// rights tells which fields of a form a person may change. part is the
// language of a translation; "" for the original.
func rights(p account.Person, f *factcheck.FactCheck, part factcheck.Lang) func(field string) bool {
	switch {
	case part != "" && part != f.Language:
		if p.MayTranslate(part) {
			return translates(part)
		}
	case p.MayWrite():
		return func(field string) bool {
			rest, own := strings.CutPrefix(field, "text."+string(f.Language)+".")
			return !strings.HasPrefix(field, "text.") || own && rest != "translates"
		}
	}
	return func(string) bool { return false }
}
