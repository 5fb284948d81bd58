package site

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"rebut/internal/bounded"
)

// names are the files of a tree by their names. A site's files are far more
// than its fact-checks, and most are asked for once: what is kept of a file
// that is made of one fact-check alone is its name and the number of the
// fact-check's section, which is laid out again when the file is asked for.
type names struct {
	shared  map[string]*File // in no section
	section map[string]int32 // of all others
	sorted  []string

	lay   func(section int) []*File // lays out a section, at any time and as often as needed
	ready *bounded.Cache[map[string]*File]
}

// laidOut bounds the files that are kept with all that they are made of; where
// each is asked for once, they are asked for section by section.
const laidOut, laidOutOnce = 50_000, 4_000

// newNames takes in files, and those of so many sections.
func newNames(shared []*File, sections int, lay func(section int) []*File, once bool) (*names, error) {
	keep := laidOut
	if once {
		keep = laidOutOnce
	}
	n := &names{shared: make(map[string]*File, len(shared)), section: map[string]int32{}, lay: lay, ready: bounded.New[map[string]*File](keep)}
	for _, f := range shared {
		n.shared[f.Name] = f
	}
	if err := n.take(shared, n.shared); err != nil {
		return nil, err
	}
	for i := range sections {
		files := lay(i)
		for _, f := range files {
			if _, taken := n.section[f.Name]; taken || n.shared[f.Name] != nil {
				return nil, twice(f.Name)
			}
			n.section[f.Name] = int32(i)
		}
		if err := n.take(files, byName(files)); err != nil {
			return nil, err
		}
	}
	slices.Sort(n.sorted)
	return n, n.checkFolders()
}

func byName(files []*File) map[string]*File {
	m := make(map[string]*File, len(files))
	for _, f := range files {
		m[f.Name] = f
	}
	return m
}

func twice(name string) error { return fmt.Errorf("site: two files are called %q", name) }

// take notes the names of files, which may repeat others among them.
func (n *names) take(files []*File, among map[string]*File) error {
	for _, f := range files {
		switch same := among[f.SameAs]; {
		case !fs.ValidPath(f.Name) || f.Name == ".":
			return fmt.Errorf("site: %q cannot be a file of the site", f.Name)
		case among[f.Name] != f:
			return twice(f.Name)
		case f.SameAs != "" && (same == nil || same.SameAs != ""):
			return fmt.Errorf("site: %q repeats %q, which is no file of its own", f.Name, f.SameAs)
		}
		n.sorted = append(n.sorted, f.Name)
	}
	return nil
}

// checkFolders fails for a name that is a file and, for others, a folder.
func (n *names) checkFolders() error {
	last := "." // the folder of the name before
	for _, name := range n.sorted {
		for d := path.Dir(name); d != last && d != "." && !strings.HasPrefix(last, d+"/"); d = path.Dir(d) {
			if n.has(d) {
				return fmt.Errorf("site: %q is a file and a folder", d)
			}
		}
		last = path.Dir(name)
	}
	return nil
}

func (n *names) has(name string) bool {
	_, own := n.section[name]
	return own || n.shared[name] != nil
}

// get is the file of a name; nil for none.
func (n *names) get(name string) *File {
	i, own := n.section[name]
	if !own {
		return n.shared[name]
	}
	key := fmt.Sprint(i)
	files, ok := n.ready.Get(key)
	if !ok {
		files = byName(n.lay(int(i)))
		n.ready.Add(key, files, len(files))
	}
	return files[name]
}

// ordered lists the names by the place of what they are made of.
func (n *names) ordered() []string {
	type placed struct {
		place int32
		name  string
	}
	all := make([]placed, len(n.sorted))
	for i, name := range n.sorted {
		place, own := n.section[name]
		if !own {
			place = int32(n.shared[name].place)
		}
		all[i] = placed{place, name}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.place, b.place) })
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.name
	}
	return out
}
