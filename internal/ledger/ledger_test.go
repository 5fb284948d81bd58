package ledger

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fxamacker/cbor/v2"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

func sum(b byte) Sum { return Sum{b} }

func sample() *Ledger {
	l := New("v1")
	l.Env["pages"] = sum(9)
	l.Sources["claims/a.toml"] = &Source{Sum: sum(1), Outline: OutlineOf(whole()),
		Warnings: problem.List{{File: "claims/a.toml", Line: 3, Column: 1, Lang: "fr", Severity: problem.Warning, Code: "x", Message: "m", Hint: "h"}},
		Files:    []File{{Name: "en/a/index.html", Size: 12, Sum: sum(2), Key: sum(3)}}}
	l.Sources["claims/b.toml"] = &Source{Sum: sum(4), Outline: &Outline{Slug: "b"}}
	l.Shared["index.html"] = File{Name: "index.html", Size: 1, Sum: sum(5), Key: sum(6)}
	return l
}

func whole() *factcheck.FactCheck {
	return &factcheck.FactCheck{
		Slug: "a", Aliases: []factcheck.Slug{"old"}, Status: factcheck.Published, Language: "en", Revision: 2,
		Published: factcheck.Date{Year: 2026, Month: 1, Day: 2}, Modified: factcheck.Date{Year: 2026, Month: 2, Day: 3}, Rating: "false",
		Topics: []string{"tea"}, Designs: []string{"statement"}, Corrections: []factcheck.Correction{{Date: factcheck.Date{Year: 2026, Month: 2, Day: 3}, Revision: 2}},
		Texts: factcheck.Texts{
			"en": {Claim: "c", Fact: "*f*", Why: "w", Body: "b", Number: factcheck.NumberText{Label: "n"}},
			"fr": {Claim: "c", Fact: "f", Why: " ", Body: "b", Translates: 1, Reviewed: true},
		},
		Number:  &factcheck.Number{Value: 3},
		Receipt: &factcheck.Receipt{Passage: "p", Language: "en"},
	}
}

// same compares two ledgers by what they hold.
func same(t *testing.T, got, want *Ledger) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	if l, err := Read(path); l != nil || err != nil {
		t.Fatalf("a ledger that is not there: %v, %v", l, err)
	}
	want := sample()
	if err := want.Create(path); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, want)
	if n := len(slices.Collect(got.All())); n != 2 {
		t.Errorf("%d files", n)
	}
}

func TestAChangeMakesOneLedgerIntoTheOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	old, next := sample(), sample()
	next.Rebut = "v2"
	next.Sources["claims/a.toml"] = old.Sources["claims/a.toml"] // untouched
	delete(next.Sources, "claims/b.toml")
	next.Sources["claims/c.toml"] = &Source{Sum: sum(7), Outline: &Outline{Slug: "c"}}
	delete(next.Shared, "index.html")
	next.Shared["en/index.html"] = File{Name: "en/index.html", Size: 4}
	if err := old.Create(path); err != nil {
		t.Fatal(err)
	}
	change := old.To(next)
	if _, touched := change.Sources["claims/a.toml"]; touched || len(change.Sources) != 2 || len(change.Shared) != 2 {
		t.Errorf("change %+v", change)
	}
	text, err := cbor.Marshal(change) // as a change in place keeps it
	if err != nil {
		t.Fatal(err)
	}
	change = Change{}
	if err := cbor.Unmarshal(text, &change); err != nil {
		t.Fatal(err)
	}
	for range 2 { // a change may be made again after a crash
		if err := Apply(path, change); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, next)
}

