package server

import (
	"bytes"
	"fmt"
	"maps"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rebut/internal/api"
)

// description is the OpenAPI document, with what the tests look at.
type description struct {
	t        *testing.T
	doc      map[string]any
	compiler *jsonschema.Compiler
}

const descriptionAt = "https://tea.example/openapi.json"

// described reads the document that a server answers with. Its schemas are
// closed, so that what an answer has beyond them is found.
func described(t *testing.T, s *programs) *description {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(s.ask("GET /facts/api/openapi.json").Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	d := &description{t: t, doc: doc.(map[string]any), compiler: jsonschema.NewCompiler()}
	for _, schema := range d.at("components", "schemas").(map[string]any) {
		if of := schema.(map[string]any); of["properties"] != nil {
			of["additionalProperties"] = false
		}
	}
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(descriptionAt, doc); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *description) at(steps ...string) any {
	d.t.Helper()
	var at any = d.doc
	for _, step := range steps {
		m, ok := at.(map[string]any)
		if !ok || m[step] == nil {
			d.t.Fatalf("the description has no %v", steps)
		}
		at = m[step]
	}
	return at
}

// operation is the one of a path as it was asked for.
func (d *description) operation(asked string) (path string, op map[string]any) {
	d.t.Helper()
	asked, _, _ = strings.Cut(asked, "?")
	steps := strings.Split(asked, "/")
	for _, path := range slices.Sorted(maps.Keys(d.at("paths").(map[string]any))) {
		template := strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")
		fits := len(template) == len(steps)
		for i := range template {
			fits = fits && (template[i] == steps[i] || strings.HasPrefix(template[i], "{"))
		}
		if fits {
			return path, d.at("paths", path, "get").(map[string]any)
		}
	}
	d.t.Fatalf("the description has no %s", asked)
	return "", nil
}

// holds reports whether an answer is as the description says.
func (d *description) holds(asked string, w *httptest.ResponseRecorder) {
	d.t.Helper()
	path, op := d.operation(asked)
	status := fmt.Sprint(w.Code)
	response, ok := op["responses"].(map[string]any)[status].(map[string]any)
	if !ok {
		d.t.Errorf("%s: the description has no status %s", asked, status)
		return
	}
	where := []string{"paths", path, "get", "responses", status}
	if ref, ok := response["$ref"].(string); ok {
		where = strings.Split(strings.TrimPrefix(ref, "#/"), "/")
		response = d.at(where...).(map[string]any)
	}
	medium, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	if response["content"].(map[string]any)[medium] == nil {
		d.t.Errorf("%s: the description has no answer %s in %s", asked, status, medium)
		return
	}
	for name := range response["headers"].(map[string]any) {
		if w.Header().Get(name) == "" && !(name == "ETag" && w.Header().Get("Cache-Control") == "no-store") {
			d.t.Errorf("%s: the answer has no %s", asked, name)
		}
	}
	if medium == "text/plain" {
		return
	}
	pointer := "#"
	for _, step := range append(where, "content", medium, "schema") {
		pointer += "/" + url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	d.validates(asked, pointer, w.Body.Bytes())
}

func (d *description) validates(asked, pointer string, body []byte) {
	d.t.Helper()
	schema, err := d.compiler.Compile(descriptionAt + pointer)
	if err != nil {
		d.t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err == nil {
		err = schema.Validate(value)
	}
	if err != nil {
		d.t.Errorf("%s: %v", asked, err)
	}
}

// TestAnswersAreAsDescribed holds live answers of every kind against the
// schemas of the OpenAPI document.
func TestAnswersAreAsDescribed(t *testing.T) {
	s := startPrograms(t, apiFiles(120))
	d := described(t, s)
	seen := map[string]bool{}
	for _, asked := range []string{
		"fact-checks", "fact-checks?limit=1", "fact-checks?q=kettles", "fact-checks?status=withdrawn", "fact-checks?limit=0",
		"fact-checks/kettles", "fact-checks/mugs", "fact-checks/cups", "fact-checks/nothing", "fact-checks/kettles?x=1",
		"fact-checks/kettles/revisions", "fact-checks/cups/revisions", "fact-checks/nothing/revisions",
		"fact-checks/kettles/corrections", "fact-checks/cups/corrections", "fact-checks/mugs/corrections",
		"fact-checks/kettles/pictures", "fact-checks/kettles/pictures?replaced=true", "fact-checks/cups/pictures",
		"corrections", "corrections?limit=1", "match?q=mugs+have+handles", "match?q=submarines", "match", "topics", "topics?x=1", "ratings",
	} {
		path, _ := d.operation(asked)
		seen[path] = true
		d.holds(asked, s.ask("GET "+asked))
	}
	d.holds("match?q=mugs", s.ask("GET match?q=mugs", "Accept: text/plain"))
	d.holds("topics", s.ask("GET topics", "Accept: image/png"))
	for path := range d.at("paths").(map[string]any) {
		if !seen[path] && path != "/api/v1/heard" { // see tell_test.go
			t.Errorf("no answer of %s was looked at", path)
		}
	}
	d.validates("a problem", "#/components/schemas/Problem", s.ask("POST topics").Body.Bytes())
}

// TestParametersAreAsDescribed: an address takes the parameters that the
// description has, and no others.
func TestParametersAreAsDescribed(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	d := described(t, s)
	for path := range d.at("paths").(map[string]any) {
		if path == "/api/v1/heard" {
			continue
		}
		var want []string
		parameters, _ := d.at("paths", path, "get").(map[string]any)["parameters"].([]any)
		for _, p := range parameters {
			m := p.(map[string]any)
			if ref, ok := m["$ref"].(string); ok {
				m = d.at(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...).(map[string]any)
			}
			if m["in"] == "query" {
				want = append(want, m["name"].(string))
			}
		}
		asked := strings.ReplaceAll(strings.TrimPrefix(path, "/api/v1/"), "{slug}", "kettles")
		problem := s.ask("GET " + asked + "?unheard-of=1").Body.String()
		hint := "takes " + strings.Join(want, ", ") + `"`
		if len(want) == 0 {
			hint = "takes no parameters"
		}
		if slices.Sort(want); !strings.Contains(sortedHint(problem), sortedHint(hint)) {
			t.Errorf("%s: the description has %v, the answer is %s", path, want, problem)
		}
	}
	var kinds []string
	for _, k := range d.at("x-problems").([]any) {
		m := k.(map[string]any)
		kind := api.Kind(m["id"].(string))
		kinds = append(kinds, string(kind))
		if status, title := kind.Status(); fmt.Sprint(m["status"]) != fmt.Sprint(status) || m["title"] != title {
			t.Errorf("the description has %v of %s, answers have %d, %s", m, kind, status, title)
		}
	}
	if want := fmt.Sprint(api.Kinds()); fmt.Sprint(kinds) != want {
		t.Errorf("problems %v, want %s", kinds, want)
	}
}

// sortedHint puts the parameters of a hint in order.
func sortedHint(text string) string {
	_, rest, ok := strings.Cut(text, "takes ")
	names, _, _ := strings.Cut(rest, `"`)
	if !ok {
		return text
	}
	list := strings.Split(names, ", ")
	slices.Sort(list)
	return "takes " + strings.Join(list, ", ")
}
