package project

import (
	"bytes"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	rebut "rebut"
	"rebut/internal/ledger"
)

// oneTheme keeps pictures few.
const oneTheme = `
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
chip_accent = "#ff6f61"
rule = "#b3201f"
`

// drawnOf are the pictures of a project and their keys, by name.
func drawnOf(t *testing.T, files map[string]string, opts Options) (pictures map[string][]byte, keys map[string]ledger.Sum) {
	t.Helper()
	opts.Today, opts.SkipPreflight = today.Today, true
	p := mustLoad(t, own(files), opts)
	if p.Site == nil || p.Problems.HasErrors() {
		t.Fatal(p.Problems)
	}
	pictures, keys = map[string][]byte{}, map[string]ledger.Sum{}
	for _, name := range p.Site.Names() {
		// QR codes and icons are as cheap as a page, and not kept on disk.
		if !strings.HasSuffix(name, ".png") || strings.HasPrefix(name, "assets/") || strings.HasSuffix(name, "/qr.png") || !strings.Contains(name, "/") {
			continue
		}
		key, known, err := p.Site.Key(name)
		if err != nil || !known {
			t.Fatalf("%s: key known %t, %v", name, known, err)
		}
		content, err := p.Site.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		pictures[name], keys[name] = content.Bytes, key
	}
	return pictures, keys
}

// What is kept on disk is found by its key: whatever changes a picture must
// change the key.
func TestWhatChangesAPictureChangesItsKey(t *testing.T) {
	asset := func(name string) string {
		content, err := fs.ReadFile(rebut.Assets(), name)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	statement, words := "templates/cards/statement.toml", "templates/i18n/card.en.toml"
	base := map[string]string{
		"rebut.toml":      "languages = [\"en\"]\n[organisation]\nname = \"Kettles\"\naddress = \"https://example.org\"\n" + oneFormat + oneTheme,
		"claims/tea.toml": check("Water boils *hot*"), statement: asset(statement), words: asset(words),
		"fonts/libre-franklin/LibreFranklin-Regular.ttf": asset("fonts/libre-franklin/LibreFranklin-Regular.ttf"),
	}
	opts := Options{Program: "a program"}
	pictures, keys := drawnOf(t, base, opts)
	again, same := drawnOf(t, base, opts)
	if len(keys) < 2 || !maps.Equal(keys, same) || !maps.EqualFunc(pictures, again, bytes.Equal) {
		t.Fatalf("the same project has other pictures or keys: %v, then %v", keys, same)
	}
	for _, change := range []struct{ what, file, old, now string }{
		{"the fact", "claims/tea.toml", "*hot*", "*warm*"},
		{"what is emphasised", "claims/tea.toml", "Water boils *hot*", "Water *boils* hot"},
		{"the claim", "claims/tea.toml", "claim = \"Tea is served cold everywhere.\"", "claim = \"Tea is served cold.\""},
		{"the reason", "claims/tea.toml", "while it is hot", "while it is warm"},
		{"the rating", "claims/tea.toml", `rating = "false"`, `rating = "misleading"`},
		{"a source's publisher", "claims/tea.toml", "Kettle Review", "Kettle Monthly"},
		{"the status", "claims/tea.toml", `status = "published"`, `status = "draft"`},
		{"the organisation", "rebut.toml", `name = "Kettles"`, `name = "Pots"`},
		{"the address", "rebut.toml", "https://example.org", "https://example.com/facts"},
		{"a colour", "rebut.toml", `ground = "#faf6ee"`, `ground = "#faf6ef"`},
		{"a size", "rebut.toml", "height = 630", "height = 640"},
		{"the design", statement, "ink = \"ink\"\nemphasis = \"accent\"", "ink = \"accent\"\nemphasis = \"accent\""},
		{"a word", words, `heard = "You may have heard"`, `heard = "You may hear"`},
		{"a font", "fonts/libre-franklin/LibreFranklin-Regular.ttf", base["fonts/libre-franklin/LibreFranklin-Regular.ttf"], asset("fonts/libre-franklin/LibreFranklin-SemiBold.ttf")},
	} {
		files := maps.Clone(base)
		if !strings.Contains(files[change.file], change.old) {
			t.Fatalf("%s: %s does not hold %q", change.what, change.file, change.old)
		}
		files[change.file] = strings.Replace(files[change.file], change.old, change.now, 1)
		with := opts
		with.Drafts = change.what == "the status"
		drawn, known := drawnOf(t, files, with)
		changed := 0
		for _, name := range slices.Sorted(maps.Keys(drawn)) {
			if bytes.Equal(drawn[name], pictures[name]) {
				continue
			}
			changed++
			if known[name] == keys[name] {
				t.Errorf("%s changed %s and not its key", change.what, name)
			}
		}
		if changed == 0 {
			t.Errorf("%s changed none of %d pictures", change.what, len(drawn))
		}
	}
	_, known := drawnOf(t, base, Options{Program: "another program"})
	for name, key := range known {
		if key == keys[name] {
			t.Errorf("another program finds %s under the same key", name)
		}
	}
}
