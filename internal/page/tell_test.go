package page

import (
	"strings"
	"testing"

	"rebut/internal/factcheck"
	kept "rebut/internal/heard"
)

// said is what somebody heard.
const said = "They drink <all> the tea & more"

func TestThePageTakesAsMuchAsIsKept(t *testing.T) {
	if MaxTold != kept.MaxText {
		t.Errorf("the form takes %d characters, of which %d are kept", MaxTold, kept.MaxText)
	}
}

// The form stands where somebody is told that nobody has checked it, and, shut,
// below an answer; on a host that hands out files there is none.
func TestWhatNobodyHasCheckedCanBeTold(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	e := edition(t, cfg, sample(""), "en")
	for _, c := range []struct {
		answered, tell bool
		want           int
	}{{false, true, 1}, {true, true, 1}, {false, false, 0}, {true, false, 0}} {
		page, err := set.Heard("en", HeardPage{Langs: cfg.Languages}, &Found{Query: said, Answered: c.answered, Tell: c.tell, Items: []Item{{Edition: e}}})
		if err != nil {
			t.Fatal(err)
		}
		doc, n := parse(t, page), 0
		for _, form := range doc.all("form") {
			if attr(form, "method") == "post" {
				n++
				if attr(form, "action") != "/facts/en/heard/tell/" || content((document{form}).all("textarea")[0]) != said {
					t.Errorf("the form leads to %s", attr(form, "action"))
				}
			}
		}
		if n != c.want || c.answered && c.tell && len(doc.withClass("telling")) != 1 {
			t.Errorf("answered %t, tell %t: %d forms", c.answered, c.tell, n)
		}
	}
	file, err := set.Heard("en", HeardPage{Langs: cfg.Languages, Search: true}, nil)
	if err != nil || strings.Contains(string(file), "tell/") {
		t.Errorf("the file leads to what only servers have: %v", err)
	}
}

func TestPagesThatTakeWhatNobodyHasChecked(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	for told, want := range map[Told]string{TellAsk: "E-mail addresses", TellRefused: "1000 characters", TellThanks: "Thank you"} {
		page, err := set.Tell("en", cfg.Languages, told, said)
		if err != nil {
			t.Fatal(err)
		}
		doc := parse(t, page)
		if !strings.Contains(content(doc.root), want) || doc.meta("robots") != "noindex" || (len(doc.all("textarea")) == 1) != (told != TellThanks) {
			t.Errorf("%s: %.300s", told, content(doc.root))
		}
	}
}

// Where rebut.toml names a server, files and texts lead there.
func TestAServerThatTakesWhatNobodyHasChecked(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	text := string(set.HeardText("fr", Found{Query: "x", Tell: true}, ""))
	if want := "Nous n’avons pas vérifié cela\n\nDites-nous ce que vous avez entendu\nhttps://rebut.example/fr/heard/tell/\n"; text != want {
		t.Errorf("%q", text)
	}
	cfg.Studio.Address = "https://desk.example/"
	if text := string(set.HeardText("en", Found{Query: "x"}, "")); !strings.HasSuffix(text, "\nhttps://desk.example/en/heard/tell/\n") {
		t.Errorf("%q", text)
	}
	page, err := set.Heard("en", HeardPage{Langs: []factcheck.Lang{"en"}, Search: true}, nil)
	if err != nil || !strings.Contains(string(page), `href="https://desk.example/en/heard/tell/?q=%7Bheard%7D"`) {
		t.Errorf("the file does not lead there: %v", err)
	}
}
