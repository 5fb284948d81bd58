package studio

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/address"
	"rebut/internal/exchange"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
)

// exchangeAt is the path of the page that takes files; its requests may be
// larger than those of forms.
const exchangeAt = Root + "exchange"

// maxUpload is the largest request that brings files, bytes: the files, and what
// is around them.
const maxUpload = exchange.MaxBytes + 1<<20

// bodyLimit is how large a request may be, bytes.
func bodyLimit(r *http.Request) int64 {
	if r.URL.Path == exchangeAt && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return maxUpload
	}
	return maxForm
}

type exchangeView struct {
	page
	Problem, Hint string
	Kinds         []string
	Query         string // what the list showed; "" for everything
	Also          string // the same, for more behind it
	Found         int    // how many fact-checks that is
}

// exchange shows how fact-checks come in and go out.
func (s *Studio) exchange(w http.ResponseWriter, r *http.Request) error {
	return s.exchangePage(w, r, http.StatusOK, exchangeView{})
}

func (s *Studio) exchangePage(w http.ResponseWriter, r *http.Request, status int, v exchangeView) error {
	v.page = s.page(r, s.print(r).Text("studio.exchange"))
	for _, kind := range exchange.Kinds() {
		v.Kinds = append(v.Kinds, string(kind))
	}
	s.Live.Refresh()
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	f := filterOf(r.URL.Query())
	if v.Query = f.Asked(); v.Query != "" {
		v.Also = v.Query + "&"
	}
	v.Found = len(d.choose(&listView{Filter: f}))
	return s.show(w, r, status, "exchange.html", v)
}

// export answers with all fact-checks that a filter lets through, one after the
// other as they are written.
func (s *Studio) export(w http.ResponseWriter, r *http.Request) error {
	kind := exchange.Kind(r.URL.Query().Get("as"))
	if exchange.MIME(kind) == "" {
		return errNotFound
	}
	s.Live.Refresh()
	d, err := s.desk(r)
	if err != nil {
		return err
	}
	found := d.choose(&listView{Filter: filterOf(r.URL.Query())})
	h := w.Header()
	h.Set("Content-Type", exchange.MIME(kind))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", exchange.Name(kind, s.Today())))
	if r.Method == http.MethodHead {
		return nil
	}
	if err := exchange.Export(w, kind, d.project.Config, found, s.Today(), d.project.Whole); err != nil {
		s.Log.Error("export ends early", "error", err)
		panic(http.ErrAbortHandler) // so that nobody takes a part for the whole
	}
	return nil
}

// upload holds the files that somebody gives, and shows what is in them.
func (s *Studio) upload(w http.ResponseWriter, r *http.Request) error {
	if !who(r).Person.MayWrite() {
		return errForbidden
	}
	files, form, err := received(r)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return err
	case err != nil:
		return s.refuseFiles(w, r, err)
	}
	if form.Get("as-they-are") != "" && !who(r).Person.MayManage() {
		return errForbidden
	}
	if _, err := exchange.Read(files, s.readingOptions(form)); err != nil {
		return s.refuseFiles(w, r, err)
	}
	packed, err := json.Marshal(files)
	if err != nil {
		return err
	}
	id := make([]byte, 16)
	if _, err := io.ReadFull(s.Random, id); err != nil {
		return err
	}
	held := journal.Upload{ID: hex.EncodeToString(id), Person: who(r).Person.Login, Form: form.Encode(), Files: packed}
	if err := s.Journal.KeepUpload(r.Context(), held); err != nil {
		return err
	}
	return s.to(w, r, "exchange", held.ID)
}

// refuseFiles says why files cannot be read. Errors of ours are returned.
func (s *Studio) refuseFiles(w http.ResponseWriter, r *http.Request, err error) error {
	var m *problem.Mistake
	if !errors.As(err, &m) {
		return err
	}
	return s.exchangePage(w, r, http.StatusUnprocessableEntity, exchangeView{Problem: m.Message, Hint: m.Hint})
}

// received reads the files and values of a form that brings files. No more is
// read than may be.
func received(r *http.Request) ([]exchange.File, url.Values, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, nil, cmp.Or(parse(r), errForm)
	}
	var files []exchange.File
	form := url.Values{}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF {
			return files, form, nil
		}
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			return nil, nil, large
		}
		if err != nil || n > exchange.MaxFiles+20 {
			return nil, nil, errForm
		}
		content, err := io.ReadAll(io.LimitReader(part, partLimit(part)))
		if err != nil {
			return nil, nil, err
		}
		switch name := part.FileName(); {
		case name != "" && len(content) > 0:
			files = append(files, exchange.File{Name: path.Base(strings.ReplaceAll(clean(name), "\\", "/")), Content: content})
		case name == "" && part.FormName() != "" && part.FormName() != "files":
			form.Add(part.FormName(), clean(string(content)))
		}
	}
}

// partLimit is how much of a part is read, bytes.
func partLimit(part *multipart.Part) int64 {
	if part.FileName() != "" {
		return exchange.MaxBytes + 1
	}
	return 1 << 10
}

