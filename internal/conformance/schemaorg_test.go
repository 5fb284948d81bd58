package conformance

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestReviewsHaveTheTypesOfSchemaOrg: TypeScript holds the file of reviews
// against schema-dts, the vocabulary as types.
func TestReviewsHaveTheTypesOfSchemaOrg(t *testing.T) {
	var doc any
	if err := json.Unmarshal(read(t, "claimreview.json"), &doc); err != nil {
		t.Fatal(err)
	}
	literal, err := json.Marshal(typedAgents(doc))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.Symlink(filepath.Join(built.root, "node_modules"), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	source := "import type { DataFeed, WithContext } from 'schema-dts';\nexport const reviews: WithContext<DataFeed> = " + string(literal) + ";\n"
	if err := os.WriteFile(filepath.Join(dir, "reviews.ts"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(built.root, "node_modules", ".bin", "tsc"), "--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "reviews.ts")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("tsc (npm ci installs it): %v\n%.3000s", err, out)
	}
}

// typedAgents gives those who are named without saying whether they are persons
// or organisations the type of one: schema-dts asks for it, JSON-LD does not,
// and a wrong one would be a false statement about somebody (internal/feed).
func typedAgents(value any) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = typedAgents(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = typedAgents(v[key])
		}
		if _, named := v["name"]; named && v["@type"] == nil {
			v["@type"] = "Person"
		}
	}
	return value
}
