package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"strconv"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/prose"
	"rebut/internal/snippet"
)

// Extras is what a fact-check's page shows that is not in its edition.
type Extras struct {
	Pictures []Picture           // in order; those of one design and format stand together
	Apps     []App               // where they may be shared, in order
	QR       string              // path of the page's address as a QR code; "" for none
	Kit      bool                // there is a share kit
	Editions []factcheck.Edition // of the same fact-check, in the order of the site's languages
	Related  []factcheck.Edition // of other fact-checks, in the same language, the closest first
	Past     Past                // what stood before corrections
	Offered  []factcheck.Lang    // languages of the site's menus
	JSONLD   [][]byte            // structured data for search engines
}

type factCheckView struct {
	frame
	Draft         draft
	Topics        []topic
	Fact          []factcheck.EmphasisSpan
	Why           string
	Published     dated
	Modified      dated  // only where it differs
	Minutes       string // that reading it takes, in the language's digits
	Share         share
	Claim         claim
	Technique     string
	Body          template.HTML
	Figures       figures
	Receipt       receipt
	Sources       []source
	History       history
	Related       []relatedItem
	Translator    string
	JSONLD        []template.JS
	Style, Script string // addresses of what only this page needs
}

// draft is the notice on an edition that must carry a mark.
type draft struct {
	Notice       string // "" for none
	Original     string // address of the original
	OriginalLang string
	OriginalName string
}

// claim is the myth with its rating, and where it was said.
type claim struct {
	words
	Text    string
	Rating  rating
	Verdict string
	Said    []appearance // the first is the one shown
}

// FactCheck is the page of an edition.
func (s *Set) FactCheck(e factcheck.Edition, x Extras) ([]byte, error) {
	body, err := s.body(e)
	if err != nil {
		return nil, err
	}
	data, err := inScripts(x.JSONLD)
	if err != nil {
		return nil, fmt.Errorf("structured data of %s: %w", e.Slug, err)
	}
	title := s.title(e)
	f := s.frame(e.Lang, title, func(l factcheck.Lang) string { return address.Page(l, e.Slug) }, x.Editions)
	f.Languages = append(f.Languages, s.untranslated(x.Editions, x.Offered)...)
	f.Section, f.Description, f.NoIndex = "list", title+" – "+e.Text.Why, e.Marked
	f.OEmbed = s.oembedOf(e)
	f.Social = &social{
		Title: title, Description: e.Text.Why, Type: "article", Image: s.socialImage(linkPicture(x.Pictures)),
		Published: e.Published.String(), Modified: e.Modified.String(),
	}
	v := factCheckView{
		frame: f, Draft: s.draft(e, f.words), Topics: s.topics(e), Fact: e.Text.Fact.Spans(), Why: e.Text.Why,
		Published: f.date(e.Published), Share: s.share(e, x, f), Claim: s.claim(e, f.words),
		Technique: e.Text.Technique, Body: body, Figures: s.figures(e, f.words), Receipt: s.receipt(e, f.words),
		Sources: s.sources(e, f.words), History: s.history(e, x, f), Related: s.related(x.Related, f.words),
		Translator: e.Text.Translator, JSONLD: data, Minutes: f.print.Whole(minutes(e.Text)),
		Style: s.cfg.Path(address.Assets + "factcheck.css"), Script: s.cfg.Path(address.Assets + "share.js"),
	}
	if e.Modified != e.Published {
		v.Modified = f.date(e.Modified)
	}
	return s.execute("factcheck.html", v)
}

func (s *Set) body(e factcheck.Edition) (template.HTML, error) {
	w := words{s.msgs.In(e.Lang)}
	body, err := prose.HTML(e.Text.Body, func(id string) prose.Citation {
		src, n := e.Source(id)
		if src == nil {
			return prose.Citation{}
		}
		publisher, _ := src.Publisher.In(e.Lang, e.Language)
		return prose.Citation{Number: n, Href: "#" + sourceAnchor(n), Label: w.T("cite", "Number", n, "Publisher", publisher)}
	})
	if err != nil {
		return "", fmt.Errorf("body of %s in %s: %w", e.Slug, e.Lang, err)
	}
	return body, nil
}

func sourceAnchor(n int) string { return "source-" + strconv.Itoa(n) }

// inScript makes JSON safe inside a script element: "<" and what JavaScript
// treats as line ends are written as escapes.
func inScript(data []byte) (template.JS, error) {
	if len(data) == 0 {
		return "", nil
	}
	if !json.Valid(data) {
		return "", fmt.Errorf("not JSON")
	}
	var b bytes.Buffer
	json.HTMLEscape(&b, data)
	return template.JS(b.String()), nil
}

func inScripts(all [][]byte) ([]template.JS, error) {
	var out []template.JS
	for _, data := range all {
		safe, err := inScript(data)
		if err != nil {
			return nil, err
		}
		if safe != "" {
			out = append(out, safe)
		}
	}
	return out, nil
}

func (s *Set) draft(e factcheck.Edition, w words) draft {
	if !e.Marked {
		return draft{}
	}
	if e.Unpublished() {
		return draft{Notice: w.T("unpublished")}
	}
	return draft{
		Notice: w.T("draft-" + e.State.String()), Original: s.cfg.Path(address.Page(e.Language, e.Slug)),
		OriginalLang: string(e.Language), OriginalName: message.LanguageName(e.Language),
	}
}

// title is the fact as it stands alone, away from the page and its notice: in
// browser tabs, link previews and shared links. A draft says there too that it
// is one.
func (s *Set) title(e factcheck.Edition) string { return s.snippets().Title(e) }

func (s *Set) topics(e factcheck.Edition) []topic {
	var out []topic
	for _, id := range e.Topics {
		out = append(out, s.topic(id, e.Lang))
	}
	return out
}

func (s *Set) share(e factcheck.Edition, x Extras, f frame) share {
	out := share{words: f.words, Page: f.Canonical, Title: s.title(e), Embed: s.snippets().FactCheck(e, snippet.Options{})}
	s.arrange(&out, e, x)
	if !e.Unpublished() {
		out.Partners = s.cfg.Path(address.Share(e.Lang, e.Slug))
	}
	if x.QR != "" {
		out.QR = download{Name: f.T("download"), Type: "PNG", Href: s.cfg.Path(x.QR), File: fmt.Sprintf("%s-%s-qr.png", e.Slug, e.Lang)}
	}
	if x.Kit {
		out.Kit = download{
			Name: f.print.Text("kit.download"), Type: "ZIP", Href: s.cfg.Path(address.Kit(e.Lang, e.Slug)), File: fmt.Sprintf("%s-%s-kit.zip", e.Slug, e.Lang),
		}
	}
	return out
}

func (s *Set) claim(e factcheck.Edition, w words) claim {
	c := claim{words: w, Text: e.Text.Claim, Rating: s.linkedRating(e.Rating, e.Lang), Verdict: e.Text.Verdict}
	for _, a := range e.Appearances {
		c.Said = append(c.Said, s.appearance(a, e, w))
	}
	return c
}
