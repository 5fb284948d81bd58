package page

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

type homeView struct {
	frame
	Choices []choice
}

// choice is a language of the site with the words that invite into it.
type choice struct {
	languageLink
	Name  string // of the organisation, in that language
	Intro phrase
	Enter string
}

// Home is the page at the root of the site. As a plain file it leads to the
// list in the first of langs and offers the others; a server may answer with
// the reader's language instead.
func (s *Set) Home(langs []factcheck.Lang) ([]byte, error) {
	lang := langs[0]
	f := s.frame(lang, "", address.List, s.inEach(langs, lang))
	f.Description = f.Site.Tagline.Text
	f.Social = &social{Title: f.Site.Name, Description: f.Description, Type: "website"}
	v := homeView{frame: f, Choices: s.choices(langs)}
	return s.execute("home.html", v)
}

func (s *Set) choices(langs []factcheck.Lang) []choice {
	var out []choice
	for _, lang := range langs {
		site := s.site(lang)
		out = append(out, choice{
			languageLink: languageLink{Lang: string(lang), Dir: lang.Dir(), Name: message.LanguageName(lang), Href: s.cfg.Path(address.List(lang))},
			Name:         site.Name, Intro: site.Tagline, Enter: s.print(lang).T("all"),
		})
	}
	return out
}

type noticeView struct {
	frame
	Languages []noticeText
}

// noticeText is what the page says in one language.
type noticeText struct {
	Lang, Dir, Title, Text, Enter, Href string
}

// NotFound is the page for addresses that lead nowhere, in all of langs
// at once: nobody knows which one its reader wanted.
func (s *Set) NotFound(langs []factcheck.Lang) ([]byte, error) {
	return s.notice("not-found", address.NotFound, langs)
}

// notice is a page that says one thing in all of langs: the texts id and
// id-text.
func (s *Set) notice(id, path string, langs []factcheck.Lang) ([]byte, error) {
	lang := langs[0]
	f := s.frame(lang, s.print(lang).T(id), func(factcheck.Lang) string { return path }, nil)
	f.Canonical, f.NoIndex = "", true
	v := noticeView{frame: f}
	for _, l := range langs {
		w := s.print(l)
		v.Languages = append(v.Languages, noticeText{string(l), l.Dir(), w.T(id), w.T(id + "-text"), w.T("all"), s.cfg.Path(address.List(l))})
	}
	return s.execute("notice.html", v)
}

type aliasView struct {
	frame
	Href string
	Text string // of the link
}

// Alias is the page at an earlier slug of a fact-check: it leads to where the
// edition is now. Search engines take an instant refresh for a redirect; with
// "noindex" they would forget what they know of the earlier address.
func (s *Set) Alias(to factcheck.Edition) ([]byte, error) {
	f := s.frame(to.Lang, s.print(to.Lang).T("moved"), func(l factcheck.Lang) string { return address.Page(l, to.Slug) }, nil)
	v := aliasView{frame: f, Href: s.cfg.Path(address.Page(to.Lang, to.Slug)), Text: s.title(to)}
	if to.Status == factcheck.Withdrawn {
		v.Text = f.T("withdrawn")
	}
	v.NoIndex, v.OEmbed = to.Marked || to.Status == factcheck.Withdrawn, s.oembedOf(to)
	// Old links are shared on; what previews them may not follow a refresh.
	v.Social = &social{Title: v.Text, Type: "article"}
	return s.execute("alias.html", v)
}

type withdrawnView struct {
	frame
	Draft       draft
	Notice      correction // when and why
	Fact        []factcheck.EmphasisSpan
	Corrections []correction
}

// Withdrawn is the page of a fact-check that no longer stands. editions are
// those of the same fact-check.
func (s *Set) Withdrawn(e factcheck.Edition, editions []factcheck.Edition) ([]byte, error) {
	f := s.frame(e.Lang, s.print(e.Lang).T("withdrawn"), func(l factcheck.Lang) string { return address.Page(l, e.Slug) }, editions)
	f.Section, f.NoIndex, f.OEmbed = "list", true, s.oembedOf(e)
	v := withdrawnView{frame: f, Draft: s.draft(e, f.words), Fact: e.Text.Fact.Spans(), Corrections: s.corrections(e, f.words)}
	if e.Withdrawn != nil {
		v.Notice = correction{f.words, f.date(e.Withdrawn.Date), s.phrase(e.Withdrawn.Reason, e.Lang, e.Language)}
	}
	return s.execute("withdrawn.html", v)
}
