// Command serve asks a running rebut serve for many different pictures at
// once, and meanwhile for a page that it has made already, and prints how long
// both took. bench/serve/run starts it:
//
//	serve http://127.0.0.1:8080 1000 PID
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: serve ADDRESS PICTURES PID")
		os.Exit(2)
	}
	n, err := strconv.Atoi(os.Args[2])
	if err == nil {
		err = run(os.Args[1], n, os.Args[3])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(site string, n int, pid string) error {
	pages, pictures, err := survey(site, n)
	if err != nil {
		return err
	}
	before := memory(pid)
	start, done := time.Now(), make(chan struct{})
	statuses := make(chan int, len(pictures))
	var all sync.WaitGroup
	for _, address := range pictures {
		all.Go(func() {
			_, status, _ := get(address)
			statuses <- status
		})
	}
	var took time.Duration
	go func() { all.Wait(); took = time.Since(start); close(done) }()
	waits, failed := meanwhile(pages[0], done)
	close(statuses)
	counts := map[int]int{}
	for s := range statuses {
		counts[s]++
	}
	fmt.Printf("%d different pictures at once: %.1f s, statuses %v (0: the connection failed)\n", len(pictures), took.Seconds(), counts)
	fmt.Printf("meanwhile a page that is kept: asked for %d times, %d failed, p50 %s, p99 %s, most %s\n", len(waits), failed,
		at(waits, 50), at(waits, 99), at(waits, 100))
	fmt.Printf("memory before: %s; after: %s\n", before, memory(pid))
	return nil
}

var (
	link     = regexp.MustCompile(`href="(/[^"]*/)"`)
	location = regexp.MustCompile(`<loc>[^<]*?://[^/<]*([^<]*/)</loc>`)
	picture  = regexp.MustCompile(`"(?:https?://[^/"]*)?(/[^/"]+/[^"]+\.(?:png|jpg))"`)
)

// survey finds pages and n different pictures of theirs, without asking for a
// picture. It follows links: the sitemap leaves out what nobody has reviewed.
func survey(site string, n int) (pages, pictures []string, err error) {
	sitemap, _, err := get(site + "/sitemap.xml")
	if err != nil {
		return nil, nil, err
	}
	seen := map[string]bool{}
	take := func(into *[]string, text []byte, form *regexp.Regexp, most int) {
		for _, found := range form.FindAllSubmatch(text, -1) {
			address := site + string(found[1])
			if len(*into) < most && !seen[address] && !strings.Contains(address, "/assets/") {
				seen[address] = true
				*into = append(*into, address)
			}
		}
	}
	take(&pages, sitemap, location, 1000)
	for i := 0; i < len(pages) && len(pictures) < n; i++ {
		page, status, err := get(pages[i])
		if err != nil || status != http.StatusOK {
			return nil, nil, fmt.Errorf("%s: status %d, %v", pages[i], status, err)
		}
		take(&pages, page, link, 1000)
		take(&pictures, page, picture, n)
	}
	if len(pages) == 0 {
		return nil, nil, fmt.Errorf("%s/sitemap.xml names no pages", site)
	}
	return pages, pictures, nil
}

// meanwhile asks for a page again and again, and sorts how long each took.
func meanwhile(page string, done <-chan struct{}) (waits []time.Duration, failed int) {
	for {
		select {
		case <-done:
			slices.Sort(waits)
			return waits, failed
		default:
		}
		start := time.Now()
		if _, status, err := get(page); err != nil || status != http.StatusOK {
			failed++
		}
		waits = append(waits, time.Since(start))
	}
}

func at(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)*percent/100].Round(100 * time.Microsecond)
}

func get(address string) (body []byte, status int, err error) {
	resp, err := http.Get(address)
	if err != nil {
		return nil, 0, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	return body, resp.StatusCode, err
}

// memory is what a process has and had at most, as Linux counts it.
func memory(pid string) string {
	text, err := os.ReadFile("/proc/" + pid + "/status")
	if err != nil {
		return "not known"
	}
	var out []string
	for line := range strings.Lines(string(text)) {
		if name, value, _ := strings.Cut(line, ":"); name == "VmRSS" || name == "VmHWM" {
			kib, _ := strconv.Atoi(strings.Fields(value)[0])
			out = append(out, fmt.Sprintf("%s %d MiB", name, kib/1024))
		}
	}
	return strings.Join(out, ", ")
}
