package websub

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"rebut/internal/outward"
)

func TestPing(t *testing.T) {
	const feed = "https://facts.example.org/en/feed.atom"
	status := http.StatusNoContent
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil || r.Method != http.MethodPost {
			t.Errorf("%s: %v", r.Method, err)
		}
		for key, want := range map[string]string{"hub.mode": "publish", "hub.url": feed, "hub.topic": feed} {
			if got := r.PostForm[key]; len(got) != 1 || got[0] != want {
				t.Errorf("%s is %q", key, got)
			}
		}
		w.WriteHeader(status)
	}))
	defer hub.Close()
	client := outward.New(outward.Options{Private: true, Timeout: 10 * time.Second, MaxBytes: MaxAnswer})
	for code, want := range map[int]string{
		http.StatusNoContent: "", http.StatusAccepted: "", http.StatusOK: "",
		http.StatusBadRequest: "it answered 400 Bad Request", http.StatusFound: "it answered 302 Found", 599: "it answered 599",
	} {
		status = code
		if got := Ping(t.Context(), client, hub.URL, feed); got != want {
			t.Errorf("%d: %q", code, got)
		}
	}
	guarded := outward.New(outward.Options{Timeout: time.Second, MaxBytes: MaxAnswer})
	if got := Ping(t.Context(), guarded, hub.URL, feed); got == "" {
		t.Error("a hub in a private network was asked")
	}
}
