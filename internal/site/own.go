package site

import (
	"fmt"
	"path"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/ledger"
	"rebut/internal/page"
)

// section lists the files that are made of one fact-check alone; none where
// they stay as they are. It is called once for their names, and again when one
// of them is asked for.
func (b *builder) section(f *factcheck.FactCheck) []*File {
	if b.Settled != nil && b.Settled(f) {
		return nil
	}
	one := *b
	one.files, one.source = nil, f.Locate("", 0).File
	one.factCheck(f)
	return one.files
}

// factCheck adds the files that are made of one fact-check alone. It must
// change nothing else, for it is called several times.
func (b *builder) factCheck(f *factcheck.FactCheck) {
	editions := b.Config.Editions(f)
	for _, e := range editions {
		b.edition(e)
	}
	b.earlier(f)
	b.ownAPI(f, editions)
	if len(editions) > 0 {
		b.hidden(f, editions)
	}
}

// own enters a file of the fact-check that is being added, made of it and of
// what more is said.
func (b *builder) own(address string, e factcheck.Edition, render func(factcheck.Edition) ([]byte, error), more ...func() (string, error)) *File {
	name := fileName(address)
	file := &File{Name: name, Source: b.source, Key: b.ownKey(name, e.FactCheck, more...), Render: func() ([]byte, error) {
		whole, err := b.whole(e)
		if err != nil {
			return nil, err
		}
		return render(whole)
	}}
	b.files = append(b.files, file)
	return file
}

// repeat enters a file that holds what another does.
func (b *builder) repeat(name, same string) {
	b.files = append(b.files, &File{Name: name, Source: b.source, SameAs: same})
}

// edition adds the page, embed and pictures of a fact-check in a language,
// and what its earlier slugs lead to.
func (b *builder) edition(e factcheck.Edition) {
	b.own(address.Page(e.Lang, e.Slug), e, b.page, func() (string, error) { return b.saidOfOthers(e), nil }, b.drawable(e.FactCheck)).Gone = e.Status == factcheck.Withdrawn
	b.own(address.Embed(e.Lang, e.Slug), e, b.embed, b.drawable(e.FactCheck))
	jobs, keys := b.Press.Jobs(e), b.pictureKeys(e)
	if len(jobs) > 0 {
		qr := b.own(address.QR(e.Lang, e.Slug), e, b.Press.QRPicture)
		if b.Inputs.Pictures != nil { // a code shows an address and nothing else
			qr.Key = func() (ledger.Sum, error) {
				return keyOf("code", b.Inputs.Pictures(), b.Config.URL(address.Page(e.Lang, e.Slug))), nil
			}
		}
	}
	for _, job := range jobs {
		b.picture(fileName(b.Press.Path(job)), job, keys)
	}
	b.thumbnails(jobs, keys)
	kit := b.kit(e)
	b.partners(e)
	for _, alias := range e.Aliases {
		for _, name := range kit {
			b.repeat(path.Join(path.Dir(fileName(address.Kit(e.Lang, alias))), path.Base(name)), name)
		}
		b.own(address.Page(e.Lang, alias), e, b.Pages.Alias).Moved = address.Page(e.Lang, e.Slug)
		b.repeat(fileName(address.Embed(e.Lang, alias)), fileName(address.Embed(e.Lang, e.Slug)))
		for _, job := range jobs {
			now := fileName(b.Press.Path(job))
			before := fileName(address.Page(e.Lang, alias)) // …/alias/index.html
			b.repeat(path.Join(path.Dir(before), path.Base(now)), now)
		}
	}
}

// hidden keeps the addresses of translations that are not shown, which may
// have been public: their pages lead to the editions, their embeds are those
// of the first edition.
func (b *builder) hidden(f *factcheck.FactCheck, editions []factcheck.Edition) {
	for _, lang := range b.Config.Languages {
		if _, shown := b.Config.Edition(f, lang); shown || f.Texts[lang] == nil {
			continue
		}
		instead := fileName(address.Embed(editions[0].Lang, f.Slug))
		for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
			b.own(address.Page(lang, slug), editions[0], func(e factcheck.Edition) ([]byte, error) {
				return b.Pages.Hidden(lang, f.Slug, b.Config.Editions(e.FactCheck))
			})
			b.repeat(fileName(address.Embed(lang, slug)), instead)
		}
	}
}

// picture enters a picture. keys are those of its edition's pictures.
func (b *builder) picture(name string, job card.Job, keys func(card.Job) func() (ledger.Sum, error)) {
	b.files = append(b.files, &File{Name: name, Picture: true, Source: b.source, Key: keys(job), Render: func() ([]byte, error) {
		var err error
		if job.Edition, err = b.whole(job.Edition); err != nil {
			return nil, err
		}
		return b.render(job)
	}})
}

// render draws a picture. Preflight has found all problems before; one that
// shows only now is our failure.
func (b *builder) render(job card.Job) ([]byte, error) {
	picture, problems, err := b.Press.Picture(job)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, fmt.Errorf("picture %s passed preflight but has problems: %s", b.Press.Path(job), problems[0].Message)
	}
	return picture, nil
}

func (b *builder) page(e factcheck.Edition) ([]byte, error) {
	editions := b.Config.Editions(e.FactCheck)
	if e.Status == factcheck.Withdrawn {
		return b.Pages.Withdrawn(e, editions)
	}
	_, hasKit := b.kitOf(e)
	pictures := b.pagePictures(e)
	extras := page.Extras{Pictures: pictures, Apps: b.apps(e, pictures), Kit: hasKit, Editions: editions, Past: b.past(), Offered: b.offered}
	if len(pictures) > 0 {
		extras.QR = address.QR(e.Lang, e.Slug)
	}
	var err error
	if extras.Related, err = b.wholes(b.Related.Of(e), every); err != nil {
		return nil, err
	}
	if !e.Unpublished() {
		review, err := feed.ClaimReview(b.Config, e, b.leadPictures(e)...)
		if err != nil {
			return nil, err
		}
		path, err := feed.Breadcrumbs(b.Config, e)
		if err != nil {
			return nil, err
		}
		extras.JSONLD = [][]byte{review, path}
	}
	return b.Pages.FactCheck(e, extras)
}
