package page

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"sync"

	"github.com/jba/templatecheck"

	"rebut/internal/config"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/webfont"
)

// dir is where the templates are in the templates folder.
const dir = "site"

// Set is all templates with what they need; safe for concurrent use.
type Set struct {
	cfg       *config.Config
	msgs      *message.Catalog
	templates *template.Template
	fonts     *webfont.Set
	assets    map[string][]byte
	buffers   sync.Pool // *bytes.Buffer that pages are written into; they are copied at their true size
	worker    []byte    // the service worker, without the site's values
	openAPI   []byte    // the description of the programming interface
	described *openAPI  // the same, to be shown
}

// views names every page template with a value of the struct it is given.
func views() map[string]any {
	return map[string]any{
		"home.html": homeView{}, "body.html": bodyView{}, "list.html": listView{}, "heard.html": heardView{}, "tell.html": tellView{}, "factcheck.html": factCheckView{},
		"embed.html": embedView{}, "embedlist.html": embedListView{},
		"withdrawn.html": withdrawnView{}, "hidden.html": hiddenView{}, "alias.html": aliasView{}, "corrections.html": correctionsView{},
		"about.html": aboutView{}, "notice.html": noticeView{}, "gallery.html": galleryView{}, "partners.html": partnersView{}, "api.html": apiView{},
	}
}

// Load reads the templates and the static files under site/ of the templates
// folder. Templates that do not parse, or ask for what their page does not
// have, are problems; the set is nil then.
func Load(templates fs.FS, cfg *config.Config, msgs *message.Catalog) (*Set, problem.List, error) {
	s := &Set{cfg: cfg, msgs: msgs, templates: template.New("")}
	names, err := fs.Glob(templates, dir+"/*.html")
	if err != nil {
		return nil, nil, fmt.Errorf("list page templates: %w", err)
	}
	var problems problem.List
	for _, name := range names {
		text, err := fs.ReadFile(templates, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read page template: %w", err)
		}
		if _, err := s.templates.New(path.Base(name)).Parse(string(text)); err != nil {
			problems = append(problems, mistake(path.Base(name), err))
		}
	}
	if len(problems) == 0 {
		problems = s.check()
	}
	if len(problems) > 0 {
		return nil, problems.Sort(), nil
	}
	if s.openAPI, s.described, problems, err = loadOpenAPI(templates, cfg); err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	fonts, problems, err := webfont.Load(templates, dir+"/fonts")
	if err != nil || problems.HasErrors() {
		return nil, problems, err
	}
	s.fonts = fonts.For(cfg.Languages)
	if err := s.loadAssets(templates); err != nil {
		return nil, nil, err
	}
	return s, problems, nil
}

// check holds every page template against the struct that it is given, then
// has it escaped, which finds markup that cannot be made safe.
func (s *Set) check() problem.List {
	var problems problem.List
	for name, view := range views() {
		t := s.templates.Lookup(name)
		if t == nil {
			problems = append(problems, problem.Problem{File: "templates/" + dir + "/" + name, Code: "missing", Message: "the template is missing"})
			continue
		}
		if err := templatecheck.CheckHTML(t, view); err != nil {
			p := mistake(name, err)
			p.Column++ // templatecheck counts from 0
			problems = append(problems, p)
		}
	}
	if len(problems) > 0 {
		return problems
	}
	for name := range views() {
		// Escaping is done once, before the first execution; execution itself
		// may stop at an empty value, which says nothing.
		err := s.templates.ExecuteTemplate(&bytes.Buffer{}, name, nil)
		if unsafe := (*template.Error)(nil); errors.As(err, &unsafe) {
			problems = append(problems, mistake(name, err))
		}
	}
	return problems
}

// place finds the file and the line in the errors of the template packages:
// "template: list.html:12:3: executing …", "html/template:list.html:12: …".
var place = regexp.MustCompile(`^(?:html/)?template: ?([^:\s]+):(\d+)(?::(\d+))?: (.*)$`)

func mistake(name string, err error) problem.Problem {
	p := problem.Problem{File: "templates/" + dir + "/" + name, Code: "bad-template", Message: err.Error()}
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		p.File, p.Message = "templates/"+dir+"/"+m[1], m[4]
		p.Line, _ = strconv.Atoi(m[2])
		p.Column, _ = strconv.Atoi(m[3])
	}
	return p
}

// execute writes one page. The error is the template's, and ours: Load has
// checked it.
func (s *Set) execute(name string, view any) ([]byte, error) {
	b, _ := s.buffers.Get().(*bytes.Buffer)
	if b == nil {
		b = &bytes.Buffer{}
	}
	defer s.buffers.Put(b)
	b.Reset()
	if err := s.templates.ExecuteTemplate(b, name, view); err != nil {
		return nil, fmt.Errorf("make page: %w", err)
	}
	return bytes.Clone(b.Bytes()), nil
}
