package corpus

import (
	"bytes"

	"github.com/klauspost/compress/gzip"
)

// sniffKind tells feeds, sitemaps and documents by their first bytes. An HTML
// page is Unknown: whether it is an article or a list takes more than that.
func sniffKind(media string, body []byte) Kind {
	head := bytes.TrimLeft(body[:min(len(body), 2048)], " \t\r\n\ufeff\xef\xbb\xbf")
	head = head[:min(len(head), 1024)]
	if isDocument(media) {
		return Document
	}
	if head = skipProlog(head); len(head) > 0 {
		switch {
		case bytes.HasPrefix(head, []byte("<urlset")), bytes.HasPrefix(head, []byte("<sitemapindex")), hasPrefixed(head, "urlset"), hasPrefixed(head, "sitemapindex"):
			return Sitemap
		case bytes.HasPrefix(head, []byte("<rss")), bytes.HasPrefix(head, []byte("<feed")), bytes.HasPrefix(head, []byte("<rdf:RDF")):
			return Feed
		case media == "application/feed+json", head[0] == '{' && bytes.Contains(head, []byte("jsonfeed.org/version")):
			return Feed
		}
	}
	return Unknown
}

// hasPrefixed sees a root element with a namespace prefix: <sm:urlset.
func hasPrefixed(head []byte, name string) bool {
	i := bytes.IndexByte(head, ':')
	return i > 1 && i < 20 && head[0] == '<' && bytes.HasPrefix(head[i+1:], []byte(name))
}

// skipProlog passes the XML declaration, comments, stylesheets and doctype.
func skipProlog(b []byte) []byte {
	for {
		b = bytes.TrimLeft(b, " \t\r\n")
		var end string
		switch {
		case bytes.HasPrefix(b, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(b, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(b, []byte("<!")):
			end = ">"
		default:
			return b
		}
		i := bytes.Index(b, []byte(end))
		if i < 0 {
			return nil
		}
		b = b[i+len(end):]
	}
}

// unpackFile undoes the gzip of a file that is gzip itself, as sitemap.xml.gz
// is: no content coding says so.
func unpackFile(body []byte, most int64) ([]byte, error) {
	if len(body) < 2 || body[0] != 0x1f || body[1] != 0x8b {
		return body, nil
	}
	if _, err := gzip.NewReader(bytes.NewReader(body)); err != nil {
		return body, nil
	}
	return Decode("gzip", body, most)
}
