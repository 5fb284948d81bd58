package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
)

const partnerSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

// partner gets messages and verifies them with the library of Standard
// Webhooks.
type partner struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []partnerMessage
	hold   chan struct{} // not nil: no answer before it is closed
	asked  chan struct{} // gets something for each request
}

type partnerMessage struct {
	ID, Type string
	Data     struct {
		Slug             string
		Revision         int
		PreviousRevision int
		Editions         []struct{ URL, Fact string }
		Corrections      []struct{ Text []struct{ Text string } }
		Changes          []struct{ Field, Before, After string }
	}
}

func newPartner(t *testing.T) *partner {
	t.Helper()
	p := &partner{status: http.StatusOK, asked: make(chan struct{}, 1000)}
	wh, err := standardwebhooks.NewWebhook(partnerSecret)
	if err != nil {
		t.Fatal(err)
	}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		m := partnerMessage{ID: r.Header.Get("webhook-id")}
		if err := wh.Verify(body, r.Header); err != nil {
			t.Errorf("signature: %v", err)
		}
		if err := json.Unmarshal(body, &m); err != nil {
			t.Error(err)
		}
		p.mu.Lock()
		p.got = append(p.got, m)
		status, hold := p.status, p.hold
		p.mu.Unlock()
		p.asked <- struct{}{}
		if hold != nil {
			<-hold
		}
		w.WriteHeader(status)
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *partner) answers(status int) {
	p.mu.Lock()
	p.status = status
	p.mu.Unlock()
}

func (p *partner) all() []partnerMessage {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.got)
}

// newsroom is a small project with a partner, a hub, and a web host that shows
// what was uploaded.
type newsroom struct {
	t       *testing.T
	dir     string
	partner *partner
	host    *httptest.Server
	public  string // the folder that the host shows

	mu    sync.Mutex
	pings []string // addresses of feeds
	hub   int      // what the hub answers
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	dir := t.TempDir()
	n := &newsroom{t: t, dir: filepath.Join(dir, "facts"), public: filepath.Join(dir, "public"), partner: newPartner(t), hub: http.StatusNoContent}
	smallProject(t, n.dir, "then")
	n.host = httptest.NewServer(http.FileServer(http.Dir(n.public)))
	t.Cleanup(n.host.Close)
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.pings = append(n.pings, strings.TrimPrefix(r.PostFormValue("hub.url"), n.host.URL))
		w.WriteHeader(n.hub)
	}))
	t.Cleanup(hub.Close)
	n.settings(n.host.URL, hub.URL)
	return n
}

// settings writes rebut.toml.
func (n *newsroom) settings(address, hub string) {
	n.t.Helper()
	formats, err := os.ReadFile(filepath.Join("testdata", "small", "rebut.toml"))
	if err != nil {
		n.t.Fatal(err)
	}
	n.write("rebut.toml", `[organisation]
address = "`+address+`"
[feeds]
hubs = ["`+hub+`"]
[[webhooks]]
url = "`+n.partner.URL+`"
secret_env = "PARTNER_SECRET"
allow_private = true
`+string(formats))
}

func (n *newsroom) write(name, text string) {
	n.t.Helper()
	if err := os.WriteFile(filepath.Join(n.dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		n.t.Fatal(err)
	}
}

func (n *newsroom) read(name string) string {
	n.t.Helper()
	text, err := os.ReadFile(filepath.Join(n.dir, filepath.FromSlash(name)))
	if err != nil {
		n.t.Fatal(err)
	}
	return string(text)
}

func (n *newsroom) edit(slug string, replace ...string) {
	n.t.Helper()
	file := "claims/" + slug + ".toml"
	n.write(file, strings.NewReplacer(replace...).Replace(n.read(file)))
}

// add writes a fact-check.
func (n *newsroom) add(slug string) {
	n.t.Helper()
	n.write("claims/"+slug+".toml", strings.ReplaceAll(n.read("claims/tea-evidence.toml"), "for tea", "for "+slug))
}

// upload puts what was built online.
func (n *newsroom) upload() {
	n.t.Helper()
	if err := os.RemoveAll(n.public); err != nil {
		n.t.Fatal(err)
	}
	if err := os.CopyFS(n.public, os.DirFS(filepath.Join(n.dir, "output"))); err != nil {
		n.t.Fatal(err)
	}
}

// rebut runs the program in the project and checks its exit code.
func (n *newsroom) rebut(code int, args ...string) string {
	n.t.Helper()
	var out bytes.Buffer
	got := run(n.t.Context(), world{args: append([]string{"-C", n.dir}, args...), getenv: n.getenv, now: time.Now, stdin: strings.NewReader(""), stdout: &out, stderr: &out})
	if got != code {
		n.t.Fatalf("rebut %s ended with %d:\n%s", strings.Join(args, " "), got, &out)
	}
	return out.String()
}

func (n *newsroom) getenv(name string) string {
	if name == "PARTNER_SECRET" {
		return partnerSecret
	}
	return ""
}

func (n *newsroom) pinged() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	list := n.pings
	n.pings = nil
	slices.Sort(list)
	return list
}

