package main

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"

	"github.com/BurntSushi/toml"

	"rebut/internal/factcheck"
	"rebut/internal/store"
)

// example is the shipped fact-check that a new project begins with.
const example = "housing-costs-causes.toml"

// exampleText is the example in the languages that a new project has: the
// shipped one has many more, which would hide from a beginner what is needed.
func exampleText(shipped fs.FS) ([]byte, error) {
	text, err := fs.ReadFile(shipped, path.Join(store.Folder, example))
	if err != nil {
		return nil, err
	}
	var project struct {
		Languages []factcheck.Lang `toml:"languages"`
	}
	if err := toml.Unmarshal(projectConfig, &project); err != nil {
		return nil, err
	}
	return inLanguages(text, project.Languages), nil
}

var (
	anySection   = regexp.MustCompile(`^\[`)
	textSection  = regexp.MustCompile(`^\[text\.([A-Za-z-]+)[.\]]`)
	localisedKey = regexp.MustCompile(`^(?:role|place|claimant|publisher|short|finding|what|name)\.([A-Za-z-]+) *=`)
)

// inLanguages leaves out of a fact-check's file the sections and the lines of
// other languages. It goes by lines, so that comments and order stay.
func inLanguages(text []byte, languages []factcheck.Lang) []byte {
	other := func(form *regexp.Regexp, line []byte) bool {
		m := form.FindSubmatch(line)
		return m != nil && !slices.Contains(languages, factcheck.Lang(m[1]))
	}
	var out bytes.Buffer
	skipping := false
	for line := range bytes.Lines(text) {
		if anySection.Match(line) {
			skipping = other(textSection, line)
		}
		if !skipping && !other(localisedKey, line) {
			out.Write(line)
		}
	}
	return out.Bytes()
}
