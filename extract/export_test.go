package extract

import "strings"

// SiteDomains are the domains that name the rules, in the table's order.
func SiteDomains() (out []string) {
	for _, r := range siteTable {
		d, _, _ := strings.Cut(r.domain, " ")
		out = append(out, d)
	}
	return out
}
