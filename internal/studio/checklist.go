package studio

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
	"rebut/internal/store"
)

// point is what a reviewer sees to, beyond what the rules can see. Whoever
// publishes has ticked every one of these themselves; translations are read by
// somebody who speaks the language, who need not be the editor.
type point struct {
	Item   string // "numbers", "technique", "fair", "source:ID", "speaker:LANG"
	Kind   string // its part before the colon
	Source *factcheck.Source
	Lang   string
	Mine   bool     // the person has ticked it, and what it is about is still the same
	Others []seenBy // who else has
	Loose  []loose

	Needed   bool // a translation that will be public as one that was read
	May      bool // the person may say that they have read it
	Wrote    bool // they may not: it is their own work
	Complete bool // of a translation: there is enough of it to be shown
	about    journal.Sum
}

// seenBy is a tick of somebody else, or of a translation.
type seenBy struct {
	Who    string
	Reader string
	At     time.Time
}

// points are what there is to see to in a fact-check's saved text.
func (s *Studio) points(ctx context.Context, work *work, me account.Person, names func(string) string) ([]point, error) {
	f := work.check
	ticks, err := s.Journal.Ticks(ctx, f.Slug)
	if err != nil {
		return nil, err
	}
	out := pointsOf(f)
	for i := range out {
		p := &out[i]
		for _, t := range ticks {
			if t.Item != p.Item || t.About != p.about {
				continue
			}
			p.Mine = p.Mine || t.Person == me.Login
			if t.Person != me.Login || p.Kind == "speaker" {
				p.Others = append(p.Others, seenBy{names(t.Person), t.Reader, t.At})
			}
		}
		if p.Kind != "speaker" {
			continue
		}
		wrote, err := s.Journal.Translators(ctx, f.Slug, factcheck.Lang(p.Lang))
		if err != nil {
			return nil, err
		}
		p.Wrote = !s.OwnWork && slices.Contains(wrote, me.Login)
		p.May = me.MayTranslate(factcheck.Lang(p.Lang)) && !p.Wrote
	}
	return out, nil
}

// pointsOf are the points of a fact-check. What a point is about is a hash of all
// that must stay the same for a tick to hold: of a source its entry, of a
// translation its words and the original's, of the others the original.
func pointsOf(f *factcheck.FactCheck) []point {
	story := factcheck.Text{}
	if t := f.Original(); t != nil {
		story = *t
	}
	evidence := make([][2]any, len(f.Sources))
	for i, src := range f.Sources {
		evidence[i] = [2]any{src.ID, src.Finding}
	}
	out := []point{
		{Item: "numbers", Kind: "numbers", Loose: looseNumbers(f), about: about(story, f.Number, f.Chart, f.Receipt, evidence)},
		{Item: "technique", Kind: "technique", about: about(story, f.Rating)},
		{Item: "fair", Kind: "fair", about: about(story, f.Rating, f.Appearances)},
	}
	for i := range f.Sources {
		src := &f.Sources[i]
		out = append(out, point{Item: "source:" + src.ID, Kind: "source", Source: src, about: about(src)})
	}
	for _, lang := range f.Languages() {
		if lang == f.Language {
			continue
		}
		t := *f.Texts[lang]
		needed := t.Reviewed
		t.Reviewed, t.Translates, t.Translator = false, 0, ""
		out = append(out, point{Item: "speaker:" + string(lang), Kind: "speaker", Lang: string(lang), Needed: needed, Complete: t.Complete(),
			about: about(t, story, f.Number, f.Chart, f.Receipt, besides(f, lang))})
	}
	return out
}

// besides are the texts of a language that stand with sources and appearances.
func besides(f *factcheck.FactCheck, lang factcheck.Lang) (out []string) {
	for _, src := range f.Sources {
		out = append(out, src.Publisher[lang], src.Short[lang], src.Finding[lang])
	}
	for _, a := range f.Appearances {
		out = append(out, a.Claimant[lang], a.Role[lang], a.Place[lang])
	}
	return out
}

// about is a hash of values. Tables are hashed in the order of their keys.
func about(parts ...any) journal.Sum {
	text, _ := json.Marshal(parts) // plain data always can be
	return journal.SumOf(text)
}

// open are the points that still keep a person from publishing.
func open(points []point) (out []point) {
	for _, p := range points {
		if p.Kind == "speaker" && p.Needed && len(p.Others) == 0 || p.Kind != "speaker" && !p.Mine {
			out = append(out, p)
		}
	}
	return out
}

// errTicks says that points of the list are open.
var errTicks = errors.New("move-ticks")

