package page

import (
	"net/url"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// words gives templates the texts of their page's language.
type words struct{ print *message.Printer }

// T is the text "site.id"; pairs fill its placeholders.
func (w words) T(id string, pairs ...any) string { return w.print.Text("site."+id, pairs...) }

// N is the text "site.id" in its plural form for n.
func (w words) N(id string, n int) string { return w.print.Count("site."+id, n) }

// dated is a date for a <time> element.
type dated struct {
	ISO  string // value of the datetime attribute; "" when the date is unknown
	Text string // as people of the language write it
}

func (w words) date(d factcheck.Date) dated { return dated{d.String(), w.print.Date(d)} }

// phrase is a text that may be in another language than its page.
type phrase struct {
	Text string
	Lang string // BCP 47; "" when it is the page's, or not known
	Dir  string // "ltr" or "rtl" where Lang is set
}

func inLanguage(text string, lang, page factcheck.Lang) phrase {
	if text == "" || lang == "" || lang == page {
		return phrase{Text: text}
	}
	return phrase{text, string(lang), lang.Dir()}
}

// phrase is the text of l that suits the page.
func (s *Set) phrase(l factcheck.Localised, page, fallback factcheck.Lang) phrase {
	text, lang := l.In(page, fallback)
	if text == l[""] { // serves every language, such as a name
		lang = page
	}
	return inLanguage(text, lang, page)
}

// topic is a topic with its page.
type topic struct {
	Name phrase
	Href string
}

func (s *Set) topic(id string, lang factcheck.Lang) topic {
	return topic{s.topicName(id, lang), s.cfg.Path(address.Topic(lang, id))}
}

func (s *Set) topicName(id string, lang factcheck.Lang) phrase {
	named := slices.IndexFunc(s.cfg.Topics, func(t config.Topic) bool { return t.ID == id })
	if named >= 0 && len(s.cfg.Topics[named].Name) > 0 {
		return s.phrase(s.cfg.Topics[named].Name, lang, s.cfg.DefaultLanguage())
	}
	return phrase{Text: s.cfg.TopicName(id, lang)}
}

// webLink is a link that leads off the site.
type webLink struct {
	Href string
	Host string // as readers know the site: without "www."
}

// outside accepts web addresses only; any other leads nowhere.
func outside(text string) webLink {
	href := address.Outside(text)
	u, err := url.Parse(text)
	if err != nil || href == "" {
		return webLink{}
	}
	return webLink{href, strings.TrimPrefix(u.Hostname(), "www.")}
}
