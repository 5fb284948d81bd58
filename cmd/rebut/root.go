package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	rebut "rebut"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// Exit codes, the same for every command.
const (
	exitOK       = 0
	exitProblems = 1 // the content has problems, or something stood in the way
	exitUsage    = 2 // the command was not understood
)

// app is one invocation.
type app struct {
	world
	dir   string // -C
	debug bool
}

// run is the whole program: it answers arguments with output and an exit code.
func run(ctx context.Context, w world) int {
	a := &app{world: w}
	root := a.root()
	root.SetArgs(w.args)
	return a.exit(root.ExecuteContext(ctx))
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "rebut",
		Short: "Fact-checks in, share graphics and a site out",
		Long: `Rebut turns a folder of fact-checks into share graphics, a public site, feeds and embeds.

A project is a folder with a rebut.toml and a claims folder, one file for each
fact-check. Commands work on the project that you are in, or on the one that you
name with -C. Anywhere else they work on the demonstration that ships with Rebut,
so that you can look around first.`,
		Example: `  rebut serve                        look at the site on this computer
  rebut init our-facts               start a project of your own
  rebut -C our-facts check           see what is still wrong
  rebut render housing-costs-causes  make a picture to share
  rebut build                        write the site, ready to upload`,
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, "%s", err) })
	flags := root.PersistentFlags()
	flags.StringVarP(&a.dir, "project", "C", "", "work on the project in `FOLDER`")
	flags.BoolVar(&a.debug, "debug", false, "show the technical details of failures")
	root.SetHelpCommand(help())
	root.AddCommand(a.serve(), a.build(), a.render(), a.kit(), a.inspect(), a.match(), a.check(), a.design(), a.new(), a.correct(), a.revise(), a.withdraw(), a.publish(), a.webhooks(), a.user(), a.audit(), a.links(), a.stats(), a.init(), a.fonts(), a.specimen(), a.generateCorpus(), a.version())
	return root
}

// help explains a command; unlike cobra's own it fails for one that is not
// there.
func help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usage(cmd.Root(), "there is no command %q", strings.Join(args, " "))
			}
			return found.Help()
		},
	}
}

// folder is the project that a command works on.
type folder struct {
	fsys fs.FS
	dir  string // on disk, as the user would type it; "" for the one that ships
}

// folder finds the project: the one of -C, the one around the current folder,
// or the one that ships with Rebut.
func (a *app) folder(cmd *cobra.Command) (folder, error) {
	if a.dir == "" {
		dir, err := nearest()
		if dir == "" || err != nil {
			return folder{fsys: rebut.Assets()}, err
		}
		return folder{fsys: onDisk(dir), dir: dir}, nil
	}
	info, err := os.Stat(a.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return folder{}, usageHint("start one with: rebut init "+a.dir, "there is no folder %s", a.dir)
	case err != nil:
		return folder{}, err
	case !info.IsDir():
		return folder{}, usage(cmd, "%s is a file, not a project folder", a.dir)
	case !project.IsProject(a.dir):
		return folder{}, usageHint("start one with rebut init in a new folder, or add a rebut.toml here; it may be empty",
			"%s is no project: it has neither a rebut.toml nor fact-checks in a claims folder", a.dir)
	}
	return folder{fsys: onDisk(a.dir), dir: filepath.Clean(a.dir)}, nil
}

// nearest is the project that the current folder is or lies in, as seen from
// there ("." or "../.."); "" for none.
func nearest() (string, error) {
	here, err := filepath.Abs(".")
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if project.IsProject(dir) {
			return filepath.Rel(here, dir)
		}
		if dir == filepath.Dir(dir) {
			return "", nil
		}
	}
}

// tellDemonstration says that there is no project here, lest the demonstration
// be taken for one's own.
func (a *app) tellDemonstration(f folder) {
	if f.dir == "" {
		a.tell("There is no project here: this is the demonstration that ships with Rebut.\n")
	}
}

// steady is the project for one reading of many files.
func (f folder) steady() fs.FS {
	if f.dir == "" {
		return f.fsys
	}
	return project.Overlay(project.Steady(f.dir), rebut.Assets())
}

func onDisk(dir string) fs.FS { return project.Overlay(project.Disk(dir), rebut.Assets()) }

// path is a file of the project as the user would type it here.
func (f folder) path(name string) string {
	if f.dir == "" || name == "" {
		return name
	}
	return filepath.ToSlash(filepath.Join(f.dir, filepath.FromSlash(name)))
}

// options are what every command loads a project with.
func (a *app) options() project.Options {
	return project.Options{Today: a.today()}
}

// load reads the project and all its problems.
func (a *app) load(cmd *cobra.Command, opts project.Options) (folder, *project.Project, error) {
	f, err := a.folder(cmd)
	if err != nil {
		return f, nil, err
	}
	p, err := project.Load(f.fsys, opts)
	if err != nil {
		return f, nil, err
	}
	p.Problems = f.named(p.Problems)
	return f, p, nil
}

// named are problems with their files as the user would type them.
func (f folder) named(problems problem.List) problem.List {
	out := slices.Clone(problems)
	for i := range out {
		out[i].File = f.path(out[i].File)
	}
	return out
}

func (a *app) printf(format string, args ...any) { fmt.Fprintf(a.stdout, format, args...) }
func (a *app) tell(format string, args ...any)   { fmt.Fprintf(a.stderr, format, args...) }
