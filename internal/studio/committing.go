package studio

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"strings"
	"time"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/store"
)

// Committer has git take in files. What keeps it from that is an error that
// people are shown: a sentence.
type Committer interface {
	// Commit commits exactly these files of the project as they are, and returns
	// the commit; "" where git has them already.
	Commit(files []string, message, name, email string) (hash string, err error)
}

// uncommitted is an act that git has not taken in.
type uncommitted struct{ Slug, Who, When, What, Why string }

// subjects are what commits say was done.
func subjects() map[string]string {
	return map[string]string{
		"published": "Publish", "corrected": "Correct", "withdrawn": "Withdraw", "translated": "Translate", "read": "Mark a translation as read:", "unread": "Mark a translation as unread:",
		"created": "Begin", "saved": "Write", "submitted": "Submit for review:", "returned": "Return to its authors:", "restored": "Restore",
	}
}

// commit has git take in what was just written, if the settings want that. It
// keeps nobody from working: what goes wrong is shown to editors, and tried
// again.
func (s *Studio) commit(ctx context.Context, w *work, save journal.Save, text []byte) {
	when := s.Live.Current().Config.Studio.GitCommit
	after, _ := parsed(w.file, text)
	public := after != nil && after.Public()
	if s.Git == nil || when == "no" || when == "public" && !public {
		return
	}
	c := journal.Commit{Slug: save.Slug, Files: []string{w.file}, Person: save.Person, Message: subject(save, after)}
	if w.check != nil && (save.Act == "corrected" || save.Act == "withdrawn") {
		kept := store.EarlierPath(w.check.Slug, w.check.Revision)
		if _, err := os.Stat(s.path(kept)); err == nil {
			c.Files = append(c.Files, kept)
		}
	}
	err := s.Journal.ToCommit(ctx, c)
	if err == nil {
		err = s.CommitRest(ctx)
	}
	if err != nil {
		s.Log.Error("studio cannot have git take in what was saved", "slug", save.Slug, "error", err)
	}
}

// CommitRest has git take in what it has not yet, in order. What is in the way
// is noted, and no error.
func (s *Studio) CommitRest(ctx context.Context) error {
	if s.Git == nil {
		return nil
	}
	s.committing.Lock()
	defer s.committing.Unlock()
	list, err := s.Journal.Uncommitted(ctx)
	for _, c := range list {
		name, email := c.Person, c.Person
		person, err := s.People.Named(ctx, c.Person)
		if err == nil && person.Name != "" {
			name = person.Name
		} else if err != nil && !errors.Is(err, account.ErrNobody) {
			return err
		}
		var hash string
		var why error
		if files := s.there(c.Files); len(files) > 0 {
			hash, why = s.Git.Commit(files, c.Message, name, email)
		}
		if why != nil && why.Error() == c.Why {
			return nil // it is tried every few seconds, and told once
		}
		if why != nil {
			s.Log.Warn("git does not take in what was saved", "slug", c.Slug, "why", why)
			return s.Journal.NotCommitted(ctx, c, why.Error()) // those that follow build on it
		}
		if err := s.Journal.Committed(ctx, c, hash); err != nil {
			return err
		}
	}
	return err
}

// there are those of some files that nobody has moved or deleted since: what is
// gone can be taken in by whoever did that alone, and must not hold up the rest.
func (s *Studio) there(files []string) (out []string) {
	for _, name := range files {
		if _, err := os.Lstat(s.path(name)); !errors.Is(err, fs.ErrNotExist) {
			out = append(out, name)
		}
	}
	return out
}

// uncommitted are the acts that git has not taken in, for editors to see.
func (s *Studio) uncommitted(r *http.Request, p page) (out []uncommitted, err error) {
	names, err := s.names(r)
	if err != nil {
		return nil, err
	}
	list, err := s.Journal.Uncommitted(r.Context())
	for _, c := range list {
		out = append(out, uncommitted{string(c.Slug), names(c.Person), c.At.Format(time.RFC3339), c.Message, c.Why})
	}
	return out, err
}

// subject is the message of a commit: what was done to which fact-check, what
// it says, and why.
func subject(save journal.Save, f *factcheck.FactCheck) string {
	what := subjects()[save.Act]
	if what == "" {
		what = "Save"
	}
	out := what + " " + string(save.Slug)
	if save.Act == "translated" || save.Act == "read" || save.Act == "unread" {
		return out + " (" + factcheck.Lang(save.Note).Name() + ")\n"
	}
	if f != nil && f.Original() != nil {
		if fact := store.OneLine(f.Original().Fact.Plain()); fact != "" {
			out += "\n\n" + fact
		}
	}
	if note := strings.TrimSpace(save.Note); note != "" {
		out += "\n\n" + note
	}
	return out + "\n"
}
