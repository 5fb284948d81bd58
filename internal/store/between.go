package store

import (
	"fmt"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Between applies the rules that concern several fact-checks: an address
// belongs to one of them. The problem stands in the later file and names the
// earlier one.
func Between(list []*factcheck.FactCheck) problem.List {
	var problems problem.List
	type holder struct {
		file  string
		alias bool
	}
	taken := map[factcheck.Slug]holder{}
	claim := func(f *factcheck.FactCheck, slug factcheck.Slug, path string, alias bool) {
		where := f.Locate(path, -1)
		first, found := taken[slug]
		switch {
		case slug == "":
		case !found:
			taken[slug] = holder{where.File, alias}
		case first.file != where.File: // within one file, Check has said it
			problems = append(problems, problem.Problem{Code: "duplicate-slug",
				Message: fmt.Sprintf("the %s %q is %s too", word(alias), slug, of(first.file, first.alias)),
				Hint:    "an address leads to one fact-check; change one of the two",
			}.At(where))
		}
	}
	for _, f := range list {
		claim(f, f.Slug, "slug", false)
	}
	for _, f := range list {
		for i, alias := range f.Aliases {
			claim(f, alias, fmt.Sprintf("aliases[%d]", i), true)
		}
	}
	return problems
}

func word(alias bool) string {
	if alias {
		return "alias"
	}
	return "address"
}

func of(file string, alias bool) string {
	if alias {
		return "an alias of " + file
	}
	return "the address of " + file
}
