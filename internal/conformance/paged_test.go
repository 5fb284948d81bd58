package conformance

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"
)

// small makes lists, feeds and files of reviews that are soon full.
const small = `
[lists]
size = 2
[feeds]
limit = 2
reviews = 4
[kit]
publish = false
[[formats]]
id = "link"
name = "Link"
width = 1200
height = 630
type = "png"
safe = { top = 40, right = 40, bottom = 40, left = 40 }
`

// correctedSlugs are fact-checks that pagedSite corrects: more than a feed has.
var correctedSlugs = []string{"housing-costs-causes", "immigration-and-crime", "health-care-newcomers"}

// correctionsFeed is the name of a feed of corrections.
var correctionsFeed = regexp.MustCompile(`/corrections/feed\.(rss|atom|json)$`)

// matching are the files of a site whose names match.
func matching(site string, names []string, pattern *regexp.Regexp) []string {
	var files []string
	for _, name := range names {
		if pattern.MatchString(name) {
			files = append(files, filepath.Join(site, filepath.FromSlash(name)))
		}
	}
	return files
}

// rebut runs the program, which must succeed.
func rebut(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command(built.binary, args...).CombinedOutput(); err != nil {
		t.Fatalf("rebut %v: %v\n%s", args, err, out)
	}
}

// pagedSite builds the demonstration in two languages with pages of two
// fact-checks and some corrections, and returns its folder and files.
func pagedSite(t *testing.T) (site string, names []string) {
	t.Helper()
	project, site := t.TempDir(), filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(filepath.Join(project, "claims"), os.DirFS(filepath.Join(built.root, "claims"))); err != nil {
		t.Fatal(err)
	}
	settings, err := os.ReadFile(filepath.Join(built.root, "rebut.toml"))
	if err != nil {
		t.Fatal(err)
	}
	settings = regexp.MustCompile(`(?m)^languages = .*$`).ReplaceAll(settings, []byte(`languages = ["en", "fr"]`))
	if err := os.WriteFile(filepath.Join(project, "rebut.toml"), append(settings, small...), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, slug := range correctedSlugs {
		rebut(t, "correct", "-C", project, slug, "--set", "verdict=Nothing else holds.", "--set", "fr.verdict=Rien d’autre ne tient.", "--what", "The reason for the rating was wrong.", "--yes")
	}
	rebut(t, "build", "-C", project, "-o", site)
	err = fs.WalkDir(os.DirFS(site), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return site, names
}

// TestPagesAndArchivesAreValid: the Nu HTML checker has nothing to say on pages
// of lists, readers read every archive and
// the feeds of corrections, and every link of the
// pages leads to a file.
func TestPagesAndArchivesAreValid(t *testing.T) {
	site, names := pagedSite(t)
	has := map[string]bool{}
	for _, name := range names {
		has[name] = true
	}
	var pages, archives []string
	for _, name := range names {
		file := filepath.Join(site, filepath.FromSlash(name))
		switch {
		case strings.Contains(name, "page/") || strings.HasSuffix(name, "/index.html") && strings.Count(name, "/") == 1:
			pages = append(pages, file)
			checkPageLinks(t, site, name, has)
		case correctionsFeed.MatchString(name):
			checkArchive(t, site, name)
		case regexp.MustCompile(`^feed-[0-9]+\.(rss|atom|json)$`).MatchString(path.Base(name)):
			archives = append(archives, file)
			checkArchive(t, site, name)
		}
	}
	if len(pages) < 10 || len(archives) < 20 {
		t.Errorf("%d pages and %d archives; the site is not paged", len(pages), len(archives))
	}
	checkWithNu(t, site, "", pages)
	checkWithReaders(t, append(archives, matching(site, names, correctionsFeed)...))
}

func checkPageLinks(t *testing.T, site, name string, has map[string]bool) {
	t.Helper()
	markup, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(` (?:href|src)="(/[^"#]*)`).FindAllSubmatch(markup, -1) {
		target := strings.TrimPrefix(string(m[1]), "/")
		if target == "" || strings.HasSuffix(target, "/") {
			target += "index.html"
		}
		if !has[target] {
			t.Errorf("%s leads to %s, which there is not", name, m[1])
		}
	}
	if strings.Contains(name, "page/") && !bytes.Contains(markup, []byte(`<link rel="canonical" href="`+siteAddress+"/"+strings.TrimSuffix(name, "index.html")+`"`)) {
		t.Errorf("%s is not canonical", name)
	}
}

func checkArchive(t *testing.T, site, name string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(site, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(text))
	if err != nil || feed.Title == "" || len(feed.Items) == 0 || len(feed.Items) > 2 {
		t.Fatalf("%s: %v, %v", name, err, feed)
	}
	for _, item := range feed.Items {
		checkItem(t, name, item)
	}
}
