package page

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/message"
)

func loadWith(t *testing.T, name, text string) string {
	t.Helper()
	templates := withFile(t, name, text)
	_, cfg := siteAt(t, "https://rebut.example")
	msgs, _, err := message.Load(templates)
	if err != nil {
		t.Fatal(err)
	}
	set, problems, err := Load(templates, cfg, msgs)
	if err != nil {
		t.Fatal(err)
	}
	if set != nil {
		t.Error("a set with problems was returned")
	}
	var b strings.Builder
	if err := problems.WriteText(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMistakesInTemplatesHaveTheirPlace(t *testing.T) {
	frame, err := fs.ReadFile(shipped, "site/frame.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, text, want string }{
		{"site/about.html", "a\n{{if}}", "templates/site/about.html:2:1: error: missing value for if"},
		{"site/about.html", "<p>\n{{.Nope}}</p>", "templates/site/about.html:2:3: error: "},
		{"site/about.html", "<p>\n{{range .Ratings}}{{.Wort}}{{end}}</p>", "templates/site/about.html:2:21: error: "},
		{"site/about.html", "<p>\n{{template \"none\" .}}</p>", "templates/site/about.html:2:"},
		{"site/about.html", "<a href='\n{{if .Contact}}'{{end}}>", "templates/site/about.html:2"},
		{"site/frame.html", strings.Replace(string(frame), "{{.Title}}", "{{.Titel}}", 1), "templates/site/frame.html:9:"},
	} {
		if got := loadWith(t, test.name, test.text); !strings.Contains(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

// TestWordsAndTemplatesAgree: templates, this package and that of the code to
// paste name only texts that there are, and there are none that nothing names.
func TestWordsAndTemplatesAgree(t *testing.T) {
	msgs, _, err := message.Load(shipped)
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?:\.[TN]\(? ?"|(?:Text|Count)\("site\.)([a-z-]+)["+]`)
	used := map[string]bool{"draft-unreviewed": true, "draft-stale": true, // named by their state
		"not-found": true, "not-found-text": true, "offline": true, "offline-text": true} // and by their page
	for _, dir := range []fs.FS{os.DirFS("."), os.DirFS("../snippet"), os.DirFS("../../templates/site")} {
		names, err := fs.Glob(dir, "*")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || !(strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".html")) {
				continue
			}
			text, err := fs.ReadFile(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range named.FindAllStringSubmatch(string(text), -1) {
				used[m[1]] = used[m[1]] || m[1] != "draft-"
				if m[1] != "draft-" && !msgs.Has("site."+m[1]) {
					t.Errorf("%s names the text %q, which there is not", name, m[1])
				}
			}
		}
	}
	text, err := fs.ReadFile(shipped, "i18n/site.en.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^\[?([a-z-]+)(?:\]| = )`).FindAllStringSubmatch(string(text), -1) {
		if id := m[1]; !used[id] && !slices.Contains([]string{"one", "other"}, id) {
			t.Errorf("nothing shows the text %q", id)
		}
	}
}

func TestAssets(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	assets := set.Assets()
	css := string(assets[address.Assets+"site.css"])
	if want := ":root {\n  --ground: " + cfg.Themes[0].Ground.String() + ";"; !strings.Contains(css, want) {
		t.Errorf("the style sheet lacks %q", want)
	}
	if dark := "@media (prefers-color-scheme: dark) {\n:root {\n  --ground: " + cfg.Themes[1].Ground.String(); !strings.Contains(css, dark) {
		t.Error("the style sheet lacks the dark theme")
	}
	for _, m := range regexp.MustCompile(`url\("([^"]+)"\)`).FindAllStringSubmatch(css, -1) {
		if assets[address.Assets+m[1]] == nil {
			t.Errorf("the style sheet asks for %s, which there is not", m[1])
		}
	}
	for _, path := range []string{address.EmbedScript, "/assets/site.js", "/assets/embed-frame.js", "/assets/icon.svg", "/assets/fonts/OFL.txt"} {
		if len(assets[path]) == 0 {
			t.Errorf("%s is missing", path)
		}
	}
	for path, data := range assets {
		if strings.HasSuffix(path, ".woff2") && len(data) > 60_000 { // of scripts with many conjuncts
			t.Errorf("%s has %d bytes; the limit is 60000", path, len(data))
		}
	}
}

func TestThemesByTheirGround(t *testing.T) {
	dark, light := config.Theme{ID: "d", Ground: config.Colour{R: 10}}, config.Theme{ID: "l", Ground: config.Colour{R: 250, G: 250, B: 250}}
	for _, test := range []struct {
		themes              []config.Theme
		wantLight, wantDark string
	}{
		{[]config.Theme{dark, light}, "l", "d"}, {[]config.Theme{light}, "l", "l"}, {[]config.Theme{dark}, "d", "d"},
	} {
		s := &Set{cfg: &config.Config{Themes: test.themes}}
		if l, d := s.theme(false).ID, s.theme(true).ID; l != test.wantLight || d != test.wantDark {
			t.Errorf("light %s, dark %s; want %s, %s", l, d, test.wantLight, test.wantDark)
		}
	}
}
