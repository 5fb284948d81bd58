package server

import (
	"context"
	"errors"

	"net/http"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"rebut/internal/address"
	"rebut/internal/claimsearch"
)

// claims routes what is asked as Google's fact-check search is asked.
func (s *server) claims(router *mux.Router) {
	router.Handle(address.ClaimSearch, s.googly(http.MethodGet, s.claimSearch))
	router.Handle(address.ClaimImageSearch, s.googly(http.MethodGet+", "+http.MethodPost, s.claimImageSearch))
	router.PathPrefix(address.Claims).Handler(s.googly("", nil))
}

// claimAnswer is the JSON that answers a request.
type claimAnswer func(r *http.Request, site *claimsearch.Site) ([]byte, error)

// googly answers as Google's APIs do, mistakes included. Nobody keeps the
// answer, as the address has what somebody looked for.
func (s *server) googly(methods string, answer claimAnswer) http.Handler {
	return s.answer(s.limited(func(w http.ResponseWriter, r *http.Request, now Snapshot) error {
		body, err := s.claimed(w, r, now, methods, answer)
		status := http.StatusOK
		var refusal *claimsearch.Refusal
		if errors.As(err, &refusal) {
			status, body, err = refusal.Code, refusal.JSON(), nil
		}
		if err != nil {
			if r.Context().Err() != nil {
				return err
			}
			s.Log.Error("cannot answer", "path", r.URL.Path, "error", err)
			refusal = claimsearch.Refuse(http.StatusInternalServerError, "Something went wrong here. Please try again later.")
			status, body = refusal.Code, refusal.JSON()
		}
		if status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "30") // seconds
		}
		sendClaims(w, r, status, body)
		return nil
	}, tooManyClaims))
}

func tooManyClaims(w http.ResponseWriter, r *http.Request, _ Snapshot) error {
	refusal := claimsearch.Refuse(http.StatusTooManyRequests, "Too many requests. Wait as long as Retry-After says.")
	sendClaims(w, r, refusal.Code, refusal.JSON())
	return nil
}

func sendClaims(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	crossOrigin(w.Header())
	send(w, r, status, body)
}

// claimed asks for the answer, if it is asked for in the right way.
func (s *server) claimed(w http.ResponseWriter, r *http.Request, now Snapshot, methods string, answer claimAnswer) ([]byte, error) {
	switch {
	case now.Site == nil || now.Site.Claims == nil:
		return nil, claimsearch.Refuse(http.StatusServiceUnavailable, "This site cannot be searched at the moment. Please try again later.")
	case answer == nil:
		return nil, claimsearch.Refuse(http.StatusNotFound, "There is no such method. Those of this API are %s and %s.", address.ClaimSearch, address.ClaimImageSearch)
	case !strings.Contains(methods, method(r)):
		w.Header().Set("Allow", methods)
		return nil, claimsearch.Refuse(http.StatusMethodNotAllowed, "This address answers %s.", methods)
	}
	return answer(r, now.Site.Claims)
}

// method is a request's; what answers GET answers HEAD.
func method(r *http.Request) string {
	if r.Method == http.MethodHead {
		return http.MethodGet
	}
	return r.Method
}

func (s *server) claimSearch(r *http.Request, site *claimsearch.Site) ([]byte, error) {
	return site.Search(r.URL.Query(), s.Now())
}

// imagePatience is how long a picture may take to be found.
const imagePatience = 20 * time.Second

func (s *server) claimImageSearch(r *http.Request, site *claimsearch.Site) ([]byte, error) {
	if method(r) == http.MethodGet {
		return site.ImageAt(r.URL.Query())
	}
	picture, fits, err := sent(r)
	if err != nil {
		return nil, claimsearch.Refuse(http.StatusBadRequest, "The picture did not arrive whole. Please send it again.")
	}
	if !fits {
		return nil, claimsearch.Refuse(http.StatusRequestEntityTooLarge, "The picture has more than %d MiB. Send a smaller copy.", mostBody>>20)
	}
	ctx, cancel := context.WithTimeout(r.Context(), imagePatience)
	defer cancel()
	return site.ImageSent(ctx, r.URL.Query(), picture)
}
