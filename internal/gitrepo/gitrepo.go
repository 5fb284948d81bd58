// Package gitrepo is the specification of how git takes in what the studio has
// saved: a commit of exactly the files of one act, with its author, on the
// branch that is checked out.
//
// What others have staged stays staged and is not committed: the commit's tree
// is that of the branch with these files in it, whatever the index holds, and of
// the index only the entries of these files change. The index and the branch are
// locked meanwhile as git locks them (index.lock, and .lock beside the branch),
// so that git and Rebut do not overwrite each other. Where somebody is in the
// middle of a merge or a rebase, has no branch checked out, or has staged another
// text of the same file, nothing is done. Hooks are not run, nothing is signed,
// nothing is pushed.
package gitrepo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-git/go-git/v5"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/go-git/go-git/v5/storage/filesystem"
)

// Repo commits files of a project's folder, which is a git work tree or lies in
// one.
type Repo struct {
	Dir         string // the project's folder
	Now         func() time.Time
	Name, Email string // of the committer
}

// Obstacle is what keeps git from taking something in, as people are told.
type Obstacle struct{ text string }

// Error is a sentence.
func (o *Obstacle) Error() string { return o.text }

func obstacle(format string, args ...any) error { return &Obstacle{fmt.Sprintf(format, args...)} }

// work is one commit.
type work struct {
	Repo
	repo   *git.Repository
	store  *filesystem.Storage
	root   string // of the work tree
	dir    string // git's folder of the work tree
	common string // git's folder that all work trees share
	branch plumbing.ReferenceName
	head   plumbing.Hash // zero before the first commit
	files  []file
}

// file is one to be committed.
type file struct {
	name    string // in the work tree, slash-separated
	content []byte
	hash    plumbing.Hash
	info    fs.FileInfo
}

// Commit commits files as they are on disk, and returns the commit; "" where
// the branch has them already. Names are those in the project's folder,
// slash-separated. The error is an *Obstacle.
func (r Repo) Commit(files []string, message, name, email string) (hash string, err error) {
	w, err := r.open()
	if err != nil {
		return "", err
	}
	unlock, err := lock(filepath.Join(w.dir, "index.lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	if err := w.ready(); err != nil {
		return "", err
	}
	unlockBranch, err := lock(filepath.Join(w.common, filepath.FromSlash(string(w.branch))+".lock"))
	if err != nil {
		return "", err
	}
	defer unlockBranch()
	if err := w.read(files); err != nil {
		return "", err
	}
	made, err := w.commit(message, r.signature(name, email))
	if err != nil || made.IsZero() {
		return "", err
	}
	return made.String(), nil
}

// open finds the work tree.
func (r Repo) open() (*work, error) {
	repo, err := git.PlainOpenWithOptions(r.Dir, &git.PlainOpenOptions{DetectDotGit: true, EnableDotGitCommonDir: true})
	if errors.Is(err, git.ErrRepositoryNotExists) {
		return nil, obstacle("The project's folder is in no git work tree. Run git init there, or set git_commit to \"no\".")
	}
	if err != nil {
		return nil, obstacle("The git work tree cannot be opened: %s.", err)
	}
	tree, err := repo.Worktree()
	store, ok := repo.Storer.(*filesystem.Storage)
	if err != nil || !ok {
		return nil, obstacle("The git folder has no work tree that could be committed.")
	}
	w := &work{Repo: r, repo: repo, store: store, root: tree.Filesystem.Root(), dir: store.Filesystem().Root()}
	w.common = w.dir
	if text, err := os.ReadFile(filepath.Join(w.dir, "commondir")); err == nil {
		w.common = strings.TrimSpace(string(text))
		if !filepath.IsAbs(w.common) {
			w.common = filepath.Join(w.dir, w.common)
		}
	}
	return w, nil
}

// ready finds the branch, and whether nobody is in the middle of something.
func (w *work) ready() error {
	for _, busy := range []string{"MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply"} {
		if _, err := os.Stat(filepath.Join(w.dir, busy)); err == nil {
			return obstacle("Somebody is in the middle of a merge or rebase in the git work tree (%s). Finish that, or give it up.", busy)
		}
	}
	head, err := w.repo.Reference(plumbing.HEAD, false)
	if err != nil {
		return obstacle("The git work tree cannot be read: %s.", err)
	}
	if head.Type() != plumbing.SymbolicReference {
		return obstacle("No branch is checked out in the git work tree. Check one out: git switch main.")
	}
	w.branch = head.Target()
	switch at, err := w.repo.Reference(w.branch, true); {
	case err == nil:
		w.head = at.Hash()
	case !errors.Is(err, plumbing.ErrReferenceNotFound):
		return obstacle("The git branch %s cannot be read: %s.", w.branch.Short(), err)
	}
	return nil
}

// read reads the files.
func (w *work) read(names []string) error {
	dir, err := real(w.Dir)
	if err != nil {
		return obstacle("The project's folder cannot be read: %s.", err)
	}
	root, err := real(w.root)
	if err != nil {
		return obstacle("The git work tree cannot be read: %s.", err)
	}
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		rel, err := filepath.Rel(root, path)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return obstacle("%s is not in the git work tree.", name)
		}
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() {
			return obstacle("%s is no file that git could take in.", name)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return obstacle("%s cannot be read.", name)
		}
		w.files = append(w.files, file{filepath.ToSlash(rel), content, plumbing.ComputeHash(plumbing.BlobObject, content), info})
	}
	return nil
}

func real(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

// lock makes a file that says that something is being changed, as git does.
func lock(path string) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, obstacle("The git folder cannot be written: %s.", err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, obstacle("Git is at work there, or was stopped: %s exists. If no git command is running, delete it.", path)
	}
	if err != nil {
		return nil, obstacle("The git folder cannot be written: %s.", err)
	}
	_ = f.Close() // nothing was written
	return func() { _ = os.Remove(path) }, nil
}

var tidy = strings.NewReplacer("<", "", ">", "", "\n", " ", "\r", " ", "\x00", "")

func (r Repo) signature(name, email string) [2]object.Signature {
	now := r.Now()
	author := object.Signature{Name: tidy.Replace(name), Email: tidy.Replace(email), When: now}
	return [2]object.Signature{author, {Name: tidy.Replace(r.Name), Email: tidy.Replace(r.Email), When: now}}
}
