package citation

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// head is what a web page has about itself, as it stands there.
type head struct {
	meta  map[string][]string // contents by name in small letters, in their order; "dcterms:issued" is "dcterms.issued"
	title string
	lang  string // of the document element
	dated string // of an element that is marked as the date of publication
	data  []string
}

// mostValues bounds what is kept of one name.
const mostValues = 64

func ofHTML(body []byte, contentType string, at *url.URL) Citation {
	text, err := charset.NewReader(bytes.NewReader(body), contentType)
	if err != nil {
		return Citation{}
	}
	h := head{meta: map[string][]string{}}
	h.read(html.NewTokenizer(text))
	return h.citation(at)
}

func (h *head) read(z *html.Tokenizer) {
	z.SetMaxBuf(1 << 20)
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			h.element(z, z.Token())
		}
	}
}

func (h *head) element(z *html.Tokenizer, t html.Token) {
	at := map[string]string{}
	for _, a := range t.Attr {
		at[a.Key] = a.Val
	}
	switch t.DataAtom {
	case atom.Html:
		h.lang = at["lang"]
	case atom.Title:
		if h.title == "" && z.Next() == html.TextToken {
			h.title = z.Token().Data
		}
	case atom.Script:
		if kind, _, _ := strings.Cut(at["type"], ";"); strings.EqualFold(strings.TrimSpace(kind), "application/ld+json") && len(h.data) < mostValues && z.Next() == html.TextToken {
			h.data = append(h.data, z.Token().Data)
		}
	case atom.Meta:
		for _, attribute := range []string{"name", "property", "itemprop", "http-equiv"} {
			for name := range strings.FieldsSeq(at[attribute]) {
				h.put(name, at["content"])
			}
		}
	case atom.Time:
		if h.dated == "" && ofPublication(at) {
			h.dated = at["datetime"]
			if h.dated == "" && z.Next() == html.TextToken {
				h.dated = z.Token().Data
			}
		}
	}
}

func (h *head) put(name, content string) {
	name = strings.ToLower(name)
	for _, prefix := range []string{"dc:", "dcterms:"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			name = prefix[:len(prefix)-1] + "." + rest
		}
	}
	if len(h.meta[name]) < mostValues {
		h.meta[name] = append(h.meta[name], content)
	}
}

// ofPublication reports whether a <time> is marked as the date of publication:
// by microdata, RDFa, the attribute that HTML once had, or microformats2.
func ofPublication(at map[string]string) bool {
	if _, is := at["pubdate"]; is {
		return true
	}
	for _, attribute := range []string{"itemprop", "property"} {
		for name := range strings.FieldsSeq(at[attribute]) {
			if strings.EqualFold(name[strings.LastIndexByte(name, ':')+1:], "datePublished") {
				return true
			}
		}
	}
	for class := range strings.FieldsSeq(at["class"]) {
		if class == "dt-published" {
			return true
		}
	}
	return false
}

// all are the contents of several names.
func (h *head) all(names ...string) (out []string) {
	for _, name := range names {
		out = append(out, h.meta[name]...)
	}
	return out
}

func (h *head) citation(at *url.URL) Citation {
	about := articleOf(h.data, at)
	c := Citation{
		Date: date(append(h.all("citation_publication_date", "citation_cover_date", "citation_date", "citation_online_date"),
			append(append([]string{about.published}, h.all("dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "article:published_time", "datepublished")...), h.dated)...)...),
		Language: tongue(append(append(h.all("citation_language", "dcterms.language", "dc.language"), about.language, h.lang), h.all("content-language", "og:locale")...)...),
		Paid:     about.paid,
	}
	institution := h.institution(at)
	c.Publisher = first(mostName, append(append(append(h.all("citation_journal_title", "citation_technical_report_institution", "citation_dissertation_institution", "citation_publisher"),
		about.publisher), h.all("dcterms.publisher", "dc.publisher")...), append([]string{institution}, h.all("og:site_name", "publisher")...)...)...)
	c.Title = first(mostTitle, append(append(h.all("citation_title"), about.title), append(h.all("dcterms.title", "dc.title", "og:title"), h.title)...)...)
	c.Title = withoutSite(c.Title, c.Publisher, first(mostName, h.all("og:site_name")...), first(mostName, h.all("application-name")...), bare(at))
	c.Authors = h.authors(about, institution, c.Publisher)
	return c
}

// bare is the name of a site as it is read aloud.
func bare(at *url.URL) string { return strings.TrimPrefix(at.Hostname(), "www.") }

// institution is the one that a page of the Government of Canada is of. Its
// Standard on Metadata has the institution as the creator, often with the
// government before it: "Government of Canada, Statistics Canada".
func (h *head) institution(at *url.URL) string {
	host := "." + strings.ToLower(at.Hostname())
	if !strings.HasSuffix(host, ".canada.ca") && !strings.HasSuffix(host, ".gc.ca") {
		return ""
	}
	name := first(mostName, h.all("dcterms.creator", "dc.creator")...)
	for _, before := range []string{"Government of Canada, ", "Gouvernement du Canada, "} {
		name = strings.TrimPrefix(name, before)
	}
	return name
}

// authors are the people whom the first of the ways names.
func (h *head) authors(about article, institution, publisher string) []string {
	var cited, created []string
	for _, name := range h.all("citation_author") {
		cited = append(cited, turned(name))
	}
	if institution == "" {
		created = h.all("dcterms.creator", "dc.creator")
	}
	for _, list := range [][]string{cited, about.authors, created, h.all("article:author"), h.all("author")} {
		if people := names(list, publisher, institution); len(people) > 0 {
			return people
		}
	}
	return nil
}