// readingOptions are the options that a form chooses.
func (s *Studio) readingOptions(form url.Values) exchange.Options {
	o := exchange.Options{Config: s.Live.Current().Config, Today: s.Today(), As: exchange.Kind(form.Get("as")), AsTheyAre: form.Get("as-they-are") != ""}
	for i := range exchange.MaxColumns {
		name := fmt.Sprintf("column.%d", i)
		if form.Has(name) {
			o.Map = append(o.Map, exchange.Assignment{Column: fmt.Sprintf("#%d", i+1), Field: form.Get(name)})
		}
	}
	return o
}

// uploaded are the files that an address names, with what the person chose so far.
func (s *Studio) uploaded(r *http.Request) (journal.Upload, []exchange.File, url.Values, error) {
	if !who(r).Person.MayWrite() {
		return journal.Upload{}, nil, nil, errForbidden
	}
	h, err := s.Journal.Uploaded(r.Context(), mux.Vars(r)["id"], who(r).Person.Login)
	if err != nil {
		return h, nil, nil, err
	}
	var files []exchange.File
	if err := json.Unmarshal(h.Files, &files); err != nil {
		return h, nil, nil, err
	}
	form, err := url.ParseQuery(h.Form)
	return h, files, form, err
}

// existing is what the project has already.
func (s *Studio) existing() exchange.Existing {
	p := s.Live.Current()
	by := map[factcheck.Slug]*factcheck.FactCheck{}
	for _, f := range p.FactChecks {
		for _, alias := range f.Aliases {
			by[alias] = f
		}
	}
	for _, f := range p.FactChecks {
		by[f.Slug] = f
	}
	return exchange.Existing{
		Find:     func(slug factcheck.Slug) *factcheck.FactCheck { return by[slug] },
		Text:     func(f *factcheck.FactCheck) ([]byte, error) { return os.ReadFile(s.path(f.Locate("", 0).File)) },
		Reserved: address.Reserved,
	}
}

// settleImport does what somebody decides about the files they gave: says what
// columns are, takes them in, or drops them.
func (s *Studio) settleImport(w http.ResponseWriter, r *http.Request) error {
	if err := parse(r); err != nil {
		return err
	}
	h, files, form, err := s.uploaded(r)
	if err != nil {
		return err
	}
	switch r.PostFormValue("act") {
	case "columns":
		for name, values := range r.PostForm {
			if strings.HasPrefix(name, "column.") {
				form[name] = values
			}
		}
		if _, err := exchange.Read(files, s.readingOptions(form)); err != nil {
			return s.dryPage(w, r, http.StatusUnprocessableEntity, err, nil)
		}
		if err := s.Journal.ChooseUpload(r.Context(), h.ID, h.Person, form.Encode()); err != nil {
			return err
		}
		return s.to(w, r, "exchange", h.ID)
	case "drop":
		if err := s.Journal.DropUpload(r.Context(), h.ID, h.Person); err != nil {
			return err
		}
		return s.to(w, r, "exchange")
	case "import":
		return s.takeIn(w, r, h, files, form)
	}
	return errNotFound
}

// takeIn adds what somebody chose: all of it, or, when something goes wrong,
// nothing.
func (s *Studio) takeIn(w http.ResponseWriter, r *http.Request, h journal.Upload, files []exchange.File, form url.Values) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.Live.Refresh()
	if form.Get("as-they-are") != "" && !who(r).Person.MayManage() {
		return errForbidden
	}
	reading, err := exchange.Read(files, s.readingOptions(form))
	if err != nil {
		return s.dryPage(w, r, http.StatusUnprocessableEntity, err, r.PostForm)
	}
	steps, err := s.existing().Plan(reading.Items, func(n int, _ *exchange.Item) exchange.Choice { return choiceIn(r.PostForm, n) })
	if err == nil && len(steps) == 0 {
		err = &problem.Mistake{Message: s.print(r).Text("studio.exchange-nothing")}
	}
	if err != nil {
		return s.dryPage(w, r, http.StatusUnprocessableEntity, err, r.PostForm)
	}
	var saves []journal.Save
	var texts [][]byte
	for _, step := range steps {
		saves, texts = append(saves, journal.Save{Slug: step.Slug, Person: h.Person, Act: "imported", Note: step.Item.At.File}), append(texts, step.Text)
	}
	err = exchange.Write(s.Dir, steps, func() error { return s.Journal.KeepAll(r.Context(), saves, texts) })
	if m := (*problem.Mistake)(nil); errors.As(err, &m) {
		return s.dryPage(w, r, http.StatusConflict, err, r.PostForm)
	}
	if err != nil {
		return err
	}
	s.Live.Refresh()
	if err := s.Journal.DropUpload(r.Context(), h.ID, h.Person); err != nil {
		return err
	}
	q := Filter{Writer: h.Person, Sort: "changed", Since: s.Now().UTC().Format(time.DateOnly)}.values()
	q.Set("imported", fmt.Sprint(len(steps)))
	return s.to(w, r, "?"+q.Encode())
}

// choiceIn is what a form wants of the nth item: those that are free have a box
// that is ticked, the others a list of what can be done.
func choiceIn(form url.Values, n int) exchange.Choice {
	if do := form.Get(fmt.Sprintf("do.%d", n)); do != "" {
		return exchange.Choice{Do: exchange.Do(do), Slug: factcheck.Slug(clean(form.Get(fmt.Sprintf("slug.%d", n))))}
	}
	return exchange.Choice{Do: exchange.Skip}
}
