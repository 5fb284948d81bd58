package outward

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"syscall"
)

// Failure is a kind of reason for which a request failed.
type Failure string

// The kinds.
const (
	Refused     Failure = "refused"     // the address is not one to connect to (RefusedError)
	Stopped     Failure = "stopped"     // whoever asked gave up
	NoHost      Failure = "no-host"     // there is no host of this name
	NotFound    Failure = "lookup"      // nobody could say whether there is
	Untrusted   Failure = "certificate" // its certificate is not to be trusted
	TimedOut    Failure = "timeout"     // no answer in time
	NotTaken    Failure = "not-taken"   // it takes no connections
	Unreachable Failure = "unreachable" // the connection failed
	Garbled     Failure = "garbled"     // no answer of a web server
)

// String says it in plain words.
func (f Failure) String() string {
	if text, ok := map[Failure]string{
		Refused: "its address is not one to connect to", Stopped: "it was stopped", NoHost: "there is no host of this name",
		NotFound: "its name could not be looked up", Untrusted: "its certificate is not to be trusted", TimedOut: "it did not answer in time",
		NotTaken: "it takes no connections", Unreachable: "the connection failed",
	}[f]; ok {
		return text
	}
	return "it did not answer as a web server does"
}

// Why is the kind of an error of Client.Do.
func Why(err error) Failure {
	var (
		refused     *RefusedError
		dns         *net.DNSError
		untrusted   *tls.CertificateVerificationError
		timeout     interface{ Timeout() bool }
		unreachable *net.OpError
	)
	switch {
	case errors.As(err, &refused):
		return Refused
	case errors.Is(err, context.Canceled):
		return Stopped
	case errors.As(err, &dns) && dns.IsNotFound:
		return NoHost
	case errors.As(err, &untrusted):
		return Untrusted
	case errors.As(err, &timeout) && timeout.Timeout():
		return TimedOut
	case errors.Is(err, syscall.ECONNREFUSED):
		return NotTaken
	case errors.As(err, &dns):
		return NotFound
	case errors.As(err, &unreachable):
		return Unreachable
	}
	return Garbled
}
