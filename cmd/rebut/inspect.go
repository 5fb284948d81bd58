package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/imagemeta"
	"rebut/internal/project"
)

// inspected is what inspect says of a file, and prints with --json.
type inspected struct {
	File     string         `json:"file"`
	Kind     imagemeta.Kind `json:"kind"`
	State    state          `json:"state"`
	Says     string         `json:"says"` // the state in a sentence
	Slug     string         `json:"factCheck,omitempty"`
	Lang     string         `json:"language,omitempty"`
	Revision int            `json:"revision,omitempty"`
	Design   string         `json:"design,omitempty"`
	Format   string         `json:"format,omitempty"`
	Theme    string         `json:"theme,omitempty"`
	Slide    int            `json:"slide,omitempty"` // of a carousel, from 1
	Fact     string         `json:"fact,omitempty"`  // that the picture shows
	Page     string         `json:"page,omitempty"`
	Current  string         `json:"current,omitempty"` // address of what to share instead
}

func (a *app) inspect() *cobra.Command {
	var (
		asJSON  bool
		baseURL string
	)
	cmd := &cobra.Command{
		Use:   "inspect FILE…",
		Short: "Say which fact-check a picture shows, and whether it is current",
		Long: `Inspect reads back what Rebut writes into every picture: the fact-check, its language,
design and revision, and the address of its page. It says whether the picture is what this
project shows today, or has been replaced, and by which.

It reads PNG, JPEG and PDF files. Apps for messages and most social networks take the
metadata out of what they pass on; of such a copy nothing can be told.

Exit code: 1 when a picture is out of date, or a file cannot be read; else 0.`,
		Example: `  rebut inspect ~/Downloads/housing-costs-causes-en-statement-square.png
  rebut inspect --json pictures/*.png`,
		Args: arguments("name a picture, for example: rebut inspect picture.png"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.inspectAll(cmd, args, baseURL, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print what is found as JSON, for other programs")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "the site's `ADDRESS`, instead of the one in rebut.toml")
	return cmd
}

func (a *app) inspectAll(cmd *cobra.Command, files []string, baseURL string, asJSON bool) error {
	opts := a.options()
	opts.SkipPreflight, opts.BaseURL = true, baseURL
	if err := project.CheckBaseURL(baseURL); err != nil {
		return usage(cmd, "--base-url: %s", err)
	}
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return err
	}
	a.tellDemonstration(f)
	if p.Site == nil {
		return firstOf(p.Problems.WriteText(a.stderr), errProblems)
	}
	found, outdated := []inspected{}, false
	for _, file := range files {
		one, err := inspectFile(p, file)
		if err != nil {
			return err
		}
		found = append(found, one)
		outdated = outdated || one.State.outdated()
	}
	if asJSON {
		err = a.printJSON(found)
	} else {
		for _, one := range found {
			a.printf("%s", one)
		}
	}
	if err == nil && outdated {
		err = errProblems
	}
	return err
}

// inspectFile reads one file and compares it with the project.
func inspectFile(p *project.Project, name string) (inspected, error) {
	in, err := os.Open(name)
	if err != nil {
		return inspected{}, err
	}
	defer in.Close()
	m, kind, err := imagemeta.Read(in)
	if errors.Is(err, imagemeta.ErrUnknown) {
		return inspected{}, refuse("inspect reads pictures that Rebut made", "%s is no PNG, JPEG or PDF file", name)
	}
	if err != nil {
		return inspected{}, err
	}
	one := inspected{File: name, Kind: kind, Slug: m.Slug, Lang: m.Lang, Revision: m.Revision,
		Design: m.Design, Format: m.Format, Theme: m.Theme, Slide: m.Slide, Fact: m.Title, Page: m.Page}
	one.compare(p)
	return one, nil
}

// String is what people read of a file. What stands in the file was perhaps
// written by others, to trick who reads it: it is shown without what cannot be
// seen.
func (i inspected) String() string {
	var b strings.Builder
	line := func(indent, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s%s\n", indent, text)
		}
	}
	line("", i.File+": "+visible(i.Fact))
	what := []string{visible(i.Slug)}
	var lang factcheck.Lang
	if lang.UnmarshalText([]byte(i.Lang)) == nil && i.Lang != "" {
		what = append(what, lang.Name())
	}
	if i.Revision > 0 {
		what = append(what, fmt.Sprintf("revision %d", i.Revision))
	}
	what = append(what, visible(strings.TrimSpace(i.Design+" "+i.Format+" "+i.Theme)))
	if i.Slide > 0 {
		what = append(what, fmt.Sprintf("slide %d", i.Slide))
	}
	line("    ", strings.Join(present(what), ", "))
	line("    ", visible(i.Page))
	line("    ", i.Says)
	return b.String()
}

func present(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// visible is a text on one line, at most 200 characters of it, without
// characters that change how a terminal shows it.
func visible(s string) string {
	const most = 200
	out := []rune(strings.Join(strings.Fields(s), " "))
	if len(out) > most {
		out = append(out[:most], '…')
	}
	return strings.Map(func(r rune) rune {
		if _, found := factcheck.Spoofing(string(r)); found {
			return -1
		}
		return r
	}, string(out))
}
