package config

import (
	"strings"
	"testing"
)

func TestWebhooksAreRead(t *testing.T) {
	c, problems := load(t, `
[organisation]
address = "https://facts.example.org"
[feeds]
hubs = ["https://hub.example/"]
[[webhooks]]
url = "https://partner.example/hook"
events = ["fact-check.corrected", "fact-check.withdrawn"]
secret_env = "PARTNER_SECRET"
[[webhooks]]
url = "http://10.0.0.5:9000/hook"
secret_file = "/etc/rebut/intranet"
allow_private = true
`)
	if problems != "" || len(c.Webhooks) != 2 {
		t.Fatalf("%d webhooks, problems: %s", len(c.Webhooks), problems)
	}
	if w := c.Webhooks[0]; w.Wants(PublishedEvent) || !w.Wants(CorrectedEvent) || !w.Wants(WithdrawnEvent) {
		t.Error("events are not those that are named")
	}
	if w := c.Webhooks[1]; !w.Wants(PublishedEvent) || !w.Wants(WithdrawnEvent) {
		t.Error("without events, all")
	}
	if c.Publish.State != ".rebut" || c.Publish.Announce || c.Private() {
		t.Errorf("publish %+v", c.Publish)
	}
}

func TestWebhookProblemsNameTheirPlace(t *testing.T) {
	_, got := load(t, `
[organisation]
address = "https://facts.example.org"
[publish]
state = "../elsewhere"
[feeds]
hubs = ["http://hub.example/", "https://hub.example/", "https://hub.example/"]
[[webhooks]]
secret_env = "A"
[[webhooks]]
url = "http://partner.example/hook"
secret_env = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
[[webhooks]]
url = "https://127.0.0.1/hook"
secret_env = "1A"
events = ["fact-check.deleted"]
[[webhooks]]
url = "https://a:b@partner.example/"
secret_env = "A"
secret_file = "/x"
[[webhooks]]
url = "https://partner.example/"
secret_file = "keys/partner"
[[webhooks]]
url = "https://partner.example/"
secret = "whsec_x"
`)
	for _, want := range []string{
		`rebut.toml:5:1: error: state: "../elsewhere" is not a folder of its own`,
		`rebut.toml:7:9: error: hubs: "http://hub.example/" is not an https address`,
		`rebut.toml:7:56: error: feeds.hubs: "https://hub.example/" stands twice`,
		`rebut.toml:8:3: error: a webhook has no url`,
		`rebut.toml:11:1: error: url: "http://partner.example/hook" is not an https address`,
		`for one in your own network write allow_private = true`,
		`rebut.toml:12:1: error: secret_env holds the secret itself`,
		`make a new one`,
		`rebut.toml:14:1: error: url: "https://127.0.0.1/hook" is an address of a private network`,
		`rebut.toml:15:1: error: secret_env: "1A" is not the name of a variable`,
		`rebut.toml:16:11: error: item 1 of events: "fact-check.deleted" is not an event`,
		`rebut.toml:18:1: error: url: "https://a:b@partner.example/" has a user name or password in it`,
		`rebut.toml:20:1: error: a webhook has both secret_env and secret_file`,
		`rebut.toml:23:1: error: secret_file: "keys/partner" must be an absolute path`,
		`rebut.toml:24:3: error: a webhook does not say where its secret is`,
		`rebut.toml:25:1: error: webhooks: "https://partner.example/" stands twice`,
		`rebut.toml:26:1: error: unknown key "secret"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

func TestEachWebhookHasASecretOfItsOwn(t *testing.T) {
	_, got := load(t, `
[[webhooks]]
url = "https://a.example/"
secret_env = "A"
[[webhooks]]
url = "https://b.example/"
secret_env = "A"
`)
	if !strings.Contains(got, `rebut.toml:5:3: error: a webhook has the secret of another, "https://a.example/"`) {
		t.Errorf("problems: %s", got)
	}
}

func TestASiteInAPrivateNetworkMayHaveAHubThere(t *testing.T) {
	c, problems := load(t, `
[organisation]
address = "http://127.0.0.1:8080"
[feeds]
hubs = ["http://127.0.0.1:9000/"]
`)
	if problems != "" || !c.Private() {
		t.Errorf("problems: %s", problems)
	}
}
