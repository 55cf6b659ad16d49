package extract

import (
	"io"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseTree makes the one tree of a page. x/net/html does it as a browser does;
// it is fed without what nobody reads (see feed). It gives up on more than 512
// open elements, and a page can make it copy open formatting elements without
// end (`<font a=1><font a=2>…<p><p><p>…`); such a page, and one that takes
// longer than limit, goes to shallowTree, which takes time and memory in
// proportion to the page whatever stands in it.
func parseTree(text []byte, limit time.Duration) (root *html.Node, broken bool) {
	f := newFeed(text)
	f.until = time.Now().Add(limit)
	root, err := html.Parse(f)
	if err == nil {
		return root, false
	}
	f = newFeed(text)
	f.all = true
	return shallowTree(f), true
}

// maxDepth bounds the trees of shallowTree; wrappers are left out from
// wrapperDepth on.
const (
	maxDepth     = 300
	wrapperDepth = 100
)

// shallowTree makes a tree of bounded depth in one pass over the tokens. What
// a browser would repair, it repairs only as far as reading the text needs:
// paragraphs, list items and cells end where the next begins, an end tag closes
// all that is open inside its element, one without a start is left out. Past
// wrapperDepth elements that only wrap are opened no more, past maxDepth none.
func shallowTree(text io.Reader) *html.Node {
	doc := &html.Node{Type: html.DocumentNode}
	z := html.NewTokenizer(text)
	stack := []*html.Node{doc}
	open := map[string]int{}
	popTo := func(n int) {
		for len(stack) > n {
			open[stack[len(stack)-1].Data]--
			stack = stack[:len(stack)-1]
		}
	}
	closeLast := func(name string, within ...string) {
		if open[name] == 0 {
			return
		}
		for i := len(stack) - 1; i > 0; i-- {
			if stack[i].Data == name {
				popTo(i)
				return
			}
			for _, w := range within {
				if stack[i].Data == w {
					return
				}
			}
		}
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			return doc
		case html.TextToken:
			top := stack[len(stack)-1]
			if t := string(z.Text()); t != "" {
				top.AppendChild(&html.Node{Type: html.TextNode, Data: t})
			}
		case html.EndTagToken:
			b, _ := z.TagName()
			name := string(b)
			if open[name] > 0 {
				closeLast(name)
			} else if isBlock(atom.Lookup(b)) {
				stack[len(stack)-1].AppendChild(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br})
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
			switch a := t.DataAtom; {
			case a == atom.Html || a == atom.Body || a == atom.Head:
				if open[t.Data] > 0 {
					continue
				}
				if a == atom.Body {
					closeLast("head")
				}
			case a == atom.Li:
				closeLast("li", "ul", "ol")
			case a == atom.Dt || a == atom.Dd:
				closeLast("dt", "dl")
				closeLast("dd", "dl")
			case a == atom.Td || a == atom.Th:
				closeLast("td", "tr", "table")
				closeLast("th", "tr", "table")
			case a == atom.Tr:
				closeLast("tr", "table")
			case a == atom.A:
				closeLast("a", "td", "li", "div")
			case a == atom.Option:
				closeLast("option", "select")
			}
			if isBlock(t.DataAtom) && t.DataAtom != atom.Br {
				closeLast("p", "td", "th", "li", "div", "table")
			}
			stack[len(stack)-1].AppendChild(n)
			if t.Type == html.SelfClosingTagToken && !isBlock(t.DataAtom) || isVoid(t.DataAtom) {
				continue
			}
			if len(stack) >= maxDepth || len(stack) >= wrapperDepth && isWrapper(t.DataAtom) {
				continue
			}
			stack = append(stack, n)
			open[n.Data]++
		}
	}
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta,
		atom.Param, atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// isWrapper names elements that tell nothing of their content.
func isWrapper(a atom.Atom) bool {
	switch a {
	case atom.Div, atom.Span, atom.Font, atom.B, atom.I, atom.Strong, atom.Em, atom.U, atom.Center, atom.Section,
		atom.Small, atom.Big, atom.Blockquote, atom.S, atom.Sub, atom.Sup, atom.Tt, 0:
		return true
	}
	return false
}

// isBlock names the elements that begin and end a line of text.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Br, atom.Caption, atom.Center, atom.Dd,
		atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hgroup, atom.Hr,
		atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Optgroup, atom.Option, atom.P,
		atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr,
		atom.Ul:
		return true
	}
	return false
}
