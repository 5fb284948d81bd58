package main

import (
	"bufio"
	"context"
	"io"
	"runtime/debug"
	"sync"
	"time"
)

// What serve may take of the computer. Kept pictures, pages and their
// compressed forms take 96 MB at most, fonts and what is known of them some
// 80 MB; with the program's own files in memory the process stays below
// 300 MB. Within that, collecting garbage less often leaves more for readers.
const (
	memoryLimit = 240 << 20 // bytes, of what Go manages
	garbage     = 400       // per cent of the memory in use
)

// bound sets the limits of memory, but for what the environment says
// (GOMEMLIMIT, GOGC), and returns what takes them back.
func (a *app) bound() (free func()) {
	limit, percent := int64(-1), -1
	if a.getenv("GOMEMLIMIT") == "" {
		limit = debug.SetMemoryLimit(memoryLimit)
	}
	if a.getenv("GOGC") == "" {
		percent = debug.SetGCPercent(garbage)
	}
	return func() {
		if a.getenv("GOMEMLIMIT") == "" {
			debug.SetMemoryLimit(limit)
		}
		if a.getenv("GOGC") == "" {
			debug.SetGCPercent(percent)
		}
	}
}

// flushEvery is how late a line of the request log may be.
const flushEvery = 250 * time.Millisecond

// buffered gathers what is written, so that a line for each request does not
// cost each request a call of the system.
type buffered struct {
	mu sync.Mutex
	w  *bufio.Writer
}

func newBuffered(w io.Writer) *buffered { return &buffered{w: bufio.NewWriterSize(w, 64<<10)} }

func (b *buffered) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.w.Write(p)
}

func (b *buffered) flush() {
	b.mu.Lock()
	defer b.mu.Unlock()
	_ = b.w.Flush() // a log that cannot be written has nowhere to be reported
}

// flushing writes out what has gathered, again and again until ctx is done.
func (b *buffered) flushing(ctx context.Context) {
	ticker := time.NewTicker(flushEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			b.flush()
		}
	}
}
