package corpus

import (
	"fmt"
	"strconv"
	"strings"
)

// Config is the rebut.toml of a test project.
func (c *Corpus) Config(p Pictures) []byte {
	var b strings.Builder
	perVoice := func(text func(v *voice) string) string {
		var parts []string
		for i := range c.words.Voices {
			v := &c.words.Voices[i]
			parts = append(parts, fmt.Sprintf("%s = \"%s\"", v.Lang, text(v)))
		}
		return "{ " + strings.Join(parts, ", ") + " }"
	}
	var langs []string
	for _, v := range c.words.Voices {
		langs = append(langs, strconv.Quote(v.Lang))
	}
	fmt.Fprintf(&b, "# Test data, to measure a program: made of word lists, no text of it is about anything real.\n\n")
	fmt.Fprintf(&b, "languages = [%s]\n", strings.Join(langs, ", "))
	if p == None {
		fmt.Fprintf(&b, "formats = [] # no pictures\n")
	}
	fmt.Fprintf(&b, "\n[organisation]\nname = %s\n", perVoice(func(v *voice) string { return v.Name }))
	fmt.Fprintf(&b, "address = \"https://test-data.example.org\"\nwordmark = \"Test data\"\n")
	for _, part := range []struct {
		key  string
		text func(v *voice) string
	}{
		{"tagline", func(v *voice) string { return v.Tagline }}, {"funding", func(v *voice) string { return v.Funding }},
		{"methodology", func(v *voice) string { return v.Methodology }}, {"corrections", func(v *voice) string { return v.Policy }},
	} {
		fmt.Fprintf(&b, "%s = %s\n", part.key, perVoice(part.text))
	}
	if p != All {
		fmt.Fprintf(&b, "\n[kit]\npublish = false\n")
	}
	for i, id := range c.words.Project.Subjects {
		fmt.Fprintf(&b, "\n[[topics]]\nid = %q\nname = %s\n", id, perVoice(func(v *voice) string { return v.Topics[i] }))
	}
	if p == Link {
		b.WriteString(linkOnly)
	}
	return []byte(b.String())
}

// linkOnly is the one format and the one theme of Link.
const linkOnly = `
[[formats]]
id = "link"
name = "Link preview"
width = 1200
height = 630
type = "png"
safe = { top = 40, right = 40, bottom = 40, left = 40 }
crops = [{ width = 630, height = 630 }]

[[themes]]
id = "light"
name = "Light"
headline = "Libre Franklin"
text = "Libre Franklin"
ground = "#faf6ee"
ink = "#16181d"
accent = "#b3201f"
muted = "#5a5c63"
panel = "#ece4d6"
panel_ink = "#33353b"
chip = "#16181d"
chip_ink = "#ffffff"
rule = "#b3201f"
`
