package extract

import (
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what one walk over the tree finds: its elements in document order,
// its text cut into runs (lines), and what the head says. Everything after the
// walk reads these lists, not the tree.
type page struct {
	url   *url.URL // nil where the address is not known
	opt   Options
	elems []elem
	runs  []run
	text  []byte // of all runs, spaces collapsed
	metas []meta
	ld    []string // JSON-LD, as it stands
	data  []string // other JSON in scripts

	titleTag, canonical, base, lang string
	h1                              []int32 // runs
	times                           []int32 // elements
	props                           []prop
	bylines                         []int32 // elements
	origins                         []int32 // elements that name who published first
	anchors                         []int32 // elements

	unicode bool // the text is decoded by a Vietnamese charset: fonts change nothing

	// state of the walk
	cur  run
	link int // open a elements
	font string
	bold int
	cell int // of the open data-table row
}

// elem is an element; elems[parent] holds it, and elems[i+1:end] stand in it.
type elem struct {
	n          *html.Node
	parent     int32
	end        int32
	run0, run1 int32 // its runs: runs[run0:run1]
	hints      hint
}

// run is a line of text: what stands between two block boundaries.
type run struct {
	elem   int32 // the innermost block element
	a, b   int32 // its bytes in page.text
	n, l   int32 // its length and that of its links, in characters
	marks  int16 // sentence punctuation: . , ; : ! ?
	bold   int32 // characters in bold
	kind   BlockKind
	header bool // row of header cells
}

type meta struct{ name, content string }

// prop is an element with an itemprop.
type prop struct {
	name string
	elem int32
}

var pages = sync.Pool{New: func() any { return new(page) }}

func (p *page) reset() {
	clear(p.elems) // drop the tree
	*p = page{
		elems: p.elems[:0], runs: p.runs[:0], text: p.text[:0], metas: p.metas[:0], ld: p.ld[:0], data: p.data[:0], h1: p.h1[:0],
		times: p.times[:0], props: p.props[:0], bylines: p.bylines[:0], origins: p.origins[:0], anchors: p.anchors[:0],
	}
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// walk reads the subtree of n, which stands in elems[parent].
func (p *page) walk(n *html.Node, parent int32) {
	switch n.Type {
	case html.TextNode:
		p.write(n.Data)
		return
	case html.DocumentNode:
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			p.walk(c, parent)
		}
		return
	case html.ElementNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Script:
		if t := attr(n, "type"); n.FirstChild != nil && strings.Contains(t, "json") {
			if strings.Contains(t, "ld+json") {
				p.ld = append(p.ld, n.FirstChild.Data)
			} else {
				p.data = append(p.data, n.FirstChild.Data)
			}
		}
		return
	case atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed, atom.Canvas,
		atom.Audio, atom.Video, atom.Map, atom.Select, atom.Textarea, atom.Math:
		return
	case atom.Input, atom.Button:
		return
	case atom.Title:
		if p.titleTag == "" && n.FirstChild != nil {
			p.titleTag = oneLine(n.FirstChild.Data)
		}
		return
	case atom.Meta:
		p.meta(n, parent)
		return
	case atom.Link:
		switch strings.ToLower(attr(n, "rel")) {
		case "canonical":
			if p.canonical == "" {
				p.canonical = strings.TrimSpace(attr(n, "href"))
			}
		}
		return
	case atom.Base:
		if p.base == "" {
			p.base = strings.TrimSpace(attr(n, "href"))
		}
		return
	case atom.Br, atom.Hr:
		p.flush(parent)
		return
	case atom.Img, atom.Wbr, atom.Source, atom.Track, atom.Col:
		return
	}

	id := int32(len(p.elems))
	var h hint
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class":
			h |= classHints(a.Val)
		case "id":
			h |= classHints(a.Val)
		case "type":
			if n.DataAtom == atom.Div {
				h |= classHints(a.Val)
			}
		case "itemprop":
			for _, name := range strings.Fields(a.Val) {
				if len(p.props) > 500 {
					break
				}
				p.props = append(p.props, prop{name, id})
				switch name {
				case "articleBody", "reviewBody":
					h |= isBodyHint | isArticleBody
				case "author", "creator":
					h |= isByline
				case "comment":
					h |= isComment
				}
			}
		case "role":
			switch a.Val {
			case "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alert", "menu", "menubar", "toolbar":
				h |= isJunk
			}
		case "style":
			if hidesElement(a.Val) {
				h |= isHidden
			}
		case "hidden":
			h |= isHidden
		case "lang":
			if n.DataAtom == atom.Html {
				p.lang = a.Val
			}
		case "rel":
			if n.DataAtom == atom.A && strings.Contains(a.Val, "author") {
				h |= isByline
			}
		}
	}
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Dialog:
		h |= isJunk
	case atom.Figcaption, atom.Caption:
		h |= isCaption
	case atom.Time:
		if len(p.times) < 100 {
			p.times = append(p.times, id)
		}
	case atom.Body, atom.Html:
		h = 0
	}
	if h&isHidden != 0 && !isBlock(n.DataAtom) {
		return // a part of a line that nobody sees
	}
	if h&isByline != 0 && len(p.bylines) < 100 {
		p.bylines = append(p.bylines, id)
	}
	if h&isSource != 0 && len(p.origins) < 50 {
		p.origins = append(p.origins, id)
	}
	p.elems = append(p.elems, elem{n: n, parent: parent, hints: h})

	block := isBlock(n.DataAtom) && p.cell == 0
	if block {
		p.flush(parent)
	}
	if p.cell > 0 && p.cur.b > p.cur.a && isBlock(n.DataAtom) {
		p.space()
	}
	p.elems[id].run0 = int32(len(p.runs))
	font := p.font
	switch n.DataAtom {
	case atom.A:
		p.link++
		p.anchors = append(p.anchors, id)
	case atom.B, atom.Strong:
		p.bold++
	case atom.Font, atom.Span, atom.P:
		if f := fontOf(n); f != "" {
			p.font = fontCharset(f)
		}
	}
	if n.DataAtom == atom.Table && p.cell == 0 && isDataTable(n) {
		p.table(n, id)
	} else {
		if n.DataAtom == atom.Table && isPictureFrame(n) {
			p.elems[id].hints |= isCaption
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			p.walk(c, id)
		}
	}
	p.font = font
	switch n.DataAtom {
	case atom.A:
		p.link--
	case atom.B, atom.Strong:
		p.bold--
	}
	if block {
		p.flush(id)
	} else if p.cell > 0 && isBlock(n.DataAtom) && p.cur.b > p.cur.a {
		p.space()
	}
	e := &p.elems[id]
	e.end, e.run1 = int32(len(p.elems)), int32(len(p.runs))
	if p.cur.b > p.cur.a {
		e.run1++ // an inline element: the line it ends in is yet to be flushed
	}
	if n.DataAtom == atom.H1 && e.run1 > e.run0 && len(p.h1) < 30 {
		p.h1 = append(p.h1, e.run0)
	}
}

