package server

import (
	"bytes"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"github.com/valyala/fasthttp"
	"github.com/valyala/fasthttp/fasthttpadaptor"
)

// quickly is h for fasthttp: what h cannot answer at once is passed on.
func quickly(h http.Handler, queue *passedOn) fasthttp.RequestHandler {
	quick := func(*fasthttp.RequestCtx) bool { return false }
	if q, ok := h.(quicker); ok {
		quick = q.quick
	}
	adapted := fasthttpadaptor.NewFastHTTPHandler(h)
	return func(c *fasthttp.RequestCtx) {
		switch {
		case quick(c):
		case bodied(&c.Request.Header):
			readBody(c)
			adapted(c) // some of the body may be read already
		default:
			queue.pass(c)
		}
	}
}

// passedOn is a listener whose connections come from fasthttp, each with a
// request that was read from it.
type passedOn struct {
	addr  net.Addr
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newPassedOn(addr net.Addr) *passedOn {
	return &passedOn{addr: addr, conns: make(chan net.Conn), done: make(chan struct{})}
}

// pass takes a connection away from fasthttp, unanswered.
func (p *passedOn) pass(c *fasthttp.RequestCtx) {
	h := &c.Request.Header
	head := bytes.Join([][]byte{h.Method(), []byte(" "), h.RequestURI(), []byte(" "), h.Protocol(), []byte("\r\n"), h.RawHeaders()}, nil)
	if len(h.RawHeaders()) == 0 {
		head = append(head, "\r\n"...) // which is in RawHeaders otherwise
	}
	socket := c.Conn()
	c.HijackSetNoResponse(true)
	c.Hijack(func(rest net.Conn) { // what fasthttp has read ahead comes first in it
		select {
		case p.conns <- &reread{socket, io.MultiReader(bytes.NewReader(head), rest)}:
		case <-p.done:
			rest.Close()
		}
	})
}

func (p *passedOn) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *passedOn) Addr() net.Addr { return p.addr }

func (p *passedOn) Close() error {
	p.once.Do(func() { close(p.done) })
	return nil
}

// reread is a connection with what was read from it before.
type reread struct {
	net.Conn
	whole io.Reader
}

func (r *reread) Read(p []byte) (int, error) { return r.whole.Read(p) }

// CloseWrite lets net/http end an answer to a reader who still sends.
func (r *reread) CloseWrite() error {
	if half, ok := r.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return r.Conn.Close()
}

// patient is a listener that outlasts want: when the system has no file or
// memory for one more connection, it will have when others have ended.
type patient struct {
	net.Listener
	log *slog.Logger
}

// acceptAgain is how long to wait then.
const acceptAgain = 200 * time.Millisecond

func (p *patient) Accept() (net.Conn, error) {
	for {
		conn, err := p.Listener.Accept()
		if err == nil || !passing(err) {
			return conn, err
		}
		p.log.Warn("cannot take a connection", "error", err)
		time.Sleep(acceptAgain)
	}
}

// passing reports whether an error of accept(2) is one that passes.
func passing(err error) bool {
	for _, cause := range []error{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return false
}
