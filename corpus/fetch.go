package corpus

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

var (
	// ErrPrivate is returned for a host whose address is private, loopback,
	// link-local or otherwise not of the open web.
	ErrPrivate = errors.New("private address")
	// ErrTimeout is returned for an answer that takes too long.
	ErrTimeout = errors.New("took too long")
	// ErrCutOff is returned for a body that ends before its announced length.
	ErrCutOff = errors.New("body cut off")
	// ErrRedirects is returned for a redirect that leads in a circle, through
	// more than five addresses, or nowhere.
	ErrRedirects = errors.New("redirects")
	// ErrNotKept is returned for pictures, films and programs.
	ErrNotKept = errors.New("not a text or document")
)

const (
	maxHops        = 5
	maxHeaderBytes = 256 << 10
	maxIdle        = 256 // connections kept between two requests to a host, which a crawl of many hosts comes back to in turn
)

// fetcher makes single requests: no redirects, no retries of its own.
type fetcher struct {
	client *http.Client
	agent  string
	most   int64 // bytes of a text, as sent and decoded
	mostOf int64 // bytes of a document
	time   time.Duration
}

func newFetcher(o *Options) *fetcher {
	dialer := &net.Dialer{Timeout: min(o.Timeout, 15*time.Second), KeepAlive: 30 * time.Second}
	if !o.AllowPrivate {
		// Asked after DNS, for each connection: a name cannot be rebound between
		// the check and the call.
		dialer.Control = ssrf.New(append(o.guard, ssrf.WithAnyPort())...).Safe
	}
	transport := &http.Transport{
		Proxy:                  nil, // a proxy would be asked for addresses that we cannot check
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // bytes are kept as they come
		MaxResponseHeaderBytes: maxHeaderBytes,
		MaxIdleConns:           max(maxIdle, 2*o.Concurrency),
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    min(o.Timeout, 15*time.Second),
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: o.rootCAs},
	}
	return &fetcher{
		client: &http.Client{
			Transport:     transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		agent: o.UserAgent, most: o.MaxBytes, mostOf: o.MaxDocumentBytes, time: o.Timeout,
	}
}

func (f *fetcher) close() { f.client.CloseIdleConnections() }

// answer is what one request brought.
type answer struct {
	Exchange
	Body      []byte // decoded
	MediaType string
	Charset   string
}

// get makes one request. The answer may be nil beside an error, or carry the
// status of an answer whose body could not be taken.
func (f *fetcher) get(ctx context.Context, url, etag, modified string) (*answer, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, f.time, ErrTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrURL, err)
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Language", "vi,en;q=0.5")
	req.Header.Set("Accept-Encoding", acceptEncoding)
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if modified != "" {
		req.Header.Set("If-Modified-Since", modified)
	}
	a := &answer{Exchange: Exchange{URL: url, Method: req.Method, Request: req.Header.Clone(), Time: time.Now().UTC()}}
	res, err := f.client.Do(req)
	if err != nil {
		return nil, f.explain(ctx, err)
	}
	defer res.Body.Close()
	a.Status, a.Header = res.StatusCode, res.Header
	if where := a.Header.Get("Location"); where != "" {
		a.Header.Set("Location", withoutUser(where)) // a password is not archived either
	}
	limit := f.most
	media, _ := mediaType(res.Header.Get("Content-Type"), nil)
	if res.StatusCode == http.StatusOK && res.Header.Get("Content-Type") != "" {
		switch {
		case isDocument(media):
			limit = max(f.mostOf, f.most)
		case strings.HasPrefix(media, "image/"), strings.HasPrefix(media, "video/"), strings.HasPrefix(media, "audio/"), strings.HasPrefix(media, "font/"):
			return a, fmt.Errorf("%w: %s", ErrNotKept, media)
		}
	}
	if res.ContentLength > limit {
		return a, fmt.Errorf("%w: %d bytes announced, limit %d", ErrTooLarge, res.ContentLength, limit)
	}
	if a.Payload, err = readBounded(res.Body, res.ContentLength, limit); err != nil {
		return a, f.explain(ctx, err)
	}
	if res.StatusCode == http.StatusNotModified {
		return a, nil
	}
	if a.Body, err = Decode(res.Header.Get("Content-Encoding"), a.Payload, limit); err != nil {
		return a, err
	}
	a.MediaType, a.Charset = mediaType(res.Header.Get("Content-Type"), a.Body)
	return a, nil
}

