// Package kit is the specification of the share kit: the archive kit.zip with
// every picture of a fact-check in one language and the words to post with
// them, and kit.json, which describes it to other programs (docs/kit.md).
//
//	README.txt                          what this is, how to share it, licence, credit, revision
//	{format}-{app}-{app}…/{picture}     pictures in a format, for the apps that it suits
//	print/{picture}                     posters (PDF)
//	words/{app}/caption.txt             the post
//	words/{app}/alt.txt                 the alt text of the pictures
//	words/{app}/alt-{design}.txt        that of a design that shows more than the others
//
// Pictures stand in a folder for each format, named after the apps that it
// suits, rather than in one for each app: three apps take the same portrait,
// and a folder for each app would carry most pictures two or three times, some
// twenty megabytes that supporters pay for by the megabyte. The app's name is
// still what one looks for and finds. There is no folder around it all, since
// programs that unpack archives make one, and names stay short enough for
// Windows.
//
// Files are stored, not compressed: pictures and PDF are compressed in
// themselves, and the texts are few; so no version of a compressor can change
// the bytes. A kit is dated with the day of the fact-check's last change.
package kit

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Maker makes the kits of a project.
type Maker struct {
	Config   *config.Config
	Messages *message.Catalog
	Press    *card.Press
}

// Kit is what a supporter takes home of an edition.
type Kit struct {
	Maker
	Edition  factcheck.Edition
	Pictures []Picture // in the order of the press
}

// Picture is one picture of a kit.
type Picture struct {
	Job  card.Job
	Name string   // in the archive, with its folder
	Path string   // public path
	Apps []string // ids of the apps that it suits
}

// Of is the kit of an edition: of all its pictures those that an app of the
// project takes, or that are to be printed. A withdrawn fact-check has none.
func (m Maker) Of(e factcheck.Edition) *Kit {
	k := &Kit{Maker: m, Edition: e}
	for _, job := range m.Press.Jobs(e) {
		folder, apps := m.folder(job.Format)
		if folder == "" {
			continue
		}
		public := m.Press.Path(job)
		k.Pictures = append(k.Pictures, Picture{Job: job, Name: folder + "/" + FileName(job) + path.Ext(public), Path: public, Apps: apps})
	}
	return k
}

// Empty reports whether there is nothing to take home.
func (k *Kit) Empty() bool { return len(k.Pictures) == 0 }

// FileName says which fact-check, language, design, format and theme a picture
// is, since it lands among hundreds of others, and which of a carousel's
// pictures; without its ending.
func FileName(j card.Job) string {
	name := strings.Join([]string{string(j.Edition.Slug), string(j.Edition.Lang), j.Design, j.Format, j.Theme}, "-")
	if j.Slide > 0 {
		name += "-" + strconv.Itoa(j.Slide)
	}
	return name
}

// maxFolder bounds the names of folders, in characters.
const maxFolder = 80

const printFolder = "print"

// folder is where the pictures of a format stand, and the apps that take them;
// "" for a format that no app takes.
func (m Maker) folder(format string) (folder string, apps []string) {
	f := m.Config.Format(format)
	if f == nil {
		return "", nil
	}
	folder = format
	for _, a := range m.Config.Apps {
		if !slices.Contains(a.Formats, format) {
			continue
		}
		apps = append(apps, a.ID)
		if longer := folder + "-" + a.ID; len(longer) <= maxFolder {
			folder = longer
		}
	}
	switch {
	case f.Type == config.PDF:
		return printFolder, apps
	case len(apps) == 0:
		return "", nil
	}
	return folder, apps
}

// apps are those that take one of the kit's pictures, in their order.
func (k *Kit) apps() []*config.App {
	var out []*config.App
	for i := range k.Config.Apps {
		a := &k.Config.Apps[i]
		if slices.ContainsFunc(k.Pictures, func(p Picture) bool { return slices.Contains(p.Apps, a.ID) }) {
			out = append(out, a)
		}
	}
	return out
}

// alts are the alt texts of an app's pictures: the one that most have, and by
// design those that differ from it.
func (k *Kit) alts(a *config.App) (alt string, byDesign map[string]string) {
	alt, byDesign = k.Press.AltFor(card.Job{Edition: k.Edition}, a.Alt), map[string]string{}
	seen := map[string]bool{} // a design has one alt text in all formats and themes
	for _, p := range k.Pictures {
		if seen[p.Job.Design] || !slices.Contains(p.Apps, a.ID) {
			continue
		}
		seen[p.Job.Design] = true
		if own := k.Press.AltFor(p.Job, a.Alt); own != alt {
			byDesign[p.Job.Design] = own
		}
	}
	return alt, byDesign
}
