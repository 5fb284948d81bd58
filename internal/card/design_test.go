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
	if len(designs) == 0 || designs[0].ID != "statement" || len(designs[0].Format) != 7 {
		t.Errorf("designs %v", designs)
	}
}

func TestMistakesInDesignsHaveTheirPlace(t *testing.T) {
	text, err := os.ReadFile("../../templates/cards/statement.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ old, new, want string }{
		{`composition = "side"`, `composition = "heap"`, `composition: "heap" is not a composition`},
		{`ink = "chip_ink"`, `ink = "chipink"`, `ink: "chipink" is not a colour role`},
		{"fact = [50, 104]", "fact = [40, 104]", "the fact must be the largest text by far"},
		{"fact = [50, 104]", "fact = [104, 50]", "fact: must be the smallest and the largest size"},
		{"fact = [50, 104]", "fact = 50", "fact: must be the smallest and the largest size"},
		{"weight = 800", "weight = 8", "weight of kicker must be from 100 to 1000"},
		{`family = "headline"`, `family = "Futura"`, `family of fact is "Futura"`},
		{"leading = 1.36", "leading = 9", "leading of why must be from 0.8 to 3"},
		{"foot_rows = 1", "foot_rows = 3", "foot_rows must be 1 or 2"},
		{"width = 1080", "width = 99999", "width and height must be from 200 to 4000 px"},
		{"why = 11", "why = 13", "why must take from 1 to 12 columns"},
		{"side = 84", "side = 500", "margins and gutters leave no room"},
		{`decor = "ripples"`, `decor = "glitter"`, `decor: "glitter" is not a decor`},
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
	q := NewPress(p.cfg, p.msgs, p.fonts, designs)
	if jobs := q.Jobs(edition(t, p, sky(), "en")); len(jobs) != 0 {
		t.Errorf("%d pictures without a design", len(jobs))
	}
}
