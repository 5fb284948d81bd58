package config

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"rebut/internal/outward"
	"rebut/internal/problem"
)

// Webhook is an address that is told of news. What it is told is signed with a
// secret that partner and site share. The secret never stands in rebut.toml,
// which is kept under version control and handed around: it is in a variable of
// the environment or in a file outside the project, and only its place is here.
type Webhook struct {
	URL          string  `toml:"url"`
	Events       []Event `toml:"events"`        // none: all
	SecretEnv    string  `toml:"secret_env"`    // name of the variable with the secret; "": SecretFile
	SecretFile   string  `toml:"secret_file"`   // absolute path; "": SecretEnv
	AllowPrivate bool    `toml:"allow_private"` // URL may be in a private network, and plain http
}

// Wants reports whether an event is for this address.
func (w Webhook) Wants(e Event) bool { return len(w.Events) == 0 || slices.Contains(w.Events, e) }

// Event is a kind of news.
type Event string

// The kinds of news.
const (
	PublishedEvent Event = "fact-check.published"
	CorrectedEvent Event = "fact-check.corrected"
	WithdrawnEvent Event = "fact-check.withdrawn"
)

// Events are all kinds of news.
func Events() []Event { return []Event{PublishedEvent, CorrectedEvent, WithdrawnEvent} }

// UnmarshalText refuses any other word.
func (e *Event) UnmarshalText(text []byte) error {
	if slices.Contains(Events(), Event(text)) {
		*e = Event(text)
		return nil
	}
	return &problem.Mistake{Message: problem.Quote(string(text)) + " is not an event",
		Hint: "use fact-check.published, fact-check.corrected, fact-check.withdrawn"}
}

// Publish decides how news is told.
type Publish struct {
	State    string `toml:"state"`    // the folder, in the project or absolute, that remembers what was told
	Announce bool   `toml:"announce"` // rebut serve tells news too
	Check    bool   `toml:"check"`    // look whether the public address shows what is told, before it is
}

// webhooks checks where news goes.
func (k *checker) webhooks(c *Config) {
	for i, w := range c.Webhooks {
		path := fmt.Sprintf("webhooks[%d]", i)
		if w.URL == "" {
			k.report(path, "missing", `url = "https://partner.example/hooks/facts"`, "a webhook has no url")
		} else if why := outward.CheckURL(w.URL, w.AllowPrivate); why != "" {
			k.report(path+".url", "bad-address", privateHint(w), "url: %s %s", problem.Quote(w.URL), why)
		}
		k.secret(path, w)
		if at := slices.IndexFunc(c.Webhooks[:i], func(v Webhook) bool {
			return w.SecretEnv+w.SecretFile != "" && v.SecretEnv == w.SecretEnv && v.SecretFile == w.SecretFile
		}); at >= 0 {
			k.report(path, "duplicate", "give each address a secret of its own: whoever knows one could write in your name to the other",
				"a webhook has the secret of another, %s", problem.Quote(c.Webhooks[at].URL))
		}
	}
	k.unique("webhooks", len(c.Webhooks), func(i int) (string, string) {
		return fmt.Sprintf("webhooks[%d].url", i), c.Webhooks[i].URL
	})
	if state := c.Publish.State; state == "" || !filepath.IsAbs(state) && !filepath.IsLocal(state) || filepath.Clean(state) == "." {
		k.report("publish.state", "bad-value", `for example ".rebut" or "/var/lib/rebut"`,
			"state: %s is not a folder of its own in the project, nor an absolute path", problem.Quote(state))
	}
}

func privateHint(w Webhook) string {
	if !w.AllowPrivate && outward.CheckURL(w.URL, true) == "" {
		return "use a public https address; for one in your own network write allow_private = true"
	}
	return `for example "https://partner.example/hooks/facts"`
}

// secret checks that a webhook says where its secret is, and does not give it
// away.
func (k *checker) secret(path string, w Webhook) {
	const hint = `secret_env = "PARTNER_SECRET" names a variable of the environment, secret_file = "/etc/rebut/partner" a file outside the project`
	const leaked = "take it out, and make a new one: it may have been copied with this file"
	switch {
	case w.SecretEnv == "" && w.SecretFile == "":
		k.report(path, "missing", hint, "a webhook does not say where its secret is")
	case w.SecretEnv != "" && w.SecretFile != "":
		k.report(path+".secret_file", "bad-value", "keep one of them", "a webhook has both secret_env and secret_file")
	case strings.Contains(w.SecretEnv, "whsec_"):
		k.report(path+".secret_env", "bad-value", leaked, "secret_env holds the secret itself; it must be the name of a variable")
	case strings.Contains(w.SecretFile, "whsec_"):
		k.report(path+".secret_file", "bad-value", leaked, "secret_file holds the secret itself; it must be the name of a file")
	case w.SecretEnv != "" && !variableName(w.SecretEnv):
		k.report(path+".secret_env", "bad-value", hint, "secret_env: %s is not the name of a variable", problem.Quote(w.SecretEnv))
	case w.SecretFile != "" && !filepath.IsAbs(w.SecretFile):
		k.report(path+".secret_file", "bad-value", hint, "secret_file: %s must be an absolute path, outside the project", problem.Quote(w.SecretFile))
	}
}

// variableName reports whether a name can be that of a variable of the
// environment (POSIX.1-2024, Base Definitions 8.1).
func variableName(s string) bool {
	for i, r := range s {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}

// hubs checks the addresses that feeds name as their WebSub hubs. A site in a
// private network may have a hub there.
func (k *checker) hubs(c *Config) {
	for i, hub := range c.Feeds.Hubs {
		if why := outward.CheckURL(hub, c.Private()); why != "" {
			k.report(fmt.Sprintf("feeds.hubs[%d]", i), "bad-address", `for example "https://hub.example/"`, "hubs: %s %s", problem.Quote(hub), why)
		}
	}
	k.unique("feeds.hubs", len(c.Feeds.Hubs), func(i int) (string, string) {
		return fmt.Sprintf("feeds.hubs[%d]", i), c.Feeds.Hubs[i]
	})
}

// Private reports whether the site itself is at an address that only a private
// network reaches, or at one of plain http.
func (c *Config) Private() bool { return outward.CheckURL(c.Organisation.Address, false) != "" }
