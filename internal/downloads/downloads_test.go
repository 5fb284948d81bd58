package downloads

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

func TestNoDownloadIsLostOrCountedTwice(t *testing.T) {
	tally := NewTally()
	one, again := tally.Counter("/en/a/x-square.png"), tally.Counter("/en/a/x-square.png")
	var group sync.WaitGroup
	total := int64(0)
	take := func() {
		counts, missed := tally.Take()
		total += counts["/en/a/x-square.png"] + missed
	}
	for _, c := range []*Counter{one, again, one} {
		group.Go(func() {
			for range 5000 {
				c.Add()
			}
		})
	}
	for range 50 {
		take()
	}
	group.Wait()
	take()
	if total != 15000 {
		t.Errorf("%d were counted", total)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	tally := NewTally()
	for i := range most + 3 {
		tally.Counter(fmt.Sprintf("/en/a/x-%d.png", i)).Add()
	}
	tally.Counter("/en/a/x-0.png").Add()
	counts, missed := tally.Take()
	if len(counts) != most || missed != 3 || counts["/en/a/x-0.png"] != 2 {
		t.Errorf("%d files, %d missed", len(counts), missed)
	}
	tally.Return(map[string]int64{"/en/a/x-0.png": 2})
	tally.Counter("/en/a/x-0.png").Add()
	if counts, _ = tally.Take(); counts["/en/a/x-0.png"] != 3 {
		t.Errorf("what was put back: %v", counts)
	}
}

func TestWhatIsMeantAsADownload(t *testing.T) {
	const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
	for _, test := range []struct {
		name, value string
		want        bool
	}{
		{"Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", true}, {"Accept", "*/*", true},
		{"Accept", "image/avif,image/webp,image/png,*/*;q=0.8", false}, {"Sec-Fetch-Dest", "image", false}, {"Sec-Fetch-Dest", "empty", true},
		{"Sec-Purpose", "prefetch;prerender", false}, {"Purpose", "prefetch", false},
		{"Referer", "https://facts.example/facts/studio/edit/a", false}, {"Referer", "https://facts.example/facts/en/a/share/", true}, {"Referer", "%", true},
		{"User-Agent", browser, true}, {"User-Agent", "curl/8.1", true}, {"User-Agent", "", true},
		{"User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", false}, {"User-Agent", "facebookexternalhit/1.1", false},
		{"User-Agent", "WhatsApp/2.23.20.0", false}, {"User-Agent", "Example/1.0 (+https://example.org)", false},
	} {
		header := func(name string) string {
			if name == test.name {
				return test.value
			}
			return map[string]string{"User-Agent": browser}[name]
		}
		if got := Meant(header, "/facts/studio/"); got != test.want {
			t.Errorf("%s: %s: %t", test.name, test.value, got)
		}
	}
}

func TestNamesOfPictures(t *testing.T) {
	names := Names{Formats: []string{"square", "a4", "wide-2"}, Themes: []string{"dark", "high-contrast"}}
	for name, want := range map[string]Picture{
		"statement-square.png":                {Design: "statement", Format: "square"},
		"statement-square-dark.png":           {Design: "statement", Format: "square", Theme: "dark"},
		"sandwich-square-high-contrast-3.png": {Design: "sandwich", Format: "square", Theme: "high-contrast", Slide: 3},
		"big-number-wide-2.jpg":               {Design: "big-number", Format: "wide-2"},
		"poster-a4-r2.pdf":                    {Design: "poster", Format: "a4"},
		"statement-gone.png":                  {Design: "statement-gone"},
		"kit.zip":                             {Design: KitDesign, Format: "zip"},
	} {
		if got := names.Picture(name); got != want {
			t.Errorf("%s is %+v", name, got)
		}
	}
}

func TestFiguresOfSpans(t *testing.T) {
	s := NewStore(filepath.Join(t.TempDir(), "state", "downloads.db"), nil)
	defer s.Close()
	today := time.Date(2026, 11, 26, 23, 59, 0, 0, time.UTC)
	names := Names{Formats: []string{"square"}}
	if files, err := s.Files(t.Context(), today, names); err != nil || len(files) != 0 {
		t.Errorf("before anything was counted: %v, %v", files, err)
	}
	failed := errors.New("no folder")
	s.prepare = func() error { return failed }
	if err := s.Add(t.Context(), today, map[string]int64{"/en/a/x-square.png": 1}); !errors.Is(err, failed) {
		t.Errorf("without a folder: %v", err)
	}
	s.prepare = func() error { return os.MkdirAll(filepath.Dir(s.file), 0o700) }
	for ago, n := range map[int]int64{0: 1, 6: 2, 7: 4, 29: 8, 30: 16, 364: 32, 365: 64, 399: 128} {
		if err := s.Add(t.Context(), today.AddDate(0, 0, -ago), map[string]int64{"/en/a/x-square.png": n - 1, "/fr/b/kit.zip": 1}); err != nil {
			t.Fatal(err)
		}
		if err := s.Add(t.Context(), today.AddDate(0, 0, -ago), map[string]int64{"/en/a/x-square.png": 1}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // the second time, 200 days later, most days are one number
		files, err := s.Files(t.Context(), today, names)
		if err != nil || len(files) != 2 || files[0].Sums != (Sums{3, 15, 63, 255}) || files[0].Daily[Month-1] != 1 || files[0].Daily[0] != 8 {
			t.Errorf("%+v, %v", files, err)
		}
		if groups := By(files, func(f File) string { return f.Format }); len(groups) != 2 || groups[0].Name != "square" || groups[1].Sums != (Sums{2, 4, 6, 8}) {
			t.Errorf("%+v", groups)
		}
	}
	later := today.AddDate(0, 0, 200)
	if err := s.Add(t.Context(), later, map[string]int64{"/en/a/x-square.png": 1}); err != nil {
		t.Fatal(err)
	}
	days := ""
	if err := s.Days(t.Context(), "", func(d Day) error { days += fmt.Sprint(d.Day, d.Path, d.N, " "); return nil }); err != nil {
		t.Fatal(err)
	}
	if files, err := s.Files(t.Context(), later, names); err != nil || files[0].Sums != (Sums{1, 1, 32, 256}) {
		t.Errorf("%+v, %v\n%s", files, err, days)
	}
	if want := "/en/a/x-square.png224 /fr/b/kit.zip3 2026-"; days[:len(want)] != want {
		t.Errorf("the days are %s", days)
	}
}
