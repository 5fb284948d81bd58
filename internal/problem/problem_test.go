package problem

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestStringIsACompilerLine(t *testing.T) {
	p := Problem{File: "claims/x.toml", Line: 12, Column: 5, Lang: "fr", Code: "too-long",
		Message: "fact has 101 characters; the limit is 90", Hint: "shorten it"}
	want := "claims/x.toml:12:5: error: fact has 101 characters; the limit is 90 [fr]\n    hint: shorten it"
	if got := p.String(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got, want := (Problem{Severity: Warning, Message: "m"}).String(), "warning: m"; got != want {
		t.Errorf("without a place: got %q, want %q", got, want)
	}
}

func TestStringShowsControlCharactersAsEscapes(t *testing.T) {
	p := Problem{File: "a\x1b[2J", Message: "bad \x1b[31m\u202e key"}
	if got, want := p.String(), `a\u001b[2J: error: bad \u001b[31m\u202e key`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSortOrdersByPlaceAndDropsRepetitions(t *testing.T) {
	l := List{{File: "b", Line: 1}, {File: "a", Line: 10}, {File: "a", Line: 2}, {File: "b", Line: 1}}.Sort()
	want := List{{File: "a", Line: 2}, {File: "a", Line: 10}, {File: "b", Line: 1}}
	if len(l) != len(want) {
		t.Fatalf("got %d problems, want %d", len(l), len(want))
	}
	for i := range want {
		if l[i] != want[i] {
			t.Errorf("at %d: got %v, want %v", i, l[i], want[i])
		}
	}
}

func TestJSON(t *testing.T) {
	var b bytes.Buffer
	if err := (List)(nil).WriteJSON(&b); err != nil || b.String() != "[]\n" {
		t.Errorf("empty list: %q, %v", b.String(), err)
	}
	b.Reset()
	in := List{{File: "a", Line: 1, Column: 2, Severity: Warning, Code: "c", Message: "<m>"}}
	if err := in.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var out List
	if err := json.Unmarshal(b.Bytes(), &out); err != nil || len(out) != 1 || out[0] != in[0] {
		t.Errorf("round trip: %v, %v", out, err)
	}
}
