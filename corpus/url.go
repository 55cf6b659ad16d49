package corpus

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// ErrURL is returned for an address that cannot be fetched: not absolute, not
// http or https, no host.
var ErrURL = errors.New("not a web address")

// maxURL is the longest address kept; longer ones are traps, not articles.
const maxURL = 2048

// trackingParams are query keys that never choose the content: sorted, lower
// case. A trailing * stands for any ending.
var trackingParams = []string{
	"_ga",
	"_gl",
	"fbclid",
	"gclid",
	"gclsrc",
	"igshid",
	"mc_cid",
	"mc_eid",
	"mkt_tok",
	"msclkid",
	"utm_*",
	"yclid",
	"zarsrc", // Zalo
}

func tracking(key string) bool {
	key = strings.ToLower(key)
	i := sort.SearchStrings(trackingParams, key)
	if i < len(trackingParams) && trackingParams[i] == key {
		return true
	}
	for _, p := range trackingParams {
		if stem, ok := strings.CutSuffix(p, "*"); ok && strings.HasPrefix(key, stem) {
			return true
		}
	}
	return false
}

// NormalizeURL gives the one spelling of an address under which it is kept:
// lower-case scheme and host (IDNA in its ASCII form), no default port, no
// user and password, no fragment, no tracking parameters, no dot segments,
// percent escapes in upper case and only where needed. The order of query
// parameters is left alone. A bare host and path is taken as https. Only http
// and https pass; the error wraps [ErrURL] and never repeats a password.
func NormalizeURL(raw string) (string, error) {
	raw = strings.TrimSpace(raw)
	if !strings.Contains(raw, "://") && looksLikeHost(raw) {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil {
		var ue *url.Error
		if errors.As(err, &ue) {
			err = ue.Err // its text repeats the address, which may hold a password
		}
		return "", fmt.Errorf("%w: %v", ErrURL, err)
	}
	return normalize(u)
}

// ResolveURL is NormalizeURL for a reference found on the page at base.
func ResolveURL(base, ref string) (string, error) {
	b, err := url.Parse(base)
	if err != nil {
		return "", fmt.Errorf("%w: base", ErrURL)
	}
	u, err := b.Parse(strings.TrimSpace(ref))
	if err != nil {
		return "", fmt.Errorf("%w: reference", ErrURL)
	}
	return normalize(u)
}

func normalize(u *url.URL) (string, error) {
	n := url.URL{Scheme: strings.ToLower(u.Scheme)}
	if n.Scheme != "http" && n.Scheme != "https" {
		if n.Scheme == "" {
			return "", fmt.Errorf("%w: no http:// or https://", ErrURL)
		}
		return "", fmt.Errorf("%w: scheme %q, only http and https are fetched", ErrURL, n.Scheme)
	}
	host := strings.TrimRight(strings.ToLower(u.Hostname()), ".。．｡") // IDNA takes them all for dots
	if addr, err := netip.ParseAddr(host); err == nil {
		host = addr.String()
		if addr.Is6() {
			host = "[" + host + "]"
		}
	} else if ascii, err := idna.Lookup.ToASCII(host); err == nil {
		host = strings.TrimRight(ascii, ".")
	} else if strings.ContainsAny(host, " <>\"\\^`{|}") {
		return "", fmt.Errorf("%w: host %q", ErrURL, host)
	}
	if host == "" {
		return "", fmt.Errorf("%w: no host", ErrURL)
	}
	n.Host = host
	switch port := u.Port(); {
	case port == "", port == "80" && n.Scheme == "http", port == "443" && n.Scheme == "https":
	default:
		if v, err := strconv.ParseUint(port, 10, 16); err != nil || v == 0 || port[0] == '0' {
			return "", fmt.Errorf("%w: port %s", ErrURL, port)
		}
		n.Host += ":" + port
	}
	p := respell(u.EscapedPath(), false)
	if strings.Contains(p, "/.") || strings.Contains(p, "//") && strings.Contains(p, "..") {
		slash := strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")
		p = path.Clean(p)
		if slash && p != "/" {
			p += "/"
		}
	}
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	q := u.RawQuery
	if q != "" {
		var keep []string
		for _, pair := range strings.Split(q, "&") {
			key, _, _ := strings.Cut(pair, "=")
			if pair != "" && !tracking(key) {
				keep = append(keep, respell(pair, true))
			}
		}
		q = strings.Join(keep, "&")
	}
	s := n.Scheme + "://" + n.Host + p
	if q != "" {
		s += "?" + q
	}
	if len(s) > maxURL {
		return "", fmt.Errorf("%w: longer than %d bytes", ErrURL, maxURL)
	}
	return s, nil
}

// withoutUser takes user and password out of a reference, and leaves the rest
// as it is.
func withoutUser(ref string) string {
	i := strings.Index(ref, "//")
	if i < 0 || strings.ContainsAny(ref[:i], "/?#") {
		return ref
	}
	host := ref[i+2:]
	if end := strings.IndexAny(host, "/?#\\"); end >= 0 {
		host = host[:end]
	}
	return ref[:i+2] + ref[i+2+strings.LastIndexByte(host, '@')+1:]
}

// respell writes percent escapes in one way: unreserved characters plain
// (RFC 3986, 6.2.2.2), all others that need it escaped in upper case.
func respell(s string, query bool) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if !safe(s[i], query) || s[i] == '%' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' {
			if i+2 < len(s) && unhex(s[i+1]) >= 0 && unhex(s[i+2]) >= 0 {
				d := byte(unhex(s[i+1])<<4 | unhex(s[i+2]))
				if unreserved(d) {
					b.WriteByte(d)
				} else {
					fmt.Fprintf(&b, "%%%02X", d)
				}
				i += 2
				continue
			}
			b.WriteString("%25")
			continue
		}
		if safe(c, query) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func safe(c byte, query bool) bool {
	return unreserved(c) || strings.IndexByte("!$&'()*+,;=:@/", c) >= 0 || query && c == '?'
}

