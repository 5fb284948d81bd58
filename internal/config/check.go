package config

import (
	"fmt"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// checker collects the problems of one rebut.toml.
type checker struct {
	file     *tomlfile.Document
	problems problem.List
	mends    []factcheck.Mend
}

func (k *checker) report(path, code, hint, format string, args ...any) {
	k.problems = append(k.problems,
		problem.Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}.At(k.file.Locate(path, 0)))
}

func (c *Config) check(file *tomlfile.Document) problem.List {
	k := &checker{file: file}
	if !validAddress(c.Organisation.Address) {
		k.report("organisation.address", "bad-address", "for example \"https://facts.example.org\"",
			"address: %q is not the address of a site", c.Organisation.Address)
	}
	if len(c.Languages) == 0 {
		k.report("languages", "missing", `for example languages = ["en", "fr"]`, "languages is empty")
		c.Languages = []factcheck.Lang{"en"}
	}
	for i, lang := range c.Languages {
		if lang == "" {
			k.report(fmt.Sprintf("languages[%d]", i), "bad-value", `for example languages = ["en", "fr"]`, "languages: a tag is empty")
		}
	}
	k.unique("languages", len(c.Languages), func(i int) (string, string) {
		return fmt.Sprintf("languages[%d]", i), string(c.Languages[i])
	})
	k.within("lists.size", c.Lists.Size, 1, 500)
	k.unique("lists.pinned", len(c.Lists.Pinned), func(i int) (string, string) {
		return fmt.Sprintf("lists.pinned[%d]", i), string(c.Lists.Pinned[i])
	})
	k.within("feeds.limit", c.Feeds.Limit, 1, 1000)
	k.within("feeds.reviews", c.Feeds.Reviews, 1, 10000)
	k.within("search.browser", c.Search.Browser, 0, 10000)
	k.within("api.rate", c.API.Rate, 1, 100000)
	k.within("api.burst", c.API.Burst, 1, 100000)
	k.texts(c)
	k.ratings(c)
	k.ids("topics", len(c.Topics), func(i int) string { return c.Topics[i].ID })
	k.formats(c)
	k.apps(c)
	k.themes(c)
	k.pictureNames(c)
	k.hubs(c)
	k.webhooks(c)
	k.studio(c)
	return k.problems
}

// within checks the number at a key.
func (k *checker) within(path string, n, least, most int) {
	if n < least || n > most {
		_, name, _ := strings.Cut(path, ".")
		k.report(path, "out-of-range", "", "%s must be from %d to %d", name, least, most)
	}
}

func (k *checker) unique(list string, n int, item func(int) (path, value string)) {
	seen := map[string]bool{}
	for i := range n {
		path, value := item(i)
		if seen[value] {
			k.report(path, "duplicate", "keep one of them", "%s: %q stands twice", list, value)
		}
		seen[value] = true
	}
}

// ids checks that a list's ids can stand in addresses and are unique.
func (k *checker) ids(list string, n int, id func(int) string) {
	path := func(i int) string { return fmt.Sprintf("%s[%d].id", list, i) }
	for i := range n {
		if !factcheck.ValidID(id(i)) {
			k.report(path(i), "bad-value", "use lower-case letters a–z, digits and single hyphens", "id: %q cannot stand in an address", id(i))
		}
	}
	k.unique(list, n, func(i int) (string, string) { return path(i), id(i) })
}

func (k *checker) ratings(c *Config) {
	k.ids("ratings", len(c.Ratings), func(i int) string { return c.Ratings[i].ID })
	if len(c.Ratings) == 0 {
		k.report("ratings", "missing", "leave the key out to use the default scheme", "ratings is empty")
	}
	for i, r := range c.Ratings {
		path := fmt.Sprintf("ratings[%d]", i)
		if len(r.Word) == 0 {
			k.report(path, "missing", `word = { en = "False", fr = "Faux" }`, "rating %q has no word", r.ID)
		}
		if r.Shape == "" {
			k.report(path, "missing", "one of cross, triangle, half, gap, check", "rating %q has no shape", r.ID)
		}
		if r.Value < 1 {
			k.report(path+".value", "out-of-range", "1 is the worst; the best has the largest number", "value of rating %q must be at least 1", r.ID)
		}
	}
}

// Sizes of pictures that are accepted, px. 4000 is the largest side that
// Bluesky takes and keeps a picture's memory bounded.
const (
	minSide = 200
	maxSide = 4000
)

