package outward

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestLibrariesAreBoundedToo(t *testing.T) {
	size := 0
	s, asked := counted(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/away" {
			http.Redirect(w, r, "/", http.StatusFound)
			return
		}
		_, _ = io.WriteString(w, strings.Repeat("x", size)) // whoever reads has enough
	})
	private := trusting(s, Options{Private: true, Timeout: time.Minute, MaxBytes: 100_000, UserAgent: "Rebut"}).HTTP()
	for _, n := range []int{0, 99_999, 100_000, 100_001, 1_000_000} {
		size = n
		resp, err := private.Get(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if want := n > 100_000; errors.Is(err, ErrLarge) != want || !want && len(got) != n {
			t.Errorf("%d bytes: %d are read, %v", n, len(got), err)
		}
	}
	if resp, err := private.Get(s.URL + "/away"); err != nil || resp.StatusCode != http.StatusFound {
		t.Errorf("a redirect is followed: %v, %v", resp, err)
	}
	before := asked.Load()
	if _, err := trusting(s, Options{Timeout: time.Minute, MaxBytes: 10}).HTTP().Get(s.URL); err == nil || asked.Load() != before {
		t.Errorf("a private address is reached: %v", err)
	}
}
