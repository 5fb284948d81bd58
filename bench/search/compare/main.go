// Command compare measures package search beside bleve v2 with its English
// analyser, one after the other in one process, on the same claims and posts.
//
//	cd bench/search/compare && go run -mod=mod . FOLDER [SIZE[b]…]
//
// FOLDER is the one of bench/search/learn. A size beyond the number of claims
// is reached with claims made of the first half of one and the second half of
// another, which have the words of real ones; with b, each has a body made of
// twenty other claims. bleve's index is on disk, as it
// is used; its query is a match of claim, title and body, scored by BM25.
//
// The command is a module of its own, so that the program does not depend on
// bleve.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"rebut/bench/search/judged"
	"rebut/internal/search"
)

// engine is what is measured.
type engine interface {
	build(docs []search.Document) (bytes int64)
	took() time.Duration // the build
	ask(text string, n int) []string
	close()
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: compare FOLDER [SIZE…]")
		os.Exit(2)
	}
	set, err := judged.Load(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	compare(set, len(set.Docs), false)
	for _, arg := range os.Args[2:] {
		number, bodies := strings.CutSuffix(arg, "b")
		if n, err := strconv.Atoi(number); err == nil {
			compare(set, n, bodies)
		}
	}
}

func compare(set judged.Set, size int, bodies bool) {
	docs := grow(set.Docs, size)
	if bodies {
		addBodies(docs)
	}
	fmt.Printf("%d claims, %.1f MB of text\n", len(docs), float64(textBytes(docs))/1e6)
	measure("rebut", &ours{}, docs, set)
	measure("bleve", &bleve{}, docs, set)
}

func textBytes(docs []search.Document) (n int) {
	for _, d := range docs {
		n += len(d.ID) + len(d.Claims[0]) + len(d.Title) + len(d.Body)
	}
	return n
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func measure(name string, e engine, docs []search.Document, s judged.Set) {
	before := heap()
	size := e.build(docs)
	held := max(0, int64(heap())-int64(before))
	var took, busy []time.Duration
	for i, q := range s.Posts {
		if i < 20 {
			e.ask(q.Text, 20) // warm caches
		}
	}
	sum := 0.0
	for _, q := range s.Posts {
		begin, used := time.Now(), processor()
		ids := e.ask(q.Text, 20)
		took, busy = append(took, time.Since(begin)), append(busy, processor()-used)
		sum += q.Precision(ids)
	}
	slices.Sort(took)
	slices.Sort(busy)
	fmt.Printf("  %-6s build %6.2f s  index %6.1f MB  heap %6.1f MB  p50 %5.2f ms  p99 %6.2f ms  processor p50 %5.2f ms  p99 %6.2f ms  MAP@5 %.4f\n", name, e.took().Seconds(),
		float64(size)/1e6, float64(held)/1e6, ms(took[len(took)/2]), ms(took[len(took)*99/100]), ms(busy[len(busy)/2]), ms(busy[len(busy)*99/100]), sum/float64(len(s.Posts)))
	e.close()
}

// processor is the time that the process has used of all processors: what a
// query costs however busy the machine is.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

type ours struct {
	index *search.Index
	built time.Duration
}

func (o *ours) build(docs []search.Document) int64 {
	begin := time.Now()
	var file bytes.Buffer
	search.Build(docs).WriteTo(&file)
	o.index, _ = search.Open(bytes.Clone(file.Bytes()), nil)
	o.built = time.Since(begin)
	return int64(file.Len())
}

func (o *ours) took() time.Duration { return o.built }

func (o *ours) ask(text string, n int) (ids []string) {
	for _, h := range o.index.Match(text, search.Options{Limit: n}).Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func (o *ours) close() {}
