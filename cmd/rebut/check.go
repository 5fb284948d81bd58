package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/ledger"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/store"
)

func (a *app) check() *cobra.Command {
	var asJSON, fix bool
	cmd := &cobra.Command{
		Use:   "check [FILE or FOLDER…]",
		Short: "Find every mistake in the fact-checks, and say where it is",
		Long: `Check reads the whole project and prints every problem at once, each with its file,
line and column and a hint at what to do. It prints nothing when all is well.

Name files or folders to see only their problems. What is not part of the
project is read too, as fact-checks or as another project, so that you can check what
somebody sent.

An error stops publication, a warning does not: an unfinished draft, a translation that
has become stale.

With --fix it first corrects, in the files, what needs no judgement: straight quotation
marks and apostrophes, three dots, double spaces, a hyphen between years, the spaces of
French, invisible characters. It prints each correction and touches nothing else.

Exit code: 0 when there is nothing to say, 1 when there are problems, 2 when the command
was not understood.`,
		Example: `  rebut check
  rebut check claims/housing-costs-causes.toml
  rebut check ~/Downloads/new-fact-checks
  rebut check --fix
  rebut check --json > problems.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if fix {
				if err := a.fix(cmd, args, asJSON); err != nil {
					return err
				}
			}
			problems, err := a.findProblems(cmd, args)
			if err != nil {
				return err
			}
			return a.reportCheck(problems, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the problems as JSON, for other programs")
	cmd.Flags().BoolVar(&fix, "fix", false, "first correct quotation marks, spaces and the like in the files")
	return cmd
}

func (a *app) reportCheck(problems problem.List, asJSON bool) error {
	write := problems.WriteText
	if asJSON {
		write = problems.WriteJSON
	}
	if err := write(a.stdout); err != nil {
		return err
	}
	if len(problems) > 0 && !asJSON {
		a.tell("%s\n", count(problems))
	}
	if len(problems) > 0 {
		return errProblems
	}
	return nil
}

// count sums problems up: "2 errors and 1 warning in 2 files".
func count(problems problem.List) string {
	errs, files := 0, map[string]bool{}
	for _, p := range problems {
		files[p.File] = true
		if p.Severity == problem.Error {
			errs++
		}
	}
	var parts []string
	if errs > 0 {
		parts = append(parts, plural(errs, "error"))
	}
	if n := len(problems) - errs; n > 0 {
		parts = append(parts, plural(n, "warning"))
	}
	return strings.Join(parts, " and ") + " in " + plural(len(files), "file")
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// findProblems are the problems of the whole project, or of the named files.
func (a *app) findProblems(cmd *cobra.Command, args []string) (problem.List, error) {
	f, err := a.folder(cmd)
	if err != nil {
		return nil, err
	}
	var all problem.List
	var own []string // names inside the project
	for _, arg := range args {
		name, inside, err := f.inside(cmd, arg)
		if err != nil {
			return nil, err
		}
		if err := refuseUnread(cmd, arg, name, inside); err != nil {
			return nil, err
		}
		if inside {
			own = append(own, name)
			continue
		}
		check := a.checkOutside
		if project.IsProject(arg) {
			check = a.checkProject
		}
		found, err := check(cmd, f, arg)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(args) == 0 || len(own) > 0 {
		_, p, err := a.load(cmd, a.options())
		if err != nil {
			return nil, err
		}
		published, err := ledger.Read(filepath.Join(f.dir, defaultOut, ledger.Name))
		if err != nil {
			return nil, err
		}
		all = append(all, keep(append(p.Problems, f.named(p.Edited(published, a.today()))...), f, own)...)
	}
	return all.Sort(), nil
}

// inside tells whether a path that the user typed is the project, or a part of
// it that Rebut reads, and its name there.
func (f folder) inside(cmd *cobra.Command, arg string) (name string, inside bool, err error) {
	if _, err := os.Stat(arg); errors.Is(err, fs.ErrNotExist) {
		return "", false, usage(cmd, "there is no file or folder %s", arg)
	} else if err != nil {
		return "", false, err
	}
	if f.dir == "" {
		return "", false, nil
	}
	root, err := filepath.Abs(f.dir)
	if err != nil {
		return "", false, err
	}
	path, err := filepath.Abs(arg)
	if err != nil {
		return "", false, err
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		return "", false, nil // on another drive
	}
	name = filepath.ToSlash(rel)
	top, _, _ := strings.Cut(name, "/")
	return name, name == "." || name == config.File || name == config.GlossaryFile || slices.Contains([]string{store.Folder, project.Templates, project.Fonts}, top), nil
}

// refuseUnread refuses a file that would not be read, lest silence about it be
// taken for praise.
func refuseUnread(cmd *cobra.Command, arg, name string, inside bool) error {
	info, err := os.Stat(arg)
	switch {
	case err != nil || info.IsDir():
		return err
	case !info.Mode().IsRegular():
		return usage(cmd, "%s is neither a file nor a folder", arg)
	case !inside:
		name = filepath.Base(arg)
	case !strings.HasPrefix(name, store.Folder+"/"):
		return nil
	}
	if !store.Reads(name) {
		return usageHint("the name must end in .toml, and neither it nor its folder begin with _ or .", "%s is not read as a fact-check", arg)
	}
	return nil
}

// keep are the problems of the named files and folders of a project; all of
// them when none is named.
func keep(problems problem.List, f folder, names []string) problem.List {
	if len(names) == 0 || slices.Contains(names, ".") {
		return problems
	}
	return slices.DeleteFunc(slices.Clone(problems), func(p problem.Problem) bool {
		return !slices.ContainsFunc(names, func(name string) bool {
			path := f.path(name)
			return p.File == path || strings.HasPrefix(p.File, path+"/")
		})
	})
}

// checkProject reads a folder that is a project of its own.
func (a *app) checkProject(_ *cobra.Command, _ folder, arg string) (problem.List, error) {
	other := folder{fsys: onDisk(arg), dir: arg}
	p, err := project.Load(other.fsys, a.options())
	if err != nil {
		return nil, err
	}
	return other.named(p.Problems), nil
}

// checkOutside reads a file, or every file of a folder, as fact-checks of the
// project that lie elsewhere.
func (a *app) checkOutside(cmd *cobra.Command, f folder, arg string) (problem.List, error) {
	info, err := os.Stat(arg)
	if err != nil {
		return nil, err
	}
	dir, claims := arg, project.Disk(arg)
	if !info.IsDir() {
		dir, claims = filepath.Dir(arg), project.File(arg)
	}
	if info.IsDir() && !hasTOML(dir) {
		return nil, usage(cmd, "%s holds no fact-checks: no file in it ends in .toml", arg)
	}
	p, err := project.Load(project.WithClaims(f.fsys, claims), a.options())
	if err != nil {
		return nil, err
	}
	var out problem.List
	for _, q := range p.Problems {
		name, ok := strings.CutPrefix(q.File, store.Folder+"/")
		if !ok {
			continue
		}
		q.File = filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(name)))
		out = append(out, q)
	}
	return out, nil
}

func hasTOML(dir string) bool {
	found := false
	_ = fs.WalkDir(project.Disk(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".toml" {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}
