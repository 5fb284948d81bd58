package main

import (
	"bytes"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/contact"
	"rebut/internal/factcheck"
	"rebut/internal/output"
	"rebut/internal/project"
	"rebut/internal/raster"
)

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
