package typeset

import (
	"slices"
	"strings"
	"testing"
)

// TestPhrases: the first of each language is BudouX's own example.
func TestPhrases(t *testing.T) {
	tests := []struct{ lang, phrases string }{
		{"ja", "今日は|天気です。"},
		{"ja", "カナダの|住宅危機は|どこから|来たのか？"},
		{"zh-Hans", "今天|是|晴天。"},
		{"zh-CN", "外国|留学生|并|没有|推高|全国的|房租"},
		{"ja", "2025年に|約11％の|人が"},
		{"zh-Hans", "2025年|约11%的|人"},
		{"zh-Hant", "今天|是|晴天。"},
		{"zh-TW", "加拿大|住房|危機的|主要|原因|並|不|是|移民"},
	}
	for _, tt := range tests {
		var got []string
		text, start := []rune(strings.ReplaceAll(tt.phrases, "|", "")), 0
		for _, at := range shipped(t).prepare(Plain(string(text), tt.lang, body)).units {
			got = append(got, string(text[start:at]))
			start = at
		}
		if !slices.Equal(got, strings.Split(tt.phrases, "|")) {
			t.Errorf("%s: %q, want %q", tt.lang, got, tt.phrases)
		}
	}
}

// partedPhrases counts the lines of a layout that end inside a phrase, and all
// but the last.
func partedPhrases(p *prepared, l *Layout) (inside, all int) {
	for _, line := range l.Lines[:len(l.Lines)-1] {
		if all++; p.partsUnit(line.End) {
			inside++
		}
	}
	return inside, all
}

// TestHeadlinesKeepPhrasesWhole sets the sentences of each language in boxes of
// all widths; only a phrase wider than its box may be parted.
func TestHeadlinesKeepPhrasesWhole(t *testing.T) {
	lib := withOptional(t)
	_, sentences := udhr(t)
	for _, lang := range []string{"ja", "zh-Hans", "zh-Hant"} {
		inside, all := 0, 0
		for _, sentence := range sentences[lang] {
			for width := 400.0; width <= 1000; width += 120 {
				p := Plain(sentence, lang, headline)
				p.Balance = true
				prep := lib.prepare(p)
				l, ok := prep.fit(width, 480, 24, 110)
				if !ok {
					continue
				}
				in, of := partedPhrases(prep, l)
				inside, all = inside+in, all+of
			}
		}
		t.Logf("%s: %d of %d lines end inside a phrase", lang, inside, all)
		if inside*40 > all {
			t.Errorf("%s: %d of %d lines end inside a phrase", lang, inside, all)
		}
	}
}

// TestPhrasesThatDoNotFitAreParted by the rules for characters, rather than
// set in small type.
func TestPhrasesThatDoNotFitAreParted(t *testing.T) {
	p := Plain("すべての原因ではありません", "ja", headline)
	p.Balance = true
	l, ok := withOptional(t).Fit(p, 300, 300, 20, 90)
	if !ok || l.Broken > 0 || l.Size < 45 {
		t.Errorf("%g px in a box of 300, fits %v, %d broken", l.Size, ok, l.Broken)
	}
}

func TestPhrasesAreOfNoConcernToOtherLanguages(t *testing.T) {
	for lang, text := range map[string]string{"en": "a few words", "ko": "모든 사람은", "th": "มนุษย์ทั้งหลาย"} {
		if p := shipped(t).prepare(Plain(text, lang, body)); !slices.Equal(p.units, p.stops) {
			t.Errorf("%s: %v of %v", lang, p.units, p.stops)
		}
	}
}

func TestNoPhraseIsAWidow(t *testing.T) {
	const text = "新しい移民が住宅費の上昇に占める割合はわずかです"
	p := withOptional(t).prepare(Plain(text, "ja", body))
	for width := 6.0; width < 20; width += 0.25 {
		lines := p.lines(width, p.stops)
		last := lines[len(lines)-1]
		if len(lines) > 1 && p.widow(last, width) && !p.oneUnit(lines[len(lines)-2].start, lines[len(lines)-2].end) {
			t.Errorf("%g em: the last line is %q", width, string([]rune(text)[last.start:]))
		}
	}
}
