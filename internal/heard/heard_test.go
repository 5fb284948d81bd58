package heard

import (
	"errors"
	"strings"
	"testing"
)

func TestWhatTellsWhoSomebodyIsIsTakenOut(t *testing.T) {
	for text, want := range map[string]string{
		"Write to jean.tremblay@example.org about rents":           "Write to […] about rents",
		"Call +1 (514) 555-0199 now":                               "Call […] now",
		"Appelez le 514 555-0199":                                  "Appelez le […]",
		"اتصل على ٠٥١٤٥٥٥٠١٩٩ الآن":                                "اتصل على […] الآن",
		"My file 123456789 was lost":                               "My file […] was lost",
		"@marie_t says rents rose 11%":                             "[…] says rents rose 11%",
		"＠marie says so":                                           "[…] says so",
		"See https://fb.example/marie.t?x=1 on rents":              "See https://fb.example/[…] on rents",
		"See https://me:secret@fb.example/marie on rents":          "See https://fb.example/[…] on rents",
		"Read example.org/marie?id=9 now":                          "Read example.org/[…] now",
		"Read https://example.org now":                             "Read https://example.org now",
		"They got 1 200 000 dollars, or 1,200,000, or 1.200.000 $": "They got 1 200 000 dollars, or 1,200,000, or 1.200.000 $",
		"From 2006-2021 and 2019/2020, on 2021-06-20":              "From 2006-2021 and 2019/2020, on 2021-06-20",
		"On 20/06/2021 it rose to 1500000":                         "On 20/06/2021 it rose to 1500000",
		" They\u202e get\r\n\tmore\x00 ":                           "They get more",
		"移民拿走了我们的工作":                                               "移民拿走了我们的工作",
	} {
		if got, err := Clean(text); err != nil || got != want {
			t.Errorf("%q is kept as %q (%v), want %q", text, got, err, want)
		}
	}
}

func TestWhatSaysNothingIsRefused(t *testing.T) {
	for text, want := range map[string]error{
		"": ErrEmpty, "  \n": ErrEmpty, "word": ErrEmpty, "https://a.example/b https://c.example": ErrEmpty, "a@b.example": ErrEmpty, "12345": ErrEmpty, "!!! ???": ErrEmpty,
		strings.Repeat("buy ", 40): ErrEmpty, strings.Repeat("buy now ", 40): ErrEmpty, "移": ErrEmpty,
		strings.Repeat("é", MaxText+1): ErrLong, "Rents rise.": nil, strings.Repeat("é ", 400) + "rents rise": ErrEmpty,
	} {
		if _, err := Clean(text); !errors.Is(err, want) {
			t.Errorf("%.40q: %v, want %v", text, err, want)
		}
	}
}

func TestSentencesThatSayNearlyTheSame(t *testing.T) {
	const said = "Refugees get more money than our pensioners!"
	for other, want := range map[string]bool{
		"refugees get MORE money than pensioners": true, "Refugee gets more money than our pensioner": true, "https://a.example/x Refugees get more money than our pensioners": true,
		"Refugees get less help than our pensioners": false, "Immigrants took the housing": false,
	} {
		if got := Alike(Words(said, "en"), Words(other, "en")); got != want {
			t.Errorf("%q: %t", other, got)
		}
	}
	if Alike(nil, nil) {
		t.Error("nothing is like nothing")
	}
}
