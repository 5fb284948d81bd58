package card

import (
	"bytes"
	"image/jpeg"
	"image/png"
	"strings"
	"sync"
	"testing"

	"rebut/internal/factcheck"
)

func TestJobsFollowTheConfiguration(t *testing.T) {
	p := newPress(t, settings)
	e := edition(t, p, sky(), "en")
	jobs := p.Jobs(e)
	var paths []string
	for _, j := range jobs {
		if j.Design == "statement" {
			paths = append(paths, p.Path(j))
		}
	}
	var want []string
	for _, name := range []string{"portrait.png", "square.png", "story.png", "wide.png", "link.png", "chat.jpg", "pin.png", "a4.pdf", "letter.pdf"} {
		stem, ext, _ := strings.Cut(name, ".")
		want = append(want, name, stem+"-dark."+ext, stem+"-contrast."+ext)
	}
	if got := strings.ReplaceAll(strings.Join(paths, " "), "/en/sky-scatters-blue/statement-", ""); got != strings.Join(want, " ") {
		t.Errorf("got  %s\nwant %s", got, strings.Join(want, " "))
	}
	e.FactCheck.Status = factcheck.Withdrawn
	if jobs := p.Jobs(e); len(jobs) != 0 {
		t.Errorf("a withdrawn fact-check has %d pictures", len(jobs))
	}
}

func TestPicturesAreTheFilesTheyShouldBe(t *testing.T) {
	p := newPress(t, settings)
	e := edition(t, p, sky(), "fr")
	for _, j := range p.Jobs(e) {
		format := p.cfg.Format(j.Format)
		file, problems, err := p.Picture(j)
		ok(t, problems, err)
		if format.Type == "pdf" {
			if !bytes.HasPrefix(file, []byte("%PDF-")) {
				t.Errorf("%s is no PDF", j.Format)
			}
			continue
		}
		decode := png.DecodeConfig
		if format.Type == "jpeg" {
			decode = jpeg.DecodeConfig
			if len(file) > format.MaxBytes {
				t.Errorf("%s: %d bytes, at most %d", j.Format, len(file), format.MaxBytes)
			}
		} else if file[25] != 3 {
			t.Errorf("%s, %s: colour type %d; a flat card has a palette (3)", j.Format, j.Theme, file[25])
		}
		got, err := decode(bytes.NewReader(file))
		if err != nil || got.Width != format.Width || got.Height != format.Height {
			t.Errorf("%s: %d×%d, %v", j.Format, got.Width, got.Height, err)
		}
		for _, text := range []string{"https://rebut.example/fr/sky-scatters-blue/", p.cfg.Organisation.Licence["fr"], "Le ciel est bleu parce que l’air diffuse", "Rebut"} {
			if !bytes.Contains(file, []byte(text)) {
				t.Errorf("%s: %q is not in the file", j.Format, text)
			}
		}
	}
	file, _, err := p.Picture(Job{Edition: e, Design: "statement", Format: "square", Theme: "light"})
	if err != nil || !bytes.Contains(file, []byte("rebut:revision\x00\x00\x00\x00\x002")) {
		t.Errorf("the revision is not in the file (%v)", err)
	}
}

// TestJoinedScriptsHaveAPaletteToo: where letters overlap, their edges mix to
// more colours than those of Latin letters.
func TestJoinedScriptsHaveAPaletteToo(t *testing.T) {
	p := newPress(t, settings)
	for _, lang := range []factcheck.Lang{"ar", "pa"} {
		file, problems, err := p.Picture(Job{Edition: edition(t, p, sky(), lang), Design: "statement", Format: "story", Theme: "dark"})
		ok(t, problems, err)
		if file[25] != 3 {
			t.Errorf("%s: colour type %d, want a palette (3)", lang, file[25])
		}
	}
}

func TestUnknownJobsAreErrors(t *testing.T) {
	p := newPress(t, settings)
	e := edition(t, p, sky(), "en")
	for _, j := range []Job{
		{Edition: e, Design: "none", Format: "square", Theme: "light"}, {Edition: e, Design: "statement", Format: "none", Theme: "light"},
		{Edition: e, Design: "statement", Format: "square", Theme: "none"}, {Design: "statement", Format: "square", Theme: "light"},
		{Edition: e, Design: "statement", Format: "square", Theme: "light", Slide: 2}, {Edition: e, Design: "statement", Format: "square", Theme: "light", Slide: -1},
	} {
		if file, _, err := p.Picture(j); err == nil || file != nil {
			t.Errorf("%s-%s-%s was made", j.Design, j.Format, j.Theme)
		}
	}
}

// TestPicturesDoNotDependOnTheirOrder makes pictures of several editions at
// once on one press, and each alone on a fresh one.
func TestPicturesDoNotDependOnTheirOrder(t *testing.T) {
	shared := newPress(t, settings)
	var jobs []Job
	for _, f := range []*factcheck.FactCheck{sky(), long()} {
		for _, lang := range []factcheck.Lang{"en", "ar"} {
			e := edition(t, shared, f, lang)
			jobs = append(jobs, Job{Edition: e, Design: "statement", Format: "wide", Theme: "dark"}, Job{Edition: e, Design: "statement", Format: "chat", Theme: "light"})
		}
	}
	var group sync.WaitGroup
	got := make([][]byte, 2*len(jobs))
	for i := range got {
		group.Go(func() {
			file, _, err := shared.Picture(jobs[(i*5)%len(jobs)])
			if err != nil {
				t.Error(err)
			}
			got[i] = file
		})
	}
	group.Wait()
	for i := range got {
		if i >= len(jobs) {
			break
		}
		k := (i * 5) % len(jobs)
		alone := NewPress(shared.cfg, shared.msgs, shared.fonts, shared.designs, nil)
		want, _, err := alone.Picture(jobs[k])
		if err != nil || !bytes.Equal(got[i], want) || !bytes.Equal(got[i+len(jobs)], want) {
			t.Errorf("picture %d differs by the order of work (%v)", k, err)
		}
	}
}

func BenchmarkCard(b *testing.B) {
	p := newPress(b, settings)
	e := edition(b, p, sky(), "en")
	j := Job{Edition: e, Design: "statement", Format: "portrait", Theme: "light"}
	scene, _ := p.Scene(j)
	b.Run("compose", func(b *testing.B) {
		for b.Loop() {
			p.laid.Purge()
			p.Scene(j)
		}
	})
	b.Run("paint", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.painter.Paint(scene); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("whole", func(b *testing.B) {
		for b.Loop() {
			p.laid.Purge()
			if _, _, err := p.Picture(j); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("check", func(b *testing.B) {
		f := sky()
		for b.Loop() {
			p.laid.Purge()
			p.found.Purge()
			p.Check(f)
		}
	})
}
