package claimsearch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io/fs"
	"net/url"
	"path"
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
	"rebut/internal/project"
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
	least := map[string]float64{}
	for _, job := range sample(p, 60) {
		img, err := p.Press.Small(job, p.Config.Format(job.Format).Width)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range ways {
			a := send(t, p.Site.Claims, jpegOf(t, w.do(img), 50+5*i))
			want := p.Press.Path(job)
			if len(a.Results) != 1 {
				t.Errorf("%s, %s: not known", want, w.name)
				continue
			}
			r := a.Results[0]
			if got := strings.TrimPrefix(r.Rebut.Picture, "https://rebut.example"); got != want {
				t.Errorf("%s, %s: known as %s by %.3f", want, w.name, got, r.Rebut.Likeness)
			}
			if r.Rebut.State != "current" || r.Rebut.IdentifiedBy != "likeness" || r.Claim.ClaimReview[0].LanguageCode != string(job.Edition.Lang) {
				t.Errorf("%s, %s: %+v", want, w.name, r)
			}
			if l, ok := least[w.name]; !ok || r.Rebut.Likeness < l {
				least[w.name] = r.Rebut.Likeness
			}
		}
	}
	t.Log("least likeness: ", least)
}

var _ = fmt.Sprint
var _ = url.Values{}
var _ = path.Base
var _ = color.Black
var _ = png.Encode
