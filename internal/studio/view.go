package studio

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gorilla/mux"
	"github.com/jba/templatecheck"
	"golang.org/x/text/language"

	"rebut/internal/account"
	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// languages are those that the studio speaks, the first to all who ask for none
// of them.
var languages = language.NewMatcher([]language.Tag{language.English, language.French})

func languageOf(r *http.Request) factcheck.Lang {
	if c, err := r.Cookie("studio-language"); err == nil && (c.Value == "fr" || c.Value == "en") {
		return factcheck.Lang(c.Value)
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return "en"
	}
	_, i, _ := languages.Match(tags...)
	return [...]factcheck.Lang{"en", "fr"}[i]
}

// page is what all pages have around their content.
type page struct {
	*message.Printer
	Lang    string
	Title   string
	Site    string // the site's wordmark
	Base    string // of the site's address: paths begin with it
	Person  account.Person
	In      bool // somebody is logged in
	Style   string
	Scripts []string
	Here    string // the address of the page
	Keys    bool   // single keys do something

	needs func() int // how many things wait for the person
}

// Needs is how many things wait for the person.
func (p page) Needs() int {
	if p.needs == nil {
		return 0
	}
	return p.needs()
}

// T is one of the studio's own texts.
func (p page) T(key string, pairs ...any) string { return p.Text("studio."+key, pairs...) }

// N is one of the studio's own texts with a number in it.
func (p page) N(key string, n int) string { return p.Count("studio."+key, n) }

// At is the address of a page of the studio.
func (p page) At(parts ...string) string { return p.Base + Root + path.Join(parts...) }

// Online is the address of a fact-check's public page.
func (p page) Online(lang, slug string) string {
	return p.Base + address.Page(factcheck.Lang(lang), factcheck.Slug(slug))
}

func (s *Studio) page(r *http.Request, title string) page {
	lang := languageOf(r)
	cfg := s.Live.Current().Config
	session := who(r)
	return page{
		Printer: s.print(r), Lang: string(lang), Title: title, Site: cfg.Organisation.Wordmark, Base: cfg.BasePath(), Person: session.Person, In: session.ID != 0,
		Style: s.named("studio.css"), Scripts: s.scripts(), Here: cfg.BasePath() + r.URL.Path,
		needs: func() int { return s.counted(r.Context(), session.Person) },
		Keys:  keysOn(r),
	}
}

type noticeView struct{ page }

// views names every template with a value of the struct that it is given.
func views() map[string]any {
	return map[string]any{
		"notice.html":       noticeView{},
		"login.html":        loginView{},
		"going.html":        goingView{},
		"second.html":       secondView{},
		"welcome.html":      welcomeView{},
		"list.html":         listView{},
		"new.html":          newView{},
		"edit.html":         editView{},
		"people.html":       peopleView{},
		"me.html":           meView{},
		"review.html":       reviewView{},
		"history.html":      historyView{},
		"log.html":          logView{},
		"translations.html": translationsView{},
		"sheet.html":        sheetView{},
		"unseen.html":       unseenView{},
		"heard.html":        heardView{},
		"upkeep.html":       upkeepView{},
		"bulk.html":         bulkView{},
		"exchange.html":     exchangeView{},
		"dryrun.html":       dryView{},
		"calendar.html":     calendarView{},
		"proposal.html":     proposalView{},
		"effect.html":       effectView{},
	}
}

// dir is where the studio's files are in the templates folder.
const dir = "studio"

func (s *Studio) load() error {
	t, err := template.New("").ParseFS(s.Templates, dir+"/*.html")
	if err != nil {
		return fmt.Errorf("templates of the studio: %w", err)
	}
	for name, view := range views() {
		one := t.Lookup(name)
		if one == nil {
			return fmt.Errorf("the studio's template %s is missing", name)
		}
		if err := templatecheck.CheckHTML(one, view); err != nil {
			return fmt.Errorf("the studio's template %s: %w", name, err)
		}
	}
	s.templates, s.static = t, map[string][]byte{}
	if s.words, _, err = message.Load(s.Templates); err != nil {
		return fmt.Errorf("words of the studio: %w", err)
	}
	names, err := fs.Glob(s.Templates, dir+"/static/*")
	if err != nil {
		return err
	}
	for _, name := range names {
		content, err := fs.ReadFile(s.Templates, name)
		if err != nil {
			return err
		}
		s.static[path.Base(name)] = content
	}
	return nil
}

// scripts are the addresses of all scripts, studio.js first: the others build
// on it.
func (s *Studio) scripts() []string {
	out := []string{s.named("studio.js")}
	for _, name := range slices.Sorted(maps.Keys(s.static)) {
		if path.Ext(name) == ".js" && name != "studio.js" {
			out = append(out, s.named(name))
		}
	}
	return out
}

// named is the address of a static file, with a hash: it may be kept for ever.
func (s *Studio) named(file string) string {
	sum := sha256.Sum256(s.static[file])
	return s.Live.Current().Config.BasePath() + Root + "static/" + hex.EncodeToString(sum[:6]) + "-" + file
}

func (s *Studio) file(w http.ResponseWriter, r *http.Request) {
	_, name, _ := strings.Cut(mux.Vars(r)["file"], "-")
	content, ok := s.static[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	kind := "text/css; charset=utf-8"
	if path.Ext(name) == ".js" {
		kind = "text/javascript; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "private, max-age=31536000, immutable")
	_, _ = w.Write(content) // a reader who left
}

// show answers with a page.
func (s *Studio) show(w http.ResponseWriter, r *http.Request, status int, name string, view any) error {
	var b bytes.Buffer
	if err := s.templates.ExecuteTemplate(&b, name, view); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(b.Bytes()) // a reader who left
	}
	return nil
}

// to sends a browser on to a page of the studio. The last part may have a query
// or a place on the page after it; empty parts are left out.
func (s *Studio) to(w http.ResponseWriter, r *http.Request, parts ...string) error {
	rest := ""
	if last := len(parts) - 1; last >= 0 {
		if at := strings.IndexAny(parts[last], "?#"); at >= 0 {
			parts[last], rest = parts[last][:at], parts[last][at:]
		}
	}
	http.Redirect(w, r, s.Live.Current().Config.BasePath()+Root+path.Join(parts...)+rest, http.StatusSeeOther)
	return nil
}
