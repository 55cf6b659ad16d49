// Package extract makes a readable article of a page.
//
// In go the bytes of a document as they were fetched, with what is known beside
// them (Source); out comes an Article: title, author, publisher, times with
// their zone, canonical and original address, and the body as blocks, one a
// line, in reading order. The page is decoded and parsed once; the body, the
// metadata and the links come from that one tree.
//
// The body is found by a site rule (site_table.go) where there is one, else by
// the generic scorer; go-readability is asked last. Menus, related articles,
// tags, comments, advertisements and bylines are left out. What cannot be
// taken for an article is ErrNotArticle; it is an ordinary day, no reason to
// stop.
//
//	a, err := extract.Extract(extract.Source{URL: address, Body: body}, extract.Options{})
//	if errors.Is(err, extract.ErrNotArticle) { … }
//	fmt.Println(a.Title, a.PublishedAt())
//	fmt.Println(a.Text()) // what is stored and cited: NFC, without NUL, never changed
//
// A page cannot break the limits: its size is bounded by Options.MaxBytes, the
// time of building its tree by Options.ParseTime, and memory grows in
// proportion to its size.
package extract

import (
	"bytes"
	"fmt"
	"mime"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// Source is what is extracted: bytes as fetched and what is known beside them.
// The page's own word is asked first; Published, Publisher, Language and
// OriginalURL fill what it does not say.
type Source struct {
	URL         string // where the page was in the end (after redirects), "" if unknown
	Body        []byte
	MediaType   string // of the Content-Type header, "" if unknown: then the bytes tell
	Charset     string // of the Content-Type header, "" if it names none
	Published   string // local day, ISO 8601
	Publisher   string
	Language    string // vi or en
	OriginalURL string
}

// Options choose how. The zero value is what one wants.
type Options struct {
	NoSiteRules bool          // find every body by the generic scorer
	Links       bool          // fill Article.Links
	MaxBytes    int           // larger documents are ErrTooLarge; 0 is 16 MiB
	ParseTime   time.Duration // a page that takes the HTML parser longer is read by the linear one; 0 is 5 s
}

// Extract makes an article of a document, HTML or plain text. Its errors wrap
// ErrEmpty, ErrNotText, ErrNotArticle or ErrTooLarge.
func Extract(src Source, opt Options) (*Article, error) {
	if opt.MaxBytes == 0 {
		opt.MaxBytes = 16 << 20
	}
	if opt.ParseTime == 0 {
		opt.ParseTime = 5 * time.Second
	}
	a, err := extract(src, opt)
	if err != nil {
		return nil, fmt.Errorf("extract %s: %w", src.URL, err)
	}
	return a, nil
}

func extract(src Source, opt Options) (a *Article, err error) {
	defer func() {
		// One page of millions must not end a night's run.
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("%w: %v", ErrFault, r)
		}
	}()
	if len(src.Body) > opt.MaxBytes {
		return nil, ErrTooLarge
	}
	kind, params, _ := mime.ParseMediaType(src.MediaType)
	if src.Charset == "" {
		src.Charset = params["charset"]
	}
	if refusedType(kind) {
		return nil, ErrNotText
	}
	text, charset, err := decode(src.Body, src.Charset)
	if err != nil {
		return nil, err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return nil, ErrEmpty
	}
	if !isHTML(kind, text) {
		return plain(src, string(text))
	}
	root, _ := parseTree(text, opt.ParseTime)
	p := pages.Get().(*page)
	defer func() { p.reset(); pages.Put(p) }()
	p.opt = opt
	p.unicode = charset == "vni" || charset == "tcvn3" || charset == "tcvn5712-1" || charset == "viscii" || charset == "windows-1258"
	setURL(p, src.URL)
	p.walk(root, -1)
	p.flush(int32(len(p.elems)) - 1)
	return p.article(src, root)
}

func setURL(p *page, address string) {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		p.url = u
	}
}

func refusedType(kind string) bool {
	switch {
	case kind == "", strings.HasPrefix(kind, "text/"), strings.Contains(kind, "html"), strings.Contains(kind, "xml"),
		kind == "application/octet-stream", kind == "application/json":
		return false
	}
	return true
}

// isHTML tells HTML from plain text by the media type and, where that is
// missing or says nothing, by the tags the text begins with.
func isHTML(kind string, text []byte) bool {
	switch {
	case strings.Contains(kind, "html"):
		return true
	case kind == "text/plain":
		return false
	}
	head := string(text[:min(len(text), 4096)])
	if strings.HasPrefix(strings.TrimSpace(head), "<") {
		return true
	}
	head = strings.ToLower(head)
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<meta ", "<div", "<p>", "<script"} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return false
}

// article joins what the page tells.
func (p *page) article(src Source, root *html.Node) (*Article, error) {
	a := &Article{From: map[string]string{}}
	f := p.facts()
	site := p.site()
	p.title(a, f, site)
	body, err := p.body(a, f, site, root)
	if err != nil {
		return nil, err
	}
	p.titleByPlace(a, body)
	a.Blocks, a.Way = body.blocks, body.way
	p.metadata(a, f, site, body, src)
	if p.opt.Links {
		a.Links = p.links(body)
	}
	return a, nil
}

// links are the page's links with an address to go to.
func (p *page) links(b *body) []Link {
	base := p.url
	if p.base != "" {
		if u, err := url.Parse(p.base); err == nil {
			if base != nil {
				u = base.ResolveReference(u)
			}
			base = u
		}
	}
	var out []Link
	for _, id := range p.anchors {
		e := &p.elems[id]
		href := strings.TrimSpace(attr(e.n, "href"))
		if href == "" || href[0] == '#' {
			continue
		}
		u, err := url.Parse(href)
		if err != nil {
			continue
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		if u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		out = append(out, Link{URL: u.String(), Text: textOf(e.n), Body: id >= b.core && id < b.coreEnd})
	}
	return out
}

// textOf is the text of a node on one line.
func textOf(n *html.Node) string {
	var p page
	var visit func(n *html.Node, depth int)
	visit = func(n *html.Node, depth int) {
		if n.Type == html.TextNode {
			p.write(n.Data)
			return
		}
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style" || n.Data == "svg" || n.Data == "noscript") {
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c, depth+1)
		}
		if isBlock(n.DataAtom) {
			p.space()
		}
	}
	visit(n, 0)
	return nfc(strings.TrimSpace(string(p.text)))
}
