package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rebut/internal/imagemeta"
)

// cityRents is a fact-check with a wrong figure in every text, in two
// languages.
const cityRents = `status = "published"
language = "en"
published = 2026-11-01
modified = 2026-11-01
rating = "false"
topics = ["drinks"]
designs = ["statement"]

[text.en]
claim = "Every home in town is taken."
fact = "The register of the city counts *4,127 empty flats*"
why = "The register of 2025 lists 4,127 flats that nobody has lived in for a year."
technique = "Overgeneralisation: one street stands for all."
verdict = "It is wrong: there are 4,127."
body = """
The register is public.

It lists 4,127 empty flats [@s]."""
number.label = "empty flats"

[text.fr]
translates = 1
reviewed = true
claim = "Tout est pris en ville."
fact = "Le registre de la ville compte *4127 logements vides*"
why = "Le registre de 2025 compte 4127 logements où personne n’a vécu depuis un an."
technique = "Généralisation : une rue pour toutes."
verdict = "C’est faux : il y en a 4127."
body = "Le registre compte 4127 logements vides [@s]."
number.label = "logements vides"

[number]
value = 4127
source = "s"

[[appearances]]
claimant = "Somebody"
quote = "Every home is taken."
date = 2026-01-02
url = "https://example.org/a"
seen = "original"

[[sources]]
id = "s"
title = "Register of flats"
publisher = "City office"
url = "https://example.org/s"
finding = "The register lists flats that are empty."
seen = "original"
`

// wrong is the wrong figure as any language writes it.
var wrong = regexp.MustCompile("4(,|\u202f|\u00a0| )?127")

// outlet is a place where the public meets a fact-check. After the correction
// it says each text of now; the wrong figure stands nowhere in it but where it
// is marked as what stood before.
type outlet struct {
	path string
	now  []string // NOW stands for the day
}

const what, quoi = "The register was misread: it was another column.", "Le registre a été mal lu : c’était une autre colonne."

// outlets lists every one, a line each; what is in all files of the site is
// looked for in wrongNowhere too.
func outlets(site string) []outlet {
	const fact, fait = "3,819 empty flats", "3819 logements vides"
	heard := url.QueryEscape("every home in town is taken")
	return []outlet{
		{"/en/city-rents/", []string{fact, what, "<ins>3,819</ins>", `"dateModified":"NOW`}},
		{"/fr/city-rents/", []string{fait, quoi, "<ins>3819</ins>", `"dateModified":"NOW`}},
		{"/en/city-rents/embed/", []string{fact, "NOW"}},
		{"/fr/city-rents/embed/", []string{fait, "NOW"}},
		{"/en/city-rents/share/", []string{fact}},
		{"/en/embed/", []string{fact}},
		{"/en/topics/drinks/embed/", []string{fact}},
		{"/en/feed.rss", []string{fact, what}},
		{"/en/feed.atom", []string{fact, what, "<updated>NOW"}},
		{"/en/feed.json", []string{fact, what, `"date_modified": "NOW`}},
		{"/fr/feed.rss", []string{fait, quoi}},
		{"/en/topics/drinks/feed.atom", []string{fact, what}},
		{"/en/ratings/false/feed.atom", []string{fact, what}},
		{"/en/corrections/", []string{fact, what, "<ins>3,819</ins>"}},
		{"/fr/corrections/", []string{fait, quoi, "<ins>3819</ins>"}},
		{"/en/corrections/feed.rss", []string{fact, what, "statement-link-r1.png"}},
		{"/en/corrections/feed.atom", []string{fact, what, "statement-link-r1.png", "<updated>NOW"}},
		{"/fr/corrections/feed.json", []string{fait, quoi, "statement-link-r1.png"}},
		{"/claimreview.json", []string{fact, "NOW"}},
		{"/sitemap.xml", []string{"/en/city-rents/</loc><lastmod>NOW"}},
		{"/en/", []string{fact}},
		{"/en/topics/drinks/", []string{fact}},
		{"/en/gallery/", []string{fact}},
		{"/en/heard/?q=" + heard, []string{fact}},
		{"/en/city-rents/kit.json", []string{fact}},
		{"/en/city-rents/oembed.json", []string{fact}},
		{"/en/city-rents/oembed.xml", []string{fact}},
		{"/oembed?url=" + url.QueryEscape(site+"/en/city-rents/"), []string{fact}},
		{"/api/v1/fact-checks/city-rents", []string{fact, fait, what, quoi}},
		{"/api/v1/fact-checks/city-rents.pictures.json", []string{fact, "statement-link-r1.png", `"replaced":true`}},
		{"/api/v1/fact-checks.json", []string{fact}},
		{"/api/v1/corrections.json", []string{what, "3,819"}},
		{"/api/v1/match?q=" + heard, []string{fact}},
		{"/v1alpha1/claims:search?query=" + heard, []string{fact, fait}},
	}
}

