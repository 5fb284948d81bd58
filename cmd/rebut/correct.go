package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/store"
)

// correctFlags say what a correction changes and how readers are told.
type correctFlags struct {
	sets, whats []string
	lang        string
	file, was   string
	yes, dry    bool
}

func (a *app) correct() *cobra.Command {
	var flags correctFlags
	cmd := &cobra.Command{
		Use:   "correct SLUG",
		Short: "Correct a published fact-check, in one go",
		Long: `Correct changes a published fact-check and does all that belongs to a correction: it
keeps a copy of what was published in claims/_revisions, raises revision, sets modified
to today, and adds a [[corrections]] entry that says what was changed, from what to
what. It shows you the words before and after, and what readers will see; nothing is
written before you agree, or if check would find an error.

Say what is to be changed with --set, one for each text: a key as it stands in the
file, of the original language or of the one that --lang names (or fr.fact for a key of
another language). Without --set your editor opens a copy of the file; --file takes a
copy that you have changed already. If you have changed the file itself, give the file
as it was published with --was.

Then build: the pages, pictures, feeds and embeds change together, the old pictures
stay at addresses of their own (…-r1.png), and translations are stale until somebody
has translated the change. A translation that you correct in the same go is not; nor
are the others if you correct nothing but a translation.`,
		Example: `  rebut correct housing-costs-causes --set fact="The share is *11%*" \
      --set number.value=11 --what "The share is 11%, not 12%: a slip in our table."
  rebut correct housing-costs-causes --lang fr --set why="…" --what "…" --what fr="…"
  rebut correct housing-costs-causes
  rebut correct housing-costs-causes --file changed.toml --what "…" --dry-run`,
		Args: oneArgument("name the fact-check by its slug, for example: rebut correct housing-costs-causes"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.correctOne(cmd, args[0], flags) },
	}
	f := cmd.Flags()
	f.StringArrayVar(&flags.sets, "set", nil, "`KEY=TEXT`: the new text of a key, such as fact, why or number.value; may be repeated")
	f.StringVar(&flags.lang, "lang", "", "the `LANGUAGE` that keys belong to (default: the original's)")
	f.StringArrayVar(&flags.whats, "what", nil, "what changes, from what to what, as readers will see it: a `SENTENCE`, or fr=SENTENCE")
	f.StringVar(&flags.file, "file", "", "take the changed text from this `FILE`")
	f.StringVar(&flags.was, "was", "", "the fact-check as it was published is this `FILE`; its own file is changed already")
	f.BoolVar(&flags.yes, "yes", false, "do not ask")
	f.BoolVar(&flags.dry, "dry-run", false, "show what would change, and write nothing")
	return cmd
}

// draft is a correction that is not written yet.
type draft struct {
	target
	was, is []byte              // the file as published, and changed
	what    factcheck.Localised // for readers
	out     []byte              // the file to write
	copy    string              // that the user edits; "" for none
	after   *factcheck.FactCheck
}

func (a *app) correctOne(cmd *cobra.Command, slug string, flags correctFlags) error {
	t, err := a.published(cmd, slug, "correct")
	if err != nil {
		return err
	}
	d := &draft{target: t, was: t.text}
	if d.what, err = perLanguage(flags.whats, t, "what"); err != nil {
		return err
	}
	if err := a.change(cmd, d, flags); err != nil {
		return err
	}
	a.tellDraft(d)
	switch {
	case flags.dry:
		a.tell("Nothing was written.\n")
		return nil
	case !flags.yes && !isTerminal(a.stdin):
		return usageHint("add --yes to write it, or --dry-run only to look", "nobody is there to be asked")
	case !flags.yes && !a.agreed("Write this correction?", false):
		return d.leave(a, refuse("", "nothing was written"))
	}
	return a.writeCorrection(d)
}

// change fills in what a draft changes, and finds out whether it can stand.
func (a *app) change(cmd *cobra.Command, d *draft, flags correctFlags) (err error) {
	switch {
	case given(len(flags.sets) > 0, flags.file != "", flags.was != "") > 1:
		return usage(cmd, "use one of --set, --file and --was")
	case len(flags.sets) > 0:
		settings, err := settings(flags.sets, flags.lang, d.target)
		if err != nil {
			return err
		}
		if d.is, err = store.Set(d.name(), d.text, settings); err != nil {
			return err
		}
	case flags.file != "":
		if d.is, err = os.ReadFile(flags.file); err != nil {
			return err
		}
	case flags.was != "":
		d.is = d.text
		if d.was, err = os.ReadFile(flags.was); err != nil {
			return err
		}
	default:
		return a.edit(cmd, d)
	}
	if err := a.needWhat(d); err != nil {
		return err
	}
	return a.settle(d)
}

