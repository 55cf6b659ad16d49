package corpus

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// pageKeys are query keys that choose a page of a list: sorted, lower case.
var pageKeys = []string{"p", "page", "paged", "pageindex", "pageno", "pagenumber", "pg", "trang"}

// pageWords stand before the number of a page in a path: sorted, lower case.
var pageWords = []string{"p", "page", "trang"}

// splitPage takes the number of a page out of a list's address: ?page=2,
// /page/2/, /trang-2.htm, /thoi-su-p2. What is left names the list, and is no
// address. n is 0 where there is no number, or none that a list would have: a
// bare one may be a day, and calendars have no end.
func splitPage(u string) (list string, n int) {
	origin := originOf(u)
	p, query, _ := strings.Cut(strings.TrimPrefix(u, origin), "?")
	var rest []string
	for _, pair := range strings.Split(query, "&") {
		key, v, _ := strings.Cut(pair, "=")
		if d := pageNumber(v); n == 0 && d > 0 && slices.Contains(pageKeys, strings.ToLower(key)) {
			n = d
		} else if pair != "" {
			rest = append(rest, pair)
		}
	}
	p = strings.TrimSuffix(p, "/")
	p = strings.TrimSuffix(p, path.Ext(p))
	if n == 0 {
		stem := strings.TrimRight(p, "0123456789")
		if d := pageNumber(p[len(stem):]); d > 0 {
			stem = strings.TrimRight(stem, "-_/")
			i := strings.LastIndexAny(stem, "-_/")
			if slices.Contains(pageWords, strings.ToLower(stem[i+1:])) {
				p, n = stem[:max(i, 0)], d
			}
		}
	}
	return origin + p + "?" + strings.Join(rest, "&"), n
}

// pageNumber reads a number that a page may have; 0 for any other text.
func pageNumber(s string) int {
	if len(s) == 0 || len(s) > 3 || s[0] < '0' || s[0] > '9' {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// nextPage finds the page that continues the list at self: it is called so, or
// its address is that of the list with the next number.
func nextPage(self string, anchors []*anchor) string {
	list, at := splitPage(self)
	best, rank := "", 0
	for _, a := range anchors {
		if !a.next && !a.second && !a.topic && !strings.ContainsAny(a.path, "0123456789") {
			continue
		}
		l, n := splitPage(a.url)
		if n == 0 || l != list {
			continue
		}
		r := 0
		switch {
		case at > 0 && n == at+1:
			r = 3
		case at == 0 && n <= 2 && (a.next || a.second): // some count from 0
			r = 2
		case at == 0 && n == 2:
			r = 1
		}
		if r > rank {
			best, rank = a.url, r
		}
	}
	return best
}