// TestACorrectionReachesEveryOutlet follows one correction, made by rebut
// correct, through all that the public may read, ask or subscribe to.
func TestACorrectionReachesEveryOutlet(t *testing.T) {
	n := newNewsroom(t)
	n.write("rebut.toml", "languages = [\"en\", \"fr\"]\n"+n.read("rebut.toml"))
	n.write("claims/city-rents.toml", cityRents)
	n.rebut(exitOK, "publish")
	n.upload()
	before := map[string][]byte{}
	for _, lang := range []string{"en", "fr"} {
		name := lang + "/city-rents/statement-link.png"
		before[name] = n.output(name)
	}
	n.rebut(exitOK, "correct", "city-rents", "--what", what, "--what", "fr="+quoi, "--yes",
		"--set", "fact=The register of the city counts *3,819 empty flats*", "--set", "why=The register of 2025 lists 3,819 flats that nobody has lived in for a year.",
		"--set", "verdict=It is wrong: there are 3,819.", "--set", "body=The register is public.\n\nIt lists 3,819 empty flats [@s].", "--set", "number.value=3819",
		"--set", "fr.fact=Le registre de la ville compte *3819 logements vides*", "--set", "fr.why=Le registre de 2025 compte 3819 logements où personne n’a vécu depuis un an.",
		"--set", "fr.verdict=C’est faux : il y en a 3819.", "--set", "fr.body=Le registre compte 3819 logements vides [@s].")
	n.rebut(exitOK, "build")
	n.upload()
	n.rebut(exitOK, "publish")

	t.Run("webhook", func(t *testing.T) { n.toldOfCorrection(t) })
	t.Run("pictures", func(t *testing.T) {
		for name, old := range before {
			n.pictureReplaced(t, name, old)
		}
	})
	t.Run("every file", func(t *testing.T) { n.wrongNowhere(t) })
	s := serveProject(t, "-C", n.dir, "--addr", "127.0.0.1:0", "--base-url", n.host.URL)
	for _, o := range outlets(n.host.URL) {
		t.Run(o.path, func(t *testing.T) {
			status, body := s.get(o.path)
			if status != 200 {
				t.Fatalf("answers %d: %.300s", status, body)
			}
			for _, text := range o.now {
				text = strings.ReplaceAll(text, "NOW", time.Now().Format(time.DateOnly))
				if !strings.Contains(plain(body), plain(text)) {
					t.Errorf("does not say %q:\n%.2000s", text, body)
				}
			}
			refuseWrong(t, o.path, body)
		})
	}
}

// plain is a text without what formats differ in: spaces between tokens of JSON
// and XML.
func plain(text string) string {
	return strings.NewReplacer("\n", "", "  ", "", `": `, `":`).Replace(text)
}

// refuseWrong fails where the wrong figure stands unmarked.
func refuseWrong(t *testing.T, name, text string) {
	t.Helper()
	text = unmarked(text)
	if at := wrong.FindStringIndex(text); at != nil {
		t.Errorf("%s still says: …%s…", name, text[max(0, at[0]-200):min(len(text), at[1]+100)])
	}
}

// marked is what pages and feeds mark as what stood before: deleted words, and
// lines that are labelled so.
var marked = regexp.MustCompile(`(?s)(<|&lt;)del(>|&gt;).*?(<|&lt;)/del(>|&gt;)|<dd[^>]*><span class="label">(Before|Avant)</span>.*?</dd>`)

