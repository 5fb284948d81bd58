package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// App is a place where people share, and what it takes.
type App struct {
	ID       string              `toml:"id"`
	Name     factcheck.Localised `toml:"name"`
	Formats  []string            `toml:"formats"`  // ids of the formats that suit it, the best one first
	Alt      int                 `toml:"alt"`      // longest alt text, characters; 0: no limit known
	Post     int                 `toml:"post"`     // longest post, in the units of Count; 0: no limit known
	Count    Count               `toml:"count"`    // how a post is counted
	Link     int                 `toml:"link"`     // what an address counts in a post; 0: as long as it is
	Hashtags bool                `toml:"hashtags"` // captions end with the organisation's hashtags
}

// Count is a way to count the length of a post.
type Count string

// The ways: in code points, which is also what "" means; in extended grapheme
// clusters (UAX #29); or by the weights of X (twitter-text, configuration 3).
const (
	Characters Count = "characters"
	Graphemes  Count = "graphemes"
	Weights    Count = "weights"
)

// UnmarshalText refuses any other word.
func (c *Count) UnmarshalText(text []byte) error {
	switch Count(text) {
	case Characters, Graphemes, Weights:
		*c = Count(text)
		return nil
	}
	return &problem.Mistake{Message: fmt.Sprintf("%q is not a way to count", text), Hint: "use one of characters, graphemes, weights"}
}

// Tags are hashtags by language; those of the language "" serve every one.
type Tags map[factcheck.Lang][]string

// UnmarshalTOML reads a list of words (for every language) or a table of lists
// { en = ["facts"], fr = ["faits"] }.
func (t *Tags) UnmarshalTOML(value any) error {
	*t = Tags{}
	if list, ok := value.([]any); ok {
		return t.add("", list)
	}
	table, ok := value.(map[string]any)
	if !ok {
		return badTags()
	}
	for _, tag := range slices.Sorted(maps.Keys(table)) {
		var lang factcheck.Lang
		if err := lang.UnmarshalText([]byte(tag)); err != nil {
			return err
		}
		words, ok := table[tag].([]any)
		if !ok {
			return badTags()
		}
		if err := t.add(lang, words); err != nil {
			return err
		}
	}
	return nil
}

func badTags() error {
	return &problem.Mistake{Message: "must be a list of words, or one list per language", Hint: `write ["facts"] or { en = ["facts"], fr = ["faits"] }`}
}

func (t Tags) add(lang factcheck.Lang, list []any) error {
	for _, item := range list {
		word, ok := item.(string)
		if !ok {
			return badTags()
		}
		if !validTag(word) {
			return &problem.Mistake{Message: fmt.Sprintf("%s cannot be a hashtag", problem.Quote(word)),
				Hint: "use letters, digits and underscores, without # and spaces, and at least one letter"}
		}
		t[lang] = append(t[lang], word)
	}
	return nil
}

// validTag accepts what every app takes for one hashtag: letters with their
// marks, digits and underscores, and not digits alone.
func validTag(word string) bool {
	inTag := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_' }
	return len(word) <= 100 && strings.IndexFunc(word, func(r rune) bool { return !inTag(r) }) < 0 && strings.IndexFunc(word, unicode.IsLetter) >= 0
}

// In returns the hashtags for a language: its own, or else those for every
// language.
func (t Tags) In(lang factcheck.Lang) []string {
	if own, ok := t[lang]; ok {
		return own
	}
	return t[""]
}

// App returns the app with the id, or nil.
func (c *Config) App(id string) *App { return find(c.Apps, func(a *App) bool { return a.ID == id }) }

// CreditLine is the line that names the organisation beside a picture.
func (c *Config) CreditLine(lang factcheck.Lang) string {
	if line, _ := c.Organisation.Credit.In(lang, c.DefaultLanguage()); line != "" {
		return line
	}
	name, _ := c.Organisation.Name.In(lang, c.DefaultLanguage())
	return name
}

// ShortestAlt is the app that takes the shortest alt texts; nil where none has
// a limit.
func (c *Config) ShortestAlt() *App {
	var shortest *App
	for i := range c.Apps {
		if a := &c.Apps[i]; a.Alt > 0 && (shortest == nil || a.Alt < shortest.Alt) {
			shortest = a
		}
	}
	return shortest
}

// trimApps takes from the default apps the formats that a project with formats
// of its own does not have, and the apps that then have none.
func (c *Config) trimApps() {
	for i := range c.Apps {
		c.Apps[i].Formats = slices.DeleteFunc(c.Apps[i].Formats, func(id string) bool { return c.Format(id) == nil })
	}
	c.Apps = slices.DeleteFunc(c.Apps, func(a App) bool { return len(a.Formats) == 0 })
}

// Limits of an app's figures, in characters: what is above is a slip of the
// pen, and what is below holds no fact with its address.
const (
	minPost = 100
	maxPost = 100_000
)

func (k *checker) apps(c *Config) {
	k.ids("apps", len(c.Apps), func(i int) string { return c.Apps[i].ID })
	for i, a := range c.Apps {
		path := fmt.Sprintf("apps[%d]", i)
		if len(a.Name) == 0 {
			k.report(path, "missing", `name = "Mastodon"`, "app %q has no name", a.ID)
		}
		k.appFormats(c, path, a)
		for _, n := range []struct {
			key           string
			figure, least int
		}{{"alt", a.Alt, minPost}, {"post", a.Post, minPost}, {"link", a.Link, 0}} {
			if n.figure != 0 && (n.figure < n.least || n.figure > maxPost) {
				k.report(path+"."+n.key, "out-of-range", "0 where no limit is known", "%s of app %q must be 0, or from %d to %d", n.key, a.ID, n.least, maxPost)
			}
		}
	}
}

// appFormats checks that an app has formats, that there are such formats, and
// that each stands once.
func (k *checker) appFormats(c *Config, path string, a App) {
	if len(a.Formats) == 0 {
		k.report(path, "missing", `formats = ["square"]`, "app %q has no formats", a.ID)
	}
	var known []string
	for _, f := range c.Formats {
		known = append(known, f.ID)
	}
	at := func(j int) string { return fmt.Sprintf("%s.formats[%d]", path, j) }
	for j, id := range a.Formats {
		if !slices.Contains(known, id) {
			k.report(at(j), "unknown-format", "use "+strings.Join(known, ", "), "app %q: there is no format %q", a.ID, id)
		}
	}
	k.unique(path+".formats", len(a.Formats), func(j int) (string, string) { return at(j), a.Formats[j] })
}
