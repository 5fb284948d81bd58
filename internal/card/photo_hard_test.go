package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// hardPhotos are pictures on which text is hard to read, by name. Each says
// what colour it has at x, y of 900×900 px.
var hardPhotos = []struct {
	name string
	at   func(x, y int) color.RGBA
}{
	{"noise", func(x, y int) color.RGBA {
		n := hashed(x, y)
		return color.RGBA{uint8(n), uint8(n >> 8), uint8(n >> 16), 255}
	}},
	{"stripes", func(x, y int) color.RGBA { return grey(x / 3 % 2 * 255) }},
	{"checkerboard", func(x, y int) color.RGBA { return grey((x/40 + y/40) % 2 * 255) }},
	{"gradient", func(x, y int) color.RGBA { return grey(y * 255 / photoSide) }},
	{"saturated", func(x, y int) color.RGBA {
		return []color.RGBA{{255, 0, 0, 255}, {0, 255, 0, 255}, {0, 0, 255, 255}, {255, 255, 0, 255}, {0, 255, 255, 255}, {255, 0, 255, 255}}[(x/150+y/150)%6]
	}},
	{"halves", func(x, y int) color.RGBA { return grey(x * 2 / photoSide * 255) }},
	{"white", func(x, y int) color.RGBA { return grey(255) }},
	{"black", func(x, y int) color.RGBA { return grey(0) }},
	{"grey", func(x, y int) color.RGBA { return grey(119) }},
	{"letters", func(x, y int) color.RGBA { // black marks of many widths in rows, as on a page of text
		if y%24 < 16 && hashed(x/4, y/4)%3 > 0 && hashed(x/30, y/24)%5 > 0 {
			return grey(0)
		}
		return grey(245)
	}},
}

const photoSide = 900 // px

func grey(v int) color.RGBA { return color.RGBA{uint8(v), uint8(v), uint8(v), 255} }

// hashed is the same noise every time.
func hashed(x, y int) uint32 {
	n := uint32(x)*374761393 + uint32(y)*668265263
	n = (n ^ n>>13) * 1274126177
	return n ^ n>>16
}

