package corpus

import (
	"strconv"
	"strings"
	"time"
)

const (
	robotsDay = 24 * time.Hour // how long one is believed (RFC 9309, 2.4)
	robotsMax = 500 << 10      // bytes that are read of one (RFC 9309, 2.5)
	// maxCrawlDelay bounds what a robots.txt may ask for: beyond it a night
	// would not see a hundred pages, and the file is more likely mistaken.
	maxCrawlDelay = 5 * time.Minute
)

// Robots are the rules of one robots.txt for one crawler, by RFC 9309. The
// zero value allows everything.
//
// It is our own reader: temoto/robotstxt v1.1.2 does not anchor patterns with
// a wildcard, drops the whole file for a rule before the first group, and lets
// Disallow win ties; TestRobots holds a line for each.
type Robots struct {
	rules    []robotsRule
	Delay    time.Duration // Crawl-delay, 0 where not given
	Sitemaps []string
}

type robotsRule struct {
	pattern string
	allow   bool
}

// ParseRobots takes the rules for the product token agent ("solieu"): of all
// groups that name it, or else of those for *. Lines that cannot be understood
// are passed over.
func ParseRobots(body []byte, agent string) *Robots {
	if len(body) > robotsMax {
		body = body[:robotsMax]
	}
	agent = strings.ToLower(agent)
	var own, any Robots
	var sitemaps []string
	named := false
	forOwn, forAny, inAgents := false, false, false
	text := strings.TrimPrefix(string(body), "\ufeff")
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent", "useragent":
			if !inAgents {
				forOwn, forAny, inAgents = false, false, true
			}
			switch token := productToken(value); {
			case value == "*":
				forAny = true
			case token != "" && token == agent:
				forOwn, named = true, true
			}
		case "allow", "disallow":
			inAgents = false
			if value == "" {
				continue // says nothing: all is allowed unless another line forbids
			}
			if value[0] != '/' && value[0] != '*' && value[0] != '$' {
				value = "/" + value
			}
			rule := robotsRule{respell(value, true), key == "allow"}
			if forOwn {
				own.rules = append(own.rules, rule)
			}
			if forAny {
				any.rules = append(any.rules, rule)
			}
		case "crawl-delay":
			inAgents = false
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil || !(seconds > 0) {
				continue
			}
			d := maxCrawlDelay
			if seconds < d.Seconds() {
				d = time.Duration(seconds * float64(time.Second))
			}
			if forOwn {
				own.Delay = max(own.Delay, d)
			}
			if forAny {
				any.Delay = max(any.Delay, d)
			}
		case "sitemap":
			if len(sitemaps) < 100 {
				sitemaps = append(sitemaps, value)
			}
		}
	}
	r := &any
	if named {
		r = &own
	}
	r.Sitemaps = sitemaps
	return r
}

// productToken is the part of a User-agent line that names a crawler.
func productToken(s string) string {
	for i, c := range []byte(s) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_') {
			s = s[:i]
			break
		}
	}
	return strings.ToLower(s)
}

// Allows tells whether a normalised URL may be fetched: the longest pattern
// that matches its path and query decides, Allow before Disallow where equally
// long. robots.txt itself may always be fetched.
func (r *Robots) Allows(url string) bool {
	if r == nil {
		return true
	}
	path := pathOf(url)
	if path == "/robots.txt" {
		return true
	}
	best, allow := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > best || n == best && rule.allow) && robotsMatch(rule.pattern, path) {
			best, allow = n, rule.allow
		}
	}
	return allow
}

// robotsMatch matches from the path's beginning: * is any run of characters, a
// $ at the end of the pattern is the end of the path. It is linear in the
// product of both lengths at worst.
func robotsMatch(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	if anchored {
		pattern = pattern[:len(pattern)-1]
	} else {
		pattern += "*"
	}
	p, s := 0, 0
	star, mark := -1, 0
	for s < len(path) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, mark = p, s
			p++
			if p == len(pattern) {
				return true
			}
		case p < len(pattern) && pattern[p] == path[s]:
			p++
			s++
		case star >= 0:
			mark++
			p, s = star+1, mark
		default:
			return false
		}
	}
	for p < len(pattern) && pattern[p] == '*' {
		p++
	}
	return p == len(pattern)
}
