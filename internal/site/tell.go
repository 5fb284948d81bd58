package site

import (
	"io/fs"

	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// Told is how far somebody is who tells what nobody has checked.
type Told = page.Told

// The ways in which Telling.Page shows that.
const (
	TellAsk     = page.TellAsk
	TellRefused = page.TellRefused
	TellThanks  = page.TellThanks
)

// Telling are the pages of servers that take what nobody has checked. Their
// errors are those of FS.Heard.
type Telling struct {
	Heard func(lang factcheck.Lang, query string, plain bool) ([]byte, error) // FS.Heard, with the form

	// Page is the page that takes it: what was sent, and how far that is.
	Page func(lang factcheck.Lang, told Told, text string) ([]byte, error)
}

func (h *heard) telling() *Telling {
	return &Telling{
		Heard: func(lang factcheck.Lang, query string, plain bool) ([]byte, error) {
			return h.reply(lang, query, plain, true)
		},
		Page: func(lang factcheck.Lang, told Told, text string) ([]byte, error) {
			p, ok := h.pages[lang]
			if !ok {
				return nil, fs.ErrNotExist
			}
			return h.b.Pages.Tell(lang, p.Langs, told, text)
		},
	}
}
