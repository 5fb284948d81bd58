package studio

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/config"
	"rebut/internal/downloads"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/project"
)

// figures are how often pictures were taken home.
type figures struct {
	Total  taken
	Checks []taken // by fact-check, most first
	More   bool    // there are others
	Groups []figureGroup
	Files  []taken // the pictures of one fact-check
	Of     string  // which
	Fact   string
}

// figureGroup are figures by something that pictures have in common.
type figureGroup struct {
	By   string // "design", "format" or "language"
	Rows []taken
}

// taken is one row of a table: how often something was taken home.
type taken struct {
	Name, Lang, Dir, Slug  string
	Week, Month, Year, All int64
	Points                 string // of the line of the last 30 days, in a box of sparkWide × sparkHigh
	Most                   int64  // of a day of these
}

// The box that the line of a month is drawn in; its edge is left clear for the
// width of the line.
const (
	sparkWide = 116
	sparkHigh = 24
	sparkEdge = 2
)

// names are those that picture addresses are made of.
func pictureNames(cfg *config.Config) (n downloads.Names) {
	for i := range cfg.Formats {
		n.Formats = append(n.Formats, cfg.Formats[i].ID)
	}
	for i := range cfg.Themes {
		n.Themes = append(n.Themes, cfg.Themes[i].ID)
	}
	return n
}

// downloads are the figures of the page.
func (k *keeper) downloads() error {
	k.v.Counting = k.p.Config.Studio.CountDownloads
	if k.s.Downloads == nil || !k.shows("downloads") {
		return nil
	}
	files, err := k.s.Downloads.Files(k.r.Context(), k.s.Now(), pictureNames(k.p.Config))
	if err != nil || len(files) == 0 {
		return err
	}
	f := &k.v.Figures
	f.Total = k.row(downloads.By(files, func(downloads.File) string { return "" })[0], "")
	if slug := k.r.URL.Query().Get("of"); slug != "" {
		k.ofOne(slug, files)
		return nil
	}
	groups := downloads.By(files, func(one downloads.File) string { return string(one.Slug) })
	f.More = k.size < len(groups)
	for _, g := range groups[min(k.from, len(groups)):min(len(groups), k.from+k.size)] {
		item := k.about(factcheck.Slug(g.Name), "", "")
		row := k.row(g, item.Fact)
		row.Slug, row.Lang, row.Dir = g.Name, item.Lang, item.Dir
		f.Checks = append(f.Checks, row)
	}
	if k.v.Show != "" {
		if k.from > 0 {
			k.v.Earlier = k.at("downloads", k.from-k.size)
		}
		if k.from+k.size < len(groups) {
			k.v.Later = k.at("downloads", k.from+k.size)
		}
	}
	f.Groups = []figureGroup{
		k.grouped("design", files, func(one downloads.File) string { return one.Design }),
		k.grouped("format", files, func(one downloads.File) string { return one.Format }),
		k.grouped("language", files, func(one downloads.File) string { return string(one.Lang) }),
	}
	return nil
}

// ofOne are the pictures of one fact-check.
func (k *keeper) ofOne(slug string, files []downloads.File) {
	k.v.Figures.Of, k.v.Figures.Fact = slug, k.about(factcheck.Slug(slug), "", "").Fact
	for _, one := range files {
		if string(one.Slug) != slug {
			continue
		}
		name := k.nameOf("design", one.Design)
		if one.Design != downloads.KitDesign {
			name += ", " + k.nameOf("format", one.Format)
		}
		if one.Theme != "" {
			name += ", " + nameOf(themeName(k.p.Config, one.Theme), k.v.Printer.Lang(), one.Theme)
		}
		if one.Slide > 0 {
			name += ", " + k.v.Whole(one.Slide)
		}
		name += " (" + message.LanguageName(one.Lang) + ")"
		k.v.Figures.Files = append(k.v.Figures.Files, k.row(downloads.Group{Sums: one.Sums, Daily: one.Daily}, name))
	}
}

