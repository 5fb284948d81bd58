// Package site is the specification of the public tree: which files a set of
// fact-checks makes, at which addresses. build writes the tree and serve
// answers from it, so that both give the same bytes.
//
// All names are known from the start; what a file holds is rendered when
// somebody asks. Every published fact-check has, in each language it may be
// shown in, a page, an embed, its pictures and a share kit of them, and stands
// in the list, its topics, their feeds and their embeds. A withdrawn one keeps page, embed and feed entries,
// which then say why. Earlier slugs keep answering: their page leads to the
// present one, their embed and pictures are those of the present one. So do
// the addresses of translations that are hidden: they lead to what is shown.
//
// Lists, logs, feeds and what search engines read come in blocks of fixed size,
// counted from the oldest fact-check, so that a change of one rewrites few files.
package site

import (
	"rebut/internal/address"
	"rebut/internal/api"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/indexfile"
	"rebut/internal/message"
	"rebut/internal/page"
)

// Content is what a site is made of.
type Content struct {
	Config     *config.Config
	FactChecks []*factcheck.FactCheck // without errors; those that are not public are passed over
	Messages   *message.Catalog
	Press      *card.Press
	Designs    card.Designs // that Press draws
	Pages      *page.Set
	Logo       []byte // PNG; nil for none

	// Earlier are the revisions of a fact-check that were replaced, oldest
	// first, with its slug; their pictures can be drawn. Nil: there are none.
	Earlier func(*factcheck.FactCheck) []*factcheck.FactCheck

	Index *indexfile.Keeper // of what is searched, from the reading before; nil for none

	Inputs Inputs // nil functions: files have no keys

	// Whole returns the whole of a fact-check of which FactChecks may hold no
	// more than an outline; nil: all are whole.
	Whole func(*factcheck.FactCheck) (*factcheck.FactCheck, error)

	// Settled reports that the files of a fact-check stay as they are, so that
	// they are not listed; nil: none do.
	Settled func(*factcheck.FactCheck) bool

	Last Last // what an earlier build made; nil for nothing

	Related *Related // which fact-checks pages lead on to; nil: found out
}

// linkFormat is the format of the picture that stands for a fact-check in
// lists, feeds and link previews.
const linkFormat = "link"

// New lays out the tree of a site.
func New(c Content, limits Limits) (*FS, error) {
	b := &builder{Content: c}
	if b.Earlier == nil {
		b.Earlier = func(*factcheck.FactCheck) []*factcheck.FactCheck { return nil }
	}
	b.texts = feed.NewContents(rememberedTexts)
	b.FactChecks = factcheck.Newest(c.FactChecks)
	b.offered = c.Config.Offered(b.FactChecks)
	b.places = make(map[*factcheck.FactCheck]int, len(b.FactChecks))
	for i, f := range b.FactChecks {
		b.places[f] = i
	}
	if b.Related == nil {
		b.Related = NewRelated(c.Config, b.FactChecks)
	}
	b.identity = identities(b.FactChecks, b.Inputs.FactCheck)
	list := b.oldestFirst()
	shown := b.inEveryLanguage(list)
	b.root(shown)
	b.lists(list, shown)
	b.programs(list)
	tree, err := newFS(b.files, len(b.FactChecks), func(i int) []*File { return b.section(b.FactChecks[i]) }, limits)
	if err != nil {
		return nil, err
	}
	b.tree, tree.Languages, tree.cache.last = tree, b.offered, c.Last
	tree.Heard, tree.Telling, tree.API, tree.Claims, tree.OEmbed = b.answers.answer, b.answers.telling(), b.api, b.claims(), b.oembedder().answer
	tree.Preview = b.preview
	tree.Prepare = b.answers.prepare
	return tree, nil
}

// rememberedTexts is how many full texts of feeds' entries are remembered, of
// some 5 KB each: the formats of a feed are made one after the other.
const rememberedTexts = 2048

// builder collects the files of a site.
type builder struct {
	Content
	places  map[*factcheck.FactCheck]int // in FactChecks
	offered []factcheck.Lang             // languages with something to read

	identity func(*factcheck.FactCheck) string // what Inputs say of one; not to be asked where they say nothing

	files   []*File
	source  string         // of the files that are being added; "" for shared ones
	texts   *feed.Contents // of feeds' entries
	answers *heard         // to those who ask
	api     *api.API       // to other programs
	tree    *FS            // what files that measure others ask; set once all names are known
}

// add enters a file by its address.
func (b *builder) add(address string, render func() ([]byte, error)) {
	b.files = append(b.files, &File{Name: fileName(address), Source: b.source, Render: render})
}

func fileName(path string) string { return address.File(path) }
