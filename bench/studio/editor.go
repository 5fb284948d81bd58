package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"maps"
	"math/big"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"rebut/internal/account"
)

// password is that of every editor.
const password = "fifty editors by one lake"

// hire enters the editors.
func (b *bench) hire(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Join(b.dir, ".rebut"), 0o700); err != nil {
		return err
	}
	people, err := account.Open(ctx, filepath.Join(b.dir, ".rebut", "people.db"), account.Options{Now: time.Now, Random: rand.Reader})
	if err != nil {
		return err
	}
	defer people.Close()
	for i := range b.editors {
		p, err := people.Add(ctx, account.Person{Login: login(i), Roles: []account.Role{account.Author}})
		if err != nil {
			return err
		}
		if err := people.SetPassword(ctx, p.ID, password); err != nil {
			return err
		}
	}
	return nil
}

func login(i int) string { return fmt.Sprintf("editor-%02d", i) }

// tally counts what happened to an editor.
type tally struct {
	saved, conflicts, cut, opened int
	owed, recovered               int // forms that were cut off on their way, and those that the studio had again
	odd                           map[string]int
}

func (t *tally) add(o tally) {
	t.saved, t.conflicts, t.cut, t.opened = t.saved+o.saved, t.conflicts+o.conflicts, t.cut+o.cut, t.opened+o.opened
	t.owed, t.recovered = t.owed+o.owed, t.recovered+o.recovered
	for answer, n := range o.odd {
		t.note(answer, n)
	}
}

func (t *tally) note(answer string, n int) {
	if t.odd == nil {
		t.odd = map[string]int{}
	}
	t.odd[answer] += n
}

// attempt is one form that somebody sent: a field that they changed from what
// they saw to something that nobody else writes.
type attempt struct {
	slug, person, field, saw, wrote string
	saved                           bool // and was acknowledged
}

// editor is one person with one browser.
type editor struct {
	tally
	name, site string
	slugs      []string // what they write, their own first
	client     *http.Client
	pause      time.Duration
	sent       []attempt
	times      []time.Duration // of saves that were acknowledged
}

// shared is how many fact-checks all write in.
const shared = 5

// team logs the editors in, and has them begin their fact-checks.
func (b *bench) team(srv *server) ([]*editor, error) {
	var team []*editor
	for i := range b.editors {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return nil, err
		}
		e := &editor{name: login(i), site: "http://" + srv.address + "/studio/", pause: b.pause, client: &http.Client{Jar: jar, Timeout: patience,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
		a, err := e.post("login", url.Values{"login": {e.name}, "password": {password}})
		if err != nil || a.status != http.StatusSeeOther {
			return nil, fmt.Errorf("%s cannot log in: %d, %v", e.name, a.status, err)
		}
		own := []string{"own-" + e.name}
		if i < shared {
			own = append(own, fmt.Sprintf("shared-%d", i))
		}
		for _, slug := range own {
			a, err := e.post("new", url.Values{"claim": {"Begun by " + e.name}, "slug": {slug}, "language": {"en"}})
			if err != nil || a.status != http.StatusSeeOther {
				return nil, fmt.Errorf("%s cannot begin %s: %d, %v", e.name, slug, a.status, err)
			}
		}
		e.slugs = own[:1]
		for n := range min(shared, b.editors) {
			e.slugs = append(e.slugs, fmt.Sprintf("shared-%d", n))
		}
		team = append(team, e)
	}
	return team, nil
}

// fields are those that editors change.
var fields = [...]string{"text.en.fact", "text.en.why", "text.en.claim", "text.en.body", "text.en.sandwich.again", "text.en.sandwich.action"}

// work saves again and again until ctx is done.
func (e *editor) work(ctx context.Context) error {
	for n := 0; ctx.Err() == nil; n++ {
		slug := e.slugs[0]
		if random(2) == 0 {
			slug = e.slugs[random(len(e.slugs))]
		}
		e.change(ctx, slug, fields[random(len(fields))], fmt.Sprintf("%s writes sentence %d.", e.name, n))
	}
	return nil
}

// change opens a form, thinks, changes a field and saves.
func (e *editor) change(ctx context.Context, slug, field, text string) {
	page, err := e.get("edit/" + slug)
	if err != nil || page.status != http.StatusOK {
		e.wait(page, err)
		return
	}
	e.opened++
	e.think(ctx)
	try := attempt{slug: slug, person: e.name, field: field, wrote: text}
	for ctx.Err() == nil {
		try.saw = page.seen(field, text, try.saw)
		form := maps.Clone(page.form)
		form.Set(field, text)
		from := time.Now()
		answer, err := e.post("edit/"+slug, form)
		took := time.Since(from)
		switch {
		case err == nil && answer.status == http.StatusSeeOther && strings.Contains(answer.to, "saved=1"):
			try.saved = true
			e.sent, e.times = append(e.sent, try), append(e.times, took)
			e.saved++
			return
		case err == nil && answer.status == http.StatusConflict:
			e.sent = append(e.sent, try)
			e.conflicts++
			e.think(ctx)
			page = answer
		default:
			e.sent = append(e.sent, try)
			e.cut++
			e.wait(answer, err)
			page = e.reopen(ctx, slug, field, text)
		}
	}
}

// reopen opens the form again whose save was cut off, until the studio answers,
// and counts whether what was typed is there.
func (e *editor) reopen(ctx context.Context, slug, field, text string) (page answer) {
	e.owed++
	for {
		page, err := e.get("edit/" + slug)
		if err == nil && page.status == http.StatusOK {
			if page.form.Get(field) == text {
				e.recovered++
			}
			return page
		}
		if ctx.Err() != nil {
			return page
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// wait waits for a server that is being started; an answer that should not be is
// counted.
func (e *editor) wait(a answer, err error) {
	if err == nil {
		e.note(strconv.Itoa(a.status), 1)
	}
	time.Sleep(100 * time.Millisecond)
}

// think waits as long as people do: up to twice the pause.
func (e *editor) think(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Duration(random(int(2*e.pause/time.Millisecond)+1)) * time.Millisecond):
	}
}

// readAll opens every fact-check of the team.
func (e *editor) readAll(team []*editor) error {
	for slug := range slugs(team) {
		if a, err := e.get("edit/" + slug); err != nil || a.status != http.StatusOK {
			return fmt.Errorf("%s answers %d at the end, %v", slug, a.status, err)
		}
	}
	return nil
}

func (e *editor) get(path string) (answer, error) {
	r, err := e.client.Get(e.site + path)
	if err != nil {
		return answer{}, err
	}
	return read(r)
}

func (e *editor) post(path string, form url.Values) (answer, error) {
	r, err := e.client.PostForm(e.site+path, form)
	if err != nil {
		return answer{}, err
	}
	return read(r)
}

func read(r *http.Response) (answer, error) {
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return answer{}, err
	}
	return parse(r.StatusCode, r.Header.Get("Location"), text)
}

func random(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err) // crypto/rand never fails
	}
	return int(i.Int64())
}
