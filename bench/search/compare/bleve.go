package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	blevesearch "github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/search/query"

	"rebut/internal/search"
)

type bleve struct {
	index  blevesearch.Index
	folder string
	built  time.Duration // what build took, without what goes on after it
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func (b *bleve) build(docs []search.Document) int64 {
	mapping := blevesearch.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	mapping.ScoringModel = "bm25"
	field := blevesearch.NewTextFieldMapping()
	field.Store, field.IncludeTermVectors, field.DocValues = false, false, false
	for _, name := range []string{"Claim", "Title", "Body"} {
		mapping.DefaultMapping.AddFieldMappingsAt(name, field)
	}
	begin := time.Now()
	folder, err := os.MkdirTemp("", "bleve")
	must(err)
	b.folder = folder
	b.index, err = blevesearch.New(filepath.Join(folder, "index"), mapping)
	must(err)
	const batch = 1000
	list := b.index.NewBatch()
	for i, d := range docs {
		must(list.Index(d.ID, map[string]string{"Claim": d.Claims[0], "Title": d.Title, "Body": d.Body}))
		if (i+1)%batch == 0 || i+1 == len(docs) {
			must(b.index.Batch(list))
			list.Reset()
		}
	}
	b.built = time.Since(begin)
	return settle(folder)
}

// settle waits until bleve has done in the background what it does after a
// build, and is the size of its folder then.
func settle(folder string) int64 {
	const still = 3 * time.Second
	last, since := size(folder), time.Now()
	for time.Since(since) < still {
		time.Sleep(still / 10)
		if now := size(folder); now != last {
			last, since = now, time.Now()
		}
	}
	return last
}

func size(folder string) (n int64) {
	must(filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	}))
	return n
}

func (b *bleve) ask(text string, n int) (ids []string) {
	var parts []query.Query
	for _, name := range []string{"Claim", "Title", "Body"} {
		q := blevesearch.NewMatchQuery(text)
		q.SetField(name)
		parts = append(parts, q)
	}
	r, err := b.index.Search(blevesearch.NewSearchRequestOptions(blevesearch.NewDisjunctionQuery(parts...), n, 0, false))
	must(err)
	for _, h := range r.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func (b *bleve) took() time.Duration { return b.built }

func (b *bleve) close() {
	must(b.index.Close())
	must(os.RemoveAll(b.folder))
}
