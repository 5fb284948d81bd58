package site

import (
	"bytes"
	"errors"
	"io/fs"
	"sync"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/page"
	"rebut/internal/search"
)

// heard is what answers those who tell what they heard: of each language the
// page, and an index of all that the site lists.
type heard struct {
	pages map[factcheck.Lang]page.HeardPage
	index func() (*search.Index, error)
	slugs map[factcheck.Slug]*factcheck.FactCheck
	b     *builder
}

// mostHits is how many fact-checks an answer names.
const mostHits = 4

// heard adds the page of each language that takes what somebody heard, and what
// browsers search where no server does: of each language an index and the texts
// to show, and an index of all languages for those who heard it in another one.
func (b *builder) heard(languages []inLanguage) {
	h := &heard{pages: map[factcheck.Lang]page.HeardPage{}, slugs: map[factcheck.Slug]*factcheck.FactCheck{}, b: b}
	var all, newest []factcheck.Edition
	for _, l := range languages {
		p := page.HeardPage{Langs: b.offered, Topics: l.listedTopics(), Search: b.Config.Search.Browser > 0}
		h.pages[l.lang] = p
		b.shared(address.Heard(l.lang), b.group(nil), []any{p}, func() ([]byte, error) { return b.Pages.Heard(l.lang, p, nil) })
		editions := only(l.all.items, listed)
		all = append(all, editions...)
		if p.Search {
			newest = append(newest, b.inBrowser(l.lang, editions)...)
		}
	}
	if len(b.offered) > 1 && b.Config.Search.Browser > 0 {
		b.shared(address.HeardAll, b.group(newest), nil, func() ([]byte, error) { return b.indexFile(newest) })
	}
	for _, e := range all {
		h.slugs[e.Slug] = e.FactCheck
	}
	h.index = sync.OnceValues(func() (*search.Index, error) { return b.index(all) })
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

// answer is FS.Heard. The language's own texts are searched first and all
// others where they have no answer, as browsers do; an answer in another
// language is given in the page's where there is the text.
func (h *heard) answer(lang factcheck.Lang, query string, plain bool) ([]byte, error) {
	p, ok := h.pages[lang]
	if !ok {
		return nil, fs.ErrNotExist
	}
	query = firstRunes(query, page.MaxQuery)
	found, err := h.find(lang, query)
	if err != nil {
		return nil, err
	}
	if plain {
		return h.b.Pages.HeardText(lang, found), nil
	}
	return h.b.Pages.Heard(lang, p, &found)
}

func (h *heard) find(lang factcheck.Lang, query string) (page.Found, error) {
	index, err := h.index()
	if err != nil {
		return page.Found{}, err
	}
	answer := index.Match(query, search.Options{Limit: mostHits, Lang: string(lang)})
	if !answer.Confident {
		answer = index.Match(query, search.Options{Limit: mostHits})
	}
	var editions []factcheck.Edition
	for _, hit := range answer.Hits {
		f := h.slugs[factcheck.Slug(hit.ID)]
		e, ok := h.b.Config.Edition(f, lang)
		if !ok {
			if e, ok = h.b.Config.Edition(f, factcheck.Lang(hit.Lang)); !ok {
				return page.Found{}, errors.New("site: the index has an edition that is not shown")
			}
		}
		editions = append(editions, e)
	}
	items, err := h.b.listItems(editions)
	return page.Found{Query: query, Answered: answer.Confident, Items: items}, err
}

// firstRunes is the beginning of a text, n characters at most.
func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}