func (k *checker) formats(c *Config) {
	k.ids("formats", len(c.Formats), func(i int) string { return c.Formats[i].ID })
	for i, f := range c.Formats {
		path := fmt.Sprintf("formats[%d]", i)
		if f.Width < minSide || f.Width > maxSide || f.Height < minSide || f.Height > maxSide {
			k.report(path, "out-of-range", "", "format %q is %d×%d px; each side must be from %d to %d px", f.ID, f.Width, f.Height, minSide, maxSide)
		}
		if f.Type == "" {
			k.report(path, "missing", `type = "png"`, "format %q has no type", f.ID)
		}
		s := f.Safe
		if min(s.Top, s.Right, s.Bottom, s.Left) < 0 || (s.Left+s.Right)*2 > f.Width || s.Top+s.Bottom > f.Height*3/5 {
			k.report(path+".safe", "out-of-range", "left and right may take half of the width, top and bottom three fifths of the height",
				"format %q leaves no room for text", f.ID)
		}
		for n, crop := range f.Crops {
			if crop.Width < 1 || crop.Height < 1 || crop.Width > f.Width || crop.Height > f.Height {
				k.report(fmt.Sprintf("%s.crops[%d]", path, n), "out-of-range", "crops = [{ width = 810, height = 1080 }] is the middle of a square",
					"format %q cannot be cut to %d×%d px", f.ID, crop.Width, crop.Height)
			}
		}
		k.paper(path, f)
		if f.MaxBytes < 0 || (f.MaxBytes > 0 && f.Type != JPEG) {
			k.report(path+".max_bytes", "out-of-range", "only jpeg pictures can be made to fit a size", "format %q cannot have this max_bytes", f.ID)
		}
	}
}

// paper checks that a page has a size, and the picture the page's proportions.
func (k *checker) paper(path string, f Format) {
	p := f.Paper
	if f.Type != PDF {
		if p != (Paper{}) {
			k.report(path+".paper", "bad-value", `paper is for type = "pdf"`, "format %q is no page", f.ID)
		}
		return
	}
	if p.Width < minPaper || p.Height < minPaper || p.Width > maxPaper || p.Height > maxPaper {
		k.report(path+".paper", "out-of-range", "A4 is { width = 210, height = 297 }, Letter { width = 215.9, height = 279.4 }",
			"format %q needs a paper size from %d to %d mm", f.ID, minPaper, maxPaper)
		return
	}
	if off := float64(f.Width) / float64(f.Height) * p.Height / p.Width; off < 1-maxSkew || off > 1+maxSkew {
		k.report(path, "out-of-range", fmt.Sprintf("height = %.0f would suit a width of %d", float64(f.Width)*p.Height/p.Width, f.Width),
			"format %q has other proportions than its paper", f.ID)
	}
	if p.Bleed < 0 || p.Bleed > maxBleed {
		k.report(path+".paper.bleed", "out-of-range", "print shops mostly want 3", "bleed must be from 0 to %d mm", maxBleed)
	}
}

// Limits of printed pages, mm, and how far a picture's proportions may be from
// its paper's.
const (
	minPaper = 50
	maxPaper = 1200
	maxBleed = 20
	maxSkew  = 0.012
)

func (k *checker) themes(c *Config) {
	k.ids("themes", len(c.Themes), func(i int) string { return c.Themes[i].ID })
	if len(c.Themes) == 0 {
		k.report("themes", "missing", "leave the key out to use the default themes", "themes is empty")
	}
	for i, t := range c.Themes {
		k.unrevised("themes", i, t.ID)
		if c.Format(t.ID) != nil {
			k.report(fmt.Sprintf("themes[%d].id", i), "duplicate", "picture addresses could not tell them apart", "theme %q has the id of a format", t.ID)
		}
		type pair struct {
			inkName, groundName string
			ink, ground         Colour
			least               float64
		}
		pairs := []pair{
			{"ink", "ground", t.Ink, t.Ground, 4.5},
			{"accent", "ground", t.Accent, t.Ground, 3}, // only ever large text
			{"muted", "ground", t.Muted, t.Ground, 4.5},
			{"panel_ink", "panel", t.PanelInk, t.Panel, 4.5},
			{"chip_ink", "chip", t.ChipInk, t.Chip, 4.5},
		}
		if t.ChipAccent != nil {
			pairs = append(pairs, pair{"chip_accent", "chip", *t.ChipAccent, t.Chip, 4.5})
		}
		for _, pair := range pairs {
			if got := Contrast(pair.ink, pair.ground); got < pair.least {
				k.report(fmt.Sprintf("themes[%d].%s", i, pair.inkName), "contrast", "make one of the two lighter or darker",
					"theme %q: %s %s on %s %s has a contrast of %.2f; WCAG AA asks for %.1f", t.ID,
					pair.inkName, pair.ink, pair.groundName, pair.ground, got, pair.least)
			}
		}
	}
}

// unrevised checks that an id does not end as the names of earlier pictures do.
func (k *checker) unrevised(list string, i int, id string) {
	if address.LooksRevised(id) {
		k.report(fmt.Sprintf("%s[%d].id", list, i), "bad-value", "choose another id",
			"id: %q ends like the name of an earlier or a small picture", id)
	}
}

// pictureNames checks that every format and theme have a picture name of their
// own (address.Picture): "link" in the theme "dark" is "link-dark", and so
// would be a format of that name.
func (k *checker) pictureNames(c *Config) {
	taken := map[string]int{} // format by name
	for i, f := range c.Formats {
		k.unrevised("formats", i, f.ID)
		for j, t := range c.Themes {
			name := f.ID
			if j > 0 {
				name += "-" + t.ID
			}
			if first, found := taken[name]; found && first != i {
				k.report(fmt.Sprintf("formats[%d].id", max(i, first)), "duplicate", "choose another id for one of them",
					"pictures of the formats %q and %q would both be called %q", c.Formats[first].ID, f.ID, name)
			}
			taken[name] = i
		}
	}
}
