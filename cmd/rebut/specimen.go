package main

import (
	"bytes"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/output"
	"rebut/internal/raster"
	"rebut/internal/specimen"
	"rebut/internal/typeset"
)

func (a *app) specimen() *cobra.Command {
	var (
		out   string
		langs []string
	)
	cmd := &cobra.Command{
		Use:   "specimen",
		Short: "Draw sheets that show how each language is set",
		Long: `Specimen draws one sheet for each language, with articles 13 and 14 of the Universal
Declaration of Human Rights in every weight, at the sizes of cards, and as headlines
fitted into frames, and one of emoji. Show it to somebody who reads the language before
you publish in it.`,
		Example: `  rebut specimen -o sheets
  rebut specimen -o sheets --lang ta,ur
  rebut specimen -o sheets --lang emoji`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, _, lib, err := a.library(cmd)
			if err != nil {
				return err
			}
			texts, err := chosenTexts(langs)
			if err != nil {
				return err
			}
			return a.drawSheets(cmd, lib, texts, out)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", ".", "the `FOLDER` to save in")
	cmd.Flags().StringSliceVar(&langs, "lang", nil, "`LANGUAGE` such as en or ta (default: all)")
	return cmd
}

// chosenTexts are the texts of the languages asked for; all for none.
func chosenTexts(langs []string) ([]specimen.Text, error) {
	texts := specimen.Texts()
	var known []string
	for _, t := range texts {
		known = append(known, t.Lang)
	}
	if len(langs) == 0 {
		return texts, nil
	}
	chosen, unknown := choose(tags(langs), known)
	if unknown != "" {
		return nil, usageHint("there are "+strings.Join(known, ", "), "there is no specimen in %q", unknown)
	}
	return slices.DeleteFunc(texts, func(t specimen.Text) bool { return !slices.Contains(chosen, t.Lang) }), nil
}

// drawSheets draws and saves. A language that the fonts do not cover is left
// out and told of.
func (a *app) drawSheets(cmd *cobra.Command, lib *typeset.Library, texts []specimen.Text, out string) error {
	if err := makeFolder(out); err != nil {
		return err
	}
	painter := raster.NewPainter()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, t := range texts {
		sheet, missing := specimen.Sheet(lib, t, sheetName(t.Lang))
		if len(missing) > 0 {
			a.tellUncovered(lib, t.Lang, missing)
			continue
		}
		path := filepath.Join(out, "specimen-"+t.Lang+".png")
		a.printf("%s\n", path)
		group.Go(func() error {
			if err := cmd.Context().Err(); err != nil {
				return err
			}
			return saveSheet(painter, sheet, path)
		})
	}
	return group.Wait()
}

func sheetName(lang string) string {
	if lang == specimen.Emoji {
		return "pictures"
	}
	return bothNames(factcheck.Lang(lang))
}

// bothNames are the language's own name, where it is known, and the English
// one.
func bothNames(lang factcheck.Lang) string {
	own, english := message.LanguageName(lang), lang.Name()
	if own == english || strings.EqualFold(own, string(lang)) {
		return english
	}
	return own + "  ·  " + english
}

func (a *app) tellUncovered(lib *typeset.Library, lang string, missing []rune) {
	hint := "`rebut fonts list` shows what the fonts cover"
	if name, get := lib.Lacking(missing[0], lang); name != "" {
		hint = "add " + name + ": get " + get + "; then: rebut fonts add FILE"
	}
	a.tell("no sheet for %s: no font has %s\n    hint: %s\n", lang, plural(len(missing), "character"), hint)
}

func saveSheet(painter *raster.Painter, sheet *raster.Scene, path string) error {
	img, err := painter.Paint(sheet)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := raster.EncodePNG(&file, img, nil); err != nil {
		return err
	}
	return output.ReplaceFile(path, file.Bytes())
}
