package studio

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gorilla/mux"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/store"
)

// work is a fact-check as its file has it at this moment.
type work struct {
	project *project.Project
	file    string // as the project names it: "claims/housing.toml"
	text    []byte
	sum     journal.Sum
	check   *factcheck.FactCheck
	broken  problem.List // set where the file is no fact-check; check is nil then
	known   factcheck.Slug
}

// open reads the file of the fact-check that an address names, and enters its
// text in the journal if somebody saved it past the studio.
func (s *Studio) work(r *http.Request) (*work, error) {
	s.Live.Refresh()
	p := s.Live.Current()
	f := p.FactCheck(factcheck.Slug(mux.Vars(r)["slug"]))
	if f == nil {
		return nil, errNotFound
	}
	out := &work{project: p, file: f.Locate("", 0).File, known: f.Slug}
	return out, s.read(r.Context(), out, f.Slug)
}

func (s *Studio) read(ctx context.Context, w *work, slug factcheck.Slug) error {
	text, err := os.ReadFile(s.path(w.file))
	if errors.Is(err, fs.ErrNotExist) {
		return errNotFound
	}
	if err != nil {
		return err
	}
	w.text, w.sum = text, journal.SumOf(text)
	w.check, w.broken = parsed(w.file, text)
	_, err = s.Journal.Keep(ctx, journal.Save{Slug: slug, Act: "seen"}, text)
	return err
}

// parsed is the fact-check that a text is; nil with what is wrong where it is
// none.
func parsed(file string, text []byte) (*factcheck.FactCheck, problem.List) {
	f, problems := store.Parse(file, text, factcheck.Scheme{})
	if f == nil {
		return nil, problems
	}
	return f, nil
}

// dirFS is a folder as a file system.
func dirFS(dir string) fs.FS { return os.DirFS(dir) }

func (s *Studio) path(file string) string { return filepath.Join(s.Dir, filepath.FromSlash(file)) }

// write saves a text that was made of the one that work has, and enters it. It
// reports false where the file has changed meanwhile. The caller holds writing.
func (s *Studio) write(ctx context.Context, w *work, save journal.Save, text []byte) (bool, error) {
	now, err := os.ReadFile(s.path(w.file))
	if err != nil {
		return false, err
	}
	if journal.SumOf(now) != w.sum {
		return false, nil
	}
	// Entered first: a text in the journal that no file has is no loss.
	if _, err := s.Journal.Keep(ctx, save, text); err != nil {
		return false, err
	}
	if err := output.ReplaceFile(s.path(w.file), text); err != nil {
		return false, err
	}
	s.Live.Refresh()
	return true, nil
}
