package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/store"
)

func (a *app) new() *cobra.Command {
	var slug, lang string
	cmd := &cobra.Command{
		Use:   `new "CLAIM AS PEOPLE SAY IT"`,
		Short: "Start a fact-check",
		Long: `New writes a file for a claim into the project's claims folder, with an explanation
above everything that you are to fill in. It never writes over a file.

The file's name becomes the page's address, so it must say the topic or the fact and
never the claim. Rebut proposes one; choose your own with --slug.`,
		Example: `  rebut new "Migrants take our jobs"
  rebut new "Migrants take our jobs" --slug jobs-wages-evidence --lang en`,
		Args: oneClaim,
		RunE: func(cmd *cobra.Command, args []string) error { return a.startFactCheck(cmd, args[0], slug, lang) },
	}
	cmd.Flags().StringVar(&slug, "slug", "", "the page's `NAME` in its address, such as housing-costs-causes")
	cmd.Flags().StringVar(&lang, "lang", "", "the `LANGUAGE` that you write in (default: the site's first)")
	return cmd
}

// oneClaim asks for the claim as one argument.
func oneClaim(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return usageHint(fmt.Sprintf("%s %q", cmd.CommandPath(), strings.Join(args, " ")), "put the claim in quotation marks")
	}
	return arguments(`give the claim in quotation marks, for example: rebut new "Migrants take our jobs"`)(cmd, args)
}

func (a *app) startFactCheck(cmd *cobra.Command, claim, slug, lang string) error {
	claim = strings.Join(strings.Fields(claim), " ")
	if claim == "" {
		return usage(cmd, "the claim is empty")
	}
	opts := a.options()
	opts.SkipPreflight = true
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return err
	}
	if f.dir == "" {
		return usageHint("start one with rebut init FOLDER, or name yours with -C FOLDER", "there is no project here to add a fact-check to")
	}
	language, err := chosen(lang, p.Config.DefaultLanguage())
	if err != nil {
		return err
	}
	if slug == "" {
		if same := sameClaim(p, claim); same != nil {
			return refuse("open that file, or give this one a name of its own with --slug",
				"%s answers this claim already", f.path(same.Locate("slug", 0).File))
		}
		slug = string(factcheck.SuggestSlug(claim, language, a.today()))
	}
	if !factcheck.ValidID(slug) || address.Reserved(factcheck.Slug(slug)) {
		return usageHint("use lower-case letters a–z, digits and single hyphens, for example housing-costs-causes", "--slug: %q cannot be used in an address", slug)
	}
	if p.FactCheck(factcheck.Slug(slug)) != nil {
		return refuse("choose another name with --slug", "there is a fact-check %q already", slug)
	}
	return a.writeStarter(f, claim, factcheck.Slug(slug), language)
}

// chosen is the language that --lang names.
func chosen(tag string, otherwise factcheck.Lang) (lang factcheck.Lang, err error) {
	if tag == "" {
		return otherwise, nil
	}
	var mistake *problem.Mistake
	if err := lang.UnmarshalText([]byte(tag)); errors.As(err, &mistake) {
		return "", usageHint(mistake.Hint, "--lang: %s", mistake.Message)
	}
	return lang, nil
}

// writeStarter saves a new file and says what comes next.
func (a *app) writeStarter(f folder, claim string, slug factcheck.Slug, lang factcheck.Lang) error {
	text, err := store.Starter(claim, lang, a.today())
	if err != nil {
		return err
	}
	name, err := store.Create(f.dir, slug, text)
	if errors.Is(err, fs.ErrExist) {
		return refuse("open that file, or choose another name with --slug", "%s exists already", f.path(name))
	}
	if err != nil {
		return err
	}
	a.printf("%s\n", f.path(name))
	a.tell("Fill it in, then run rebut check. See that its name says the topic or the fact, never the claim.\n")
	return nil
}

// sameClaim finds a fact-check that answers the very same words.
func sameClaim(p *project.Project, claim string) *factcheck.FactCheck {
	plain := func(s string) string {
		return strings.ToLower(strings.Trim(strings.Join(strings.Fields(s), " "), ` .!?"“”«»`))
	}
	for _, f := range p.FactChecks {
		for _, text := range f.Texts {
			if plain(text.Claim) == plain(claim) {
				return f
			}
		}
	}
	return nil
}
