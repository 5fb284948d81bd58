package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// edit is a change of one file of a project: the first match of a pattern is
// replaced.
type edit struct {
	what, file  string // of the project; one that it lacks begins as Rebut's own
	pattern, by string
	drawn       bool // concerns pictures alone
}

func edits(fact string) []edit {
	return []edit{
		{what: "nothing edited"},
		{what: "one fact-check edited", file: fact, pattern: `This is a test`, by: `This is one more test`},
		{what: "one design edited", file: "templates/cards/statement.toml", pattern: `leading = 1\.36`, by: `leading = 1.37`, drawn: true},
		{what: "one page template edited", file: "templates/site/factcheck.html", pattern: `<article>`, by: `<article class="edited">`},
	}
}

// measureSizes builds every corpus from nothing and after edits.
func measureSizes(rebut, folder string, pictures []string, numbers []int) error {
	defer os.RemoveAll(filepath.Join(folder, "aside"))
	fmt.Println("| pictures | fact-checks | what | wall | CPU | most memory | files | written | kept | removed | per fact-check | stages, s |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|---|")
	for _, p := range pictures {
		for _, n := range numbers {
			if err := measureOne(rebut, folder, p, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func measureOne(rebut, folder, pictures string, n int) error {
	dir, err := corpus(rebut, folder, pictures, n)
	if err != nil {
		return err
	}
	if err := aside(filepath.Join(dir, "output"), filepath.Join(folder, "aside")); err != nil {
		return err
	}
	if err := tell(rebut, dir, pictures, "cold build", n); err != nil {
		return err
	}
	facts, err := filepath.Glob(filepath.Join(dir, "claims", "*", "*.toml"))
	if err != nil || len(facts) == 0 {
		return fmt.Errorf("%s has no fact-checks: %w", dir, err)
	}
	fact, err := filepath.Rel(dir, facts[len(facts)/2])
	if err != nil {
		return err
	}
	for _, e := range edits(fact) {
		if e.drawn && pictures == "none" {
			continue
		}
		undo, err := e.make(dir)
		if err != nil {
			return err
		}
		if err := tell(rebut, dir, pictures, e.what, n); err != nil {
			return err
		}
		if e.file == "" {
			continue
		}
		if err := undo(); err != nil {
			return err
		}
		if _, _, err := build(rebut, dir); err != nil {
			return err
		}
	}
	return nil
}

func tell(rebut, dir, pictures, what string, n int) error {
	c, s, err := build(rebut, dir)
	if err != nil {
		return err
	}
	fmt.Printf("| %s | %d | %s | %.2f s | %.2f s | %d MiB | %d | %d | %d | %d | %.3f ms | %s |\n", pictures, n, what, c.wall.Seconds(), c.cpu.Seconds(),
		c.memory>>20, s.Files, s.Written, s.Kept, s.Removed, 1000*c.wall.Seconds()/float64(n), s.stages())
	return nil
}

// make makes the edit; undo puts the file back.
func (e edit) make(dir string) (undo func() error, err error) {
	if e.file == "" {
		return nil, nil
	}
	name := filepath.Join(dir, e.file)
	before, err := os.ReadFile(name)
	undo = func() error { return os.WriteFile(name, before, 0o644) }
	if os.IsNotExist(err) {
		before, err = os.ReadFile(e.file)
		undo = func() error { return os.Remove(name) }
	}
	if err != nil {
		return nil, err
	}
	found := regexp.MustCompile(e.pattern).FindString(string(before))
	if found == "" {
		return nil, fmt.Errorf("%s has no %q to edit", name, e.pattern)
	}
	return undo, writeFile(name, []byte(strings.Replace(string(before), found, e.by, 1)))
}
