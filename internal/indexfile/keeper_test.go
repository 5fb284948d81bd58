package indexfile

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"rebut/internal/search"
)

// documents are n, each in two languages.
func documents(n int) (docs []search.Document) {
	for i := range n {
		id := fmt.Sprintf("check-%02d", i)
		docs = append(docs, search.Document{ID: id, Lang: "en", Claims: []string{fmt.Sprintf("Claim %d about refugees and housing", i)}, Fact: "Rents rose"},
			search.Document{ID: id, Lang: "fr", Claims: []string{fmt.Sprintf("Le logement et les réfugiés %d", i)}})
	}
	return docs
}

func keeper(t *testing.T, file, program string) *Keeper {
	return New(Options{File: file, Program: func() (string, error) { return program, nil }, Report: func(err error) { t.Error(err) }})
}

func written(t *testing.T, x *search.Index) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := x.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWhatIsKeptIsWhatWouldBeMadeAnew: however documents come, change and go,
// in memory and from the file.
func TestWhatIsKeptIsWhatWouldBeMadeAnew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "deep", "index")
	inMemory := keeper(t, "", "one")
	changed := documents(9)
	changed[4].Claims = []string{"Something else about pensions"}
	without := slices.Delete(documents(9), 6, 7) // one language of a fact-check
	for i, docs := range [][]search.Document{documents(8), documents(8), documents(9), changed, without, documents(3), nil, documents(1)} {
		want := written(t, (*Keeper)(nil).Index(slices.Clone(docs)))
		if got := written(t, inMemory.Index(slices.Clone(docs))); !bytes.Equal(got, want) {
			t.Errorf("step %d: the index in memory is not that of the documents", i)
		}
		if got := written(t, keeper(t, file, "one").Index(slices.Clone(docs))); !bytes.Equal(got, want) {
			t.Errorf("step %d: the index of the file is not that of the documents", i)
		}
	}
}

// TestNothingIsAnalysedTwice: documents that stay are not read again, and the
// file not written.
func TestNothingIsAnalysedTwice(t *testing.T) {
	file := filepath.Join(t.TempDir(), "index")
	keeper(t, file, "one").Index(documents(5))
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	next := keeper(t, file, "one")
	x := next.Index(documents(5))
	if next.Index(documents(5)) != x {
		t.Error("an index was made of what had not changed")
	}
	if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) {
		t.Error("the file was written again", err)
	}
	if a := x.Match("refugees and housing 3", search.Options{}); len(a.Hits) == 0 || a.Hits[0].ID != "check-03" {
		t.Errorf("%+v", a)
	}
}

// TestADamagedFileIsWrittenAnew: one byte changed, cut short, another
// program's, or no file at all.
func TestADamagedFileIsWrittenAnew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "index")
	keeper(t, file, "one").Index(documents(5))
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	damage := map[string][]byte{"empty": {}, "cut": good[:len(good)-1], "front": good[:20], "other": []byte("something else")}
	for at := 0; at < len(good); at += 97 {
		bad := bytes.Clone(good)
		bad[at] ^= 4
		damage[fmt.Sprint("byte ", at)] = bad
	}
	for name, bad := range damage {
		_ = os.Remove(file)
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		keeper(t, file, "one").Index(documents(5))
		if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, good) {
			t.Errorf("%s: the file is not what it was (%v)", name, err)
		}
	}
	keeper(t, file, "two").Index(documents(5))
	if now, _ := os.ReadFile(file); bytes.Equal(now, good) {
		t.Error("another program takes the file for its own")
	}
}

func TestAFileThatCannotBeWrittenIsReported(t *testing.T) {
	dir := t.TempDir()
	var told []error
	in := filepath.Join(dir, "file")
	if err := os.WriteFile(in, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	failed := errors.New("no program")
	for _, o := range []Options{
		{File: filepath.Join(in, "index"), Program: func() (string, error) { return "", nil }},
		{File: filepath.Join(dir, "index"), Program: func() (string, error) { return "", failed }},
	} {
		o.Report = func(err error) { told = append(told, err) }
		if x := New(o).Index(documents(2)); x.Documents() != 4 {
			t.Error(x.Documents())
		}
	}
	if len(told) != 2 || !errors.Is(told[1], failed) {
		t.Error(told)
	}
}

func TestFewDocumentsMakeNoFile(t *testing.T) {
	k := keeper(t, filepath.Join(t.TempDir(), "index"), "one")
	k.Least = 11
	k.Index(documents(5))
	if _, err := os.Stat(k.File); err == nil {
		t.Error("there is a file")
	}
	k.Index(documents(6))
	if _, err := os.Stat(k.File); err != nil {
		t.Error(err)
	}
}
