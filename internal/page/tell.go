package page

import (
	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// tell is the form that takes what somebody heard and nobody has checked.
type tell struct {
	words
	Action, Name, Text string
}

// MaxTold is how many characters a sentence may have that is told: as package
// heard takes them.
const MaxTold = 1000

// Max is MaxTold for templates.
func (*tell) Max() int { return MaxTold }

func (s *Set) tell(lang factcheck.Lang, text string) *tell {
	return &tell{words: s.print(lang), Action: s.cfg.Path(address.Tell(lang)), Name: address.TellText, Text: text}
}

// Told is how far somebody is who tells what they heard.
type Told string

// What a page at address.Tell says.
const (
	TellAsk     Told = "ask"     // nothing was sent yet
	TellRefused Told = "refused" // it was not taken
	TellThanks  Told = "thanks"  // it was
)

type tellView struct {
	frame
	Style  string // address of the style sheet of lists
	Told   Told
	Tell   *tell
	Unsaid string // what was not taken, and how it would be; "" for nothing
	Back   string // address of the page that answers
}

// Tell is the page that takes what nobody has checked, with what was typed.
// Servers with a studio alone have it.
func (s *Set) Tell(lang factcheck.Lang, langs []factcheck.Lang, told Told, text string) ([]byte, error) {
	w := s.print(lang)
	title := w.T("tell")
	if told == TellThanks {
		title = w.T("tell-thanks")
	}
	f := s.frame(lang, title, address.Tell, s.inEach(langs, lang))
	f.Section, f.NoIndex = "heard", true
	v := tellView{frame: f, Style: s.cfg.Path(address.Assets + listSheet), Told: told, Back: s.cfg.Path(address.Heard(lang))}
	if told == TellRefused {
		v.Unsaid = w.T("tell-refused", "Most", MaxTold)
	}
	if told != TellThanks {
		v.Tell = s.tell(lang, text)
	}
	return s.execute("tell.html", v)
}
