package webfont

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// generic ends every list of families.
const generic = "system-ui, sans-serif"

// Style is the part of the style sheet that declares the fonts, and --sans, the
// families of each language: its own before the others, then what stands in.
// base is the address of the files' folder, relative to the style sheet or from
// the root, with a slash at its end.
func (s *Set) Style(base string) string {
	var b strings.Builder
	for _, f := range s.faces {
		b.WriteString(f.rule(base))
	}
	for _, sub := range s.standins {
		b.WriteString(sub.rule())
	}
	usual := s.families("")
	fmt.Fprintf(&b, ":root, [lang] { --sans: %s; }\n", usual)
	for _, group := range s.byFamilies() {
		if group.families != usual {
			fmt.Fprintf(&b, "[lang]:is(%s) { --sans: %s; }\n", strings.Join(group.langs, ", "), group.families)
		}
	}
	return b.String()
}

func (f face) rule(base string) string {
	from := locals(f.Local)
	if f.File != "" {
		from = fmt.Sprintf(`url("%s%s") format("woff2")`, base, f.name)
	}
	rule := fmt.Sprintf(`@font-face { font-family: %q; font-weight: %s; font-display: swap; src: %s;`, f.Family, f.Weight, from)
	if f.Size != 0 {
		rule += " size-adjust: " + percent(f.Size) + ";"
	}
	if f.Range != "" {
		rule += " unicode-range: " + f.Range + ";"
	}
	return rule + " }\n"
}

func (s standin) rule() string {
	return fmt.Sprintf("@font-face { font-family: %q; font-weight: %s; src: %s; size-adjust: %s; ascent-override: %s; descent-override: %s; line-gap-override: 0%%; }\n",
		s.Family+" "+s.Name, s.Weight, locals(s.Local), percent(s.Size), percent(s.Ascent), percent(s.Descent))
}

func locals(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("local(%q)", name)
	}
	return strings.Join(quoted, ", ")
}

func percent(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) + "%" }

// families is the list for a language; "" for one that no face is made for.
func (s *Set) families(lang factcheck.Lang) string {
	var own, others []string
	for _, f := range s.faces {
		if f.serves(lang) {
			own = append(own, f.Family)
		} else {
			others = append(others, f.Family)
		}
	}
	order := unique(append(own, others...))
	var list []string
	for _, family := range order {
		list = append(list, strconv.Quote(family))
	}
	for _, family := range order {
		for _, sub := range s.standins {
			if sub.Family == family {
				list = append(list, strconv.Quote(sub.Family+" "+sub.Name))
			}
		}
	}
	return strings.Join(append(unique(list), generic), ", ")
}

// group is languages that have the same families.
type group struct {
	families string
	langs    []string // ":lang(ar)"
}

func (s *Set) byFamilies() []group {
	var groups []group
	for _, lang := range s.langs {
		families := s.families(lang)
		i := slices.IndexFunc(groups, func(g group) bool { return g.families == families })
		if i < 0 {
			groups = append(groups, group{families: families})
			i = len(groups) - 1
		}
		groups[i].langs = append(groups[i].langs, ":lang("+string(lang)+")")
	}
	return groups
}

// unique keeps the first of what repeats.
func unique(list []string) []string {
	var out []string
	for _, item := range list {
		if !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	return out
}