// TestALargeChangeTakesSeveralSteps stops before the last.
func TestALargeChangeTakesSeveralSteps(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	old, next := sample(), sample()
	delete(next.Sources, "claims/b.toml")
	for i := range 2 * rowsAtOnce {
		name := fmt.Sprint(i)
		next.Shared[name] = File{Name: name, Size: int64(i)}
	}
	if err := old.Create(path); err != nil {
		t.Fatal(err)
	}
	change := old.To(next)
	if err := Apply(path, change); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	same(t, got, next)
	change.Shared["0"] = &File{Name: "0", Size: 7}
	change.Shared[strings.Repeat("~", 40000)] = &File{} // a key that bbolt does not take, in the last step
	if err := Apply(path, change); err == nil {
		t.Fatal("a key of 40,000 bytes was taken")
	}
	if got, _ = Read(path); got == nil || len(got.Env) > 0 || got.Shared["0"].Size != 7 {
		t.Error("what a change left that was not made to its end")
	}
}

func TestLostAreFilesThatNoSourceHas(t *testing.T) {
	old, next := New("v1"), New("v1")
	stays := &Source{Files: []File{{Name: "a/p"}}}
	old.Sources["a"], next.Sources["a"] = stays, stays
	old.Sources["b"], next.Sources["b"] = &Source{Files: []File{{Name: "b/p"}, {Name: "b/q"}, {Name: "b/r"}}}, &Source{Files: []File{{Name: "b/q"}, {Name: "b/s"}}}
	old.Sources["c"], next.Sources["d"] = &Source{Files: []File{{Name: "c/p"}, {Name: "c/q"}}}, &Source{Files: []File{{Name: "c/p"}}}
	old.Shared["x"], old.Shared["y"] = File{Name: "x"}, File{Name: "y"}
	next.Shared["y"], next.Shared["b/r"] = File{Name: "y"}, File{Name: "b/r"}
	if got, want := old.Lost(next), []string{"b/p", "c/q", "x"}; !slices.Equal(got, want) {
		t.Errorf("lost %v, want %v", got, want)
	}
}

// TestDamagedLedgersAreNone damages every page of a ledger in turn.
func TestDamagedLedgersAreNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), Name)
	l := sample()
	for i := range 2000 {
		l.Shared[fmt.Sprint(i)] = File{Name: fmt.Sprint(i)}
	}
	if err := l.Create(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for from := 0; from < len(text); from += 1024 {
		damaged := slices.Clone(text)
		for i := from; i < min(from+512, len(damaged)); i++ {
			damaged[i] ^= 0xA5
		}
		at := filepath.Join(t.TempDir(), Name)
		if err := os.WriteFile(at, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(at); err != nil { // nil, or what can be read
			t.Errorf("damaged from byte %d: %v", from, err)
		}
	}
	if err := os.WriteFile(path, text[:len(text)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	if l, err := Read(path); err != nil {
		t.Errorf("a half: %v, %v", l, err)
	}
}

// TestOutlinesAreLaidOutLikeTheWhole compares what is asked of an outline with
// the answers of the whole.
func TestOutlinesAreLaidOutLikeTheWhole(t *testing.T) {
	f := whole()
	o := OutlineOf(f)
	g := new(Shapes).FactCheck(o, "claims/a.toml")
	if g.Locate("slug", 0).File != "claims/a.toml" {
		t.Error("the file is lost")
	}
	for lang, text := range f.Texts {
		a, b := factcheck.Edition{FactCheck: f, Lang: lang, Text: text}, factcheck.Edition{FactCheck: g, Lang: lang, Text: g.Texts[lang]}
		if f.State(lang) != g.State(lang) || text.Complete() != b.Text.Complete() || a.HasNumber() != b.HasNumber() || a.HasChart() != b.HasChart() ||
			a.HasReceipt() != b.HasReceipt() || a.HasSandwich() != b.HasSandwich() || a.Public() != b.Public() {
			t.Errorf("%s: %+v is not as %+v", lang, b, a)
		}
	}
	if !reflect.DeepEqual(OutlineOf(g), o) {
		t.Errorf("the outline of an outline is %+v, not %+v", OutlineOf(g), o)
	}
}
