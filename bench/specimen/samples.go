package main

import (
	"rebut/internal/specimen"
)

// sample is a text to set in all programs.
type sample struct {
	name   string
	text   string
	weight int     // CSS
	size   float64 // px
}

// samples are those of a language: a sentence, a headline, and figures with
// punctuation, of which a specimen has none.
func samples(t specimen.Text) []sample {
	return []sample{
		{"sentence", t.Leave, 400, 34},
		{"headline", t.Asylum, 800, 48},
		{"figures", figures(t.Lang), 600, 30},
	}
}

// figures is a line of what a language writes between words: marks, figures of
// its own, Latin letters and Western figures.
func figures(lang string) string {
	if own := ownFigures[lang]; own != "" {
		return own + western
	}
	return "“A”" + western
}

const western = " UDHR (10.12.1948), 48–0–8; 1,250.5 km² = 100%?"

var ownFigures = map[string]string{
	"am": "«ሀ» ፲፱፻፵፰፤", "ar": "«أ» ١٩٤٨؛ ١٠٠٪؟", "bn": "“ক” ১৯৪৮।", "el": "«Α» 1948·", "fa": "«آ» ۱۹۴۸؛ ۱۰۰٪؟",
	"fr": "«\u00a0A\u00a0», n°\u00a05\u202f: 1\u00a0948,5\u00a0%", "gu": "“ક” ૧૯૪૮।", "he": "”א” צה״ל ב־1948,", "hi": "“क” १९४८।", "iu": "“ᐃ” 1948,",
	"ja": "「一」、一九四八年（昭和）。", "km": "«ក» ១៩៤៨៖", "ko": "“가” 1948년,", "lo": "“ກ” ໑໙໔໘", "ml": "“ക” ൧൯൪൮,", "pa": "“ਕ” ੧੯੪੮।",
	"si": "“ක” 1948,", "ta": "“க” ௧௯௪௮,", "te": "“క” ౧౯౪౮,", "th": "“ก” ๑๙๔๘ ๆ", "ti": "«ሀ» ፲፱፻፵፰፤", "uk": "«А» №\u00a01948,",
	"ur": "”ا“ ۱۹۴۸؛ ۱۰۰٪؟ ہے۔", "yo": "“Ẹ̀” ọ̀ ṣ́", "vi": "“Ẫ” ằ ự Đ", "zh-Hans": "“一”、一九四八年（民国）。", "zh-Hant": "「一」、一九四八年（民國）。",
}
