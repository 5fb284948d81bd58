package main

import (
	"bytes"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// answer is a page of the studio with the form that is in it.
type answer struct {
	status int
	to     string // where it leads
	form   url.Values
	theirs map[string]string // what others wrote into fields that are in conflict
}

// seen is what the page says that the file has in a field: what others wrote
// where that is shown beside it; what was seen before, where the field has what
// the person themselves typed.
func (a answer) seen(field, typed, before string) string {
	theirs, conflict := a.theirs[field]
	switch is := strings.TrimSpace(a.form.Get(field)); {
	case conflict:
		return strings.TrimSpace(theirs)
	case is == typed:
		return before
	default:
		return is
	}
}

// parse reads the form "edit" of a page as a browser would send it.
func parse(status int, to string, text []byte) (answer, error) {
	a := answer{status: status, to: to, form: url.Values{}, theirs: map[string]string{}}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return a, err
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "form" && attr(n, "id") == "edit" {
			a.fill(n)
		}
	}
	return a, nil
}

func (a answer) fill(form *html.Node) {
	for n := range form.Descendants() {
		name := attr(n, "name")
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "div" && attr(n, "class") == "theirs":
			field := strings.TrimPrefix(attr(n.Parent, "id"), "d-")
			a.theirs[field] = theirsIn(n)
		case name == "":
		case n.Data == "textarea":
			a.form.Add(name, strings.TrimPrefix(content(n), "\n"))
		case n.Data == "select":
			a.form.Add(name, chosen(n))
		case n.Data == "input" && (attr(n, "type") != "checkbox" || has(n, "checked")):
			a.form.Add(name, attr(n, "value"))
		}
	}
}

// theirsIn is the text of others that a conflict shows.
func theirsIn(n *html.Node) string {
	for c := range n.Descendants() {
		if c.Data == "p" && attr(c, "class") == "text" {
			return content(c)
		}
	}
	return ""
}

func chosen(n *html.Node) string {
	first := ""
	for c := range n.Descendants() {
		if c.Data != "option" {
			continue
		}
		if has(c, "selected") {
			return attr(c, "value")
		}
		if first == "" {
			first = attr(c, "value")
		}
	}
	return first
}

func content(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// slugs are the fact-checks of a team, sorted.
func slugs(team []*editor) iter.Seq[string] {
	all := map[string]bool{}
	for _, e := range team {
		for _, slug := range e.slugs {
			all[slug] = true
		}
	}
	return slices.Values(slices.Sorted(maps.Keys(all)))
}

func sorted(counts map[string]int) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for _, key := range slices.Sorted(maps.Keys(counts)) {
			if !yield(key, counts[key]) {
				return
			}
		}
	}
}