// fontOf is the font that an element sets: a face attribute or a style.
func fontOf(n *html.Node) string {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "face":
			return a.Val
		case "style":
			if i := strings.Index(a.Val, "font-family"); i >= 0 {
				v := a.Val[i+len("font-family"):]
				v = strings.TrimLeft(v, " :'\"")
				if end := strings.IndexAny(v, ";,'\""); end > 0 {
					v = v[:end]
				}
				return v
			}
		}
	}
	return ""
}

func hidesElement(style string) bool {
	i := strings.Index(style, "display")
	if i < 0 {
		return false
	}
	v := strings.TrimLeft(style[i+len("display"):], " \t\n:")
	return strings.HasPrefix(v, "none")
}

func (p *page) meta(n *html.Node, parent int32) {
	if len(p.metas) > 500 {
		return
	}
	var name, content string
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "name", "property":
			if name == "" || strings.HasPrefix(name, "its_") {
				name = a.Val
			} else {
				p.metas = append(p.metas, meta{strings.ToLower(a.Val), attr(n, "content")})
			}
		case "itemprop":
			// as meta of its own: `<meta itemprop="datePublished" content=…>`
			if c := attr(n, "content"); c != "" {
				p.metas = append(p.metas, meta{"itemprop:" + strings.ToLower(a.Val), c})
				// `<span itemprop="publisher"><meta itemprop="name" content=…></span>`
				if a.Val == "name" && n.Parent != nil && attr(n.Parent, "itemprop") == "publisher" {
					p.metas = append(p.metas, meta{"itemprop:publisher", c})
				}
			}
		case "content":
			content = a.Val
		case "http-equiv":
			name = "http-equiv:" + a.Val
		}
	}
	if name != "" && content != "" {
		p.metas = append(p.metas, meta{strings.ToLower(name), content})
	}
}

// flush ends the line that stands in elems[in].
func (p *page) flush(in int32) {
	r := &p.cur
	for r.b > r.a && p.text[r.b-1] == ' ' {
		p.text = p.text[:r.b-1]
		r.b--
		r.n--
	}
	if r.b > r.a {
		r.elem = in
		if r.l > r.n {
			r.l = r.n
		}
		r.kind = p.kindOf(in)
		p.runs = append(p.runs, *r)
	} else {
		p.text = p.text[:r.a]
	}
	at := int32(len(p.text))
	p.cur = run{a: at, b: at}
}