func mustSay(t *testing.T, out string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(out, w) {
			t.Errorf("it does not say %q:\n%s", w, out)
		}
	}
}

func TestPublishTellsWhatIsOnline(t *testing.T) {
	n := newNewsroom(t)
	mustSay(t, n.rebut(exitOK, "publish"), "This is the first time: what there is (3 fact-checks) is taken as known")
	n.upload()
	mustSay(t, n.rebut(exitOK, "publish", "--ping"), "There is no news to tell.")

	n.add("milk-evidence")
	mustSay(t, n.rebut(exitProblems, "publish", "--ping"), "/en/milk-evidence/ is not online as it was built: it answers 404.", "What is not online is not told yet")
	if got := n.partner.all(); len(got) != 0 {
		t.Fatalf("told before it was online: %+v", got)
	}
	n.upload()
	mustSay(t, n.rebut(exitOK, "publish", "--ping"), "Told: milk-evidence is published.", "Sent fact-check.published milk-evidence to "+n.partner.URL)
	got := n.partner.all()
	if len(got) != 1 || got[0].Type != "fact-check.published" || got[0].Data.Slug != "milk-evidence" || got[0].Data.Editions[0].URL != n.host.URL+"/en/milk-evidence/" {
		t.Fatalf("got %+v", got)
	}
	if pinged := strings.Join(n.pinged(), " "); !strings.Contains(pinged, "/en/feed.atom") || !strings.Contains(pinged, "/en/topics/drinks/feed.rss") {
		t.Errorf("pinged %s", pinged)
	}

	n.rebut(exitOK, "revise", "tea-evidence", "--what", "It is now, not then.")
	n.edit("tea-evidence", "then and since", "now and since")
	n.rebut(exitOK, "build")
	n.upload()
	mustSay(t, n.rebut(exitOK, "publish", "--ping"), "Told: tea-evidence is corrected (revision 2).")
	got = n.partner.all()
	d := got[len(got)-1].Data
	if got[len(got)-1].Type != "fact-check.corrected" || d.PreviousRevision != 1 || len(d.Corrections) != 1 || d.Corrections[0].Text[0].Text != "It is now, not then." {
		t.Errorf("got %+v", got[len(got)-1])
	}
	if len(d.Changes) != 1 || d.Changes[0].Field != "fact" || !strings.Contains(d.Changes[0].Before, "then") || !strings.Contains(d.Changes[0].After, "now") {
		t.Errorf("changes %+v", d.Changes)
	}
	if len(n.pinged()) == 0 {
		t.Error("no hub was told of the correction")
	}

	n.edit("coffee-evidence", `status = "published"`, `status = "withdrawn"`)
	n.write("claims/coffee-evidence.toml", n.read("claims/coffee-evidence.toml")+"\n[withdrawn]\ndate = 2026-11-20\nreason = \"The source is gone.\"\n")
	n.edit("cocoa-evidence", `status = "published"`, `status = "draft"`)
	n.rebut(exitOK, "build")
	n.upload()
	mustSay(t, n.rebut(exitOK, "publish"), "Told: coffee-evidence is withdrawn.", "warning: cocoa-evidence was published and is no longer on the site")
	mustSay(t, n.rebut(exitOK, "publish", "--ping"), "There is no news to tell.", "changed feed")
	n.pinged()
	mustSay(t, n.rebut(exitOK, "publish", "--ping"), "There is no news to tell.")
	if again := n.pinged(); len(again) != 0 || len(n.partner.all()) != 3 {
		t.Errorf("told twice: pings %v, %d messages", again, len(n.partner.all()))
	}
}

