package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"rebut/internal/problem"
)

// Headers of a request (Standard Webhooks, "Webhook headers").
const (
	HeaderID        = "webhook-id"
	HeaderTimestamp = "webhook-timestamp"
	HeaderSignature = "webhook-signature"
)

// Secret is a key that partner and site share. It prints as nothing that helps.
type Secret struct{ key []byte }

// Sizes of a secret, bytes (Standard Webhooks, "Signature scheme").
const (
	minSecret  = 24
	maxSecret  = 64
	makeSecret = 32
)

const secretPrefix = "whsec_"

func (Secret) String() string { return secretPrefix + "…" }

// GoString is String: a secret that is printed while somebody looks for a
// mistake is a secret no more.
func (s Secret) GoString() string { return s.String() }

// NewSecret makes a secret as it is given to a partner.
func NewSecret(random io.Reader) (string, error) {
	key := make([]byte, makeSecret)
	if _, err := io.ReadFull(random, key); err != nil {
		return "", err
	}
	return secretPrefix + base64.StdEncoding.EncodeToString(key), nil
}

// ParseSecrets reads one or several secrets with space between them: while a
// partner changes from one to another, both sign. The error is a mistake of
// whoever set them and does not repeat them.
func ParseSecrets(text string) ([]Secret, *problem.Mistake) {
	var out []Secret
	for _, word := range strings.Fields(text) {
		encoded, ok := strings.CutPrefix(word, secretPrefix)
		key, err := base64.StdEncoding.DecodeString(encoded)
		switch {
		case !ok || err != nil:
			return nil, &problem.Mistake{Message: "a secret is not whsec_ and base64", Hint: "make one with: rebut webhooks secret"}
		case len(key) < minSecret || len(key) > maxSecret:
			return nil, &problem.Mistake{Message: fmt.Sprintf("a secret has %d bytes; it must have from %d to %d", len(key), minSecret, maxSecret),
				Hint: "make one with: rebut webhooks secret"}
		}
		out = append(out, Secret{key})
	}
	if len(out) == 0 {
		return nil, &problem.Mistake{Message: "the secret is empty", Hint: "make one with: rebut webhooks secret"}
	}
	return out, nil
}

// Sign is the value of webhook-signature: a signature for each secret.
func Sign(secrets []Secret, id string, at time.Time, body []byte) string {
	signatures := make([]string, len(secrets))
	for i, s := range secrets {
		mac := hmac.New(sha256.New, s.key)
		mac.Write([]byte(id + "." + strconv.FormatInt(at.Unix(), 10) + "."))
		mac.Write(body)
		signatures[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	return strings.Join(signatures, " ")
}
