package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// correctionsKilled is how many corrections are killed.
const correctionsKilled = 10

// TestKilledCorrectionsLeaveAValidProject kills corrections with SIGKILL at
// random moments. Whatever the moment, the project has no errors, what was
// published is nowhere lost, and the same command works afterwards.
func TestKilledCorrectionsLeaveAValidProject(t *testing.T) {
	dir := t.TempDir()
	smallProject(t, dir, "before")
	file, kept := filepath.Join(dir, "claims", "tea-evidence.toml"), filepath.Join(dir, "claims", "_revisions", "tea-evidence", "r1.toml")
	published, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	correct := func() *exec.Cmd {
		return exec.Command("rebut", "-C", dir, "correct", "tea-evidence", "--set", "why=Because it is another.", "--what", "It was another.", "--yes")
	}
	start := time.Now()
	if out, err := correct().CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	whole := time.Since(start)
	corrected, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d, a correction takes %v", seed, whole)
	killed := 0
	for range correctionsKilled {
		restore(t, file, published, filepath.Dir(filepath.Dir(kept)))
		cmd := correct()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole/2 + time.Duration(random.Int64N(int64(whole)/2)))
		_ = cmd.Process.Kill() // it may have ended by itself
		if err := cmd.Wait(); err != nil && !cmd.ProcessState.Exited() {
			killed++
		}
		wholeProject(t, dir, file, kept, published, corrected)
	}
	t.Logf("%d of %d were killed before they ended", killed, correctionsKilled)

	// Between the two writes: the copy is there, the file is as it was.
	restore(t, file, published, filepath.Dir(filepath.Dir(kept)))
	if err := writeNew(filepath.Dir(kept), "r1.toml", published); err != nil {
		t.Fatal(err)
	}
	wholeProject(t, dir, file, kept, published, corrected)
	if out, err := correct().CombinedOutput(); err != nil {
		t.Errorf("after one that was killed: %v\n%s", err, out)
	}
	if now, _ := os.ReadFile(file); !bytes.Equal(now, corrected) {
		t.Errorf("the correction after one that was killed wrote\n%s", now)
	}
}

func restore(t *testing.T, file string, published []byte, revisions string) {
	t.Helper()
	if err := os.RemoveAll(revisions); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, published, 0o644); err != nil {
		t.Fatal(err)
	}
}

// wholeProject checks that the file is the published one or the corrected one,
// the latter only with a copy of the former, and that nothing is wrong with the
// project.
func wholeProject(t *testing.T, dir, file, kept string, published, corrected []byte) {
	t.Helper()
	now, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copied, _ := os.ReadFile(kept) // nil where there is none
	switch {
	case bytes.Equal(now, corrected) && bytes.Equal(copied, published):
	case bytes.Equal(now, published) && (copied == nil || bytes.Equal(copied, published)):
	default:
		t.Fatalf("the file is\n%s\nthe copy\n%s", now, copied)
	}
	p, err := project.Load(onDisk(dir), project.Options{Today: factcheck.Date{Year: 2030, Month: 1, Day: 1}, SkipPreflight: true})
	if err != nil {
		t.Fatal(err)
	}
	if p.Problems.HasErrors() {
		t.Errorf("problems: %v", p.Problems)
	}
}
