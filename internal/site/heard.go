package site

import (
	"bytes"
	"io/fs"

	"rebut/internal/address"
	"rebut/internal/answer"
	"rebut/internal/factcheck"
	"rebut/internal/page"
	"rebut/internal/search"
)

// heard is what answers those who tell what they heard: of each language the
// page, and what finds among all that the site lists.
type heard struct {
	pages map[factcheck.Lang]page.HeardPage
	find  *answer.Finder
	b     *builder
}

// mostHits is how many fact-checks an answer names.
const mostHits = 4

// heard adds the page of each language that takes what somebody heard, and what
// browsers search where no server does: of each language an index and the texts
// to show, and an index of all languages for those who heard it in another one.
func (b *builder) heard(languages []inLanguage) {
	h := &heard{pages: map[factcheck.Lang]page.HeardPage{}, find: answer.New(b.Config, b.Press, b.FactChecks, b.whole, b.Index), b: b}
	var newest []factcheck.Edition
	for _, l := range languages {
		p := page.HeardPage{Langs: b.offered, Topics: l.listedTopics(), Search: b.Config.Search.Browser > 0}
		h.pages[l.lang] = p
		b.shared(address.Heard(l.lang), b.group(nil), []any{p}, func() ([]byte, error) { return b.Pages.Heard(l.lang, p, nil) })
		editions := only(l.all.items, listed)
		if p.Search {
			newest = append(newest, b.inBrowser(l.lang, editions)...)
		}
	}
	if len(b.offered) > 1 && b.Config.Search.Browser > 0 {
		b.shared(address.HeardAll, b.group(newest), nil, func() ([]byte, error) { return b.indexFile(newest) })
	}
	b.answers = h
}

// inBrowser adds the files of a language and returns what is in them.
func (b *builder) inBrowser(lang factcheck.Lang, editions []factcheck.Edition) []factcheck.Edition {
	editions = editions[:min(len(editions), b.Config.Search.Browser)]
	b.shared(address.HeardIndex(lang), b.group(editions), nil, func() ([]byte, error) { return b.indexFile(editions) })
	b.shared(address.HeardTexts(lang), b.group(editions), nil, func() ([]byte, error) {
		items, err := b.listItems(editions)
		if err != nil {
			return nil, err
		}
		return b.Pages.HeardTexts(lang, items)
	})
	return editions
}

// index holds editions, opened one after the other: a large site's need not be
// in memory all at once.
func (b *builder) index(editions []factcheck.Edition) (*search.Index, error) {
	docs := make([]search.Document, len(editions))
	for i, e := range editions {
		whole, err := b.whole(e)
		if err != nil {
			return nil, err
		}
		docs[i] = search.DocumentOf(whole)
	}
	return search.Build(docs), nil
}

func (b *builder) indexFile(editions []factcheck.Edition) ([]byte, error) {
	index, err := b.index(editions)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	_, err = index.WriteTo(&file)
	return file.Bytes(), err
}

// prepare is FS.Prepare. An error is told to whoever asks.
func (h *heard) prepare() { _, _ = h.find.Index() }

// answer is FS.Heard.
func (h *heard) answer(lang factcheck.Lang, query string, plain bool) ([]byte, error) {
	return h.reply(lang, query, plain, false)
}

func (h *heard) reply(lang factcheck.Lang, query string, plain, tell bool) ([]byte, error) {
	p, ok := h.pages[lang]
	if !ok {
		return nil, fs.ErrNotExist
	}
	reply, editions, err := h.find.Editions(query, lang, mostHits)
	if err != nil {
		return nil, err
	}
	items, err := h.b.listItems(editions)
	if err != nil {
		return nil, err
	}
	found := page.Found{Query: reply.Query, Tell: tell, Answered: reply.Answered, Items: items}
	if plain {
		picture := ""
		if found.Answered && len(items) > 0 {
			picture = h.find.Picture(items[0].Edition)
		}
		return h.b.Pages.HeardText(lang, found, picture), nil
	}
	return h.b.Pages.Heard(lang, p, &found)
}
