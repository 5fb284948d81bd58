package rebut

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is the dependency table of ARCHITECTURE.md: which of our packages
// each package may import. A package that is missing here may not exist; the
// package conformance holds tests only, which may look at everything.
var allowed = map[string][]string{
	"problem":    {},
	"tomlfile":   {"problem"},
	"typography": {},
	"fontfile":   {"problem"},
	"factcheck":  {"problem", "typography"},
	"address":    {"factcheck"},
	"outward":    {},
	"citation":   {"factcheck"},
	"config":     {"problem", "tomlfile", "factcheck", "address", "outward"},
	"message":    {"problem", "tomlfile", "factcheck"},
	"prose":      {"factcheck"},
	"ledger":     {"problem", "factcheck"},
	"output":     {"problem", "ledger"},
	"store":      {"problem", "tomlfile", "factcheck", "output", "ledger", "typography", "worddiff"},
	"typeset":    {"problem", "tomlfile"},
	"imagemeta":  {},
	"deflate":    {},
	"raster":     {"typeset", "imagemeta", "deflate"},
	"pdf":        {"typeset", "raster"},
	"specimen":   {"typeset", "raster"},
	"card":       {"problem", "tomlfile", "factcheck", "config", "message", "address", "typeset", "raster", "imagemeta", "pdf"},
	"contact":    {"problem", "factcheck", "config", "typeset", "raster", "card"},
	"webfont":    {"problem", "tomlfile", "factcheck"},
	"page":       {"problem", "factcheck", "config", "message", "address", "change", "prose", "webfont", "snippet"},
	"worddiff":   {},
	"change":     {"factcheck", "config", "message", "prose", "worddiff"},
	"feed":       {"factcheck", "config", "message", "address", "change", "prose"},
	"exchange":   {"problem", "tomlfile", "factcheck", "config", "store", "output", "feed"},
	"bounded":    {},
	"corpus":     {},
	"diskcache":  {},
	"search":     {"factcheck"},
	"indexfile":  {"search"},
	"database":   {},
	"account":    {"factcheck", "database"},
	"studio":     {"problem", "tomlfile", "factcheck", "config", "message", "address", "store", "output", "card", "worddiff", "prose", "account", "journal", "project", "citation", "outward", "bounded", "glossary", "links", "downloads", "exchange"},
	"glossary":   {"factcheck", "config", "search"},
	"heard":      {"factcheck", "search"},
	"journal":    {"factcheck", "database", "heard"},
	"gitrepo":    {},
	"snippet":    {"factcheck", "config", "message", "address"},
	"oembed":     {"factcheck", "address", "snippet"},
	"answer":     {"factcheck", "config", "address", "card", "search", "indexfile"},
	"ratelimit":  {"bounded"},
	"api":        {"problem", "factcheck", "config", "address", "card", "answer", "ratelimit"},
	"kit":        {"factcheck", "config", "message", "address", "card"},
	"site":       {"factcheck", "config", "message", "address", "card", "page", "feed", "kit", "bounded", "diskcache", "ledger", "search", "answer", "api", "claimsearch", "snippet", "oembed", "indexfile"},
	"project":    {"problem", "tomlfile", "factcheck", "config", "message", "store", "typeset", "card", "page", "site", "diskcache", "ledger", "bounded", "indexfile"},
	"downloads":  {"factcheck", "address", "database"},
	"links":      {"factcheck", "address", "journal", "outward"},
	"server":     {"problem", "config", "address", "api", "bounded", "ratelimit", "site", "claimsearch", "oembed", "downloads", "factcheck", "heard"},

	"claimsearch": {"factcheck", "config", "message", "address", "card", "search", "imagemeta", "likeness"},
	"webhook":     {"problem", "factcheck", "config", "address", "outward"},
	"websub":      {"outward"},
	"likeness":    {},
}

// ambient are the functions that let the outside world in; they belong to
// cmd, which passes their results on (rule 3).
var ambient = []string{"time.Now", "time.Since", "time.Until", "os.Getenv", "os.LookupEnv", "os.Environ", "os.Exit", "log.Fatal", "log.Fatalf"}

func TestPackagesImportOnlyWhatTheTableAllows(t *testing.T) {
	seen := map[string]bool{}
	eachFile(t, "internal", func(path string, file *ast.File) {
		pkg, _, _ := strings.Cut(filepath.ToSlash(strings.TrimPrefix(path, "internal"+string(filepath.Separator))), "/")
		seen[pkg] = true
		may, known := allowed[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the table", path, pkg)
			return
		}
		for _, imp := range file.Imports {
			name, _ := strconv.Unquote(imp.Path.Value)
			ours, found := strings.CutPrefix(name, "rebut/internal/")
			if name == "rebut" || found && !slices.Contains(may, ours) {
				t.Errorf("%s imports %s, which the table does not allow", path, name)
			}
			if name == "math/rand" || name == "math/rand/v2" {
				t.Errorf("%s imports %s: a random source is passed in", path, name)
			}
		}
	})
	for pkg := range allowed {
		if !seen[pkg] {
			t.Errorf("the table lists %s, which does not exist", pkg)
		}
	}
}

func TestInternalPackagesDoNotReachForTheWorld(t *testing.T) {
	eachFile(t, "internal", func(path string, file *ast.File) {
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Obj == nil && slices.Contains(ambient, x.Name+"."+sel.Sel.Name) {
				t.Errorf("%s uses %s.%s; cmd passes it in", path, x.Name, sel.Sel.Name)
			}
			return true
		})
	})
}

// eachFile parses every Go file below dir that is not a test. What lies in
// testdata is no part of Rebut, as the go command has it too.
func eachFile(t *testing.T, dir string, visit func(path string, file *ast.File)) {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		n++
		visit(path, file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatalf("no Go files below %s", dir)
	}
}
