package conformance

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// redocly lints an OpenAPI document by the strictest rules that Redocly ships.
const redocly = `
import { createConfig, lint } from "@redocly/openapi-core";
const config = await createConfig({ extends: ["recommended-strict"] });
const found = await lint({ ref: process.argv[1], config });
for (const p of found) console.log(p.severity, p.ruleId, p.location[0]?.pointer, p.message);
`

// TestRedoclyFindsNothing has Redocly read the description of the interface.
func TestRedoclyFindsNothing(t *testing.T) {
	if _, err := os.Stat(filepath.Join(built.root, "node_modules", "@redocly", "openapi-core")); err != nil {
		t.Skip("skipped: @redocly/openapi-core is not installed; `make deps` installs it")
	}
	cmd := exec.Command("node", "--input-type=module", "-e", redocly, filepath.Join(built.site, "api", "openapi.json"))
	cmd.Dir = built.root
	if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
		t.Errorf("%v:\n%s", err, out)
	}
}

// documented is the site of the examples in docs/api.md.
const documented = "https://facts.example.org"

// asked has curl ask the test's server in place of the addresses that examples
// and answers have.
const asked = `curl() {
	local all=() word
	for word in "$@"; do
		case $word in
		` + documented + `*) word=$SERVER${word#` + documented + `} ;;
		` + siteAddress + `*) word=$SERVER${word#` + siteAddress + `} ;;
		esac
		all+=("$word")
	done
	command curl "${all[@]}"
}
`

// TestTheExamplesForPartnersRun runs every command of docs/api.md, one block
// after the other, and holds what it prints against what stands below it.
func TestTheExamplesForPartnersRun(t *testing.T) {
	for _, program := range []string{"bash", "curl", "jq"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("skipped: %s is not installed; `make deps` installs it", program)
		}
	}
	text, err := os.ReadFile(filepath.Join(built.root, "docs", "api.md"))
	if err != nil {
		t.Fatal(err)
	}
	address, commands := serve(t), 0
	for _, block := range regexp.MustCompile("(?ms)^```console\n(.*?)^```$").FindAllStringSubmatch(string(text), -1) {
		var script strings.Builder
		for line := range strings.Lines(block[1]) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				script.WriteString(command)
				commands++
			}
		}
		cmd := exec.Command("bash", "-euo", "pipefail", "-c", asked+script.String())
		cmd.Dir, cmd.Env = t.TempDir(), append(os.Environ(), "SERVER="+address)
		out, err := cmd.CombinedOutput()
		want := regexp.MustCompile(`(?m)^\$ .*\n`).ReplaceAllString(block[1], "")
		if got := strings.ReplaceAll(string(out), siteAddress, documented); err != nil || got != want {
			t.Errorf("%s\nprints (%v)\n%s\nwant\n%s", script.String(), err, got, want)
		}
	}
	if commands < 15 {
		t.Errorf("found only %d commands", commands)
	}
}
