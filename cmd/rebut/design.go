package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/store"
)

func (a *app) design() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "design",
		Short: "Check the designs of graphics, and see them on one sheet",
		Long: `Design is for whoever designs the share graphics. A design is a file in the folder
templates/cards of the project; docs/designs.md says how to write one.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.designCheck(), a.designPreview())
	return cmd
}

func (a *app) designCheck() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check [DESIGN…]",
		Short: "Find every mistake in the designs, and say where it is",
		Long: `Check reads the designs of the project, or those that you name, and prints every
problem with its file, line and column and a hint at what to do. When the files are in
order it lays out every picture of every fact-check and prints what is the design's
fault: texts where apps cover them, texts that run into each other, texts too small to
read on a phone. It prints nothing when all is well.

A text that is merely too long is a problem of its fact-check: see rebut check.

Exit code: 0 when there is nothing to say, 1 when there are problems, 2 when the command
was not understood.`,
		Example: `  rebut design check
  rebut design check statement`,
		RunE: func(cmd *cobra.Command, args []string) error {
			problems, err := a.designProblems(cmd, args)
			if err != nil {
				return err
			}
			return a.reportCheck(problems, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON, for other programs")
	return cmd
}

// designFile is the file of a design, as problems name it.
func designFile(id string) string { return project.Templates + "/cards/" + id + ".toml" }

// designID is a design by its id, or by its file.
func designID(arg string) string { return strings.TrimSuffix(path.Base(arg), ".toml") }

// designProblems are the problems of the designs that are named, of all for
// none.
func (a *app) designProblems(cmd *cobra.Command, args []string) (problem.List, error) {
	opts := a.options()
	opts.SkipPreflight = true
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(args))
	for i, arg := range args {
		ids[i] = designID(arg)
		if err := f.hasDesign(ids[i]); err != nil {
			return nil, err
		}
	}
	var out problem.List
	for _, q := range p.Problems {
		id := designID(q.File)
		if q.File == f.path(designFile(id)) && (len(ids) == 0 || slices.Contains(ids, id)) {
			out = append(out, q)
		}
	}
	switch {
	case out.HasErrors():
		return out, nil
	case p.Press == nil: // no picture can be laid out, because of another file
		return slices.DeleteFunc(p.Problems, func(q problem.Problem) bool { return strings.HasPrefix(q.File, f.path(store.Folder)+"/") }), nil
	}
	for _, d := range p.Designs {
		if len(ids) == 0 || slices.Contains(ids, d.ID) {
			out = append(out, f.named(p.Press.CheckDesign(d.ID, f.sound(p)))...)
		}
	}
	return out.Sort(), nil
}

// hasDesign refuses a name that no design has, however broken.
func (f folder) hasDesign(id string) error {
	files, err := fs.Glob(f.fsys, designFile("*"))
	if err != nil || slices.Contains(files, designFile(id)) {
		return err
	}
	known := make([]string, len(files))
	for i, file := range files {
		known[i] = designID(file)
	}
	return usageHint("there are "+strings.Join(known, ", "), "there is no design %q", id)
}

func designIDs(p *project.Project) []string {
	var ids []string
	for _, d := range p.Designs {
		ids = append(ids, d.ID)
	}
	return ids
}

// sound are the fact-checks whose files have no errors.
func (f folder) sound(p *project.Project) []*factcheck.FactCheck {
	var out []*factcheck.FactCheck
	for _, check := range p.FactChecks {
		if file := f.path(check.Locate("", 0).File); check.Status != factcheck.Withdrawn && !p.Problems.Of(file).HasErrors() {
			out = append(out, check)
		}
	}
	return out
}
