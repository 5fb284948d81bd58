package studio

import (
	"net/http"
	"time"

	"rebut/internal/factcheck"
)

// comments puts comments to their fields, and the others to the page.
func (s *Studio) comments(r *http.Request, v *editView, slug factcheck.Slug) error {
	labels := map[string]string{}
	each(v.Groups, func(f *field) { labels[f.Name] = f.Label })
	all, err := s.remarks(r, slug, labels)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Resolved {
			continue
		}
		if c.Field == "" || labels[c.Field] == "" {
			v.Comments = append(v.Comments, c)
			continue
		}
		each(v.Groups, func(f *field) {
			if f.Name == c.Field {
				f.Comments = append(f.Comments, c)
			}
		})
	}
	return nil
}

func (s *Studio) remarks(r *http.Request, slug factcheck.Slug, labels map[string]string) ([]remark, error) {
	list, err := s.Journal.Comments(r.Context(), slug)
	if err != nil {
		return nil, err
	}
	names, err := s.names(r)
	if err != nil {
		return nil, err
	}
	var out []remark
	for _, c := range list {
		name := labels[c.Field]
		if name == "" {
			name = c.Field
		}
		out = append(out, remark{ID: c.ID, Who: names(c.Person), Text: c.Text, When: c.At.Format(time.RFC3339), Resolved: c.Resolved != "", Field: c.Field, FieldName: name})
	}
	return out, nil
}
