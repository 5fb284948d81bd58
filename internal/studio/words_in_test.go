package studio

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
)

// ofFiles are kinds of problems that the packages below report, but of what no
// form has: files as files, designs of pictures, settings.
var ofFiles = []string{"not-a-file", "misnamed-file", "unusable-revision", "bad-photo", "no-effect", "unused", "unknown-base", "claim-leads"}

// kindsIn are the kinds of problems that the code of a package can report: the
// codes that its reporting functions are given, and those of problems that it
// makes. reported is the place of the code among what report is given.
func kindsIn(t *testing.T, dir string, reported int, skip ...string) (out []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	constants := map[string]string{}
	var found []ast.Expr
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || slices.ContainsFunc(skip, func(s string) bool { return strings.Contains(filepath.Base(name), s) }) {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.SelectorExpr); ok {
					if at, known := map[string]int{"errorf": 1, "warnf": 1, "report": reported}[f.Sel.Name]; known && len(n.Args) > at {
						found = append(found, n.Args[at])
					}
				}
			case *ast.KeyValueExpr:
				if key, ok := n.Key.(*ast.Ident); ok && (key.Name == "Code" || key.Name == "code") {
					found = append(found, n.Value)
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i < len(n.Values) {
						if text, ok := n.Values[i].(*ast.BasicLit); ok && text.Kind == token.STRING {
							constants[name.Name], _ = strconv.Unquote(text.Value)
						}
					}
				}
			}
			return true
		})
	}
	for _, e := range found {
		code := ""
		switch e := e.(type) {
		case *ast.BasicLit:
			code, _ = strconv.Unquote(e.Value)
		case *ast.Ident:
			code = constants[e.Name]
		}
		if code != "" && !slices.Contains(out, code) && !slices.Contains(ofFiles, code) {
			out = append(out, code)
		}
	}
	return out
}

// Whatever can be wrong with a fact-check is said in the studio's own words, in
// both of its languages: a kind that somebody adds needs a text there.
func TestEveryKindOfProblemIsSaidInBothLanguages(t *testing.T) {
	words, _, err := message.Load(os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	kinds := append(append(kindsIn(t, "factcheck", 2), kindsIn(t, "store", 2)...), kindsIn(t, "card", 0, "design", "photo")...)
	for _, sure := range []string{"stale", "missing", "does-not-fit", "low-contrast", "duplicate-slug", "rounded", "overlap"} {
		if !slices.Contains(kinds, sure) {
			t.Errorf("the test does not find the kind %s", sure)
		}
	}
	seen := map[string]string{}
	for _, kind := range kinds {
		for _, lang := range []string{"en", "fr"} {
			p := problem.Problem{File: "text.en.none", Code: kind, Message: "raw", Hint: "raw", Values: problem.Named("<1>", "<2>", "<3>", "<4>")}
			out := inWords(words.In(factcheck.Lang(lang)), problem.List{p})[0]
			if out.Message == "raw" || out.Hint == "raw" || strings.Contains(out.Message+out.Hint, "<no value>") {
				t.Errorf("nothing is said of %s in %s: %q", kind, lang, out.Message)
			}
			if lang == "fr" && out.Message == seen[kind] {
				t.Errorf("%s is said in English to people who read French", kind)
			}
			seen[kind] = out.Message
		}
	}
	t.Logf("%d kinds", len(kinds))
}
