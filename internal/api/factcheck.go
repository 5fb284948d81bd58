package api

import (
	"slices"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// Summary is a fact-check as lists show it, in the languages that keep takes.
func (a *API) Summary(f *factcheck.FactCheck, keep func(factcheck.Lang) bool) (*Summary, error) {
	editions, err := a.editions(f)
	if err != nil || len(editions) == 0 {
		return nil, err
	}
	editions = slices.DeleteFunc(editions, func(e factcheck.Edition) bool { return !keep(e.Lang) })
	out := &Summary{head: a.head(f, editions), Editions: map[factcheck.Lang]*Brief{}}
	for _, e := range editions {
		b := a.brief(e)
		out.Editions[e.Lang] = &b
	}
	return out, nil
}

// FactCheck is all that is told of a fact-check; nil where none of its editions
// is shown.
func (a *API) FactCheck(f *factcheck.FactCheck) (*FactCheck, error) {
	editions, err := a.editions(f)
	if err != nil || len(editions) == 0 {
		return nil, err
	}
	f = editions[0].FactCheck // whole
	out := &FactCheck{head: a.head(f, editions), Aliases: append([]factcheck.Slug{}, f.Aliases...), Publisher: a.publisher(editions),
		Editions: map[factcheck.Lang]*Edition{}, Appearances: []Appearance{}, Sources: []Source{}, Pictures: a.url(address.APIPictures(f.Slug))}
	for _, e := range editions {
		out.Editions[e.Lang] = a.edition(e)
	}
	out.Corrections, out.Revisions = a.correctionsOf(f, editions), a.revisions(f, editions)
	if f.Status != factcheck.Withdrawn { // or its page tells none of this
		a.evidence(out, f, editions)
	}
	return out, nil
}

func (a *API) head(f *factcheck.FactCheck, editions []factcheck.Edition) head {
	h := head{Slug: f.Slug, Address: a.factCheckURL(f.Slug), Status: f.Status, Language: f.Language, Revision: f.Revision,
		Published: f.Published.String(), Modified: modified(f).String(), Topics: append([]string{}, f.Topics...)}
	if f.Status == factcheck.Withdrawn {
		h.Withdrawn = &Withdrawn{Reason: Localised{}}
		if w := editions0(f, editions).Withdrawn; w != nil {
			h.Withdrawn = &Withdrawn{Date: w.Date.String(), Reason: told(w.Reason, editions, f.Language)}
		}
		return h
	}
	if r := a.Config.Rating(f.Rating); r != nil {
		worst, best := a.Config.RatingRange()
		h.Rating = &RatingRef{ID: r.ID, Value: r.Value, Worst: worst, Best: best}
	}
	return h
}

// editions0 is the whole fact-check, where an edition has it.
func editions0(f *factcheck.FactCheck, editions []factcheck.Edition) *factcheck.FactCheck {
	if len(editions) > 0 {
		return editions[0].FactCheck
	}
	return f
}

func (a *API) brief(e factcheck.Edition) Brief {
	b := Brief{Draft: draft(e), Page: a.url(address.Page(e.Lang, e.Slug))}
	if e.Status == factcheck.Withdrawn {
		b.FormerFact = e.Text.Fact.Plain()
		return b
	}
	b.Fact, b.Claim = e.Text.Fact.Plain(), e.Text.Claim
	if r := a.Config.Rating(e.Rating); r != nil {
		b.RatingWord, _ = r.Word.In(e.Lang, a.Config.DefaultLanguage())
	}
	if job, ok := a.Lead(e); ok {
		f := a.Config.Format(job.Format)
		b.Picture = &LeadPicture{Address: a.url(a.Press.Path(job)), Type: f.Type.MIME(), Width: f.Width, Height: f.Height, Alt: a.Press.AltFor(job, 0)}
	}
	return b
}

func (a *API) edition(e factcheck.Edition) *Edition {
	out := &Edition{Brief: a.brief(e), Embed: a.url(address.Embed(e.Lang, e.Slug))}
	if e.Status == factcheck.Withdrawn {
		return out
	}
	t := e.Text
	out.Why, out.Technique, out.Verdict, out.Body, out.Translator = t.Why, t.Technique, t.Verdict, t.Body, t.Translator
	if e.HasNumber() {
		out.Number = t.Number.Label
	}
	if e.HasReceipt() {
		out.Passage = t.Receipt.Translation
	}
	if a.Config.Kit.Publish && a.kit(e) {
		out.Kit = a.url(address.Kit(e.Lang, e.Slug))
	}
	return out
}

// kit reports whether there is something for a share kit: a picture that an
// app takes, or a poster.
func (a *API) kit(e factcheck.Edition) bool {
	for _, job := range a.Press.Jobs(e) {
		if a.Config.Format(job.Format).Type == config.PDF ||
			slices.ContainsFunc(a.Config.Apps, func(app config.App) bool { return slices.Contains(app.Formats, job.Format) }) {
			return true
		}
	}
	return false
}

func (a *API) publisher(editions []factcheck.Edition) Publisher {
	o, fallback := a.Config.Organisation, a.Config.DefaultLanguage()
	p := Publisher{Name: told(o.Name, editions, fallback), Address: a.url(address.Home), Credit: Localised{},
		Licence: told(o.Licence, editions, fallback), LicenceURL: address.Outside(o.LicenceURL)}
	for _, e := range editions {
		p.Credit[e.Lang] = a.Config.CreditLine(e.Lang)
	}
	return p
}

// evidence adds who made the claim, what speaks against it, and the figures.
func (a *API) evidence(out *FactCheck, f *factcheck.FactCheck, editions []factcheck.Edition) {
	in := func(text factcheck.Localised) Localised { return told(text, editions, f.Language) }
	for _, x := range f.Appearances {
		lang := x.Language
		if lang == "" {
			lang = f.Language
		}
		out.Appearances = append(out.Appearances, Appearance{Claimant: in(x.Claimant), Role: in(x.Role), Place: in(x.Place), Quote: x.Quote, Language: lang,
			Date: x.Date.String(), URL: address.Outside(x.URL), Archived: address.Outside(x.Archived), Seen: x.Seen})
	}
	for _, s := range f.Sources {
		out.Sources = append(out.Sources, Source{ID: s.ID, Kind: s.Kind, Title: s.Title, Publisher: in(s.Publisher), Authors: s.Authors, Language: s.Language,
			Date: s.Date.String(), URL: address.Outside(s.URL), Archived: address.Outside(s.Archived), Accessed: s.Accessed.String(), Finding: in(s.Finding), Seen: s.Seen})
	}
	if n := f.Number; n != nil && slices.ContainsFunc(editions, factcheck.Edition.HasNumber) {
		out.Number = &Number{Value: n.Value, Unit: n.Unit, Decimals: n.Decimals, Source: n.Source}
	}
	if r := f.Receipt; r != nil && slices.ContainsFunc(editions, factcheck.Edition.HasReceipt) {
		out.Receipt = &Receipt{Passage: r.Passage, Language: f.PassageLanguage(), Source: r.Source}
	}
}