func TestAllIsToldWhereItIsAskedFor(t *testing.T) {
	n := newNewsroom(t)
	n.write("claims/broken.toml", "status = ")
	n.rebut(exitProblems, "publish", "--all", "--unchecked")
	if err := os.Remove(filepath.Join(n.dir, "claims", "broken.toml")); err != nil {
		t.Fatal(err)
	}
	if got := n.partner.all(); len(got) != 0 || n.started() {
		t.Fatalf("a project with errors is told: %+v", got)
	}
	n.hub = http.StatusInternalServerError
	mustSay(t, n.rebut(exitProblems, "publish", "--all", "--unchecked", "--ping"), "Told: cocoa-evidence is published.", "Told: tea-evidence is published.",
		"did not take a ping: it answered 500 Internal Server Error")
	if got := n.partner.all(); len(got) != 3 {
		t.Errorf("got %+v", got)
	}
	n.hub = http.StatusAccepted
	first := n.pinged()
	mustSay(t, n.rebut(exitOK, "publish", "--all", "--unchecked", "--ping"), "There is no news to tell.", "Told hubs of ")
	if again := n.pinged(); len(first) != 1 || len(again) < 6 || len(n.partner.all()) != 3 {
		t.Errorf("pinged %v, then %v", first, again)
	}
}

func TestWhatWasToldIsNotPublished(t *testing.T) {
	n := newNewsroom(t)
	n.write("rebut.toml", "[publish]\nstate = \"output/state\"\n"+n.read("rebut.toml"))
	mustSay(t, n.rebut(exitProblems, "publish"), "lies in the folder that is published")
}

