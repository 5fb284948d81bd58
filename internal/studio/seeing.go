package studio

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/mux"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/project"
	"rebut/internal/prose"
)

// previewPolicy is the content security policy of previews: public pages of
// what is not public. They are shown inside the studio's pages and by
// themselves; nothing in them runs, whatever somebody typed, so nothing acts
// with the session of whoever looks. Their origin stays the site's, so that its
// style and fonts load and the studio's script can change what they show.
const previewPolicy = "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// unseenView says in the place of a preview why there is none.
type unseenView struct{ page }

// sight is a frame with a page of what is being written.
type sight struct {
	V    editView
	What string // "page" or "embed"
	At   string // address
	Wide int    // how wide a large screen, or a column of an article, is, px
}

// Sight is a frame for its template.
func (v editView) Sight(what string) sight {
	wide := 1280
	if what == "embed" {
		wide = 680
	}
	return sight{v, what, v.At("preview", v.Slug, what), wide}
}

// framed lets the studio's own pages show an answer in a frame.
func framed(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Security-Policy", previewPolicy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Del("Cross-Origin-Opener-Policy") // browsers show no page in a tab that has both this and a sandbox
}

// asTyped is a fact-check as a form has it, or as the person typed it last where
// no form is sent.
func (s *Studio) asTyped(r *http.Request) (*work, *factcheck.FactCheck, factcheck.Lang, error) {
	if r.Method == http.MethodPost {
		work, f, part, _, err := s.unsaved(r)
		return work, f, part, err
	}
	work, err := s.work(r)
	if err != nil {
		return nil, nil, "", err
	}
	if work.check == nil {
		return nil, nil, "", errNotFound
	}
	part, err := s.part(r.URL.Query().Get("part"), work.check)
	if err != nil {
		return nil, nil, "", err
	}
	typed, err := s.Journal.Typed(r.Context(), work.check.Slug, string(part), who(r).Person.Login)
	if errors.Is(err, journal.ErrNone) {
		return work, work.check, part, nil
	}
	if err != nil {
		return nil, nil, "", err
	}
	form, err := url.ParseQuery(typed.Form)
	if err != nil {
		return nil, nil, "", err
	}
	f, _, _, err := s.joined(r, work, part, form, typed.Base)
	return work, f, part, err
}

// looksIn is the language in which somebody looks at a fact-check: the one that
// they chose, or else the one that they write in.
func looksIn(r *http.Request, f *factcheck.FactCheck, part factcheck.Lang) factcheck.Lang {
	return cmp.Or(factcheck.Lang(r.URL.Query().Get("lang")), factcheck.Lang(r.PostForm.Get("preview-lang")), part, f.Language)
}

// preview shows a page, an embed or a body of what a person has typed so far,
// as the public site would.
func (s *Studio) preview(w http.ResponseWriter, r *http.Request) error {
	work, f, part, err := s.asTyped(r)
	if err != nil {
		return err
	}
	lang, p := looksIn(r, f, part), work.project
	if _, err := s.part(string(lang), f); err != nil {
		return err
	}
	framed(w)
	switch text := f.Texts[lang]; {
	case p.Site == nil || p.Pages == nil || p.Press == nil:
		return s.unseen(w, r, "seeing-broken")
	case text == nil:
		return s.unseen(w, r, "seeing-none")
	case factcheck.Length(text.Body) > prose.MaxLength:
		return s.unseen(w, r, "seeing-long")
	}
	e := p.Preview(f, lang)
	content, err := previewed(p, e, mux.Vars(r)["what"])
	if err != nil {
		return err
	}
	content, err = harmless(content, hostOf(p), s.shownFrom(p, e))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method != http.MethodHead {
		_, _ = w.Write(content) // a reader who left
	}
	return nil
}

func previewed(p *project.Project, e factcheck.Edition, what string) ([]byte, error) {
	if what == "body" {
		return p.Pages.Body(e)
	}
	return p.Site.Preview(e, what == "embed")
}

func (s *Studio) unseen(w http.ResponseWriter, r *http.Request, why string) error {
	return s.show(w, r, http.StatusOK, "unseen.html", unseenView{s.page(r, s.print(r).Text("studio."+why))})
}

// hostOf is the host of the site's address.
func hostOf(p *project.Project) string {
	_, rest, _ := strings.Cut(p.Config.URL("/"), "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}
