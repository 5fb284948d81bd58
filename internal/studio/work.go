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

// work reads the file of the fact-check that an address names, and enters its
// text in the journal if somebody saved it past the studio. Where the project as
// last read does not know it, or not where it is, the project is read again:
// else nobody who saves has to wait for that.
func (s *Studio) work(r *http.Request) (*work, error) {
	slug := factcheck.Slug(mux.Vars(r)["slug"])
	out, err := s.workOf(r.Context(), slug)
	if errors.Is(err, errNotFound) || err == nil && out.check != nil && out.check.Slug != slug {
		s.Live.Refresh()
		out, err = s.workOf(r.Context(), slug)
	}
	return out, err
}

func (s *Studio) workOf(ctx context.Context, slug factcheck.Slug) (*work, error) {
	p := s.Live.Current()
	f := p.FactCheck(slug)
	if f == nil {
		return nil, errNotFound
	}
	out := &work{project: p, file: f.Locate("", 0).File, known: f.Slug}
	return out, s.read(ctx, out, f.Slug)
}

func (s *Studio) read(ctx context.Context, w *work, slug factcheck.Slug) error {
	s.filing.RLock()
	defer s.filing.RUnlock()
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

// toTheEnd is a request that is done to its end even where whoever sent it has
// gone: what becomes public, and what tells the others of it, are two steps.
func toTheEnd(r *http.Request) *http.Request {
	return r.WithContext(context.WithoutCancel(r.Context()))
}

// dirFS is a folder as a file system.
func dirFS(dir string) fs.FS { return os.DirFS(dir) }

func (s *Studio) path(file string) string { return filepath.Join(s.Dir, filepath.FromSlash(file)) }

// write saves a text that was made of the one that work has, and enters it. It
// reports false where the file has changed meanwhile. The caller holds writing,
// which others may have while the project is read again: so it is read once for
// all who save at the same time.
func (s *Studio) write(ctx context.Context, w *work, save journal.Save, text []byte) (bool, error) {
	if done, err := s.filed(ctx, w, save, text); !done || err != nil {
		return false, err
	}
	s.writing.Unlock()
	defer s.writing.Lock()
	s.Live.Refresh()
	return true, nil
}

// filed is write without reading the project again. Nobody reads the file
// between the two steps: it would be taken for one that somebody saved past the
// studio.
func (s *Studio) filed(ctx context.Context, w *work, save journal.Save, text []byte) (bool, error) {
	s.filing.Lock()
	defer s.filing.Unlock()
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
	return true, s.followed(ctx, w, save, text)
}