// ticked notes the points that a form has ticked, where it asks for them.
func (s *Studio) ticked(r *http.Request, work *work) error {
	me := who(r).Person
	if r.PostFormValue("ticks") == "" || !me.MayPublish() {
		return nil
	}
	var all []journal.Tick
	for _, p := range pointsOf(work.check) {
		if p.Kind != "speaker" {
			all = append(all, journal.Tick{Slug: work.check.Slug, Item: p.Item, About: p.about, Of: work.sum})
		}
	}
	return s.Journal.SetTicks(r.Context(), me.Login, all, func(t journal.Tick) bool { return slices.Contains(r.PostForm["tick"], t.Item) })
}

// checked is errTicks while the person has not seen to every point.
func (s *Studio) checked(r *http.Request, work *work) error {
	if !s.Live.Current().Config.Studio.Checklist {
		return nil
	}
	points, err := s.points(r.Context(), work, who(r).Person, func(login string) string { return login })
	if err == nil && len(open(points)) > 0 {
		err = errTicks
	}
	return err
}

// keepTicks saves what somebody has ticked so far.
func (s *Studio) keepTicks(w http.ResponseWriter, r *http.Request, work *work) error {
	if !who(r).Person.MayPublish() {
		return errForbidden
	}
	if base, err := baseOf(r.PostForm); err != nil || base != work.sum {
		return s.refuseMove(w, r, work, errNewer)
	}
	if err := s.ticked(r, work); err != nil {
		return err
	}
	if r.Header.Get("X-Requested-By") == "script" {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return s.to(w, r, "review", string(work.check.Slug)+"?done=ticks#checklist")
}

// speak says of a translation that somebody who speaks the language has read
// it, or takes that back: the file says so too.
func (s *Studio) speak(w http.ResponseWriter, r *http.Request, work *work, read bool) error {
	lang, me := factcheck.Lang(r.PostFormValue("lang")), who(r).Person
	f := *work.check
	if lang == f.Language || f.Texts[lang] == nil {
		return errNotFound
	}
	if !me.MayTranslate(lang) {
		return errForbidden
	}
	if base, err := baseOf(r.PostForm); err != nil || base != work.sum {
		return s.refuseMove(w, r, work, errNewer)
	}
	wrote, err := s.Journal.Translators(r.Context(), f.Slug, lang)
	if err != nil {
		return err
	}
	if read && !s.OwnWork && slices.Contains(wrote, me.Login) {
		return s.refuseMove(w, r, work, errOwnWords)
	}
	f.Texts = cloned(f.Texts)
	f.Texts[lang].Reviewed = read
	text, err := store.Save(work.file, work.text, &f)
	if err != nil {
		return s.refuseMove(w, r, work, err)
	}
	act := map[bool]string{true: "read", false: "unread"}[read]
	if string(text) != string(work.text) {
		if done, err := s.write(r.Context(), work, journal.Save{Slug: f.Slug, Person: me.Login, Act: act, Note: string(lang)}, text); err != nil {
			return err
		} else if !done {
			return s.refuseMove(w, r, work, errNewer)
		}
	}
	if err := s.speakerTick(r, &f, lang, me.Login, clean(r.PostFormValue("reader")), read); err != nil {
		return err
	}
	return s.to(w, r, "review", string(f.Slug)+"?done="+act+"#speaker-"+string(lang))
}

// errOwnWords says that nobody reads their own translation for the others.
var errOwnWords = errors.New("move-own-words")

// speakerTick notes who has read a language, or that nobody has: then of
// everybody.
func (s *Studio) speakerTick(r *http.Request, f *factcheck.FactCheck, lang factcheck.Lang, person, reader string, read bool) error {
	item := "speaker:" + string(lang)
	i := slices.IndexFunc(pointsOf(f), func(p point) bool { return p.Item == item })
	if i < 0 {
		return nil
	}
	tick := journal.Tick{Slug: f.Slug, Item: item, About: pointsOf(f)[i].about, Reader: reader}
	people := []string{person}
	if !read {
		ticks, err := s.Journal.Ticks(r.Context(), f.Slug)
		if err != nil {
			return err
		}
		for _, t := range ticks {
			if t.Item == item && t.About == tick.About {
				people = append(people, t.Person)
			}
		}
	}
	for _, one := range people {
		if err := s.Journal.SetTicks(r.Context(), one, []journal.Tick{tick}, func(journal.Tick) bool { return read }); err != nil {
			return err
		}
	}
	return nil
}

// cloned are texts that can be changed without the others.
func cloned(texts factcheck.Texts) factcheck.Texts {
	out := factcheck.Texts{}
	for lang, t := range texts {
		own := *t
		out[lang] = &own
	}
	return out
}

// SourceName is what a source is called on the list.
func (p point) SourceName() string {
	if p.Source.Title != "" {
		return p.Source.Title
	}
	return p.Source.URL
}

// LanguageName is what the language of a translation calls itself.
func (p point) LanguageName() string { return message.LanguageName(factcheck.Lang(p.Lang)) }

// Dir is how the language of a translation is written.
func (p point) Dir() string { return factcheck.Lang(p.Lang).Dir() }
