package main

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/webhook"
)

func (a *app) webhooks() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "webhooks",
		Short: "See to the addresses that are told of news",
		Long: `Webhooks are addresses of partners that are told when a fact-check is published,
corrected or withdrawn. They stand in rebut.toml; rebut publish tells them.

  [[webhooks]]
  url = "https://partner.example/hooks/facts"
  secret_env = "PARTNER_SECRET"`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(cmd, "there is no command %q", "webhooks "+args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.webhooksList(), a.webhooksTest(), a.webhooksRetry(), a.webhooksLog(), a.webhooksSecret())
	return cmd
}

// outbox is what the commands need that do not build: no fact-check is read.
func (a *app) outbox(cmd *cobra.Command, secrets bool) (*herald, error) {
	f, err := a.folder(cmd)
	if err != nil {
		return nil, err
	}
	if f.dir == "" {
		return nil, usageHint("name yours with -C FOLDER", "there is no project here with webhooks")
	}
	cfg, problems, err := config.Load(f.fsys)
	if err != nil {
		return nil, err
	}
	if problems := f.named(problems); problems.HasErrors() {
		return nil, firstOf(problems.WriteText(a.stderr), errProblems)
	}
	h := &herald{app: a, project: &project.Project{Config: cfg}, box: webhook.NewBox(a.state(f, cfg))}
	if secrets {
		h.endpoints, err = a.endpoints(f, cfg)
	}
	return h, err
}

func (a *app) webhooksList() *cobra.Command {
	return &cobra.Command{
		Use: "list", Short: "Show the addresses, and what waits for them or was given up", Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			h, err := a.outbox(cmd, false)
			if err != nil {
				return err
			}
			return h.list()
		},
	}
}

func (h *herald) list() error {
	status, err := h.box.Status()
	if err != nil {
		return err
	}
	hooks := h.project.Config.Webhooks
	if len(hooks) == 0 {
		h.tell("There are no webhooks in rebut.toml. See: rebut webhooks --help\n")
	}
	to := func(list []webhook.Delivery, url string) (n int) {
		for _, d := range list {
			if d.Endpoint == url {
				n++
			}
		}
		return n
	}
	for _, w := range hooks {
		h.printf("%s\n  %s; %d waiting, %d given up\n", w.URL, eventNames(w), to(status.Pending, w.URL), to(status.Dead, w.URL))
		if status.Gone[w.URL] {
			h.printf("  it answered 410 Gone and gets nothing more; rebut webhooks test takes it back when it answers again\n")
		}
	}
	for _, d := range status.Pending {
		h.printf("waiting   %s  %s %s to %s; next attempt %s%s\n", d.ID, d.Event, d.Slug, d.Endpoint, clock(d.Next), afterwards(d))
	}
	for _, d := range status.Dead {
		h.printf("given up  %s  %s %s to %s%s\n", d.ID, d.Event, d.Slug, d.Endpoint, afterwards(d))
	}
	return nil
}

func afterwards(d webhook.Delivery) string {
	if d.Last == "" {
		return ""
	}
	return fmt.Sprintf("; after %s: %s", plural(d.Attempts, "attempt"), d.Last)
}

func eventNames(w config.Webhook) string {
	var names []string
	for _, e := range config.Events() {
		if w.Wants(e) {
			names = append(names, string(e))
		}
	}
	return strings.Join(names, ", ")
}

func (a *app) webhooksTest() *cobra.Command {
	return &cobra.Command{
		Use: "test URL", Short: "Send a test message to one address",
		Long: `Test sends a signed message of the type webhook.test to an address of rebut.toml, once, and
says what it answered. An address that had answered 410 Gone and now takes the test is
told of news again.`,
		Example: "  rebut webhooks test https://partner.example/hooks/facts",
		Args:    oneArgument("name the address as it stands in rebut.toml, for example: rebut webhooks test https://partner.example/hooks/facts"),
		RunE: func(cmd *cobra.Command, args []string) error {
			h, err := a.outbox(cmd, true)
			if err != nil {
				return err
			}
			return h.test(cmd, args[0])
		},
	}
}

