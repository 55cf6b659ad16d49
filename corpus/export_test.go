package corpus

import (
	"net/netip"

	"code.dny.dev/ssrf"
)

// AllowOnly makes loopback addresses within a prefix count as the open web.
func (o *Options) AllowOnly(prefix string) {
	o.guard = []ssrf.Option{ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix(prefix))}
}

var (
	DocumentLinks = documentLinks
	ParseSitemap  = parseSitemap
	ParseFeed     = parseFeed
)
