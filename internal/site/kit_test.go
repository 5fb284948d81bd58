package site_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	rebut "rebut"
	"rebut/internal/factcheck"
	"rebut/internal/project"
	"rebut/internal/site"
)

// TestKitsHoldThePicturesOfTheTree checks that archive, list and tree agree to
// the byte, at every address that the kit has.
func TestKitsHoldThePicturesOfTheTree(t *testing.T) {
	tree := tree(t, map[string]string{"kettles": check("status = \"published\"\ntopics = [\"heat\"]\naliases = [\"pots\"]", "Kettles boil water", french)})
	archive := read(t, tree, "fr/kettles/kit.zip")
	files, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var list struct {
		Revision int
		Draft    string
		Pictures []struct{ Path, Address, SHA256 string }
		Apps     []struct{ ID string }
	}
	if err := json.Unmarshal([]byte(read(t, tree, "fr/kettles/kit.json")), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Pictures) < 2 || len(list.Apps) == 0 || list.Revision != 1 || list.Draft == "" {
		t.Errorf("the list is %+v", list)
	}
	for _, p := range list.Pictures {
		in, err := files.Open(p.Path)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(in)
		sum := sha256.Sum256(content)
		if err != nil || hex.EncodeToString(sum[:]) != p.SHA256 {
			t.Errorf("%s: another sum than the list has (%v)", p.Path, err)
		}
		if name, ok := strings.CutPrefix(p.Address, "https://rebut.example/"); !ok || read(t, tree, name) != string(content) {
			t.Errorf("%s is not what %s answers", p.Path, p.Address)
		}
	}
	for _, name := range []string{"kit.zip", "kit.json"} {
		if read(t, tree, "fr/pots/"+name) != read(t, tree, "fr/kettles/"+name) {
			t.Errorf("the earlier address answers with another %s", name)
		}
	}
	if page := read(t, tree, "fr/kettles/index.html"); !strings.Contains(page, `href="/fr/kettles/kit.zip" download="kettles-fr-kit.zip"`) {
		t.Error("the page does not offer the kit")
	}
}

func TestWithdrawnFactChecksHaveNoKit(t *testing.T) {
	tree := tree(t, map[string]string{"kettles": check("status = \"withdrawn\"\ntopics = [\"heat\"]", "Kettles boil water", "[withdrawn]\ndate = 2026-11-20\nreason = \"It was wrong.\"\n")})
	if tree.Has("en/kettles/kit.zip") || tree.Has("en/kettles/kit.json") {
		t.Error("there is a kit")
	}
	if strings.Contains(read(t, tree, "en/kettles/index.html"), "kit.zip") {
		t.Error("the page offers a kit")
	}
}

func TestASiteCanDoWithoutKits(t *testing.T) {
	own := fstest.MapFS{"rebut.toml": {Data: []byte(settings + "[kit]\npublish = false\n")},
		"claims/kettles.toml": {Data: []byte(check("status = \"published\"\ntopics = [\"heat\"]", "Kettles boil water", ""))}}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}})
	if err != nil || p.Site == nil {
		t.Fatal(err, p.Problems)
	}
	if p.Site.Has("en/kettles/kit.zip") || p.Site.Has("en/kettles/kit.json") || strings.Contains(read(t, p.Site, "en/kettles/index.html"), "kit.zip") {
		t.Error("there is a kit")
	}
}

// TestArchivesAndPicturesDoNotWaitForEachOther asks for more archives at once
// than pictures may be rendered at once, none of which the memory holds.
func TestArchivesAndPicturesDoNotWaitForEachOther(t *testing.T) {
	picture := func(name string) *site.File {
		return &site.File{Name: name, Picture: true, Render: func() ([]byte, error) { return bytes.Repeat([]byte(name), 100), nil }}
	}
	var tree *site.FS
	archive := func(name string, of ...string) *site.File {
		return &site.File{Name: name, Archive: true, Render: func() ([]byte, error) {
			var all []byte
			for _, name := range of {
				content, err := tree.Get(name)
				if err != nil {
					return nil, err
				}
				all = append(all, content.Bytes...)
			}
			return all, nil
		}}
	}
	files := []*site.File{picture("a.png"), picture("b.png"), archive("a.zip", "a.png", "b.png"), archive("b.zip", "b.png", "a.png"), archive("c.zip", "a.png")}
	tree, err := site.NewFS(files, site.Limits{PictureBytes: 1, Renderers: 1})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	for range 4 {
		for _, f := range files {
			go func() {
				_, err := tree.Get(f.Name)
				done <- err
			}()
		}
	}
	for range 4 * len(files) {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
