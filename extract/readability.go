package extract

import (
	"net/url"
	"strings"

	readability "github.com/go-shiori/go-readability"
	"golang.org/x/net/html"
)

// maxReadable bounds the elements of a page that go-readability is asked
// about: it takes a copy of the tree and several walks over it.
const maxReadable = 20_000

// byReadability asks go-readability for the body. It is the only place that
// knows that library. nil where it finds none.
func (p *page) byReadability(root *html.Node, old *body, a *Article) (b *body) {
	defer func() {
		if recover() != nil { // a library of others, on strangers' pages
			b = nil
		}
	}()
	if len(p.elems) > maxReadable {
		return nil
	}
	address := p.url
	if address == nil {
		address = &url.URL{}
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	found, err := parser.ParseDocument(root, address)
	if err != nil || found.Node == nil {
		return nil
	}
	var q page
	q.walk(found.Node, -1)
	q.flush(int32(len(q.elems)) - 1)
	return q.asBody("readability", old, a)
}

// byText makes a body of text that is no part of the page's tree: the
// articleBody of JSON-LD, a string in a script.
func (p *page) byText(text, way string, old *body) *body {
	var q page
	if strings.Contains(text, "</") || strings.Contains(text, "<p") || strings.Contains(text, "<br") {
		root, _ := parseTree([]byte(text), p.opt.ParseTime)
		q.walk(root, -1)
		q.flush(int32(len(q.elems)) - 1)
		return q.asBody(way, old, nil)
	}
	b := &body{way: way, title: old.title, core: -1}
	for _, l := range plainLines(html.UnescapeString(text)) {
		b.blocks = append(b.blocks, Block{Paragraph, l.text})
	}
	return b
}

// asBody takes all lines of a page that are no links.
func (p *page) asBody(way string, old *body, a *Article) *body {
	b := &body{way: way, title: old.title, core: -1, sources: old.sources, byline: old.byline}
	for i := range p.runs {
		if x := &p.runs[i]; x.l*10 < x.n*9 {
			b.runs = append(b.runs, int32(i))
		}
	}
	if a == nil {
		a = &Article{}
	}
	p.finish(b, a)
	b.runs = nil // they are not of the page's own list
	return b
}

// bodyKeys name a body in the JSON that pages are made from.
var bodyKeys = map[string]bool{"content": true, "body": true, "articleBody": true, "html": true, "bodyHtml": true, "contentHtml": true, "detail": true,
	"description": false, "text": true, "body_html": true, "content_html": true, "noiDung": true, "rendered": true}

// longestText is the longest body in the JSON of the page's scripts.
func (p *page) longestText() string {
	best := ""
	var visit func(v any, key string, depth int)
	visit = func(v any, key string, depth int) {
		switch v := v.(type) {
		case string:
			if bodyKeys[key] && len(v) > len(best) {
				best = v
			}
		case []any:
			for _, x := range v {
				visit(x, key, depth+1)
			}
		case map[string]any:
			for k, x := range v {
				visit(x, k, depth+1)
			}
		}
	}
	for _, s := range p.data {
		if len(s) > 4<<20 {
			continue
		}
		j := jsonReader{s: strings.TrimSpace(s)}
		visit(j.value(0), "", 0)
	}
	return best
}
