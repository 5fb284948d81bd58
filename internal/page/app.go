package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// policy is the content security policy that every page states itself, for
// hosts that send no headers. Package server sends the same with what only a
// header can say.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"

// framing is the policy of pages that frame an embed of their own site.
const framing = policy + "; frame-src 'self'"

// IconSizes are the sizes of the site's icon, px: for home screens of iPhones,
// and the two that a web app manifest should have.
var IconSizes = [...]int{180, 192, 512}

// touchIcon is the size for home screens of iPhones, px.
const touchIcon = 180

// manifest is a web app manifest (W3C Web Application Manifest).
type manifest struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	ShortName   string         `json:"short_name"`
	Description string         `json:"description,omitempty"`
	Lang        string         `json:"lang"`
	Dir         string         `json:"dir"`
	StartURL    string         `json:"start_url"`
	Scope       string         `json:"scope"`
	Display     string         `json:"display"`
	Background  string         `json:"background_color"`
	Theme       string         `json:"theme_color"`
	Icons       []manifestIcon `json:"icons"`
}

type manifestIcon struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// Manifest is the web app manifest in a language: it begins at that list.
func (s *Set) Manifest(lang factcheck.Lang) ([]byte, error) {
	site := s.site(lang)
	m := manifest{
		ID: s.cfg.Path(address.Home), Name: site.Name, ShortName: site.Wordmark, Description: site.Tagline.Text,
		Lang: string(lang), Dir: lang.Dir(), StartURL: site.List, Scope: s.cfg.Path(address.Home), Display: "minimal-ui",
		Background: s.theme(false).Ground.String(), Theme: s.theme(false).Ground.String(),
	}
	for _, size := range IconSizes {
		if size == touchIcon {
			continue
		}
		for _, purpose := range []string{"any", "maskable"} {
			m.Icons = append(m.Icons, manifestIcon{s.cfg.Path(address.Icon(size)), fmt.Sprintf("%dx%[1]d", size), config.PNG.MIME(), purpose})
		}
	}
	return marshal(m)
}

// Worker is the service worker: the values of this site, then sw.js of the
// templates. Its version changes with the files that it keeps from the start.
func (s *Set) Worker(langs []factcheck.Lang) ([]byte, error) {
	offline, err := s.Offline(langs)
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	hash.Write(offline)
	for _, path := range slices.Sorted(maps.Keys(s.assets)) {
		fmt.Fprintf(hash, "%s %d\n", path, len(s.assets[path]))
		hash.Write(s.assets[path])
	}
	core := []string{}
	for _, path := range []string{address.Offline, address.Assets + stylesheet, address.Assets + listSheet, address.Assets + factCheckSheet, address.Assets + "site.js", address.Assets + "share.js", address.Assets + "icon.svg"} {
		core = append(core, s.cfg.Path(path))
	}
	values, err := marshal(core)
	if err != nil {
		return nil, err
	}
	base, err := marshal(s.cfg.Path(address.Home))
	if err != nil {
		return nil, err
	}
	head := fmt.Sprintf("const base = %s, version = \"%s\", core = %s;\n", base, hex.EncodeToString(hash.Sum(nil)[:8]), values)
	return append([]byte(head), s.worker...), nil
}

// marshal is a value as JSON on one line, with its letters as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("make JSON: %w", err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// Offline is the page that the service worker shows in place of one that it
// does not have, in all of langs at once.
func (s *Set) Offline(langs []factcheck.Lang) ([]byte, error) {
	return s.notice("offline", address.Offline, langs)
}
