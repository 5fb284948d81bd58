package claimsearch_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io/fs"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	xdraw "golang.org/x/image/draw"

	"rebut"
	"rebut/internal/card"
	"rebut/internal/claimsearch"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/imagemeta"
	"rebut/internal/project"
	"rebut/internal/raster"
)

// shipped is the demonstration in four of its languages, with what more is laid
// over its files.
func shipped(t *testing.T, over fstest.MapFS) *project.Project {
	t.Helper()
	own := fstest.MapFS{}
	names, err := fs.Glob(rebut.Assets(), "claims/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(names, "rebut.toml") {
		text, err := fs.ReadFile(rebut.Assets(), name)
		if err != nil {
			t.Fatal(err)
		}
		own[name] = &fstest.MapFile{Data: regexp.MustCompile(`(?m)^languages = .*$`).ReplaceAll(text, []byte(`languages = ["en", "fr", "ar", "hi"]`))}
	}
	for name, file := range over {
		own[name] = file
	}
	p, err := project.Load(project.Overlay(own, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || p.Site == nil {
		t.Fatal(err, p.Problems)
	}
	return p
}

// way is what happens to a picture that is passed on.
type way struct {
	name string
	do   func(image.Image) image.Image
}

var ways = []way{
	{"as it is", func(p image.Image) image.Image { return p }},
	{"a quarter", func(p image.Image) image.Image { return resized(p, 0.25) }},
	{"cut off", func(p image.Image) image.Image { return cropped(p, 0.05, 0.05, 0.05, 0.05) }},
	{"cut off on one side", func(p image.Image) image.Image { return cropped(p, 0, 0, 0.03, 0.05) }},
	{"full screen", func(p image.Image) image.Image { return resized(framed(p, 300, 420), 0.6) }},
}

func resized(p image.Image, k float64) image.Image {
	b := p.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, int(k*float64(b.Dx())), int(k*float64(b.Dy()))))
	xdraw.CatmullRom.Scale(out, out.Rect, p, b, draw.Src, nil)
	return out
}

func cropped(p image.Image, left, top, right, bottom float64) image.Image {
	b := p.Bounds()
	w, h := float64(b.Dx()), float64(b.Dy())
	part := image.Rect(int(left*w), int(top*h), int((1-right)*w), int((1-bottom)*h))
	out := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(out, out.Rect, p, b.Min.Add(part.Min), draw.Src)
	return out
}

// framed has black above and below, as on a phone.
func framed(p image.Image, above, below int) image.Image {
	b := p.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()+above+below))
	draw.Draw(out, out.Rect, image.Black, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(0, above, b.Dx(), above+b.Dy()), p, b.Min, draw.Src)
	return out
}

