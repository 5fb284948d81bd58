package main

import (
	"bytes"
	"io/fs"
	"path/filepath"

	"rebut/internal/card"
	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/raster"
)

// saveScenes saves what the pictures show as JSON, and beside it the fonts that
// it names, so that another program can draw the same.
func (a *app) saveScenes(f folder, p *project.Project, jobs []card.Job, out string) error {
	if err := makeFolder(out); err != nil {
		return err
	}
	var problems problem.List
	for _, job := range jobs {
		scene, found := p.Press.Scene(job)
		problems = append(problems, found...)
		if scene == nil || found.HasErrors() {
			continue
		}
		var b bytes.Buffer
		if err := scene.WriteJSON(&b); err != nil {
			return err
		}
		path := filepath.Join(out, sceneName(p, job))
		if err := output.ReplaceFile(path, b.Bytes()); err != nil {
			return err
		}
		if err := saveFonts(f.fsys, scene, out); err != nil {
			return err
		}
		a.printf("%s\n", path)
	}
	if err := f.named(problems).Sort().WriteText(a.stderr); err != nil {
		return err
	}
	if problems.HasErrors() {
		return errProblems
	}
	return nil
}

func sceneName(p *project.Project, j card.Job) string {
	name := pictureName(p, j)
	return name[:len(name)-len(filepath.Ext(name))] + ".json"
}

// saveFonts copies the fonts of a scene into the folder.
func saveFonts(fsys fs.FS, scene *raster.Scene, out string) error {
	for _, file := range scene.FontFiles() {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		path := filepath.Join(out, filepath.FromSlash(file))
		if err := makeFolder(filepath.Dir(path)); err != nil {
			return err
		}
		if err := output.ReplaceFile(path, data); err != nil {
			return err
		}
	}
	return nil
}
