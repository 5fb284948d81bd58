package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rebut/internal/ledger"
)

// kills is how many builds are killed.
const kills = 50

// TestKilledBuildsLeaveAWholeTree kills builds with SIGKILL at random moments,
// those around the exchange of the folders included. Whatever the moment, the
// output is the whole old tree or the whole new one.
func TestKilledBuildsLeaveAWholeTree(t *testing.T) {
	dir := t.TempDir()
	sites := [2]string{}
	trees := map[string]string{} // digest of a whole tree → which
	var longest time.Duration
	for i, word := range []string{"before", "after"} {
		sites[i] = filepath.Join(dir, word)
		smallProject(t, sites[i], word)
		reference := filepath.Join(dir, "reference-"+word)
		start := time.Now()
		mustBuild(t, sites[i], reference)
		longest = max(longest, time.Since(start))
		trees[digest(t, reference)] = word
	}
	if len(trees) != 2 {
		t.Fatal("the two sites are the same")
	}
	out := filepath.Join(dir, "site", "output")
	mustBuild(t, sites[0], out)
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d, a whole build takes %v", seed, longest)

	killed, stayed := 0, 0
	for i := range kills {
		before := trees[digest(t, out)]
		if killedAt(t, sites[(i+1)%2], out, anyMoment(random, longest)) {
			killed++
		}
		after, whole := trees[digest(t, out)]
		if !whole {
			t.Fatalf("build %d was killed and left a tree that is neither the old one nor the new one", i)
		}
		if after == before {
			stayed++
		}
	}
	t.Logf("%d of %d builds were killed before they ended; the old tree stayed %d times", killed, kills, stayed)
	if killed == 0 {
		t.Error("no build was killed; the test shows nothing")
	}
	mustBuild(t, sites[1], out)
	if trees[digest(t, out)] != "after" {
		t.Error("the build after all that is not whole")
	}
	if left, err := os.ReadDir(filepath.Dir(out)); err != nil || len(left) != 1 {
		t.Errorf("left beside the output: %v, %v", left, err)
	}
}

// moment is when a build is killed: some time after it has said how far it is
// for the lines-th time.
type moment struct {
	lines int
	delay time.Duration
}

// anyMoment spreads over a whole build and its end, however fast the machine.
func anyMoment(random *rand.Rand, whole time.Duration) moment {
	return moment{random.IntN(11), time.Duration(random.Int64N(int64(whole) / 3))}
}

// killedAt starts a build and kills it; it reports whether the build was still
// running then.
func killedAt(t *testing.T, site, out string, when moment) bool {
	t.Helper()
	cmd := exec.Command("rebut", "-C", site, "build", "-o", out)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	for range when.lines {
		lines.Scan()
	}
	time.Sleep(when.delay)
	_ = cmd.Process.Kill() // it may have ended by itself
	err = cmd.Wait()
	return err != nil && !cmd.ProcessState.Exited()
}

func mustBuild(t *testing.T, site, out string) {
	t.Helper()
	if text, err := exec.Command("rebut", "-C", site, "build", "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, text)
	}
}

// digest is one hash over the names and contents of a whole tree, but for the
// ledger, which remembers builds in an order of its own.
func digest(t *testing.T, dir string) string {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ledger.Name {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		fmt.Fprintf(h, "%q %d\n", filepath.ToSlash(rel), len(text))
		h.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// smallProject writes a project of three fact-checks with one picture each.
func smallProject(t *testing.T, dir, word string) {
	t.Helper()
	settings, err := os.ReadFile(filepath.Join("testdata", "small", "rebut.toml"))
	if err != nil {
		t.Fatal(err)
	}
	check, err := os.ReadFile(filepath.Join("testdata", "small", "tea.toml"))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"rebut.toml": string(settings)}
	for _, name := range []string{"tea", "coffee", "cocoa"} {
		text := strings.NewReplacer("KETTLES", "Kettles for "+name, "WORD", word).Replace(string(check))
		files["claims/"+name+"-evidence.toml"] = text
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
