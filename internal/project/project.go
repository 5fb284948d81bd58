// Package project is the specification of a project: a folder with rebut.toml,
// claims/, templates/ and fonts/, read as a whole into what can be checked,
// drawn, built and served.
//
// Load reports every problem of every file at once. Fact-checks with errors
// are left out of the site; when configuration, templates or fonts have errors
// there is no site. A project that is being edited is loaded again and again
// (Live): then a fact-check whose file has errors keeps its last good version,
// and a project that cannot be shown at all keeps its last good site.
package project

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/diskcache"
	"rebut/internal/factcheck"
	"rebut/internal/indexfile"
	"rebut/internal/message"
	"rebut/internal/page"
	"rebut/internal/problem"
	"rebut/internal/site"
	"rebut/internal/store"
	"rebut/internal/typeset"
)

// Options of a Load.
type Options struct {
	BaseURL       string         // replaces the site's address; "" keeps it. See CheckBaseURL
	Today         factcheck.Date // nothing may have happened after it
	SkipPreflight bool           // do not lay out every picture to see whether it can be drawn
	Program       string         // tells the program from others that make other files; "": no file gets a key
	Again         *Again         // what a build before left; nil reads everything whole
	Drafts        bool           // show fact-checks that are drafts or in review, marked as such

	// Index keeps what is searched for the next reading and the next start; nil
	// for none.
	Index *indexfile.Keeper

	// Disk keeps drawn pictures for the next reading and the next start, if
	// Program is set; nil for none.
	Disk *diskcache.Cache
}

// Project is a project as it was read.
type Project struct {
	Config     *config.Config
	FactChecks []*factcheck.FactCheck // all that could be read, drafts and those with errors included
	Messages   *message.Catalog
	Designs    card.Designs
	Press      *card.Press  // nil when configuration, texts, fonts or designs have errors
	Pages      *page.Set    // nil when Press is, or templates have errors
	Problems   problem.List // sorted; files are named as in the project
	Site       *site.FS     // of the fact-checks without errors; nil when Pages is

	good    []*factcheck.FactCheck                    // what Site is made of
	earlier map[factcheck.Slug][]*factcheck.FactCheck // replaced revisions by the slug of then
	fonts   string                                    // fingerprint of the fonts
	photos  card.Photos
	inputs  inputs
	fsys    fs.FS
	shelf   *shelf // nil without Options.Again
	disk    *diskcache.Cache
	index   *indexfile.Keeper
}

// What a site keeps in memory, bytes, and how many different pictures its
// readers may wait for: ten to twenty seconds' work of two cores.
const (
	pictureBudget = 48 << 20
	pageBudget    = 32 << 20
	pictureQueue  = 1024
)

// CheckBaseURL is the reason why an address cannot be a site's, or nil; ""
// can.
func CheckBaseURL(address string) error {
	if address == "" {
		return nil
	}
	return (&config.Config{}).SetAddress(address)
}

// Load reads a project. The error is for what cannot be read at all.
func Load(fsys fs.FS, opts Options) (*Project, error) { return load(fsys, opts, nil) }

func load(fsys fs.FS, opts Options, last *Project) (*Project, error) {
	p := &Project{fsys: fsys, disk: opts.Disk, index: opts.Index}
	cfg, problems, err := config.Load(fsys)
	if err != nil {
		return nil, err
	}
	p.Config, p.Problems = cfg, problems
	cfg.Drafts = opts.Drafts
	if opts.BaseURL != "" {
		if err := cfg.SetAddress(opts.BaseURL); err != nil {
			return nil, err
		}
	}
	designs, designProblems, err := loadDesigns(fsys)
	if err != nil {
		return nil, err
	}
	scheme := cfg.Scheme(opts.Today)
	if !designProblems.HasErrors() { // else one that is asked for may be the one that could not be read
		scheme.Designs = idsOf(designs)
	}
	if err := p.loadPress(fsys, designs, designProblems); err != nil {
		return nil, err
	}
	if p.Press != nil && opts.Program != "" {
		if err := p.hashInputs(fsys, opts); err != nil {
			return nil, err
		}
	}
	if opts.Again != nil {
		err = p.readAgain(scheme, opts.Again)
	} else {
		err = p.readAll(scheme, opts, last)
	}
	if err != nil {
		return nil, err
	}
	if err := p.checkPinned(fsys); err != nil {
		return nil, err
	}
	if err := p.loadSite(fsys, last); err != nil {
		return nil, err
	}
	p.Problems = p.Problems.Sort()
	return p, nil
}

