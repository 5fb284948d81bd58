package search

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Index answers queries. It never changes, so any number of goroutines may ask.
type Index struct {
	shards  []*shard // sorted by language
	model   *Model
	scratch *sync.Pool // of *scratch
}

// magic begins the file of an index; the digit is the version of the format.
const magic = "rebutsx2"

func newIndex(shards []*shard) *Index {
	return &Index{shards: shards, model: Learned(), scratch: &sync.Pool{}}
}

// Build indexes documents. Two with the same id and language are a mistake of
// the caller's; the last one stays.
func Build(docs []Document) *Index { return newIndex(nil).Replace(nil, docs) }

// Open reads an index that WriteTo wrote. The bytes are kept and must not
// change; they may be a mapped file, whose owner is kept as long as anything
// can read them: this index, others that Replace made of it, and what hits have
// stored, which is copied. Bytes that are no index are an error, damaged ones
// give wrong answers at worst.
func Open(data []byte, owner any) (*Index, error) {
	bad := errors.New("search: not an index of version 2")
	rest, found := bytes.CutPrefix(data, []byte(magic))
	if !found || len(rest) < modelSize+4 {
		return nil, bad
	}
	model := readModel(rest)
	count, rest := order.Uint32(rest[modelSize:]), rest[modelSize+4:]
	var shards []*shard
	for range count {
		if len(rest) < 4 {
			return nil, bad
		}
		size := uint64(order.Uint32(rest))
		if rest = rest[4:]; size > uint64(len(rest)) {
			return nil, bad
		}
		s, ok := openShard(rest[:size:size])
		if !ok {
			return nil, bad
		}
		s.owner = owner
		shards, rest = append(shards, s), rest[size:]
	}
	x := newIndex(shards)
	x.model = model
	return x, nil
}

// WriteTo writes the index as Open reads it. The bytes depend on the documents
// alone, not on the order or the steps in which they were added.
func (x *Index) WriteTo(w io.Writer) (int64, error) {
	defer runtime.KeepAlive(x) // and with it the owner of what is read
	data := order.AppendUint32(x.model.appendTo([]byte(magic)), uint32(len(x.shards)))
	for _, s := range x.shards {
		data = order.AppendUint32(data, uint32(s.size()))
		data = s.appendTo(data)
	}
	n, err := w.Write(data)
	return int64(n), err
}

// Documents is the number of documents, each fact-check counted in every
// language.
func (x *Index) Documents() int {
	sum := 0
	for _, s := range x.shards {
		sum += s.docs
	}
	return sum
}

// Stored is what was stored with a document; nil without such a document.
func (x *Index) Stored(lang, id string) []byte {
	defer runtime.KeepAlive(x)
	for _, s := range x.shards {
		if s.lang != lang {
			continue
		}
		doc := sort.Search(s.docs, func(doc int) bool { return string(s.record(doc).id) >= id })
		if doc < s.docs {
			if r := s.record(doc); string(r.id) == id {
				return bytes.Clone(r.stored)
			}
		}
	}
	return nil
}

// Each calls each with the documents, sorted by language and id.
func (x *Index) Each(each func(lang, id string)) {
	defer runtime.KeepAlive(x)
	for _, s := range x.shards {
		for doc := range s.docs {
			each(s.lang, string(s.record(doc).id))
		}
	}
}

// Replace gives an index in which documents take the place of all that have
// one of the ids or the id of a document; without documents of an id it is
// removed. Documents that stay are not read again.
func (x *Index) Replace(ids []string, docs []Document) *Index {
	defer runtime.KeepAlive(x)
	gone := map[string]bool{}
	for _, id := range ids {
		gone[id] = true
	}
	fresh := map[string][]Document{}
	for _, d := range docs {
		gone[d.ID] = true
		fresh[d.Lang] = append(fresh[d.Lang], d)
	}
	old := map[string]*shard{}
	for _, s := range x.shards {
		old[s.lang] = s
		fresh[s.lang] = append(fresh[s.lang], []Document(nil)...)
	}
	var shards []*shard
	for _, lang := range slices.Sorted(maps.Keys(fresh)) {
		if s := merge(lang, old[lang], gone, fresh[lang]); s != nil {
			shards = append(shards, s)
		}
	}
	return newIndex(shards)
}

// all reads documents of one language; sorted by id, each once.
func (r *reader) all(docs []Document) []analysed {
	last := map[string]int{}
	for i, d := range docs {
		last[d.ID] = i
	}
	list := make([]analysed, 0, len(last))
	for i, d := range docs {
		if last[d.ID] == i {
			list = append(list, r.read(d))
		}
	}
	slices.SortFunc(list, func(a, b analysed) int { return strings.Compare(a.id, b.id) })
	return list
}
