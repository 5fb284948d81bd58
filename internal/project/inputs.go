package project

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/ledger"
)

// inputs are hashes of what a project's site is made of.
type inputs struct {
	checks  ledger.Sum            // of what the rules of fact-checks look at besides the fact-check
	pages   ledger.Sum            // of what files other than pictures depend on
	designs map[string]ledger.Sum // of what the pictures of a design depend on
	all     ledger.Sum            // of designs together
}

// hashed collects named contents into a sum.
type hashed struct{ bytes.Buffer }

func (h *hashed) add(name string, content []byte) {
	fmt.Fprintf(h, "%q %x\n", name, sha256.Sum256(content))
}

func (h *hashed) sum() ledger.Sum { return sha256.Sum256(h.Bytes()) }

// files adds every file under a folder; what is absent counts as such.
func (h *hashed) files(fsys fs.FS, top string, skip func(name string) bool) error {
	return fs.WalkDir(fsys, top, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir() || !d.Type().IsRegular() || skip(name):
			return nil
		}
		return h.file(fsys, name)
	})
}

func (h *hashed) file(fsys fs.FS, name string) error {
	content, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		h.add(name, content)
	}
	return err
}

// designFolder is where designs lie.
const designFolder = Templates + "/cards"

// hashInputs hashes what the site is made of besides fact-checks.
func (p *Project) hashInputs(fsys fs.FS, opts Options) error {
	var settings, pages hashed
	settings.add("program", []byte(opts.Program))
	settings.add("address", []byte(opts.BaseURL))
	settings.add("drafts", fmt.Append(nil, opts.Drafts))
	if err := settings.file(fsys, config.File); err != nil {
		return err
	}
	pages.Write(settings.Bytes())
	settings.add("designs", fmt.Append(nil, idsOf(p.Designs)))
	p.inputs.checks = settings.sum()
	if err := pages.addDesigns(p.Config, p.Designs); err != nil {
		return err
	}
	if err := pages.files(fsys, Templates, func(name string) bool { return path.Dir(name) == designFolder }); err != nil {
		return err
	}
	if logo := p.Config.Organisation.Logo; fs.ValidPath(logo) && logo != "" {
		if err := pages.file(fsys, logo); err != nil {
			return err
		}
	}
	p.inputs.pages = pages.sum()
	return p.hashDrawing(fsys, opts)
}

// hashDrawing hashes what pictures are made of besides fact-checks.
func (p *Project) hashDrawing(fsys fs.FS, opts Options) error {
	var drawing hashed
	drawing.add("program", []byte(opts.Program))
	if err := drawing.files(fsys, Fonts, func(string) bool { return false }); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(p.photos)) {
		drawing.add("photo", []byte(name+" "+p.photos[name].Name))
	}
	own := map[string]ledger.Sum{}
	for _, d := range p.Designs {
		content, err := fs.ReadFile(fsys, path.Join(designFolder, d.ID+".toml"))
		if err != nil {
			return err
		}
		own[d.ID] = sha256.Sum256(content)
	}
	p.inputs.drawing(p.Designs, own, drawing.Bytes())
	return nil
}

// drawing sets the sum of each design: of its file, those that it builds on,
// and what all pictures depend on.
func (in *inputs) drawing(designs card.Designs, own map[string]ledger.Sum, common []byte) {
	base := map[string]string{}
	for _, d := range designs {
		base[d.ID] = d.Base
	}
	var all hashed
	all.Write(common)
	in.designs = map[string]ledger.Sum{}
	for _, d := range designs {
		var sum hashed
		sum.Write(common)
		for id, steps := d.ID, 0; id != "" && steps <= len(designs); id, steps = base[id], steps+1 {
			fmt.Fprintf(&sum, "%s %s\n", id, own[id])
		}
		in.designs[d.ID] = sum.sum()
		fmt.Fprintf(&all, "%s %s\n", d.ID, own[d.ID])
	}
	in.all = all.sum()
}

// addDesigns adds what pages say of designs: their names, and which pictures
// there are of which content.
func (h *hashed) addDesigns(cfg *config.Config, designs card.Designs) error {
	for _, d := range designs {
		slides := make([]int, len(cfg.Formats))
		for i := range cfg.Formats {
			slides[i] = d.Slides(&cfg.Formats[i])
		}
		text, err := json.Marshal(map[string]any{"id": d.ID, "name": d.Name, "what": d.What, "order": d.Order, "needs": d.Needs, "slides": slides})
		if err != nil {
			return err
		}
		h.add("design", text)
	}
	return nil
}
