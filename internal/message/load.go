package message

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// areas are the first parts of file names and ids.
var areas = [...]string{"site", "card", "feed", "date", "kit", "studio"}

// dir is where the files are in the templates folder; problems name it as the
// user sees it, from the project's folder.
const dir = "i18n"

// file is the texts of one language, over all areas.
type file struct {
	texts map[string]*text // by id
}

// text is one text with the place it was read from.
type text struct {
	forms forms
	at    problem.Position
}

// Load reads all files of the project's templates folder. Mistakes in them
// are problems; what is wrong is left out and falls back to English.
func Load(templates fs.FS) (*Catalog, problem.List, error) {
	names, err := fs.Glob(templates, dir+"/*.toml")
	if err != nil {
		return nil, nil, fmt.Errorf("list texts: %w", err)
	}
	c := &Catalog{bundle: i18n.NewBundle(language.MustParse(string(Fallback))), files: map[factcheck.Lang]file{}}
	var problems problem.List
	for _, name := range names {
		data, err := fs.ReadFile(templates, name)
		if err != nil {
			return nil, nil, fmt.Errorf("read texts: %w", err)
		}
		problems = append(problems, c.read(name, data)...)
	}
	problems = append(problems, c.compare()...)
	if err := c.fill(); err != nil {
		return nil, nil, err
	}
	return c, problems.Sort(), nil
}

// read adds one file.
func (c *Catalog) read(name string, data []byte) problem.List {
	shown := "templates/" + name
	area, lang, err := splitName(path.Base(name))
	if err != nil {
		return problem.List{{File: shown, Code: "bad-name", Message: err.Error(), Hint: `name it like "site.fr.toml"; the areas are ` + strings.Join(areas[:], ", ")}}
	}
	doc, problems := tomlfile.Parse(shown, data)
	if doc == nil {
		return problems
	}
	texts := map[string]forms{}
	problems = append(problems, doc.Decode(&texts)...)
	if c.files[lang].texts == nil {
		c.files[lang] = file{map[string]*text{}}
	}
	for key, f := range texts {
		if f == nil { // refused, and reported, by Decode
			continue
		}
		at := doc.Locate(key, 0)
		if bad := f.mistake(); bad != nil {
			problems = append(problems, problem.Problem{Lang: string(lang), Code: "bad-text", Message: key + ": " + bad.Message, Hint: bad.Hint}.At(at))
			continue
		}
		c.files[lang].texts[area+"."+key] = &text{forms: f, at: at}
	}
	return problems
}

func splitName(base string) (area string, lang factcheck.Lang, err error) {
	area, tag, _ := strings.Cut(strings.TrimSuffix(base, ".toml"), ".")
	if !slices.Contains(areas[:], area) {
		return "", "", fmt.Errorf("%q is not an area of texts", area)
	}
	if tag == "" {
		return "", "", fmt.Errorf("the file name names no language")
	}
	return area, lang, lang.UnmarshalText([]byte(tag))
}

// fill hands the texts to go-i18n, in a fixed order because its choice of a
// language depends on it.
func (c *Catalog) fill() error {
	for _, lang := range c.Languages() {
		var messages []*i18n.Message
		for _, id := range sortedIDs(c.files[lang]) {
			messages = append(messages, c.files[lang].texts[id].forms.message(id))
		}
		if err := c.bundle.AddMessages(lang.Tag(), messages...); err != nil {
			return fmt.Errorf("texts in %s: %w", lang, err)
		}
	}
	return nil
}

func sortedIDs(f file) []string {
	ids := make([]string, 0, len(f.texts))
	for id := range f.texts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
