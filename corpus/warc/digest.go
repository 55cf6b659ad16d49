package warc

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"
)

// ErrDigest is returned when bytes and digest disagree.
var ErrDigest = errors.New("digest does not match")

// Digest is the labelled digest of b as we write it: sha256 in lower-case hex.
func Digest(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// CheckDigest holds b against a labelled digest as anyone may have written it:
// sha1, sha256, sha512 or md5, in hex, base32 or base64. Nil also for an
// algorithm that is not known, for which nothing can be said.
func CheckDigest(label string, b []byte) error {
	algorithm, want, ok := strings.Cut(label, ":")
	if !ok {
		return fmt.Errorf("%w: %q has no algorithm", ErrDigest, label)
	}
	var h hash.Hash
	switch strings.ToLower(algorithm) {
	case "sha1", "sha-1":
		h = sha1.New()
	case "sha256", "sha-256":
		h = sha256.New()
	case "sha512", "sha-512":
		h = sha512.New()
	case "md5":
		h = md5.New()
	default:
		return nil
	}
	h.Write(b)
	sum := h.Sum(nil)
	want = strings.TrimSpace(want)
	for _, got := range []string{
		hex.EncodeToString(sum),
		base32.StdEncoding.EncodeToString(sum),
		base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum),
	} {
		if strings.EqualFold(got, want) {
			return nil
		}
	}
	if base64.StdEncoding.EncodeToString(sum) == want || base64.RawURLEncoding.EncodeToString(sum) == strings.TrimRight(want, "=") {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrDigest, label)
}
