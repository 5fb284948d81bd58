package feed

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"rebut/internal/factcheck"
)

// Contents remembers the full texts of entries: each stands in three formats,
// in the feed of its language and in that of every topic. It serves one site,
// whose fact-checks do not change, and is safe for concurrent use.
type Contents struct {
	kept *lru.Cache[contentKey, string]
}

// contentKey tells the texts of one site apart. It holds no fact-check, which
// would keep it in memory.
type contentKey struct {
	slug     factcheck.Slug
	revision int
	lang     factcheck.Lang
	state    factcheck.TranslationState
	marked   bool
	picture  Picture
}

// NewContents remembers as many texts as most, of some 5 KB each.
func NewContents(most int) *Contents {
	kept, _ := lru.New[contentKey, string](max(most, 1)) // fails for sizes below 1
	return &Contents{kept}
}

func keyOf(entry Entry) contentKey {
	e := entry.Edition
	key := contentKey{slug: e.Slug, revision: e.Revision, lang: e.Lang, state: e.State, marked: e.Marked}
	if entry.Picture != nil {
		key.picture = *entry.Picture
		key.picture.Bytes = 0 // the text does not tell it
	}
	return key
}

// content is an entry's full text as HTML without a relative address.
func (f Feed) content(entry Entry) (string, error) {
	if f.Contents == nil {
		return f.newContent(entry)
	}
	key := keyOf(entry)
	if known, ok := f.Contents.kept.Get(key); ok {
		return known, nil
	}
	made, err := f.newContent(entry)
	if err == nil {
		f.Contents.kept.Add(key, made)
	}
	return made, err
}
