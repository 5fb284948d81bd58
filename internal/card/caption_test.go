package card

import (
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

func TestAltSaysTheFactFirst(t *testing.T) {
	p := newPress(t, settings)
	for lang, want := range map[factcheck.Lang]string{
		"en": "The sky is blue because air scatters blue light more than red. " +
			"The claim “The sky is blue because it reflects the sea” is rated: False. " +
			"Sunlight holds all colours. Air scatters the short waves most, so blue reaches our eyes from every side. Over deserts, far from any sea, the sky is just as blue. " +
			"Sources: Example Observatory, Example Institute of Optics +1\u00a0more.",
		"fr": "Le ciel est bleu parce que l’air diffuse le bleu plus que le rouge. " +
			"Ébauche de traduction, non relue. " +
			"L’affirmation «\u00a0Le ciel est bleu parce qu’il reflète la mer\u00a0» a pour verdict\u00a0: Faux. " +
			"La lumière du soleil contient toutes les couleurs. L’air diffuse surtout les ondes courtes : le bleu nous vient de partout. Au-dessus des déserts, loin de toute mer, le ciel est tout aussi bleu. " +
			"Sources\u00a0: Example Observatory, Institut d’optique Exemple +\u00a01\u00a0autre.",
	} {
		if got := p.Alt(edition(t, p, sky(), lang)); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", lang, got, want)
		}
	}
	for _, lang := range p.cfg.Languages {
		for _, f := range []*factcheck.FactCheck{sky(), long()} {
			e := edition(t, p, f, lang)
			fact := e.Text.Fact.Plain()
			for limit, alt := range map[int]string{maxAlt: p.Alt(e), PreviewAlt: p.AltShort(e)} {
				if n := factcheck.Length(alt); n > limit {
					t.Errorf("%s: %d characters, at most %d", lang, n, limit)
				}
				if !strings.HasPrefix(alt, fact) || factcheck.Length(fact) > 100 {
					t.Errorf("%s: the fact is not in the first 100 characters of %q", lang, alt)
				}
				if strings.ContainsAny(alt, "*\u2068\u2069") {
					t.Errorf("%s: marks left in %q", lang, alt)
				}
			}
		}
	}
}

func TestALongReasonIsCutAtASentence(t *testing.T) {
	p := newPress(t, settings)
	f := sky()
	f.Texts["en"].Why = strings.Repeat("Air scatters 5.5 times more blue. ", 60)
	e := edition(t, p, f, "en")
	for limit, alt := range map[int]string{maxAlt: p.Alt(e), PreviewAlt: p.AltShort(e)} {
		n := factcheck.Length(alt)
		if n > limit || n < limit-40 {
			t.Errorf("limit %d: %d characters", limit, n)
		}
		if !strings.Contains(alt, "blue. Sources: Example Observatory") {
			t.Errorf("limit %d: not cut at a sentence: …%s", limit, alt[max(len(alt)-120, 0):])
		}
	}
}

func TestCaptionFitsAPost(t *testing.T) {
	p := newPress(t, settings)
	got := p.Caption(edition(t, p, sky(), "en"))
	want := "The sky is blue because air scatters blue light more than red.\n\n" +
		"Sunlight holds all colours. Air scatters the short waves most, so blue reaches our eyes from every side. Over deserts, far from any sea, the sky is just as blue.\n\n" +
		"Sources and details: https://rebut.example/en/sky-scatters-blue/"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, lang := range p.cfg.Languages {
		for _, f := range []*factcheck.FactCheck{sky(), long()} {
			e := edition(t, p, f, lang)
			caption := p.Caption(e)
			address := "https://rebut.example/" + string(lang) + "/sky-scatters-blue/"
			posted := strings.Replace(caption, address, strings.Repeat("x", 23), 1) // as X counts an address
			if n := factcheck.Length(posted); n > 280 || posted == caption {
				t.Errorf("%s: %d characters in a post, address shown: %v", lang, n, posted != caption)
			}
			if !strings.HasPrefix(caption, e.Text.Fact.Plain()) || e.Marked != strings.Contains(caption, p.msgs.In(lang).Text(draftID(e))) {
				t.Errorf("%s: caption %q", lang, caption)
			}
		}
	}
}

