package typeset

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/go-text/typesetting/language"
)

func TestLinesOfScriptsWithoutSpacesBreakBetweenWords(t *testing.T) {
	tests := []struct{ lang, words string }{
		{"th", "มนุษย์|ทั้ง|หลาย|เกิด|มา|มี|อิสระ|และ|เสมอ|ภาค|กัน"},
		{"th", "ประเทศไทย|มี|ประชากร|มากมาย"},
		{"km", "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព"},
		{"lo", "ທຸກຄົນ|ມີ|ສິດ|ສະເໝີ|ກັນ"},
	}
	for _, tt := range tests {
		words := strings.Split(tt.words, "|")
		text := strings.Join(words, "")
		var ends []int
		for i := range words {
			ends = append(ends, len([]rune(strings.Join(words[:i+1], ""))))
		}
		p := shipped(t).prepare(Plain(text, tt.lang, body))
		for _, stop := range p.stops {
			if !slices.Contains(ends, stop) {
				t.Errorf("%s: a line may end after %q", tt.lang, string([]rune(text)[:stop]))
			}
		}
		if len(p.stops) < len(ends)-1 {
			t.Errorf("%s: breaks at %v, words end at %v", tt.lang, p.stops, ends)
		}
	}
}

func TestMarksOverrideTheWordLists(t *testing.T) {
	unknown := "กฮฬฆฌญฎ" // no word
	if p := shipped(t).prepare(Plain(unknown, "th", body)); len(p.stops) != 1 {
		t.Errorf("a word that no list has is broken at %v", p.stops)
	}
	if p := shipped(t).prepare(Plain("กฮฬฆ\u200bฌญฎ", "th", body)); !slices.Equal(p.stops, []int{5, 8}) {
		t.Errorf("a zero-width space gives breaks at %v, want 5 and 8", p.stops)
	}
	if p := shipped(t).prepare(Plain("ประเทศไทย\u2060มี", "th", body)); len(p.stops) != 1 {
		t.Errorf("a word joiner gives breaks at %v, want none", p.stops)
	}
}

// TestWordBreaksAgreeWithICU holds the breaks of real sentences against those
// of the ICU library inside Node. The two choose differently among several
// readings of a sentence now and then, so agreement need not be complete.
func TestWordBreaksAgreeWithICU(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed, so there is nothing to compare with")
	}
	_, sentences := udhr(t)
	for _, lang := range []string{"th", "lo", "km"} {
		ours, theirs, both := 0, 0, 0
		wanted := segments(t, node, lang, sentences[lang])
		for i, text := range sentences[lang] {
			stops := innerStops(text, shipped(t).prepare(Plain(text, lang, body)).stops)
			want := innerStops(text, wanted[i])
			ours, theirs = ours+len(stops), theirs+len(want)
			for _, at := range stops {
				if slices.Contains(want, at) {
					both++
				}
			}
		}
		precision, recall := float64(both)/float64(ours), float64(both)/float64(theirs)
		t.Logf("%s: %d breaks of ours, %d of ICU's, %d in both: %.1f %% of ours, %.1f %% of theirs", lang, ours, theirs, both, 100*precision, 100*recall)
		if precision < 0.9 || recall < 0.85 {
			t.Errorf("%s: too few breaks agree", lang)
		}
	}
}

// innerStops keeps the stops between two letters or marks of a script without
// spaces.
func innerStops(text string, stops []int) (out []int) {
	runes := []rune(text)
	in := func(i int) bool {
		s := language.LookupScript(runes[i])
		return (s == language.Thai || s == language.Lao || s == language.Khmer) && (unicode.IsLetter(runes[i]) || unicode.IsMark(runes[i]))
	}
	for _, at := range stops {
		if at > 0 && at < len(runes) && in(at-1) && in(at) {
			out = append(out, at)
		}
	}
	return out
}

// segments is where ICU's words end in each text, as rune offsets.
func segments(t *testing.T, node, lang string, texts []string) (out [][]int) {
	t.Helper()
	const script = `const [lang, ...texts] = process.argv.slice(1), words = new Intl.Segmenter(lang, {granularity: "word"});
console.log(JSON.stringify(texts.map(text => { let n = 0; return [...words.segment(text)].map(s => n += [...s.segment].length) })))`
	printed, err := exec.Command(node, append([]string{"-e", script, lang}, texts...)...).Output()
	if err != nil {
		t.Fatalf("node: %v", err)
	}
	if err := json.Unmarshal(printed, &out); err != nil {
		t.Fatal(err)
	}
	return out
}
