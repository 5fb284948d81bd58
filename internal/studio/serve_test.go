package studio_test

import (
	"context"
	"crypto/rand"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/project"
	"rebut/internal/studio"
)

// password is that of everybody in these tests.
const password = "grey otter under seven bridges"

// desk is a studio on a copy of the demonstration.
type desk struct {
	dir     string
	site    string // its address, without a slash at the end
	live    *project.Live
	people  *account.Store
	journal *journal.Journal
	studio  *studio.Studio
	later   atomic.Int64                                                      // how far its clock is ahead of noon, ns
	git     func(files []string, message, name, email string) (string, error) // nil takes in all
}

// now is the time on the desk's clock.
func (d *desk) now() time.Time {
	return time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC).Add(time.Duration(d.later.Load()))
}

func (d *desk) today() factcheck.Date {
	at := d.now()
	return factcheck.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
}

// newDesk starts a studio with ana and bea, who write, eve, who is an editor and an
// admin, and omar, who translates into Arabic.
func newDesk(t *testing.T, more ...func(*studio.Options)) *desk {
	t.Helper()
	return newDeskWith(t, "", more...)
}

// newDeskWith is newDesk with more settings.
func newDeskWith(t *testing.T, settings string, more ...func(*studio.Options)) *desk {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{dir: t.TempDir()}
	for _, name := range []string{"templates", "fonts"} {
		if err := os.Symlink(filepath.Join(root, name), filepath.Join(d.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	copied(t, root, d.dir, "rebut.toml")
	if settings != "" {
		d.append(t, "rebut.toml", settings)
	}
	if err := os.Mkdir(filepath.Join(d.dir, "claims"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"housing-costs-causes", "health-care-newcomers", "immigration-and-crime"} {
		copied(t, root, d.dir, "claims/"+name+".toml")
	}
	now := d.now
	with := func() project.Options { return project.Options{Today: d.today(), SkipPreflight: true, Drafts: true} }
	if d.live, err = project.NewLive(os.DirFS(d.dir), with, func(*project.Project) {}); err != nil {
		t.Fatal(err)
	}
	if d.people, err = account.Open(t.Context(), filepath.Join(d.dir, "people.db"), account.Options{Now: now, Random: rand.Reader}); err != nil {
		t.Fatal(err)
	}
	if d.journal, err = journal.Open(t.Context(), filepath.Join(d.dir, "journal.db"), now); err != nil {
		t.Fatal(err)
	}
	for _, p := range []account.Person{
		{Login: "ana", Name: "Ana", Roles: []account.Role{account.Author}},
		{Login: "bea", Name: "Bea", Roles: []account.Role{account.Author}},
		{Login: "eve", Name: "Eve", Roles: []account.Role{account.Editor, account.Admin}},
		{Login: "omar", Name: "Omar", Roles: []account.Role{account.Translator}, Languages: []factcheck.Lang{"ar"}},
	} {
		p, err := d.people.Add(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.people.SetPassword(t.Context(), p.ID, password); err != nil {
			t.Fatal(err)
		}
	}
	d.studio = d.another(t, d.journal, more...)
	server := httptest.NewServer(d.around(d.studio))
	t.Cleanup(func() {
		server.Close()
		_ = d.people.Close()
		_ = d.journal.Close()
	})
	d.site = server.URL
	return d
}

// another is one more studio of the same project, as a second process has it.
func (d *desk) another(t *testing.T, j *journal.Journal, more ...func(*studio.Options)) *studio.Studio {
	t.Helper()
	options := studio.Options{
		Dir: d.dir, Live: d.live, Templates: os.DirFS(filepath.Join("..", "..", "templates")), People: d.people, Journal: j, Now: d.now,
		Today: d.today, Random: rand.Reader, Log: slog.New(slog.NewTextHandler(testLog{t}, nil)), Git: deskGit{d},
	}
	for _, set := range more {
		set(&options)
	}
	s, err := studio.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// deskGit is what git does on a desk.
type deskGit struct{ d *desk }

func (g deskGit) Commit(files []string, message, name, email string) (string, error) {
	if g.d.git == nil {
		return "", nil
	}
	return g.d.git(files, message, name, email)
}

// editor adds one more editor.
func (d *desk) editor(t *testing.T, login string) {
	t.Helper()
	p, err := d.people.Add(t.Context(), account.Person{Login: login, Name: strings.ToUpper(login[:1]) + login[1:], Roles: []account.Role{account.Editor}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.people.SetPassword(t.Context(), p.ID, password); err != nil {
		t.Fatal(err)
	}
}

// append writes more at the end of a file.
func (d *desk) append(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(d.dir, filepath.FromSlash(name))
	was, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(was, text...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// testLog has the studio's log be part of the test's.
type testLog struct{ t *testing.T }

func (l testLog) Write(line []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(line)))
	return len(line), nil
}

func copied(t *testing.T, from, to, name string) {
	t.Helper()
	content, err := fs.ReadFile(os.DirFS(from), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, filepath.FromSlash(name)), content, 0o644); err != nil {
		t.Fatal(err)
	}
}

// session is a new session of somebody, by its token.
func (d *desk) session(t *testing.T, login string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, d.site+"/studio/login", strings.NewReader("login="+login+"&password="+strings.ReplaceAll(password, " ", "+")))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if len(answer.Cookies()) != 1 {
		body, _ := io.ReadAll(answer.Body)
		t.Fatalf("login answers %s: %s", answer.Status, body)
	}
	return answer.Cookies()[0].Value
}

// page is what the studio answers to somebody in a language.
func (d *desk) page(t *testing.T, token, lang, path string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, d.site+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Language", lang)
	if token != "" {
		request.AddCookie(&http.Cookie{Name: "studio", Value: token})
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func (d *desk) person(t *testing.T, login string) account.Person {
	t.Helper()
	all, err := d.people.People(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if p.Login == login {
			return p
		}
	}
	t.Fatalf("there is no %s", login)
	return account.Person{}
}
