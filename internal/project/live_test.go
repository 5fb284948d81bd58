package project

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"rebut/internal/factcheck"

	rebut "rebut"
)

// However many save and ask at once, everybody finds what they saved.
func TestLiveReadsForAllWhoSaveAtOnce(t *testing.T) {
	l := newLiveProject(t, map[string]string{"rebut.toml": oneFormat, "claims/tea.toml": check("Kettles boil water")})
	live, err := NewLive(Overlay(Disk(l.dir), rebut.Assets()), func() Options { return today }, func(*Project) {})
	if err != nil {
		t.Fatal(err)
	}
	const writers, saves = 8, 3
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			slug := fmt.Sprintf("tea-%d", w)
			for n := range saves {
				fact := fmt.Sprintf("Kettles boil water %d times", 10+n)
				if err := os.WriteFile(filepath.Join(l.dir, "claims", slug+".toml"), []byte(check(fact)), 0o644); err != nil {
					t.Error(err)
				}
				live.Refresh()
				if f := live.Current().FactCheck(factcheck.Slug(slug)); f == nil || f.Original().Fact.Plain() != fact {
					t.Errorf("save %d of %s is not read", n, slug)
				}
			}
		})
	}
	group.Wait()
}
