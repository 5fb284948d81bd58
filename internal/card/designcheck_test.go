package card

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// loadOnto reads the shipped statement and a design of the test's own that
// builds on it, named child.
func loadOnto(t *testing.T, child string) (Designs, problem.List) {
	t.Helper()
	base, err := os.ReadFile("../../templates/cards/statement.toml")
	if err != nil {
		t.Fatal(err)
	}
	designs, problems, err := LoadDesigns(fstest.MapFS{"cards/statement.toml": {Data: base}, "cards/child.toml": {Data: []byte(child)}})
	if err != nil {
		t.Fatal(err)
	}
	return designs, problems
}

// TestMistakesStandWhereTheyWereWritten holds one line of each problem: its
// place in the child's file, and what it says, once.
func TestMistakesStandWhereTheyWereWritten(t *testing.T) {
	const head = "base = \"statement\"\nname = \"Child\"\n"
	for _, test := range []struct{ name, toml, want string }{
		{"a text without sizes in any format", "[type.technique]\nfamily = \"text\"\nweight = 400\nleading = 1.3\nink = \"ink\"\n[part.technique]\ntext = \"technique\"\n[part.card]\nstack = [\"header\", \"fact\", \"technique\", \"panel\"]\n",
			`8:7: error: the text of the part technique has no size in the format a4, chat, link, pin, portrait, square, story`},
		{"a size that is too large beside an inherited one", "[format.square]\nsize = { claim = [40, 90] }\n",
			`4:10: error: fact must be the largest text by far`},
		{"another text that leads", "[part.fact]\ntext = \"claim\"\n", `3:7: error: the claim must never be the largest text`},
		{"an unknown style", "[part.claim]\nstyle = \"clam\"\n", `4:1: error: the part claim needs a type style "clam"`},
		{"an unknown part in one format", "[format.square]\npart.panel = { stack = [\"chip\", \"clam\"] }\n", `4:33: error: there is no part "clam"`},
		{"a circle", "[part.panel]\nstack = [\"rated\", \"card\"]\n", `4:1: error: the part card holds itself: card holds panel holds card`},
		{"a circle in one format", "[format.square]\npart.panel.stack = [\"rated\", \"card\"]\n", `4:12: error: the part card holds itself`},
		{"two parts of a row that grow", "[part.sender]\ngrow = true\n", `4:1: error: only one part of the row footer can take the width that is left, but sources and sender do`},
		{"nothing leads", "[part.fact]\nlead = false\n[format.wide]\nslides = [\"card\"]\nsize = { why = [20, 30] }\n",
			`4:1: error: no text of card leads in the format a4, chat`},
		{"an empty group", "[part.panel]\nstack = []\n", `4:1: error: the part panel holds nothing`},
		{"no name", "", `1:1: error: the design has no name for people`},
		{"no mark of drafts", "[part.card]\nstack = [\"kicker\", \"fact\", \"panel\"]\n",
			`3:7: error: card does not show the mark of drafts in the format a4, chat, link, pin, portrait, square, story, letter`},
		{"a claim without its rating", "[format.square.part.chip]\nhide = true\n", `4:1: error: card shows the claim without its rating in the format square`},
		{"an unused part", "[part.spare]\ndraw = \"rule\"\n", `3:7: warning: no picture uses part.spare`},
		{"an unused style", "[type.spare]\nfamily = \"text\"\nweight = 400\nleading = 1.3\nink = \"ink\"\n", `3:7: warning: no picture uses type.spare`},
		{"an unused size", "[format.square]\nsize = { clam = 30 }\n", `4:10: warning: no picture uses format.square.size.clam`},
		{"a part that another format shows", "[format.square]\npart.quote.gap = 3\n", `4:6: warning: no picture uses format.square.part.quote`},
		{"a key without effect", "[part.header]\ngap = 2\n", `4:1: warning: gap changes nothing about the part header, which is a first`},
	} {
		toml := head + test.toml
		if test.name == "no name" {
			toml = "base = \"statement\"\n"
		}
		_, problems := loadOnto(t, toml)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), "templates/cards/child.toml:"+test.want) {
			t.Errorf("%s: %d problems\n%v\nwant %s", test.name, len(problems), problems, test.want)
		}
	}
}

func TestADesignIsWholeWithItsBase(t *testing.T) {
	designs, problems := loadOnto(t, "base = \"statement\"\nname = \"Child\"\n[type.fact]\ntracking = 0\nweight = 600\n"+
		"[format.story]\nmargin.side = 90\n[format.banner]\nwidth = 1500\nheight = 500\nunit = 10\nmargin = { top = 60, bottom = 60, side = 60 }\nslides = [\"solo\"]\nsize = { fact = [40, 90], label = 20 }\n[part.solo]\nstack = [\"header\", \"fact\"]\n")
	ok(t, problems, nil)
	d := designs[0]
	if d.ID != "child" {
		d = designs[1]
	}
	if s := d.Type["fact"]; s.Tracking != 0 || s.Weight != 600 || s.Family != "headline" || s.Leading != 1.04 {
		t.Errorf("style %+v", s)
	}
	if m := d.Format["story"].Margin; m != (Margin{300, 696, 90}) {
		t.Errorf("margin %+v", m)
	}
	if m := d.Format["square"].Margin; m.Side != 146 {
		t.Errorf("inherited margin %+v", m)
	}
}

