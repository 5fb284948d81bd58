package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

func (a *app) user() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "See to the people of the studio",
		Long: `User adds people who may log in to the studio (rebut serve --studio), shows them, shuts them
out and lets them in again. Nobody's password is known here: each person sets it with a
one-time link that lasts three days. In the studio, admins can do the same.

Roles: translators write in their languages, authors write, editors also publish what
others wrote, admins also manage people.`,
		Example: `  rebut user add amina@example.org --name "Amina K." --role editor
  rebut user add luc --role translator --language fr
  rebut user list
  rebut user disable luc`,
		Args: subcommand("user"),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.userAdd(), a.userList(),
		a.userChange("disable", "Shut a person out, and log them out everywhere", (*office).disable),
		a.userChange("enable", "Let a person in again", (*office).enable),
		a.userChange("link", "Make a new one-time link to set a password with", (*office).invite),
		a.userChange("without-code", "Let a person who lost their phone log in with the password alone", (*office).withoutCode),
		a.userBind(), a.userChange("unbind", "Forget a person's account at the login service", (*office).unbind))
	return cmd
}

// subcommand refuses what is no command below one.
func subcommand(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage(cmd, "there is no command %q", name+" "+args[0])
		}
		return nil
	}
}

// inOffice does something with the files of the project's studio.
func (a *app) inOffice(cmd *cobra.Command, do func(ctx context.Context, o *office) error) error {
	return a.inOfficeIf(cmd, func(string) error { return nil }, do)
}

// inOfficeIf is inOffice unless something is in the way in the state folder.
func (a *app) inOfficeIf(cmd *cobra.Command, ready func(state string) error, do func(ctx context.Context, o *office) error) error {
	f, cfg, err := a.settings(cmd)
	if err != nil {
		return err
	}
	if err := ready(a.state(f, cfg)); err != nil {
		return err
	}
	o, err := a.office(cmd.Context(), f, cfg)
	if err != nil {
		return err
	}
	defer o.close()
	return do(cmd.Context(), o)
}

func (a *app) userAdd() *cobra.Command {
	var p account.Person
	var roles, languages []string
	cmd := &cobra.Command{
		Use:   "add LOGIN",
		Short: "Add a person, and print the link that they set a password with",
		Long: `Add adds a person with a name to log in with, for example their e-mail address, and
prints a one-time link. Give it to them by a way that nobody else reads; it lasts three
days.`,
		Example: `  rebut user add amina@example.org --name "Amina K." --role editor
  rebut user add luc --role translator --language fr,ht`,
		Args: oneArgument("name the person, for example: rebut user add amina@example.org --role editor"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p.Login = args[0]
			for _, r := range roles {
				p.Roles = append(p.Roles, account.Role(strings.TrimSpace(r)))
			}
			return a.inOffice(cmd, func(ctx context.Context, o *office) error {
				for _, l := range languages {
					lang, err := o.language(strings.TrimSpace(l))
					if err != nil {
						return err
					}
					p.Languages = append(p.Languages, lang)
				}
				return o.add(ctx, p)
			})
		},
	}
	cmd.Flags().StringVar(&p.Name, "name", "", "the person's `NAME`, as it is shown (default: the login)")
	cmd.Flags().StringSliceVar(&roles, "role", nil, "author, translator, editor or admin; several with commas")
	cmd.Flags().StringSliceVar(&languages, "language", nil, "the `TAG` of a language that a translator writes in; several with commas")
	return cmd
}

// language is one of the site's.
func (o *office) language(tag string) (factcheck.Lang, error) {
	var known []string
	for _, lang := range o.cfg.Languages {
		if string(lang) == tag {
			return lang, nil
		}
		known = append(known, string(lang))
	}
	return "", usageHint("the site has "+strings.Join(known, ", "), "%s is not a language of the site", problem.Quote(tag))
}

func (o *office) add(ctx context.Context, p account.Person) error {
	p, err := o.people.Add(ctx, p)
	for _, mistake := range []error{account.ErrTaken, account.ErrLogin, account.ErrRole, account.ErrLanguage} {
		if errors.Is(err, mistake) {
			return usageHint("see rebut user add --help", "%s", mistake)
		}
	}
	if err != nil {
		return err
	}
	if err := o.journal.Note(ctx, byConsole, "person-added", "", p.Login+" "+rolesOf(p)); err != nil {
		return err
	}
	return o.invite(ctx, p)
}

func rolesOf(p account.Person) string {
	var out []string
	for _, r := range p.Roles {
		out = append(out, string(r))
	}
	return strings.Join(out, ", ")
}

// invite prints a new one-time link.
func (o *office) invite(ctx context.Context, p account.Person) error {
	token, err := o.invited(ctx, p)
	if err != nil {
		return err
	}
	o.printf("%s\n", o.link(token))
	o.tell("Give this link to %s: it works once, for three days. rebut serve --studio must run there.\n", p.Login)
	return nil
}

func (a *app) userList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "Show the people, with their roles", Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.inOffice(cmd, func(ctx context.Context, o *office) error {
				all, err := o.people.People(ctx)
				for _, p := range all {
					o.printf("%s  %s  %s%s\n", p.Login, p.Name, rolesOf(p), standing(p))
				}
				if err == nil && len(all) == 0 {
					o.tell("Nobody yet. Add somebody with: rebut user add LOGIN --role admin\n")
				}
				return err
			})
		},
	}
}

// standing is what else there is to know of a person.
func standing(p account.Person) string {
	out := ""
	for _, lang := range p.Languages {
		out += " " + string(lang)
	}
	switch {
	case p.Disabled:
		out += "; shut out"
	case p.Bound:
		out += "; with a login service"
	case !p.Ready:
		out += "; has not set a password yet"
	case p.Second:
		out += "; with codes"
	}
	return out
}

// userChange is a command that does something with one person.
func (a *app) userChange(name, short string, do func(*office, context.Context, account.Person) error) *cobra.Command {
	return &cobra.Command{
		Use: name + " LOGIN", Short: short,
		Args: oneArgument("name the person, as rebut user list does: rebut user " + name + " LOGIN"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.inOffice(cmd, func(ctx context.Context, o *office) error {
				p, err := o.people.Named(ctx, args[0])
				if errors.Is(err, account.ErrNobody) {
					return usageHint("see rebut user list", "there is nobody called %s", problem.Quote(args[0]))
				}
				if err != nil {
					return err
				}
				return do(o, ctx, p)
			})
		},
	}
}

func (o *office) disable(ctx context.Context, p account.Person) error {
	p.Disabled = true
	return o.change(ctx, p, "person-disabled", "is shut out, and logged out everywhere")
}

func (o *office) enable(ctx context.Context, p account.Person) error {
	p.Disabled = false
	return o.change(ctx, p, "person-enabled", "may log in again")
}

func (o *office) withoutCode(ctx context.Context, p account.Person) error {
	if err := o.people.WithoutCode(ctx, p.ID); err != nil {
		return err
	}
	return o.did(ctx, p, "codes-off", "logs in with the password alone")
}

func (o *office) change(ctx context.Context, p account.Person, act, told string) error {
	err := o.people.Change(ctx, p)
	if errors.Is(err, account.ErrLastAdmin) {
		return refuse("add another with rebut user add LOGIN --role admin", "%s is the last admin", p.Login)
	}
	if err != nil {
		return err
	}
	return o.did(ctx, p, act, told)
}

func (o *office) did(ctx context.Context, p account.Person, act, told string) error {
	o.tell("%s %s.\n", p.Login, told)
	return o.journal.Note(ctx, byConsole, act, "", p.Login)
}
