package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// everyStop parts a text at all places where a line may end.
func everyStop(t *testing.T, text, lang string) []string {
	t.Helper()
	runes, start := []rune(text), 0
	var out []string
	for _, stop := range shipped(t).prepare(Plain(text, lang, body)).stops {
		out = append(out, string(runes[start:stop]))
		start = stop
	}
	return out
}

func TestKinsoku(t *testing.T) {
	texts := map[string]string{
		"ja":      "「難民」とは、ちょっと待って！　“人権”（じんけん）ですか？　ケーキ・サービス、々〜…そう。『本』。３０％と￥５００、いろは",
		"zh-Hans": "他说：“移民不是原因”，《报告》（第三章）指出……房价上涨了１１％！为什么？因为、供应；不足。",
		"zh-Hant": "他說：「移民不是原因」，《報告》（第三章）指出……房價上漲了１１％！為什麼？因為、供應；不足。",
	}
	const notFirst = "、。，．・：；？！）」』】》〉ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜…％”"
	const notLast = "（「『【《〈￥“"
	for lang, text := range texts {
		parts := everyStop(t, text, lang)
		if len(parts) < 20 {
			t.Errorf("%s: hardly a break: %q", lang, parts)
		}
		for i, part := range parts {
			first, _ := utf8.DecodeRuneInString(part)
			last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(part))
			if i > 0 && strings.ContainsRune(notFirst, first) {
				t.Errorf("%s: a line may start with %q", lang, part)
			}
			if i < len(parts)-1 && strings.ContainsRune(notLast, last) {
				t.Errorf("%s: a line may end with %q", lang, part)
			}
		}
	}
}

func TestChineseLinesBreakBesideQuotationMarks(t *testing.T) {
	want := []string{"他", "说", "“移", "民”", "人"}
	if got := everyStop(t, "他说“移民”人", "zh-Hans"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := everyStop(t, "he said “no” twice", "en"); len(got) != 4 {
		t.Errorf("Latin quotation marks: %q", got)
	}
}

func TestKoreanLinesBreakBetweenWords(t *testing.T) {
	want := []string{"모든 ", "사람은 ", "2025년의 ", "G7회의에서 ", "권리를 ", "가진다."}
	if got := everyStop(t, strings.Join(want, ""), "ko"); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestJapaneseHeadlinesEndLinesAfterParticles(t *testing.T) {
	if seam('を', []rune("有する")) >= seam('す', []rune("る")) || seam('。', []rune("権")) >= seam('権', []rune("利")) {
		t.Error("a break inside a word costs no more than one after it")
	}
}

// TestOpeningBracketsStandOnTheMargin: only the empty half of a full-width
// bracket leaves the box.
func TestOpeningBracketsStandOnTheMargin(t *testing.T) {
	lib := withOptional(t)
	if !complete(lib, "ja", "「本」") {
		t.Skip("Noto Sans CJK is not installed (package fonts-noto-cjk)")
	}
	p := Plain("「本」を読む", "ja", headline)
	p.Hang = true
	l := lib.Set(p, 100, 2000)
	if l.Lines[0].X != -50 || l.Ink.Left < 0 || l.Ink.Left > 20 {
		t.Errorf("the line starts at %g, its ink at %g px", l.Lines[0].X, l.Ink.Left)
	}
}
