package server

import (
	"io"
	"net/http"

	"github.com/valyala/fasthttp"
)

const (
	// mostBody is the size of what may be sent with a request, bytes: a picture
	// of a whole screen, without loss.
	mostBody = 8 << 20
	// smallBody is how much of a body is taken in whatever else is going on, bytes.
	smallBody = 64 << 10
	// largeBodies is how many bodies of more than that are in memory at once:
	// whoever sends many slowly must not fill it.
	largeBodies = 8
)

// bodies counts the large bodies that are in memory.
type bodies chan struct{}

func newBodies() bodies { return make(bodies, largeBodies) }

// serve takes in the body of a request before a handler sees it, and a byte
// beyond what may be sent at most, by which handlers know that there is more.
// A large one that comes while there are too many is sent away.
func (b bodies) serve(c *fasthttp.RequestCtx, handler fasthttp.RequestHandler) {
	stream := c.RequestBodyStream()
	if stream == nil {
		handler(c)
		return
	}
	body, err := io.ReadAll(io.LimitReader(stream, smallBody+1))
	if err == nil && len(body) > smallBody {
		select {
		case b <- struct{}{}:
			defer func() { <-b }()
		default:
			tooManyBodies(c)
			return
		}
		var rest []byte
		rest, err = io.ReadAll(io.LimitReader(stream, int64(mostBody+1-len(body))))
		body = append(body, rest...)
	}
	if len(body) > mostBody {
		_, err = io.CopyN(io.Discard, stream, mostBody) // whoever still sends does not read the answer
	}
	if err != nil || len(body) > mostBody {
		c.SetConnectionClose() // nobody reads the rest
	}
	c.Request.SetBodyRaw(body)
	handler(c)
}

func tooManyBodies(c *fasthttp.RequestCtx) {
	c.SetConnectionClose() // nobody reads the rest
	c.SetStatusCode(http.StatusServiceUnavailable)
	c.Response.Header.Set("Retry-After", "10") // seconds
	c.Response.Header.Set("Cache-Control", "no-store")
	c.SetContentType(media[".txt"].contentType)
	c.SetBodyString("The server has too much to take in. Send it again in a while.\n")
}

// sent is the body of a request; ok is false where it is larger than may be
// sent.
func sent(r *http.Request) (body []byte, ok bool, err error) {
	body, err = io.ReadAll(io.LimitReader(r.Body, mostBody+1))
	return body, len(body) <= mostBody, err
}
