package page

import (
	"html/template"
	"slices"

	"golang.org/x/text/language"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// frame is what all pages have around their content.
type frame struct {
	words
	Lang, Dir   string
	Language    string // its own name
	Title       string // of the document
	Description string // "" for none
	Canonical   string // absolute; "" for none
	NoIndex     bool   // search engines shall leave the page out
	Alternates  []alternate
	Locale      string // for link previews: "fr_CA"
	Feeds       []feedLink
	OEmbed      *oembedLinks   // nil for none
	MoreFeeds   []feedLink     // for discovery alone
	Languages   []languageLink // the same page in other languages
	Social      *social        // nil for none
	Preload     []string       // addresses of the fonts that the language is set in
	Light, Dark string         // browser colours, "#rrggbb"
	Security    string         // content security policy
	Manifest    string         // address of the web app manifest; "" on embeds

	Site    site
	Section string // which entry of the navigation the page belongs to: list, heard, corrections, about or ""
}

// site is what the pages of one language say about the whole site.
type site struct {
	Name, Wordmark               string
	Tagline, Licence             phrase
	LicenceHref                  string
	List, Heard                  string // addresses of pages
	Corrections, About           string
	Stylesheet, Script, IconHref string // addresses of files
	TouchIcon, Worker            string // likewise
	Gallery                      string // address of the page; "" where the site has no pictures
	Logo                         string // address of the logo; "" to show the wordmark
	OPML                         string // address of the list of all feeds
}

// alternate is an edition of the page for <link rel="alternate" hreflang>.
type alternate struct {
	Lang   string
	Href   string // absolute
	Locale string // "" for x-default
}

// feedLink is a feed for discovery and for the footer.
type feedLink struct {
	Title string // of the feed
	Kind  string
	// Type is the whole type attribute: in a value, html/template writes the
	// plus sign as a character reference, which simple feed finders trip over.
	Type template.HTMLAttr
	Href string
}

// oembedLinks lead partners' systems to how the page is embedded (oEmbed 1.0,
// section 4). The addresses are of files, which every host can hand out, and
// absolute, because not every system completes others.
type oembedLinks struct{ Title, JSON, XML string }

// oembed are the links to the answers at an address, by format.
func (s *Set) oembed(title string, at func(format string) string) *oembedLinks {
	return &oembedLinks{title, s.cfg.URL(at("json")), s.cfg.URL(at("xml"))}
}

// oembedOf are the links of an edition; drafts have none.
func (s *Set) oembedOf(e factcheck.Edition) *oembedLinks {
	if e.Unpublished() {
		return nil
	}
	return s.oembed(s.title(e), func(format string) string { return address.OEmbed(e.Lang, e.Slug, format) })
}

// languageLink leads to the same page in another language.
type languageLink struct {
	Lang, Dir, Name, Href string
	Current               bool
	Draft                 bool
	Missing               string // says, in that language, that the page is not in it and what the link leads to
}

// social is what link previews show.
type social struct {
	Title, Description  string
	Type                string // "article" or "website"
	Image               *socialImage
	Published, Modified string // ISO 8601; "" for none
}

// socialImage is the picture of a link preview.
type socialImage struct {
	URL, MIME, Alt string
	Width, Height  int // px
}

// LogoPath is where the organisation's logo is served, when it has one.
const LogoPath = address.Logo

// frame starts a page at a path in a language. The page exists in the given
// editions, which need only have Lang and Marked set.
func (s *Set) frame(lang factcheck.Lang, title string, pathIn func(factcheck.Lang) string, editions []factcheck.Edition) frame {
	w := words{s.msgs.In(lang)}
	f := frame{
		words: w, Lang: string(lang), Dir: lang.Dir(), Language: message.LanguageName(lang), Title: s.documentTitle(title, lang),
		Canonical: s.cfg.URL(pathIn(lang)), Site: s.site(lang), Preload: s.preload(lang),
		Light: s.theme(false).Ground.String(), Dark: s.theme(true).Ground.String(), Locale: locale(lang),
		Security: policy, Manifest: s.cfg.Path(address.Manifest(lang)),
	}
	for _, e := range editions {
		f.Alternates = append(f.Alternates, alternate{string(e.Lang), s.cfg.URL(pathIn(e.Lang)), locale(e.Lang)})
		f.Languages = append(f.Languages, languageLink{
			Lang: string(e.Lang), Dir: e.Lang.Dir(), Name: message.LanguageName(e.Lang),
			Href: s.cfg.Path(pathIn(e.Lang)), Current: e.Lang == lang, Draft: e.Marked,
		})
	}
	if n := len(f.Alternates); n > 0 {
		// For readers of other languages: the first edition that is no draft.
		best := max(0, slices.IndexFunc(editions, func(e factcheck.Edition) bool { return !e.Marked }))
		f.Alternates = append(f.Alternates, alternate{Lang: "x-default", Href: f.Alternates[best].Href})
	}
	f.Feeds = s.feeds(f.Site.Name, func(kind string) string { return address.Feed(lang, kind) })
	return f
}

// untranslated are the languages of a site that a page is not in; they lead to
// the list, and say so.
func (s *Set) untranslated(in []factcheck.Edition, offered []factcheck.Lang) []languageLink {
	var links []languageLink
	for _, lang := range offered {
		if slices.ContainsFunc(in, func(e factcheck.Edition) bool { return e.Lang == lang }) {
			continue
		}
		links = append(links, languageLink{
			Lang: string(lang), Dir: lang.Dir(), Name: message.LanguageName(lang), Href: s.cfg.Path(address.List(lang)),
			Missing: s.print(lang).T("untranslated"),
		})
	}
	return links
}

// inEach stands for a page that every language has: the menu names those of
// langs, and the page's own.
func (s *Set) inEach(langs []factcheck.Lang, own factcheck.Lang) []factcheck.Edition {
	var editions []factcheck.Edition
	for _, lang := range s.cfg.Languages {
		if lang == own || slices.Contains(langs, lang) {
			editions = append(editions, factcheck.Edition{Lang: lang})
		}
	}
	return editions
}

// locale is a language as the Open Graph protocol writes it, with a territory
// (ogp.me, og:locale): the tag's own, or else where Unicode's likely subtags
// put the language.
func locale(lang factcheck.Lang) string {
	tag := language.Raw.Make(string(lang)) // Open Graph has tl_PH, not Unicode's fil_PH
	base, _ := tag.Base()
	region, _ := tag.Region()
	return base.String() + "_" + region.String()
}

// feeds are the feeds with a title, one of each kind.
func (s *Set) feeds(title string, path func(kind string) string) []feedLink {
	mime := map[string]string{"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
	name := map[string]string{"rss": "RSS", "atom": "Atom", "json": "JSON"}
	var links []feedLink
	for _, kind := range address.FeedKinds {
		links = append(links, feedLink{title, name[kind], template.HTMLAttr(`type="` + mime[kind] + `"`), s.cfg.Path(path(kind))})
	}
	return links
}

func (s *Set) site(lang factcheck.Lang) site {
	org, fallback := s.cfg.Organisation, s.cfg.DefaultLanguage()
	out := site{
		Wordmark: org.Wordmark, LicenceHref: outside(org.LicenceURL).Href,
		List: s.cfg.Path(address.List(lang)), Heard: s.cfg.Path(address.Heard(lang)), Corrections: s.cfg.Path(address.Corrections(lang)), About: s.cfg.Path(address.About(lang)),
		Stylesheet: s.cfg.Path(address.Assets + "site.css"), Script: s.cfg.Path(address.Assets + "site.js"), IconHref: s.cfg.Path(address.Assets + "icon.svg"),
	}
	if slices.ContainsFunc(s.cfg.Formats, func(f config.Format) bool { return f.Type != config.PDF }) {
		out.Gallery = s.cfg.Path(address.Gallery(lang, "", ""))
	}
	out.OPML = s.cfg.Path(address.OPML)
	out.TouchIcon, out.Worker = s.cfg.Path(address.Icon(touchIcon)), s.cfg.Path(address.Worker)
	out.Name, _ = org.Name.In(lang, fallback)
	out.Tagline = s.phrase(org.Tagline, lang, fallback)
	out.Licence = s.phrase(org.Licence, lang, fallback)
	if org.Logo != "" {
		out.Logo = s.cfg.Path(LogoPath)
	}
	return out
}

// documentTitle is a page's title followed by the organisation's name.
func (s *Set) documentTitle(title string, lang factcheck.Lang) string {
	name, _ := s.cfg.Organisation.Name.In(lang, s.cfg.DefaultLanguage())
	if title == "" || title == name {
		return name
	}
	return title + " – " + name
}

// preload are the web fonts that pages in a language surely need.
func (s *Set) preload(lang factcheck.Lang) []string {
	names := s.fonts.Preload(lang)
	for i, name := range names {
		names[i] = s.cfg.Path(address.Assets + fontFolder + name)
	}
	return names
}

// theme is the first theme with a dark, or a light, ground; the first of all
// where there is none.
func (s *Set) theme(dark bool) config.Theme {
	black, white := config.Colour{}, config.Colour{R: 255, G: 255, B: 255}
	for _, t := range s.cfg.Themes {
		if (config.Contrast(t.Ground, white) > config.Contrast(t.Ground, black)) == dark {
			return t
		}
	}
	return s.cfg.Themes[0]
}