func TestPublishWaitsForTheUpload(t *testing.T) {
	n := newNewsroom(t)
	n.rebut(exitOK, "publish")
	n.add("milk-evidence")
	uploaded := make(chan struct{})
	go func() {
		defer close(uploaded)
		for { // another program uploads once it is built
			if _, err := os.Stat(filepath.Join(n.dir, "output", "en", "milk-evidence", "index.html")); err == nil {
				n.upload()
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
	}()
	mustSay(t, n.rebut(exitOK, "publish", "--wait", "5m"), "Told: milk-evidence is published.")
	<-uploaded // the pages of the news are there before all is
}

func TestWhatAPartnerDoesNotTakeIsTriedAgain(t *testing.T) {
	n := newNewsroom(t)
	n.rebut(exitOK, "publish")
	n.add("milk-evidence")
	n.partner.answers(http.StatusServiceUnavailable)
	mustSay(t, n.rebut(exitProblems, "publish", "--unchecked"), "Told: milk-evidence is published.", "attempt 1: it answered 503 Service Unavailable", "1 message not taken yet")
	mustSay(t, n.rebut(exitOK, "webhooks", "list"), "1 waiting, 0 given up", "after 1 attempt: it answered 503")
	n.rebut(exitOK, "webhooks", "retry", "--due") // not due for some seconds
	mustSay(t, n.rebut(exitProblems, "webhooks", "retry"), "attempt 2")
	n.partner.answers(http.StatusOK)
	mustSay(t, n.rebut(exitOK, "webhooks", "retry"), "Sent fact-check.published milk-evidence")
	got := n.partner.all()
	if len(got) != 3 || got[0].ID != got[1].ID || got[1].ID != got[2].ID {
		t.Errorf("got %+v", got)
	}
	mustSay(t, n.rebut(exitOK, "webhooks", "log"), "attempt 1", "attempt 2", "Sent fact-check.published")
	n.rebut(exitUsage, "webhooks", "retry", "msg_other")
}

func TestAnAddressThatIsGoneIsTakenBackByATest(t *testing.T) {
	n := newNewsroom(t)
	n.rebut(exitOK, "publish")
	n.add("milk-evidence")
	n.partner.answers(http.StatusGone)
	mustSay(t, n.rebut(exitProblems, "publish", "--unchecked"), "1 message given up")
	mustSay(t, n.rebut(exitOK, "webhooks", "list"), "it answered 410 Gone", "0 waiting, 1 given up")
	mustSay(t, n.rebut(exitProblems, "webhooks", "test", n.partner.URL), "did not take the test: it answered 410 Gone")
	n.partner.answers(http.StatusOK)
	mustSay(t, n.rebut(exitOK, "webhooks", "test", n.partner.URL), "took the test: it answered 200")
	mustSay(t, n.rebut(exitOK, "webhooks", "retry", "--dead"), "Sent fact-check.published")
	got := n.partner.all()
	if last := got[len(got)-2]; last.Type != "webhook.test" {
		t.Errorf("got %+v", got)
	}
	mustSay(t, n.rebut(exitUsage, "webhooks", "test", "https://other.example/"), "is not an address of a webhook in rebut.toml")
}

func TestSecretsThatAreMissingStopBeforeTheBuild(t *testing.T) {
	n := newNewsroom(t)
	settings := n.read("rebut.toml")
	n.write("rebut.toml", strings.Replace(settings, "PARTNER_SECRET", "OTHER_SECRET", 1))
	mustSay(t, n.rebut(exitProblems, "publish"), "the variable OTHER_SECRET is not set", "rebut webhooks secret")
	inside := filepath.Join(n.dir, "secret.txt")
	n.write("secret.txt", partnerSecret)
	n.write("rebut.toml", strings.Replace(settings, `secret_env = "PARTNER_SECRET"`, `secret_file = "`+inside+`"`, 1))
	mustSay(t, n.rebut(exitProblems, "publish"), "lies in the project")
	outside := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(outside, []byte("hunter2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	n.write("rebut.toml", strings.Replace(settings, `secret_env = "PARTNER_SECRET"`, `secret_file = "`+outside+`"`, 1))
	if out := n.rebut(exitProblems, "publish"); !strings.Contains(out, "cannot be used: a secret is not whsec_ and base64") || strings.Contains(out, "hunter2") {
		t.Error(out)
	}
	if _, err := os.Stat(filepath.Join(n.dir, "output")); err == nil {
		t.Error("something was built")
	}
	if err := os.WriteFile(outside, []byte(strings.TrimSpace(n.rebut(exitOK, "webhooks", "secret"))+"\n"+partnerSecret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustSay(t, n.rebut(exitOK, "webhooks", "test", n.partner.URL), "took the test") // signed with both
}

// command is the program as a process of its own.
func (n *newsroom) command(args ...string) *exec.Cmd {
	cmd := exec.Command("rebut", append([]string{"-C", n.dir}, args...)...)
	cmd.Env = append(os.Environ(), "PARTNER_SECRET="+partnerSecret)
	return cmd
}

func TestAKilledSenderSendsAgainWithTheSameID(t *testing.T) {
	n := newNewsroom(t)
	n.rebut(exitOK, "publish")
	n.add("milk-evidence")
	n.partner.hold = make(chan struct{})
	cmd := n.command("publish", "--unchecked")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-n.partner.asked // the partner has it, the sender does not know yet
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	close(n.partner.hold)
	mustSay(t, n.rebut(exitOK, "publish", "--unchecked"), "There is no news to tell.", "Sent fact-check.published milk-evidence")
	if got := n.partner.all(); len(got) != 2 || got[0].ID != got[1].ID {
		t.Errorf("got %+v", got)
	}
}

// TestKilledAtAnyMomentNewsIsToldUnderOneID kills publish again and again, the
// moments around the announcement included.
func TestKilledAtAnyMomentNewsIsToldUnderOneID(t *testing.T) {
	n := newNewsroom(t)
	n.rebut(exitOK, "publish")
	slugs := []string{"milk-evidence", "juice-evidence", "water-evidence"}
	for _, slug := range slugs {
		n.add(slug)
		n.rebut(exitOK, "build")
		for delay := range 5 {
			cmd := n.command("publish", "--unchecked")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			_, _ = out.Read(make([]byte, 1)) // it has built and is about to tell
			time.Sleep(time.Duration(delay) * 2 * time.Millisecond)
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	n.rebut(exitOK, "publish", "--unchecked")
	ids := map[string]string{}
	for _, m := range n.partner.all() {
		if id := ids[m.Data.Slug]; id != "" && id != m.ID {
			t.Errorf("%s was told under two ids", m.Data.Slug)
		}
		ids[m.Data.Slug] = m.ID
	}
	if len(ids) != len(slugs) {
		t.Errorf("told of %v", ids)
	}
	t.Logf("%d messages for %d pieces of news", len(n.partner.all()), len(slugs))
}

func TestTwoProgramsAtOnceTellOnce(t *testing.T) {
	n := newNewsroom(t)
	n.rebut(exitOK, "publish")
	n.add("milk-evidence")
	var group sync.WaitGroup
	for _, out := range []string{"one", "two"} {
		group.Go(func() {
			if text, err := n.command("publish", "--unchecked", "-o", filepath.Join(n.dir, "..", out)).CombinedOutput(); err != nil {
				t.Errorf("publish: %v\n%s", err, text)
			}
		})
	}
	group.Wait()
	if got := n.partner.all(); len(got) != 1 {
		t.Errorf("%d messages: %+v", len(got), got)
	}
}

// started reports whether the project remembers what was told.
func (n *newsroom) started() bool {
	_, err := os.Stat(filepath.Join(n.dir, ".rebut", "news.db"))
	return err == nil
}
