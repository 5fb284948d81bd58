package site

import (
	"rebut/internal/address"
	"rebut/internal/api"
	"rebut/internal/factcheck"
)

// apiPart is how many fact-checks, or corrections, a file of the programming
// interface lists; its front page has up to twice as many, less one.
const apiPart = api.MaxLimit / 2

// newAPI adds what answers other programs and describes that, the topics and the ratings.
func (b *builder) newAPI(languages []inLanguage) {
	b.api = api.New(api.Content{Config: b.Config, FactChecks: b.FactChecks, Press: b.Press, Finder: b.answers.find, Earlier: b.Earlier, Whole: b.whole, Lead: b.linkJob})
	ids, _ := topicLanguages(languages)
	counts := map[string][]api.Counted{}
	for _, l := range languages {
		for _, id := range l.listedTopics() {
			counts[id] = append(counts[id], api.Counted{Lang: l.lang, N: l.counts[id]})
		}
	}
	b.shared(address.APITopics, b.group(nil), []any{ids, counts}, func() ([]byte, error) {
		return api.JSON(b.api.Topics(ids, func(id string) []api.Counted { return counts[id] }))
	})
	b.shared(address.APIPage, b.group(nil), []any{b.offered}, func() ([]byte, error) { return b.Pages.API(b.offered) })
	b.shared(address.OpenAPI, b.group(nil), nil, func() ([]byte, error) { return b.Pages.OpenAPI(), nil })
	b.shared(address.APIRatings, b.group(nil), nil, func() ([]byte, error) { return api.JSON(b.api.Ratings()) })
}

// programs adds the lists for other programs, in blocks of fixed size counted
// from the oldest. list has the oldest first.
func (b *builder) programs(list []*factcheck.FactCheck) {
	b.parts(address.APIFactChecks, ordered(len(list), func(i int) []api.Entry {
		if f := list[i]; f.Public() && len(b.Config.Editions(f)) > 0 {
			return []api.Entry{{FactCheck: f}}
		}
		return nil
	}), b.api.SummariesJSON)
	log := b.api.Log()
	b.parts(address.APICorrections, ordered(len(log), func(i int) []api.Entry { return log[len(log)-1-i : len(log)-i] }), b.api.CorrectionsJSON)
}

// parts adds the files of a list.
func (b *builder) parts(front string, list series[api.Entry], render func(part []api.Entry, next string) ([]byte, error)) {
	add := func(k, older int, part []api.Entry) {
		at, next := front, ""
		if k > 0 {
			at = address.Part(front, k)
		}
		if older > 0 {
			next = b.Config.URL(address.Part(front, older))
		}
		g, lines := b.group(of(part)), make([]int, len(part))
		for i, entry := range part {
			lines[i] = entry.Correction
		}
		facts := []any{next, lines}
		if b.Inputs.Pictures != nil {
			facts = append(facts, b.Inputs.Pictures()) // which earlier revisions can be drawn
		}
		b.shared(at, g, facts, func() ([]byte, error) { return render(part, next) })
	}
	newest, older := list.front(apiPart, func(api.Entry) bool { return true })
	add(0, older, newest)
	for k := 1; k <= list.pages(apiPart); k++ {
		add(k, k-1, list.block(k, apiPart))
	}
}

// of are the fact-checks of a list, for its key and its place.
func of(part []api.Entry) []factcheck.Edition {
	out := make([]factcheck.Edition, len(part))
	for i, entry := range part {
		out[i].FactCheck = entry.FactCheck
	}
	return out
}

// ownAPI adds what other programs get of a fact-check.
func (b *builder) ownAPI(f *factcheck.FactCheck, editions []factcheck.Edition) {
	if !f.Public() || len(editions) == 0 {
		return
	}
	drawable := b.drawable(f)
	b.own(address.APIFactCheck(f.Slug), editions[0], func(e factcheck.Edition) ([]byte, error) { return b.api.FactCheckJSON(e.FactCheck) }, drawable)
	b.own(address.APIPictures(f.Slug), editions[0], func(e factcheck.Edition) ([]byte, error) { return b.api.PicturesJSON(e.FactCheck) }, drawable)
	for _, alias := range f.Aliases {
		b.repeat(fileName(address.APIFactCheck(alias)), fileName(address.APIFactCheck(f.Slug)))
		b.repeat(fileName(address.APIPictures(alias)), fileName(address.APIPictures(f.Slug)))
	}
}
