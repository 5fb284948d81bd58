package main

import (
	"bytes"
	"image"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/contact"
	"rebut/internal/factcheck"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/raster"
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

func (a *app) designPreview() *cobra.Command {
	var out, theme string
	var langs, formats []string
	cmd := &cobra.Command{
		Use:   "preview DESIGN",
		Short: "Draw a design with real content in every format, on one sheet",
		Long: `Preview draws a design in every format of the project with the fact-checks that have
the least, the middle and the most text in that language, side by side on one picture. A
text that does not fit is a placeholder that says so.`,
		Example: `  rebut design preview statement
  rebut design preview sandwich --lang en,ar --theme dark -o sandwich.png`,
		Args: oneArgument("name the design, for example: rebut design preview statement"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id := designID(args[0])
			if out == "" {
				out = id + "-preview.png"
			}
			flags := renderFlags{designs: []string{id}, formats: formats, langs: langs, out: out}
			if theme != "" {
				flags.themes = []string{theme}
			}
			return a.previewDesign(cmd, id, flags)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&out, "out", "o", "", "the `FILE` to save, .png or .jpg (default: DESIGN-preview.png)")
	f.StringSliceVar(&langs, "lang", nil, "`LANGUAGE` such as en or ar (default: the project's first)")
	f.StringSliceVar(&formats, "format", []string{every}, "`FORMAT` such as square, story or link, or all")
	f.StringVar(&theme, "theme", "", "`THEME` of colours (default: the first)")
	return cmd
}

func (a *app) previewDesign(cmd *cobra.Command, id string, flags renderFlags) error {
	f, p, lib, err := a.library(cmd)
	if err != nil {
		return err
	}
	if err := f.hasDesign(id); err != nil {
		return err
	}
	if p.Press == nil {
		return firstOf(p.Problems.WriteText(a.stderr), errProblems)
	}
	a.tellDemonstration(f)
	if err := flags.check(p); err != nil {
		return err
	}
	sections, err := f.sections(p, id, flags.themes[0], flags.langs)
	if err != nil {
		return err
	}
	proof := contact.Proof{Press: p.Press, Fonts: lib, Design: id, Theme: flags.themes[0]}
	for _, format := range p.Config.Formats {
		if slices.Contains(flags.formats, format.ID) {
			proof.Formats = append(proof.Formats, format)
		}
	}
	img, err := proof.Draw(sections)
	if err != nil {
		return err
	}
	if img == nil {
		return refuse("choose fewer with --lang", "%s are more than one sheet can show", plural(len(sections), "language"))
	}
	if err := saveProof(img, flags.out); err != nil {
		return err
	}
	a.printf("%s\n", flags.out)
	return nil
}

// mailed is how many pixels of a JPEG sheet share a byte at least: a full sheet
// then has less than a megabyte and can be sent around.
const mailed = 10

// saveProof writes a sheet as the kind of picture that the file's name asks
// for.
func saveProof(img *image.RGBA, out string) error {
	var file bytes.Buffer
	encode := func() error { return raster.EncodePNG(&file, img, nil) }
	if ext := strings.ToLower(filepath.Ext(out)); ext == ".jpg" || ext == ".jpeg" {
		encode = func() error {
			if raster.EncodeJPEG(&file, img, img.Rect.Dx()*img.Rect.Dy()/mailed, nil) == nil {
				return nil
			}
			file.Reset()
			return raster.EncodeJPEG(&file, img, 0, nil) // of full detail: as large as it must be
		}
	}
	if err := encode(); err != nil {
		return err
	}
	return output.ReplaceFile(out, file.Bytes())
}

// sections are the samples of each language asked for.
func (f folder) sections(p *project.Project, design, theme string, langs []string) ([]contact.Section, error) {
	var known []string
	for _, lang := range p.Config.Languages {
		known = append(known, string(lang))
	}
	if len(langs) == 0 {
		langs = known[:1]
	}
	chosen, unknown := choose(tags(langs), known)
	if unknown != "" {
		return nil, usageHint("there are "+strings.Join(known, ", "), "the project has no language %q", unknown)
	}
	var sections []contact.Section
	for _, name := range chosen {
		lang := factcheck.Lang(name)
		var editions []factcheck.Edition
		for _, check := range f.sound(p) {
			if text := check.Texts[lang]; text != nil && text.Fact != "" {
				editions = append(editions, p.Preview(check, lang))
			}
		}
		samples := contact.Samples(p.Press, design, editions)
		if len(samples) == 0 {
			return nil, refuse("the content that the design needs must be in a fact-check first; its key needs names it",
				"no fact-check has what the design %s shows in %s", design, lang.Name())
		}
		sections = append(sections, contact.Section{Title: strings.Join([]string{design, bothNames(lang), theme}, "  ·  "), Samples: samples})
	}
	return sections, nil
}