func TestCutting(t *testing.T) {
	out := newPress(t, settings).msgs.In("en")
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"One. Two.", 20, "One. Two."},
		{"One is here. Two is there.", 20, "One is here."},
		{"One sentence that goes on and on without any stop at all", 48, "One sentence that goes on and on without any…"},
		{"One sentence that goes on and on, without any stop", 43, "One sentence that goes on and on, without…"},
		{"One sentence that goes on", 10, ""},
		{"", 10, ""},
		{"x", -3, ""},
	} {
		if got := cut(test.text, test.limit, out); got != test.want {
			t.Errorf("cut(%q, %d) = %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

func TestQuotationMarksAreNotDoubled(t *testing.T) {
	p := newPress(t, settings)
	for _, test := range []struct {
		lang       factcheck.Lang
		text, want string
	}{
		{"en", "It is.", "“It is.”"},
		{"en", "“It is.”", "“It is.”"},
		{"en", `"It is."`, `"It is."`},
		{"en", "“One” and “two”", "““One” and “two””"},
		{"fr", "C’est.", "«\u00a0C’est.\u00a0»"},
		{"fr", "« C’est. »", "« C’est. »"},
		{"ar", "هو كذلك.", "«هو كذلك.»"},
		{"pa", "ਹੈ।", "“ਹੈ।”"},
		{"ta", "ஆம்", "“ஆம்”"},
	} {
		if got := quoted(p.msgs.In(test.lang), test.text); got != test.want {
			t.Errorf("%s: quoted(%q) = %q, want %q", test.lang, test.text, got, test.want)
		}
	}
}

func TestSentencesEndAsTheirLanguageEndsThem(t *testing.T) {
	for _, test := range []struct {
		lang     factcheck.Lang
		in, want string
	}{
		{"en", "It is", "It is."}, {"en", "Is it?", "Is it?"}, {"en", "“It is.”", "“It is.”"}, {"en", "", ""}, {"en", " ”", "”."}, {"en", "It (is)", "It (is)."},
		{"fr", "C’est «\u00a0vrai.\u00a0»", "C’est «\u00a0vrai.\u00a0»"}, {"fr", "C’est «\u00a0vrai\u00a0»", "C’est «\u00a0vrai\u00a0»."},
		{"pa", "ਹੈ।", "ਹੈ।"}, {"pa", "ਹੈ", "ਹੈ।"}, {"pa-Arab", "ہے", "ہے۔"}, {"hi", "है", "है।"}, {"hi", "है?", "है?"}, {"mr", "आहे", "आहे."}, {"bn", "আছে", "আছে।"},
		{"ar", "هو كذلك", "هو كذلك."}, {"ar", "هل هو؟", "هل هو؟"}, {"fa", "هست", "هست."}, {"ur", "ہے", "ہے۔"}, {"ur", "ہے۔", "ہے۔"},
		{"zh-Hans", "天是蓝的", "天是蓝的。"}, {"zh-Hant", "「天是藍的。」", "「天是藍的。」"}, {"ja", "空は青い", "空は青い。"}, {"ko", "하늘은 파랗다", "하늘은 파랗다."},
		{"ti", "ሰማይ", "ሰማይ።"}, {"my", "ကောင်းကင်", "ကောင်းကင်။"}, {"km", "មេឃ", "មេឃ។"}, {"th", "ท้องฟ้า", "ท้องฟ้า"}, {"hy", "երկինք", "երկինք։"},
		{"ta", "வானம்", "வானம்."}, {"cr", "ᑮᓯᐠ", "ᑮᓯᐠ᙮"}, {"iu", "ᕿᓚᒃ", "ᕿᓚᒃ."}, {"tl", "Asul ito", "Asul ito."},
	} {
		if got := sentence(test.in, test.lang); got != test.want {
			t.Errorf("%s: sentence(%q) = %q, want %q", test.lang, test.in, got, test.want)
		}
	}
}

func TestSentencesFollowEachOther(t *testing.T) {
	for want, in := range map[string][]string{
		"One. Two.": {"One.", "Two."}, "一。二。": {"一。", "二。"}, "一。Two. 三。": {"一。", "Two.", "三。"}, "ਇੱਕ। ਦੋ।": {"ਇੱਕ।", "ਦੋ।"}, "": nil, "ก ข": {"ก", "ข"},
	} {
		if got := inParagraph(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestOnlyWholeSentencesAreKept(t *testing.T) {
	for _, test := range []struct {
		text  string
		limit int
		want  string
	}{
		{"One here. Two there.", 15, "One here."},
		{"One here. Two there.", 20, "One here. Two there."},
		{"La hausse des loyers de Montréal suit le manque de logements.", 40, ""},
		{"Selon M. Legault, tout vient de là. Les chiffres disent autre chose.", 45, "Selon M. Legault, tout vient de là."},
		{"Selon M. Legault, tout vient de là.", 30, ""},
		{"The U.S. Senate voted. Dr. Tam did not.", 38, "The U.S. Senate voted."},
		{"It rose 1.5 times. Then it fell.", 25, "It rose 1.5 times."},
		{"Rights exist on paper. But a closed permit ties people to one employer.", 60, ""},
		{"Rain fell. Rights exist on paper. But a closed permit ties people to one employer.", 60, "Rain fell."},
		{"Rain fell. Rights exist on paper. But not all. But a closed permit ties.", 60, "Rain fell."},
		{"Rights exist on paper. But not all. One more sentence here.", 40, "Rights exist on paper. But not all."},
		{"Les droits existent. Pourtant, le permis lie la personne.", 30, ""},
		{"天是蓝的。但是海不是蓝的。", 7, ""},
		{"天是蓝的。海也是蓝的。", 7, "天是蓝的。"},
		{"ਇਹ ਹੈ। ਉਹ ਹੈ।", 8, "ਇਹ ਹੈ।"},
		{"یہ ہے۔ وہ ہے۔", 8, "یہ ہے۔"},
		{"មេឃខៀវ។ សមុទ្រក៏ខៀវ។", 9, "មេឃខៀវ។"},
		{strings.Repeat("A. ", 100_000), 280, ""},
		{"x", -3, ""},
	} {
		if got := wholeSentences(test.text, test.limit); got != test.want {
			t.Errorf("%.40q within %d: %q, want %q", test.text, test.limit, got, test.want)
		}
	}
}

// A reader must be able to paste a caption as it is: no half sentence, whatever
// else has to stand in it.
func TestCaptionsBreakOffNowhere(t *testing.T) {
	p := newPress(t, settings)
	for _, lang := range p.cfg.Languages {
		f := sky()
		x := f.Texts[lang]
		x.Why = strings.TrimSuffix(strings.Repeat(unstopped(x.Why)+", ", 2), ", ") + fullStop(lang)
		whole := p.Caption(edition(t, p, f, lang))
		if strings.Contains(whole, "…") {
			t.Errorf("%s: cut in a sentence:\n%s", lang, whole)
		}
		for _, line := range strings.Split(whole, "\n\n")[:2] {
			if line != "" && sentence(line, lang) != line && !strings.Contains(line, "https://") {
				t.Errorf("%s: no sentence: %q", lang, line)
			}
		}
	}
}
