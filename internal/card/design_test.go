package card

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

func TestShippedDesignsAreGood(t *testing.T) {
	designs, problems, err := LoadDesigns(os.DirFS("../../templates"))
	ok(t, problems, err)
	if len(designs) != 6 || designs[0].ID != "statement" || len(designs[0].Format) < 7 {
		t.Errorf("designs %v", designs)
	}
}

func TestMistakesInDesignsHaveTheirPlace(t *testing.T) {
	text, err := os.ReadFile("../../templates/cards/statement.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ old, new, want string }{
		{`draw = "chip"`, `draw = "heap"`, `:124:1: error: draw: "heap" is nothing that can be drawn`},
		{`text = "why"`, `text = "because"`, `there is no text "because"`},
		{`text = "why"`, `text = "why"` + "\nrow = [\"fact\"]", `the part why is several things at once: text, row`},
		{`text = "why"`, `even = true`, `the part why does not say what it is`},
		{`"heard", "claim"]`, `"herd", "claim"]`, `there is no part "herd"`},
		{`"heard", "claim"]`, `"aside", "claim"]`, `the part aside holds itself`},
		{`ink = "chip_ink"`, `ink = "chipink"`, `ink: "chipink" is not a colour role`},
		{"fact = [50, 104]", "fact = [40, 104]", "fact must be the largest text by far"},
		{"fact = [50, 104]", "fact = [104, 50]", "fact: must be a size, or the smallest and the largest size"},
		{"fact = [50, 104], ", "", "the text of the part fact has no size"},
		{"lead = true\n", "", "no text of card leads"},
		{`text = "claim"`, "text = \"claim\"\nlead = true", "the claim must never be the largest text"},
		{"weight = 800", "weight = 8", "weight of kicker must be from 100 to 1000"},
		{`family = "headline"`, `family = "Futura"`, `family of fact is "Futura"`},
		{"leading = 1.36", "leading = 9", "leading of why must be from 0.8 to 3"},
		{"sources.lines = 1", "sources.lines = 0", "lines of sources must be from 1 to 40"},
		{"width = 1080", "width = 99999", "width and height must be from 200 to 4000 px"},
		{"width = 1080\nheight = 1080", "", "the format square has neither width nor height"},
		{"columns = 5", "columns = 13", "columns of aside must be from 1 to 12"},
		{"side = 84", "side = 500", "margins and gutters leave no room"},
		{"pad = [1, 1, 1, 1.5]", `pad = [1, 2, 3]`, "pad: must be distances in units"},
		{`bleed = ["start"]`, `bleed = ["left"]`, `"left" is not an edge`},
		{`slides = ["sides"]`, `slides = ["side"]`, `there is no part "side"`},
		{"part.kicker.hide", "part.kick.hide", `there is no part "kick"`},
		{"order = 1", "order = 1\nbase = \"statment\"", `there is no other design "statment"`},
		{"unit = 12\n", "unitt = 12\n", `unknown key "unitt"`},
		{"[format.pin]", "[[[", "templates/cards/statement.toml"},
	} {
		broken := strings.Replace(string(text), test.old, test.new, 1)
		if broken == string(text) {
			t.Fatalf("%q is not in the design", test.old)
		}
		designs, problems, err := LoadDesigns(fstest.MapFS{"cards/statement.toml": {Data: []byte(broken)}})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := problems.WriteText(&b); err != nil {
			t.Fatal(err)
		}
		if len(designs) != 0 || !strings.Contains(b.String(), test.want) || !strings.Contains(b.String(), "statement.toml:") {
			t.Errorf("%q: %d designs and problems\n%s\nwant %q", test.new, len(designs), b.String(), test.want)
		}
	}
}

func TestNoDesignsNoPictures(t *testing.T) {
	designs, problems, err := LoadDesigns(fstest.MapFS{})
	ok(t, problems, err)
	p := newPress(t, settings)
	q := NewPress(p.cfg, p.msgs, p.fonts, designs, nil)
	if jobs := q.Jobs(edition(t, p, sky(), "en")); len(jobs) != 0 {
		t.Errorf("%d pictures without a design", len(jobs))
	}
}
