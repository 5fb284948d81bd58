package search

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The House’s façade, naïve":              "the house facade naive",
		"1,000,000 and 10.5 at 100k":             "1000000 and 10.5 at 100000",
		"covid19 COVID-19 5G 19th":               "covid 19 covid 19 5g 19th",
		"#HousingCrisis @USBorder not camelCase": "housing crisis us border not camelcase",
		"l’asile d'asile":                        "asile asile",
		"المُهَاجِرُونَ":                         "مهاجر",
		"والمهاجرين":                             "مهاجر",
		"ਪਰਵਾਸੀਆਂ":                               "ਪਰਵਾਸ",
		"移民是":                                    "移民 民是",
		"移 x":                                    "移",
		"١٢٣ १२३ ੧੨":                             "123 123 12",
		"soft\u00adhyphen":                       "softhyphen",
		"":                                       "",
		"!?":                                     "",
	} {
		var got []string
		for _, w := range words(text) {
			got = append(got, w.text)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
	for _, w := range words(strings.Repeat("ж", 100) + " " + strings.Repeat("ab", 100)) {
		if len(w.text) > maxWord || !utf8.ValidString(w.text) {
			t.Errorf("%q", w.text)
		}
	}
}

func TestClean(t *testing.T) {
	list := clean("Refugees get more! https://example.org/a?b pic.twitter.com/x — Jane Doe (@JaneD) May 3, 2024", Learned())
	var got []string
	for _, w := range list {
		got = append(got, w.text)
	}
	if s := strings.Join(got, " "); s != "refugees get more jane doe jane may 2024" && s != "refugees get more jane doe jane may 3 2024" {
		t.Error(s)
	}
	if list[0].weight != 1 || list[3].weight != signatureWeight || list[len(list)-1].weight != dateWeight {
		t.Errorf("%+v", list)
	}
}

func TestNear(t *testing.T) {
	x := Build([]Document{{ID: "a", Lang: "en", Claims: []string{"hospital refugees housing market undocumented emergency"}}})
	s := x.shards[0]
	for typed, want := range map[string]string{
		"hopsital": "hospital", "refugess": "refugees", "undocumanted": "undocumented", "emergencys": "emergency",
		"hospice": "", "housin": "housing", "xospital": "", "hos": "", "12345": "",
	} {
		got := ""
		if near := s.near(typed, Learned()); len(near) > 0 {
			got = s.word(near[0].word)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", typed, got, want)
		}
	}
	if parts := s.compound("housingmarket", Learned()); len(parts) != 2 {
		t.Error(parts)
	}
	if parts := s.compound("housingx", Learned()); len(parts) != 0 {
		t.Error(parts)
	}
}

// TestStopWords: every language with a list has words, and only languages.
func TestStopWords(t *testing.T) {
	for _, lang := range []string{"en", "fr-CA", "es", "ar", "fa", "ur", "hi", "pa", "bn", "gu", "ta", "uk", "ru", "vi", "tl", "de", "it", "pt"} {
		if n := len(stopWords(lang)); n < 15 {
			t.Errorf("%s: %d stop words", lang, n)
		}
	}
	if stopWords("xx") != nil {
		t.Error("stop words of no language")
	}
}

func TestGuessLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The moon is made of cheese.": "en", "La lune est faite de fromage et les étoiles aussi": "fr", "القمر هو من الجبن في السماء": "ar",
		"ਚੰਦ ਪਨੀਰ ਦਾ ਬਣਿਆ ਹੈ": "pa", "": "en", "qwertz": "en",
	} {
		if got := GuessLanguage([]string{text}); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
