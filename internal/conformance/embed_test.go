package conformance

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What partners' readers load, bytes as a host sends them in gzip: the script
// on the partner's page, and an embed with its style and script, fonts apart.
const (
	mostScript = 4 << 10
	mostEmbed  = 15 << 10
)

func TestEmbedsAreLight(t *testing.T) {
	if n := packed(t, "embed.js"); n >= mostScript || n < 500 {
		t.Errorf("embed.js has %d bytes packed, of at most %d", n, mostScript)
	}
	with := packed(t, "assets/embed.css") + packed(t, "assets/embed-frame.js")
	looked, heaviest, which := 0, 0, ""
	err := fs.WalkDir(os.DirFS(built.site), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, "/embed/index.html") {
			return err
		}
		looked++
		if n := with + packed(t, name); n > heaviest {
			heaviest, which = n, name
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("of %d embeds the heaviest is %s: %d bytes", looked, which, heaviest)
	if heaviest > mostEmbed || looked < 50 {
		t.Errorf("of %d embeds %s has %d bytes, of at most %d", looked, which, heaviest, mostEmbed)
	}
}

// packed is how many bytes of a file of the built site a host sends.
func packed(t *testing.T, name string) int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(built.site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// The script has an address of its own for each version, beside the one that is
// always the newest.
func TestTheScriptForPartnersHasAnAddressForEachVersion(t *testing.T) {
	found, err := filepath.Glob(filepath.Join(built.site, "assets", "embed.??????????.js"))
	if err != nil || len(found) != 1 {
		t.Fatalf("versions of embed.js: %v (%v)", found, err)
	}
	versioned, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	newest, err := os.ReadFile(filepath.Join(built.site, "embed.js"))
	if err != nil || !bytes.Equal(versioned, newest) {
		t.Errorf("%s is not what embed.js is (%v)", found[0], err)
	}
}
