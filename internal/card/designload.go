package card

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// LoadDesigns reads the designs of a project's templates folder. Mistakes in
// them are problems; a design with mistakes, and one whose base has some, is
// left out.
func LoadDesigns(templates fs.FS) (Designs, problem.List, error) {
	files, err := fs.Glob(templates, "cards/*.toml")
	if err != nil {
		return nil, nil, fmt.Errorf("looking for card designs: %w", err)
	}
	l := &designLoader{read: map[string]*design{}}
	for _, file := range files {
		text, err := fs.ReadFile(templates, file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", file, err)
		}
		l.parse("templates/"+file, text)
	}
	designs, problems := l.designs()
	return designs, problems, nil
}

// design is a design as it was read.
type design struct {
	*Design
	doc   *tomlfile.Document
	base  *design
	plans map[string]Plan // as the file and its base have them, before those that are like others are whole
	state state
}

// state is how far a design has come.
type state uint8

const (
	asRead state = iota
	underway
	usable
	refused
)

// designLoader reads designs and puts each onto its base.
type designLoader struct {
	read     map[string]*design // by id
	problems problem.List
}

func (l *designLoader) parse(file string, text []byte) {
	doc, problems := tomlfile.Parse(file, text)
	l.problems = append(l.problems, problems...)
	d := &design{Design: &Design{ID: strings.TrimSuffix(path.Base(file), ".toml")}, doc: doc}
	l.read[d.ID] = d
	if doc == nil {
		d.state = refused
		return
	}
	problems = doc.Decode(d.Design)
	l.problems = append(l.problems, problems...)
	if problems.HasErrors() {
		d.state = refused
	}
}

// last is the order of designs that have none.
const last = math.MaxInt

// designs are the designs without mistakes, in their order.
func (l *designLoader) designs() (Designs, problem.List) {
	var out Designs
	for _, id := range sorted(l.read) {
		if l.whole(id) {
			out = append(out, l.read[id].Design)
		}
	}
	l.problems = append(l.problems, l.idle()...)
	slices.SortStableFunc(out, func(a, b *Design) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Order, last), cmp.Or(b.Order, last)), cmp.Compare(a.ID, b.ID))
	})
	return out, l.problems.Sort()
}

// whole puts a design onto its base and checks it; it reports whether it may be
// drawn.
func (l *designLoader) whole(id string) bool {
	d := l.read[id]
	if d.state != asRead {
		return d.state == usable
	}
	d.state = underway
	if d.Base != "" && !l.based(d) {
		d.state = refused
		return false
	}
	d.plans = d.Format
	d.liken(d.has)
	d.at = places{d}
	problems := d.check(d.at)
	l.problems = append(l.problems, problems...)
	d.state = usable
	if problems.HasErrors() {
		d.state = refused
	}
	return d.state == usable
}

// has reports whether the design's file or one that it builds on has a value.
func (d *design) has(path string) bool {
	return d.doc.Has(path) || d.base != nil && d.base.has(path)
}

// based puts a design onto its base. Mistakes of the base have been reported
// where they stand, so that nothing more need be said of them.
func (l *designLoader) based(d *design) bool {
	report := func(code, hint, format string, args ...any) {
		l.problems = append(l.problems, problem.Problem{Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}.At(d.doc.Locate("base", 0)))
	}
	base, found := l.read[d.Base]
	if !found || base == d {
		report("unknown-base", likely(d.Base, others(sorted(l.read), d.ID)), "there is no other design %q", d.Base)
		return false
	}
	if base.state == underway {
		report("endless", "let one of them have no base", "%q builds on %q, which builds on it in turn", d.ID, d.Base)
		return false
	}
	if !l.whole(d.Base) {
		return false
	}
	d.base = base
	from := *base.Design
	from.Format = base.plans
	d.onto(&from, d.doc.Has)
	return true
}

// others are names without one of them.
func others(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
}

// places locates the values of a design: in its file; else, what it has of its
// base, in the base's; else at what holds it.
type places struct{ design *design }

// Locate implements problem.Locator.
func (p places) Locate(path string, offset int) problem.Position {
	for d := p.design; d != nil; d = d.base {
		for at := path; strings.Contains(at, "."); at = parent(at) {
			if d.doc.Has(at) {
				if at != path {
					offset = -1
				}
				return d.doc.Locate(at, offset)
			}
		}
	}
	return p.design.doc.Locate(path, offset)
}

// own reports whether the design's own file has a value.
func (p places) own(path string) bool { return p.design.doc.Has(path) }

// parent is a path without its last step: "a.b[2]" → "a.b" → "a".
func parent(path string) string { return path[:max(strings.LastIndexAny(path, ".["), 0)] }
