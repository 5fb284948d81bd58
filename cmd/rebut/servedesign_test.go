package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestServeShowsDesignsAsTheyAreSaved saves a design, then breaks it: what was
// good stays, and the page says what is wrong.
func TestServeShowsDesignsAsTheyAreSaved(t *testing.T) {
	dir := t.TempDir()
	smallProject(t, dir, "before")
	design := filepath.Join(dir, "templates", "cards", "statement.toml")
	shipped, err := os.ReadFile("../../templates/cards/statement.toml")
	if err != nil {
		t.Fatal(err)
	}
	if err := writeNew(dir, "templates/cards/statement.toml", shipped); err != nil {
		t.Fatal(err)
	}
	s := serveProject(t, "-C", dir, "--addr", "127.0.0.1:0")
	const picture = "/en/tea-evidence/statement-link.png"
	status, before := s.get(picture)
	if status != 200 {
		t.Fatalf("the picture has the status %d", status)
	}

	edit(t, design, "fact = [46, 112]", "fact = [46, 70]")
	_, after := s.get(picture)
	if after == before {
		t.Error("the picture is as it was before its design was saved")
	}

	edit(t, design, "fact = [46, 70]", "fact = [46, 47]")
	s.want("/en/tea-evidence/", "Kettles for tea", "templates/cards/statement.toml:", "fact must be the largest text by far", "rebut-problems", "last good")
	if _, still := s.get(picture); still != after {
		t.Error("the last good picture did not stay")
	}

	edit(t, design, "fact = [46, 47]", "fact = [46, 70]")
	if _, mended := s.get(picture); mended != after {
		t.Error("the picture of the mended design differs")
	}
}
