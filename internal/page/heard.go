package page

import (
	"encoding/json"
	"net/url"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// ask is the form that takes what somebody heard.
type ask struct {
	words
	Action string // address of the page with the answer
	Name   string // of the parameter
	Query  string // what was asked; "" before
}

// MaxQuery is how many characters the form takes: two long posts. In scripts
// of three bytes a letter it stays within the 8 KB of an address that common
// proxies pass on.
const MaxQuery = 800

func (s *Set) ask(lang factcheck.Lang) *ask {
	return &ask{words: s.print(lang), Action: s.cfg.Path(address.Heard(lang)), Name: address.HeardQuery}
}

// Max is MaxQuery for templates.
func (*ask) Max() int { return MaxQuery }

// Found is what there is to answer somebody with.
type Found struct {
	Query    string
	Tell     bool   // what nobody has checked can be told here
	Answered bool   // the first of Items answers it; else they are near at most
	Items    []Item // the best first
}

type heardView struct {
	frame
	Style   string // address of the style sheet of lists
	Ask     *ask
	Filter  *topicRow
	Found   *found // nil before anything is asked
	Invite  invitation
	Tell    *tell      // nil where it cannot be told here
	Browser *inBrowser // nil where only a server searches
}

// inBrowser is what the script needs that searches in the browser, for hosts
// that only hand out files.
type inBrowser struct {
	words
	Script    string   // address
	Index     string   // address of the index in the page's language
	All       string   // address of the index of all languages; "" where there is one only
	Blank     listItem // the script fills it
	Ratings   []rating
	Languages []textsIn
}

// textsIn is where the texts of a language are.
type textsIn struct{ Lang, Dir, Href string }

// found is an answer as the page shows it.
type found struct {
	Answer *listItem // nil where nothing answers
	Near   []listItem
}

// invitation is how to tell of a claim that nobody has checked.
type invitation struct {
	Mail string // address, where it is told by mail; "" for a form
	Href string // of the form, or of a message begun; "" for none
}

// HeardPage is what the page about what somebody heard needs beside the answer.
type HeardPage struct {
	Langs  []factcheck.Lang // that menus offer: at least one
	Topics []string         // to look through instead
	Search bool             // browsers can search: there are the files at address.HeardIndex
}

// Heard is the page that takes what somebody heard, and with found the page
// that answers.
func (s *Set) Heard(lang factcheck.Lang, p HeardPage, answer *Found) ([]byte, error) {
	w := s.print(lang)
	f := s.frame(lang, w.T("heard"), address.Heard, s.inEach(p.Langs, lang))
	f.Section, f.Description = "heard", w.T("heard-description", "Organisation", f.Site.Name)
	f.Social = &social{Title: w.T("heard"), Description: f.Description, Type: "website"}
	v := heardView{frame: f, Style: s.cfg.Path(address.Assets + listSheet), Ask: s.ask(lang), Filter: s.topicRow(lang, "", p.Topics), Invite: s.invite(lang, heardHere)}
	if v.Filter != nil {
		v.Filter.All.Current = false
	}
	if p.Search {
		v.Browser = s.inBrowser(lang, p.Langs, w)
	}
	if answer != nil {
		v.Title = s.documentTitle(w.T("heard-answers"), lang)
		v.NoIndex, v.Ask.Query, v.Found, v.Invite = true, answer.Query, s.found(answer, w), s.invite(lang, answer.Query)
		if answer.Tell {
			v.Tell = s.tell(lang, answer.Query)
		}
	}
	return s.execute("heard.html", v)
}

func (s *Set) inBrowser(lang factcheck.Lang, langs []factcheck.Lang, w words) *inBrowser {
	b := &inBrowser{
		words: w, Script: s.cfg.Path(address.Assets + "heard.js"), Index: s.cfg.Path(address.HeardIndex(lang)),
		Blank: listItem{words: w, Draft: true},
	}
	if len(langs) > 1 {
		b.All = s.cfg.Path(address.HeardAll)
	}
	for _, l := range s.inEach(langs, lang) {
		b.Languages = append(b.Languages, textsIn{string(l.Lang), l.Lang.Dir(), s.cfg.Path(address.HeardTexts(l.Lang))})
	}
	for _, r := range s.cfg.Ratings {
		b.Ratings = append(b.Ratings, s.linkedRating(r.ID, lang))
	}
	return b
}

func (s *Set) found(answer *Found, w words) *found {
	items := s.items(answer.Items, w)
	for i := range items {
		items[i].Topics = nil // they would only crowd the answer
	}
	if !answer.Answered || len(items) == 0 {
		return &found{Near: items}
	}
	items[0].Lead = true
	return &found{&items[0], items[1:]}
}

// heardHere stands in the invitation for what the reader hears later on.
const heardHere = "{heard}"

// invite leads to the organisation's form, or begins a message to it (RFC
// 6068), with what was heard.
func (s *Set) invite(lang factcheck.Lang, query string) invitation {
	org := s.cfg.Organisation
	if at := s.cfg.TellURL(lang); at != "" {
		return invitation{Href: at + "?" + url.Values{address.HeardQuery: {query}}.Encode()}
	}
	if form := address.Outside(org.Form(s.cfg.URL(address.Heard(lang)), query)); form != "" {
		return invitation{Href: form}
	}
	if org.Contact == "" {
		return invitation{}
	}
	field := func(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
	return invitation{org.Contact, "mailto:" + org.Contact + "?subject=" + field(s.print(lang).T("unchecked-subject")) + "&body=" + field(query)}
}

// HeardText is an answer as plain text: fact, reason, address of the fact-check
// and of a picture ("" for none), a paragraph each, or that nobody has checked it.
func (s *Set) HeardText(lang factcheck.Lang, answer Found, picture string) []byte {
	if !answer.Answered || len(answer.Items) == 0 {
		text := s.print(lang).T("unchecked") + "\n"
		at := s.cfg.TellURL(lang)
		if answer.Tell {
			at = s.cfg.URL(address.Tell(lang))
		}
		if at != "" {
			text += "\n" + s.print(lang).T("tell") + "\n" + at + "\n"
		}
		return []byte(text)
	}
	e := answer.Items[0].Edition
	text := s.title(e) + "\n\n" + e.Text.Why + "\n\n" + s.cfg.URL(address.Page(e.Lang, e.Slug)) + "\n"
	if picture != "" {
		text += "\n" + picture + "\n"
	}
	return []byte(text)
}

// heardText is what the script shows of a fact-check.
type heardText struct {
	Page    string   `json:"page"` // address
	Fact    [][]any  `json:"fact"` // spans: the words, and whether they are marked
	Why     string   `json:"why"`
	Claim   string   `json:"claim"`
	Rating  string   `json:"rating"` // id
	Draft   bool     `json:"draft,omitempty"`
	Date    []string `json:"date,omitempty"`    // ISO 8601, and as people write it
	Picture []any    `json:"picture,omitempty"` // address, width and height in px
}

// HeardTexts are what browsers show of the fact-checks that they find, by slug.
func (s *Set) HeardTexts(lang factcheck.Lang, items []Item) ([]byte, error) {
	texts := map[factcheck.Slug]heardText{}
	for _, item := range items {
		e, v := item.Edition, s.item(item, s.print(lang))
		text := heardText{Page: v.Href, Why: v.Why, Claim: v.Claim, Rating: e.Rating, Draft: v.Draft}
		for _, span := range v.Fact {
			text.Fact = append(text.Fact, []any{span.Text, span.Strong})
		}
		if v.Published.ISO != "" {
			text.Date = []string{v.Published.ISO, v.Published.Text}
		}
		if p := v.Picture; p != nil {
			text.Picture = []any{p.Src, p.Width, p.Height}
		}
		texts[e.Slug] = text
	}
	return json.Marshal(texts)
}
