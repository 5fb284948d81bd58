package claimsearch

import (
	"fmt"
	"net/http"
)

// Refusal is an answer that is no result, as Google's APIs give it
// (https://google.aip.dev/193, in the form of JSON over HTTP).
type Refusal struct {
	Code    int    `json:"code"`    // HTTP status
	Message string `json:"message"` // a sentence for people
	Status  string `json:"status"`  // name of google.rpc.Code
}

// Refuse is the refusal with an HTTP status.
func Refuse(code int, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Message: fmt.Sprintf(format, args...), Status: statusOf(code)}
}

// statusOf is the name in google.rpc.Code that stands for an HTTP status.
func statusOf(code int) string {
	switch code {
	case http.StatusNotFound:
		return "NOT_FOUND"
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return "UNIMPLEMENTED"
	case http.StatusTooManyRequests:
		return "RESOURCE_EXHAUSTED"
	case http.StatusInternalServerError:
		return "INTERNAL"
	case http.StatusServiceUnavailable:
		return "UNAVAILABLE"
	}
	return "INVALID_ARGUMENT"
}

// Error is the message.
func (r *Refusal) Error() string { return r.Message }

// JSON is the body of the answer.
func (r *Refusal) JSON() []byte {
	body, err := encode(map[string]*Refusal{"error": r}, true)
	if err != nil {
		return nil // a struct of two texts and a number can be written
	}
	return body
}

func invalid(format string, args ...any) *Refusal {
	return Refuse(http.StatusBadRequest, format, args...)
}
