package output

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"rebut/internal/ledger"
	"rebut/internal/problem"
)

// Folder is an output folder that is locked for a build.
type Folder struct {
	place   place
	old     existing
	unlock  func()
	now     ledger.Mark
	damaged map[string]bool // names in the ledger that are not there as they were written
}

// Open locks an output folder, finishes or sweeps up what killed builds left,
// and looks at what is there. Refusals are *problem.Mistake errors. A folder
// that does not exist is made by Write.
func Open(dir string) (f *Folder, err error) {
	p, err := locate(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(p.parent, 0o755); err != nil {
		return nil, err
	}
	unlock, now, err := p.lock()
	if err != nil {
		return nil, err
	}
	f = &Folder{place: p, unlock: unlock, now: now}
	defer func() {
		if err != nil {
			unlock()
		}
	}()
	if err := p.recover(); err != nil {
		return nil, err
	}
	if f.old, err = inspect(p.dir); err != nil {
		return nil, err
	}
	f.damaged = f.lost()
	return f, nil
}

// Close lets other builds in.
func (f *Folder) Close() error {
	f.unlock()
	return nil
}

// Now is the mark of a file beside the folder that was changed when it was
// opened; zero where the system gives none.
func (f *Folder) Now() ledger.Mark { return f.now }

// Ledger is what the build before remembers; nil for none. It must not be
// changed.
func (f *Folder) Ledger() *ledger.Ledger { return f.old.ledger }

// Damaged are the files of fact-checks of which something that was made of
// them alone is not there any more.
func (f *Folder) Damaged() map[string]bool {
	sources := map[string]bool{}
	if f.old.ledger == nil || len(f.damaged) == 0 {
		return sources
	}
	for name, s := range f.old.ledger.Sources {
		sources[name] = slices.ContainsFunc(s.Files, func(file ledger.File) bool { return f.damaged[file.Name] })
	}
	return sources
}

// Made is the file that the build before made of a source ("" for shared ones)
// under a name, and that is there with its size.
func (f *Folder) Made(source, name string) (ledger.File, bool) {
	if f.old.ledger == nil || f.damaged[name] {
		return ledger.File{}, false
	}
	file, ok := f.old.ledger.Sources[source].File(name)
	if !ok {
		file, ok = f.old.ledger.Shared[name]
	}
	return file, ok
}

// Read is what a file of the build before holds; nil where that is not what
// was written.
func (f *Folder) Read(file ledger.File) []byte {
	local, err := filepath.Localize(file.Name)
	if err != nil {
		return nil
	}
	content, err := os.ReadFile(filepath.Join(f.place.dir, local))
	if err != nil || sumOf(content) != file.Sum {
		return nil
	}
	return content
}

// lost looks for every file of the ledger.
func (f *Folder) lost() map[string]bool {
	lost := map[string]bool{}
	if f.old.ledger == nil {
		return lost
	}
	groups := make([][]ledger.File, 0, len(f.old.ledger.Sources)+1)
	for _, s := range f.old.ledger.Sources {
		groups = append(groups, s.Files)
	}
	for _, file := range f.old.ledger.Shared {
		groups = append(groups, []ledger.File{file})
	}
	at := openPlace(f.place.dir)
	defer at.close()
	var mu sync.Mutex
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for chunk := range slices.Chunk(groups, 256) {
		group.Go(func() error {
			for _, files := range chunk {
				for _, file := range files {
					if !at.there(file) {
						mu.Lock()
						lost[file.Name] = true
						mu.Unlock()
					}
				}
			}
			return nil
		})
	}
	_ = group.Wait() // no task returns an error
	return lost
}

func mistake(message, hint string) error {
	return &problem.Mistake{Message: message, Hint: hint}
}
