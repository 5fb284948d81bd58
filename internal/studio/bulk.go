package studio

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/gorilla/mux"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/store"
)

type bulkView struct {
	page
	Done    string // what was done, as the button says it
	Moved   []bulkItem
	Refused []bulkItem
	Back    string // the address of the list
}

type bulkItem struct{ Slug, Title, Lang, Dir, Why string }

// bulk does one thing with several fact-checks, each by the rules that it has
// alone: those that may not be moved stay as they are, and say why.
func (s *Studio) bulk(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	act := r.PostFormValue("act")
	me := who(r).Person
	switch {
	case !slices.Contains([]string{"submit", "return", "publish", "add-topic", "remove-topic"}, act):
		return errNotFound
	case !me.MayWrite(), act == "publish" && !me.MayPublish():
		return errForbidden
	case act == "add-topic" && !s.knownTopic(r.PostFormValue("topic")):
		return errForm
	}
	back, err := url.ParseQuery(r.PostFormValue("query"))
	if err != nil {
		return errForm
	}
	asked := filterOf(back)
	slugs := slices.Compact(slices.Clone(r.PostForm["slug"]))
	if len(slugs) > onPage {
		return errForm
	}
	v := bulkView{page: s.page(r, s.print(r).Text("studio.bulk")), Done: act, Back: s.page(r, "").At("") + asked.to(asked.Page)}
	for _, slug := range slugs {
		item, err := s.one(r, factcheck.Slug(slug), act)
		if err != nil {
			return err
		}
		if item.Why == "" {
			v.Moved = append(v.Moved, item)
		} else {
			v.Refused = append(v.Refused, item)
		}
	}
	return s.show(w, r, http.StatusOK, "bulk.html", v)
}

// one does it with one fact-check. Why it is refused is in the item; the error
// is ours.
func (s *Studio) one(r *http.Request, slug factcheck.Slug, act string) (bulkItem, error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	r = mux.SetURLVars(r.Clone(toTheEnd(r).Context()), map[string]string{"slug": string(slug)})
	note := clean(r.PostFormValue("note"))
	r.PostForm = url.Values{"base": {r.PostForm.Get("base." + string(slug))}, "act": {act}, "note": {note}, "topic": {r.PostForm.Get("topic")}}
	r.Form = r.PostForm
	item := bulkItem{Slug: string(slug), Title: string(slug), Lang: "en", Dir: "ltr"}
	work, err := s.work(r)
	if errors.Is(err, errNotFound) || err == nil && work.check == nil {
		item.Why = s.print(r).Text("studio.bulk-gone")
		return item, nil
	}
	if err != nil {
		return item, err
	}
	item.Title, item.Lang, item.Dir = title(work.check), string(work.check.Language), work.check.Language.Dir()
	if act == "add-topic" || act == "remove-topic" {
		err = s.topic(r, work, act == "add-topic")
	} else {
		err = s.moveQuietly(r, work, act, note)
	}
	if err == nil {
		return item, nil
	}
	item.Why, err = s.why(r, work, err)
	return item, err
}

// why something is refused that several are moved by; each has a text of its
// own.
var (
	errHasTopic = errors.New("bulk-has-topic")
	errPublic   = errors.New("bulk-public")
)

// why is a refusal in words. Other errors are returned.
func (s *Studio) why(r *http.Request, work *work, err error) (string, error) {
	var mistake *problem.Mistake
	switch {
	case errors.As(err, &mistake):
		return mistake.Message + " – " + mistake.Hint, nil
	case errors.Is(err, errBusy):
		return s.print(r).Text("studio.move-newer"), nil
	case errors.Is(err, errForbidden):
		return s.print(r).Text("studio.bulk-status", "Status", s.print(r).Text("studio.status-"+string(work.check.Status))), nil
	}
	if text, ok := own(s.print(r), err.Error()); ok {
		return text, nil
	}
	return "", err
}

// unheard is an answer that nobody reads but for its status.
type unheard struct {
	header http.Header
	status int
	bytes.Buffer
}

func (u *unheard) Header() http.Header    { return u.header }
func (u *unheard) WriteHeader(status int) { u.status = status }

// moveQuietly moves a fact-check as its own page would, and returns why not.
// The caller holds writing.
func (s *Studio) moveQuietly(r *http.Request, work *work, act, note string) error {
	if _, _, err := s.moved(r, work, act, note); err != nil {
		return err
	}
	answer := &unheard{header: http.Header{}}
	if err := s.move(answer, r, work, act, note); err != nil {
		return err
	}
	if answer.status != http.StatusSeeOther {
		return errBusy
	}
	return nil
}

// topic adds a topic to a fact-check, or takes one away.
func (s *Studio) topic(r *http.Request, work *work, add bool) error {
	topic, f := r.PostForm.Get("topic"), *work.check
	base, err := baseOf(r.PostForm)
	switch {
	case err != nil || base != work.sum:
		return errNewer
	case f.Public():
		return errPublic
	case slices.Contains(f.Topics, topic) == add || topic == "":
		return errHasTopic
	}
	if f.Topics = slices.DeleteFunc(slices.Clone(f.Topics), func(t string) bool { return t == topic }); add {
		f.Topics = append(f.Topics, topic)
	}
	text, err := store.Save(work.file, work.text, &f)
	if err != nil {
		return err
	}
	done, err := s.write(r.Context(), work, journal.Save{Slug: f.Slug, Person: who(r).Person.Login, Act: "saved", Note: topic}, text)
	if err == nil && !done {
		err = errBusy
	}
	return err
}

func (s *Studio) knownTopic(topic string) bool {
	known := s.Live.Current().Config.Scheme(s.Today()).Topics
	return slices.Contains(known, topic) || len(known) == 0 && factcheck.ValidID(topic)
}
