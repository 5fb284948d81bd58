package claimsearch

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"strings"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/factcheck"
)

// ImageAt answers GET claims:imageSearch: which fact-check the picture at an
// address of this site shows, and whether it is current. The error is a
// *Refusal for what cannot be answered as it was asked.
func (s *Site) ImageAt(values url.Values) ([]byte, error) {
	p, err := read(values, "imageUri")
	if err != nil {
		return nil, err
	}
	if p.ImageURI == "" {
		return nil, invalid("Say which picture with imageUri, or send it with POST.")
	}
	path, ours := s.path(p.ImageURI)
	if !ours {
		return nil, invalid("imageUri is not an address of %s, and this site fetches nothing from elsewhere. Send the picture itself: POST it as it is to %s.", s.host(), address.ClaimImageSearch)
	}
	found := s.at(path)
	if found == nil {
		return nil, Refuse(http.StatusNotFound, "There is no picture of a fact-check at this address.")
	}
	return s.told(p, found)
}

// ImageSent answers POST claims:imageSearch: the same of a picture that was
// sent, a PNG, JPEG, WebP or PDF file. What nobody knows is an answer without
// results. Before all pictures of the site were looked at the first time, ctx
// may end while it waits for that: then the Refusal has the status 503.
func (s *Site) ImageSent(ctx context.Context, values url.Values, file []byte) ([]byte, error) {
	p, err := read(values)
	if err != nil {
		return nil, err
	}
	select {
	case s.turns <- struct{}{}:
		defer func() { <-s.turns }()
	case <-ctx.Done():
		return nil, busy()
	}
	found, err := s.identify(ctx, file)
	if err != nil {
		return nil, err
	}
	return s.told(p, found)
}

func busy() *Refusal {
	return Refuse(http.StatusServiceUnavailable, "The pictures of this site are being looked at. Please ask again in a minute.")
}

// path is that of an address of this site, below the site's own.
func (s *Site) path(at string) (path string, ours bool) {
	u, err := url.Parse(at)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return "", false
	}
	site, err := url.Parse(s.Config.Organisation.Address)
	if err != nil || !strings.EqualFold(u.Host, site.Host) {
		return "", false
	}
	path, inside := strings.CutPrefix(u.Path, strings.TrimSuffix(site.Path, "/"))
	return path, inside && strings.HasPrefix(path, "/")
}

// told is the answer with a picture, nil for one that nobody knows.
func (s *Site) told(p params, found *identified) ([]byte, error) {
	var answer imageResponse
	if found == nil || p.Start > 0 {
		return p.body(&answer)
	}
	result := imageResult{Claim: &claim{}, Rebut: s.picture(found)}
	if found.check.Status == factcheck.Published {
		editions := s.shown(found.check, p.Lang, found.job.Edition.Lang)
		if len(editions) == 0 {
			return p.body(&answer)
		}
		c, err := s.claim(editions)
		if err != nil {
			return nil, err
		}
		result.Claim = &c
	}
	answer.Results = []imageResult{result}
	return p.body(&answer)
}

// picture says of a picture what Google's answers have no field for.
func (s *Site) picture(found *identified) *picture {
	f, job, lang := found.check, found.job, found.job.Edition.Lang
	out := &picture{
		FactCheck: string(f.Slug), LanguageCode: string(lang), Revision: found.revision, CurrentRevision: f.Revision,
		Design: job.Design, Format: job.Format, Theme: job.Theme, Slide: job.Slide,
		IdentifiedBy: found.by, Likeness: math.Round(1000*found.likeness) / 1000,
	}
	now, isShown := s.Config.Edition(f, lang)
	if !isShown {
		now = s.Config.Editions(f)[0]
	}
	out.Page = s.Config.URL(address.Page(now.Lang, f.Slug))
	job.Edition = now
	switch {
	case f.Status == factcheck.Withdrawn:
		out.State = withdrawn
		reason, _ := f.Withdrawn.Reason.In(lang, f.Language)
		out.Reason = line(reason)
		return out
	case found.revision > f.Revision:
		out.State = newer
		return out
	case found.revision < f.Revision:
		out.State = replaced
		out.ReplacedBy = s.instead(job)
	case !isShown:
		out.State = hidden
		out.ReplacedBy = s.instead(job)
	default:
		out.State = current
	}
	if found.kept && (isShown || out.State == replaced) {
		out.Picture = s.address(found)
	}
	if found.perhaps != nil {
		out.Perhaps = s.address(found.perhaps)
	}
	for _, c := range f.Corrections {
		if c.Revision > found.revision {
			what, _ := c.What.In(lang, f.Language)
			out.Corrections = append(out.Corrections, correction{c.Date.String(), c.Revision, line(what)})
		}
	}
	return out
}

// address is that of the picture itself.
func (s *Site) address(found *identified) string {
	at := s.Press.Path(found.job)
	if found.revision < found.check.Revision {
		at = address.Revised(at, found.revision)
	}
	return s.Config.URL(at)
}

// instead is the picture of the same kind that the site shows now; that of the
// page where it draws none.
func (s *Site) instead(job card.Job) string {
	at := s.Press.Path(job)
	for _, j := range s.Press.Jobs(job.Edition) {
		if s.Press.Path(j) == at {
			return s.Config.URL(at)
		}
	}
	return s.Config.URL(address.Page(job.Edition.Lang, job.Edition.Slug))
}
