package server

import (
	"io"
	"net/http"

	"github.com/valyala/fasthttp"
)

// mostBody is the size of what may be sent with a request, bytes: a picture of
// a whole screen, without loss.
const mostBody = 8 << 20

// readBody takes in the body of a request before a handler sees it, and a byte
// beyond what may be sent at most, by which handlers know that there is more.
func readBody(c *fasthttp.RequestCtx) {
	stream := c.RequestBodyStream()
	if stream == nil {
		return
	}
	body, err := io.ReadAll(io.LimitReader(stream, mostBody+1))
	if len(body) > mostBody {
		_, err = io.CopyN(io.Discard, stream, mostBody) // whoever still sends does not read the answer
	}
	if err != nil || len(body) > mostBody {
		c.SetConnectionClose() // nobody reads the rest
	}
	c.Request.SetBodyRaw(body)
}

// sent is the body of a request; ok is false where it is larger than may be
// sent.
func sent(r *http.Request) (body []byte, ok bool, err error) {
	body, err = io.ReadAll(io.LimitReader(r.Body, mostBody+1))
	return body, len(body) <= mostBody, err
}
