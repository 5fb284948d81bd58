package search

import (
	"slices"
	"strings"
)

// sounds are the letters that names change into when they are written in
// another alphabet or by another habit; all others, the vowels among them, are
// left out. Scripts: Latin, Arabic, Cyrillic, Devanagari, Gurmukhi. It is what
// transliterations have in common rather than one of them: Gaddafi, Qadhafi,
// Kadafi and القذافي are KDF. Letters with a dot below it are folded before.
var sounds = [...]struct{ sound, letters string }{
	{"B", "bpبپбпबभपਬਭਪ"},
	{"F", "fvفڤфвफवਫਵ"},
	{"K", "kqcgكقغخگкгхकखगघਕਖਗਘ"},
	{"J", "jجچжजझਜਝ"},
	{"S", "szشسصزژсзшщцसशषਸ"},
	{"T", "tتطثтटठतथਟਠਤਥ"},
	{"D", "dدذضظдडढदधਡਢਦਧ"},
	{"L", "lلлलਲ"},
	{"M", "mمмमਮ"},
	{"N", "nنнनणਨਣ"},
	{"R", "rرрरਰੜ"},
}

// minSounds is the number of sounds that a name must have to be told by them.
const minSounds = 3

// soundsOf is a table of what each letter sounds like.
func soundsOf() map[rune]byte {
	table := map[rune]byte{}
	for _, s := range sounds {
		for _, letter := range s.letters {
			table[letter] = s.sound[0]
		}
	}
	return table
}

// sound is what a word has in common with its transliterations; "" if that is
// too little to tell.
func sound(word string, table map[rune]byte) string {
	var b strings.Builder
	last := byte(0)
	for _, letter := range word {
		if s := table[letter]; s != 0 && s != last {
			b.WriteByte(s)
			last = s
		} else if s == 0 {
			last = 0
		}
	}
	if b.Len() < minSounds {
		return ""
	}
	return b.String()
}

// nameSounds are the words of claimants' names by their sound, at most maxNear
// of each.
func (s *shard) nameSounds() map[string][]int {
	var ids, list []int
	seen := map[int]bool{}
	for doc := range s.docs {
		for texts := s.record(doc).texts; len(texts.b) > 0; {
			kind := texts.byte()
			if list = s.sequence(&texts, list[:0]); kind != kindName {
				continue
			}
			for _, id := range list {
				if !seen[id] {
					seen[id] = true
					ids = append(ids, id)
				}
			}
		}
	}
	slices.Sort(ids)
	names := map[string][]int{}
	for _, id := range ids {
		if key := sound(s.word(id), s.sounds); key != "" && len(names[key]) < maxNear {
			names[key] = append(names[key], id)
		}
	}
	return names
}
