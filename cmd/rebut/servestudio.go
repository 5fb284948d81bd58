package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"time"

	rebut "rebut"
	"rebut/internal/account"
	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/database"
	"rebut/internal/downloads"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/links"
	"rebut/internal/outward"
	"rebut/internal/project"
	"rebut/internal/ratelimit"
	"rebut/internal/server"
	"rebut/internal/studio"
)

// office is what a studio keeps outside the fact-checks: its people and its
// journal.
type office struct {
	*app
	cfg     *config.Config
	people  *account.Store
	journal *journal.Journal
	studio  *studio.Studio // nil for none
	checker *links.Checker // of the studio
	counted *downloads.Store
}

// The files of a studio, in the project's state folder.
const (
	peopleFile  = "people.db"
	journalFile = "journal.db"
)

// office opens the files of a project's studio, or makes them, in a folder that
// only its owner may look into and that git does not take along.
func (a *app) office(ctx context.Context, f folder, cfg *config.Config) (*office, error) {
	dir := a.state(f, cfg)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := ignored(dir); err != nil {
		return nil, err
	}
	o := &office{app: a, cfg: cfg}
	var err error
	o.people, err = account.Open(ctx, filepath.Join(dir, peopleFile), account.Options{Now: a.now, Random: rand.Reader,
		Idle: time.Duration(cfg.Studio.Idle) * time.Hour, Absolute: time.Duration(cfg.Studio.Longest) * time.Hour})
	if err != nil {
		return nil, opened(err, filepath.Join(dir, peopleFile))
	}
	if o.journal, err = journal.Open(ctx, filepath.Join(dir, journalFile), a.now); err != nil {
		return nil, errors.Join(opened(err, filepath.Join(dir, journalFile)), o.people.Close())
	}
	return o, nil
}

// ignored keeps git from taking a folder along: nobody's password hash is for
// whoever gets a copy of the project.
func ignored(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, ".gitignore"), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString("*\n")
	return errors.Join(err, f.Close())
}

// opened is why a file of the studio cannot be used.
func opened(err error, file string) error {
	var path *fs.PathError
	switch {
	case errors.As(err, &path), errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, database.ErrNewer):
		return refuse("use that version", "a newer version of Rebut has written %s", filepath.ToSlash(file))
	}
	return refuse("restore it from a backup", "%s cannot be used: %s", filepath.ToSlash(file), innermost(err))
}

func (o *office) close() {
	if o.people != nil {
		_ = errors.Join(o.people.Close(), o.journal.Close()) // what was done is written
	}
	if o.counted != nil {
		_ = o.counted.Close() // it was only read
	}
}

// openStudio makes the studio of a server, if it is wanted. ours says that only
// this computer reaches the server.
func (a *app) openStudio(ctx context.Context, f folder, live *project.Live, log *slog.Logger, ways serveWays, ours bool) (*office, error) {
	cfg := live.Current().Config
	if !ways.studio {
		return &office{app: a, cfg: cfg}, nil
	}
	if !ours && !cfg.ByHTTPS() {
		return nil, refuse("listen on this computer only, and put a server with https in front: docs/studio.md; then say so in rebut.toml with an https address, or secure = \"yes\" under [studio]",
			"the studio would send passwords over the network for all to read")
	}
	templates, err := fs.Sub(rebut.Assets(), project.Templates)
	if err != nil {
		return nil, err
	}
	service, err := a.loginService(f, cfg)
	if err != nil {
		return nil, err
	}
	o, err := a.office(ctx, f, cfg)
	if err != nil {
		return nil, err
	}
	o.checker, o.counted = a.checker(o.journal, settingsOf(live)), a.downloads(f, cfg)
	o.studio, err = studio.New(studio.Options{
		Dir: f.dir, Live: live, Templates: templates, People: o.people, Journal: o.journal, Now: a.now, Random: rand.Reader, Log: log,
		Today:   func() factcheck.Date { return a.todayIn(live.Current().Config) },
		OwnWork: cfg.Studio.OwnWork, Local: time.Local, Git: takesIn{a, f.dir, live}, Announces: ways.announce || cfg.Publish.Announce,
		Links: o.checker, Downloads: o.counted, Outward: outward.New(studio.Outside(userAgent(cfg))), Wayback: studio.Wayback,
		Secure:  func(r *http.Request) bool { return live.Current().Config.ByHTTPS() && !server.FromHere(r) },
		From:    func(r *http.Request) netip.Addr { return sender(r, live.Current().Config) },
		OIDC:    service,
		Proxied: proxied(func() *config.Config { return live.Current().Config }, log),
	})
	if err != nil {
		o.close()
		return nil, err
	}
	return o, nil
}

// sender is where a request comes from; that of one without an address is the
// unspecified address.
func sender(r *http.Request, cfg *config.Config) netip.Addr {
	if from, ok := ratelimit.Address(r, prefixes(cfg)); ok {
		return from
	}
	return netip.IPv6Unspecified()
}

// handler is the studio for a server; nil for none.
func (o *office) handler() http.Handler {
	if o.studio == nil {
		return nil
	}
	return o.studio
}

// teller takes what readers heard; nil without a studio.
func (o *office) teller() server.Teller {
	if o.studio == nil {
		return nil
	}
	return o.journal
}

// welcome prints a link for the first admin until somebody has used one.
func (o *office) welcome(ctx context.Context, where string) error {
	if o.studio == nil {
		return nil
	}
	all, err := o.people.People(ctx)
	if err != nil || slices.ContainsFunc(all, func(p account.Person) bool { return p.Ready || p.Bound }) {
		return err
	}
	i := slices.IndexFunc(all, account.Person.MayManage)
	if i < 0 {
		p, err := o.people.Add(ctx, account.Person{Login: "admin", Roles: []account.Role{account.Admin}})
		if err != nil {
			return err
		}
		all, i = append(all, p), len(all)
	}
	token, err := o.invited(ctx, all[i])
	if err != nil {
		return err
	}
	o.printf("Nobody has logged in to the studio yet. Open this link, once, to begin as %s:\n  %s%swelcome/%s\n", all[i].Login, where, address.Studio, token)
	if o.cfg.ByHTTPS() {
		o.printf("or, from elsewhere:\n  %s\n", o.link(token))
	}
	return nil
}

// byConsole is who the log says acted, when it was somebody at the computer. No
// login has a space.
const byConsole = "rebut user"

// invited makes a one-time link for a person, and enters that.
func (o *office) invited(ctx context.Context, p account.Person) (token string, err error) {
	if token, err = o.people.Invite(ctx, p.ID); err != nil {
		return "", err
	}
	return token, o.journal.Note(ctx, byConsole, "invited", "", p.Login)
}

// link is the address of a one-time link.
func (o *office) link(token string) string {
	return o.cfg.Organisation.Address + address.Studio + "welcome/" + token
}
