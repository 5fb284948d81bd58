package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// apiSheet is what the page of the interface has beside site.css.
const apiSheet = "api.css"

type apiView struct {
	frame
	Style, Heading string
	Intro          []string
	Document       string // address of the description for programs
	Groups         []apiGroup
	Problems       []apiKind
	Types          []apiType
}

// apiGroup are the operations about one thing.
type apiGroup struct {
	ID, Name, Text string
	Operations     []apiOperation
}

// apiOperation is one address that can be asked.
type apiOperation struct {
	ID, Path, Summary, Text string
	Method                  string
	Sent                    []typePart // what is sent; nil for nothing
	File                    string     // address of the answer as a file; "" for none
	Curl                    string
	Parameters              []apiField
	Answer                  []typePart
}

// apiField is a parameter or a member of an object.
type apiField struct {
	Name, Text, Default string
	Required            bool
	Type                []typePart
}

// apiType is an object or a kind of text that answers have.
type apiType struct {
	ID, Name, Text string
	Fields         []apiField
	Is             []typePart // of what is no object
}

// typePart is a piece of the name of a type; Href leads to where it is told.
type typePart struct{ Text, Href string }

// apiKind is a kind of problem.
type apiKind struct {
	apiProblem
	StatusText string
}

// API is the page of the programming interface: its description, set to be
// read. It is in English in every site; what stands around it is in the first
// of langs.
func (s *Set) API(langs []factcheck.Lang) ([]byte, error) {
	doc, lang := s.described, langs[0]
	f := s.frame(lang, doc.Info.Title, func(factcheck.Lang) string { return address.APIPage }, nil)
	v := apiView{frame: f, Style: s.cfg.Path(address.Assets + apiSheet), Heading: doc.Info.Title, Document: s.cfg.Path(address.OpenAPI),
		Intro: strings.Split(doc.Info.Description, "\n\n")}
	for _, tag := range doc.Tags {
		g := apiGroup{ID: anchor(tag.Name), Name: tag.Name, Text: tag.Description}
		for _, path := range doc.Paths {
			for _, method := range []string{"get", "post"} {
				if op := path.Value[method]; slices.Contains(op.Tags, tag.Name) {
					g.Operations = append(g.Operations, s.operation(strings.ToUpper(method), path.Key, op))
				}
			}
		}
		v.Groups = append(v.Groups, g)
	}
	for _, p := range doc.Problems {
		v.Problems = append(v.Problems, apiKind{p, http.StatusText(p.Status)})
	}
	for _, m := range doc.Components.Schemas {
		v.Types = append(v.Types, s.apiType(m.Key, m.Value))
	}
	return s.execute("api.html", v)
}

// anchor is the id of a heading.
func anchor(name string) string { return strings.ToLower(strings.ReplaceAll(name, " ", "-")) }

func (s *Set) operation(method, path string, op apiDescribed) apiOperation {
	out := apiOperation{ID: op.ID, Method: method, Path: path, Summary: op.Summary, Text: op.Description}
	if op.File != "" {
		out.File = s.cfg.Path(op.File)
	}
	query := ""
	for _, p := range op.Parameters {
		if p.Ref != "" {
			p = s.described.Components.Parameters.get(lastStep(p.Ref))
		}
		field := apiField{Name: p.Name, Text: p.Description, Required: p.Required, Type: typeOf(p.Schema)}
		if p.Schema.Default != nil {
			field.Default = fmt.Sprint(p.Schema.Default)
		}
		out.Parameters = append(out.Parameters, field)
		example := url.QueryEscape(fmt.Sprint(p.Example))
		switch {
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", example)
		case query == "" && p.Example != nil:
			query = "?" + p.Name + "=" + example
		}
	}
	out.Curl = "curl '" + s.cfg.URL(path) + query + "'"
	for _, content := range op.Body.Content {
		out.Sent = typeOf(content.Value.Schema)
		out.Curl += " \\\n  -H 'Content-Type: " + content.Key + "' -d '" + oneLine(content.Value.Example) + "'"
	}
	for _, status := range []string{"200", "202"} {
		for _, content := range op.Responses.get(status).Content {
			if content.Key == "application/json" {
				out.Answer = typeOf(content.Value.Schema)
			}
		}
	}
	return out
}

// oneLine is JSON without the space between its parts.
func oneLine(text json.RawMessage) string {
	var b bytes.Buffer
	if json.Compact(&b, text) != nil {
		return ""
	}
	return b.String()
}

func (s *Set) apiType(name string, of schema) apiType {
	t := apiType{ID: typeID(name), Name: name, Text: of.Description}
	if len(of.Properties) == 0 {
		t.Is = typeOf(of)
	}
	for _, m := range of.Properties {
		text := m.Value.Description
		if text == "" && m.Value.Ref != "" {
			text = s.described.Components.Schemas.get(lastStep(m.Value.Ref)).Description
		}
		t.Fields = append(t.Fields, apiField{Name: m.Key, Text: text, Required: slices.Contains(of.Required, m.Key), Type: typeOf(m.Value)})
	}
	return t
}

func typeID(name string) string { return "type-" + name }

// lastStep is the name that a reference leads to.
func lastStep(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// typeOf names the type of a value in words.
func typeOf(of schema) []typePart {
	words := map[string]string{"integer": "whole number", "number": "number", "boolean": "true or false", "string": "text", "object": "object"}
	formats := map[string]string{"uri": "address", "uri-reference": "path", "date": "day", "date-time": "instant"}
	switch {
	case of.Ref != "":
		name := lastStep(of.Ref)
		return []typePart{{name, "#" + typeID(name)}}
	case of.Type == "array" && of.Items != nil:
		return append([]typePart{{Text: "list of "}}, typeOf(*of.Items)...)
	case of.Additional != nil:
		return append([]typePart{{Text: "by key: "}}, typeOf(*of.Additional)...)
	case len(of.Enum) > 0:
		return []typePart{{Text: "“" + strings.Join(of.Enum, "”, “") + "”"}}
	case len(of.AnyOf) > 0:
		return []typePart{{Text: "day or instant"}}
	case formats[of.Format] != "":
		return []typePart{{Text: formats[of.Format]}}
	}
	out := words[of.Type]
	if of.Minimum != nil && of.Maximum != nil {
		out += fmt.Sprintf(", %d to %d", *of.Minimum, *of.Maximum)
	}
	return []typePart{{Text: out}}
}
