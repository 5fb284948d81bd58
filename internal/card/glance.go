package card

import (
	"bytes"
	"fmt"

	"rebut/internal/problem"
)

// Glance is the picture of a fact-check that is being written, as PNG: also
// where it must not be published yet, because what is missing leaves its texts
// misplaced, so that whoever writes sees it grow. It is nil where the picture
// would not carry the mark of a draft, a text does not fit or a character has
// no font; the problems say what is wrong with it.
func (p *Press) Glance(j Job) ([]byte, problem.List, error) {
	scene, problems := p.Scene(j)
	if scene == nil {
		return nil, problems, fmt.Errorf("no picture with design %q, format %q and theme %q", j.Design, j.Format, j.Theme)
	}
	if !problems.HasErrors() {
		return p.Picture(j)
	}
	for _, q := range problems {
		if !j.Edition.Marked || q.Code == doesNotFit || q.Code == missingGlyph {
			return nil, problems, nil
		}
	}
	var b bytes.Buffer
	if err := p.painter.PNG(&b, scene, nil); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", p.Path(j), err)
	}
	return b.Bytes(), problems, nil
}
