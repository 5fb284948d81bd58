package site_test

import (
	"bytes"
	"encoding/json"
	"image/png"
	"slices"
	"strings"
	"testing"

	"rebut/internal/page"
)

func TestAppFilesAreWholeAndAgree(t *testing.T) {
	tree := tree(t, map[string]string{"cups": check("status = \"published\"\ntopics = [\"cold\"]", "Cups keep tea warm", "")})
	var manifest struct {
		Lang  string `json:"lang"`
		Start string `json:"start_url"`
		Icons []struct{ Src, Sizes, Purpose string }
	}
	if err := json.Unmarshal([]byte(read(t, tree, "fr/site.webmanifest")), &manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.Lang != "fr" || !strings.HasSuffix(manifest.Start, "/fr/") || len(manifest.Icons) != 4 {
		t.Errorf("manifest %+v", manifest)
	}
	for _, icon := range manifest.Icons {
		name := icon.Src[strings.Index(icon.Src, "assets/"):]
		img, err := png.DecodeConfig(strings.NewReader(read(t, tree, name)))
		if size, _, _ := strings.Cut(icon.Sizes, "x"); err != nil || !strings.Contains(name, size) || img.Width != img.Height {
			t.Errorf("icon %s: %d×%d, %v", name, img.Width, img.Height, err)
		}
	}
	if len(page.IconSizes) != 3 || !tree.Has("assets/icon-180.png") {
		t.Error("the home screens of iPhones have no icon")
	}
	for _, name := range tree.Names() {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		text := read(t, tree, name)
		whole := strings.Contains(text, `data-worker="`)
		if embed := strings.HasSuffix(name, "embed/index.html"); embed && (whole || strings.Contains(text, `rel="manifest"`)) {
			t.Errorf("the embed %s is an app", name)
		}
	}
}

// What the worker keeps from the start exists, and its version is that of the
// files: the same site has the same worker.
func TestWorker(t *testing.T) {
	checks := map[string]string{"cups": check("status = \"published\"\ntopics = [\"cold\"]", "Cups keep tea warm", "")}
	one, two := tree(t, checks), tree(t, checks)
	worker := read(t, one, "sw.js")
	if worker != read(t, two, "sw.js") {
		t.Error("the same site has two workers")
	}
	head, _, _ := strings.Cut(worker, "\n")
	_, list, _ := strings.Cut(head, "core = ")
	var core []string
	if err := json.Unmarshal(bytes.TrimSuffix([]byte(list), []byte(";")), &core); err != nil {
		t.Fatal(head, err)
	}
	for _, address := range core {
		if !slices.ContainsFunc(one.Names(), func(name string) bool { return strings.HasSuffix(address, "/"+name) }) {
			t.Errorf("the worker asks for %s, which there is not", address)
		}
	}
	if len(core) == 0 {
		t.Error("the worker keeps nothing")
	}
}