func given(flags ...bool) (n int) {
	for _, f := range flags {
		if f {
			n++
		}
	}
	return n
}

// settle makes the file to write, and refuses what check would refuse.
func (a *app) settle(d *draft) (err error) {
	if d.out, err = store.Correct(d.name(), d.was, d.is, d.what, a.today()); err != nil {
		return err
	}
	var problems problem.List
	d.after, problems = d.p.Examine(d.file, d.out, a.today())
	return a.refuseErrors(d.target, problems)
}

// refuseErrors prints the errors that a text would have.
func (a *app) refuseErrors(t target, problems problem.List) error {
	if !problems.HasErrors() {
		return nil
	}
	errs := slices.DeleteFunc(t.f.named(problems), func(p problem.Problem) bool { return p.Severity != problem.Error })
	a.tell("Nothing was written, for check would then say:\n")
	return firstOf(errs.WriteText(a.stderr), errProblems)
}

// writeCorrection keeps what was published before it writes what replaces it:
// if the program is stopped in between, the project is as it was, with a copy
// that the next try finds to be right.
func (a *app) writeCorrection(d *draft) error {
	if err := d.unchanged(); err != nil {
		return err
	}
	kept, err := store.KeepEarlier(d.f.dir, d.check, d.was)
	if err != nil {
		return err
	}
	if err := output.ReplaceFile(d.path, d.out); err != nil {
		return err
	}
	a.printf("%s\n%s\n", d.name(), d.f.path(kept))
	a.tell("%s is now at revision %d; the second file keeps revision %d. Build to publish it.\n", d.check.Slug, d.after.Revision, d.check.Revision)
	return d.leave(a, nil)
}

// needWhat makes sure that readers are told what was changed: it asks for it
// where somebody is there to answer.
func (a *app) needWhat(d *draft) error {
	lang := d.check.Language
	if strings.TrimSpace(d.what[lang]) == "" && isTerminal(a.stdin) {
		d.what[lang] = a.asked("What changes, from what to what? One sentence, as readers will see it:\n> ")
	}
	if strings.TrimSpace(d.what[lang]) == "" {
		return usageHint(`for example: --what "The share is 11%, not 12%: a slip in our table."`, "readers must be told what was changed: there is no --what in %s", lang.Name())
	}
	return nil
}

// target is the published fact-check that a command changes.
type target struct {
	f    folder
	p    *project.Project
	file string // as named in the project
	path string // on disk
	text []byte

	check *factcheck.FactCheck
}

// name is the file as the user would type it.
func (t target) name() string { return t.f.path(t.file) }

// unchanged refuses to write over what somebody has written since the file was
// read: a question may wait for its answer for long.
func (t target) unchanged() error {
	now, err := os.ReadFile(t.path)
	if err == nil && !bytes.Equal(now, t.text) {
		return refuse("run it again", "%s was changed meanwhile; nothing was written", t.name())
	}
	return err
}

// published finds the fact-check that a command is to change, which must be
// public and without errors.
func (a *app) published(cmd *cobra.Command, slug, verb string) (target, error) {
	opts := a.options()
	opts.SkipPreflight = true
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return target{}, err
	}
	if f.dir == "" {
		return target{}, usageHint("name yours with -C FOLDER", "there is no project here with a fact-check to %s", verb)
	}
	slug = strings.TrimSuffix(filepath.Base(slug), ".toml")
	check := p.FactCheck(factcheck.Slug(slug))
	if check == nil {
		return target{}, a.unknownSlug(cmd, f, p, slug)
	}
	t := target{f: f, p: p, file: check.Locate("", 0).File, check: check}
	t.path = filepath.Join(f.dir, filepath.FromSlash(t.file))
	if err := a.revisable(f, p, check, t.file); err != nil {
		return t, err
	}
	t.text, err = os.ReadFile(t.path)
	return t, err
}
