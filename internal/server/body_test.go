package server

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// TestLargeBodiesDoNotFillTheMemory: while as many are in it as may be, another
// large one is sent away, and small ones are not.
func TestLargeBodiesDoNotFillTheMemory(t *testing.T) {
	arrived, proceed := make(chan struct{}, largeBodies), make(chan struct{})
	address, stop, stopped := start(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, ok, err := sent(r)
		if err != nil || !ok {
			t.Errorf("%d bytes arrived: %t, %v", len(body), ok, err)
		}
		if len(body) > smallBody {
			arrived <- struct{}{}
			<-proceed
		}
	}))
	defer func() { stop(); <-stopped }()
	post := func(size int) (status int, retry string) {
		resp, err := http.Post("http://"+address+"/", "text/plain", strings.NewReader(strings.Repeat("a", size)))
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer resp.Body.Close()
		_, _ = io.Copy(io.Discard, resp.Body)
		return resp.StatusCode, resp.Header.Get("Retry-After")
	}
	statuses := make(chan int, largeBodies)
	for range largeBodies {
		go func() { status, _ := post(smallBody + 1); statuses <- status }()
	}
	for range largeBodies {
		<-arrived
	}
	if status, retry := post(smallBody + 1); status != http.StatusServiceUnavailable || retry == "" {
		t.Errorf("one too many: %d, Retry-After %q", status, retry)
	}
	if status, _ := post(smallBody); status != http.StatusOK {
		t.Errorf("a small one: %d", status)
	}
	close(proceed)
	for range largeBodies {
		if status := <-statuses; status != http.StatusOK {
			t.Errorf("one that was taken in: %d", status)
		}
	}
	if status, _ := post(mostBody); status != http.StatusOK {
		t.Errorf("one after them: %d", status)
	}
}
