package search

import (
	"cmp"
	"slices"
	"strings"
)

// Rules for words that the index does not know, in letters.
const (
	minNear     = 4  // of a word that others may be near to
	nearEnding  = 3  // at the end, by which other forms may differ
	minCompound = 7  // of a word that may be several in one
	maxCompound = 32 // of such a word
	minPart     = 3  // of a part
	maxParts    = 4  // number of parts
)

// near are the words nearest to an unknown one: those it was mistyped from, or
// other forms of it. They begin with the same letter.
func (s *shard) near(word string, m *Model) []alternative {
	target := []rune(word)
	if !m.has(StepNear) || len(target) < minNear || strings.ContainsAny(word, "0123456789") || unspaced(target[0]) {
		return nil
	}
	var best []alternative
	d := distance{target: target, mask: shapeOf(word).mask}
	end := s.lower(string(target[0] + 1))
	from, to := s.lower(string(target[:minNear])), s.lower(string(target[:minNear-1])+string(target[minNear-1]+1))
	for id := s.lower(string(target[0])); id < end; id++ {
		if n := int(s.lengths[id]); n > len(target)+nearEnding || n < len(target)-nearEnding {
			continue
		}
		if w := s.shape(id); d.slipped(w) || id >= from && id < to {
			if share := d.nearness(s.word(id), w); share > 0 {
				best = append(best, alternative{id, share})
			}
		}
	}
	slices.SortStableFunc(best, func(a, b alternative) int { return cmp.Compare(b.share, a.share) })
	return best[:min(len(best), maxNear)]
}

// distance has memory for comparing words with one.
type distance struct {
	target []rune
	mask   uint64 // of the target's letters
	known  []rune
	rows   [3][maxWord + 1]int
}

// slipped tells from a word's shape whether slips of typing alone may lead from
// one to the other: each adds, takes or replaces one letter at most.
func (d *distance) slipped(w shape) bool {
	longer, shorter := max(len(d.target), int(w.letters)), min(len(d.target), int(w.letters))
	n := slips(longer)
	return longer-shorter <= n && lacks(d.mask, w.mask) <= n && lacks(w.mask, d.mask) <= n
}

// slips are how many slips of typing words of that many letters may have.
func slips(letters int) int {
	if letters >= 8 {
		return 2
	}
	return 1
}

// nearness is the share of a match that a known word gives an unknown one: for
// one slip of typing, two in eight letters or more; or for the same beginning,
// two thirds of the longer word, before other endings.
func (d *distance) nearness(word string, w shape) float64 {
	n := int(w.letters)
	longer, shorter := max(n, len(d.target)), min(n, len(d.target))
	if longer-shorter > nearEnding || shorter < minNear-1 || longer > maxWord {
		return 0
	}
	d.known = d.known[:0]
	for _, r := range word {
		d.known = append(d.known, r)
	}
	share := 0.0
	if slips := slips(longer); d.slipped(w) {
		if steps := d.steps(d.target, d.known, slips); steps <= slips {
			share = 0.9 - 0.8*float64(steps)/float64(longer)
		}
	}
	same := 0
	for same < shorter && d.known[same] == d.target[same] {
		same++
	}
	if same >= minNear && longer-same <= nearEnding && 3*same >= 2*longer {
		share = max(share, 0.9-0.4*float64(longer-same)/float64(longer))
	}
	return share
}

// steps is the number of letters to insert, leave out, replace or exchange
// with their neighbour (optimal string alignment); more than limit as limit+1.
// Of each row only what is within the limit of the diagonal can lead there.
func (d *distance) steps(a, b []rune, limit int) int {
	before, last, now := &d.rows[0], &d.rows[1], &d.rows[2]
	for j := range min(len(b), limit+1) + 1 {
		last[j] = j
	}
	for i := range a {
		from, to := max(0, i-limit), min(len(b), i+limit+1)
		now[from] = i + 1
		if from > 0 {
			now[from] = limit + 1
		}
		least := now[from]
		for j := from; j < to; j++ {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			now[j+1] = min(last[j+1]+1, now[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				now[j+1] = min(now[j+1], before[j-1]+1)
			}
			least = min(least, now[j+1])
		}
		if to < len(b) {
			now[to+1] = limit + 1
		}
		if least > limit {
			return limit + 1
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}

// way is how the beginning of a word comes apart into known ones.
type way struct {
	parts [maxParts]int // ids; −1 for a stop word
	count int           // number of parts
	least int           // documents that have the rarest part
	ok    bool
}

// compound are the known words that an unknown one is made of, as in hashtags
// without capitals; nil if it is not. Of several ways it takes the one with the
// fewest parts, of those the one whose rarest part is most frequent.
func (s *shard) compound(word string, m *Model) []int {
	runes := []rune(word)
	n := len(runes)
	if !m.has(StepNear) || n < minCompound || n > maxCompound || unspaced(runes[0]) {
		return nil
	}
	var ways [maxCompound + 1]way
	ways[0] = way{ok: true, least: s.docs}
	for end := minPart; end <= n; end++ {
		for start := end - minPart; start >= 0; start-- {
			if from := ways[start]; from.ok && from.count < maxParts {
				s.extend(&ways[end], from, string(runes[start:end]))
			}
		}
	}
	parts := ways[n].parts[:ways[n].count]
	return slices.DeleteFunc(slices.Clone(parts), func(id int) bool { return id < 0 })
}

// extend takes a way that is continued by a part if the part is known and the
// way better than the one found.
func (s *shard) extend(to *way, from way, part string) {
	id, least := s.find(part), from.least
	if id >= 0 {
		least = min(least, s.documents(id))
	} else if !s.stop[part] {
		return
	}
	if count := from.count + 1; !to.ok || count < to.count || count == to.count && least > to.least {
		*to = from
		to.parts[from.count], to.count, to.least = id, count, least
	}
}
