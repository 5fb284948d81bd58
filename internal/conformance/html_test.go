package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	checkWithNu(t, built.site, "", files)
}

// Every graphic is offered, but pages stay light enough for a phone on a slow
// line: of all designs but the first they show little until a reader asks. No
// browser shows a PDF as a picture.
func TestPagesAreLightAndShowNoPosters(t *testing.T) {
	const most, mostPictures = 155_000, 20 // bytes, and pictures of a page
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

// checkWithNu runs the checker over files of a site whose pages stand below the
// path base; it must have neither an error nor a warning to say. It gets pages
// over HTTP, as their Content-Security-Policy names their own origin, and a file
// has none.
func checkWithNu(t *testing.T, site, base string, files []string) {
	t.Helper()
	server := httptest.NewServer(http.StripPrefix(base, http.FileServerFS(os.DirFS(site))))
	defer server.Close()
	jar := filepath.Join(built.root, "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	// It declines to ask this machine unless it is told that it may.
	args := []string{"-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", jar, "--format", "json", "--also-check-css", "--also-check-svg", "--stdout"}
	var pages, others []string
	for _, file := range files {
		if name, err := filepath.Rel(site, file); err == nil && strings.HasSuffix(name, ".html") {
			pages = append(pages, server.URL+base+"/"+strings.TrimSuffix(filepath.ToSlash(name), "index.html"))
		} else {
			others = append(others, file)
		}
	}
	// After an SVG file it would hold pages against the rules of SVG.
	for _, some := range [][]string{pages, others} {
		if len(some) > 0 {
			runNu(t, server.URL, append(slices.Clip(args), some...))
		}
	}
	t.Logf("checked %d files", len(files))
}

func runNu(t *testing.T, site string, args []string) {
	t.Helper()
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
		// It takes JSON-LD for a script. By the HTML Standard ("prepare the script
		// element") an element of another type than JavaScript's is a data block,
		// and the policy is asked of scripts only.
		if strings.HasPrefix(m.Message, "Inline script violates Content Security Policy") && strings.Contains(m.Extract, `<script type="application/ld+json">`) {
			continue
		}
		// It does not know container queries (CSS Containment Level 3), which all
		// browsers do.
		if m.Message == "CSS: “container-type”: Property “container-type” doesn't exist." || m.Message == "CSS: Unrecognized at-rule “@container”" {
			continue
		}
		t.Errorf("%s:%d: %s %s: %s\n\t%s", strings.TrimPrefix(m.URL, site), m.LastLine, m.Type, m.SubType, m.Message, m.Extract)
	}
}
