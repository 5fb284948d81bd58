package browser

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync/atomic"
	"testing"
)

// refresh is how a plain file leads on. The pages are looked at that browsers
// leave at once, and that readers see whose browser does not.
var refresh = regexp.MustCompile(`<meta http-equiv="refresh" content="0; url=[^"]*">`)

// Pages that say why something is not there any more, or where it is, are as
// accessible as those that are read: withdrawn, hidden and renamed fact-checks,
// their embeds, and the page at the root, as they stand in plain files.
func TestAxeFindsNothingInNotices(t *testing.T) {
	axe, err := os.ReadFile(filepath.Join(running.root, "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Skip("skipped: axe-core is not installed; `make deps` installs it")
	}
	ctx := tab(t, 320, 740)
	site := notices(t)
	paths := []string{"/", "/404.html", "/offline.html", "/fr/kept/", "/ar/kept/", "/ar/kept/embed/", "/en/boiling/", "/en/boiling/embed/"}
	for _, lang := range languages {
		for _, page := range []string{"gone/", "gone/embed/", "gone-before/", "there-before/", "there/", "corrections/"} {
			paths = append(paths, "/"+lang+"/"+page)
		}
	}
	if looked := lookAt(t, ctx, string(axe), site.URL, paths); looked < 2*len(paths) {
		t.Errorf("looked %d times", looked)
	}
}

// notices serves the files that the program builds of the fact-checks in
// testdata/notices.
func notices(t *testing.T) *httptest.Server {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	project := filepath.Join(running.root, "internal", "browser", "testdata", "notices")
	if out, err := exec.Command(running.program, "-C", project, "build", "-o", dir).CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	files, leading := http.FileServerFS(os.DirFS(dir)), atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Join(dir, filepath.FromSlash(r.URL.Path), "index.html")
		page, err := os.ReadFile(name)
		if err != nil || !refresh.Match(page) {
			files.ServeHTTP(w, r)
			return
		}
		leading.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(bytes.Replace(page, refresh.Find(page), nil, 1))
	}))
	t.Cleanup(func() {
		server.Close()
		if n := leading.Load(); n < 3 {
			t.Errorf("%d pages lead on; the renamed ones and the root are to", n)
		}
	})
	return server
}