// kindOf tells a line's kind by the elements it stands in.
func (p *page) kindOf(in int32) BlockKind {
	for up := 0; in >= 0 && up < 8; up++ {
		e := &p.elems[in]
		if e.hints&isCaption != 0 {
			return Caption
		}
		switch e.n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return Heading
		case atom.Li, atom.Dt, atom.Dd:
			return ListItem
		case atom.Blockquote:
			return Quote
		case atom.Figure:
			return Caption
		case atom.Div, atom.Section, atom.Article, atom.Body, atom.Main:
			if up > 2 {
				return Paragraph
			}
		}
		in = e.parent
	}
	return Paragraph
}

func (p *page) space() {
	if p.cur.b > p.cur.a && p.text[p.cur.b-1] != ' ' {
		p.text = append(p.text, ' ')
		p.cur.b++
		p.cur.n++
	}
}

// write adds text to the line: white space of every kind becomes one space,
// what cannot be seen is left out.
func (p *page) write(s string) {
	if p.font != "" && !p.unicode {
		s = fromFont(s, p.font)
	}
	n0 := p.cur.n
	for i := 0; i < len(s); {
		c := s[i]
		if c <= ' ' {
			if c == ' ' || c >= '\t' && c <= '\r' {
				p.space()
			}
			i++
			continue
		}
		// a word, up to what ends or needs care
		start := i
		n := int32(0)
		for i < len(s) && s[i] > ' ' && s[i] != 0x7f {
			c := s[i]
			if c >= 0x80 {
				if c == 0xC2 || c == 0xE2 || c == 0xE3 || c >= 0xEF {
					if _, care := cared(s[i:]); care {
						break
					}
				}
				if c >= 0xC0 {
					n++
				}
			} else {
				n++
				switch c {
				case '.', ',', ';', ':', '!', '?':
					p.cur.marks++
				}
			}
			i++
		}
		if i > start {
			p.text = append(p.text, s[start:i]...)
			p.cur.b += int32(i - start)
			p.cur.n += n
		}
		if i < len(s) && s[i] > ' ' {
			if s[i] == 0x7f {
				i++
				continue
			}
			r, _ := cared(s[i:])
			_, size := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == ' ':
				p.space()
			case r > 0:
				at := len(p.text)
				p.text = utf8.AppendRune(p.text, r)
				p.cur.b += int32(len(p.text) - at)
				p.cur.n++
			}
			i += size
		}
	}
	if d := p.cur.n - n0; d > 0 {
		if p.link > 0 {
			p.cur.l += d
		}
		if p.bold > 0 {
			p.cur.bold += d
		}
	}
}

// cared tells whether the character at the head of s is written otherwise: as
// a space, as another character, or (r < 0) not at all.
func cared(s string) (r rune, care bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n <= 1:
		return -1, true
	case r < 0xA0: // C1 controls
		if r == 0x85 {
			return ' ', true
		}
		return -1, true
	case r == 0xA0, r == 0x1680, r >= 0x2000 && r <= 0x200A, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F, r == 0x3000:
		return ' ', true
	case r == 0xAD, r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x2064, r >= 0x2066 && r <= 0x206F,
		r == 0xFEFF, r == 0xFFFE, r == 0xFFFC, r >= 0xFE00 && r <= 0xFE0F:
		return -1, true
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return r - 0xFEE0, true
	}
	return r, false
}

// oneLine is s with white space collapsed and what cannot be seen left out.
func oneLine(s string) string {
	var p page
	p.write(s)
	t := strings.TrimSpace(string(p.text))
	return nfc(t)
}

// line is the text of a run.
func (p *page) line(r *run) []byte { return p.text[r.a:r.b] }

// isDataTable tells a table of data from one that lays a page out: no table in
// it, at least two rows, most of them of two cells or more, cells short.
func isDataTable(table *html.Node) bool {
	rows, multi, cells, long, size := 0, 0, 0, 0, 0
	var visit func(n *html.Node, depth int) bool
	visit = func(n *html.Node, depth int) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				size += len(c.Data)
				continue
			}
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Table:
				return false
			case atom.Tr:
				rows++
				tds := 0
				for d := c.FirstChild; d != nil; d = d.NextSibling {
					if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
						tds++
					}
				}
				cells += tds
				if tds > 1 {
					multi++
				}
			case atom.Td, atom.Th:
				size = 0
				if !visit(c, depth+1) {
					return false
				}
				if size > 1200 {
					long++
				}
				continue
			case atom.Script, atom.Style:
				continue
			case atom.H1, atom.Article, atom.Form:
				return false
			}
			if depth > 60 || !visit(c, depth+1) {
				return false
			}
		}
		return true
	}
	if !visit(table, 0) {
		return false
	}
	return rows >= 2 && multi*2 >= rows && long*8 <= cells
}

