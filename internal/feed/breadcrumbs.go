package feed

import (
	"encoding/json"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

type breadcrumbList struct {
	Context  string     `json:"@context"`
	Type     string     `json:"@type"`
	Elements []listItem `json:"itemListElement"`
}

type listItem struct {
	Type     string `json:"@type"`
	Position int    `json:"position"` // from 1
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// Breadcrumbs is the way to a fact-check's page as JSON-LD: the list, its main
// topic and the page, which is called by its fact. It is nil where ClaimReview
// is.
//
// It is schema.org's BreadcrumbList, with what Google's guidelines for
// breadcrumbs require: position, name and item.
func Breadcrumbs(cfg *config.Config, e factcheck.Edition) ([]byte, error) {
	if cfg.Rating(e.Rating) == nil || e.Status == factcheck.Withdrawn {
		return nil, nil
	}
	list := breadcrumbList{Context: schemaOrg, Type: "BreadcrumbList"}
	step := func(name, path string) {
		list.Elements = append(list.Elements, listItem{Type: "ListItem", Position: len(list.Elements) + 1, Name: line(name), Item: cfg.URL(path)})
	}
	step(localised(cfg, cfg.Organisation.Name, e.Lang), address.List(e.Lang))
	if len(e.Topics) > 0 {
		step(cfg.TopicName(e.Topics[0], e.Lang), address.Topic(e.Lang, e.Topics[0]))
	}
	step(e.Text.Fact.Plain(), address.Page(e.Lang, e.Slug))
	return json.Marshal(list)
}
