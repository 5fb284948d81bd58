package webhook

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
	"time"
)

// TestTheExampleInPythonVerifies runs the code of docs/webhooks.md.
func TestTheExampleInPythonVerifies(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	doc, err := os.ReadFile("../../docs/webhooks.md")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("(?s)```python\n(.*?)```").FindSubmatch(doc)
	if code == nil {
		t.Fatal("there is no example in Python")
	}
	secrets, mistake := ParseSecrets(secretA + " " + secretB)
	if mistake != nil {
		t.Fatal(mistake)
	}
	now, body := time.Now(), `{"type":"webhook.test","fact":"é"}`
	verify := func(at time.Time, secret, body string) string {
		headers, err := json.Marshal(map[string]string{HeaderID: "msg_a", HeaderTimestamp: strconv.FormatInt(at.Unix(), 10),
			HeaderSignature: Sign(secrets, "msg_a", at, []byte(`{"type":"webhook.test","fact":"é"}`))})
		if err != nil {
			t.Fatal(err)
		}
		script := string(code[1]) + "\nimport json, sys\nprint(verify(sys.argv[1], json.loads(sys.argv[2]), sys.argv[3].encode()))"
		out, err := exec.Command(python, "-c", script, secret, string(headers), body).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	for _, c := range []struct {
		at           time.Time
		secret, body string
		want         string
	}{
		{now, secretA, body, "True\n"}, {now, secretB, body, "True\n"},
		{now, secretA, body + " ", "False\n"},
		{now, "whsec_" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB", body, "False\n"},
		{now.Add(-time.Hour), secretA, body, "False\n"}, {now.Add(time.Hour), secretA, body, "False\n"},
	} {
		if got := verify(c.at, c.secret, c.body); got != c.want {
			t.Errorf("%v %s %q: %s", c.at.Sub(now), c.secret, c.body, got)
		}
	}
}
