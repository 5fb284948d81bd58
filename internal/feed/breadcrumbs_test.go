package feed

import (
	"encoding/json"
	"fmt"
	"testing"

	"rebut/internal/factcheck"
)

func TestBreadcrumbs(t *testing.T) {
	cfg, _ := fixture(t)
	f := bridges()
	e, ok := cfg.Edition(f, "fr")
	if !ok {
		t.Fatal("no French edition")
	}
	data, err := Breadcrumbs(cfg, e)
	if err != nil {
		t.Fatal(err)
	}
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, step := range doc["itemListElement"].([]any) {
		s := step.(map[string]any)
		got = append(got, fmt.Sprint(s["position"], " ", s["name"], " ", s["item"]))
	}
	want := []string{
		"1 Société des ponts Exemple https://example.org/facts/fr/", "2 Ponts et gués https://example.org/facts/fr/topics/bridges/",
		"3 " + e.Text.Fact.Plain() + " https://example.org/facts/fr/" + string(f.Slug) + "/",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || doc["@type"] != "BreadcrumbList" || doc["@context"] != schemaOrg {
		t.Errorf("got %q, want %q (%v)", got, want, doc["@type"])
	}
	e.Topics, f.Topics = nil, nil
	if data, err := Breadcrumbs(cfg, e); err != nil || len(data) == 0 {
		t.Errorf("without topics: %s, %v", data, err)
	}
	f.Status = factcheck.Withdrawn
	if data, err := Breadcrumbs(cfg, e); data != nil || err != nil {
		t.Errorf("withdrawn: %s, %v", data, err)
	}
}
