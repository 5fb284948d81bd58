package studio

import (
	"net/http"
	"slices"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/project"
)

// choices are the pictures that a fact-check can be shown as.
func (s *Studio) choices(v page, p *project.Project, f *factcheck.FactCheck, lang factcheck.Lang) preview {
	var out preview
	first := -1 // that can be drawn
	for i, d := range p.Designs {
		if first < 0 && p.Press != nil && f.Texts[lang] != nil && p.Press.Draws(d.ID, p.Preview(f, lang)) {
			first = i
		}
		out.Designs = append(out.Designs, option{Value: d.ID, Text: nameOf(d.Name, v.Printer.Lang(), d.ID), Chosen: i == first})
	}
	for _, one := range p.Config.Formats {
		if one.Type == config.PDF {
			continue
		}
		out.Formats = append(out.Formats, option{Value: one.ID, Text: nameOf(one.Name, v.Printer.Lang(), one.ID)})
		cut := shape{one.ID, one.Width, one.Height, one.Safe.Top * 100 / one.Height, one.Safe.Right * 100 / one.Width,
			one.Safe.Bottom * 100 / one.Height, one.Safe.Left * 100 / one.Width, 0, 0}
		if len(one.Crops) > 0 {
			cut.CropX, cut.CropY = cutOff(one.Width, one.Crops[0].Width), cutOff(one.Height, one.Crops[0].Height)
		}
		out.Shapes = append(out.Shapes, cut)
	}
	for _, t := range p.Config.Themes {
		out.Themes = append(out.Themes, option{Value: t.ID, Text: nameOf(t.Name, v.Printer.Lang(), t.ID)})
	}
	out.Languages = lookedIn(f, lang)
	if f.Texts[lang] == nil { // a translation that is begun
		out.Languages = append(out.Languages, option{string(lang), message.LanguageName(lang), true})
	}
	return out
}

// cutOff is what is cut from either end of a side where an app shows the middle
// of it, in per cent of the side.
func cutOff(side, shown int) float64 { return float64(side-shown) * 50 / float64(side) }

func nameOf(l factcheck.Localised, lang factcheck.Lang, id string) string {
	if name, _ := l.In(lang, "en"); name != "" {
		return name
	}
	return id
}

// picture draws what a person has typed so far, as it would be shared.
func (s *Studio) picture(w http.ResponseWriter, r *http.Request) error {
	work, f, lang, _, err := s.unsaved(r)
	if err != nil {
		return err
	}
	lang = looksIn(r, f, lang)
	p := work.project
	if p.Press == nil || f.Texts[lang] == nil {
		return errNotFound
	}
	wanted := card.Job{Edition: p.Preview(f, lang), Design: r.PostFormValue("preview-design"), Format: r.PostFormValue("preview-format"), Theme: r.PostFormValue("preview-theme")}
	jobs := p.Press.Jobs(wanted.Edition)
	i := slices.IndexFunc(jobs, func(j card.Job) bool {
		return j.Design == wanted.Design && j.Format == wanted.Format && j.Theme == wanted.Theme && j.Slide <= 1
	})
	if i < 0 {
		w.WriteHeader(http.StatusNoContent) // the fact-check has not what the design shows
		return nil
	}
	wanted.Slide = jobs[i].Slide
	picture, problems, err := p.Press.Glance(wanted)
	if err != nil {
		return err
	}
	if problems.HasErrors() {
		w.Header().Set("X-Picture-Problem", problems[0].Code) // the form tells of it beside the field
	}
	if picture == nil {
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	w.Header().Set("Content-Type", http.DetectContentType(picture))
	_, _ = w.Write(picture) // a reader who left
	return nil
}
