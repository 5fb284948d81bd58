package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestNuFindsNothing runs the Nu HTML checker (the W3C's validator) over every
// page, and over the style sheets and SVG files.
func TestNuFindsNothing(t *testing.T) {
	var files []string
	for _, name := range publicFiles(t) {
		switch filepath.Ext(name) {
		case ".html", ".css", ".svg":
			files = append(files, filepath.Join(built.site, filepath.FromSlash(name)))
		}
	}
	checkWithNu(t, built.site, files)
}

// Every graphic is offered, but pages stay light enough for a phone on a slow
// line: of all designs but the first they show little until a reader asks. No
// browser shows a PDF as a picture.
func TestPagesAreLightAndShowNoPosters(t *testing.T) {
	const most, mostPictures = 150_000, 20 // bytes, and pictures of a page
	heaviest := 0
	for _, name := range publicFiles(t) {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		text := read(t, name)
		heaviest = max(heaviest, len(text))
		root, err := html.Parse(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		pictures := 0
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if n.Data == "img" && a.Key == "src" || n.Data == "meta" && a.Key == "content" {
					if n.Data == "img" {
						pictures++
					}
					if strings.HasSuffix(a.Val, ".pdf") {
						t.Errorf("%s shows %s as a picture", name, a.Val)
					}
				}
			}
		}
		if gallery := strings.Contains(name, "/gallery/"); len(text) > most || pictures > mostPictures && !gallery { // whose pictures are small, and come as they are seen
			t.Errorf("%s has %d bytes and %d pictures", name, len(text), pictures)
		}
	}
	t.Logf("the heaviest page has %d bytes", heaviest)
}

// checkWithNu runs the checker over files under a folder; it must have neither
// an error nor a warning to say.
func checkWithNu(t *testing.T, site string, files []string) {
	t.Helper()
	jar := filepath.Join(built.root, "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	args := append([]string{"-jar", jar, "--format", "json", "--also-check-css", "--also-check-svg", "--stdout"}, files...)
	cmd := exec.Command("java", args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatalf("cannot run the Nu HTML checker: %v", err)
	}
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if jsonErr := json.Unmarshal(out, &report); jsonErr != nil {
		t.Fatalf("the Nu HTML checker did not report (%v, %v): %s%s", err, jsonErr, out, stderr.String())
	}
	for _, m := range report.Messages {
		_, name, _ := strings.Cut(m.URL, filepath.Base(site)+"/")
		t.Errorf("%s:%d: %s %s: %s\n\t%s", name, m.LastLine, m.Type, m.SubType, m.Message, m.Extract)
	}
	t.Logf("checked %d files", len(files))
}
