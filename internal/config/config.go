// Package config is the specification of rebut.toml: who publishes, in which
// languages, with which ratings, topics, picture formats and themes.
//
// default.toml in this package is the configuration of an empty file. What a
// project's rebut.toml says replaces it key by key; a list ([[ratings]],
// [[formats]], [[apps]], [[themes]], [[topics]]) that a project writes replaces
// the whole default list. The default apps take what a project's own formats
// leave of theirs.
//
// glossary.toml beside it has the terms that translators agreed on.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// File is the name of the configuration file in a project folder.
const File = "rebut.toml"

//go:embed default.toml
var defaults []byte

// Config is a read and checked rebut.toml.
type Config struct {
	Organisation Organisation     `toml:"organisation"`
	Languages    []factcheck.Lang `toml:"languages"` // public languages in order; the first is the default
	Translations Translations     `toml:"translations"`
	Lists        Lists            `toml:"lists"`
	Feeds        Feeds            `toml:"feeds"`
	Kit          Kit              `toml:"kit"`
	Search       Search           `toml:"search"`
	API          API              `toml:"api"`
	Ratings      []Rating         `toml:"ratings"`
	Topics       []Topic          `toml:"topics"`
	Formats      []Format         `toml:"formats"` // none: a site without pictures
	Apps         []App            `toml:"apps"`
	Themes       []Theme          `toml:"themes"`
	Webhooks     []Webhook        `toml:"webhooks"` // who is told of news
	Publish      Publish          `toml:"publish"`
	Studio       Studio           `toml:"studio"`

	Glossary []Term `toml:"-"` // of GlossaryFile

	// Drafts shows fact-checks that are drafts or in review too, marked as such:
	// a preview on the writer's own computer, never a setting of the site.
	Drafts bool `toml:"-"`
}

// Organisation is who publishes, and what readers may know about it.
type Organisation struct {
	Name        factcheck.Localised `toml:"name"`
	Address     string              `toml:"address"`      // of the site, absolute, without a trailing slash
	Wordmark    string              `toml:"wordmark"`     // set as text in headers and footers
	Logo        string              `toml:"logo"`         // a PNG file of the project, shown instead of the wordmark; "" for none
	Tagline     factcheck.Localised `toml:"tagline"`      // one line under the name on the list
	Contact     string              `toml:"contact"`      // mail address for error reports; "" for none
	ContactForm string              `toml:"contact_form"` // address of a form for error reports, instead of mail; {page} and {fact} stand for those of the page; "" for none
	Licence     factcheck.Localised `toml:"licence"`      // one line: how pictures and texts may be used
	LicenceURL  string              `toml:"licence_url"`  // "" for none
	Credit      factcheck.Localised `toml:"credit"`       // the line that names the organisation beside a picture; empty: its name
	Hashtags    Tags                `toml:"hashtags"`     // what captions end with, without "#"
	Funding     factcheck.Localised `toml:"funding"`      // who pays; Markdown
	Methodology factcheck.Localised `toml:"methodology"`  // how fact-checks are made; Markdown
	Corrections factcheck.Localised `toml:"corrections"`  // the corrections policy; Markdown
}

// Form is the address of the form for error reports, filled in with the address
// of a page and its fact; "" for none.
func (o Organisation) Form(page, fact string) string {
	return strings.NewReplacer("{page}", url.QueryEscape(page), "{fact}", url.QueryEscape(fact)).Replace(o.ContactForm)
}

// Translations decides about texts that are not safe to show as current.
type Translations struct {
	Unreviewed Policy `toml:"unreviewed"`
	Stale      Policy `toml:"stale"`
}

// Policy is what to do with a translation that nobody reviewed or that is
// stale.
type Policy string

// Hide leaves the translation out; Mark shows it with a visible draft mark on
// page, picture and feed. None shows such a text as if it were current.
const (
	Hide Policy = "hide"
	Mark Policy = "mark"
)

