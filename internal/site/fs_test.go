package site

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

func text(name, content string) *File {
	return &File{Name: name, Render: func() ([]byte, error) { return []byte(content), nil }}
}

func mustFS(t *testing.T, files ...*File) *FS {
	t.Helper()
	tree, err := NewFS(files, Limits{PictureBytes: 100, Renderers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestTheTreeIsAFileSystem(t *testing.T) {
	tree := mustFS(t, text("index.html", "home"), text("en/index.html", "list"), text("en/a/b.png", "b"), text("en/a.txt", "a"))
	if err := fstest.TestFS(tree, "index.html", "en/index.html", "en/a/b.png", "en/a.txt"); err != nil {
		t.Fatal(err)
	}
	want := []string{"en/a.txt", "en/a/b.png", "en/index.html", "index.html"}
	if got := tree.Names(); !slices.Equal(got, want) {
		t.Errorf("names %v, want %v", got, want)
	}
}

func TestNamesOutsideTheTree(t *testing.T) {
	tree := mustFS(t, text("en/index.html", ""))
	for _, name := range []string{"", "/en/index.html", "../x", "en/../../x", "en/index.html/", "EN/index.html", "en\\index.html", "\x00"} {
		if _, err := tree.Open(name); !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Open(%q): %v", name, err)
		}
		if tree.Has(name) {
			t.Errorf("Has(%q)", name)
		}
	}
}

func TestNamesThatCannotBothStand(t *testing.T) {
	for name, files := range map[string][]*File{
		"twice":           {text("a", ""), text("a", "")},
		"file and folder": {text("a", ""), text("a/b", "")},
		"absolute":        {text("/a", "")},
		"the root":        {text(".", "")},
		"outside":         {text("../a", "")},
		"repeats nothing": {{Name: "a", SameAs: "b"}},
		"repeats itself":  {{Name: "a", SameAs: "a"}},
	} {
		if _, err := NewFS(files, Limits{}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestAFileIsRenderedOnceHoweverManyAsk(t *testing.T) {
	var rendered atomic.Int32
	release := make(chan struct{})
	tree := mustFS(t, &File{Name: "a", Render: func() ([]byte, error) {
		rendered.Add(1)
		<-release
		return []byte("x"), nil
	}})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if c, err := tree.Get("a"); err != nil || string(c.Bytes) != "x" {
				t.Errorf("got %q, %v", c.Bytes, err)
			}
		})
	}
	close(release)
	all.Wait()
	if _, err := tree.ReadFile("a"); err != nil || rendered.Load() != 1 {
		t.Errorf("rendered %d times, %v", rendered.Load(), err)
	}
}

func TestAFailureIsNotKept(t *testing.T) {
	failing := true
	tree := mustFS(t, &File{Name: "a", Render: func() ([]byte, error) {
		if failing {
			return nil, errors.New("disk on fire")
		}
		return []byte("x"), nil
	}})
	if _, err := tree.ReadFile("a"); err == nil || !strings.Contains(err.Error(), "disk on fire") {
		t.Errorf("got %v", err)
	}
	failing = false
	if got, err := tree.ReadFile("a"); err != nil || string(got) != "x" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestPicturesAreKeptWithinTheBudget(t *testing.T) {
	rendered := map[string]int{}
	picture := func(name string) *File {
		return &File{Name: name, Picture: true, Render: func() ([]byte, error) {
			rendered[name]++
			return make([]byte, 40), nil
		}}
	}
	tree := mustFS(t, picture("a"), picture("b"), picture("c"))
	for _, name := range []string{"a", "b", "a", "c", "a", "b"} { // 100 bytes: c drives b out, b then c
		if _, err := tree.Get(name); err != nil {
			t.Fatal(err)
		}
	}
	if got := fmt.Sprint(rendered); got != "map[a:1 b:2 c:1]" {
		t.Errorf("rendered %s", got)
	}
	if tree.cache.pictures.Held() != 80 {
		t.Errorf("%d bytes are kept", tree.cache.pictures.Held())
	}
	if tree.ETag("c") == "" {
		t.Error("the tag of an evicted picture is forgotten")
	}
	if n, err := tree.size("c"); err != nil || n != 40 || rendered["c"] != 1 {
		t.Errorf("size of an evicted picture: %d, %v, rendered %d times", n, err, rendered["c"])
	}
}

func TestReadFileGivesACopy(t *testing.T) {
	tree := mustFS(t, text("a", "abc"))
	mine, _ := tree.ReadFile("a")
	mine[0] = 'X'
	if again, _ := tree.ReadFile("a"); string(again) != "abc" {
		t.Errorf("the tree changed to %q", again)
	}
}

func TestETagsFollowTheContent(t *testing.T) {
	a, b, same := ETag([]byte("a")), ETag([]byte("b")), ETag([]byte("a"))
	if a == b || a != same || a[0] != '"' || a[len(a)-1] != '"' {
		t.Errorf("%s %s %s", a, b, same)
	}
}

func TestAFileThatRepeatsAnother(t *testing.T) {
	tree := mustFS(t, text("new/p.png", "picture"), &File{Name: "old/p.png", SameAs: "new/p.png"})
	if err := fstest.TestFS(tree, "new/p.png", "old/p.png"); err != nil {
		t.Fatal(err)
	}
	if got, err := tree.ReadFile("old/p.png"); err != nil || string(got) != "picture" {
		t.Errorf("got %q, %v", got, err)
	}
	if tree.ETag("old/p.png") != tree.ETag("new/p.png") || tree.ETag("old/p.png") == "" {
		t.Error("the tags differ")
	}
}
