package feed

import (
	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Feed is what one feed is made of: a language's entries, in the order in which
// they are to stand. It is about everything, or about one of Topic, Rating and
// Corrections.
type Feed struct {
	Cfg         *config.Config
	Msgs        *message.Catalog
	Lang        factcheck.Lang
	Topic       string // id of the topic that it is about
	Rating      string // id of the rating that its entries have
	Corrections bool   // it tells of what was changed: its entries are those of Changed

	Entries []Entry      // only the first Cfg.Feeds.Limit are used
	Changed []Correction // likewise

	// Archives of what is older (RFC 5005, section 4) are numbered from the
	// oldest, 1.
	Archive int // which one this is; 0 for the feed itself
	Older   int // the archive before this document; 0 for none
	Newer   int // the archive after this archive; 0 for none

	Contents *Contents // of a site of the same Cfg and Msgs; nil to make every text anew
}

// Entry is one edition of a fact-check with the picture that stands for it. A
// withdrawn one stays in the feed, as news of its withdrawal: partners who
// republished it must learn of that where they read it.
type Entry struct {
	Edition factcheck.Edition
	Picture *Picture // nil for none
}

// Picture is a rendered graphic of the site.
type Picture struct {
	Path          string // address path, from package address
	MIME          string
	Alt           string
	Width, Height int // px
	Bytes         int // size of the file; 0 when not known
}

// title is the fact, announced as withdrawn or as a draft where the edition
// must be.
func (f Feed) title(e factcheck.Edition) string {
	fact := line(e.Text.Fact.Plain())
	switch {
	case e.Status == factcheck.Withdrawn:
		return line(f.Msgs.In(f.Lang).Text("feed.withdrawn-title", "Fact", fact))
	case e.Marked:
		return line(f.Msgs.In(f.Lang).Text("feed.draft-title", "Fact", fact))
	}
	return fact
}

// summary is the reason for the fact, or for its withdrawal.
func summary(e factcheck.Edition) string {
	if e.Status != factcheck.Withdrawn || e.Withdrawn == nil {
		return e.Text.Why
	}
	reason, _ := e.Withdrawn.Reason.In(e.Lang, e.Language)
	return reason
}

func topics(cfg *config.Config, e factcheck.Edition) []topic {
	var out []topic
	for _, id := range e.Topics {
		if name := line(cfg.TopicName(id, e.Lang)); name != "" {
			out = append(out, topic{ID: line(id), Name: name})
		}
	}
	return out
}

func located(cfg *config.Config, p *Picture) *picture {
	if p == nil {
		return nil
	}
	return &picture{URL: cfg.URL(p.Path), MIME: p.MIME, Alt: line(p.Alt), Width: p.Width, Height: p.Height, Bytes: p.Bytes}
}

// logo is the address of the organisation's logo, "" where it has none.
func logo(cfg *config.Config) string {
	if cfg.Organisation.Logo == "" {
		return ""
	}
	return cfg.URL(address.Logo)
}

// localised is an organisation's text in a language, with the site's first
// language to fall back on.
func localised(cfg *config.Config, text factcheck.Localised, lang factcheck.Lang) string {
	s, _ := text.In(lang, cfg.DefaultLanguage())
	return s
}
