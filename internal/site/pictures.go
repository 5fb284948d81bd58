package site

import (
	"slices"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/page"
)

// pagePictures describes every picture of an edition for its page.
func (b *builder) pagePictures(e factcheck.Edition) []page.Picture {
	var out []page.Picture
	jobs := b.Press.Jobs(e)
	for _, job := range jobs {
		p := b.described(job)
		p.Thumbnails = b.smallOf(job, jobs[0])
		if n := len(out); n > 0 && out[n-1].Design == p.Design { // alt texts differ by design alone
			p.Alt, p.AltShort = out[n-1].Alt, out[n-1].AltShort
		} else {
			p.Alt, p.AltShort = b.Press.AltFor(job, 0), b.Press.AltFor(job, card.PreviewAlt)
		}
		out = append(out, p)
	}
	return out
}

func (b *builder) pagePicture(job card.Job) page.Picture {
	p := b.described(job)
	p.Alt, p.AltShort = b.Press.AltFor(job, 0), b.Press.AltFor(job, card.PreviewAlt)
	return p
}

// described is a picture without its alt texts.
func (b *builder) described(job card.Job) page.Picture {
	lang, fallback := job.Edition.Lang, b.Config.DefaultLanguage()
	format, theme := b.Config.Format(job.Format), b.Config.Theme(job.Theme)
	p := page.Picture{
		Path: b.Press.Path(job), Design: job.Design, Format: job.Format, Theme: job.Theme,
		Slide: job.Slide, MIME: format.Type.MIME(), Width: format.Width, Height: format.Height,
	}
	p.FormatName, _ = format.Name.In(lang, fallback)
	p.ThemeName, _ = theme.Name.In(lang, fallback)
	if i := slices.IndexFunc(b.Designs, func(d *card.Design) bool { return d.ID == job.Design }); i >= 0 {
		p.DesignName, _ = b.Designs[i].Name.In(lang, fallback)
		p.DesignWhat, _ = b.Designs[i].What.In(lang, fallback)
		if job.Slide > 0 {
			p.Slides = b.Designs[i].Slides(format)
		}
	}
	return p
}

// leadPictures stand for an edition in search engines, which show one of them
// cut to their liking: those of the first design in the first theme that are
// wide, square and as for link previews. Sizes in bytes are left open.
func (b *builder) leadPictures(e factcheck.Edition) []feed.Picture {
	jobs := b.leadJobs(e)
	out := make([]feed.Picture, len(jobs))
	for i, job := range jobs {
		out[i] = b.feedPicture(job)
	}
	return out
}

// leadPaths are the same pictures, told by their paths alone.
func (b *builder) leadPaths(e factcheck.Edition) []feed.Picture {
	jobs := b.leadJobs(e)
	out := make([]feed.Picture, len(jobs))
	for i, job := range jobs {
		out[i].Path = b.Press.Path(job)
	}
	return out
}

func (b *builder) leadJobs(e factcheck.Edition) []card.Job {
	jobs := b.images(e)
	if len(jobs) == 0 {
		return nil
	}
	lead, _ := b.linkJob(e)
	chosen := []card.Job{lead}
	for _, fits := range []func(f *config.Format) bool{
		func(f *config.Format) bool { return 2*f.Width >= 3*f.Height },
		func(f *config.Format) bool { return f.Width == f.Height },
	} {
		i := slices.IndexFunc(jobs, func(j card.Job) bool {
			return j.Design == jobs[0].Design && j.Theme == jobs[0].Theme && j.Format != lead.Format && fits(b.Config.Format(j.Format))
		})
		if i >= 0 {
			chosen = append(chosen, jobs[i])
		}
	}
	return chosen
}

// images are the pictures of an edition that pages can show: not the posters.
func (b *builder) images(e factcheck.Edition) []card.Job {
	return slices.DeleteFunc(b.Press.Jobs(e), func(j card.Job) bool { return b.Config.Format(j.Format).Type == config.PDF })
}

func (b *builder) feedPicture(job card.Job) feed.Picture {
	format := b.Config.Format(job.Format)
	return feed.Picture{Path: b.Press.Path(job), MIME: format.Type.MIME(), Alt: b.Press.AltFor(job, 0), Width: format.Width, Height: format.Height}
}

// linkJob is the picture that stands for an edition: the first in the format
// for links, or else the first image of all.
func (b *builder) linkJob(e factcheck.Edition) (card.Job, bool) {
	jobs := b.images(e)
	if len(jobs) == 0 {
		return card.Job{}, false
	}
	if i := slices.IndexFunc(jobs, func(j card.Job) bool { return j.Format == linkFormat }); i >= 0 {
		return jobs[i], true
	}
	return jobs[0], true
}

func (b *builder) linkPicture(e factcheck.Edition) *feed.Picture {
	job, ok := b.linkJob(e)
	if !ok {
		return nil
	}
	p := b.feedPicture(job)
	return &p
}

// items are editions as lists show them.
func (b *builder) items(editions []factcheck.Edition) []page.Item {
	items := make([]page.Item, len(editions))
	for i, e := range editions {
		items[i].Edition = e
		if job, ok := b.linkJob(e); ok {
			p := b.pagePicture(job)
			p.Thumbnails = b.smallOf(job, b.Press.Jobs(e)[0])
			items[i].Picture = &p
		}
	}
	return items
}