// UnmarshalText refuses any other word.
func (p *Policy) UnmarshalText(text []byte) error {
	switch Policy(text) {
	case Hide, Mark:
		*p = Policy(text)
		return nil
	}
	return &problem.Mistake{Message: fmt.Sprintf("%q is not one of its values", text), Hint: `use "hide" or "mark"`}
}

// Lists decides about the pages of lists: of everything, of a topic, of
// corrections.
type Lists struct {
	Size   int              `toml:"size"`   // entries of one page; the first page has up to twice as many, less one
	Pinned []factcheck.Slug `toml:"pinned"` // fact-checks that stand first on the front page, in this order
}

// Feeds sizes the feeds. What is older stands in archives of as many entries.
type Feeds struct {
	Limit   int `toml:"limit"`   // most entries in one feed
	Reviews int `toml:"reviews"` // most reviews in one claimreview.json

	Hubs []string `toml:"hubs"` // WebSub hubs, which tell readers of feeds at once; none: readers ask now and then
}

// Kit decides about the archives of all pictures and words of a fact-check.
type Kit struct {
	Publish bool `toml:"publish"` // they are part of the site, which makes it about twice as large
}

// Search sizes what browsers search on hosts that only hand out files.
type Search struct {
	Browser int `toml:"browser"` // most fact-checks of a language, the newest; 0: browsers search nothing
}

// Rating is one step of the rating scheme.
type Rating struct {
	ID      string              `toml:"id"`
	Value   int                 `toml:"value"` // ClaimReview ratingValue: from 1 (false) up to the scheme's largest (true)
	Word    factcheck.Localised `toml:"word"`
	Meaning factcheck.Localised `toml:"meaning"` // one line: when a claim gets this rating; empty for none
	Shape   Shape               `toml:"shape"`   // drawn beside the word, so that colour never carries the meaning alone
}

// Shape is a rating's symbol.
type Shape string

// The shapes that cards and pages can draw.
const (
	Cross    Shape = "cross"
	Triangle Shape = "triangle"
	Half     Shape = "half"
	Gap      Shape = "gap"
	Check    Shape = "check"
)

// UnmarshalText refuses any other word.
func (s *Shape) UnmarshalText(text []byte) error {
	shapes := []Shape{Cross, Triangle, Half, Gap, Check}
	if !slices.Contains(shapes, Shape(text)) {
		return &problem.Mistake{Message: fmt.Sprintf("%q is not a shape", text), Hint: "use one of cross, triangle, half, gap, check"}
	}
	*s = Shape(text)
	return nil
}

// Topic is a subject that fact-checks are grouped by.
type Topic struct {
	ID   string              `toml:"id"`
	Name factcheck.Localised `toml:"name"`
}

// Format is the shape of a picture for a place where people share.
type Format struct {
	ID       string              `toml:"id"`
	Name     factcheck.Localised `toml:"name"`      // which apps it is for
	Width    int                 `toml:"width"`     // px
	Height   int                 `toml:"height"`    // px
	Type     ImageType           `toml:"type"`      // png, jpeg or pdf
	Paper    Paper               `toml:"paper"`     // of a pdf: the size of the page
	MaxBytes int                 `toml:"max_bytes"` // 0: no limit
	Safe     Insets              `toml:"safe"`
	Crops    []Crop              `toml:"crops"` // what apps show of the picture's middle in some places
}

// Crop is the size of what an app shows of a picture, from its middle, px.
type Crop struct {
	Width  int `toml:"width"`
	Height int `toml:"height"`
}

// Paper is the size of a printed page after trimming, mm, and what a print shop
// may want around it.
type Paper struct {
	Width  float64 `toml:"width"`
	Height float64 `toml:"height"`
	Bleed  float64 `toml:"bleed"` // how far colours reach over the edge, mm; 0: none
	Marks  bool    `toml:"marks"` // crop marks around the page
}

// ImageType is a file format of pictures.
type ImageType string

// The file formats.
const (
	PNG  ImageType = "png"
	JPEG ImageType = "jpeg"
	PDF  ImageType = "pdf"
)

