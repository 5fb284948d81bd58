package conformance

import (
	"bytes"
	"encoding/json"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
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