func looksLikeHost(s string) bool {
	host, _, _ := strings.Cut(s, "/")
	host, _, _ = strings.Cut(host, ":")
	if strings.ContainsAny(host, " @?#") || !strings.Contains(host, ".") {
		return false
	}
	if _, err := netip.ParseAddr(host); err == nil {
		return true
	}
	suffix, icann := publicsuffix.PublicSuffix(strings.ToLower(host))
	return icann && suffix != host
}

// HostOf is the host of a normalised URL with its port where one is written:
// the unit of politeness.
func HostOf(u string) string {
	_, rest, ok := strings.Cut(u, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = rest[i+1:]
	}
	return rest
}

// SiteOf is the registrable domain of a normalised URL (moit.gov.vn of
// vsi.gov.vn's sister pages, vnexpress.net of e.vnexpress.net), or the host
// itself where there is none, such as an IP address.
func SiteOf(u string) string {
	host := HostOf(u)
	bare := host
	if i := strings.LastIndexByte(bare, ':'); i >= 0 && !strings.HasSuffix(bare, "]") {
		bare = bare[:i]
	}
	if _, err := netip.ParseAddr(strings.Trim(bare, "[]")); err == nil {
		return host
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(bare)
	if err != nil {
		return host
	}
	return site
}

// originOf is scheme and host: what one robots.txt speaks for.
func originOf(u string) string {
	scheme, rest, ok := strings.Cut(u, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return scheme + "://" + rest
}

// pathOf is what robots.txt rules are held against: path and query.
func pathOf(u string) string {
	_, rest, _ := strings.Cut(u, "://")
	if i := strings.IndexAny(rest, "/?"); i >= 0 {
		rest = rest[i:]
	} else {
		rest = "/"
	}
	if rest[0] == '?' {
		rest = "/" + rest
	}
	return rest
}

// FileURL is the absolute file: URL of a local path.
func FileURL(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", fmt.Errorf("file URL of %s: %w", name, err)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String(), nil
}
