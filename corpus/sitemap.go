package corpus

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

const (
	maxSitemapURLs  = 50_000 // sitemaps.org
	maxSitemapDepth = 3      // indexes of indexes
)

// parseSitemap takes the addresses of a sitemap (of articles, with the news
// namespace or without) or of a sitemap index (of sitemaps). A gzipped one has
// been unpacked. Addresses of other sites are left out, as are those last
// changed before since (zero takes all). A file that breaks off gives what
// stood before, beside the error.
func parseSitemap(base string, body []byte, depth int, since time.Time) (found []Item, err error) {
	dec := xml.NewDecoder(bytes.NewReader(body))
	dec.Strict = false
	dec.CharsetReader = func(label string, r io.Reader) (io.Reader, error) { return charset.NewReaderLabel(label, r) }
	site := SiteOf(base)
	type entry struct{ loc, lastmod, news, lang, publisher string }
	var e entry
	var field *string
	var text strings.Builder
	root := ""
	level := 0
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return found, fmt.Errorf("read sitemap: %w", err)
		}
		switch t := tok.(type) {
		case xml.StartElement:
			level++
			if level > 64 {
				return found, fmt.Errorf("read sitemap: %d elements deep", level)
			}
			field = nil
			switch name := t.Name.Local; {
			case level == 1:
				if name != "urlset" && name != "sitemapindex" {
					return nil, fmt.Errorf("read sitemap: root is <%.40s>", name)
				}
				root = name
			case name == "url" || name == "sitemap":
				e = entry{}
			case name == "loc" && level == 3:
				field = &e.loc
			case name == "lastmod":
				field = &e.lastmod
			case name == "publication_date":
				field = &e.news
			case name == "language":
				field = &e.lang
			case name == "name":
				field = &e.publisher
			}
			text.Reset()
		case xml.CharData:
			if field != nil && text.Len() < maxURL {
				text.Write(t)
			}
		case xml.EndElement:
			level--
			if field != nil {
				*field = strings.TrimSpace(text.String())
				field = nil
			}
			if t.Name.Local != "url" && t.Name.Local != "sitemap" || level != 1 {
				continue
			}
			u, err := ResolveURL(base, e.loc)
			if e.loc == "" || err != nil || SiteOf(u) != site || u == base {
				continue
			}
			changed := sitemapTime(e.news)
			if changed.IsZero() {
				changed = sitemapTime(e.lastmod)
			}
			if !since.IsZero() && !changed.IsZero() && changed.Before(since) {
				continue
			}
			item := Item{URL: u, Priority: PriorityFound}
			if root == "sitemapindex" {
				if depth+1 > maxSitemapDepth {
					continue
				}
				item.Kind, item.Depth, item.Priority = Sitemap, depth+1, PrioritySource
			} else {
				if at := sitemapTime(e.news); !at.IsZero() && time.Until(at) < 24*time.Hour {
					item.Kind = Article // the news namespace is for articles alone
					item.Hint.PublishedOn = at.In(hanoi).Format(time.DateOnly)
				}
				if e.lang == "vi" || e.lang == "en" {
					item.Hint.Language = e.lang
				}
			}
			found = append(found, item)
			if len(found) == maxSitemapURLs {
				return found, nil
			}
		}
	}
	if root == "" {
		return nil, errors.New("read sitemap: no element")
	}
	return found, nil
}

// sitemapTime reads the W3C forms that sitemaps use; zero for any other.
func sitemapTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.ParseInLocation(layout, s, hanoi); err == nil {
			return t
		}
	}
	if t, err := time.ParseInLocation(time.DateOnly, s, hanoi); err == nil {
		return t
	}
	return time.Time{}
}
