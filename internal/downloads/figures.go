package downloads

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// Days of the spans that figures are given for. The last is today.
const (
	Week  = 7
	Month = 30
	Year  = 365
)

// Sums are downloads of spans of days, and of all.
type Sums struct {
	Week  int64 `json:"last7Days"`
	Month int64 `json:"last30Days"`
	Year  int64 `json:"last365Days"`
	All   int64 `json:"all"`
}

// Plus is the sum of two.
func (s Sums) Plus(t Sums) Sums {
	return Sums{s.Week + t.Week, s.Month + t.Month, s.Year + t.Year, s.All + t.All}
}

// File is what was downloaded of one file.
type File struct {
	Path string         `json:"path"`
	Slug factcheck.Slug `json:"factCheck"`
	Lang factcheck.Lang `json:"language"`
	Picture
	Sums
	Daily [Month]int64 `json:"daily"` // of the last 30 days, the last is today
}

// Day is one number, as it is kept.
type Day struct {
	Day  string // "2026-11-26"; "" for all days before those that are kept apart
	Path string
	N    int64
}

// Files are the figures of all files that were downloaded, as of a day, those
// that were taken most in its last 30 days first.
func (s *Store) Files(ctx context.Context, day time.Time, names Names) ([]File, error) {
	found := map[string]*File{}
	daily := map[string]int{} // place of each of the last 30 days
	for i := range Month {
		daily[since(day, Month-i)] = i
	}
	err := s.rows(ctx, func(rows *sql.Rows) error {
		f := &File{}
		if err := rows.Scan(&f.Path, &f.Week, &f.Month, &f.Year, &f.All); err != nil {
			return err
		}
		lang, slug, name, ok := address.Download(f.Path)
		if ok {
			f.Lang, f.Slug, f.Picture = lang, slug, names.Picture(name)
			found[f.Path] = f
		}
		return nil
	}, "SELECT path, sum(iif(day >= ?, n, 0)), sum(iif(day >= ?, n, 0)), sum(iif(day >= ?, n, 0)), sum(n) FROM downloads GROUP BY path", since(day, Week), since(day, Month), since(day, Year))
	if err != nil {
		return nil, err
	}
	err = s.Days(ctx, since(day, Month), func(d Day) error {
		if at, ok := daily[d.Day]; ok && found[d.Path] != nil {
			found[d.Path].Daily[at] = d.N
		}
		return nil
	})
	out := make([]File, 0, len(found))
	for _, path := range slices.Sorted(maps.Keys(found)) {
		out = append(out, *found[path])
	}
	slices.SortStableFunc(out, func(a, b File) int { return byMost(a.Sums, b.Sums) })
	return out, err
}

func byMost(a, b Sums) int {
	return cmp.Or(cmp.Compare(b.Month, a.Month), cmp.Compare(b.Year, a.Year), cmp.Compare(b.All, a.All))
}

// Days gives each number from a day on ("" for all), by day and path.
func (s *Store) Days(ctx context.Context, from string, each func(Day) error) error {
	return s.rows(ctx, func(rows *sql.Rows) error {
		var d Day
		if err := rows.Scan(&d.Day, &d.Path, &d.N); err != nil {
			return err
		}
		return each(d)
	}, "SELECT day, path, n FROM downloads WHERE day >= ? ORDER BY day, path", from)
}

func (s *Store) rows(ctx context.Context, each func(*sql.Rows) error, query string, values ...any) error {
	db, err := s.open(ctx, false)
	if err != nil || db == nil {
		return err
	}
	rows, err := db.QueryContext(ctx, query, values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Group is what was downloaded of all files that have something in common.
type Group struct {
	Name string `json:"name"`
	Sums
	Daily [Month]int64 `json:"daily"`
}

// By adds up files by what a function calls them, most first.
func By(files []File, name func(File) string) []Group {
	sums := map[string]*Group{}
	for _, f := range files {
		g := sums[name(f)]
		if g == nil {
			g = &Group{Name: name(f)}
			sums[g.Name] = g
		}
		g.Sums = g.Plus(f.Sums)
		for i, n := range f.Daily {
			g.Daily[i] += n
		}
	}
	out := make([]Group, 0, len(sums))
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		out = append(out, *sums[key])
	}
	slices.SortStableFunc(out, func(a, b Group) int { return byMost(a.Sums, b.Sums) })
	return out
}