func TestWhatIsLikeAnotherFormatFollowsItInEveryDesign(t *testing.T) {
	designs, problems := loadOnto(t, "base = \"statement\"\nname = \"Child\"\norder = -1\n[format.a4]\nsize = { fact = [65, 120], claim = [38, 60] }\n")
	ok(t, problems, nil)
	if got := designs[0].Format["letter"]; got.Sizes["fact"] != (Range{65, 120}) || got.Width != 1275 {
		t.Errorf("letter has %v, a4 %v", got.Sizes["fact"], designs[0].Format["a4"].Sizes["fact"])
	}
	_, problems = loadOnto(t, "base = \"statement\"\nname = \"Child\"\n[format.letter]\nlike = \"a5\"\n")
	if len(problems) != 1 || !strings.Contains(problems[0].String(), `child.toml:4:1: error: like must name another format`) {
		t.Error(problems)
	}
}

func TestAMarginMaySayOneSideAndAGutterNought(t *testing.T) {
	designs, problems := loadOnto(t, "base = \"statement\"\nname = \"Child\"\norder = -1\n[format.square]\ngutter = 0\n[format.letter]\nmargin.top = 150\n")
	ok(t, problems, nil)
	a4, letter, square := designs[0].Format["a4"], designs[0].Format["letter"], designs[0].Format["square"]
	if want := (Margin{Top: 150, Bottom: a4.Margin.Bottom, Side: a4.Margin.Side}); letter.Margin != want {
		t.Errorf("the margin of letter is %v, want %v", letter.Margin, want)
	}
	if square.Gutter != 0 || letter.Gutter != a4.Gutter {
		t.Errorf("gutters are %v and %v", square.Gutter, letter.Gutter)
	}
}

func TestTheMistakesOfABaseAreToldOnce(t *testing.T) {
	designs, problems, err := LoadDesigns(fstest.MapFS{
		"cards/a.toml": {Data: []byte("base = \"b\"\nname = \"A\"\n")},
		"cards/b.toml": {Data: []byte("name = \"B\"\nordr = 1\n")},
		"cards/c.toml": {Data: []byte("base = \"d\"\nname = \"C\"\n")},
		"cards/d.toml": {Data: []byte("base = \"c\"\nname = \"D\"\n")},
		"cards/e.toml": {Data: []byte("name =")},
		"cards/f.toml": {Data: []byte("base = \"e\"\nname = \"F\"\n")},
	})
	if err != nil || len(designs) != 0 || len(problems) != 3 {
		t.Errorf("%d designs, %v, %v", len(designs), problems, err)
	}
	if got := problems[1].String(); !strings.HasPrefix(got, `templates/cards/d.toml:1:1: error: "d" builds on "c", which builds on it in turn`) {
		t.Error(got)
	}
}

func TestFaultsOfADesignAreToldOncePerText(t *testing.T) {
	p := newPress(t, settings)
	checks := []*factcheck.FactCheck{short(), sky(), long()}
	for _, d := range p.designs {
		if problems := p.CheckDesign(d.ID, checks[:2]); len(problems) > 0 {
			t.Errorf("%s: %v", d.ID, problems)
		}
	}
	designs, problems := loadOnto(t, "base = \"statement\"\nname = \"Child\"\n[format.story]\nmargin.side = 20\n[format.square]\nsize = { foot = 12 }\n"+
		"[format.chat]\nsize = { fact = [300, 400], claim = [150, 200] }\n")
	ok(t, problems, nil)
	p = NewPress(p.cfg, p.msgs, p.fonts, designs, nil)
	said := map[string]int{}
	for _, q := range p.CheckDesign("child", checks) {
		said[q.String()[:strings.Index(q.String(), " (")+1]]++
	}
	for _, want := range []string{
		"templates/cards/child.toml:3:9: error: the text address stands where apps cover or cut the picture in the format story ",
		"templates/cards/child.toml:5:9: error: the text address has 12 px, too small to be read on a phone in the format square ",
	} {
		if said[want] != 1 {
			t.Errorf("%d times %q in %v", said[want], want, said)
		}
	}
	fits := p.CheckDesign("child", []*factcheck.FactCheck{long()})
	if !strings.Contains(fits[len(fits)-1].String(), "child.toml:7:9: error: no fact-check fits the format chat at the smallest sizes") {
		t.Error(fits)
	}
	if p.CheckDesign("nowhere", checks) != nil || p.Draws("nowhere", edition(t, p, sky(), "en")) || p.Length("nowhere", edition(t, p, sky(), "en")) != 0 {
		t.Error("a design that is not there has faults")
	}
}

func TestLengthCountsWhatADesignShows(t *testing.T) {
	p := newPress(t, settings)
	a, b := edition(t, p, short(), "en"), edition(t, p, long(), "en")
	if p.Length("statement", a) >= p.Length("statement", b) {
		t.Error("a longer text counts less")
	}
	without := *a.Text
	without.Why = ""
	shorter := a
	shorter.Text = &without
	if got := p.Length("statement", a) - p.Length("statement", shorter); got != factcheck.Length(a.Text.Why) {
		t.Errorf("the reason counts %d", got)
	}
	if p.Length("versus", a) == 0 || !p.Draws("versus", a) || p.Draws("number", a) {
		t.Error("what is drawn")
	}
}

// TestPartsThatMultiplyAreRefused: forty parts that each hold the next one twice
// would be a billion.
func TestPartsThatMultiplyAreRefused(t *testing.T) {
	toml := "base = \"statement\"\nname = \"Child\"\n[part]\ncard.stack = [\"header\", \"fact\", \"p0\"]\n"
	for i := range 40 {
		toml += fmt.Sprintf("p%d.stack = [\"p%d\", \"p%d\"]\n", i, i+1, i+1)
	}
	_, problems := loadOnto(t, toml+"p40.draw = \"rule\"\n")
	if len(problems) == 0 || !strings.Contains(problems[0].String(), "card has more than 400 parts") {
		t.Error(problems)
	}
}
