package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/valyala/fasthttp"
)

// Time-outs and limits of a connection. They are long enough for a slow phone
// and short enough that idle or hostile connections go away.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 10 * time.Second
	writeTimeout      = 60 * time.Second // a feed may wait for its pictures the first time
	idleTimeout       = 2 * time.Minute
	shutdownTimeout   = 10 * time.Second
	maxHeaderBytes    = 16 << 10
	// mostPassed is how many requests a connection that was passed on may make
	// before it is closed: the reader's next one is answered quickly again.
	mostPassed = 32
)

// quicker is a handler that can answer some requests without net/http.
type quicker interface {
	quick(c *fasthttp.RequestCtx) bool
}

// Run serves on a listener until ctx is done, then lets the requests under
// way finish. What h can answer at once (see server.quick) goes through
// fasthttp, which takes half of net/http's time for it. All other requests are
// passed on with their connection to net/http, which notices when a reader
// leaves and knows ranges and conditions.
func Run(ctx context.Context, listener net.Listener, h http.Handler, log *slog.Logger) error {
	queue := newPassedOn(listener.Addr())
	thorough := thoroughServer(h, log)
	fast := quickServer(h, queue, log)
	failed := make(chan error, 2)
	go func() { failed <- fast.Serve(&patient{listener, log}) }()
	go func() { failed <- thorough.Serve(queue) }()
	select {
	case err := <-failed:
		queue.Close()
		listener.Close()
		return errors.Join(err, thorough.Close(), errors.New("the server stopped to listen"))
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTimeout)
	defer cancel()
	if err := errors.Join(fast.ShutdownWithContext(patience), thorough.Shutdown(patience)); err != nil {
		log.Warn("some requests did not finish in time and were broken off")
		return thorough.Close()
	}
	return nil
}

func quickServer(h http.Handler, queue *passedOn, log *slog.Logger) *fasthttp.Server {
	return &fasthttp.Server{
		Handler:               quickly(h, queue),
		ReadBufferSize:        maxHeaderBytes,
		ReadTimeout:           readTimeout,
		WriteTimeout:          writeTimeout,
		IdleTimeout:           idleTimeout,
		StreamRequestBody:     true, // nothing of a body is read before somebody wants it
		KeepHijackedConns:     true, // they are net/http's
		CloseOnShutdown:       true,
		LazyRequestTime:       true,
		SecureErrorLogMessage: true, // what a reader sent is not for the log
		NoDefaultServerHeader: true,
		NoDefaultContentType:  true,

		DisablePreParseMultipartForm: true,
		Logger:                       slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

func thoroughServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           counted(h),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ConnContext: func(ctx context.Context, _ net.Conn) context.Context {
			return context.WithValue(ctx, requestCount{}, new(int))
		},
	}
}

// requestCount is the key of the number of requests of a connection.
type requestCount struct{}

// counted closes a connection after mostPassed requests.
func counted(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n, ok := r.Context().Value(requestCount{}).(*int); ok {
			if *n++; *n >= mostPassed {
				w.Header().Set("Connection", "close")
			}
		}
		h.ServeHTTP(w, r)
	})
}
