package studio

import (
	"reflect"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// places has the rules tell which field a problem is of, instead of a place in
// a file: the File of a problem's position is the field's name.
type places struct{ check *factcheck.FactCheck }

// Locate implements problem.Locator.
func (p places) Locate(path string, _ int) problem.Position {
	return problem.Position{File: p.name(path)}
}

// name is what forms call the value at a path: elements of lists by their key.
func (p places) name(path string) string {
	list, rest, ok := strings.Cut(path, "[")
	if list == rowsOf || list == columnsOf { // no list of its own, but a table
		if !ok {
			return tableName
		}
		return strings.NewReplacer("[", ".", "]", "").Replace(path)
	}
	if !ok {
		return path
	}
	number, rest, _ := strings.Cut(rest, "]")
	i, err := strconv.Atoi(number)
	if err != nil {
		return list
	}
	var v reflect.Value
	switch list {
	case "sources":
		v = reflect.ValueOf(p.check.Sources)
	case "appearances":
		v = reflect.ValueOf(p.check.Appearances)
	default:
		return list
	}
	if i >= v.Len() {
		return list
	}
	return list + "." + elementKey(v.Index(i), i) + rest
}

// place puts each problem to the field that it is of, or the nearest one, and
// returns those that are of none.
func place(groups []group, problems problem.List) (rest problem.List) {
	fields := map[string]*field{}
	each(groups, func(f *field) { fields[f.Name] = f })
	lists := map[string]*rows{}
	for i := range groups {
		if groups[i].List != nil {
			lists[groups[i].List.Name] = groups[i].List
		}
	}
	for _, p := range problems {
		if l := lists[p.File]; l != nil {
			l.Problems = append(l.Problems, p)
			continue
		}
		name := p.File
		for name != "" && fields[name] == nil {
			name = name[:max(strings.LastIndexByte(name, '.'), 0)]
		}
		if name == "" {
			for full := range fields { // a text per language, of which one is shown
				if strings.HasPrefix(full, p.File+".") && (name == "" || full < name) {
					name = full
				}
			}
		}
		if f := fields[name]; f != nil {
			f.Problems = append(f.Problems, p)
		} else {
			rest = append(rest, p)
		}
	}
	return rest
}

// each calls do for every field of a form.
func each(groups []group, do func(*field)) {
	for i := range groups {
		for j := range groups[i].Fields {
			do(&groups[i].Fields[j])
			groups[i].Fields[j].Table.each(do)
		}
		if groups[i].List != nil {
			each(groups[i].List.Items, do)
		}
	}
}