func (h *herald) test(cmd *cobra.Command, url string) error {
	at := slices.IndexFunc(h.endpoints, func(e webhook.Endpoint) bool { return e.URL == url })
	if at < 0 {
		var known []string
		for _, e := range h.endpoints {
			known = append(known, e.URL)
		}
		hint := "see rebut webhooks list"
		if likely := problem.Likely(url, known); likely != "" {
			hint = "did you mean " + likely + "?"
		}
		return usageHint(hint, "%s is not an address of a webhook in rebut.toml", url)
	}
	id, err := webhook.NewID(rand.Reader)
	if err != nil {
		return err
	}
	body, err := webhook.Encode(webhook.TestMessage(h.project.Config, h.now()))
	if err != nil {
		return err
	}
	a, _ := h.sender(nil).Post(cmd.Context(), h.endpoints[at], webhook.Letter{ID: id, Event: webhook.TestEvent, Body: body})
	if err := h.box.Record(a); err != nil {
		return err
	}
	if a.Failed != "" {
		return refuse("", "%s did not take the test: %s", url, a.Failed)
	}
	h.printf("%s took the test: it answered %d after %d ms.\n", url, a.Status, a.Took.Milliseconds())
	return h.box.Welcome(url)
}

func (a *app) webhooksRetry() *cobra.Command {
	var due, dead bool
	cmd := &cobra.Command{
		Use: "retry [ID...]", Short: "Send again what was not taken",
		Long: `Retry sends every message that waits, whether its time has come or not. With --due it sends
only those whose time has come: that is for a timer, every few minutes. With ids, as list
shows them, it first takes those messages back that were given up; with --dead all of them.`,
		Example: "  rebut webhooks retry\n  rebut webhooks retry --due\n  rebut webhooks retry msg_2bq4ysvvdhxnnmdmk7w6l4yyne",
		RunE: func(cmd *cobra.Command, ids []string) error {
			if due && (dead || len(ids) > 0) {
				return usage(cmd, "--due goes with neither --dead nor ids")
			}
			h, err := a.outbox(cmd, true)
			if err != nil {
				return err
			}
			return h.retry(cmd, ids, due, dead)
		},
	}
	cmd.Flags().BoolVar(&due, "due", false, "only what is due")
	cmd.Flags().BoolVar(&dead, "dead", false, "also everything that was given up")
	return cmd
}

func (h *herald) retry(cmd *cobra.Command, ids []string, due, dead bool) error {
	status, err := h.box.Status()
	if err != nil {
		return err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(slices.Concat(status.Pending, status.Dead), func(d webhook.Delivery) bool { return d.ID == id }) {
			return usageHint("see rebut webhooks list", "no message %s waits or was given up", id)
		}
	}
	if dead {
		ids = nil
	}
	if dead || len(ids) > 0 {
		if _, err := h.box.Revive(ids, h.now()); err != nil {
			return err
		}
	}
	failed, err := h.deliver(cmd.Context(), !due)
	if err != nil {
		return err
	}
	if failed {
		return errProblems
	}
	return nil
}

func (a *app) webhooksLog() *cobra.Command {
	return &cobra.Command{
		Use: "log", Short: "Show the last thousand attempts, the newest last", Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			h, err := a.outbox(cmd, false)
			if err != nil {
				return err
			}
			log, err := h.box.Log()
			for _, t := range log {
				h.printf("%s  %4d ms  %s\n", clock(t.At), t.Took.Milliseconds(), attemptLine(t))
			}
			return err
		},
	}
}

func (a *app) webhooksSecret() *cobra.Command {
	return &cobra.Command{
		Use: "secret", Short: "Make a secret to share with a partner",
		Long: `Secret prints a new random secret. Give it to the partner by a safe way, and put it where
secret_env or secret_file in rebut.toml says. To change a secret, put the new one before
the old one with a space between them: messages are signed with both until you remove
the old one.`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			secret, err := webhook.NewSecret(rand.Reader)
			if err == nil {
				a.printf("%s\n", secret)
			}
			return err
		},
	}
}
