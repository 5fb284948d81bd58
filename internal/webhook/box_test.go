package webhook

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"rebut/internal/config"
	"rebut/internal/factcheck"
)

func item(slug factcheck.Slug, revision int, aliases ...factcheck.Slug) Item {
	return Item{slug, aliases, factcheck.Published, revision}
}

func mustNews(t *testing.T, b *Box, items ...Item) News {
	t.Helper()
	n, err := b.News(items)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestAProjectThatWasNeverToldOfIsTakenAsKnown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	b := NewBox(dir)
	if n := mustNews(t, b, item("a", 1)); !n.First || len(n.Pieces) != 1 {
		t.Errorf("news of an empty box: %+v", n)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("asking for news makes the folder")
	}
	if adopted, err := b.Adopt([]Item{item("a", 1)}); !adopted || err != nil {
		t.Errorf("adopted %t, %v", adopted, err)
	}
	if adopted, err := b.Adopt([]Item{item("b", 1)}); adopted || err != nil {
		t.Errorf("adopted twice: %t, %v", adopted, err)
	}
	n := mustNews(t, b, item("a", 1), item("b", 1))
	if n.First || len(n.Pieces) != 1 || n.Pieces[0].Slug != "b" {
		t.Errorf("news %+v", n)
	}
	if text, err := os.ReadFile(filepath.Join(dir, ".gitignore")); err != nil || string(text) != "*\n" {
		t.Errorf(".gitignore: %q, %v", text, err)
	}
}

func TestNewsIsToldOnce(t *testing.T) {
	dir := t.TempDir()
	if _, err := NewBox(dir).Adopt(nil); err != nil {
		t.Fatal(err)
	}
	items := []Item{item("a", 1), item("b", 1)}
	var wg sync.WaitGroup
	var mu sync.Mutex
	told := map[factcheck.Slug]int{}
	for range 4 { // as four programs at once
		b := NewBox(dir)
		var ready []Ready
		for _, p := range mustNews(t, b, items...).Pieces {
			ready = append(ready, Ready{p, []byte("{}")})
		}
		wg.Go(func() {
			pieces, err := b.Announce(Announcement{Items: items, Ready: ready, To: []config.Webhook{{URL: "https://partner.example/"}}, Random: random(t), Now: morning()})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				t.Error(err)
			}
			for _, p := range pieces {
				told[p.Slug]++
			}
		})
	}
	wg.Wait()
	status, err := NewBox(dir).Status()
	if err != nil || told["a"] != 1 || told["b"] != 1 || len(status.Pending) != 2 {
		t.Errorf("told %v, pending %+v, %v", told, status.Pending, err)
	}
	if n := mustNews(t, NewBox(dir), items...); len(n.Pieces) != 0 {
		t.Errorf("news after it was told: %+v", n)
	}
}

func TestARenamedFactCheckIsNoNews(t *testing.T) {
	b := NewBox(t.TempDir())
	if _, err := b.Adopt([]Item{item("old", 1), item("kept", 1)}); err != nil {
		t.Fatal(err)
	}
	items := []Item{item("new", 1, "old"), item("kept", 2)}
	n := mustNews(t, b, items...)
	if len(n.Pieces) != 1 || n.Pieces[0].Slug != "kept" || len(n.Vanished) != 0 {
		t.Fatalf("news %+v", n)
	}
	if _, err := b.Announce(Announcement{Items: items, Ready: []Ready{{n.Pieces[0], []byte("{}")}}, Random: random(t)}); err != nil {
		t.Fatal(err)
	}
	// Under its new name it is known even if it drops the old one.
	if n := mustNews(t, b, item("new", 1), item("kept", 2)); len(n.Pieces) != 0 {
		t.Errorf("news %+v", n)
	}
	if n := mustNews(t, b, item("kept", 2)); len(n.Vanished) != 1 || n.Vanished[0] != "new" {
		t.Errorf("vanished %v", n.Vanished)
	}
}

func TestADamagedBoxIsAMistakeInPlainWords(t *testing.T) {
	dir := t.TempDir()
	b := NewBox(dir)
	if _, err := b.Adopt(nil); err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func(path string) error{
		"nonsense": func(path string) error { return os.WriteFile(path, []byte(strings.Repeat("nonsense", 2000)), 0o600) },
		"cut":      func(path string) error { return os.Truncate(path, 5000) },
	} {
		if err := damage(filepath.Join(dir, boxFile)); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Adopt(nil); err == nil || !strings.Contains(err.Error(), "is damaged") {
			t.Errorf("%s: %v", name, err)
		}
		if err := os.Remove(filepath.Join(dir, boxFile)); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Adopt(nil); err != nil {
			t.Fatal(err)
		}
	}
}

func TestHubsAreToldOfChangedFeedsAlone(t *testing.T) {
	b := NewBox(t.TempDir())
	one, two := Feed{URL: "https://a/1", Sum: [32]byte{1}}, Feed{URL: "https://a/2", Sum: [32]byte{2}}
	if stale, err := b.StaleFeeds("hub", []Feed{one, two}); err != nil || len(stale) != 2 {
		t.Errorf("stale %v, %v", stale, err)
	}
	if known, err := b.KnowsHub("hub"); known || err != nil {
		t.Errorf("known %t, %v", known, err)
	}
	if err := b.KnownFeeds("hub", []Feed{one, two}); err != nil {
		t.Fatal(err)
	}
	if known, err := b.KnowsHub("hub"); !known || err != nil {
		t.Errorf("known %t, %v", known, err)
	}
	if known, err := b.KnowsHub("hu"); known || err != nil {
		t.Errorf("another hub is known: %t, %v", known, err)
	}
	two.Sum[0] = 9
	if stale, err := b.StaleFeeds("hub", []Feed{one, two}); err != nil || len(stale) != 1 || stale[0].URL != two.URL {
		t.Errorf("stale %v, %v", stale, err)
	}
	if stale, err := b.StaleFeeds("another", []Feed{one}); err != nil || len(stale) != 1 {
		t.Errorf("stale %v, %v", stale, err)
	}
}