func readBounded(r io.Reader, announced, limit int64) ([]byte, error) {
	size := announced
	if size < 0 {
		size = 32 << 10
	}
	buf := make([]byte, 0, min(size, 1<<20)+512)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if int64(len(buf)) > limit {
			return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
		}
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// isDocument tells what is kept though it is not read.
func isDocument(media string) bool {
	switch media {
	case "application/pdf", "application/msword", "application/rtf", "application/zip", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "text/csv":
		return true
	}
	return strings.HasPrefix(media, "application/vnd.openxmlformats-officedocument.") || strings.HasPrefix(media, "application/vnd.oasis.opendocument.")
}

// explain turns the errors of net/http into ours: short, without the address,
// which the caller names.
func (f *fetcher) explain(ctx context.Context, err error) error {
	var dns *net.DNSError
	var tlsErr *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var op *net.OpError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, ErrTooLarge):
		return err
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		return fmt.Errorf("%w: not fetched without --allow-private", ErrPrivate)
	case errors.Is(context.Cause(ctx), ErrTimeout), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%w: no whole answer within %v", ErrTimeout, f.time)
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ErrCutOff
	case errors.As(err, &dns):
		if dns.IsNotFound {
			return errNoHost
		}
		return fmt.Errorf("%w: %s", errDNS, dns.Err)
	case errors.As(err, &tlsErr):
		return fmt.Errorf("%w: %v", errTLS, tlsErr.Err)
	case errors.As(err, &unknown):
		return fmt.Errorf("%w: %v", errTLS, unknown)
	case errors.Is(err, syscall.ECONNREFUSED):
		return errRefusedConn
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, io.EOF):
		return errReset
	case errors.As(err, &op):
		return fmt.Errorf("%w: %v", errNet, op.Err)
	}
	for u := errors.Unwrap(err); u != nil; u = errors.Unwrap(u) {
		err = u
	}
	if strings.Contains(err.Error(), "header") {
		return fmt.Errorf("%w: %v", errHeader, err)
	}
	return fmt.Errorf("%w: %v", errNet, err)
}

var (
	errNoHost      = errors.New("no such host")
	errDNS         = errors.New("name lookup failed")
	errTLS         = errors.New("certificate is not valid")
	errRefusedConn = errors.New("connection refused")
	errReset       = errors.New("connection closed")
	errNet         = errors.New("network")
	errHeader      = errors.New("response header")
	errStatus      = errors.New("http")
	errRobots      = errors.New("robots.txt")
)

// causes names errors for counting, and says which may heal by themselves: the
// first that matches counts.
var causes = []struct {
	err   error
	name  string
	heals bool
}{
	{ErrPrivate, "private", false},
	{ErrURL, "url", false},
	{ErrTooLarge, "too_large", false},
	{ErrBomb, "bomb", false},
	{ErrCoding, "coding", true},
	{ErrRedirects, "redirects", false},
	{ErrNotKept, "not_kept", false},
	{ErrTimeout, "timeout", true},
	{ErrCutOff, "cut_off", true},
	{ErrEmpty, "empty", true},
	{errNoHost, "no_host", true},
	{errDNS, "dns", true},
	{errTLS, "tls", true},
	{errRefusedConn, "connect", true},
	{errReset, "reset", true},
	{errHeader, "header", false},
	{errNet, "network", true},
	{errRobots, "robots", false},
}

func causeOf(err error) (name string, heals bool) {
	for _, c := range causes {
		if errors.Is(err, c.err) {
			return c.name, c.heals
		}
	}
	return "other", false
}

// retryAfter reads the header of that name: seconds or a date; 0 where there
// is none.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if v == "" {
		return 0
	}
	if s, err := strconv.ParseInt(v, 10, 64); err == nil {
		return time.Duration(min(max(s, 0), int64(30*24*time.Hour/time.Second))) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return min(max(t.Sub(now), 0), 30*24*time.Hour)
	}
	return 0
}
