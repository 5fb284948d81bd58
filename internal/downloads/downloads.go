// Package downloads is the specification of how a server counts what readers
// take home, so that a team learns which pictures help, and nobody is watched.
//
// What is counted are answers with a whole picture, poster or kit
// (address.Download) to somebody who asked for it as a file. Not counted are
//
//   - what a page shows: browsers ask for it as an image (Accept, RFC 9110
//     section 12.5.1, and Sec-Fetch-Dest of Fetch Metadata), and for what they
//     may need later as such (Sec-Purpose);
//   - programs that say that they are robots, or make link previews;
//   - what the reader has already (304), HEAD, and the later parts of a file
//     that comes in parts: the one with its first byte is counted;
//   - the authors of a site at their own computer, and whoever comes from the
//     studio.
//
// Of each picture one number per day is kept (Store) and nothing else: no
// address of a reader, no program's name, no cookie, no time of day. So there is
// nothing to ask consent for and nothing to give away. A number is what the
// server has answered: copies that a cache between it and its readers hands out
// are not in it.
//
// Counting takes an answer one addition in memory. What has gathered is written
// in the background; a disk that is slow or full delays no answer.
package downloads

import (
	"sync"
	"sync/atomic"
)

// most is how many different files may be counted between two writings. More
// are not: memory is bounded, whatever readers ask for.
const most = 50_000

// Tally is what was counted and is not written yet. It is safe for concurrent
// use.
type Tally struct {
	mu      sync.Mutex
	touched map[string]*Counter // those with a number above 0
	missed  int64               // downloads of files for which there was no room
}

// NewTally is an empty tally.
func NewTally() *Tally { return &Tally{touched: map[string]*Counter{}} }

// Counter counts the downloads of one file. It can be kept and used for any
// time.
type Counter struct {
	tally *Tally
	path  string
	n     atomic.Int64
}

// Counter is one for the file at a path of the site.
func (t *Tally) Counter(path string) *Counter {
	t.mu.Lock()
	defer t.mu.Unlock()
	if c := t.touched[path]; c != nil {
		return c
	}
	return &Counter{tally: t, path: path}
}

// Add counts a download.
func (c *Counter) Add() { c.add(1) }

func (c *Counter) add(n int64) {
	if c.n.Add(n) == n {
		c.tally.touch(c)
	}
}

// touch notes that a counter has something to write. Another one for the same
// file may have: then that takes what this has.
func (t *Tally) touch(c *Counter) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch first := t.touched[c.path]; {
	case first == c:
	case first != nil:
		first.n.Add(c.n.Swap(0))
	case len(t.touched) >= most:
		t.missed += c.n.Swap(0)
	default:
		t.touched[c.path] = c
	}
}

// Take empties the tally: downloads by path, and how many there was no room
// for.
func (t *Tally) Take() (counts map[string]int64, missed int64) {
	t.mu.Lock()
	defer t.mu.Unlock()
	counts, missed = make(map[string]int64, len(t.touched)), t.missed
	for path, c := range t.touched {
		if n := c.n.Swap(0); n > 0 {
			counts[path] = n
		}
	}
	t.touched, t.missed = map[string]*Counter{}, 0
	return counts, missed
}

// Return puts back what was taken and could not be written.
func (t *Tally) Return(counts map[string]int64) {
	for path, n := range counts {
		t.Counter(path).add(n)
	}
}
