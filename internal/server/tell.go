package server

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"

	"github.com/gorilla/mux"

	"rebut/internal/address"
	"rebut/internal/api"
	"rebut/internal/factcheck"
	"rebut/internal/heard"
	"rebut/internal/ratelimit"
	"rebut/internal/site"
)

// Teller takes what readers heard and nobody has checked.
type Teller interface {
	// Tell keeps a sentence and returns what is kept of it. The error is one of
	// package heard's for what is not taken.
	Tell(ctx context.Context, text string, lang factcheck.Lang) (kept string, err error)
}

// What one reader may tell, and how large what they send may be: the longest
// sentence with each byte written as three characters.
const (
	tellPerMinute = 2
	tellBurst     = 5
	maxTold       = 16 << 10 // bytes
)

// asksTell reports whether a request is of the page that takes what nobody has
// checked.
func (s *server) asksTell(r *http.Request, _ *mux.RouteMatch) bool {
	_, ok := address.TellIn(r.URL.Path)
	return ok && s.Teller != nil
}

// tell shows that page, and takes what is sent there. Nobody keeps the page: it
// may have what the reader typed.
func (s *server) tell(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	if now.Site == nil {
		return nothingToShow(w, r, now)
	}
	if now.Site.Telling == nil {
		return errNotFound
	}
	lang, _ := address.TellIn(r.URL.Path)
	if r.Method == http.MethodPost {
		return s.told(w, r, now, lang)
	}
	told, text := site.TellAsk, r.URL.Query().Get(address.HeardQuery)
	if r.URL.Query().Has("sent") {
		told = site.TellThanks
	}
	return s.tellPage(w, r, now, lang, http.StatusOK, told, text)
}

func (s *server) tellPage(w http.ResponseWriter, r *http.Request, now Snapshot, lang factcheck.Lang, status int, told site.Told, text string) error {
	body, err := now.Site.Telling.Page(lang, told, text)
	if err != nil {
		return err
	}
	sendPage(w, r, status, body)
	return nil
}

// told takes what a form sent. Forms of other sites are refused: their readers
// would tell what they never heard.
func (s *server) told(w http.ResponseWriter, r *http.Request, now Snapshot, lang factcheck.Lang) error {
	refuse := func(status int, text string) error {
		return s.tellPage(w, r, now, lang, status, site.TellRefused, text)
	}
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		return refuse(http.StatusForbidden, "")
	}
	if quota := s.tellQuota(r, now); !quota.OK {
		quota.Set(w.Header())
		return refuse(http.StatusTooManyRequests, "")
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxTold)
	if err := r.ParseForm(); err != nil {
		return refuse(http.StatusBadRequest, "")
	}
	text := r.PostForm.Get(address.TellText)
	switch _, err := s.Teller.Tell(r.Context(), text, lang); {
	case refusedTold(err):
		return refuse(http.StatusUnprocessableEntity, text)
	case err != nil:
		return err
	}
	http.Redirect(w, r, now.Config.Path(address.Tell(lang))+"?sent", http.StatusSeeOther)
	return nil
}

func (s *server) tellQuota(r *http.Request, now Snapshot) ratelimit.Quota {
	policy := policyOf(now.Config.API)
	policy.PerMinute, policy.Burst = tellPerMinute, tellBurst
	return s.limiter.Take(r, policy)
}

// refusedTold reports whether what was sent is not taken for a reason of its
// own.
func refusedTold(err error) bool {
	return errors.Is(err, heard.ErrEmpty) || errors.Is(err, heard.ErrLong) || errors.Is(err, heard.ErrFull)
}

// tellAPI takes what a program sends for one of its people: {"text", "language"}.
// It answers with what is kept.
func (s *server) tellAPI(w http.ResponseWriter, r *http.Request, now Snapshot) error {
	wrong := func(kind api.Kind, detail string) error { return refusal{api.NewProblem(now.Config, kind, detail)} }
	switch {
	case now.Site == nil:
		return wrong(api.Unavailable, "The site has nothing to show yet.")
	case s.Teller == nil || now.Site.Telling == nil:
		return wrong(api.NotFound, "This server has no studio that would take what was heard.")
	case r.Method != http.MethodPost:
		problem := api.NewProblem(now.Config, api.MethodNotAllowed, "Send what was heard with POST.")
		problem.Title = "This address only takes what is sent"
		return refusal{problem}
	}
	quota := s.tellQuota(r, now)
	quota.Set(w.Header()) // not the larger one of the interface as a whole
	if !quota.OK {
		return tooMany(w, r, now)
	}
	text, lang, problem := toldBy(w, r, now)
	if problem != nil {
		return refusal{problem}
	}
	kept, err := s.Teller.Tell(r.Context(), text, lang)
	switch {
	case errors.Is(err, heard.ErrFull):
		return wrong(api.Unavailable, "As much was sent today as can be taken. Try again tomorrow.")
	case refusedTold(err):
		return toldWrong(now, "text", err.Error(), "send one sentence in its own words, of at most 1000 characters")
	case err != nil:
		return err
	}
	body, err := api.JSON(map[string]any{"text": kept, "language": lang})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", media[".json"].contentType)
	send(w, r, http.StatusAccepted, body)
	return nil
}

func toldWrong(now Snapshot, parameter, detail, hint string) error {
	problem := api.NewProblem(now.Config, api.BadParameters, "See “errors” for what to change.")
	problem.Errors = []api.ParamError{{Parameter: parameter, Detail: detail, Hint: hint}}
	return refusal{problem}
}

// toldBy reads what a program sent.
func toldBy(w http.ResponseWriter, r *http.Request, now Snapshot) (text string, lang factcheck.Lang, problem *api.Problem) {
	var sent struct {
		Text     string `json:"text"`
		Language string `json:"language"`
	}
	wrong := func(parameter, detail, hint string) (string, factcheck.Lang, *api.Problem) {
		var is refusal
		errors.As(toldWrong(now, parameter, detail, hint), &is)
		return "", "", is.Problem
	}
	const like = `send {"text": "what was heard", "language": "en"}`
	if medium, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || medium != "application/json" {
		return wrong("", "is not sent as application/json", like)
	}
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxTold))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&sent); err != nil {
		return wrong("", "is no such JSON", like)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return wrong("", "has something after the JSON", like)
	}
	lang = now.Config.DefaultLanguage()
	if sent.Language != "" {
		if err := lang.UnmarshalText([]byte(sent.Language)); err != nil || !slices.Contains(now.Config.Languages, lang) {
			return wrong("language", "is not a language of this site", "leave it out for the site’s first")
		}
	}
	return sent.Text, lang, nil
}
