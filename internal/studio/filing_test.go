package studio_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// Whoever reads while somebody saves takes nothing for a text that was saved past
// the studio: each save has its person, and everybody's is there.
func TestSavesAtOnceHaveTheirPeople(t *testing.T) {
	d := newDesk(t)
	const path, writers, saves = "edit/newcomer", 3, 3
	ana := d.visitor(t, "ana")
	ana.wants(ana.post("new", url.Values{"claim": {"A claim"}, "slug": {"newcomer"}, "language": {"en"}}), http.StatusSeeOther)
	fields := [writers]string{"text.en.fact", "text.en.why", "text.en.verdict"}
	var writing, reading sync.WaitGroup
	done := make(chan struct{})
	for range 2 {
		reader := d.visitor(t, "bea")
		reading.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					reader.wants(reader.get(path), http.StatusOK)
				}
			}
		})
	}
	for w := range writers {
		b := d.visitor(t, []string{"ana", "bea"}[w%2])
		writing.Go(func() {
			for n := range saves {
				if a := b.send(path, url.Values{fields[w]: {fmt.Sprintf("Text %d of writer %d", n, w)}}); a.status != http.StatusSeeOther || !strings.Contains(a.to, "saved=1") {
					t.Errorf("save %d of writer %d answers %d", n, w, a.status)
				}
			}
		})
	}
	writing.Wait()
	close(done)
	reading.Wait()
	kept, err := d.journal.Saves(t.Context(), "newcomer")
	if err != nil || len(kept) != writers*saves+1 {
		t.Errorf("%d texts are in the history, want %d, %v", len(kept), writers*saves+1, err)
	}
	for _, save := range kept {
		if save.Person == "" {
			t.Errorf("nobody saved %s %s", save.Act, save.At)
		}
	}
	text := d.bytes(t, "claims/newcomer.toml")
	for w := range writers {
		if want := fmt.Sprintf("Text %d of writer %d", saves-1, w); !strings.Contains(text, want) {
			t.Errorf("%q is lost", want)
		}
	}
}
