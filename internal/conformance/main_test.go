// Package conformance holds the site that Rebut builds from the shipped
// content against other people's programs: an HTML parser that follows every
// link, feed readers, the Nu HTML checker, and Chromium. It is tests only; the
// program is built once and run as its users run it.
package conformance

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// built is the program and the site that all tests of this package look at.
var built struct {
	root   string // of the repository
	binary string
	site   string // folder that `rebut build` wrote

	serve func() (*server, error) // the one `rebut serve`; it starts when first asked for
}

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "rebut-conformance-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if err := build(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	started := false
	built.serve = sync.OnceValues(func() (*server, error) { started = true; return startServer() })
	code := m.Run()
	if started {
		if s, err := built.serve(); err == nil {
			if err := s.stop(); err != nil {
				fmt.Fprintln(os.Stderr, "rebut serve:", err)
				return 1
			}
		}
	}
	return code
}

func build(dir string) error {
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	built.root, built.binary, built.site = root, filepath.Join(dir, "rebut"), filepath.Join(dir, "site")
	for _, step := range []struct {
		dir  string
		args []string
	}{
		{root, []string{"go", "build", "-o", built.binary, "./cmd/rebut"}},
		// A folder without a project: the embedded content, which nobody edits meanwhile.
		{dir, []string{built.binary, "build", "-o", built.site}},
	} {
		cmd := exec.Command(step.args[0], step.args[1:]...)
		cmd.Dir = step.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %v\n%s", strings.Join(step.args, " "), err, out)
		}
	}
	return nil
}

// publicFiles lists the files of the built site by their slash-separated
// names, sorted; dot files and README.md are not part of the public tree.
func publicFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	site := os.DirFS(built.site)
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != "." {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if !d.IsDir() && name != "README.md" {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) < 100 {
		t.Fatalf("the built site has only %d files", len(names))
	}
	slices.Sort(names)
	return names
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(built.site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var addressLine = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// server is a running `rebut serve`.
type server struct {
	address string // without a trailing slash
	cmd     *exec.Cmd
	done    chan error
}

// serve is the address of the server that all tests of this package ask: it
// lays every picture out before it answers, which takes longer than the tests.
func serve(t *testing.T) string {
	t.Helper()
	s, err := built.serve()
	if err != nil {
		t.Fatal(err)
	}
	return s.address
}

// startServer starts `rebut serve` on a free port.
func startServer() (*server, error) {
	cmd := exec.Command(built.binary, "serve", "--addr", "127.0.0.1:0")
	cmd.Dir = filepath.Dir(built.binary)
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd, done: make(chan error, 1)}
	go func() { s.done <- cmd.Wait(); w.Close() }()
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			if a := addressLine.FindString(lines.Text()); a != "" && len(found) == 0 {
				found <- strings.TrimSuffix(a, "/")
			}
		}
	}()
	select {
	case s.address = <-found:
		return s, nil
	case err := <-s.done:
		return nil, fmt.Errorf("serve ended: %w", err)
	case <-time.After(5 * time.Minute):
		_ = cmd.Process.Kill()
		return nil, errors.New("serve printed no address within five minutes")
	}
}

// stop interrupts the server, which must then stop by itself.
func (s *server) stop() error {
	_ = s.cmd.Process.Signal(os.Interrupt)
	select {
	case err := <-s.done:
		return err
	case <-time.After(30 * time.Second):
		_ = s.cmd.Process.Kill()
		return errors.New("it did not stop within 30 s of an interrupt")
	}
}

func get(t *testing.T, address string) []byte {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Errorf("%s: status %d", address, resp.StatusCode)
	}
	return body
}
