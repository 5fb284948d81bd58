package search

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"
)

// Sections of a shard, in their order in the file; docs/matching.md describes
// each.
const (
	secLang      = iota // the language's tag
	secStop             // stop words, one a line
	secWords            // words, sorted, each as what it does not share with the one before
	secNext             // uint24 for each word: the next word of the same stem, in a ring
	secPostStart        // uint32 for each word: where its postings begin
	secPostings         // for each word: number of documents, then steps and impacts
	secDocStart         // uint32 for each document: where its record begins
	secDocs             // records: id, stored bytes, short texts
	sections
)

var order = binary.LittleEndian

// encoder writes the shard of one language.
type encoder struct {
	vocab []string // sorted
	parts [sections][]byte
}

// encodeShard gives the bytes of a language's documents, which must be sorted
// by id and read by r.
func encodeShard(lang string, r *reader, docs []analysed) []byte {
	var e encoder
	e.begin(lang)
	sorted, ids := r.sorted()
	lists := invert(docs, len(r.words))
	for _, w := range sorted {
		e.add(r.words[w], lists[w])
	}
	var list []int
	for _, d := range docs {
		e.record([]byte(d.id), d.stored)
		for _, s := range d.texts {
			list = list[:0]
			for _, w := range s.words {
				list = append(list, ids[w])
			}
			e.text(s.kind, list)
		}
	}
	e.words()
	e.rings(stemmer(lang))
	return e.bytes()
}

// sorted are the numbers of the words in their order, and for each word its
// place in it.
func (r *reader) sorted() (words []int32, places []int) {
	words, places = make([]int32, len(r.words)), make([]int, len(r.words))
	for i := range words {
		words[i] = int32(i)
	}
	slices.SortFunc(words, func(a, b int32) int { return strings.Compare(r.words[a], r.words[b]) })
	for place, w := range words {
		places[w] = place
	}
	return words, places
}

// begin writes what belongs to the language.
func (e *encoder) begin(lang string) {
	e.parts[secLang] = []byte(lang)
	e.parts[secStop] = []byte(strings.Join(slices.Sorted(maps.Keys(stopWords(lang))), "\n"))
}

// invert lists for each word the documents that have it.
func invert(docs []analysed, words int) [][]posting {
	sizes := make([]int, words)
	for i := range docs {
		for _, c := range docs[i].counts {
			sizes[c.word]++
		}
	}
	lists := make([][]posting, words)
	for w, n := range sizes {
		lists[w] = make([]posting, 0, n)
	}
	for doc := range docs {
		for _, c := range docs[doc].counts {
			lists[c.word] = append(lists[c.word], posting{int32(doc), c.impact})
		}
	}
	return lists
}

func (e *encoder) words() {
	last := ""
	for _, w := range e.vocab {
		shared := sharedBytes(last, w)
		e.parts[secWords] = append(e.parts[secWords], byte(shared), byte(len(w)-shared))
		e.parts[secWords] = append(e.parts[secWords], w[shared:]...)
		last = w
	}
}

func sharedBytes(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// rings links the words of one stem in the order of the word list, the last
// back to the first.
func (e *encoder) rings(stem func(string) string) {
	groups := map[string][]int{}
	stems := make([]string, len(e.vocab))
	for i, w := range e.vocab {
		stems[i] = stem(w)
		groups[stems[i]] = append(groups[stems[i]], i)
	}
	for i := range e.vocab {
		ring := groups[stems[i]]
		at, _ := slices.BinarySearch(ring, i)
		next := ring[(at+1)%len(ring)]
		e.parts[secNext] = append(e.parts[secNext], byte(next), byte(next>>8), byte(next>>16))
	}
}

// add writes a word and its postings.
func (e *encoder) add(word string, list []posting) {
	e.vocab = append(e.vocab, word)
	e.parts[secPostStart] = order.AppendUint32(e.parts[secPostStart], uint32(len(e.parts[secPostings])))
	b, last := binary.AppendUvarint(e.parts[secPostings], uint64(len(list))), 0
	for _, p := range list {
		b = append(binary.AppendUvarint(b, uint64(int(p.doc)-last)), p.impact)
		last = int(p.doc)
	}
	e.parts[secPostings] = b
}

// record begins a document's record.
func (e *encoder) record(id, stored []byte) {
	e.parts[secDocStart] = order.AppendUint32(e.parts[secDocStart], uint32(len(e.parts[secDocs])))
	e.parts[secDocs] = appendBytes(appendBytes(e.parts[secDocs], id), stored)
}

// text adds a short text to the record.
func (e *encoder) text(kind byte, ids []int) {
	b := binary.AppendUvarint(append(e.parts[secDocs], kind), uint64(len(ids)))
	for _, id := range ids {
		b = binary.AppendUvarint(b, uint64(id))
	}
	e.parts[secDocs] = b
}

func appendBytes(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}

func (e *encoder) bytes() []byte {
	var b []byte
	for _, part := range e.parts {
		b = order.AppendUint32(b, uint32(len(part)))
	}
	for _, part := range e.parts {
		b = append(b, part...)
	}
	return b
}
