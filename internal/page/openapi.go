package page

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"rebut/internal/config"
	"rebut/internal/problem"
)

// openAPIFile describes the programming interface to programs (OpenAPI 3.1).
const openAPIFile = "api/openapi.json"

// openAPIAddress is the site's address in that file.
const openAPIAddress = "https://rebut.example"

// openAPI is what the page of the interface shows of its description.
type openAPI struct {
	Info struct {
		Title, Version, Description string
	}
	Tags       []struct{ Name, Description string }
	Paths      ordered[map[string]apiDescribed]
	Problems   []apiProblem `json:"x-problems"`
	Components struct {
		Schemas    ordered[schema]
		Parameters ordered[apiParam]
	}
}

// apiDescribed is one operation.
type apiDescribed struct {
	ID                   string `json:"operationId"`
	Tags                 []string
	Summary, Description string
	File                 string `json:"x-file"` // path of the answer without parameters, as a file
	Parameters           []apiParam
	Body                 struct {
		Content ordered[struct {
			Schema  schema
			Example json.RawMessage
		}]
	} `json:"requestBody"`
	Responses ordered[struct {
		Content ordered[struct{ Schema schema }]
	}]
}

// apiParam is a parameter, or a reference to one.
type apiParam struct {
	Ref         string `json:"$ref"`
	Name, In    string
	Description string
	Required    bool
	Schema      schema
	Example     any
}

// apiProblem is a kind of problem.
type apiProblem struct {
	ID, Title, Description string
	Status                 int
}

// schema is what is shown of a JSON schema.
type schema struct {
	Ref              string `json:"$ref"`
	Type, Format     string
	Description      string
	Properties       ordered[schema]
	Required         []string
	Items            *schema
	Additional       *schema `json:"additionalProperties"`
	Enum             []string
	Default          any
	Minimum, Maximum *int
	AnyOf            []schema
}

// ordered are the members of a JSON object in the order in which they stand.
type ordered[T any] []member[T]

type member[T any] struct {
	Key   string
	Value T
}

// UnmarshalJSON keeps the order.
func (o *ordered[T]) UnmarshalJSON(text []byte) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') {
		return errors.New("an object must stand here")
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		var m member[T]
		m.Key, _ = key.(string)
		if err := dec.Decode(&m.Value); err != nil {
			return err
		}
		*o = append(*o, m)
	}
	return nil
}

// get is the member with a key, or an empty one.
func (o ordered[T]) get(key string) (value T) {
	for _, m := range o {
		if m.Key == key {
			return m.Value
		}
	}
	return value
}

// loadOpenAPI reads the description of the interface, with the site's address
// in it.
func loadOpenAPI(templates fs.FS, cfg *config.Config) (text []byte, doc *openAPI, problems problem.List, err error) {
	text, err = fs.ReadFile(templates, openAPIFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, problem.List{{File: "templates/" + openAPIFile, Code: "missing", Message: "the template is missing"}}, nil
	}
	if err != nil {
		return nil, nil, nil, fmt.Errorf("read description of the interface: %w", err)
	}
	text = bytes.ReplaceAll(text, []byte(openAPIAddress), []byte(cfg.Organisation.Address))
	doc = &openAPI{}
	if err := json.Unmarshal(text, doc); err != nil {
		at := problem.Problem{File: "templates/" + openAPIFile, Line: 1, Column: 1, Code: "bad-template", Message: "is no description that can be read: " + err.Error(), Hint: "it is JSON in the form of OpenAPI 3.1"}
		if wrong := (*json.SyntaxError)(nil); errors.As(err, &wrong) {
			before := text[:min(int(wrong.Offset), len(text))]
			at.Line, at.Column = 1+bytes.Count(before, []byte("\n")), len(before)-bytes.LastIndexByte(before, '\n')-1
		}
		return nil, nil, problem.List{at}, nil
	}
	return text, doc, nil, nil
}

// OpenAPI is the description of the interface for programs.
func (s *Set) OpenAPI() []byte { return s.openAPI }
