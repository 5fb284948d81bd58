package outward

import (
	"errors"
	"io"
	"net/http"
)

// ErrLarge says that an answer is larger than Options.MaxBytes.
var ErrLarge = errors.New("the answer is too large")

// HTTP is the client for libraries that ask for themselves. All that holds for
// Do holds for it; an answer that is too large is an error, ErrLarge.
func (c *Client) HTTP() *http.Client {
	out := *c.http
	out.Transport = bounded{c}
	return &out
}

// bounded bounds what may be read of an answer.
type bounded struct{ c *Client }

func (b bounded) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := b.c.scheme(req); err != nil {
		return nil, err
	}
	req = req.Clone(req.Context()) // a RoundTripper changes no request
	req.Header.Set("User-Agent", b.c.o.UserAgent)
	resp, err := b.c.http.Transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	resp.Body = &atMost{resp.Body, b.c.o.MaxBytes}
	return resp, nil
}

// atMost is a body of which no more than left bytes may be read.
type atMost struct {
	io.ReadCloser
	left int64
}

func (a *atMost) Read(p []byte) (int, error) {
	if a.left < 0 {
		return 0, ErrLarge
	}
	n, err := a.ReadCloser.Read(p[:min(int64(len(p)), a.left+1)])
	if a.left -= int64(n); a.left < 0 {
		return 0, ErrLarge
	}
	return n, err
}
