package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

// withLanguages tells the script for partners the site's languages: an element
// without one gets that of the text around it, if the site has it.
func withLanguages(script []byte, langs []factcheck.Lang) []byte {
	names := make([]string, len(langs))
	for i, lang := range langs {
		names[i] = string(lang)
	}
	return bytes.Replace(script, []byte(`"{languages}"`), []byte(`"`+strings.Join(names, " ")+`"`), 1)
}

// embedVersion is the address of this version of the script for partners, for
// those who pin what they load (Subresource Integrity). It has what
// address.EmbedScript has now, and never anything else.
func embedVersion(script []byte) string {
	sum := sha256.Sum256(script)
	return address.Assets + "embed." + hex.EncodeToString(sum[:5]) + ".js"
}

// embedColours declares the colours of embeds: those that the reader prefers,
// unless the partner has asked for light or dark ones.
func (s *Set) embedColours() string {
	light := "  color-scheme: light;\n" + roles(s.theme(false), "--own-light")
	dark := "  color-scheme: dark;\n" + roles(s.theme(true), "--own-dark")
	return ":root {\n" + light + "}\n@media (prefers-color-scheme: dark) {\n:root:not([data-theme=light]) {\n" + dark +
		"}\n}\n:root[data-theme=dark] {\n" + dark + "}\n"
}