// UnmarshalText refuses any other word.
func (t *ImageType) UnmarshalText(text []byte) error {
	if s := ImageType(text); s == PNG || s == JPEG || s == PDF {
		*t = s
		return nil
	}
	return &problem.Mistake{Message: fmt.Sprintf("%q is not an image type", text), Hint: `use "png", "jpeg" or "pdf"`}
}

// Ext is the file name ending without its dot: "png", "jpg" or "pdf".
func (t ImageType) Ext() string {
	if t == JPEG {
		return "jpg"
	}
	return string(t)
}

// MIME is the media type.
func (t ImageType) MIME() string {
	if t == PDF {
		return "application/pdf"
	}
	return "image/" + string(t)
}

// Insets is what to keep clear of text on each side, px.
type Insets struct {
	Top    int `toml:"top"`
	Right  int `toml:"right"`
	Bottom int `toml:"bottom"`
	Left   int `toml:"left"`
}

// Load reads rebut.toml from a project. A project without one has the
// defaults. The error is for files that cannot be read at all; mistakes in
// them are problems, and the configuration returned then is as complete as
// could be.
func Load(project fs.FS) (*Config, problem.List, error) {
	c := &Config{}
	doc, problems := tomlfile.Parse("default.toml", defaults)
	if doc == nil {
		return nil, nil, fmt.Errorf("built-in defaults: %v", problems)
	}
	if problems := doc.Decode(c); len(problems) > 0 {
		return nil, nil, fmt.Errorf("built-in defaults: %v", problems)
	}
	problems, err := c.load(project)
	if err != nil {
		return nil, nil, err
	}
	terms, err := c.loadGlossary(project)
	if err != nil {
		return nil, nil, err
	}
	return c, append(problems, terms...).Sort(), nil
}

// load reads rebut.toml over the defaults.
func (c *Config) load(project fs.FS) (problem.List, error) {
	text, err := fs.ReadFile(project, File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	doc, problems := tomlfile.Parse(File, text)
	if doc == nil {
		return problems, nil
	}
	problems = doc.Decode(c)
	if !doc.Has("apps") {
		c.trimApps()
	}
	c.Organisation.Address = strings.TrimRight(c.Organisation.Address, "/")
	return append(problems, c.check(doc)...), nil
}

// SetAddress replaces the address of the site, as --base-url does.
func (c *Config) SetAddress(address string) error {
	address = strings.TrimRight(address, "/")
	if !validAddress(address) {
		return fmt.Errorf("%q is not the address of a site: it must begin with https:// or http:// and have plain letters, no spaces, ? or #", address)
	}
	c.Organisation.Address = address
	return nil
}

// validAddress accepts what can stand before every path of the site, in feeds
// (which want RFC 3986's characters) and in links: a path that began with two
// slashes would lead to another host. International host names are taken in
// their xn-- form.
func validAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" &&
		u.RawQuery == "" && !u.ForceQuery && u.Fragment == "" && u.User == nil && plainPath.MatchString(u.Host+u.EscapedPath())
}

// plainPath is a host, perhaps with a port, and steps of unreserved characters
// of which none begins with a dot.
var plainPath = regexp.MustCompile(`^[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$`)

// URL is the absolute address of a path of the site that begins with a slash.
func (c *Config) URL(path string) string { return c.Organisation.Address + path }

// BasePath is the path that the site lives under, "" at the root of its host
// and otherwise like "/facts".
func (c *Config) BasePath() string {
	u, err := url.Parse(c.Organisation.Address)
	if err != nil {
		return ""
	}
	return strings.TrimRight(u.EscapedPath(), "/")
}

// Path is the address of a path of the site on its own host: what links use.
func (c *Config) Path(path string) string { return c.BasePath() + path }

// ShortAddress is the site's address as people type it: host and path without
// scheme or "www.".
func (c *Config) ShortAddress() string {
	_, rest, _ := strings.Cut(c.Organisation.Address, "://")
	return strings.TrimPrefix(rest, "www.")
}

// DefaultLanguage is the first of Languages.
func (c *Config) DefaultLanguage() factcheck.Lang { return c.Languages[0] }

