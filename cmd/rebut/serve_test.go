package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// served is a running rebut serve.
type served struct {
	t       *testing.T
	address string // as announced, without the last slash
	stop    context.CancelFunc
	code    chan int
	log     *lockedBuffer
}

// lockedBuffer may be written and read at once.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

var announced = regexp.MustCompile(`Open (http://\S+)/ in your browser`)

func serveProject(t *testing.T, args ...string) *served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	s := &served{t: t, stop: cancel, code: make(chan int, 1), log: &lockedBuffer{}}
	go func() {
		s.code <- run(ctx, world{args: append([]string{"serve"}, args...), getenv: func(string) string { return "" },
			now: time.Now, stdin: strings.NewReader(""), stdout: in, stderr: s.log})
		in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	m := announced.FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("serve announced %q, %v; log:\n%s", line, err, s.log)
	}
	s.address = m[1]
	t.Cleanup(func() {
		s.stop()
		if code := <-s.code; code != exitOK {
			t.Errorf("serve ended with %d; log:\n%s", code, s.log)
		}
	})
	return s
}

func (s *served) get(path string) (status int, body string) {
	s.t.Helper()
	req, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.address+path, http.NoBody)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html,*/*;q=0.8") // as browsers do for pages
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func (s *served) want(path string, parts ...string) {
	s.t.Helper()
	status, body := s.get(path)
	for _, part := range parts {
		if !strings.Contains(body, part) {
			s.t.Errorf("%s (status %d) lacks %q:\n%s", path, status, part, body)
		}
	}
}

// edit replaces a text in a file, and makes sure that the file's time differs.
func edit(t *testing.T, file, old, now string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(old)) {
		t.Fatalf("%s does not hold %q, %v", file, old, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(text, []byte(old), []byte(now), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	later := info.ModTime().Add(time.Second)
	if err := os.Chtimes(file, later, later); err != nil {
		t.Fatal(err)
	}
}

func TestServeShowsChangesAndProblems(t *testing.T) {
	dir := t.TempDir()
	smallProject(t, dir, "before")
	tea := filepath.Join(dir, "claims", "tea-evidence.toml")
	s := serveProject(t, "-C", dir, "--addr", "127.0.0.1:0")
	s.want("/en/tea-evidence/", "Kettles for tea")

	edit(t, tea, "before and since", "now and since")
	s.want("/en/tea-evidence/", "now and since")

	edit(t, tea, "rating =", "ratting =")
	s.want("/en/tea-evidence/", "now and since", "claims/tea-evidence.toml:5:1", "did you mean", "last good version")
	s.want("/en/", "claims/tea-evidence.toml:5:1")
	s.want("/-/problems", "claims/tea-evidence.toml:5:1")
	if !strings.Contains(s.log.String(), "ratting") {
		t.Error("the log does not name the problem")
	}

	edit(t, tea, "ratting =", "rating =")
	if _, body := s.get("/en/tea-evidence/"); strings.Contains(body, "rebut-problems") {
		t.Error("the banner stays after the file is mended")
	}
	if status, _ := s.get("/en/nowhere/"); status != http.StatusNotFound {
		t.Errorf("status %d for an unknown address", status)
	}
}

func TestServeStartsWithABrokenProject(t *testing.T) {
	dir := t.TempDir()
	smallProject(t, dir, "before")
	config := filepath.Join(dir, "rebut.toml")
	edit(t, config, "width = 1200", "width = \"wide\"")
	s := serveProject(t, "-C", dir, "--addr", "127.0.0.1:0")
	if status, body := s.get("/en/"); status != http.StatusInternalServerError || !strings.Contains(body, "rebut.toml:5:1") {
		t.Errorf("%d %s", status, body)
	}
	edit(t, config, "width = \"wide\"", "width = 1200")
	s.want("/en/tea-evidence/", "Kettles for tea")
}

func TestServeToTheWorldShowsNoProblems(t *testing.T) {
	dir := t.TempDir()
	smallProject(t, dir, "before")
	s := serveProject(t, "-C", dir, "--addr", "0.0.0.0:0", "--base-url", "https://example.org/facts")
	if !strings.HasPrefix(s.address, "http://localhost:") || !strings.HasSuffix(s.address, "/facts") {
		t.Errorf("announced %s", s.address)
	}
	s.address = strings.Replace(s.address, "localhost", "127.0.0.1", 1)
	edit(t, filepath.Join(dir, "claims", "tea-evidence.toml"), "rating =", "ratting =")
	status, body := s.get("/en/tea-evidence/")
	if status != http.StatusOK || strings.Contains(body, "ratting") {
		t.Errorf("%d %s", status, body)
	}
	if status, _ := s.get("/-/problems"); status != http.StatusNotFound {
		t.Errorf("/-/problems has the status %d", status)
	}
}

func TestServeOnATakenAddress(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	var stderr bytes.Buffer
	code := run(t.Context(), world{args: []string{"serve", "--addr", taken.Addr().String()}, getenv: func(string) string { return "" },
		now: time.Now, stdout: io.Discard, stderr: &stderr})
	if code != exitProblems || !strings.Contains(stderr.String(), "another program uses it") || !strings.Contains(stderr.String(), "hint: ") {
		t.Errorf("exit code %d, %s", code, &stderr)
	}
}
