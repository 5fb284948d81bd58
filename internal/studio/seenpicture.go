package studio

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"path"
	"reflect"
	"runtime"
	"slices"
	"sync"

	"github.com/gorilla/mux"
	lru "github.com/hashicorp/golang-lru/v2"

	"rebut/internal/address"
	"rebut/internal/bounded"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// What is kept of pictures that are looked at: so many drawn ones, bytes, and
// so many that pages name and nobody may have asked for yet. Each of those keeps
// the fact-check that it is of, some 30 KB, which those of a page share.
const (
	drawnBudget = 24 << 20
	namedJobs   = 1024
)

// seen draws the pictures of previews and sheets: one at a time for each core,
// for those who still wait.
type seen struct {
	slots chan struct{}
	named *lru.Cache[string, card.Job] // by their key

	mu      sync.Mutex
	designs card.Designs // that drawn is of
	drawn   *bounded.Cache[[]byte]
}

func newSeen() *seen {
	named, _ := lru.New[string, card.Job](namedJobs) // fails for sizes below 1 only
	return &seen{slots: make(chan struct{}, runtime.GOMAXPROCS(0)), named: named, drawn: bounded.New[[]byte](drawnBudget)}
}

// cache is what was drawn in the project's designs as they are.
func (s *seen) cache(p *project.Project) *bounded.Cache[[]byte] {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !reflect.DeepEqual(s.designs, p.Designs) {
		s.drawn = bounded.New[[]byte](drawnBudget)
	}
	s.designs = p.Designs // soon compared the next time
	return s.drawn
}

// slot waits for a core. The error says that nobody waits any more.
func (s *seen) slot(ctx context.Context) (done func(), err error) {
	select {
	case s.slots <- struct{}{}:
		return func() { <-s.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// draw is a picture, or a small one of so many px where width is not 0; nil for
// one that has problems.
func (s *seen) draw(ctx context.Context, p *project.Project, key string, job card.Job, width int) ([]byte, error) {
	drawn, at := s.cache(p), key+"-"+itoa(width)
	if picture, ok := drawn.Get(at); ok {
		return picture, nil
	}
	done, err := s.slot(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	if picture, ok := drawn.Get(at); ok { // somebody else waited for the same
		return picture, nil
	}
	if scene, problems := p.Press.Scene(job); scene == nil || problems.HasErrors() {
		return nil, nil
	}
	var picture []byte
	if width > 0 {
		picture, err = p.Press.Thumbnail(job, width)
	} else {
		picture, _, err = p.Press.Picture(job)
	}
	if err != nil {
		return nil, err
	}
	drawn.Add(at, picture, len(picture))
	return picture, nil
}

// keysOf tells apart the pictures of an edition by what they show.
func keysOf(p *project.Project, e factcheck.Edition) func(card.Job) string {
	identity := p.Press.Identities(e)
	return func(j card.Job) string {
		sum := sha256.Sum256([]byte(identity(j)))
		return hex.EncodeToString(sum[:16])
	}
}

// smallWidth is how wide the small pictures of previews are, px: twice what they
// take on the page, for phones.
const smallWidth = 480

// pictureAt is where a picture of what is being written is shown from.
func (s *Studio) pictureAt(p *project.Project, key string, job card.Job, width int) string {
	s.seen.named.ContainsOrAdd(key, job)
	q := url.Values{"of": {key}, "lang": {string(job.Edition.Lang)}, "design": {job.Design}, "format": {job.Format}, "theme": {job.Theme}, "slide": {itoa(job.Slide)}}
	if width > 0 {
		q.Set("width", itoa(width))
	}
	return p.Config.Path(Root + path.Join("preview", string(job.Edition.Slug), "picture") + "?" + q.Encode())
}

// shownFrom tells for the paths of an edition's public pictures where those of
// what is being written are shown from.
func (s *Studio) shownFrom(p *project.Project, e factcheck.Edition) func(at string) string {
	key := keysOf(p, e)
	type picture struct {
		job   card.Job
		width int
	}
	all := map[string]picture{}
	for _, job := range p.Press.Jobs(e) {
		all[p.Config.Path(p.Press.Path(job))] = picture{job, 0}
		for _, width := range []int{240, 480} {
			all[p.Config.Path(p.Press.ThumbnailPath(job, width))] = picture{job, width}
		}
	}
	code := p.Config.Path(address.QR(e.Lang, e.Slug))
	return func(at string) string {
		if at == code {
			return p.Config.Path(Root + path.Join("preview", string(e.Slug), "code") + "?lang=" + url.QueryEscape(string(e.Lang)))
		}
		if one, ok := all[at]; ok {
			return s.pictureAt(p, key(one.job), one.job, one.width)
		}
		return ""
	}
}

// seenPicture answers with a picture that a preview or a sheet named.
func (s *Studio) seenPicture(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	p := s.Live.Current()
	if p.Press == nil {
		return errNotFound
	}
	key, width := q.Get("of"), 0
	if q.Has("width") {
		if width = int(number(q, "width")); width != 240 && width != smallWidth {
			return errNotFound
		}
	}
	job, ok := s.seen.named.Get(key)
	if !ok || string(job.Edition.Slug) != mux.Vars(r)["slug"] {
		var err error
		if job, err = s.jobOf(r, key); err != nil {
			return err
		}
	}
	picture, err := s.seen.draw(r.Context(), p, key, job, width)
	if err != nil {
		return err
	}
	if picture == nil {
		return errNotFound
	}
	h := w.Header()
	h.Set("Content-Type", http.DetectContentType(picture))
	h.Set("Cache-Control", "private, max-age=600") // the key changes with what it shows
	h.Set("Content-Disposition", `inline; filename="`+path.Base(p.Press.Path(job))+`"`)
	if r.Method != http.MethodHead {
		_, _ = w.Write(picture) // a reader who left
	}
	return nil
}

// jobOf is the picture that an address names, where the program has forgotten
// it: if what it shows is still what somebody typed.
func (s *Studio) jobOf(r *http.Request, key string) (card.Job, error) {
	q := r.URL.Query()
	work, f, part, err := s.asTyped(r)
	if err != nil {
		return card.Job{}, err
	}
	lang := looksIn(r, f, part)
	if f.Texts[lang] == nil {
		return card.Job{}, errNotFound
	}
	p := work.project
	e := p.Preview(f, lang)
	keyOf := keysOf(p, e)
	jobs := p.Press.Jobs(e)
	i := slices.IndexFunc(jobs, func(j card.Job) bool {
		return j.Design == q.Get("design") && j.Format == q.Get("format") && j.Theme == q.Get("theme") && j.Slide == int(number(q, "slide")) && keyOf(j) == key
	})
	if i < 0 {
		return card.Job{}, errNotFound
	}
	return jobs[i], nil
}

// code is the QR code of a fact-check's page, for its preview.
func (s *Studio) code(w http.ResponseWriter, r *http.Request) error {
	p := s.Live.Current()
	f := p.FactCheck(factcheck.Slug(mux.Vars(r)["slug"]))
	if f == nil || p.Press == nil {
		return errNotFound
	}
	lang, err := s.part(r.URL.Query().Get("lang"), f)
	if err != nil {
		return err
	}
	if lang == "" {
		lang = f.Language
	}
	picture, err := p.Press.QRPicture(factcheck.Edition{FactCheck: f, Lang: lang})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", config.PNG.MIME())
	_, _ = w.Write(picture) // a reader who left
	return nil
}
