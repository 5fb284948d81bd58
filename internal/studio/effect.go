package studio

import (
	"encoding/hex"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/message"
	"rebut/internal/project"
)

// effectView is what readers will see differently.
type effectView struct {
	page
	Slug         string
	Known        bool // it could be found out
	Groups       []effectGroup
	Pictures     []pictureChange // some of those that change, as they are and as they will be
	Translations []afterwards
	Told         []told
	Announced    bool // those are told by itself; else by rebut publish
	Nothing      bool
	Partial      bool // lists and feeds were not compared: the site is large
}

// effectGroup are the addresses of one kind.
type effectGroup struct {
	Key                   string // "page", "embed", "feed", "picture", "small", "kit", "data"
	New, Changed, Removed addresses
}

// addresses are the first of some, and how many there are.
type addresses struct {
	First []string
	N     int
}

// More is how many are not listed.
func (a addresses) More() int { return a.N - len(a.First) }

// pictureChange is a picture before and after; either may be missing.
type pictureChange struct{ Address, Before, After string }

// afterwards is how a translation stands afterwards.
type afterwards struct {
	Lang, Name, State string
	Shown, Becomes    bool // the public sees it; its state is another one than before
}

// told is who will hear of it.
type told struct{ Host, Kind string }

// effects remembers the last effects that were found out: pages show pictures
// of them.
type effects struct {
	mu   sync.Mutex
	kept []keptEffect // the newest last
}

type keptEffect struct {
	project *project.Project
	file    string
	sum     journal.Sum
	*project.Effect
}

// mostEffects is how many effects are remembered, each of a few megabytes.
const mostEffects = 3

// found is the effect of a text, found out once.
func (e *effects) found(w *work, text []byte, today factcheck.Date) (*project.Effect, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	sum := journal.SumOf(text)
	for _, one := range e.kept {
		if one.project == w.project && one.file == w.file && one.sum == sum {
			return one.Effect, nil
		}
	}
	effect, err := w.project.Effect(w.file, w.text, text, today)
	if err != nil {
		return nil, err
	}
	if e.kept = append(e.kept, keptEffect{w.project, w.file, sum, effect}); len(e.kept) > mostEffects {
		e.kept = slices.Delete(e.kept, 0, 1)
	}
	return effect, nil
}

// remembered is an effect that is still known; nil else.
func (e *effects) remembered(file string, sum journal.Sum) *project.Effect {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, one := range slices.Backward(e.kept) {
		if one.file == file && one.sum == sum {
			return one.Effect
		}
	}
	return nil
}

// effectPage shows what readers will see differently once a fact-check is
// published, or a proposal approved. Pages that lead here show it in themselves.
func (s *Studio) effectPage(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	if work.check == nil {
		return s.broken(w, r, work)
	}
	text := s.asPublished(work)
	if id := number(r.URL.Query(), "proposal"); id != 0 {
		if text, err = s.proposedText(r, work, id); err != nil {
			return err
		}
	}
	v := effectView{}
	if text != nil {
		v = s.effect(r, work, text)
	}
	v.page, v.Slug = s.page(r, s.print(r).Text("studio.review-effect")), string(work.slug())
	return s.show(w, r, http.StatusOK, "effect.html", v)
}

// proposedText is the file once a proposal is approved; nil where it cannot be.
func (s *Studio) proposedText(r *http.Request, work *work, id int64) ([]byte, error) {
	p, err := s.Journal.Proposal(r.Context(), id)
	if err != nil {
		return nil, err
	}
	if p.Slug != work.slug() {
		return nil, errNotFound
	}
	f, _, err := s.merged(r.Context(), work, p)
	if err != nil {
		return nil, err
	}
	text, err := s.outcome(work, p, f)
	if err != nil && s.reason(r, err) != "" {
		return nil, nil
	}
	return text, err
}

// effect is what readers will see differently once the file has a text; not
// known where the rules find errors in it.
func (s *Studio) effect(r *http.Request, work *work, text []byte) effectView {
	after, problems := work.project.Examine(work.file, text, s.Today())
	if after == nil || problems.HasErrors() {
		return effectView{}
	}
	found, err := s.effects.found(work, text, s.Today())
	if err != nil {
		s.Log.Error("studio cannot tell what will change", "file", work.file, "error", err)
		return effectView{}
	}
	cfg := work.project.Config
	v := effectView{Known: true, Groups: byKind(found), Announced: s.Announces, Partial: found.Partial, Nothing: len(found.New)+len(found.Changed)+len(found.Removed) == 0}
	v.Pictures = s.pictures(work, found, journal.SumOf(text))
	v.Translations = translations(cfg, work.check, after)
	event := config.PublishedEvent
	if work.check.Public() {
		event = config.CorrectedEvent
	}
	if after.Status == factcheck.Withdrawn {
		event = config.WithdrawnEvent
	}
	if event != config.CorrectedEvent || after.Revision > work.check.Revision {
		v.Told = tellsOf(cfg, event)
	}
	return v
}

