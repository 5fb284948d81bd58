package main

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/kit"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// renderFlags choose the pictures of render; "all" stands for every one.
type renderFlags struct {
	designs, formats, langs, themes []string
	out                             string
	scene                           bool
}

const every = "all"

func (a *app) render() *cobra.Command {
	var flags renderFlags
	cmd := &cobra.Command{
		Use:   "render SLUG…",
		Short: "Make share graphics of one or more fact-checks",
		Long: `Render draws graphics of the fact-checks that you name by their slug (the file name
without .toml) and saves them, named slug-language-design-format-theme; the pictures of
a carousel are numbered.

It draws drafts too, so that you can see them before they are published; a draft, and
a translation that nobody has reviewed, carries a visible mark.`,
		Example: `  rebut render housing-costs-causes
  rebut render housing-costs-causes --format all --lang en,fr -o pictures
  rebut render housing-costs-causes --format story --theme all`,
		Args: arguments("name the fact-check to draw by its slug, for example: rebut render housing-costs-causes"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.renderAll(cmd, args, flags) },
	}
	f := cmd.Flags()
	f.StringSliceVar(&flags.designs, "design", nil, "`DESIGN` of the graphic, or all (default: the first)")
	f.StringSliceVar(&flags.formats, "format", []string{"square"}, "`FORMAT` such as square, story or link, or all")
	f.StringSliceVar(&flags.langs, "lang", nil, "`LANGUAGE` such as en or fr, or all (default: the original's)")
	f.StringSliceVar(&flags.themes, "theme", nil, "`THEME` of colours, or all (default: the first)")
	f.StringVarP(&flags.out, "out", "o", ".", "the `FOLDER` to save in")
	f.BoolVar(&flags.scene, "scene", false, "save what each graphic shows as JSON, with its fonts, instead of drawing it")
	return cmd
}

func (a *app) renderAll(cmd *cobra.Command, slugs []string, flags renderFlags) error {
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
	if err := flags.check(p); err != nil {
		return err
	}
	var jobs []card.Job
	for _, slug := range slugs {
		found, err := a.jobs(cmd, f, p, slug, flags)
		if err != nil {
			return err
		}
		jobs = append(jobs, found...)
	}
	if flags.scene {
		return a.saveScenes(f, p, jobs, flags.out)
	}
	return a.renderJobs(cmd, f, p, jobs, flags.out)
}

// check refuses names that nothing has.
func (flags *renderFlags) check(p *project.Project) error {
	if len(flags.themes) == 0 {
		flags.themes = []string{p.Config.Themes[0].ID}
	}
	if len(flags.designs) == 0 && len(p.Designs) > 0 {
		flags.designs = []string{p.Designs[0].ID}
	}
	var formats, themes []string
	for _, f := range p.Config.Formats {
		formats = append(formats, f.ID)
	}
	for _, t := range p.Config.Themes {
		themes = append(themes, t.ID)
	}
	for _, choice := range []struct {
		flag  string
		asked *[]string
		known []string
	}{{"design", &flags.designs, designIDs(p)}, {"format", &flags.formats, formats}, {"theme", &flags.themes, themes}} {
		chosen, unknown := choose(*choice.asked, choice.known)
		if unknown != "" {
			return usageHint("there are "+strings.Join(choice.known, ", ")+", and all", "there is no %s %q", choice.flag, unknown)
		}
		*choice.asked = chosen
	}
	return nil
}

// choose resolves "all" and finds the first name that is not known.
func choose(asked, known []string) (chosen []string, unknown string) {
	if slices.Contains(asked, every) {
		return known, ""
	}
	for _, name := range asked {
		if !slices.Contains(known, name) {
			return nil, name
		}
	}
	return asked, ""
}

// tags are languages spelt as fact-checks have them; "fil" is "tl". What is no
// tag stays as it is, for others to refuse.
func tags(asked []string) []string {
	out := make([]string, len(asked))
	for i, name := range asked {
		var lang factcheck.Lang
		if out[i] = name; lang.UnmarshalText([]byte(name)) == nil {
			out[i] = string(lang)
		}
	}
	return out
}

