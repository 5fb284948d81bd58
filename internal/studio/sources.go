package studio

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/citation"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// aid is what helps to fill in a field of an element of a list.
type aid struct {
	Of      string // "url", "archived"; "" for nothing
	Row     string // the element: "sources.cmhc-2023"
	Address string // of the page that the element is about
	Fetch   bool   // sites may be asked
}

// Save is where the Internet Archive makes a copy of the page.
func (a aid) Save() string { return "https://web.archive.org/save/" + a.Address }

// Look is where it lists the copies that it has.
func (a aid) Look() string { return "https://web.archive.org/web/*/" + a.Address }

// aided is a line with what helps to fill it in. at is the element's name with
// a dot, address that of the page that it is about.
func (b form) aided(of, at, key, value, address string) field {
	f := b.field("line", at+of, key, value, 0, "")
	if page, _ := pageAt(address); page == nil {
		address = ""
	}
	f.Aid = aid{of, strings.TrimSuffix(at, "."), address, b.cfg != nil && b.cfg.Studio.FetchSources}
	return f
}

// tongue is the choice of the language that a source is in.
func (b form) tongue(name string, chosen factcheck.Lang) field {
	f := b.field("choice", name, "source-language", string(chosen), 0, "")
	langs := []factcheck.Lang{"en", "fr"}
	if b.cfg != nil {
		langs = append(langs, b.cfg.Languages...)
	}
	f.Options = []option{{"", "–", chosen == ""}}
	for i, lang := range append(langs, chosen) {
		if lang != "" && !slices.Contains(langs[:min(i, len(langs))], lang) {
			f.Options = append(f.Options, option{string(lang), message.LanguageName(lang), lang == chosen})
		}
	}
	return f
}

// siteOf is the host of an address, as a name begins.
func siteOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	first, rest, _ := strings.Cut(u.Hostname(), ".")
	if strings.TrimRight(first, "0123456789") == "www" {
		return rest
	}
	return u.Hostname()
}

// asked is what came of asking about an element of a list.
type asked struct {
	Row string // the element
	Of  string // the field that shows it
	outcome
}

// askedOf reads it of the address that a form is shown at.
func askedOf(r *http.Request) asked {
	q := r.URL.Query()
	status, _ := strconv.Atoi(q.Get("status"))
	return asked{q.Get("row"), q.Get("of"), outcome{q.Get("told"), status}}
}

func (a asked) query() string {
	q := url.Values{"row": {a.Row}, "of": {a.Of}, "told": {a.Key}}
	if a.Status != 0 {
		q.Set("status", strconv.Itoa(a.Status))
	}
	return "?" + q.Encode() + "#d-" + a.Row + "." + a.Of
}

// sentence is what came of asking, in words; "" where there are none.
func (a asked) sentence(p *message.Printer) string {
	if a.Key == "" {
		return ""
	}
	key := "studio.source-told-" + a.Key
	if text := p.Text(key, "Status", strconv.Itoa(a.Status)); text != key {
		return text
	}
	return ""
}

// filledMark notes in a form that a page filled in a field of an element: by
// the page's address, since elements are called otherwise once they are named.
func filledMark(field, address string) string { return field + " " + address }

// mark has the fields that pages filled in say so, and that which came of it.
func (v *editView) mark() {
	var kept []string
	for _, g := range v.Groups {
		if g.List == nil {
			continue
		}
		for _, row := range g.List.Items {
			at, name := "", g.List.Name+"."+row.Key
			for i := range row.Fields {
				f := &row.Fields[i]
				if f.Name == name+".url" {
					at = f.Value
				}
				key, _, _ := strings.Cut(strings.TrimPrefix(f.Name, name+"."), ".")
				if m := filledMark(key, at); f.Value != "" && at != "" && slices.Contains(v.Filled, m) {
					f.Filled, kept = true, append(kept, m)
				}
				if f.Name == v.Told.Row+"."+v.Told.Of && f.Aid.Of != "" {
					f.Told = v.Told.sentence(v.Printer)
				}
			}
		}
	}
	v.Filled = slices.Compact(kept)
}

// filling is what the page's script is told: values by the names of fields that
// were empty, and what came of asking.
type filling struct {
	Values map[string]string `json:"values"`
	Said   string            `json:"said"`
}

