package store_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

func checkStarter(t *testing.T, claim string, lang factcheck.Lang) (*factcheck.FactCheck, problem.List) {
	t.Helper()
	text, err := store.Starter(claim, lang, today)
	if err != nil {
		t.Fatal(err)
	}
	cfg, _, err := config.Load(fstest.MapFS{})
	if err != nil {
		t.Fatal(err)
	}
	scheme := cfg.Scheme(today)
	scheme.Languages = nil
	return store.Parse("claims/new-topic.toml", []byte(text), scheme)
}

func TestAnUntouchedStarterLacksOnlyWhatIsToBeWritten(t *testing.T) {
	f, problems := checkStarter(t, "The moon is made of cheese.", "en")
	if f == nil {
		t.Fatal(problems)
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.Message)
		if p.Severity != problem.Warning || p.Code != "missing" || p.Hint == "" || p.Line < 2 {
			t.Errorf("not gentle: %+v", p)
		}
	}
	want := "rating is empty|topics is empty|fact is empty|why is empty|technique is empty|verdict is empty|body is empty|source 1 is empty"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
	if f.Status != factcheck.Draft || f.Original().Claim != "The moon is made of cheese." {
		t.Errorf("status %q, claim %q", f.Status, f.Original().Claim)
	}
}

// What the starter shows in comments can be used as it stands there.
func TestTheStartersExamplesAreTOML(t *testing.T) {
	text, err := store.Starter("The moon is made of cheese.", "en", today)
	if err != nil {
		t.Fatal(err)
	}
	text = strings.NewReplacer(`status = "draft"`, `status = "withdrawn"`, "revision = 1", "revision = 2", `rating = ""`, `rating = "false"`).Replace(text)
	example := regexp.MustCompile(`(?m)^# (\[|[a-z]+ = |"""$)`)
	f, problems := store.Parse("claims/new-topic.toml", []byte(example.ReplaceAllString(text, "$1")), factcheck.Scheme{Today: today})
	if f == nil {
		t.Fatal(problems)
	}
	for _, p := range problems {
		if p.Code != "missing" && p.Code != "incomplete-translation" && p.Code != "bad-address" {
			t.Errorf("%+v", p)
		}
	}
	if f.Withdrawn == nil || f.Withdrawn.Date != today || len(f.Corrections) != 1 || f.Corrections[0].Revision != 2 || len(f.Appearances) != 1 || len(f.Texts) != 2 ||
		f.Number == nil || f.Number.Value != 11 || f.Chart == nil || len(f.Chart.Categories) != 2 || len(f.Chart.Series) != 1 || f.Receipt == nil {
		t.Errorf("read %+v", f)
	}
	if !strings.Contains(text, "rebut serve --drafts") {
		t.Error("how to see a draft is not said")
	}
}

func TestStarterKeepsAnyClaim(t *testing.T) {
	for _, claim := range []string{`"So they say" \ 'it'`, "”\u202e{{.Claim}}", "]]\n[text.en]\nclaim = 1", "المهاجرون هم سبب أزمة السكن.", "\xff\x00"} {
		f, problems := checkStarter(t, claim, "ar")
		if f == nil {
			t.Errorf("%q: %v", claim, problems)
			continue
		}
		if got, want := f.Original().Claim, strings.Join(strings.Fields(strings.ToValidUTF8(claim, "\ufffd")), " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCreateNeverOverwrites(t *testing.T) {
	dir := t.TempDir()
	name, err := store.Create(dir, "moon-samples", "first")
	if err != nil || name != "claims/moon-samples.toml" {
		t.Fatal(name, err)
	}
	if _, err := store.Create(dir, "moon-samples", "second"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("second time: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || string(text) != "first" {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := store.Create(dir, "../moon", "x"); err == nil {
		t.Error("a slug led out of the folder")
	}
	if files, err := os.ReadDir(filepath.Join(dir, "claims")); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
}

func TestOfManyCreatorsOneWins(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	results := make([]error, 8)
	for i := range results {
		wg.Go(func() { _, results[i] = store.Create(dir, "moon", strings.Repeat("x", 1000)) })
	}
	wg.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else if !errors.Is(err, fs.ErrExist) {
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d creators won", won)
	}
}
