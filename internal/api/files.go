package api

import "rebut/internal/factcheck"

// The files of a site, which are what a server answers without parameters.

// FactCheckJSON is the file of a fact-check.
func (a *API) FactCheckJSON(f *factcheck.FactCheck) ([]byte, error) { return encoded(a.FactCheck(f)) }

// PicturesJSON is the file of a fact-check's pictures.
func (a *API) PicturesJSON(f *factcheck.FactCheck) ([]byte, error) { return encoded(a.Pictures(f)) }

// CorrectionsJSON is a part of the log; next is the address of the one after it.
func (a *API) CorrectionsJSON(log []Entry, next string) ([]byte, error) {
	return encoded(a.Corrections(log, next))
}

// SummariesJSON is a part of the list of fact-checks. Of the entries no more is
// told than the fact-checks.
func (a *API) SummariesJSON(part []Entry, next string) ([]byte, error) {
	out := &List[*Summary]{Items: []*Summary{}, Next: next}
	for _, entry := range part {
		s, err := a.Summary(entry.FactCheck, func(factcheck.Lang) bool { return true })
		if err != nil {
			return nil, err
		}
		if s != nil {
			out.Items = append(out.Items, s)
		}
	}
	return JSON(out)
}

func encoded(value any, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return JSON(value)
}
