package card

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// settings is the configuration of the tests: four languages, drafts shown.
const settings = `
languages = ["en", "fr", "ar", "pa"]
[organisation]
address = "https://rebut.example"
[translations]
unreviewed = "mark"
stale = "mark"
[[topics]]
id = "sky"
name = { en = "Sky", ar = "السماء" }
`

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(os.DirFS("../../templates"))
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

// newPress is a press with the shipped fonts, words and designs.
func newPress(t testing.TB, toml string) *Press {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(toml)}})
	ok(t, problems, err)
	templates := os.DirFS("../../templates")
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	fonts, problems, err := typeset.Load(os.DirFS("../.."))
	ok(t, problems, err)
	designs, problems, err := LoadDesigns(templates)
	ok(t, problems, err)
	return NewPress(cfg, msgs, fonts, designs, nil)
}

func ok[P any](t testing.TB, problems []P, err error) {
	t.Helper()
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
}

// sky is a fact-check of the tests' own: physics that needs no research, and
// sources that are examples by their names.
func sky() *factcheck.FactCheck {
	f := &factcheck.FactCheck{
		Slug: "sky-scatters-blue", Status: factcheck.Published, Language: "en", Revision: 2, Rating: "false", Topics: []string{"sky"},
		Sources: []factcheck.Source{
			{ID: "a", Publisher: factcheck.Localised{"": "Example Observatory"}, URL: "https://www.observatory.example/light"},
			{ID: "b", Publisher: factcheck.Localised{"en": "Example Institute of Optics", "fr": "Institut d’optique Exemple"}, URL: "https://optics.example/"},
			{ID: "c", Publisher: factcheck.Localised{"": "Example Weather Service"}, URL: "https://weather.example/"},
		},
		Texts: factcheck.Texts{
			"en": {
				Claim: "The sky is blue because it reflects the sea.",
				Fact:  "The sky is blue because air *scatters blue light* more than red",
				Why:   "Sunlight holds all colours. Air scatters the short waves most, so blue reaches our eyes from every side. Over deserts, far from any sea, the sky is just as blue.",
			},
			"fr": {
				Translates: 2,
				Claim:      "Le ciel est bleu parce qu’il reflète la mer.",
				Fact:       "Le ciel est bleu parce que l’air *diffuse le bleu* plus que le rouge",
				Why:        "La lumière du soleil contient toutes les couleurs. L’air diffuse surtout les ondes courtes : le bleu nous vient de partout. Au-dessus des déserts, loin de toute mer, le ciel est tout aussi bleu.",
			},
			"ar": {
				Translates: 2, Reviewed: true,
				Claim: "السماء زرقاء لأنها تعكس لون البحر.",
				Fact:  "السماء زرقاء لأن الهواء *يبعثر الضوء الأزرق* أكثر من الأحمر",
				Why:   "يحمل ضوء الشمس كل الألوان، والهواء يبعثر الموجات القصيرة أكثر من غيرها، فيصلنا الأزرق من كل جهة. وفوق الصحارى، بعيدًا عن أي بحر، تبقى السماء زرقاء.",
			},
			"pa": {
				Translates: 1, Reviewed: true,
				Claim: "ਅਸਮਾਨ ਸਮੁੰਦਰ ਦੇ ਰੰਗ ਕਰਕੇ ਨੀਲਾ ਹੈ।",
				Fact:  "ਅਸਮਾਨ ਨੀਲਾ ਹੈ ਕਿਉਂਕਿ ਹਵਾ *ਨੀਲੀ ਰੌਸ਼ਨੀ* ਨੂੰ ਵੱਧ ਖਿਲਾਰਦੀ ਹੈ",
				Why:   "ਸੂਰਜ ਦੀ ਰੌਸ਼ਨੀ ਵਿੱਚ ਸਾਰੇ ਰੰਗ ਹੁੰਦੇ ਹਨ। ਹਵਾ ਛੋਟੀਆਂ ਤਰੰਗਾਂ ਨੂੰ ਵੱਧ ਖਿਲਾਰਦੀ ਹੈ, ਇਸ ਲਈ ਨੀਲਾ ਰੰਗ ਹਰ ਪਾਸਿਓਂ ਆਉਂਦਾ ਹੈ।",
			},
		},
	}
	for _, text := range f.Texts {
		text.Body = "No picture shows it." // but only a complete text is shown
	}
	return f
}

// short and long are the sky with very little text, and with texts at the
// limits that factcheck sets.
func short() *factcheck.FactCheck {
	f := sky()
	f.Texts = factcheck.Texts{"en": {Claim: "Ice sinks.", Fact: "Ice *floats*", Why: "It is lighter than water."}}
	f.Sources = f.Sources[:1]
	return f
}

func long() *factcheck.FactCheck {
	f := sky()
	for _, t := range f.Texts {
		t.Fact = factcheck.Emphasised(stretch(t.Fact.Plain(), factcheck.MaxFact))
		t.Why = stretch(t.Why, factcheck.MaxWhy)
		t.Claim = stretch(t.Claim, 110)
	}
	return f
}

// stretch repeats the words of a text up to n characters.
func stretch(text string, n int) string {
	words := strings.Fields(text)
	out := ""
	for i := 0; ; i++ {
		longer := strings.TrimSpace(out + " " + words[i%len(words)])
		if factcheck.Length(longer) > n {
			return out
		}
		out = longer
	}
}

func edition(t testing.TB, p *Press, f *factcheck.FactCheck, lang factcheck.Lang) factcheck.Edition {
	t.Helper()
	e, shown := p.cfg.Edition(f, lang)
	if !shown {
		t.Fatalf("no edition in %s", lang)
	}
	return e
}

// eachScene runs a check on every picture of fact-checks short, usual and
// long, in all their languages, with the first theme.
func eachScene(t *testing.T, p *Press, check func(t *testing.T, j Job, s *raster.Scene)) {
	for name, f := range map[string]*factcheck.FactCheck{"short": short(), "usual": sky(), "long": long()} {
		for _, e := range p.cfg.Editions(f) {
			for _, j := range p.Jobs(e) {
				if j.Theme != p.cfg.Themes[0].ID || j.Design != "statement" {
					continue
				}
				t.Run(name+"/"+string(e.Lang)+"/"+j.Format, func(t *testing.T) {
					s, problems := p.Scene(j)
					if s == nil || len(problems) > 0 {
						t.Fatal(problems)
					}
					check(t, j, s)
				})
			}
		}
	}
}

// text is the text of a role, or nil.
func text(s *raster.Scene, role string) *raster.Text {
	for i := range s.Texts {
		if s.Texts[i].Role == role {
			return &s.Texts[i]
		}
	}
	return nil
}

// shape is the first shape of a role, or nil.
func shape(s *raster.Scene, role string) *raster.Shape {
	for i := range s.Shapes {
		if s.Shapes[i].Role == role {
			return &s.Shapes[i]
		}
	}
	return nil
}