// jobs are the pictures asked for of one fact-check.
func (a *app) jobs(cmd *cobra.Command, f folder, p *project.Project, slug string, flags renderFlags) ([]card.Job, error) {
	editions, err := a.editions(cmd, f, p, slug, flags.langs)
	if err != nil {
		return nil, err
	}
	var jobs []card.Job
	for _, e := range editions {
		for _, j := range p.Press.Jobs(e) {
			if slices.Contains(flags.designs, j.Design) && slices.Contains(flags.formats, j.Format) && slices.Contains(flags.themes, j.Theme) {
				jobs = append(jobs, j)
			}
		}
	}
	if len(jobs) == 0 {
		return nil, refuse("a number, a chart or a passage must be in its file first; or its designs leave this one out",
			"%s has nothing to show in the design %s", slug, strings.Join(flags.designs, ", "))
	}
	return jobs, nil
}

// editions are the languages asked for of one fact-check, as they can be shown
// here; the original's where none is asked for.
func (a *app) editions(cmd *cobra.Command, f folder, p *project.Project, slug string, asked []string) ([]factcheck.Edition, error) {
	slug = strings.TrimSuffix(filepath.Base(slug), ".toml")
	check := p.FactCheck(factcheck.Slug(slug))
	if check == nil {
		return nil, a.unknownSlug(cmd, f, p, slug)
	}
	if check.Status == factcheck.Withdrawn {
		return nil, refuse("its page says why; nothing of it should be shared", "the fact-check %q has been withdrawn", slug)
	}
	if err := a.fitToShare(f, p, check); err != nil {
		return nil, err
	}
	var known []string
	for _, lang := range check.Languages() {
		known = append(known, string(lang))
	}
	if len(asked) == 0 {
		asked = []string{string(check.Language)}
	}
	langs, unknown := choose(tags(asked), known)
	if unknown != "" {
		return nil, usageHint("it has "+strings.Join(known, ", "), "%s has no text in %q", slug, unknown)
	}
	var editions []factcheck.Edition
	for _, lang := range langs {
		editions = append(editions, p.Preview(check, factcheck.Lang(lang)))
	}
	return editions, nil
}

// fitToShare refuses a published fact-check with errors, which the site would
// not show either: its pictures carry no mark that would warn of them. A
// draft's do.
func (a *app) fitToShare(f folder, p *project.Project, check *factcheck.FactCheck) error {
	problems := p.Problems.Of(f.path(check.Locate("", 0).File))
	if check.Status != factcheck.Published || !problems.HasErrors() {
		return nil
	}
	if err := problems.WriteText(a.stderr); err != nil {
		return err
	}
	a.tell("no picture of %s: mend its file, or write status = \"draft\" to see pictures with a mark\n", check.Slug)
	return errProblems
}

// unknownSlug says what is wrong with the file of that name, if there is one.
func (a *app) unknownSlug(cmd *cobra.Command, f folder, p *project.Project, slug string) error {
	file := f.path("claims/" + slug + ".toml")
	if problems := p.Problems.Of(file); len(problems) > 0 {
		return firstOf(problems.WriteText(a.stderr), errProblems)
	}
	if likely := p.LikelySlug(slug); likely != "" {
		return usageHint("did you mean "+likely+"?", "there is no fact-check %q", slug)
	}
	return usage(cmd, "there is no fact-check %q", slug)
}

// renderJobs draws and saves. A picture with problems is left out, the others
// are made.
func (a *app) renderJobs(cmd *cobra.Command, f folder, p *project.Project, jobs []card.Job, out string) error {
	if err := makeFolder(out); err != nil {
		return err
	}
	var problems problem.List
	done := 0
	for _, job := range jobs {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		picture, found, err := p.Press.Picture(job)
		if err != nil {
			return err
		}
		problems = append(problems, found...)
		if found.HasErrors() {
			continue
		}
		path := filepath.Join(out, pictureName(p, job))
		if err := output.ReplaceFile(path, picture); err != nil {
			return err
		}
		a.printf("%s\n", path)
		done++
	}
	if err := f.named(problems).Sort().WriteText(a.stderr); err != nil {
		return err
	}
	if problems.HasErrors() {
		a.tell("%d of %s made; the others have problems\n", done, plural(len(jobs), "picture"))
		return errProblems
	}
	return nil
}

// pictureName is the name that a picture is saved under: that in share kits.
func pictureName(p *project.Project, j card.Job) string {
	return kit.FileName(j) + "." + p.Config.Format(j.Format).Type.Ext()
}
