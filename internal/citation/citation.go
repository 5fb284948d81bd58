// Package citation is the specification of what a page on the web says of
// itself that a reference to it needs: title, publisher, date of publication,
// authors, language. Nothing is guessed: what a page does not say stays empty.
//
// A web page may say it in several ways. The first that says it is believed, in
// this order, as their writers are ever further from the document:
//
//  1. citation_title and the like: Highwire Press tags, which Google Scholar
//     asks publishers for, written to be cited;
//  2. schema.org in JSON-LD, of articles and reports (schema.org/Article);
//  3. Dublin Core (DCMI Metadata Terms), which the Government of Canada's
//     Standard on Metadata prescribes for its pages;
//  4. Open Graph and its article: terms (ogp.me), written to be shared;
//  5. microdata, <time> elements that are marked as of publication, <title>.
//
// The language of the document element comes before that of Open Graph, which
// is a place as often. Dates of changes are not dates of publication. A PDF
// says it in XMP (ISO 16684-1) or in its document information (ISO 32000-1,
// section 14.3.3); when the file was made is not when it was published.
package citation

import (
	"bytes"
	"errors"
	"mime"
	"net/url"
	"strings"

	"rebut/internal/factcheck"
)

// Citation is what a page says of itself.
type Citation struct {
	Title     string
	Publisher string
	Date      factcheck.Date // of publication
	Authors   []string       // in their order, "Given Family" where the page tells them apart
	Language  factcheck.Lang // without a region: "fr"
	Paid      bool           // it says that not everybody may read it (schema.org/isAccessibleForFree)
}

// Empty reports whether a page says nothing of use.
func (c Citation) Empty() bool {
	return c.Title == "" && c.Publisher == "" && c.Date.IsZero() && len(c.Authors) == 0
}

// ErrKind says that something is neither a web page nor a PDF.
var ErrKind = errors.New("neither a web page nor a PDF")

// IsPDF reports whether an answer is a PDF, whatever it is called.
func IsPDF(body []byte) bool { return bytes.HasPrefix(body, []byte("%PDF-")) }

// Read is what a page says of itself, given its bytes (of an HTML page: the
// first of them do), its Content-Type, and its address.
func Read(body []byte, contentType string, at *url.URL) (Citation, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	switch {
	case IsPDF(body):
		return ofPDF(body), nil
	case err == nil && (kind == "text/html" || kind == "application/xhtml+xml"):
		return ofHTML(body, contentType, at), nil
	}
	return Citation{}, ErrKind
}

// first is the first text that there is once it is clean.
func first(most int, texts ...string) string {
	for _, text := range texts {
		if text = clean(text, most); text != "" {
			return text
		}
	}
	return ""
}

// withoutSite is a title without the name of the site that pages put behind it:
// "How many came? | Statistics Canada".
func withoutSite(title string, names ...string) string {
	for _, between := range []string{" | ", " - ", " – ", " — ", " · ", " :: ", " • "} {
		i := strings.LastIndex(title, between)
		if i <= 0 {
			continue
		}
		for _, name := range names {
			if name != "" && strings.EqualFold(strings.TrimSpace(title[i+len(between):]), name) {
				return strings.TrimSpace(title[:i])
			}
		}
	}
	return title
}
