package feed

import (
	"time"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// item is what the three formats say about an entry. Texts are clean; Content
// is safe HTML.
type item struct {
	ID                 string // an address that stays, whatever happens to the page
	Permanent          bool   // ID leads to Address
	Address            string // of the page, absolute
	Title, Summary     string
	Content            string
	Published, Updated time.Time // zero when not known
	Topics             []topic
	Picture            *picture
	Change             *changeData // of a correction; else nil
}

type topic struct{ ID, Name string }

// picture is a Picture with its absolute address.
type picture struct {
	URL, MIME, Alt       string
	Width, Height, Bytes int // px, px, bytes
}

// items are the entries up to the limit.
func (f Feed) items() ([]item, error) {
	most := max(f.Cfg.Feeds.Limit, 0)
	if f.Corrections {
		return collect(f.Changed[:min(len(f.Changed), most)], f.correctionItem)
	}
	return collect(f.Entries[:min(len(f.Entries), most)], f.entryItem)
}

func collect[T any](list []T, make func(T) (item, error)) ([]item, error) {
	var out []item
	for _, entry := range list {
		it, err := make(entry)
		if err != nil {
			return nil, err
		}
		out = append(out, it)
	}
	return out, nil
}

func (f Feed) entryItem(entry Entry) (item, error) {
	e := entry.Edition
	content, err := f.content(entry)
	if err != nil {
		return item{}, err
	}
	return item{
		ID: f.id(e), Permanent: true,
		Address:   f.Cfg.URL(address.Page(e.Lang, e.Slug)),
		Title:     f.title(e),
		Summary:   line(summary(e)),
		Content:   content,
		Published: instant(e.Published),
		Updated:   revised(Updated(e), e.Revision),
		Topics:    topics(f.Cfg, e),
		Picture:   located(f.Cfg, entry.Picture),
	}, nil
}

// id is the address that the page first had: the oldest of its aliases, which
// are listed in their order. It leads to the page, and readers who have seen
// the entry do not see it as a new one after the page was renamed.
func (f Feed) id(e factcheck.Edition) string {
	slug := e.Slug
	if len(e.Aliases) > 0 {
		slug = e.Aliases[0]
	}
	return f.Cfg.URL(address.Page(e.Lang, slug))
}
