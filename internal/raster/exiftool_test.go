package raster

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"rebut/internal/imagemeta"
)

// TestExifToolReadsTheMetadata has the program that photo desks use read what
// the encoders write, and say whether anything in it is not as it should be.
func TestExifToolReadsTheMetadata(t *testing.T) {
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed (package libimage-exiftool-perl)")
	}
	fact, alt := "Étude : نحو 11% ਅਸਮਾਨ <&>", "Étude : نحو 11%. It is so."
	meta := []Meta{
		{imagemeta.Title, fact}, {imagemeta.Description, alt}, {imagemeta.Creator, "Example Facts"}, {imagemeta.Rights, "Free to share."},
		{imagemeta.Page, "https://rebut.example/fr/a/"}, {imagemeta.Software, "Rebut"}, {imagemeta.Credit, "Facts desk"}, {imagemeta.RightsURL, "https://licence.example/"},
		{imagemeta.Slug, "a"}, {imagemeta.Lang, "fr"}, {imagemeta.Revision, "3"}, {imagemeta.Design, "statement"}, {imagemeta.Format, "square"}, {imagemeta.Theme, "dark"},
	}
	xmp := map[string]string{
		"XMP:Title": fact, "XMP:Description": alt, "XMP:Creator": "Example Facts", "XMP:Rights": "Free to share.", "XMP:Source": "https://rebut.example/fr/a/",
		"XMP:Language": "fr", "XMP:CreatorTool": "Rebut", "XMP:UsageTerms": "Free to share.", "XMP:WebStatement": "https://licence.example/", "XMP:Marked": "true",
		"XMP:Credit": "Facts desk", "XMP:AltTextAccessibility": alt, "XMP:Slug": "a", "XMP:Revision": "3", "XMP:Design": "statement", "XMP:Format": "square", "XMP:Theme": "dark",
		"XMP:Page": "https://rebut.example/fr/a/",
	}
	iptc := map[string]string{"IPTC:ObjectName": fact, "IPTC:Headline": fact, "IPTC:By-line": "Example Facts", "IPTC:Credit": "Facts desk", "IPTC:CopyrightNotice": "Free to share.",
		"IPTC:Caption-Abstract": alt, "IPTC:CodedCharacterSet": "UTF8"}
	var png, jpg bytes.Buffer
	if err := EncodePNG(&png, picture(t), meta); err != nil {
		t.Fatal(err)
	}
	if err := EncodeJPEG(&jpg, picture(t), 0, meta); err != nil {
		t.Fatal(err)
	}
	checkTags(t, tool, "a.png", png.Bytes(), xmp, map[string]string{"PNG:Title": fact, "PNG:Source": "https://rebut.example/fr/a/"})
	checkTags(t, tool, "a.jpg", jpg.Bytes(), xmp, iptc)
}

func checkTags(t *testing.T, tool, name string, file []byte, wants ...map[string]string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-j", "-G", "-validate", "-warning", "-error", "-a", "-all:all", "-charset", "iptc=UTF8", path).Output()
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var got []map[string]any
	decoder := json.NewDecoder(bytes.NewReader(out))
	decoder.UseNumber()
	if err := decoder.Decode(&got); err != nil || len(got) != 1 {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	for _, want := range wants {
		for tag, value := range want {
			if s := shown(got[0][tag]); s != value {
				t.Errorf("%s: %s is %q, want %q", name, tag, s, value)
			}
		}
	}
	if v := shown(got[0]["ExifTool:Validate"]); v != "OK" {
		t.Errorf("%s: validation says %s\n%s", name, v, out)
	}
}

// shown is a tag's value as text.
func shown(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return map[bool]string{true: "true", false: "false"}[v]
	}
	return strings.TrimSpace("nothing")
}
