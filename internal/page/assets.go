package page

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/config"
)

// stylesheet is the one whose colours come from the themes, and whose fonts
// from fonts.toml.
const stylesheet = "site.css"

// factCheckSheet is what only fact-checks need, with a rule for each app.
const factCheckSheet = "factcheck.css"

// embedSheet is the whole style of embeds, with colours and fonts of its own:
// partners' readers have not loaded the site's.
const embedSheet = "embed.css"

// fontFolder is where the web fonts are, below the assets.
const fontFolder = "fonts/"

// Assets are the files that pages need, by address path: the static files
// under /assets/, the style sheet among them with the site's colours, and the
// script for partners at /embed.js.
func (s *Set) Assets() map[string][]byte { return s.assets }

func (s *Set) loadAssets(templates fs.FS) error {
	s.assets = map[string][]byte{}
	static := dir + "/static"
	err := fs.WalkDir(templates, static, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(templates, name)
		if err != nil {
			return err
		}
		rest := strings.TrimPrefix(name, static+"/")
		switch rest {
		case stylesheet:
			data = append([]byte(s.fonts.Style(fontFolder)+s.colours()), data...)
		case embedSheet:
			data = append([]byte(s.fonts.Style(fontFolder)+s.embedColours()), data...)
		case factCheckSheet:
			data = append(data, s.appRules()...)
		}
		s.assets[address.Assets+rest] = data
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read static files: %w", err)
	}
	for name, content := range s.fonts.Files() {
		s.assets[address.Assets+fontFolder+name] = content
	}
	script, err := fs.ReadFile(templates, dir+"/embed.js")
	if err != nil {
		return fmt.Errorf("read embed script: %w", err)
	}
	script = withLanguages(script, s.cfg.Languages)
	s.assets[address.EmbedScript], s.assets[embedVersion(script)] = script, script
	if s.worker, err = fs.ReadFile(templates, dir+"/sw.js"); err != nil {
		return fmt.Errorf("read service worker: %w", err)
	}
	return nil
}

// appRules show what belongs to the app that is chosen, where there is no
// script: style sheets cannot compare one attribute with another. Browsers that
// lack :has show what belongs to every app.
func (s *Set) appRules() string {
	var b strings.Builder
	b.WriteString("@supports selector(:has(*)) {\n.share:not(.live) .app { display: none; }\n")
	for _, a := range append(slices.Clone(s.cfg.Apps), config.App{}) { // the last for a project without apps
		fmt.Fprintf(&b, ".share:not(.live):has(#app-%[1]s:checked) #on-%[1]s { display: grid; }\n", a.ID)
	}
	b.WriteString("}\n")
	return b.String()
}

// colours declares the roles of the light theme, and of the dark one for
// readers who prefer that, as custom properties.
func (s *Set) colours() string {
	return ":root {\n" + roles(s.theme(false), "") + "}\n@media (prefers-color-scheme: dark) {\n:root {\n" + roles(s.theme(true), "") + "}\n}\n"
}

// roles declares the colours of a theme. own is the property of a partner's
// colour that takes the place of the accent where it is set; "" for none.
func roles(t config.Theme, own string) string {
	var b strings.Builder
	for _, role := range []struct {
		name   string
		colour config.Colour
	}{
		{"ground", t.Ground}, {"ink", t.Ink}, {"accent", t.Accent}, {"muted", t.Muted}, {"panel", t.Panel},
		{"panel-ink", t.PanelInk}, {"chip", t.Chip}, {"chip-ink", t.ChipInk}, {"rule", t.Rule},
	} {
		value := role.colour.String()
		if own != "" && (role.name == "accent" || role.name == "rule") {
			value = "var(" + own + ", " + value + ")"
		}
		fmt.Fprintf(&b, "  --%s: %s;\n", role.name, value)
	}
	return b.String()
}
