package corpus

import (
	"net/netip"

	"code.dny.dev/ssrf"
)

// AllowOnly makes loopback addresses within a prefix count as the open web.
func (o *Options) AllowOnly(prefix string) {
	o.guard = []ssrf.Option{ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix(prefix))}
}

// Defaults fills in what is not set.
func (o *Options) Defaults() { o.defaults() }

// Dirty tells whether something was written that is not on the disk yet.
func (a *Archive) Dirty() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.dirty
}

var (
	Backoff       = backoff
	DocumentLinks = documentLinks
	ParseSitemap  = parseSitemap
	ParseFeed     = parseFeed
	SplitPage     = splitPage
	WithoutUser   = withoutUser
	SaysStory     = saysStory
)