// jpegOf is a file without metadata, as apps send them.
func jpegOf(t *testing.T, p image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type imageAnswer struct {
	Results []struct {
		Claim struct {
			Text        string
			ClaimReview []struct{ URL, LanguageCode string }
		}
		Rebut struct {
			State, FactCheck, LanguageCode, Design, Format, Theme, Picture, ReplacedBy, Page, Reason, IdentifiedBy string
			Revision, CurrentRevision, Slide                                                                       int
			Likeness                                                                                               float64
			Corrections                                                                                            []struct{ Date, What string }
		}
	}
}

func send(t *testing.T, s *claimsearch.Site, file []byte) imageAnswer {
	t.Helper()
	body, err := s.ImageSent(context.Background(), nil, file)
	if err != nil {
		t.Fatal(err)
	}
	return answerOf(t, body)
}

func answerOf(t *testing.T, body []byte) (a imageAnswer) {
	t.Helper()
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// sample are n of a site's pictures, of all designs, formats, themes and
// languages.
func sample(p *project.Project, n int) []card.Job {
	var all []card.Job
	for _, f := range p.FactChecks {
		for _, e := range p.Config.Editions(f) {
			all = append(all, slices.DeleteFunc(p.Press.Jobs(e), func(j card.Job) bool { return p.Config.Format(j.Format).Type == config.PDF })...)
		}
	}
	var out []card.Job
	for i := range n {
		out = append(out, all[(i*len(all)+len(all)/2)/n])
	}
	return out
}

// Copies without metadata are known as what they are, and never as another
// fact-check.
func TestPicturesThatWerePassedOnAreKnown(t *testing.T) {
	p := shipped(t, nil)
	least, otherKind := map[string]float64{}, 0
	for i, job := range sample(p, 60) {
		img, err := p.Press.Small(job, p.Config.Format(job.Format).Width)
		if err != nil {
			t.Fatal(err)
		}
		w := ways[i%len(ways)]
		a := send(t, p.Site.Claims, jpegOf(t, w.do(img), 50))
		want := p.Press.Path(job)
		if len(a.Results) != 1 {
			t.Errorf("%s, %s: not known", want, w.name)
			continue
		}
		r := a.Results[0].Rebut
		if r.FactCheck != string(job.Edition.Slug) || r.LanguageCode != string(job.Edition.Lang) || r.Revision != job.Edition.Revision || r.State != "current" || r.IdentifiedBy != "likeness" {
			t.Errorf("%s, %s: %+v", want, w.name, r)
		}
		if r.Picture != "https://rebut.example"+want { // of a format of the same shape, or another theme
			t.Logf("%s, %s: known as %s by %.3f", want, w.name, r.Picture, r.Likeness)
			otherKind++
		}
		if l, ok := least[w.name]; !ok || r.Likeness < l {
			least[w.name] = r.Likeness
		}
	}
	t.Log("least likeness:", least)
	if otherKind > 6 {
		t.Errorf("%d of 60 are known as pictures of another kind", otherKind)
	}
}

// corrected is a site with one fact-check in its second revision, which says
// another year than the first.
func corrected(t *testing.T) (p *project.Project, s *claimsearch.Site, then, now *factcheck.FactCheck) {
	t.Helper()
	p = shipped(t, nil)
	then = p.FactCheck("entry-rules-open-borders")
	second := *then
	now = &second
	now.Revision, now.Texts = 2, factcheck.Texts{}
	for lang, text := range then.Texts {
		changed := *text
		changed.Translates = 2
		changed.Fact = factcheck.Emphasised(strings.ReplaceAll(string(text.Fact), "2024", "2023"))
		now.Texts[lang] = &changed
	}
	if now.Original().Fact == then.Original().Fact {
		t.Fatal("the fact names no year")
	}
	now.Corrections = []factcheck.Correction{{Date: factcheck.Date{Year: 2026, Month: 11, Day: 24}, Revision: 2, What: factcheck.Localised{"": "The year."}}}
	source := p.Site.Claims.Source
	source.FactChecks = []*factcheck.FactCheck{now}
	source.Earlier = func(*factcheck.FactCheck) []*factcheck.FactCheck { return []*factcheck.FactCheck{then} }
	return p, claimsearch.New(source), then, now
}

func statement(p *project.Project, f *factcheck.FactCheck) card.Job {
	e, _ := p.Config.Edition(f, "en")
	return card.Job{Edition: e, Design: "statement", Format: "square", Theme: "dark"}
}

// A copy without metadata tells its revision by the one digit that changed.
func TestReplacedPicturesAreKnown(t *testing.T) {
	p, s, then, now := corrected(t)
	for _, k := range []float64{1, 0.25} {
		for _, f := range []*factcheck.FactCheck{then, now} {
			img, err := p.Press.Small(statement(p, f), 1080)
			if err != nil {
				t.Fatal(err)
			}
			a := send(t, s, jpegOf(t, resized(img, k), 50))
			if len(a.Results) != 1 {
				t.Fatalf("revision %d at %v is not known", f.Revision, k)
			}
			r := a.Results[0].Rebut
			if r.Revision != f.Revision || r.CurrentRevision != 2 || r.Theme != "dark" {
				t.Errorf("revision %d at %v: %+v", f.Revision, k, r)
			}
			if f == then && (r.State != "replaced" || r.ReplacedBy != "https://rebut.example/en/entry-rules-open-borders/statement-square-dark.png" ||
				r.Picture != "https://rebut.example/en/entry-rules-open-borders/statement-square-dark-r1.png" || len(r.Corrections) != 1 || r.Corrections[0].What != "The year.") {
				t.Errorf("%+v", r)
			}
			if f == now && (r.State != "current" || r.ReplacedBy != "" || len(r.Corrections) != 0) {
				t.Errorf("%+v", r)
			}
		}
	}
}

// What a file says of itself counts where the picture looks so, too.
func TestWhatPicturesSayIsHeldAgainstTheirLooks(t *testing.T) {
	p, s, then, _ := corrected(t)
	job := statement(p, then)
	file, _, err := p.Press.Picture(job)
	if err != nil {
		t.Fatal(err)
	}
	if r := send(t, s, file).Results; len(r) != 1 || r[0].Rebut.IdentifiedBy != "metadata" || r[0].Rebut.State != "replaced" || r[0].Rebut.Revision != 1 {
		t.Errorf("%+v", r)
	}
	draft := job // its picture has a band that says so
	draft.Edition, _ = p.Config.Edition(then, "fr")
	if !draft.Edition.Marked {
		t.Fatal("the French translation is no draft")
	}
	if file, _, err = p.Press.Picture(draft); err != nil {
		t.Fatal(err)
	}
	if r := send(t, s, file).Results; len(r) != 1 || r[0].Rebut.IdentifiedBy != "metadata" {
		t.Errorf("a draft: %+v", r)
	}
	var said []raster.Meta
	meta := p.Press.Metadata(job)
	for _, keyword := range imagemeta.Keywords() {
		if text := meta.Get(keyword); text != "" {
			said = append(said, raster.Meta{Keyword: keyword, Text: text})
		}
	}
	var forged bytes.Buffer
	if err := raster.EncodePNG(&forged, stripes(800, 800), said); err != nil {
		t.Fatal(err)
	}
	if r := send(t, s, forged.Bytes()).Results; len(r) != 0 {
		t.Errorf("another picture that says it is ours: %+v", r)
	}
}

// stripes is a picture with as many edges as a text has.
func stripes(w, h int) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{240, 236, 228, 255}
			if (y/28)%2 == 1 && (x*7/31+y/56)%3 > 0 {
				c = color.RGBA{20, 30, 40, 255}
			}
			out.SetRGBA(x, y, c)
		}
	}
	return out
}

