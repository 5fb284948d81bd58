package main

import (
	_ "embed"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	rebut "rebut"
	"rebut/internal/config"
	"rebut/internal/project"
	"rebut/internal/store"
)

// Files of a new project that do not ship in the demonstration.
var (
	//go:embed project/rebut.toml
	projectConfig []byte
	//go:embed project/README.md
	projectReadme []byte
)

func (a *app) init() *cobra.Command {
	return &cobra.Command{
		Use:   "init FOLDER",
		Short: "Start a project of your own",
		Long: `Init makes a folder with all that a project needs: a rebut.toml that explains every
setting, one example fact-check, and the templates of graphics and pages to change as you
like. The folder must be new or empty. The fonts stay inside Rebut; a fonts folder in
the project would add to them.`,
		Example: "  rebut init our-facts",
		Args:    oneArgument("name the folder to make, for example: rebut init our-facts"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := initProject(args[0]); err != nil {
				return err
			}
			a.printf("Made the project %s.\n", args[0])
			a.tell("Next: write who you are into %s, then run: rebut -C %s serve\nTo write in the browser instead of in files: rebut -C %[2]s serve --studio\n", filepath.Join(args[0], config.File), args[0])
			return nil
		},
	}
}

// initProject writes a new project beside its place and moves it there whole.
func initProject(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	isNew := errors.Is(err, fs.ErrNotExist)
	if err != nil && !isNew {
		return refuse("choose the name of a new folder", "%s is not a folder", dir)
	}
	if len(entries) > 0 {
		return refuse("choose a new folder, or an empty one", "%s is not empty (%s)", dir, entries[0].Name())
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+".rebut-init-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) // gone already after the rename
	if err := fillProject(temp); err != nil {
		return err
	}
	if !isNew {
		return moveInto(dir, temp)
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return err
	}
	return os.Rename(temp, dir)
}

// moveInto fills an empty folder with what is in another. The folder itself
// stays, since somebody may stand in it; rebut.toml comes last, because it
// makes a folder a project.
func moveInto(dir, from string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == config.File {
			continue
		}
		if err := os.Rename(filepath.Join(from, e.Name()), filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return os.Rename(filepath.Join(from, config.File), filepath.Join(dir, config.File))
}

func fillProject(dir string) error {
	shipped := rebut.Assets()
	text, err := exampleText(shipped)
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{
		config.File: projectConfig, "README.md": projectReadme, ".gitignore": []byte("/output/\n/.output.rebut-*\n/.rebut/\n"),
		store.Folder + "/" + example: text,
	} {
		if err := writeNew(dir, name, content); err != nil {
			return err
		}
	}
	return fs.WalkDir(shipped, project.Templates, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || thePrograms(name) {
			return err
		}
		content, err := fs.ReadFile(shipped, name)
		if err != nil {
			return err
		}
		return writeNew(dir, name, content)
	})
}

// thePrograms reports whether a template belongs to the program, not to a
// project's looks: the studio's pages and words, which are always the program's
// own, and what it says of its interface.
func thePrograms(name string) bool {
	rest := strings.TrimPrefix(name, project.Templates+"/")
	return strings.HasPrefix(rest, "studio/") || strings.HasPrefix(rest, "i18n/studio.") || strings.HasPrefix(rest, "api/")
}

func writeNew(dir, name string, content []byte) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := makeFolder(filepath.Dir(file)); err != nil {
		return err
	}
	return os.WriteFile(file, content, 0o644)
}

func makeFolder(dir string) error { return os.MkdirAll(dir, 0o755) }
