package tomlfile

import (
	"reflect"
	"slices"
	"strings"
)

func (r *resaver) find(path string) *statement {
	i := slices.IndexFunc(r.list, func(s *statement) bool { return s.path == path })
	if i < 0 {
		return nil
	}
	return r.list[i]
}

// remove takes out all that stands at a path and below it. Comments before a
// section go with it; those before a key stay.
func (r *resaver) remove(path string) {
	var kept []*statement
	lead := ""
	for _, s := range r.list {
		switch {
		case !s.in(path):
			s.lead = lead + s.lead
			lead = ""
			kept = append(kept, s)
		case !s.header:
			lead += s.lead
		}
	}
	r.list = kept
	r.tail = lead + r.tail
}

// home is the section that a path belongs into: its header's place in the
// list, -1 for the keys before all headers, and the path of the section.
func (r *resaver) home(path string) (at int, prefix string) {
	for parent := parentPath(path); parent != ""; parent = parentPath(parent) {
		for i, s := range r.list {
			if s.header && s.path == parent {
				return i, parent
			}
		}
	}
	return -1, ""
}

// insert enters a key at the end of its section, beside others of its parent
// where there are some.
func (r *resaver) insert(path, value string) {
	at, prefix := r.home(path)
	key := strings.TrimPrefix(path[len(prefix):], ".")
	last := at
	for i := at + 1; i < len(r.list) && !r.list[i].header; i++ {
		last = i
	}
	if parent := parentPath(path); parent != prefix {
		for i := at + 1; i <= last; i++ {
			if r.list[i].in(parent) {
				at = i
			}
		}
		if at >= 0 && r.list[at].in(parent) && !r.list[at].header {
			last = at
		}
	}
	s := &statement{path: path, text: key + " = " + value + "\n"}
	s.value = [2]int{len(key) + 3, len(key) + 3 + len(value)}
	if last < 0 && len(r.list) > 0 && r.list[0].header { // the file has no key before its first section
		r.list[0].lead = "\n" + r.list[0].lead
	}
	r.list = slices.Insert(r.list, last+1, s)
}

// section makes sure that a table has a header or a key; a new header comes
// behind its like, or before the lists at the end.
func (r *resaver) section(path string) {
	if slices.ContainsFunc(r.list, func(s *statement) bool { return s.in(path) }) {
		return
	}
	r.insertSection(path, []*statement{{lead: "\n", header: true, path: path, text: "[" + path + "]\n"}})
}

// insertSection enters a section behind the last one that has the same first
// step. One that is the first of its kind comes before the lists, a list after
// all.
func (r *resaver) insertSection(path string, section []*statement) {
	step, _, _ := strings.Cut(strings.SplitN(path, "[", 2)[0], ".")
	at := -1
	for i, s := range r.list {
		if s.in(step) {
			at = i + 1
		}
	}
	if at < 0 && !strings.Contains(path, "[") {
		at = slices.IndexFunc(r.list, func(s *statement) bool { return s.header && strings.HasSuffix(s.path, "]") })
	}
	if at < 0 || at == len(r.list) {
		at = len(r.list)
		section[0].lead = r.tail + section[0].lead
		r.tail = ""
		if !strings.HasSuffix(section[0].lead, "\n\n") && !strings.HasPrefix(section[0].lead, "\n") {
			section[0].lead = strings.TrimRight(section[0].lead, "\n") + "\n\n"
		}
	}
	r.list = slices.Insert(r.list, at, section...)
}

// sections is a list whose elements are sections of their own: [[sources]].
func (r *resaver) sections(path string, before, after reflect.Value) {
	origin := paired(before, after)
	groups := make([][]*statement, before.Len())
	for i := range groups {
		if j := slices.Index(origin, i); j >= 0 {
			r.structure(itemAt(path, i), before.Index(i), after.Index(j))
		}
	}
	r.list = slices.DeleteFunc(r.list, func(s *statement) bool { return !s.header && s.path == path })
	first := slices.IndexFunc(r.list, func(s *statement) bool { return s.in(path) })
	for i := range groups {
		at := itemAt(path, i)
		for _, s := range r.list {
			if s.in(at) {
				groups[i] = append(groups[i], s)
			}
		}
	}
	r.list = slices.DeleteFunc(r.list, func(s *statement) bool { return s.in(path) })
	var all []*statement
	for j, i := range origin {
		if i >= 0 && len(groups[i]) > 0 {
			all = append(all, groups[i]...)
		} else {
			all = append(all, r.element(path, before.Len()+j, after.Index(j))...)
		}
	}
	switch {
	case len(all) == 0:
	case first >= 0:
		r.list = slices.Insert(r.list, first, all...)
	default:
		r.insertSection(itemAt(path, 0), all)
	}
}

// element is a new section of a list. n tells it from the others until the
// file is read again.
func (r *resaver) element(path string, n int, v reflect.Value) []*statement {
	at := itemAt(path, n)
	own := resaver{doc: &Document{}, list: []*statement{{lead: "\n", header: true, path: at, text: "[[" + path + "]]\n"}}}
	own.structure(at, reflect.Zero(v.Type()), v)
	return own.list
}

// paired tells for each element of after which one of before it was, -1 for a
// new one.
func paired(before, after reflect.Value) []int {
	origin, taken := make([]int, after.Len()), map[int]bool{}
	for j := range origin {
		origin[j] = -1
	}
	for _, is := range []func(i, j int) bool{
		func(i, j int) bool { return same(before.Index(i), after.Index(j)) },
		func(i, j int) bool {
			return idOf(before.Index(i)) != "" && idOf(before.Index(i)) == idOf(after.Index(j))
		},
		func(i, j int) bool { return i == j && idOf(before.Index(i)) == "" }, // one of another id is another
	} {
		for j := range origin {
			for i := 0; i < before.Len() && origin[j] < 0; i++ {
				if !taken[i] && is(i, j) {
					origin[j], taken[i] = i, true
				}
			}
		}
	}
	return origin
}

func idOf(v reflect.Value) string {
	if id := v.FieldByName("ID"); id.IsValid() {
		return id.String()
	}
	return ""
}
