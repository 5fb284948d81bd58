package studio

import (
	"net/http"

	"github.com/gorilla/mux"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
)

// rememberFirst keeps a form that somebody saves before it waits for others who
// save: whatever happens to the server meanwhile, it is there. What is no form of
// theirs to save is left to the answer.
func (s *Studio) rememberFirst(r *http.Request, base journal.Sum) error {
	for _, button := range [...]string{"remark", "resolve", "up", "down"} {
		if r.PostFormValue(button) != "" {
			return nil // these keep only what differs from the file
		}
	}
	f := s.Live.Current().FactCheck(factcheck.Slug(mux.Vars(r)["slug"]))
	if f == nil || r.PostFormValue("act") != "" {
		return nil
	}
	lang, err := s.part(mux.Vars(r)["part"], f)
	if me := who(r).Person; err != nil || lang == "" && !me.MayWrite() || lang != "" && !me.MayTranslate(lang) {
		return nil
	}
	return s.remember(r, f.Slug, string(lang), base)
}