func themeName(cfg *config.Config, id string) factcheck.Localised {
	if t := cfg.Theme(id); t != nil {
		return t.Name
	}
	return nil
}

func (k *keeper) grouped(by string, files []downloads.File, of func(downloads.File) string) figureGroup {
	out := figureGroup{By: by}
	for _, g := range downloads.By(files, of) {
		out.Rows = append(out.Rows, k.row(g, k.nameOf(by, g.Name)))
	}
	return out
}

// nameOf is what people call a design, a format or a language.
func (k *keeper) nameOf(by, id string) string {
	lang := k.v.Printer.Lang()
	switch {
	case id == downloads.KitDesign || by == "format" && id == "zip":
		return k.v.T("upkeep-kit")
	case id == "":
		return k.v.T("upkeep-gone")
	case by == "language":
		return message.LanguageName(factcheck.Lang(id))
	case by == "format":
		if f := k.p.Config.Format(id); f != nil {
			return nameOf(f.Name, lang, id)
		}
		return id
	}
	return designName(k.p, lang, id)
}

func designName(p *project.Project, lang factcheck.Lang, id string) string {
	for _, d := range p.Designs {
		if d.ID == id {
			return nameOf(d.Name, lang, id)
		}
	}
	return id
}

// row is a row with its line: the most of a day is at the top.
func (k *keeper) row(g downloads.Group, name string) taken {
	out := taken{Name: name, Week: g.Week, Month: g.Month, Year: g.Year, All: g.All, Most: slices.Max(g.Daily[:])}
	var points []string
	for i, n := range g.Daily {
		y := float64(sparkHigh - sparkEdge)
		if out.Most > 0 {
			y -= float64(n) / float64(out.Most) * (sparkHigh - 2*sparkEdge)
		}
		points = append(points, fmt.Sprintf("%d,%.1f", sparkEdge+i*(sparkWide-2*sparkEdge)/(downloads.Month-1), y))
	}
	out.Points = strings.Join(points, " ")
	return out
}

// Spark says in words what the line of a row shows.
func (p page) Spark(f taken) string {
	return p.T("upkeep-spark", "Month", f.Month, "Most", f.Most)
}

// counts answers with the figures as a table for spreadsheets: of each file, or
// as they are kept, of each file and day.
func (s *Studio) counts(w http.ResponseWriter, r *http.Request) error {
	cfg, byDay := s.Live.Current().Config, r.URL.Query().Get("by") == "day"
	header := []string{"fact_check", "language", "design", "format", "theme", "slide", "path"}
	name := "downloads.csv"
	var rows [][]string
	if s.Downloads != nil {
		names := pictureNames(cfg)
		files, err := s.Downloads.Files(r.Context(), s.Now(), names)
		if err != nil {
			return err
		}
		of := map[string][]string{}
		for _, f := range files {
			of[f.Path] = []string{string(f.Slug), string(f.Lang), f.Design, f.Format, f.Theme, slide(f.Slide), f.Path}
			if !byDay {
				rows = append(rows, append(of[f.Path], numeral(f.Week), numeral(f.Month), numeral(f.Year), numeral(f.All)))
			}
		}
		if byDay {
			err = s.Downloads.Days(r.Context(), "", func(d downloads.Day) error {
				if of[d.Path] != nil { // else counted while this is written
					rows = append(rows, slices.Concat([]string{d.Day}, of[d.Path], []string{numeral(d.N)}))
				}
				return nil
			})
		}
		if err != nil {
			return err
		}
	}
	if byDay {
		name = "downloads-by-day.csv"
		header = slices.Concat([]string{"day"}, header, []string{"downloads"})
	} else {
		header = append(header, "last_7_days", "last_30_days", "last_365_days", "all")
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return csv.NewWriter(w).WriteAll(append([][]string{header}, rows...))
}

func numeral(n int64) string { return strconv.FormatInt(n, 10) }

// slide is the number of a slide; "" for a single picture.
func slide(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
