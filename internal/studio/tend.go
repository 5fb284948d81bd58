package studio

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"time"

	"rebut/internal/links"
	"rebut/internal/project"
)

// lookAgainFor is how long somebody waits for a look that they asked for.
const lookAgainFor = 25 * time.Second

// tend does what a button of an address asks: look again, or note that what was
// seen is fine.
func (s *Studio) tend(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	s.Live.Refresh()
	p, address := s.Live.Current(), r.PostFormValue("url")
	if links.Uses(p.FactChecks)[address] == nil {
		return errNotFound // nobody is asked but those that fact-checks name
	}
	switch r.PostFormValue("act") {
	case "again":
		return s.lookAgain(w, r, p, address)
	case "fine", "not-fine":
		return s.fine(w, r, address)
	}
	return errNotFound
}

func (s *Studio) lookAgain(w http.ResponseWriter, r *http.Request, p *project.Project, address string) error {
	if s.Links == nil || !p.Config.Studio.CheckLinks {
		return errForbidden // the settings keep the server from asking others
	}
	ctx, cancel := context.WithTimeout(r.Context(), lookAgainFor)
	defer cancel()
	l, err := s.Links.Look(ctx, address)
	switch {
	case errors.Is(err, links.ErrLater):
		return s.tended(w, r, "later")
	case errors.Is(err, context.DeadlineExceeded):
		return s.tended(w, r, "slow")
	case err != nil:
		return err
	}
	return s.tended(w, r, links.State(l))
}

// fine notes what somebody says of an address, or takes that back.
func (s *Studio) fine(w http.ResponseWriter, r *http.Request, address string) error {
	l, err := s.Journal.Link(r.Context(), address)
	if err != nil {
		return err
	}
	note, of := clean(r.PostFormValue("note")), links.Marks(l)
	if r.PostFormValue("act") == "not-fine" {
		of = ""
	} else if note == "" {
		return s.tended(w, r, "no-note")
	}
	if err := s.Journal.Fine(r.Context(), address, of, who(r).Person.Login, shortened(note)); err != nil {
		return err
	}
	return s.tended(w, r, r.PostFormValue("act"))
}

// outcomes are what may become of a button.
func outcomes() []string {
	return []string{"ok", "moved", "failing", "broken", "unknown", "later", "slow", "no-note", "fine", "not-fine"}
}

// tended leads back to the list that a button was pressed in, and says what
// became of it.
func (s *Studio) tended(w http.ResponseWriter, r *http.Request, said string) error {
	q := url.Values{"said": {said}}
	if show := r.PostFormValue("show"); slices.Contains(lists(), show) {
		q.Set("show", show)
	}
	return s.to(w, r, "upkeep", "?"+q.Encode())
}

// maxNote is how long a note on an address may be, characters.
const maxNote = 300

func shortened(text string) string {
	if runes := []rune(text); len(runes) > maxNote {
		return string(runes[:maxNote])
	}
	return text
}
