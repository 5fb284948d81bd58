package gitrepo

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tree is a git work tree with a project in a folder of it.
type tree struct {
	t    *testing.T
	root string
	Repo
}

func newTree(t *testing.T) tree {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("skipped: git is not installed, which these tests hold Rebut against")
	}
	root := t.TempDir()
	w := tree{t, root, Repo{Dir: filepath.Join(root, "facts"), Now: func() time.Time { return time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC) }, Name: "Fact desk", Email: "desk@example.org"}}
	w.git("init", "-q", "-b", "main")
	w.write("facts/claims/a.toml", "one\n")
	w.write("other.txt", "other\n")
	return w
}

func (w tree) write(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w tree) git(args ...string) string {
	w.t.Helper()
	cmd := exec.CommandContext(w.t.Context(), "git", append([]string{"-C", w.root, "-c", "user.name=G", "-c", "user.email=g@example.org", "-c", "commit.gpgsign=false"}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimRight(string(out), "\n")
}

func (w tree) commits(files ...string) string {
	w.t.Helper()
	hash, err := w.Commit(files, "Publish a\n\nThe fact.\n", "Ana <x>", "ana")
	if err != nil {
		w.t.Fatal(err)
	}
	return hash
}

func TestExactlyTheFilesOfAnActAreCommitted(t *testing.T) {
	w := newTree(t)
	first := w.commits("claims/a.toml") // before there is a commit
	if got := w.git("show", "--format=%H|%an|%ae|%cn|%ce|%s", "--name-only"); got != first+"|Ana x|ana|Fact desk|desk@example.org|Publish a\n\nfacts/claims/a.toml" {
		t.Errorf("%q", got)
	}
	w.git("add", "other.txt")
	w.write("facts/claims/b.toml", "b\n")
	w.write("facts/claims/a.toml", "two\n")
	w.write("facts/claims/_revisions/a/r1.toml", "one\n")
	w.commits("claims/a.toml", "claims/_revisions/a/r1.toml")
	if got := w.git("show", "--format=%P", "--name-status"); got != first+"\n\nA\tfacts/claims/_revisions/a/r1.toml\nM\tfacts/claims/a.toml" {
		t.Errorf("%q", got)
	}
	if got := w.git("status", "--porcelain"); got != "A  other.txt\n?? facts/claims/b.toml" {
		t.Errorf("the work tree is\n%s", got)
	}
	if got := w.commits("claims/a.toml"); got != "" {
		t.Errorf("nothing to commit made %s", got)
	}
	w.git("fsck", "--strict")
	if got := w.git("reflog", "-1", "--format=%gs"); got != "commit: Publish a" {
		t.Errorf("the reflog has %q", got)
	}
	w.git("pack-refs", "--all")
	w.git("gc", "-q")
	w.write("facts/claims/a.toml", "three\n")
	w.commits("claims/a.toml")
	if got := w.git("log", "--format=%s", "-1", "main") + w.git("diff", "HEAD", "--name-only", "--", "facts/claims/a.toml"); got != "Publish a" {
		t.Errorf("after packing: %q", got)
	}
}

func TestAWorkTreeBesideItsRepository(t *testing.T) {
	w := newTree(t)
	w.commits("claims/a.toml")
	beside := filepath.Join(t.TempDir(), "beside")
	w.git("worktree", "add", "-q", "-b", "side", beside)
	main := w.git("rev-parse", "main")
	w.root, w.Dir = beside, filepath.Join(beside, "facts")
	w.write("facts/claims/a.toml", "beside\n")
	w.commits("claims/a.toml")
	if got := w.git("status", "--porcelain"); got != "" || w.git("rev-parse", "main") != main || w.git("rev-parse", "side^") != main {
		t.Errorf("%q", got)
	}
}

func TestWhatIsInTheWayIsSaid(t *testing.T) {
	for name, test := range map[string]struct {
		do   func(tree)
		want string
	}{
		"a lock":          {func(w tree) { w.write(".git/index.lock", "") }, "index.lock exists"},
		"a branch's lock": {func(w tree) { w.write(".git/refs/heads/main.lock", "") }, "main.lock exists"},
		"a merge":         {func(w tree) { w.write(".git/MERGE_HEAD", w.git("rev-parse", "HEAD")) }, "in the middle of a merge"},
		"no branch":       {func(w tree) { w.git("checkout", "-q", "--detach") }, "No branch is checked out"},
		"staged text": {func(w tree) {
			w.write("facts/claims/a.toml", "staged\n")
			w.git("add", "facts/claims/a.toml")
			w.write("facts/claims/a.toml", "two\n")
		}, "has staged another text"},
		"no work tree": {func(w tree) {
			if err := os.RemoveAll(filepath.Join(w.root, ".git")); err != nil {
				w.t.Fatal(err)
			}
		}, "in no git work tree"},
		"no file":        {func(w tree) { _ = os.Remove(filepath.Join(w.root, "facts/claims/a.toml")) }, "is no file"},
		"a broken index": {func(w tree) { w.write(".git/index", "DIRC\x00\x00\x00\x09") }, "index is of a form"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newTree(t)
			w.commits("claims/a.toml")
			w.write("facts/claims/a.toml", "two\n")
			test.do(w)
			_, err := w.Commit([]string{"claims/a.toml"}, "x", "Ana", "ana")
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v, want %q", err, test.want)
			}
			left, _ := filepath.Glob(filepath.Join(w.root, ".git", "rebut-index-*"))
			if _, err := os.Stat(filepath.Join(w.root, ".git", "index.lock")); len(left) > 0 || err == nil && name != "a lock" {
				t.Errorf("something is left behind: %v, %v", left, err)
			}
		})
	}
}
