package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"rebut/internal/account"
	"rebut/internal/problem"
)

func (a *app) userBind() *cobra.Command {
	return &cobra.Command{
		Use: "bind LOGIN SUBJECT", Short: "Say which account at the login service is a person's",
		Long: `Bind says which account at the login service of rebut.toml ([studio.oidc]) is a person's, by
its subject, the name that the service never gives to anybody else. It is needed only
where the service does not say that e-mail addresses are confirmed: the log of the
studio has the subject of everybody who was refused.`,
		Example: "  rebut user bind luc 248289761001",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 || args[1] == "" || len(args[1]) > 255 {
				return usage(cmd, "name the person and the subject, for example: rebut user bind luc 248289761001")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.inOffice(cmd, func(ctx context.Context, o *office) error { return o.bind(ctx, args[0], args[1]) })
		},
	}
}

func (o *office) bind(ctx context.Context, login, subject string) error {
	issuer := o.cfg.Studio.OIDC.Issuer
	if issuer == "" {
		return usageHint("name one in rebut.toml, under [studio.oidc]: docs/studio.md", "the studio has no login service")
	}
	p, err := o.people.Named(ctx, login)
	if errors.Is(err, account.ErrNobody) {
		return usageHint("see rebut user list", "there is nobody called %s", problem.Quote(login))
	}
	if err == nil {
		err = o.people.Bind(ctx, p.ID, issuer, subject)
	}
	if errors.Is(err, account.ErrTaken) {
		return usageHint("rebut user unbind LOGIN forgets the account that a person has", "the account is somebody's already, or %s has another", p.Login)
	}
	if err != nil {
		return err
	}
	return o.did(ctx, p, "bound", "logs in with this account of the login service")
}

func (o *office) unbind(ctx context.Context, p account.Person) error {
	if err := o.people.Unbind(ctx, p.ID); err != nil {
		return err
	}
	return o.did(ctx, p, "unbound", "is logged out; the next account of the login service with this name as its e-mail address is theirs")
}
