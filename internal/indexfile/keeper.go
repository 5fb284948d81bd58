// Package indexfile is the specification of how the index of a project is kept:
// from one reading of the project to the next in memory, and from one start of
// the program to the next as a file, which is mapped rather than read.
//
// Each document of the index carries a hash of its texts. Of the next reading
// only documents whose hash is another are analysed; the index that comes of
// that has the bytes of one made anew.
//
// The file is a line that names the format, two SHA-256 sums, of the program
// that wrote it and of all that follows, and the index as package search writes
// it. A file that was cut short, damaged or written by another program is not
// there; it is written anew. It is written beside and renamed, so that the file
// which is mapped never changes; several programs may keep one. Whoever deletes
// it deletes what can be made again.
package indexfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"rebut/internal/search"
)

// Options of a Keeper.
type Options struct {
	File    string                 // where to keep the index; "": in memory only
	Program func() (string, error) // tells the program from others that make other indexes
	Least   int                    // documents from which on a file is worth it
	Report  func(error)            // is told why a file cannot be written
}

// Keeper keeps the index of one project. It is safe for concurrent use. A nil
// Keeper keeps nothing.
type Keeper struct {
	Options
	mu      sync.Mutex
	current *search.Index // nil before the first reading
}

// New keeps nothing yet; what the file has is read when it is first needed.
func New(o Options) *Keeper { return &Keeper{Options: o} }

// Index is the index of documents, each with an id and language of its own.
// What they store is the keeper's.
func (k *Keeper) Index(docs []search.Document) *search.Index {
	for i := range docs {
		docs[i].Stored = sum(&docs[i])
	}
	if k == nil {
		return search.Build(docs)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	last := k.current
	if last == nil && len(docs) >= k.Least {
		last = k.open()
	}
	if last == nil {
		last = search.Build(nil)
	}
	now := update(last, docs)
	if now != last && k.File != "" && len(docs) >= k.Least {
		now = k.save(now)
	}
	k.current = now
	return now
}

// update brings an index up to date with documents; it is the index itself
// where nothing has changed.
func update(x *search.Index, docs []search.Document) *search.Index {
	other := map[string]bool{} // ids of which anything is another
	for i := range docs {
		if d := &docs[i]; !bytes.Equal(x.Stored(d.Lang, d.ID), d.Stored) {
			other[d.ID] = true
		}
	}
	if len(other) == 0 && x.Documents() == len(docs) {
		return x
	}
	type key struct{ lang, id string }
	wanted := make(map[key]bool, len(docs))
	for i := range docs {
		wanted[key{docs[i].Lang, docs[i].ID}] = true
	}
	x.Each(func(lang, id string) {
		if !wanted[key{lang, id}] {
			other[id] = true
		}
	})
	var gone []string
	for id := range other {
		gone = append(gone, id)
	}
	var fresh []search.Document
	for _, d := range docs {
		if other[d.ID] {
			fresh = append(fresh, d)
		}
	}
	return x.Replace(gone, fresh)
}

// sum is a hash of a document's texts, 16 bytes.
func sum(d *search.Document) []byte {
	h := sha256.New()
	var b []byte
	write := func(texts ...string) {
		b = binary.AppendUvarint(b[:0], uint64(len(texts)))
		for _, text := range texts {
			b = append(binary.AppendUvarint(b, uint64(len(text))), text...)
		}
		h.Write(b)
	}
	write(d.Claims...)
	write(d.Title, d.Fact, d.Why, d.Body)
	write(d.Claimants...)
	return h.Sum(nil)[:16]
}