// sources asks the page that a source is at what it says of itself, or an
// archive for a copy. Only what is empty is filled in, and nothing is saved: the
// form comes back with it.
func (s *Studio) sources(w http.ResponseWriter, r *http.Request) error {
	work, f, lang, _, err := s.unsaved(r)
	if err != nil {
		return err
	}
	me := who(r).Person
	if lang != "" || !me.MayWrite() || work.check.Public() && !me.MayPublish() {
		return errForbidden
	}
	row, of := r.PostFormValue("fill"), "url"
	if row == "" {
		row, of = r.PostFormValue("find"), "archived"
	}
	list, key, _ := strings.Cut(row, ".")
	if !work.project.Config.Studio.FetchSources || s.Outward == nil || !slices.Contains(r.PostForm[list], key) || list != "sources" && (list != "appearances" || of == "url") {
		return errNotFound
	}
	values, out := s.asks(r, f, row, of)
	told := asked{row, of, out}
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		w.Header().Set("Content-Type", "application/json")
		return json.NewEncoder(w).Encode(filling{values, told.sentence(s.print(r))})
	}
	at := clean(r.PostFormValue(row + ".url"))
	for name, value := range values {
		r.PostForm.Set(name, value)
		field, _, _ := strings.Cut(strings.TrimPrefix(name, row+"."), ".")
		r.PostForm.Add("filled", filledMark(field, at))
	}
	return s.comesBack(w, r, work, told, at)
}

// comesBack keeps the form and shows it again, at the element that was asked
// about: it may be called otherwise now.
func (s *Studio) comesBack(w http.ResponseWriter, r *http.Request, work *work, told asked, at string) error {
	base, err := baseOf(r.PostForm)
	if err != nil {
		return err
	}
	r.PostForm.Del("fill")
	r.PostForm.Del("find")
	if s.changes(r, work, "", base) {
		if err := s.remember(r, work.check.Slug, "", base); err != nil {
			return err
		}
	}
	f, _, _, err := s.joined(r, work, "", r.PostForm, base)
	if err != nil {
		return err
	}
	b := form{check: f, saved: work.check}
	list, _, _ := strings.Cut(told.Row, ".")
	keys, urls := b.sourceKeys(), make([]string, 0, len(f.Sources))
	for _, src := range f.Sources {
		urls = append(urls, src.URL)
	}
	if list == "appearances" {
		keys, urls = b.appearanceKeys(), urls[:0]
		for _, a := range f.Appearances {
			urls = append(urls, a.URL)
		}
	}
	if i := slices.Index(urls, at); i >= 0 && at != "" {
		told.Row = list + "." + keys[i]
	}
	return s.to(w, r, "edit", string(work.check.Slug)+told.query())
}

// asks is what a page, or an archive, says for the empty fields of an element.
func (s *Studio) asks(r *http.Request, f *factcheck.FactCheck, row, of string) (map[string]string, outcome) {
	login, at := who(r).Person.Login, clean(r.PostFormValue(row+".url"))
	found := map[string]string{}
	var out outcome
	if of == "archived" {
		found["archived"], out = s.copyOf(r.Context(), login, at)
	} else {
		var c citation.Citation
		c, out = s.cite(r.Context(), login, at)
		found = map[string]string{"title": c.Title, publisherField(r.PostForm, row, f.Language): c.Publisher, "date": c.Date.String(),
			"authors": strings.Join(c.Authors, "\n"), "language": string(c.Language)}
	}
	values := map[string]string{}
	for field, value := range found {
		if value != "" && blankIn(r.PostForm, row, field) {
			values[row+"."+field] = value
		}
	}
	if len(values) == 0 && (out.Key == "filled" || out.Key == "found") {
		out.Key = "nothing-new"
	}
	return values, out
}

// publisherField is the field of an element for the publisher's name: the one
// for all languages where the form has it.
func publisherField(form url.Values, row string, own factcheck.Lang) string {
	if form.Has(row + ".publisher." + everyLanguage) {
		return "publisher." + everyLanguage
	}
	return "publisher." + string(own)
}

// blankIn reports whether nobody has typed into a field of an element; a
// publisher's name in any language is one.
func blankIn(form url.Values, row, field string) bool {
	key, _, localised := strings.Cut(field, ".")
	if !localised {
		return clean(form.Get(row+"."+field)) == ""
	}
	for name := range form {
		if strings.HasPrefix(name, row+"."+key+".") && clean(form.Get(name)) != "" {
			return false
		}
	}
	return true
}