// unmarked is a text without what is marked as what stood before.
func unmarked(text string) string {
	var value any
	if json.Unmarshal([]byte(text), &value) == nil {
		var b strings.Builder
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if enc.Encode(current(value)) == nil {
			text = b.String()
		}
	}
	return marked.ReplaceAllString(text, "")
}

// current is a JSON value without the keys "before" and without objects that say
// of themselves that they have been replaced.
func current(value any) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = current(v[i])
		}
	case map[string]any:
		if v["replaced"] == true || v["status"] == "replaced" {
			return nil
		}
		delete(v, "before")
		for key := range v {
			v[key] = current(v[key])
		}
	}
	return value
}

func (n *newsroom) output(name string) []byte {
	n.t.Helper()
	text, err := os.ReadFile(filepath.Join(n.dir, "output", filepath.FromSlash(name)))
	if err != nil {
		n.t.Fatal(err)
	}
	return text
}

// toldOfCorrection checks what the partner was sent.
func (n *newsroom) toldOfCorrection(t *testing.T) {
	all := n.partner.all()
	if len(all) != 1 || all[0].Type != "fact-check.corrected" || all[0].Data.Revision != 2 || all[0].Data.PreviousRevision != 1 {
		t.Fatalf("got %+v", all)
	}
	d := all[0].Data
	if len(d.Corrections) != 1 || d.Corrections[0].Text[0].Text != what || !strings.Contains(d.Editions[0].Fact, "3,819") {
		t.Errorf("got %+v", d)
	}
	for _, c := range d.Changes {
		if !wrong.MatchString(c.Before) || wrong.MatchString(c.After) {
			t.Errorf("change %+v", c)
		}
	}
	if len(d.Changes) < 5 {
		t.Errorf("%d changes", len(d.Changes))
	}
}

// pictureReplaced checks that the plain address has the new picture, and the
// old one an address of its own, byte for byte.
func (n *newsroom) pictureReplaced(t *testing.T, name string, old []byte) {
	t.Helper()
	now, kept := n.output(name), n.output(strings.TrimSuffix(name, ".png")+"-r1.png")
	for i, picture := range [][]byte{now, kept} {
		m, _, err := imagemeta.Read(bytes.NewReader(picture))
		if err != nil || wrong.MatchString(m.Title) != (i == 1) || m.Revision != 2-i {
			t.Errorf("%s, picture %d: %q, revision %d (%v)", name, i, m.Title, m.Revision, err)
		}
	}
	if bytes.Equal(now, old) || bytes.Equal(now, kept) {
		t.Errorf("%s is the old picture", name)
	}
}

// wrongNowhere reads every file of the site, those in archives too.
func (n *newsroom) wrongNowhere(t *testing.T) {
	earlier := regexp.MustCompile(`-r1\.(png|jpg|pdf)$`)
	site := os.DirFS(filepath.Join(n.dir, "output"))
	files := 0
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || earlier.MatchString(name) || d.Name() == ".rebut-ledger" {
			return err
		}
		files++
		text, err := fs.ReadFile(site, name)
		if err != nil {
			return err
		}
		switch path.Ext(name) {
		case ".zip":
			return eachInArchive(text, func(inner string, text []byte) {
				refuseWrong(t, name+": "+inner, string(text))
			})
		case ".png", ".jpg", ".pdf", ".woff2":
			m, _, _ := imagemeta.Read(bytes.NewReader(text)) // nothing where it is no picture
			refuseWrong(t, name, fmt.Sprintf("%+v", m))
		default:
			refuseWrong(t, name, string(text))
		}
		return nil
	})
	if err != nil || files < 50 {
		t.Errorf("%d files: %v", files, err)
	}
}

func eachInArchive(data []byte, do func(name string, text []byte)) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			return err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(f.Name, ".png") { // pixels may read like anything
			do(f.Name, text)
		}
		if err := r.Close(); err != nil {
			return err
		}
	}
	return nil
}
