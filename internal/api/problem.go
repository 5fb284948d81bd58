package api

import (
	"net/http"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/ratelimit"
)

// ProblemType is the media type of a Problem.
const ProblemType = "application/problem+json"

// Problem says why a request is refused (RFC 9457).
type Problem struct {
	Type     string       `json:"type"`  // address at which this kind is explained
	Title    string       `json:"title"` // of the kind
	Status   int          `json:"status"`
	Detail   string       `json:"detail"` // of this one, for people
	Instance string       `json:"instance,omitempty"`
	Errors   []ParamError `json:"errors,omitempty"`
	Violated []string     `json:"violated-policies,omitempty"` // names in RateLimit-Policy
}

// ParamError is one parameter that cannot be used.
type ParamError struct {
	Parameter string `json:"parameter"`
	Detail    string `json:"detail"`
	Hint      string `json:"hint,omitempty"`
}

// Kind is a kind of problem: the anchor at which the page of the interface
// explains it.
type Kind string

// The kinds of problems.
const (
	BadParameters    Kind = "bad-parameters"
	NotFound         Kind = "not-found"
	MethodNotAllowed Kind = "method-not-allowed"
	NotAcceptable    Kind = "not-acceptable"
	TooManyRequests  Kind = "too-many-requests"
	Failure          Kind = "failure"
	Unavailable      Kind = "unavailable"
)

// Kinds are all kinds of problems, in the order of their status.
func Kinds() []Kind {
	return []Kind{BadParameters, NotFound, MethodNotAllowed, NotAcceptable, TooManyRequests, Failure, Unavailable}
}

// Status is the HTTP status of problems of the kind, and what they are called.
func (k Kind) Status() (status int, title string) {
	switch k {
	case BadParameters:
		return http.StatusBadRequest, "Some parameters cannot be used"
	case NotFound:
		return http.StatusNotFound, "There is nothing at this address"
	case MethodNotAllowed:
		return http.StatusMethodNotAllowed, "This address can only be read"
	case NotAcceptable:
		return http.StatusNotAcceptable, "There is no such form of this answer"
	case TooManyRequests:
		return http.StatusTooManyRequests, "Too many requests from one address"
	case Unavailable:
		return http.StatusServiceUnavailable, "The site cannot answer at the moment"
	}
	return http.StatusInternalServerError, "The site has a fault"
}

// NewProblem is a problem of a kind.
func NewProblem(cfg *config.Config, kind Kind, detail string) *Problem {
	p := &Problem{Type: "about:blank", Detail: detail}
	p.Status, p.Title = kind.Status()
	switch {
	case kind == TooManyRequests:
		p.Type, p.Violated = ratelimit.QuotaExceeded, []string{ratelimit.PolicyName}
	case cfg != nil:
		p.Type = cfg.URL(address.APIPage + "#" + string(kind))
	}
	return p
}
