package typeset

import (
	"slices"
	"testing"
)

// vocalised are sentences with all their vowel signs: one that says what it is
// for, and the start of article 1 of the Universal Declaration of Human Rights.
var vocalised = []string{
	"كُتِبَتْ هَذِهِ الجُمْلَةُ بِالتَّشْكِيلِ الكَامِلِ لِكَيْ نَرَى هَلْ تَتَصَادَمُ السُّطُورُ إِذَا ضُيِّقَ مَا بَيْنَهَا مِنْ فَرَاغٍ",
	"يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الكَرَامَةِ وَالحُقُوقِ، وَقَدْ وُهِبُوا عَقْلًا وَضَمِيرًا",
}

// touching counts the neighbouring lines of a layout whose vowel signs meet ink
// of the other.
func touching(p *prepared, l *Layout) int {
	voweled, n := p.voweledClusters(), 0
	var above []inkBox
	for i, line := range l.Lines {
		boxes := p.inkBoxes(extent{start: line.Start, end: line.End}, l.Width/l.Size, voweled)
		if i > 0 && slices.ContainsFunc(above, func(u inkBox) bool {
			return slices.ContainsFunc(boxes, func(b inkBox) bool {
				return (u.voweled || b.voweled) && u.left < b.right && b.left < u.right && u.below+b.above > l.LineHeight/l.Size
			})
		}) {
			n++
		}
		above = boxes
	}
	return n
}

func TestVowelSignsKeepClearOfOtherLines(t *testing.T) {
	for _, text := range vocalised {
		for _, style := range []Style{body, headline} {
			p := shipped(t).prepare(Plain(text, "ar", style))
			for width := 200.0; width <= 1200; width += 7 {
				for _, balance := range []bool{false, true} {
					p.para.Balance = balance
					if n := touching(p, p.set(48, width, p.stops)); n > 0 {
						t.Errorf("weight %d in %g px, balanced %v: %d lines touch at a leading of %g", style.Weight, width, balance, n, p.lead)
					}
				}
			}
		}
	}
}

// TestVowelSignsWouldTouch shows that the leading of the bare script does not
// do, and that the measured one is less than the worst case.
// tight is a leading that unvocalised Arabic bears: its letters hardly meet.
const tight = 1.35

func TestVowelSignsWouldTouch(t *testing.T) {
	for _, text := range vocalised {
		p := shipped(t).prepare(Plain(text, "ar", headline))
		if most := p.mostClearance(p.voweledClusters()); p.lead >= most || p.lead <= p.leading() {
			t.Errorf("leading %g, the script alone needs %g, the worst case %g", p.lead, p.leading(), most)
		}
		p.lead = tight
		if touching(p, p.set(48, 400, p.stops)) == 0 {
			t.Errorf("nothing touches at %g", p.lead)
		}
	}
}

func TestOnlyVocalisedTextIsSetWider(t *testing.T) {
	_, sentences := udhr(t)
	for _, lang := range []string{"ar", "fa", "ur", "he", "en"} {
		for _, text := range sentences[lang] {
			if p := shipped(t).prepare(Plain(text, lang, headline)); p.lead != max(p.leading(), shipped(t).leadingOf(lang)) {
				t.Errorf("%s: leading %g for %q", lang, p.lead, text)
			}
		}
	}
	loose := Style{Weight: 800, Leading: 3}
	if p := shipped(t).prepare(Plain(vocalised[0], "ar", loose)); p.lead != 3 {
		t.Errorf("leading %g, want the 3 that was asked for", p.lead)
	}
}

func TestVocalisedTextGrowsWithItsBox(t *testing.T) {
	for _, text := range vocalised {
		before := 0.0
		for side := 150.0; side < 1100; side += 11 {
			p := Plain(text, "ar", headline)
			p.Balance = true
			l, ok := shipped(t).Fit(p, side, side, 8, 120)
			if checkLayout(t, "vocalised", p, l); ok && (l.Size < before || l.Height > side) {
				t.Errorf("%g px, %g px high, in a box of %g; %g px in a smaller one", l.Size, l.Height, side, before)
			}
			before = l.Size
		}
	}
}
