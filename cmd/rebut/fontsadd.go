package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/fontfile"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/typeset"
)

func (a *app) fontsAdd() *cobra.Command {
	return &cobra.Command{
		Use:   "add FILE or FOLDER…",
		Short: "Copy font files from this computer into the project",
		Long: `Add copies font files into the project's fonts folder, where fonts/fonts.toml looks for
them. It takes those families that fonts.toml names, as "rebut fonts list" shows them, and
knows a font by what the file says, not by its name. Nothing is downloaded.

Add only fonts whose licence lets you publish pictures set in them. The Noto families, under
the SIL Open Font License, do.`,
		Example: `  rebut fonts add /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf
  rebut fonts add /usr/share/fonts/opentype/noto`,
		Args: arguments("name a font file, or a folder of them"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, _, lib, err := a.library(cmd)
			switch {
			case err != nil:
				return err
			case f.dir == "":
				return usageHint("start a project of your own with: rebut init our-facts; then work on it with -C our-facts",
					"there is no project here to add fonts to")
			}
			return a.addFonts(cmd, f, lib.Catalogue(), args)
		},
	}
}

func (a *app) addFonts(cmd *cobra.Command, f folder, families []typeset.FamilyInfo, args []string) error {
	var files []string
	for _, arg := range args {
		found, err := fontFiles(cmd, arg)
		if err != nil {
			return err
		}
		files = append(files, found...)
	}
	added := 0
	for _, file := range files {
		n, err := a.addFont(f, families, file, slices.Contains(args, file))
		if err != nil {
			return err
		}
		added += n
	}
	if added == 0 {
		return refuse("`rebut fonts list` shows the families that fonts/fonts.toml names", "no font was found that the project could use")
	}
	a.printf("Their licence must let you publish pictures set in them; keep it beside the files.\n")
	return nil
}

// fontFiles is a file, or the font files of a folder.
func fontFiles(cmd *cobra.Command, arg string) ([]string, error) {
	info, err := os.Stat(arg)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage(cmd, "there is no file or folder %s", arg)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return []string{arg}, nil
	}
	var files []string
	err = filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && fontfile.Named(path) {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

// addFont copies one file to every place where fonts.toml looks for it, and
// counts them. A file that was not named but found in a folder is passed over
// when it is of no use.
func (a *app) addFont(f folder, families []typeset.FamilyInfo, file string, named bool) (added int, err error) {
	data, fonts, err := readFontFile(file)
	if err != nil {
		if mistake := (*problem.Mistake)(nil); errors.As(err, &mistake) {
			if !named {
				return 0, nil
			}
			return 0, refuse(mistake.Hint, "%s: %s", file, mistake.Message)
		}
		return 0, err
	}
	places, names := wanted(families, fonts)
	if len(places) == 0 && named {
		var own []string
		for _, font := range fonts {
			own = append(own, font.String())
		}
		return 0, refuse("fonts/fonts.toml names the families, weights and files of a project; add a [[family]] there first",
			"%s holds %s, which the project does not use", file, strings.Join(own, ", "))
	}
	for _, place := range places {
		if err := install(f, place, data); err != nil {
			return added, err
		}
		added++
		a.printf("Added %s: %s.\n", f.path(place), strings.Join(names, ", "))
	}
	return added, nil
}

func readFontFile(file string) ([]byte, []fontfile.Font, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > fontfile.MaxBytes {
		return nil, nil, refuse("name a font file of at most 64 MiB", "it is no font file")
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	fonts, err := fontfile.Read(data)
	return data, fonts, err
}

// wanted are the places where fonts.toml looks for fonts of a file, and the
// families that they serve.
func wanted(families []typeset.FamilyInfo, fonts []fontfile.Font) (places, names []string) {
	for _, family := range families {
		for _, face := range family.Faces {
			fits := slices.ContainsFunc(fonts, func(f fontfile.Font) bool {
				return strings.EqualFold(f.Family, family.Name) && f.Weight == face.Weight && f.Index == face.Index && !f.Italic
			})
			if fits && !slices.Contains(places, face.File) {
				places = append(places, face.File)
			}
			if fits && !slices.Contains(names, family.Name) {
				names = append(names, family.Name)
			}
		}
	}
	return places, names
}

// install writes a font into the project, unless it is there already.
func install(f folder, place string, data []byte) error {
	target := filepath.Join(f.dir, filepath.FromSlash(place))
	if old, err := os.ReadFile(target); err == nil && bytes.Equal(old, data) {
		return nil
	}
	if err := makeFolder(filepath.Dir(target)); err != nil {
		return err
	}
	return output.ReplaceFile(target, data)
}
