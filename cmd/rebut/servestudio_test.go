package main

import (
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var welcomeLink = regexp.MustCompile(`http://127\.0\.0\.1:\d+/\S*studio/welcome/\S+`)

// studioServed starts the studio of a project, and returns the link that it
// prints; "" for none.
func studioServed(t *testing.T, dir string) (where, link string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, log, done := &lockedBuffer{}, &lockedBuffer{}, make(chan int, 1)
	go func() {
		done <- run(ctx, world{args: []string{"-C", dir, "serve", "--studio", "--addr", "127.0.0.1:0"}, getenv: func(string) string { return "" }, now: time.Now,
			stdin: strings.NewReader(""), stdout: out, stderr: log})
	}()
	answers := func() bool { // what is printed is printed before the first answer
		m := announced.FindStringSubmatch(out.String())
		if m == nil {
			return false
		}
		where = m[1]
		a, err := http.Get(where + "/studio/")
		if err != nil {
			return false
		}
		defer a.Body.Close()
		if a.StatusCode != http.StatusUnauthorized {
			t.Errorf("the studio answers %s to somebody unknown", a.Status)
		}
		return true
	}
	for deadline := time.Now().Add(2 * time.Minute); !answers(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the studio does not begin: %s\n%s", out, log)
		}
	}
	return where, welcomeLink.FindString(out.String()), func() {
		cancel()
		if code := <-done; code != exitOK {
			t.Errorf("serve ended with %d: %s", code, log)
		}
	}
}

// Each start prints a link until somebody has used one, and it makes them the
// admin.
func TestServeStudioBeginsWithALink(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "facts")
	if code := run(t.Context(), world{args: []string{"init", dir}, getenv: func(string) string { return "" }, now: time.Now,
		stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard}); code != exitOK {
		t.Fatalf("init: %d", code)
	}
	_, first, stop := studioServed(t, dir)
	stop()
	_, link, stop := studioServed(t, dir)
	if first == "" || link == "" || link[strings.LastIndexByte(link, '/'):] == first[strings.LastIndexByte(first, '/'):] {
		t.Fatalf("links %q and %q", first, link)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{Jar: jar}
	a, err := client.PostForm(link, url.Values{"password": {"seven slow ferries to the island"}})
	if err != nil {
		t.Fatal(err)
	}
	a.Body.Close()
	people, err := client.Get(link[:strings.Index(link, "/welcome/")] + "/people")
	if err != nil {
		t.Fatal(err)
	}
	defer people.Body.Close()
	if a.StatusCode != http.StatusOK || people.StatusCode != http.StatusOK {
		t.Errorf("the link answers %s, the people %s", a.Status, people.Status)
	}
	stop()
	_, link, stop = studioServed(t, dir)
	stop()
	if link != "" {
		t.Errorf("a link is printed when there is an admin: %s", link)
	}
}
