package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/project"
	"rebut/internal/typeset"
)

func (a *app) fonts() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "fonts",
		Short: "Show which fonts there are, and add one",
		Long: `Fonts shows and extends what graphics are set in. Fonts for most scripts ship with Rebut.
Those for Chinese, Japanese, Korean and colour emoji are large, so a project adds the
ones that it needs.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.fontsList(), a.fontsAdd())
	return cmd
}

func (a *app) fontsList() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Show the font families, and which of the project's languages they cover",
		Long: `List shows each family of fonts/fonts.toml: the scripts and languages that it serves, its
weights, its licence and whether its files are there, or which weights lack them. Below, for each language of the
project, it says whether every character of its fact-checks has a font.`,
		Example: `  rebut fonts list
  rebut fonts list --json`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			list, err := a.listFonts(cmd)
			switch {
			case err != nil:
				return err
			case asJSON:
				return a.printJSON(list)
			}
			return a.printFonts(list)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the list as JSON, for other programs")
	return cmd
}

// fontList is what fonts list prints.
type fontList struct {
	Families  []fontFamily   `json:"families"`
	Languages []fontCoverage `json:"languages"`
}

type fontFamily struct {
	Name      string   `json:"name"`
	Scripts   []string `json:"scripts"`                 // ISO 15924
	Languages []string `json:"languages"`               // BCP 47; those that prefer it
	Weights   []int    `json:"weights"`                 // CSS
	Present   bool     `json:"present"`                 // at least one weight
	Absent    []int    `json:"absentWeights,omitempty"` // those without a file
	Optional  bool     `json:"optional"`                // does not ship with Rebut
	Licence   string   `json:"licence"`
	Get       string   `json:"get,omitempty"` // where an optional one comes from
}

// fontCoverage tells whether all texts of a language can be set.
type fontCoverage struct {
	Language string   `json:"language"`
	Texts    int      `json:"factChecks"` // fact-checks that have the language
	Covered  bool     `json:"covered"`
	Missing  []string `json:"missing,omitempty"`  // characters, each once
	Families []string `json:"families,omitempty"` // absent ones that would help
}

// library loads the project's fonts, and its fact-checks for their languages.
func (a *app) library(cmd *cobra.Command) (folder, *project.Project, *typeset.Library, error) {
	opts := a.options()
	opts.SkipPreflight = true
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return f, nil, nil, err
	}
	lib, problems, err := typeset.Load(f.fsys)
	if err != nil {
		return f, p, nil, err
	}
	if lib == nil {
		return f, p, nil, firstOf(f.named(problems).WriteText(a.stderr), errProblems)
	}
	return f, p, lib, nil
}

func (a *app) listFonts(cmd *cobra.Command) (fontList, error) {
	_, p, lib, err := a.library(cmd)
	if err != nil {
		return fontList{}, err
	}
	list := fontList{Families: []fontFamily{}, Languages: []fontCoverage{}}
	for _, f := range lib.Catalogue() {
		family := fontFamily{Name: f.Name, Scripts: f.Scripts, Languages: append([]string{}, f.Languages...),
			Present: f.Present(), Absent: f.Absent(), Optional: f.Optional, Licence: f.Licence, Get: f.Get}
		for _, face := range f.Faces {
			if !slices.Contains(family.Weights, face.Weight) {
				family.Weights = append(family.Weights, face.Weight)
			}
		}
		list.Families = append(list.Families, family)
	}
	for _, lang := range p.Config.Languages {
		list.Languages = append(list.Languages, coverage(lib, p.FactChecks, lang))
	}
	return list, nil
}

// coverage sets every text of a language.
func coverage(lib *typeset.Library, checks []*factcheck.FactCheck, lang factcheck.Lang) fontCoverage {
	out := fontCoverage{Language: string(lang)}
	for _, f := range checks {
		t := f.Texts[lang]
		if t == nil {
			continue
		}
		out.Texts++
		for _, text := range []string{t.Fact.Plain(), t.Why, t.Claim} {
			for _, m := range lib.Set(typeset.Plain(text, string(lang), typeset.Style{}), 20, 1000).Missing {
				out.lacks(lib, m.Rune)
			}
		}
	}
	out.Covered = out.Texts > 0 && len(out.Missing) == 0
	return out
}

func (c *fontCoverage) lacks(lib *typeset.Library, r rune) {
	if slices.Contains(c.Missing, string(r)) {
		return
	}
	c.Missing = append(c.Missing, string(r))
	if name, _ := lib.Lacking(r, c.Language); name != "" && !slices.Contains(c.Families, name) {
		c.Families = append(c.Families, name)
	}
}

func (a *app) printFonts(list fontList) error {
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "FAMILY\tSCRIPTS\tLANGUAGES\tWEIGHTS\tHERE\tLICENCE")
	for _, f := range list.Families {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", f.Name, strings.Join(f.Scripts, " "), orDash(strings.Join(f.Languages, " ")),
			strings.Trim(fmt.Sprint(f.Weights), "[]"), f.here(), orDash(f.Licence))
	}
	fmt.Fprintln(w, "\nLANGUAGE\tFACT-CHECKS\tCOVERED")
	for _, c := range list.Languages {
		fmt.Fprintf(w, "%s\t%d\t%s\n", c.Language, c.Texts, c.summary())
	}
	if err := w.Flush(); err != nil {
		return err
	}
	a.tellAbsent(list.Families)
	return nil
}

// tellAbsent says where families and weights that are not here come from,
// those of the same files together.
func (a *app) tellAbsent(families []fontFamily) {
	var order []string
	names := map[string][]string{}
	for _, f := range families {
		if len(f.Absent) == 0 || f.Get == "" {
			continue
		}
		if names[f.Get] == nil {
			order = append(order, f.Get)
		}
		name := f.Name
		if f.Present {
			name += " " + weightList(f.Absent)
		}
		names[f.Get] = append(names[f.Get], name)
	}
	for _, get := range order {
		a.printf("\nNot here: %s.\n  Get %s; then: rebut fonts add FILE\n", strings.Join(names[get], ", "), get)
	}
}

func (c fontCoverage) summary() string {
	switch {
	case c.Texts == 0:
		return "no texts yet"
	case c.Covered:
		return "yes"
	case len(c.Families) > 0:
		return "no: " + plural(len(c.Missing), "character") + " missing; add " + strings.Join(c.Families, ", ")
	}
	return fmt.Sprintf("no: no font has %q", c.Missing)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// here says whether a family's files are there.
func (f fontFamily) here() string {
	switch {
	case !f.Present:
		return "no"
	case len(f.Absent) > 0:
		return "not " + weightList(f.Absent)
	}
	return "yes"
}

// weightList is weights as people read them: "600 and 800".
func weightList(weights []int) string {
	words := make([]string, len(weights))
	for i, w := range weights {
		words[i] = strconv.Itoa(w)
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