func TestPicturesOfOthersAreNotKnown(t *testing.T) {
	_, s, _, _ := corrected(t)
	for _, img := range []image.Image{stripes(1080, 1080), stripes(1080, 1350), image.NewGray(image.Rect(0, 0, 640, 640)), resized(stripes(500, 900), 0.5)} {
		if r := send(t, s, jpegOf(t, img, 80)).Results; len(r) != 0 {
			t.Errorf("%v: %+v", img.Bounds(), r)
		}
	}
	// Another fact-check's picture, in a design and theme of this site.
	p := shipped(t, nil)
	img, err := p.Press.Small(statement(p, p.FactCheck("housing-costs-causes")), 1080)
	if err != nil {
		t.Fatal(err)
	}
	if r := send(t, s, jpegOf(t, img, 80)).Results; len(r) != 0 {
		t.Errorf("%+v", r)
	}
}

func TestPicturesByTheirAddress(t *testing.T) {
	_, s, _, _ := corrected(t)
	at := "https://rebut.example/en/entry-rules-open-borders/"
	for uri, want := range map[string]string{
		at + "statement-square.png":                                             "current",
		at + "statement-square-dark-r1.png":                                     "replaced",
		at + "statement-portrait-w480.png":                                      "current",
		at + "statement-a4.pdf":                                                 "current",
		"http://REBUT.example/fr/entry-rules-open-borders/statement-square.png": "current",
	} {
		body, err := s.ImageAt(url.Values{"imageUri": {uri}})
		if err != nil {
			t.Errorf("%s: %v", uri, err)
			continue
		}
		if r := answerOf(t, body).Results; len(r) != 1 || r[0].Rebut.State != want || r[0].Rebut.IdentifiedBy != "address" || len(r[0].Claim.ClaimReview) == 0 {
			t.Errorf("%s: %+v", uri, r)
		}
	}
	for uri, want := range map[string]int{
		"": 400, at: 404, at + "qr.png": 404, "https://rebut.example/en/no/statement-square.png": 404, "https://rebut.example/../x/../en": 404,
		"https://elsewhere.example/a.png": 400, "http://169.254.169.254/": 400, "file:///etc/passwd": 400, "https://rebut.example.evil.example/en/": 400, "https://u@rebut.example/": 400,
	} {
		_, err := s.ImageAt(url.Values{"imageUri": {uri}})
		var refusal *claimsearch.Refusal
		if !errors.As(err, &refusal) || refusal.Code != want {
			t.Errorf("%q: %v, want %d", uri, err, want)
		}
	}
}

// A picture of a fact-check that was withdrawn is known, and says so.
func TestPicturesOfWithdrawnFactChecks(t *testing.T) {
	p := shipped(t, withdrawing(t, "immigration-and-crime"))
	before := *p.FactCheck("immigration-and-crime")
	before.Status, before.Withdrawn = factcheck.Published, nil
	source := p.Site.Claims.Source
	source.FactChecks = []*factcheck.FactCheck{p.FactCheck("immigration-and-crime")}
	img, err := p.Press.Small(statement(p, &before), 1080)
	if err != nil {
		t.Fatal(err)
	}
	r := send(t, claimsearch.New(source), jpegOf(t, img, 60)).Results
	if len(r) != 1 || r[0].Rebut.State != "withdrawn" || r[0].Rebut.Reason != "The figure was wrong." || r[0].Claim.Text != "" || r[0].Rebut.Picture != "" {
		t.Errorf("%+v", r)
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	_, s, _, _ := corrected(t)
	var tiny, cut bytes.Buffer
	if err := errors.Join(png.Encode(&tiny, stripes(40, 40)), png.Encode(&cut, stripes(400, 400))); err != nil {
		t.Fatal(err)
	}
	bomb := bytes.Clone(cut.Bytes())
	copy(bomb[16:], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // 65,536 px on each side
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	for name, file := range map[string][]byte{
		"nothing": nil, "a text": []byte("hello"), "a small one": tiny.Bytes(), "half a file": cut.Bytes()[:cut.Len()/2], "a bomb": bomb,
	} {
		_, err := s.ImageSent(context.Background(), nil, file)
		var refusal *claimsearch.Refusal
		if !errors.As(err, &refusal) || refusal.Code != 400 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
