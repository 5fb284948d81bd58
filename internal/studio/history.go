package studio

import (
	"cmp"
	"context"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/worddiff"
)

type historyView struct {
	page
	Slug, Fact string
	Saves      []saveItem
	From, To   int64 // ids of the saves that are compared; 0 for none
	Changes    []diffed
	May        bool // the person may restore
}

// saveItem is one text that the file had.
type saveItem struct {
	ID                   int64
	When, Who, Act, Note string
	Current              bool // it is the text that the file has
}

// diffed is one value before and after, word by word.
type diffed struct {
	Field, Lang, Dir string
	Before, After    []worddiff.Span
}

func differences(changes []factcheck.Change) []diffed {
	var out []diffed
	for _, c := range changes {
		was, is := worddiff.Words(c.Before, c.After)
		d := diffed{Field: c.Field, Lang: string(c.Lang), Before: was, After: is}
		if c.Lang != "" {
			d.Dir = c.Lang.Dir()
		}
		out = append(out, d)
	}
	return out
}

// history shows every text that a fact-check had, and what differs between any
// two: by default between the last two.
func (s *Studio) history(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	saves, err := s.Journal.Saves(r.Context(), work.slug())
	if err != nil {
		return err
	}
	v := historyView{page: s.page(r, s.print(r).Text("studio.history")), Slug: string(work.slug()), May: who(r).Person.MayWrite()}
	if work.check != nil && work.check.Original() != nil {
		v.Fact = work.check.Original().Fact.Plain()
	}
	for i, save := range saves {
		v.Saves = append(v.Saves, saveItem{save.ID, save.At.Format(time.RFC3339), save.Person, save.Act, save.Note, i == 0})
	}
	if len(saves) > 1 {
		v.From, v.To = saves[1].ID, saves[0].ID
	}
	if from, to := number(r.URL.Query(), "from"), number(r.URL.Query(), "to"); from != 0 && to != 0 {
		v.From, v.To = from, to
	}
	if v.From != 0 {
		before, after, err := s.pair(r, work.file, saves, v.From, v.To)
		if err != nil {
			return err
		}
		if before != nil && after != nil {
			v.Changes = differences(factcheck.Changes(before, after))
		}
	}
	return s.show(w, r, http.StatusOK, "history.html", v)
}

func number(query url.Values, name string) int64 {
	n, _ := strconv.ParseInt(query.Get(name), 10, 64)
	return n
}

// pair are the fact-checks of two saves; nil for one whose text is none.
func (s *Studio) pair(r *http.Request, file string, saves []journal.Save, from, to int64) (before, after *factcheck.FactCheck, err error) {
	for _, one := range saves {
		if one.ID != from && one.ID != to {
			continue
		}
		text, err := s.Journal.Text(r.Context(), one.Sum)
		if err != nil {
			return nil, nil, err
		}
		f, _ := parsed(file, text)
		if one.ID == from {
			before = f
		}
		if one.ID == to {
			after = f
		}
	}
	return before, after, nil
}

// slug is that of the fact-check in the file.
func (w *work) slug() factcheck.Slug {
	if w.check != nil {
		return w.check.Slug
	}
	return w.known
}

// restore has a draft's file say again what it said once: a new save, so that
// what it said until now is had back the same way.
func (s *Studio) restore(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	work, err := s.work(r)
	if err != nil {
		return err
	}
	saves, err := s.Journal.Saves(r.Context(), work.slug())
	if err != nil {
		return err
	}
	if public, err := s.wasPublic(r.Context(), work, saves); err != nil || public {
		return cmp.Or(err, errForbidden)
	}
	id := number(r.PostForm, "id")
	for _, one := range saves {
		if one.ID != id {
			continue
		}
		text, err := s.Journal.Text(r.Context(), one.Sum)
		if err != nil {
			return err
		}
		return s.restored(w, r, work, text)
	}
	return errNotFound
}

// wasPublic reports whether a fact-check whose file somebody broke was public
// before: then its earlier texts are no way to take it off the site.
func (s *Studio) wasPublic(ctx context.Context, work *work, saves []journal.Save) (bool, error) {
	if work.check != nil {
		return work.check.Public(), nil
	}
	for _, one := range saves { // the newest first
		text, err := s.Journal.Text(ctx, one.Sum)
		if err != nil {
			return false, err
		}
		if old, _ := parsed(work.file, text); old != nil {
			return old.Public(), nil
		}
	}
	return false, nil
}

// restored saves an earlier text of a draft. What readers have seen is not
// taken back in silence: of a published fact-check nothing is restored here.
func (s *Studio) restored(w http.ResponseWriter, r *http.Request, work *work, text []byte) error {
	old, _ := parsed(work.file, text)
	if old == nil || old.Public() {
		return errForbidden
	}
	save := journal.Save{Slug: work.slug(), Person: who(r).Person.Login, Act: "restored"}
	if done, err := s.write(r.Context(), work, save, text); err != nil {
		return err
	} else if !done {
		return errBusy
	}
	return s.to(w, r, "history", string(work.slug()))
}

type logView struct {
	page
	Entries []logItem
	Last    string // hash of the last entry: keep it elsewhere to notice later that entries were taken off the end
	N       int64
	Broken  string // what Verify finds; "" for nothing
}

type logItem struct{ When, Who, Act, Slug, Detail string }

// log shows the newest acts, and whether the log is as it was written.
func (s *Studio) log(w http.ResponseWriter, r *http.Request) error {
	if !who(r).Person.MayPublish() {
		return errForbidden
	}
	v := logView{page: s.page(r, s.print(r).Text("studio.log"))}
	entries, err := s.Journal.Log(r.Context(), factcheck.Slug(r.URL.Query().Get("slug")), 200)
	if err != nil {
		return err
	}
	for _, e := range entries {
		v.Entries = append(v.Entries, logItem{e.At.Format(time.RFC3339), e.Person, e.Act, string(e.Slug), e.Detail})
	}
	n, last, err := s.Journal.Verify(r.Context())
	v.N, v.Last = n, hex.EncodeToString(last[:])
	if err != nil {
		v.Broken = err.Error()
	}
	return s.show(w, r, http.StatusOK, "log.html", v)
}