// Rating returns the rating with the id, or nil.
func (c *Config) Rating(id string) *Rating {
	return find(c.Ratings, func(r *Rating) bool { return r.ID == id })
}

// Format returns the format with the id, or nil.
func (c *Config) Format(id string) *Format {
	return find(c.Formats, func(f *Format) bool { return f.ID == id })
}

// Theme returns the theme with the id, or nil.
func (c *Config) Theme(id string) *Theme {
	return find(c.Themes, func(t *Theme) bool { return t.ID == id })
}

func find[T any](list []T, match func(*T) bool) *T {
	for i := range list {
		if match(&list[i]) {
			return &list[i]
		}
	}
	return nil
}

// RatingRange is the smallest and largest rating value of the scheme, for
// ClaimReview's worstRating and bestRating.
func (c *Config) RatingRange() (worst, best int) {
	for i, r := range c.Ratings {
		if i == 0 || r.Value < worst {
			worst = r.Value
		}
		best = max(best, r.Value)
	}
	return worst, best
}

// TopicName is a topic's name in a language; a topic that rebut.toml does not
// name is shown by its id with spaces for hyphens.
func (c *Config) TopicName(id string, lang factcheck.Lang) string {
	if t := find(c.Topics, func(t *Topic) bool { return t.ID == id }); t != nil {
		if name, _ := t.Name.In(lang, c.DefaultLanguage()); name != "" {
			return name
		}
	}
	words := strings.ReplaceAll(id, "-", " ")
	return strings.ToUpper(words[:min(1, len(words))]) + words[min(1, len(words)):]
}

// Shows reports whether a translation in this state may be public, and then
// whether it must carry the draft mark.
func (c *Config) Shows(state factcheck.TranslationState) (public, marked bool) {
	policy := c.Translations.Unreviewed
	switch state {
	case factcheck.Current:
		return true, false
	case factcheck.Stale:
		policy = c.Translations.Stale
	}
	return policy == Mark, policy == Mark
}

// Edition is the fact-check in one language as it may be shown; ok is false
// where there is no text in that language, the language is not one of the
// site's, the fact-check is not public (and drafts are not previewed), or the
// translation is hidden or not complete.
func (c *Config) Edition(f *factcheck.FactCheck, lang factcheck.Lang) (e factcheck.Edition, ok bool) {
	text := f.Texts[lang]
	if text == nil || !slices.Contains(c.Languages, lang) || !f.Public() && !c.Drafts {
		return e, false
	}
	if !f.Public() && (text.Claim == "" || text.Fact == "" || text.Why == "" || c.Rating(f.Rating) == nil) {
		return e, false // not yet enough to show
	}
	if lang != f.Language && !text.Complete() {
		return e, false
	}
	public, marked := c.Shows(f.State(lang))
	if f.Status == factcheck.Withdrawn {
		// That a text no longer stands must be said in every language that has
		// it, however old the text is.
		public, marked = true, f.State(lang) != factcheck.Current
	}
	return factcheck.Edition{FactCheck: f, Lang: lang, Text: text, State: f.State(lang), Marked: marked || !f.Public()}, public
}

// Editions are the fact-check's editions that may be shown, in the order of
// the site's languages.
func (c *Config) Editions(f *factcheck.FactCheck) []factcheck.Edition {
	var out []factcheck.Edition
	for _, lang := range c.Languages {
		if e, ok := c.Edition(f, lang); ok {
			out = append(out, e)
		}
	}
	return out
}

// Offered are the languages in which there is a fact-check to read, in their
// order: those of menus. All of them where there is none in any.
func (c *Config) Offered(list []*factcheck.FactCheck) []factcheck.Lang {
	empty := func(lang factcheck.Lang) bool {
		return !slices.ContainsFunc(list, func(f *factcheck.FactCheck) bool {
			_, ok := c.Edition(f, lang)
			return ok && f.Status != factcheck.Withdrawn
		})
	}
	if offered := slices.DeleteFunc(slices.Clone(c.Languages), empty); len(offered) > 0 {
		return offered
	}
	return c.Languages
}
