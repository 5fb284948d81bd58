package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/kit"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
)

func (a *app) kit() *cobra.Command {
	var (
		langs []string
		out   string
	)
	cmd := &cobra.Command{
		Use:   "kit SLUG…",
		Short: "Put all pictures and words of a fact-check into one file",
		Long: `Kit makes the archive that supporters download from a fact-check's page, one for each
language: every picture in folders that are named for apps, the caption and the
description (alt text) for each app, and a README that says how to share them.

It takes drafts too, so that you can see them before they are published; a draft, and
a translation that nobody has reviewed, carries a visible mark.`,
		Example: `  rebut kit housing-costs-causes
  rebut kit housing-costs-causes --lang en,fr -o kits`,
		Args: arguments("name the fact-check by its slug, for example: rebut kit housing-costs-causes"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.makeKits(cmd, args, langs, out) },
	}
	cmd.Flags().StringSliceVar(&langs, "lang", nil, "`LANGUAGE` such as en or fr, or all (default: the original's)")
	cmd.Flags().StringVarP(&out, "out", "o", ".", "the `FOLDER` to save in")
	return cmd
}

func (a *app) makeKits(cmd *cobra.Command, slugs, langs []string, out string) error {
	opts := a.options()
	opts.SkipPreflight = true // each picture is checked as it is drawn
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return err
	}
	a.tellDemonstration(f)
	if p.Press == nil {
		return firstOf(p.Problems.WriteText(a.stderr), errProblems)
	}
	var editions []factcheck.Edition
	for _, slug := range slugs {
		found, err := a.editions(cmd, f, p, slug, langs)
		if err != nil {
			return err
		}
		editions = append(editions, found...)
	}
	if err := makeFolder(out); err != nil {
		return err
	}
	for _, e := range editions {
		if err := a.makeKit(cmd, f, p, e, out); err != nil {
			return err
		}
	}
	return nil
}

// makeKit draws the pictures of one kit and saves it. A kit with a picture that
// cannot be drawn is not made.
func (a *app) makeKit(cmd *cobra.Command, f folder, p *project.Project, e factcheck.Edition, out string) error {
	k := kit.Maker{Config: p.Config, Messages: p.Messages, Press: p.Press}.Of(e)
	if k.Empty() {
		return refuse("see [[apps]] in rebut.toml", "no app takes any of the pictures of %q", e.Slug)
	}
	var problems problem.List
	content, err := k.Archive(func(picture kit.Picture) ([]byte, error) {
		if err := cmd.Context().Err(); err != nil {
			return nil, err
		}
		file, found, err := p.Press.Picture(picture.Job)
		problems = append(problems, found...)
		return file, err
	})
	if err != nil {
		return err
	}
	if err := f.named(problems).Sort().WriteText(a.stderr); err != nil {
		return err
	}
	if problems.HasErrors() {
		a.tell("no kit of %s in %s: a picture of it has problems\n", e.Slug, e.Lang.Name())
		return errProblems
	}
	path := filepath.Join(out, fmt.Sprintf("%s-%s-kit.zip", e.Slug, e.Lang))
	if err := output.ReplaceFile(path, content); err != nil {
		return err
	}
	a.printf("%s (%s, %s)\n", path, plural(len(k.Pictures), "picture"), megabytes(int64(len(content))))
	return nil
}
