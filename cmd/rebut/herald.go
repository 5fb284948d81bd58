package main

import (
	"crypto/rand"
	"io/fs"
	mathrand "math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/outward"
	"rebut/internal/project"
	"rebut/internal/webhook"
)

// herald tells the news of a project.
type herald struct {
	*app
	project   *project.Project
	facts     []*factcheck.FactCheck // that the site shows; outlines suffice
	bySlug    map[factcheck.Slug]*factcheck.FactCheck
	items     []webhook.Item
	box       *webhook.Box
	endpoints []webhook.Endpoint
	file      func(name string) ([]byte, error) // of the site as it was built
	unchecked bool                              // do not look whether it is online
	all       bool                              // also tell of what was there before anything was told
}

// herald makes one for a project, and fails when a secret is missing: better
// before anything is built than when there is news.
func (a *app) herald(f folder, p *project.Project) (*herald, error) {
	endpoints, err := a.endpoints(f, p.Config)
	if err != nil {
		return nil, err
	}
	facts, bySlug := p.Public(), map[factcheck.Slug]*factcheck.FactCheck{}
	for _, f := range facts {
		bySlug[f.Slug] = f
	}
	return &herald{app: a, project: p, facts: facts, bySlug: bySlug, items: webhook.Items(p.Config, facts), box: webhook.NewBox(a.state(f, p.Config)), endpoints: endpoints,
		unchecked: !p.Config.Publish.Check, file: func(name string) ([]byte, error) { return fs.ReadFile(p.Site, name) }}, nil
}

// state is the folder that remembers what was told.
func (a *app) state(f folder, cfg *config.Config) string {
	dir := filepath.FromSlash(cfg.Publish.State)
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(f.dir, dir)
	}
	return dir
}

// endpoints are the webhooks with their secrets.
func (a *app) endpoints(f folder, cfg *config.Config) ([]webhook.Endpoint, error) {
	var out []webhook.Endpoint
	for _, w := range cfg.Webhooks {
		text, err := a.secret(f, w)
		if err != nil {
			return nil, err
		}
		secrets, mistake := webhook.ParseSecrets(text)
		if mistake != nil {
			return nil, refuse(mistake.Hint, "the secret for %s in %s cannot be used: %s", w.URL, w.SecretEnv+w.SecretFile, mistake.Message)
		}
		out = append(out, webhook.Endpoint{Webhook: w, Secrets: secrets})
	}
	return out, nil
}

// maxSecretFile bounds a file with secrets, bytes.
const maxSecretFile = 4 << 10

// secret is what stands where a webhook's secret is.
func (a *app) secret(f folder, w config.Webhook) (string, error) {
	return a.readSecret(f, w.URL, w.SecretEnv, w.SecretFile, "make a secret with rebut webhooks secret, give it to the partner, and set the variable to it")
}

// readSecret is what stands in a variable of the environment, or else in a file
// outside the project. whose says what the secret is for, hint how to come by
// it.
func (a *app) readSecret(f folder, whose, variable, file, hint string) (string, error) {
	if variable != "" {
		text := a.getenv(variable)
		if text == "" {
			return "", refuse(hint, "the secret for %s is missing: the variable %s is not set", whose, variable)
		}
		return text, nil
	}
	if inside(f.dir, file) {
		return "", refuse("keep it where the project's copies and its public folder do not take it along, for example in /etc",
			"the secret file %s lies in the project", file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	return string(text[:min(len(text), maxSecretFile)]), nil
}

// inside reports whether a file lies in a folder, links followed.
func inside(dir, file string) bool {
	rel, err := filepath.Rel(realPath(dir), realPath(file))
	return err == nil && filepath.IsLocal(rel)
}

// realPath is where a path leads. Of one that does not exist yet, it is where
// the part leads that does.
func realPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	if parent := filepath.Dir(path); parent != path {
		return filepath.Join(realPath(parent), filepath.Base(path))
	}
	return path
}

// userAgent says who asks, and whom to tell when that is unwelcome.
func userAgent(cfg *config.Config) string {
	return "Rebut/" + strings.ReplaceAll(version(), " ", "-") + " (+" + cfg.Organisation.Address + ")"
}

// sender sends what the box holds.
func (h *herald) sender(report func(webhook.Attempt)) *webhook.Sender {
	clients := map[bool]*outward.Client{}
	for _, private := range []bool{false, true} {
		clients[private] = outward.New(outward.Options{Private: private, Timeout: webhook.Timeout, MaxBytes: webhook.MaxAnswer, UserAgent: userAgent(h.project.Config)})
	}
	return &webhook.Sender{Box: h.box, Endpoints: h.endpoints, Client: func(private bool) *outward.Client { return clients[private] },
		Now: h.now, Random: mathrand.Float64, Report: report}
}

// site is what events are made of.
func (h *herald) site() webhook.Site {
	p := h.project
	return webhook.Site{Config: p.Config, Whole: p.Whole, Earlier: p.Earlier, Pictures: p.Pictures}
}

// adopt takes what there is as known if nothing was ever told.
func (h *herald) adopt() (bool, error) {
	if h.all {
		return false, nil
	}
	return h.box.Adopt(h.items)
}

// queue remembers that pieces of news were told, and queues the messages. It
// returns those that no other program had told.
func (h *herald) queue(pieces []webhook.Piece) ([]webhook.Piece, error) {
	now, site := h.now(), h.site()
	a := webhook.Announcement{Items: h.items, Random: rand.Reader, Now: now}
	for _, e := range h.endpoints {
		a.To = append(a.To, e.Webhook)
	}
	for _, p := range pieces {
		body, err := site.Body(p, h.bySlug[p.Slug], now)
		if err != nil {
			return nil, err
		}
		a.Ready = append(a.Ready, webhook.Ready{Piece: p, Body: body})
	}
	return h.box.Announce(a)
}
