package typeset

import (
	"fmt"
	"os"
	"testing"
	"testing/fstest"
)

// faces are the families in which a text is set, in visual order.
func faces(lib *Library, text, lang string) (out []string) {
	for _, run := range lib.Set(Plain(text, lang, body), 20, 1e5).Lines[0].Runs {
		out = append(out, run.Face.Family)
	}
	return out
}

func TestLanguagesChooseTheirFaces(t *testing.T) {
	lib := withOptional(t)
	tests := []struct{ lang, text, want string }{
		{"ur", "انسان", "Noto Nastaliq Urdu"},
		{"ur-PK", "انسان", "Noto Nastaliq Urdu"},
		{"ar", "انسان", "Noto Sans Arabic"},
		{"fa", "انسان", "Noto Sans Arabic"},
		{"en", "Ж", "Noto Sans"},
		{"zh-Hans", "国", "Noto Sans CJK SC"},
		{"zh-CN", "国", "Noto Sans CJK SC"},
		{"zh", "国", "Noto Sans CJK SC"},
		{"zh-Hant", "國", "Noto Sans CJK TC"},
		{"zh-TW", "國", "Noto Sans CJK TC"},
		{"yue", "國", "Noto Sans CJK TC"},
		{"ja", "国", "Noto Sans CJK JP"},
		{"ko", "國", "Noto Sans CJK KR"},
		{"en", "ひ", "Noto Sans CJK JP"},
		{"en", "한", "Noto Sans CJK KR"},
		{"en", "「", "Noto Sans CJK SC"},
	}
	for _, tt := range tests {
		l := lib.Set(Plain(tt.text, tt.lang, body), 20, 1000)
		if name, _ := lib.Lacking([]rune(tt.text)[0], tt.lang); len(l.Missing) > 0 {
			if name != tt.want {
				t.Errorf("%s in %s: %q is said to be lacking, want %s", tt.text, tt.lang, name, tt.want)
			}
			continue
		}
		if got := l.Lines[0].Runs[0].Face.Family; got != tt.want {
			t.Errorf("%s in %s is set in %s, want %s", tt.text, tt.lang, got, tt.want)
		}
	}
}

// TestLanguagesChooseTheirForms: locl follows the tag.
func TestLanguagesChooseTheirForms(t *testing.T) {
	ids := func(text, lang string) (out string) {
		for _, run := range set(t, text, lang, body, 20, 1000).Lines[0].Runs {
			for _, g := range run.Glyphs {
				out += fmt.Sprint(g.ID, " ")
			}
		}
		return out
	}
	for _, pair := range []struct{ text, lang, other string }{
		{"۴۵۶۷", "fa", "ur"}, // Urdu figures
		{"т", "ru", "sr"},    // the same upright, so only the italic differs
		{"Ş", "ro", "tr"},
	} {
		same := ids(pair.text, pair.lang) == ids(pair.text, pair.other)
		if want := pair.text == "т"; same != want {
			t.Errorf("%s in %s and in %s: same glyphs %v, want %v", pair.text, pair.lang, pair.other, same, want)
		}
	}
}

func TestAbsentFontsAreNamed(t *testing.T) {
	lib := shipped(t)
	for r, want := range map[rune]string{'国': "Noto Sans CJK SC", '、': "Noto Sans CJK SC", '한': "Noto Sans CJK KR", '🔥': "Noto Color Emoji",
		'🇨': "Noto Color Emoji", 'A': "", '\ue000': "", '→': ""} {
		name, hint := lib.Lacking(r, "en")
		if name != want || (hint == "") != (want == "") {
			t.Errorf("%c: %q (%s), want %q", r, name, hint, want)
		}
	}
	absent := 0
	for _, f := range lib.Catalogue() {
		if f.Licence == "" || len(f.Scripts) == 0 || len(f.Faces) == 0 || f.Optional != (f.Get != "") {
			t.Errorf("%+v: something is not said", f)
		}
		if f.Present() == lib.Has(f.Name) && !f.Present() {
			absent++
		}
	}
	if absent != 5 {
		t.Errorf("%d families are absent, want the four for Chinese, Japanese and Korean, and the emoji", absent)
	}
}

func TestEmojiStayTogether(t *testing.T) {
	lib := withOptional(t)
	if !complete(lib, "en", "🔥") {
		t.Skip("Noto Color Emoji is not installed (package fonts-noto-color-emoji)")
	}
	for text, want := range map[string]int{"👨\u200d👩\u200d👧": 1, "👍\U0001f3fd": 1, "🇨🇦": 1, "1\ufe0f\u20e3": 1, "❤\ufe0f": 1, "🏳\ufe0f\u200d🌈": 1, "🔥🔥": 2} {
		l := lib.Set(Plain(text, "en", body), 20, 1000)
		glyphs := 0
		for _, run := range l.Lines[0].Runs {
			for _, g := range run.Glyphs {
				if g.Advance > 0 {
					glyphs++
				}
			}
		}
		if got := faces(lib, text, "en"); len(l.Missing) > 0 || glyphs != want || got[0] != "Noto Color Emoji" {
			t.Errorf("%s: %d pictures in %v, want %d; missing %v", text, glyphs, got, want, l.Missing)
		}
	}
	if got := faces(lib, "© 2025 ™", "en"); len(got) != 1 || got[0] != "Libre Franklin" {
		t.Errorf("signs that are text are set in %v", got)
	}
}

// TestADamagedFontIsPassedOver: its header is right, the rest is noise.
func TestADamagedFontIsPassedOver(t *testing.T) {
	good, err := os.ReadFile("../../fonts/libre-franklin/LibreFranklin-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	bad := append([]byte(nil), good...)
	for i := 400; i < len(bad); i++ {
		bad[i] = byte(i * 7)
	}
	manifest := `[[family]]
name = "Bad"
scripts = ["Latn"]
face = [{ weight = 400, file = "bad.ttf" }]
[[family]]
name = "Good"
scripts = ["Latn"]
face = [{ weight = 400, file = "good.ttf" }]
`
	lib, problems, err := Load(fstest.MapFS{"fonts/fonts.toml": {Data: []byte(manifest)}, "fonts/bad.ttf": {Data: bad}, "fonts/good.ttf": {Data: good}})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	l := lib.Set(Plain("Word", "en", Style{}), 20, 500)
	if len(l.Missing) > 0 || l.Lines[0].Runs[0].Face.Family != "Good" {
		t.Errorf("set in %s, missing %v", l.Lines[0].Runs[0].Face.Family, l.Missing)
	}
}
