package card

import (
	"fmt"
	"image"
)

// Small is the picture painted small, width px wide, for programs that compare
// pictures. What may not be published is an error.
func (p *Press) Small(j Job, width int) (image.Image, error) {
	scene, problems := p.Scene(j)
	if scene == nil || problems.HasErrors() {
		return nil, fmt.Errorf("no picture of %s to make small", p.Path(j))
	}
	return p.painter.Paint(scene.Scaled(width))
}