// tellsOf are those who hear of an event: no more than the name of the host,
// for addresses of webhooks may be secret.
func tellsOf(cfg *config.Config, event config.Event) (out []told) {
	add := func(address, kind string) {
		if u, err := url.Parse(address); err == nil && u.Host != "" {
			out = append(out, told{u.Host, kind})
		}
	}
	for _, hook := range cfg.Webhooks {
		if hook.Wants(event) {
			add(hook.URL, "webhook")
		}
	}
	for _, hub := range cfg.Feeds.Hubs {
		add(hub, "hub")
	}
	return out
}

// translations are how the translations stand once a text is public.
func translations(cfg *config.Config, before, after *factcheck.FactCheck) (out []afterwards) {
	for _, lang := range after.Languages() {
		if lang == after.Language {
			continue
		}
		_, shown := cfg.Edition(after, lang)
		state := after.State(lang)
		becomes := before.Texts[lang] != nil && before.State(lang) != state
		out = append(out, afterwards{string(lang), message.LanguageName(lang), state.String(), shown, becomes})
	}
	return out
}

// mostListed is how many addresses of a kind are listed.
const mostListed = 300

// kinds are the kinds of addresses, in the order in which they are listed.
func kinds() []string { return []string{"page", "embed", "feed", "picture", "small", "kit", "data"} }

func byKind(e *project.Effect) []effectGroup {
	groups := map[string]*effectGroup{}
	for _, key := range kinds() {
		groups[key] = &effectGroup{Key: key}
	}
	put := func(names []string, list func(*effectGroup) *addresses) {
		for _, name := range names {
			to := list(groups[kindOf(name)])
			if to.N++; to.N <= mostListed {
				to.First = append(to.First, address.Path(name))
			}
		}
	}
	put(e.New, func(g *effectGroup) *addresses { return &g.New })
	put(e.Changed, func(g *effectGroup) *addresses { return &g.Changed })
	put(e.Removed, func(g *effectGroup) *addresses { return &g.Removed })
	var out []effectGroup
	for _, key := range kinds() {
		if g := groups[key]; g.New.N+g.Changed.N+g.Removed.N > 0 {
			out = append(out, *g)
		}
	}
	return out
}

var smallPicture = regexp.MustCompile(`-w[0-9]+\.(png|jpg)$`)

// kindOf is the kind of a file of the site.
func kindOf(name string) string {
	base, ext := path.Base(name), path.Ext(name)
	switch {
	case strings.HasPrefix(base, "kit."):
		return "kit"
	case strings.HasPrefix(base, "feed.") || strings.HasPrefix(base, "feed-") || ext == ".opml":
		return "feed"
	case base == "index.html" && path.Base(path.Dir(name)) == "embed":
		return "embed"
	case ext == ".html":
		return "page"
	case smallPicture.MatchString(base):
		return "small"
	case ext == ".png" || ext == ".jpg" || ext == ".pdf":
		return "picture"
	}
	return "data"
}

// mostPictures is how many pictures are shown before and after.
const mostPictures = 6

// pictures are those that stand for what changes: each design once, in the
// format that comes first.
func (s *Studio) pictures(work *work, e *project.Effect, sum journal.Sum) (out []pictureChange) {
	at := func(side, name string) string {
		return work.project.Config.BasePath() + Root + "after/" + string(work.slug()) + "?" + url.Values{"side": {side}, "of": {hex.EncodeToString(sum[:])}, "name": {name}}.Encode()
	}
	seen := map[string]bool{}
	for _, name := range s.shownFirst(work, slices.Concat(e.Changed, e.New, e.Removed)) {
		design := path.Dir(name) + strings.SplitN(path.Base(name), "-", 2)[0]
		if seen[design] || len(out) == mostPictures {
			continue
		}
		seen[design] = true
		one := pictureChange{Address: address.Path(name)}
		if e.Before.Has(name) {
			one.Before = at("before", name)
		}
		if e.After.Has(name) {
			one.After = at("after", name)
		}
		out = append(out, one)
	}
	return out
}

// shownFirst are the pictures among some files that browsers show: the
// original's before those of translations, and of each those of links first,
// which most people see.
func (s *Studio) shownFirst(work *work, names []string) (out []string) {
	for _, name := range names {
		if kindOf(name) == "picture" && path.Ext(name) != ".pdf" && path.Base(name) != "qr.png" {
			out = append(out, name)
		}
	}
	rank := func(name string) int {
		n := 0
		if !strings.HasPrefix(name, string(work.check.Language)+"/") {
			n += 2
		}
		if !strings.Contains(path.Base(name), "-link.") {
			n++
		}
		return n
	}
	slices.SortStableFunc(out, func(a, b string) int { return rank(a) - rank(b) })
	return out
}

// after answers a picture as it is public, or will be.
func (s *Studio) after(w http.ResponseWriter, r *http.Request) error {
	work, err := s.work(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	sum, err := baseOf(url.Values{"base": {query.Get("of")}})
	if err != nil {
		return errNotFound
	}
	e := s.effects.remembered(work.file, sum)
	if e == nil {
		return errNotFound
	}
	tree, name := e.After, query.Get("name")
	if query.Get("side") == "before" {
		tree = e.Before
	}
	if kindOf(name) != "picture" || !tree.Has(name) {
		return errNotFound
	}
	content, err := tree.Content(name)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", http.DetectContentType(content))
	_, _ = w.Write(content) // a reader who left
	return nil
}