func painted(at func(x, y int) color.RGBA) []byte {
	img := image.NewRGBA(image.Rect(0, 0, photoSide, photoSide))
	for y := range photoSide {
		for x := range photoSide {
			img.SetRGBA(x, y, at(x, y))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a buffer takes all
	}
	return b.Bytes()
}

// photoPress is a press of a project with files of its own.
func photoPress(t *testing.T, toml string, files fstest.MapFS, designs ...*Design) *Press {
	t.Helper()
	files[config.File] = &fstest.MapFile{Data: []byte(toml)}
	cfg, problems, err := config.Load(files)
	ok(t, problems, err)
	templates := os.DirFS("../../templates")
	msgs, _, err := message.Load(templates)
	ok[int](t, nil, err)
	fonts, problems, err := typeset.Load(os.DirFS("../.."))
	ok(t, problems, err)
	all, problems, err := LoadDesigns(templates)
	ok(t, problems, err)
	all = append(all, designs...)
	photos, problems := LoadPhotos(files, cfg, all)
	ok(t, problems, nil)
	return NewPress(cfg, msgs, fonts, all, photos)
}

// photoThemes are the three themes of the demonstration over each hard photo
// in turn.
func photoThemes(p *Press) (string, fstest.MapFS) {
	var b strings.Builder
	files := fstest.MapFS{}
	for i, photo := range hardPhotos {
		t := p.cfg.Themes[i%3]
		hex := func(c config.Colour) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
		fmt.Fprintf(&b, "[[themes]]\nid = %q\nname = \"x\"\nheadline = %q\ntext = %q\nphoto = \"photos/%s.png\"\nground = %q\nink = %q\naccent = %q\nmuted = %q\npanel = %q\npanel_ink = %q\nchip = %q\nchip_ink = %q\nrule = %q\n",
			photo.name, t.Headline, t.Text, photo.name, hex(t.Ground), hex(t.Ink), hex(t.Accent), hex(t.Muted), hex(t.Panel), hex(t.PanelInk), hex(t.Chip), hex(t.ChipInk), hex(t.Rule))
		files["photos/"+photo.name+".png"] = &fstest.MapFile{Data: painted(photo.at)}
	}
	return b.String(), files
}

// wholeSky is the sky with all that designs need.
func wholeSky() *factcheck.FactCheck {
	f := sky()
	f.Number = &factcheck.Number{Value: 11, Unit: factcheck.Percent, Source: "a"}
	f.Chart = &factcheck.Chart{Kind: factcheck.Bars, Unit: factcheck.Percent, Source: "b",
		Categories: []factcheck.Category{{Name: factcheck.Localised{"": "Blue"}, Highlight: true}, {Name: factcheck.Localised{"": "Red"}}},
		Series:     []factcheck.ChartSeries{{Values: []float64{80, 20}}}}
	f.Receipt = &factcheck.Receipt{Source: "a", Passage: "Air scatters blue light more than red light.", Language: "en"}
	for _, text := range f.Texts {
		text.Number.Label, text.Chart.Note, text.Receipt.Translation = text.Claim, text.Claim, text.Claim
	}
	return f
}

// TestTextsStandOutFromAnyPhoto measures, on the painted pixels, the contrast
// of every text with every pixel behind it: every picture over one of the
// photos in turn, and one of them over all.
func TestTextsStandOutFromAnyPhoto(t *testing.T) {
	toml, files := photoThemes(newPress(t, settings))
	p := photoPress(t, settings+toml, files)
	for _, lang := range []factcheck.Lang{"en", "ar"} {
		t.Run(string(lang), func(t *testing.T) {
			t.Parallel()
			lowest, pictures := 21.0, 0
			turns := map[string]int{} // of the photos, by picture
			for _, j := range p.Jobs(edition(t, p, wholeSky(), lang)) {
				name := fmt.Sprint(j.Design, j.Format, j.Slide)
				if _, known := turns[name]; !known {
					turns[name] = len(turns)
				}
				if j.Theme != hardPhotos[turns[name]%len(hardPhotos)].name && !(j.Design == "statement" && j.Format == "chat") {
					continue
				}
				s, problems := p.Scene(j)
				ok(t, problems, nil)
				low, where := faintest(t, p, s)
				if pictures++; low < 1 {
					t.Errorf("%s: %s has %.3f of the contrast that it needs", p.Path(j), where, low)
				}
				lowest = min(lowest, low)
			}
			t.Logf("%d pictures; the faintest text has %.3f times the contrast that it needs", pictures, lowest)
		})
	}
}

// TestAPhotoBehindAPartOfADesign: what stands on it is as easy to read, and
// beside it the picture is as it was.
func TestAPhotoBehindAPartOfADesign(t *testing.T) {
	plain := newPress(t, settings)
	for _, photo := range hardPhotos {
		for _, scrim := range []Role{"", "panel"} {
			key := ""
			if scrim != "" {
				key = fmt.Sprintf("scrim = %q\n", scrim)
			}
			templates := fstest.MapFS{
				"cards/statement.toml": {Data: read(t, "../../templates/cards/statement.toml")},
				"cards/lit.toml":       {Data: fmt.Appendf(nil, "base = \"statement\"\nname = \"Lit\"\n[part.card]\nphoto = \"lit.png\"\nbleed = [\"start\", \"end\", \"top\", \"bottom\"]\n%s[part.main]\nphoto = \"lit.png\"\nbleed = [\"start\", \"top\", \"bottom\"]\n%s", key, key)},
			}
			designs, problems, err := LoadDesigns(templates)
			ok(t, problems, err)
			photos, problems := LoadPhotos(fstest.MapFS{"templates/cards/lit.png": {Data: painted(photo.at)}}, plain.cfg, designs)
			ok(t, problems, nil)
			p := NewPress(plain.cfg, plain.msgs, plain.fonts, designs, photos)
			for _, format := range []string{"chat", "wide"} {
				s, problems := p.Scene(Job{Edition: edition(t, p, sky(), "en"), Design: "lit", Format: format, Theme: "dark"})
				ok(t, problems, nil)
				if shape(s, "photo") == nil || shape(s, "scrim") == nil {
					t.Fatalf("%s: no photo or no scrim", format)
				}
				if low, where := faintest(t, p, s); low < 1 {
					t.Errorf("%s in %s: %s has %.3f of the contrast that it needs", photo.name, format, where, low)
				}
			}
		}
	}
}

// TestATextThatDoesNotStandOutFromItsScrimIsFound: no scrim is opaque enough for
// a text of its own colour.
func TestATextThatDoesNotStandOutFromItsScrimIsFound(t *testing.T) {
	plain := newPress(t, settings)
	designs, problems, err := LoadDesigns(fstest.MapFS{
		"cards/statement.toml": {Data: read(t, "../../templates/cards/statement.toml")},
		"cards/lit.toml":       {Data: []byte("base = \"statement\"\nname = \"Lit\"\n[part.card]\nphoto = \"lit.png\"\n[part.fact]\nink = \"ground\"\n")},
	})
	ok(t, problems, err)
	photos := Photos{"templates/cards/lit.png": &raster.Picture{Name: "lit.png", Pixels: image.NewGray(image.Rect(0, 0, 9, 9))}}
	p := NewPress(plain.cfg, plain.msgs, plain.fonts, designs, photos)
	_, found := p.Scene(Job{Edition: edition(t, p, sky(), "en"), Design: "lit", Format: "chat", Theme: "light"})
	if !slices.ContainsFunc(found, func(q problem.Problem) bool {
		return q.Code == lowContrast && strings.HasPrefix(q.Message, "fact has a contrast of 1.0 ")
	}) {
		t.Error(found)
	}
}

// TestAPhotoThatBleeds: it reaches the edges that it names and keeps the others.
func TestAPhotoThatBleeds(t *testing.T) {
	plain := newPress(t, settings)
	draw := func(bleed string) raster.Rect {
		designs, problems, err := LoadDesigns(fstest.MapFS{
			"cards/statement.toml": {Data: read(t, "../../templates/cards/statement.toml")},
			"cards/lit.toml": {Data: fmt.Appendf(nil, "base = \"statement\"\nname = \"Lit\"\n[part.street]\nphoto = \"lit.png\"\nheight = 10\nbleed = [%s]\n"+
				"[part.card]\nstack = [\"street\", \"header\", \"fact\", \"panel\"]\n", bleed)},
		})
		ok(t, problems, err)
		photos, problems := LoadPhotos(fstest.MapFS{"templates/cards/lit.png": {Data: painted(hardPhotos[0].at)}}, plain.cfg, designs)
		ok(t, problems, nil)
		p := NewPress(plain.cfg, plain.msgs, plain.fonts, designs, photos)
		s, problems := p.Scene(Job{Edition: edition(t, p, sky(), "en"), Design: "lit", Format: "square", Theme: "light"})
		ok(t, problems, nil)
		return shape(s, "photo").Box
	}
	inside, out := draw(""), draw(`"top", "start", "end"`)
	if out.X != 0 || out.Y != 0 || out.W != 1080 || math.Abs(out.Bottom()-inside.Bottom()) > 1 || inside.X < 50 || inside.Y < 50 {
		t.Errorf("the photo stands at %v, and with bleed at %v", inside, out)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	ok[int](t, nil, err)
	return data
}

// TestPhotosThatCannotBeUsedAreProblems: each says which file, and why.
func TestPhotosThatCannotBeUsedAreProblems(t *testing.T) {
	good := painted(hardPhotos[0].at)
	var wide bytes.Buffer
	ok[int](t, nil, png.Encode(&wide, image.NewGray(image.Rect(0, 0, maxPhotoSide+1, 1))))
	files := fstest.MapFS{
		"good.png": {Data: good}, "cut.png": {Data: good[:len(good)/2]}, "text.png": {Data: []byte("no picture")}, "empty.png": {},
		"wide.png": {Data: wide.Bytes()}, "large.png": {Data: make([]byte, maxPhotoBytes+1)}, "folder/x.png": {Data: good},
	}
	cfg := newPress(t, settings).cfg
	for name, want := range map[string]string{
		"good.png": "", "cut.png": "is damaged", "text.png": "is neither a PNG nor a JPEG picture", "empty.png": "is neither a PNG nor a JPEG picture",
		"wide.png": "is 12001×1 px", "large.png": "is larger than 32 MiB", "none.png": "is not there", "../out.png": "is not a file of the project",
		"/etc/passwd": "is not a file of the project", "folder": "cannot be read",
	} {
		cfg.Themes[0].Photo = name
		photos, problems := LoadPhotos(files, cfg, nil)
		switch {
		case want == "" && (len(problems) > 0 || photos[name] == nil):
			t.Errorf("%s: %v", name, problems)
		case want != "" && (len(problems) != 1 || problems[0].File != config.File || problems[0].Hint == "" || !strings.Contains(problems[0].Message, name+" "+want) || photos[name] != nil):
			t.Errorf("%s: %v, want %q", name, problems, want)
		}
	}
}

// TestPicturesWithPhotosAreFilesOfEveryType.
func TestPicturesWithPhotosAreFilesOfEveryType(t *testing.T) {
	toml, files := photoThemes(newPress(t, settings))
	p := photoPress(t, settings+toml, files)
	for format, start := range map[string]string{"wide": "\x89PNG", "chat": "\xff\xd8\xff", "a4": "%PDF-"} {
		for _, theme := range []string{"noise", "saturated"} {
			file, problems, err := p.Picture(Job{Edition: edition(t, p, sky(), "en"), Design: "statement", Format: format, Theme: theme})
			ok(t, problems, err)
			if !bytes.HasPrefix(file, []byte(start)) {
				t.Errorf("%s over %s begins with %q", format, theme, file[:8])
			}
			if most := p.cfg.Format(format).MaxBytes; most > 0 && len(file) > most {
				t.Errorf("%s over %s has %d bytes, at most %d", format, theme, len(file), most)
			}
		}
	}
}

// faintest is the least contrast of a text with a pixel behind its ink, as a
// share of what it needs, and which text that is.
func faintest(t *testing.T, p *Press, s *raster.Scene) (float64, string) {
	t.Helper()
	bare := *s
	bare.Texts = nil
	img, err := p.painter.Paint(&bare)
	ok[int](t, nil, err)
	low, where := math.Inf(1), ""
	for i := range s.Texts {
		x := &s.Texts[i]
		needed := 4.5
		if x.Layout.Size >= 60*float64(min(s.Width, s.Height))/1080 {
			needed = 3
		}
		inks := usedInks(x)
		for _, pixel := range coloursIn(img, x.Ink()) {
			for _, ink := range inks {
				if got := config.Contrast(config.Colour{R: ink.R, G: ink.G, B: ink.B}, pixel) / needed; got < low {
					low, where = got, x.Role
				}
			}
		}
	}
	return low, where
}

func usedInks(x *raster.Text) []color.NRGBA {
	var inks []color.NRGBA
	for _, line := range x.Layout.Lines {
		for _, run := range line.Runs {
			if ink := x.Inks[run.Ink]; !slices.Contains(inks, ink) {
				inks = append(inks, ink)
			}
		}
	}
	return inks
}

// coloursIn are the colours of a box, each once.
func coloursIn(img *image.RGBA, box raster.Rect) []config.Colour {
	seen := map[config.Colour]bool{}
	var out []config.Colour
	for y := int(box.Y); y <= int(box.Bottom()); y++ {
		for x := int(box.X); x <= int(box.Right()); x++ {
			c := img.RGBAAt(x, y)
			if k := (config.Colour{R: c.R, G: c.G, B: c.B}); !seen[k] {
				seen[k] = true
				out = append(out, k)
			}
		}
	}
	return out
}
