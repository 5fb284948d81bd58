package server

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
)

// start runs a handler on a free port until the returned function is called.
func start(t *testing.T, h http.Handler) (address string, stop context.CancelFunc, stopped <-chan error) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return startOn(t, listener, h, slog.New(slog.DiscardHandler))
}

func startOn(t *testing.T, listener net.Listener, h http.Handler, log *slog.Logger) (address string, stop context.CancelFunc, stopped <-chan error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Run(ctx, listener, h, log) }()
	return listener.Addr().String(), cancel, done
}

func TestShutdownLetsRequestsFinish(t *testing.T) {
	arrived, proceed := make(chan struct{}), make(chan struct{})
	address, stop, stopped := start(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(arrived)
		<-proceed
		io.WriteString(w, "whole answer")
	}))
	body := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + address + "/")
		if err != nil {
			body <- err.Error()
			return
		}
		defer resp.Body.Close()
		text, _ := io.ReadAll(resp.Body)
		body <- string(text)
	}()
	<-arrived
	stop()
	close(proceed)
	if got := <-body; got != "whole answer" {
		t.Errorf("the reader got %q", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("Run returned %v", err)
	}
	if _, err := net.Dial("tcp", address); err == nil {
		t.Error("the server still listens")
	}
}

func TestHeadersAreLimited(t *testing.T) {
	address, stop, stopped := start(t, http.NotFoundHandler())
	defer func() { stop(); <-stopped }()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	go func() { // the server may hang up before all is sent
		io.WriteString(conn, "GET / HTTP/1.1\r\nHost: a\r\nX: ")
		for range 64 {
			io.WriteString(conn, strings.Repeat("a", 1024))
		}
	}()
	resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err == nil && resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("64 KiB of headers: status %d", resp.StatusCode)
	}
}

func TestAListenerThatFailsIsAnError(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	if err := Run(t.Context(), listener, http.NotFoundHandler(), slog.New(slog.DiscardHandler)); err == nil {
		t.Error("no error")
	}
}