// readAll reads every fact-check and checks its pictures.
func (p *Project) readAll(scheme factcheck.Scheme, opts Options, last *Project) (err error) {
	var problems problem.List
	if p.FactChecks, problems, err = store.Load(p.fsys, scheme); err != nil {
		return err
	}
	p.Problems = append(p.Problems, problems...)
	if p.earlier, problems, err = store.Earlier(p.fsys); err != nil {
		return err
	}
	p.Problems = append(append(p.Problems, problems...), p.otherThanKept()...)
	p.fonts = fingerprint(p.fsys, Fonts)
	if p.Press != nil && last != nil && last.Press != nil && last.fonts == p.fonts {
		p.Press.Recall(last.Press)
	}
	if p.Press != nil && !opts.SkipPreflight {
		p.preflight()
		p.preflightEarlier()
	}
	return nil
}

func loadDesigns(fsys fs.FS) (card.Designs, problem.List, error) {
	templates, err := fs.Sub(fsys, Templates)
	if err != nil {
		return nil, nil, err
	}
	return card.LoadDesigns(templates)
}

func idsOf(designs card.Designs) []string {
	ids := make([]string, len(designs))
	for i, d := range designs {
		ids[i] = d.ID
	}
	return ids
}

// loadPress reads all that pictures need besides the designs.
func (p *Project) loadPress(fsys fs.FS, designs card.Designs, designProblems problem.List) error {
	usable := !p.Problems.Of(config.File).HasErrors()
	templates, err := fs.Sub(fsys, Templates)
	if err != nil {
		return err
	}
	msgs, problems, err := message.Load(templates)
	if err != nil {
		return err
	}
	usable = p.add(problems) && usable
	fonts, problems, err := typeset.Load(fsys)
	if err != nil {
		return err
	}
	usable = p.add(problems) && usable
	usable = p.add(designProblems) && usable
	photos, problems := card.LoadPhotos(fsys, p.Config, designs)
	usable = p.add(problems) && usable
	if !usable {
		return nil
	}
	p.Messages, p.Designs, p.photos = msgs, designs, photos
	p.Press = card.NewPress(p.Config, msgs, fonts, designs, photos)
	return p.languageWords(fsys)
}

// add takes problems in, and reports whether they leave the part usable.
func (p *Project) add(problems problem.List) bool {
	p.Problems = append(p.Problems, problems...)
	return !problems.HasErrors()
}

// loadSite reads the page templates and lays out the site.
func (p *Project) loadSite(fsys fs.FS, last *Project) error {
	if p.Press == nil {
		return nil
	}
	templates, err := fs.Sub(fsys, Templates)
	if err != nil {
		return err
	}
	pages, problems, err := page.Load(templates, p.Config, p.Messages)
	if err != nil {
		return err
	}
	logo, logoOK, err := p.loadLogo(fsys)
	if err != nil {
		return err
	}
	if !p.add(problems) || !logoOK {
		return nil
	}
	p.Pages = pages
	p.good = p.publishable(last)
	p.Site, err = site.New(p.content(logo), site.Limits{PictureBytes: pictureBudget, PageBytes: pageBudget, Once: p.shelf != nil, Renderers: runtime.GOMAXPROCS(0),
		Queue: pictureQueue, Disk: p.disk})
	if err != nil {
		return fmt.Errorf("lay out site: %w", err)
	}
	return nil
}

