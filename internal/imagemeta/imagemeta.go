// Package imagemeta is the specification of what a picture file says about
// itself: which fact-check it shows, in which language and revision, who made
// it and how it may be used; written so that photo desks, archives and screen
// readers find it, and read back from files that may be broken or hostile.
//
// The same Metadata stands in three forms:
//
//   - XMP (ISO 16684-1) in PNG, JPEG and PDF: Dublin Core, xmpRights,
//     photoshop:Credit, the alt text of the IPTC Photo Metadata Standard 2021
//     (AltTextAccessibility), and Rebut's own properties in the namespace
//     "urn:rebut:";
//   - IPTC-IIM 4.2 in JPEG, for programs that know no XMP;
//   - text chunks in PNG, by keyword.
//
// Apps for messages and most social networks remove all of it.
package imagemeta

import (
	"strconv"
	"strings"
)

// Metadata is what a picture says about itself. An empty field is not written.
type Metadata struct {
	Title       string // the fact
	Description string // the alt text
	Creator     string // the organisation
	Credit      string // the line that names the organisation beside the picture
	Rights      string // how the picture may be used
	RightsURL   string // address of the licence
	Page        string // address of the fact-check's page
	Software    string

	Slug     string // of the fact-check
	Lang     string // BCP 47
	Revision int    // of the fact-check, from 1; 0: unknown
	Design   string // id
	Format   string // id
	Theme    string // id
	Slide    int    // which of a carousel's pictures, from 1; 0 for a single one
}

// Keywords of PNG's text chunks (PNG, third edition, section 11.3.3.1), and of
// Rebut's own.
const (
	Title       = "Title"
	Description = "Description"
	Creator     = "Author"
	Rights      = "Copyright"
	Page        = "Source"
	Software    = "Software"
	Credit      = "rebut:credit"
	RightsURL   = "rebut:licence"
	Slug        = "rebut:slug"
	Lang        = "rebut:language"
	Revision    = "rebut:revision"
	Design      = "rebut:design"
	Format      = "rebut:format"
	Theme       = "rebut:theme"
	Slide       = "rebut:slide"
)

// Keywords lists all of them, in the order in which they are written.
func Keywords() []string {
	return []string{Title, Description, Creator, Rights, Page, Software, Credit, RightsURL, Slug, Lang, Revision, Design, Format, Theme, Slide}
}

// number is the place of a keyword's number, nil for keywords that have none.
func (m *Metadata) number(keyword string) *int {
	switch keyword {
	case Revision:
		return &m.Revision
	case Slide:
		return &m.Slide
	}
	return nil
}

// field is the place of a keyword's text; nil for numbers and for keywords that
// Metadata does not have.
func (m *Metadata) field(keyword string) *string {
	switch keyword {
	case Title:
		return &m.Title
	case Description:
		return &m.Description
	case Creator:
		return &m.Creator
	case Rights:
		return &m.Rights
	case Page:
		return &m.Page
	case Software:
		return &m.Software
	case Credit:
		return &m.Credit
	case RightsURL:
		return &m.RightsURL
	case Slug:
		return &m.Slug
	case Lang:
		return &m.Lang
	case Design:
		return &m.Design
	case Format:
		return &m.Format
	case Theme:
		return &m.Theme
	}
	return nil
}

// Set takes in the text of a keyword, where Metadata has the keyword and no
// text for it yet.
func (m *Metadata) Set(keyword, text string) {
	if place := m.number(keyword); place != nil {
		if n, err := strconv.Atoi(text); err == nil && n > 0 && *place == 0 {
			*place = n
		}
		return
	}
	if f := m.field(keyword); f != nil && *f == "" {
		*f = strings.TrimSpace(text)
	}
}

// Get is the text of a keyword, "" for none.
func (m *Metadata) Get(keyword string) string {
	if n := m.number(keyword); n != nil {
		if *n == 0 {
			return ""
		}
		return strconv.Itoa(*n)
	}
	if f := m.field(keyword); f != nil {
		return *f
	}
	return ""
}
