package search

import "slices"

// merge gives the shard that a language's documents make when some are gone
// and others new; nil without documents. It copies what stays.
func merge(lang string, old *shard, gone map[string]bool, fresh []Document) *shard {
	added := shardOf(lang, fresh)
	if old == nil {
		return added
	}
	a := &side{shard: old, docs: make([]int, old.docs)}
	removed := false
	for i := range a.docs {
		if gone[string(old.record(i).id)] {
			a.docs[i], removed = -1, true
		}
	}
	if added == nil && !removed {
		return old
	}
	if added == nil {
		added = emptyShard(lang)
	}
	m := merger{old: a, added: &side{shard: added, docs: make([]int, added.docs)}}
	if m.number(); m.docs == 0 {
		return nil
	}
	return m.merge(lang)
}

// shardOf indexes documents; nil without any.
func shardOf(lang string, docs []Document) *shard {
	if len(docs) == 0 {
		return nil
	}
	r := newReader(lang)
	s, _ := openShard(encodeShard(lang, r, r.all(docs)))
	return s
}

func emptyShard(lang string) *shard {
	s, _ := openShard(encodeShard(lang, newReader(lang), nil))
	return s
}

// side is one of two shards that are merged.
type side struct {
	*shard
	docs  []int    // new number of each document; −1: gone
	texts []string // its words
	ids   []int    // new number of each word
}

type merger struct {
	old, added *side
	docs       int // of the merged shard
	order      []place
	e          encoder
}

// place is where a document of the merged shard comes from.
type place struct {
	from *side
	doc  int
}

// number gives the documents of both sides their numbers, in the order of ids.
func (m *merger) number() {
	for _, s := range []*side{m.old, m.added} {
		for i := range s.docs {
			if s.docs[i] == 0 {
				m.order = append(m.order, place{s, i})
			}
		}
	}
	slices.SortFunc(m.order, func(a, b place) int {
		return slices.Compare(a.from.record(a.doc).id, b.from.record(b.doc).id)
	})
	for i, p := range m.order {
		p.from.docs[p.doc] = i
	}
	m.docs = len(m.order)
}

func (m *merger) merge(lang string) *shard {
	m.e.begin(lang)
	m.old.read()
	m.added.read()
	for i, j := 0, 0; i < len(m.old.texts) || j < len(m.added.texts); {
		word, a, b := "", -1, -1
		if j == len(m.added.texts) || i < len(m.old.texts) && m.old.texts[i] <= m.added.texts[j] {
			word, a = m.old.texts[i], i
		}
		if a < 0 || j < len(m.added.texts) && m.added.texts[j] == word {
			word, b = m.added.texts[j], j
		}
		m.word(word, a, b)
		if a >= 0 {
			i++
		}
		if b >= 0 {
			j++
		}
	}
	m.records()
	m.e.words()
	m.e.rings(stemmer(lang))
	s, _ := openShard(m.e.bytes())
	return s
}

// read reads a side's words.
func (s *side) read() {
	s.ids, s.texts = make([]int, s.vocab), make([]string, s.vocab)
	for id := range s.texts {
		s.texts[id] = s.word(id)
	}
}

// word merges the postings of a word, which may be in one side or both.
func (m *merger) word(word string, a, b int) {
	list := m.added.live(b, m.old.live(a, nil))
	if len(list) == 0 {
		return
	}
	if a >= 0 && b >= 0 {
		slices.SortFunc(list, func(p, q posting) int { return int(p.doc - q.doc) })
	}
	if a >= 0 {
		m.old.ids[a] = len(m.e.vocab)
	}
	if b >= 0 {
		m.added.ids[b] = len(m.e.vocab)
	}
	m.e.add(word, list)
}

// live appends a word's postings whose documents stay, with their new numbers.
func (s *side) live(word int, list []posting) []posting {
	if word < 0 {
		return list
	}
	var read chunk
	for l := s.list(word); l.more(&read); {
		for _, p := range read.list {
			if doc := s.docs[p.doc]; doc >= 0 {
				list = append(list, posting{int32(doc), p.impact})
			}
		}
	}
	return list
}

// records copies the documents' records with the new numbers of words.
func (m *merger) records() {
	var ids []int
	for _, p := range m.order {
		r := p.from.record(p.doc)
		m.e.record(r.id, r.stored)
		for len(r.texts.b) > 0 {
			kind := r.texts.byte()
			ids = p.from.sequence(&r.texts, ids[:0])
			for i := range ids {
				ids[i] = p.from.ids[ids[i]]
			}
			m.e.text(kind, ids)
		}
	}
}

// size is the number of bytes of a shard in the file.
func (s *shard) size() int {
	n := 4 * sections
	for _, part := range s.parts {
		n += len(part)
	}
	return n
}

func (s *shard) appendTo(b []byte) []byte {
	for _, part := range s.parts {
		b = order.AppendUint32(b, uint32(len(part)))
	}
	for _, part := range s.parts {
		b = append(b, part...)
	}
	return b
}