// content is what the site is made of.
func (p *Project) content(logo []byte) site.Content {
	c := site.Content{
		Config: p.Config, FactChecks: p.good, Messages: p.Messages, Press: p.Press, Designs: p.Designs, Pages: p.Pages, Logo: logo, Index: p.index,
		Earlier: func(f *factcheck.FactCheck) []*factcheck.FactCheck {
			return replaced(f, func(slug factcheck.Slug) []*factcheck.FactCheck { return p.earlier[slug] })
		},
	}
	if p.inputs.designs != nil {
		c.Inputs.Pages = func() string { return string(p.inputs.pages[:]) }
		c.Inputs.Design = func(id string) string { sum := p.inputs.designs[id]; return string(sum[:]) }
		c.Inputs.Pictures = func() string { return string(p.inputs.all[:]) }
	}
	if s := p.shelf; s != nil {
		c.Related = s.related()
		c.Earlier, c.Whole, c.Settled, c.Last, c.Inputs.FactCheck = s.earlierOf, s.open, s.settled, s.again.Last, s.identity
	}
	return c
}

// publishable are the fact-checks whose files have no errors, and the last
// good version of those that have.
func (p *Project) publishable(last *Project) []*factcheck.FactCheck {
	var good []*factcheck.FactCheck
	broken := map[string]bool{}
	for _, q := range p.Problems {
		if q.Severity == problem.Error {
			broken[q.File] = true
		}
	}
	taken := map[factcheck.Slug]bool{}
	for _, f := range p.FactChecks {
		if !broken[fileOf(f)] {
			good = append(good, f)
			for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
				taken[slug] = true
			}
		}
	}
	if last == nil {
		return good
	}
	for _, f := range last.good {
		free := !slices.ContainsFunc(append([]factcheck.Slug{f.Slug}, f.Aliases...), func(s factcheck.Slug) bool { return taken[s] })
		if broken[fileOf(f)] && free {
			good = append(good, f)
		}
	}
	return good
}

// fileOf is the file that a fact-check was read from.
func fileOf(f *factcheck.FactCheck) string { return f.Locate("", 0).File }

// loadLogo reads the organisation's logo; nil without one.
func (p *Project) loadLogo(fsys fs.FS) (logo []byte, ok bool, err error) {
	name := p.Config.Organisation.Logo
	if name == "" {
		return nil, true, nil
	}
	refuse := func(message string) ([]byte, bool, error) {
		at, err := p.locate(fsys, "organisation.logo")
		p.Problems = append(p.Problems, problem.Problem{Code: "bad-logo", Message: message,
			Hint: "give the name of a PNG file in the project, or leave the key out"}.At(at))
		return nil, false, err
	}
	if !fs.ValidPath(name) {
		return refuse(fmt.Sprintf("logo: %q is not a file of the project", name))
	}
	logo, err = fs.ReadFile(fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refuse(fmt.Sprintf("logo: there is no file %s", name))
	case err != nil:
		return refuse(fmt.Sprintf("logo: %s cannot be read", name))
	case len(logo) < 8 || string(logo[:8]) != "\x89PNG\r\n\x1a\n":
		return refuse(fmt.Sprintf("logo: %s is not a PNG picture", path.Base(name)))
	}
	return logo, true, nil
}

// FactCheck is the fact-check with a slug, or one that had it; nil for none.
func (p *Project) FactCheck(slug factcheck.Slug) *factcheck.FactCheck {
	for _, f := range p.FactChecks {
		if f.Slug == slug {
			return f
		}
	}
	for _, f := range p.FactChecks {
		if slices.Contains(f.Aliases, slug) {
			return f
		}
	}
	return nil
}

// Preview is the fact-check in a language that it has a text in, published or
// not. What the public may not see as it is carries the draft mark.
func (p *Project) Preview(f *factcheck.FactCheck, lang factcheck.Lang) factcheck.Edition {
	state := f.State(lang)
	return factcheck.Edition{FactCheck: f, Lang: lang, Text: f.Texts[lang], State: state,
		Marked: state != factcheck.Current || !f.Public()}
}

// LikelySlug is the slug that somebody may have meant, or "".
func (p *Project) LikelySlug(typed string) string {
	var slugs []string
	for _, f := range p.FactChecks {
		slugs = append(slugs, string(f.Slug))
	}
	return problem.Likely(typed, slugs)
}

// PublicCount is the number of fact-checks in the site.
func (p *Project) PublicCount() int {
	n := 0
	for _, f := range p.good {
		if len(p.Config.Editions(f)) > 0 {
			n++
		}
	}
	return n
}
