package browser

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// evaluate prints what Google's CSP Evaluator says of the policy in argv.
const evaluate = `
const { CspParser } = require(process.argv[1] + "/dist/parser.js");
const { CspEvaluator } = require(process.argv[1] + "/dist/evaluator.js");
const found = new CspEvaluator(new CspParser(process.argv[2]).csp).evaluate();
console.log(JSON.stringify(found.map(({ severity, directive, value, description }) => ({ severity, directive, value, description }))));`

// high is the severity of the evaluator that nothing may have; below are
// matters of medium severity (20 and more are high and medium in its scale of 10
// to 100, where less is worse).
const medium = 30

func TestTheContentSecurityPolicyHolds(t *testing.T) {
	evaluator := filepath.Join(running.root, "node_modules", "csp_evaluator")
	if _, err := os.Stat(evaluator); err != nil {
		t.Skip("skipped: csp_evaluator is not installed; `make deps` installs it")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("skipped: there is no Node.js on this machine; `make deps` installs it")
	}
	for _, path := range append(pages("en"), everywhere...) {
		header, stated := policies(t, path)
		if !strings.HasPrefix(header, stated) || stated == "" {
			t.Errorf("%s states the policy %q and sends %q", path, stated, header)
		}
		if strings.Contains(header, "unsafe") {
			t.Errorf("%s allows what is unsafe: %s", path, header)
		}
		out, err := exec.Command(node, "-e", evaluate, evaluator, header).Output()
		if err != nil {
			t.Fatal(err)
		}
		var found []struct {
			Severity                      int
			Directive, Value, Description string
		}
		if err := json.Unmarshal(out, &found); err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			if f.Severity <= medium {
				t.Errorf("%s: severity %d: %s %s: %s", path, f.Severity, f.Directive, f.Value, f.Description)
			}
		}
	}
}

var metaPolicy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// policies are the policy that a page sends in its header and that it states
// itself.
func policies(t *testing.T, path string) (header, stated string) {
	t.Helper()
	resp, err := http.Get(running.site + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var text strings.Builder
	if err := resp.Write(&text); err != nil {
		t.Fatal(err)
	}
	if m := metaPolicy.FindStringSubmatch(text.String()); m != nil {
		stated = strings.ReplaceAll(m[1], "&#39;", "'")
	}
	return resp.Header.Get("Content-Security-Policy"), stated
}
