package feed

import (
	"bytes"
	"testing"
)

// What is remembered is what would be made anew, for every format and for an
// entry that is shown as a draft or with another picture.
func TestRememberedContentsAreTheSame(t *testing.T) {
	f := feedOf(t, "en")
	contents := NewContents(10)
	writers := []func(Feed) ([]byte, error){RSS, Atom, JSON}
	variants := []func(*Entry){
		func(*Entry) {},
		func(e *Entry) { e.Edition.Marked = true },
		func(e *Entry) {
			if e.Picture != nil {
				p := *e.Picture
				p.Path, p.Alt, p.Bytes = "/other.png", "Another picture", 7
				e.Picture = &p
			}
		},
	}
	for range 2 {
		for i, change := range variants {
			for k, write := range writers {
				fresh := f
				fresh.Entries = append([]Entry(nil), f.Entries...)
				for n := range fresh.Entries {
					change(&fresh.Entries[n])
				}
				want, err := write(fresh)
				if err != nil {
					t.Fatal(err)
				}
				fresh.Contents = contents
				if got, err := write(fresh); err != nil || !bytes.Equal(got, want) {
					t.Errorf("variant %d, format %d: other bytes from memory (%v)", i, k, err)
				}
			}
		}
	}
}
