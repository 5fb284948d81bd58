package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// made are n documents of words by chance, in three languages.
func made(n int, seed uint64) []Document {
	rng := rand.New(rand.NewPCG(seed, 1))
	vocabulary := strings.Fields("housing houses rent rents crisis border borders refugee refugees migrant migrants 11 2024 money pension seniors hospital work worker workers crime logement loyers frontière réfugiés emploi السكن المهاجرون أزمة")
	text := func(length int) string {
		var words []string
		for range length {
			words = append(words, vocabulary[rng.IntN(len(vocabulary))]+strings.Repeat("x", rng.IntN(3)))
		}
		return strings.Join(words, " ")
	}
	var docs []Document
	for i := range n {
		docs = append(docs, Document{ID: fmt.Sprintf("check-%03d", i*7%n), Lang: []string{"en", "fr", "ar"}[rng.IntN(3)], Claims: []string{text(6), text(4)},
			Fact: text(8), Why: text(20), Body: text(60), Claimants: []string{text(2)}, Stored: []byte(text(1))})
	}
	return docs
}

func file(t testing.TB, x *Index) []byte {
	t.Helper()
	var b bytes.Buffer
	if n, err := x.WriteTo(&b); err != nil || n != int64(b.Len()) {
		t.Fatal(n, err)
	}
	return b.Bytes()
}

// TestUpdatesGiveTheBytesOfAFreshIndex: however documents came and went.
func TestUpdatesGiveTheBytesOfAFreshIndex(t *testing.T) {
	docs := made(60, 1)
	want := file(t, Build(docs))
	backwards := slices.Clone(docs)
	slices.Reverse(backwards)
	if !bytes.Equal(want, file(t, Build(backwards))) {
		t.Error("the order of documents changes the bytes")
	}
	x := Build(append(docs[:20:20], made(60, 2)[40:]...))
	for i := 20; i < len(docs); i++ {
		x = x.Replace(nil, docs[i:i+1])
	}
	x = x.Replace([]string{"nothing"}, nil)
	other := docs[5]
	other.Lang, other.Fact = "uk", "другий факт"
	x = x.Replace(nil, []Document{other}).Replace([]string{"check-001"}, nil)
	fresh := slices.DeleteFunc(slices.Clone(docs), func(d Document) bool { return d.ID == other.ID || d.ID == "check-001" })
	if !bytes.Equal(file(t, Build(append(fresh, other))), file(t, x)) {
		t.Error("an updated index has other bytes than a fresh one")
	}
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	if x = x.Replace(ids, nil); x.Documents() != 0 || !bytes.Equal(file(t, x), file(t, Build(nil))) {
		t.Error("an emptied index is not that of nothing")
	}
}

func TestReplaceLeavesTheOldIndexAsItWas(t *testing.T) {
	docs := made(30, 3)
	x := Build(docs)
	before := file(t, x)
	x.Replace(nil, made(30, 4))
	if !bytes.Equal(before, file(t, x)) {
		t.Error("an index changed")
	}
}

func TestAFileAnswersAsTheIndexThatWroteIt(t *testing.T) {
	x := Build(made(50, 5))
	y, err := Open(file(t, x), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"housing crisis", "refugee money 2024", "loyers réfugiés", "السكن", "hopsital"} {
		if a, b := fmt.Sprint(x.Match(q, Options{})), fmt.Sprint(y.Match(q, Options{})); a != b {
			t.Errorf("%s: %s and %s", q, a, b)
		}
	}
	if y.Documents() != 50 {
		t.Error(y.Documents())
	}
}

func TestWhatIsNoIndexIsRefused(t *testing.T) {
	good := file(t, Build(made(5, 6)))
	for _, data := range [][]byte{nil, []byte(magic), []byte("something else"), good[:len(good)-1], good[:len(good)/2], append([]byte("rebutsx1"), good[8:]...)} {
		if _, err := Open(data, nil); err == nil {
			t.Errorf("%d bytes are taken for an index", len(data))
		}
	}
}

// FuzzOpen: damaged files never stop the program.
func FuzzOpen(f *testing.F) {
	good := file(f, Build(made(8, 7)))
	f.Add(good, "housing crisis refugees", 300, byte(255))
	f.Add(good, "logement loyers hopsital", 1000, byte(1))
	f.Add([]byte(magic), "x", 0, byte(0))
	f.Fuzz(func(t *testing.T, data []byte, query string, at int, value byte) {
		data = bytes.Clone(data)
		if len(data) > 0 {
			data[max(0, at)%len(data)] ^= value
		}
		x, err := Open(data, nil)
		if err != nil {
			return
		}
		x.Match(query, Options{Limit: 3})
		if x.Documents() < 1000 {
			x.Replace([]string{"check-001"}, made(2, 8))
		}
	})
}

// TestDamagedFilesNeverStopTheProgram changes every other byte of a file, and
// some together, as fuzzing does by chance.
func TestDamagedFilesNeverStopTheProgram(t *testing.T) {
	good, rng := file(t, Build(made(2, 9))), rand.New(rand.NewPCG(4, 4))
	for i := 0; i < len(good); i += 2 {
		bad := bytes.Clone(good)
		bad[i] ^= byte(1 << rng.IntN(8))
		if i%3 == 0 {
			bad[rng.IntN(len(bad))], bad[i] = 0xff, 0xff
		}
		if x, err := Open(bad, nil); err == nil {
			x.Match("housing crisis refugees loyers hopsital 2024", Options{})
			if i%34 == 0 && x.Documents() < 1000 {
				x.Replace(nil, made(1, 2))
			}
		}
	}
}

func TestMatch(t *testing.T) {
	x := Build([]Document{
		{ID: "cheese", Lang: "en", Claims: []string{"The moon is made of cheese."}, Fact: "All samples are rock", Body: "Armstrong brought basalt.", Stored: []byte("a")},
		{ID: "cheese", Lang: "fr", Claims: []string{"La lune est en fromage."}, Fact: "Tout est roche"},
		{ID: "lamp", Lang: "en", Claims: []string{"The sun is a lamp.", "Somebody switches the sun on."}, Fact: "It burns hydrogen"},
	})
	for _, c := range []struct{ query, lang, id, in, words string }{
		{"I heard the moon is CHEESE!", "", "cheese", "en", "moon cheese"},
		{"la Lune c'est du fromage", "", "cheese", "fr", "lune fromage"},
		{"Armstrong's basalt", "", "cheese", "en", "armstrong basalt"},
		{"who switches on the sun", "", "lamp", "en", "switches sun"},
		{"moon", "fr", "", "", ""},
		{"qwertz", "", "", "", ""},
	} {
		a := x.Match(c.query, Options{Lang: c.lang})
		if c.id == "" {
			if len(a.Hits) != 0 || a.Confident {
				t.Errorf("%q: %+v", c.query, a)
			}
			continue
		}
		if h := a.Hits[0]; h.ID != c.id || h.Lang != c.in || strings.Join(h.Matched, " ") != c.words {
			t.Errorf("%q: %+v", c.query, h)
		}
	}
	if a := x.Match("moon cheese", Options{Limit: 1}); len(a.Hits) != 1 || string(a.Hits[0].Stored) != "a" {
		t.Errorf("%+v", a)
	}
	if a := x.Match("moon cheese fromage lune", Options{}); len(a.Hits) != 1 {
		t.Errorf("a fact-check is found twice: %+v", a)
	}
}