// isPictureFrame tells a table that frames a picture and its caption: an
// image, and hardly any text.
func isPictureFrame(table *html.Node) bool {
	images, size := 0, 0
	var visit func(n *html.Node, depth int) bool
	visit = func(n *html.Node, depth int) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				if size += len(strings.TrimSpace(c.Data)); size > 500 {
					return false
				}
			case c.DataAtom == atom.Img:
				images++
			case c.DataAtom == atom.Table || c.DataAtom == atom.A && hasText(c, 0):
				return false
			case c.Type == html.ElementNode && (depth > 30 || !visit(c, depth+1)):
				return false
			}
		}
		return true
	}
	return visit(table, 0) && images > 0
}

// table writes a table of data, a row a line, its cells apart by " | ". A cell
// that spans columns leaves empty cells after it, one that spans rows is said
// again in each of them where it holds no digit, so that a figure keeps its
// column and the words of its row.
func (p *page) table(table *html.Node, id int32) {
	type span struct {
		left int
		text string
	}
	var spans []span // by column
	var visit func(n *html.Node, in int32)
	row := func(tr *html.Node) {
		tid := int32(len(p.elems))
		p.flush(id)
		p.elems = append(p.elems, elem{n: tr, parent: id, run0: int32(len(p.runs))})
		p.cell = 1
		heads, cells, col := 0, 0, 0
		sep := func() {
			if col > 60 {
				return
			}
			if col > 0 {
				p.space()
				p.text = append(p.text, '|', ' ')
				p.cur.b += 2
				p.cur.n += 2
			}
			col++
		}
		spanned := func() {
			for col < len(spans) && spans[col].left > 0 {
				spans[col].left--
				t := spans[col].text
				sep()
				p.write(t)
			}
		}
		for c := tr.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			spanned()
			sep()
			at, start := len(p.text), col-1
			p.walk(c, tid)
			for len(p.text) > at && p.text[len(p.text)-1] == ' ' {
				p.text = p.text[:len(p.text)-1]
				p.cur.b--
				p.cur.n--
			}
			cells++
			if c.DataAtom == atom.Th {
				heads++
			}
			down, wide := spanOf(c, "rowspan"), spanOf(c, "colspan")
			for i := 1; i < wide; i++ {
				sep()
			}
			if down > 1 {
				for len(spans) < col && len(spans) < 200 {
					spans = append(spans, span{})
				}
				t := string(p.text[min(at, len(p.text)):])
				if wide > 1 {
					t = ""
				}
				if strings.ContainsAny(t, "0123456789") {
					t = ""
				}
				for i := start; i < len(spans) && i < start+wide; i++ {
					spans[i] = span{down - 1, t}
				}
			}
		}
		spanned()
		p.cell = 0
		had := len(p.runs)
		p.trimRow()
		p.flush(tid)
		if len(p.runs) > had {
			r := &p.runs[len(p.runs)-1]
			r.kind = TableRow
			r.header = heads == cells
		}
		e := &p.elems[tid]
		e.end, e.run1 = int32(len(p.elems)), int32(len(p.runs))
	}
	visit = func(n *html.Node, in int32) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.DataAtom == atom.Tr:
				row(c)
			case c.DataAtom == atom.Tbody || c.DataAtom == atom.Thead || c.DataAtom == atom.Tfoot:
				visit(c, in)
			default:
				p.walk(c, id)
			}
		}
	}
	visit(table, id)
}

// trimRow drops empty cells at a row's end, and a row of empty cells.
func (p *page) trimRow() {
	r := &p.cur
	for r.b > r.a && (p.text[r.b-1] == ' ' || p.text[r.b-1] == '|') {
		p.text = p.text[:r.b-1]
		r.b--
		r.n--
	}
}

func spanOf(n *html.Node, key string) int {
	v := strings.TrimSpace(attr(n, key))
	if v == "" {
		return 1
	}
	k := 0
	for _, c := range v {
		if c < '0' || c > '9' {
			break
		}
		if k = k*10 + int(c-'0'); k > 60 {
			return 60
		}
	}
	return max(k, 1)
}
