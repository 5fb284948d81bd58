package main

import (
	"net"
	"strings"
	"testing"
	"time"
)

// freeAddress is one that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// until waits for something that a server does in the background.
func until(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 600 {
		if done() {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("after a minute: no %s", what)
}

func TestServeTellsWhatChanges(t *testing.T) {
	n := newNewsroom(t)
	at := freeAddress(t)
	hub := strings.Split(strings.Split(n.read("rebut.toml"), `hubs = ["`)[1], `"`)[0]
	n.settings("http://"+at, hub)
	t.Setenv("PARTNER_SECRET", partnerSecret)
	cmd := n.command("serve", "--announce", "--addr", at)
	log := &lockedBuffer{}
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stop := func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }
	defer func() { stop() }()
	known := func() bool { return strings.Contains(n.rebut(exitOK, "webhooks", "list"), "0 waiting") && n.started() }
	until(t, "first look", known)
	n.add("milk-evidence")
	until(t, "message", func() bool { return len(n.partner.all()) == 1 })
	if got := n.partner.all()[0]; got.Type != "fact-check.published" || got.Data.Slug != "milk-evidence" {
		t.Errorf("got %+v", got)
	}
	var pinged []string
	until(t, "ping", func() bool { pinged = append(pinged, n.pinged()...); return len(pinged) > 0 })
	if !strings.HasSuffix(pinged[0], "/en/feed.atom") && !strings.Contains(strings.Join(pinged, " "), "/en/") {
		t.Errorf("pinged %v", pinged)
	}
	// A server that is started again tells nothing twice, and what changed
	// meanwhile.
	stop()
	n.add("juice-evidence")
	cmd = n.command("serve", "--announce", "--addr", at)
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	until(t, "second message", func() bool { return len(n.partner.all()) == 2 })
	if got := n.partner.all()[1]; got.Data.Slug != "juice-evidence" {
		t.Errorf("got %+v; log:\n%s", got, log)
	}
}

func TestServeAnnouncesProjectsAlone(t *testing.T) {
	n := newNewsroom(t)
	mustSay(t, n.rebut(exitUsage, "serve", "--announce", "--drafts"), "goes without --drafts")
}
