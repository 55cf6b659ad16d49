package corpus

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// Links is what a page of links leads to.
type Links struct {
	Articles []string // normalised, each once, in the order of the page
	Feeds    []string // declared in its head
	IsList   bool     // it is a list or home page rather than an article
	Next     string   // the page that continues this list; "" where none does
}

// ReadLinks tells a page's links to articles from its menus, without a rule
// for any site: an article's address carries a long slug and a number of the
// site's own length, its link a headline; a menu's is short and the beginning
// of other addresses.
func ReadLinks(p *Page) (*Links, error) {
	root, err := html.Parse(decoded(p))
	if err != nil {
		return nil, fmt.Errorf("read links: %w", err)
	}
	scan := linkScan{base: p.FinalURL, self: p.FinalURL, site: SiteOf(p.FinalURL), byURL: map[string]*anchor{}, prose: map[*html.Node]int{}}
	scan.walk(root, place{})
	l := &Links{Feeds: scan.feeds}
	rule := learn(scan.anchors)
	for _, a := range scan.anchors {
		if rule.article(a) {
			l.Articles = append(l.Articles, a.url)
		}
	}
	l.IsList = scan.isList(rule, len(l.Articles))
	l.Next = nextPage(scan.self, scan.anchors)
	return l, nil
}

// anchor gathers all links of a page to one address.
type anchor struct {
	url     string
	path    string // lower case
	words   int    // of the longest text, title or picture's description
	heading bool   // in a heading, or around one
	places  int    // links to it
	menus   int    // of these in menus, headers and footers
	slug    int    // words of the address
	id      int    // digits of the longest number in the address
	query   bool   // that number stands after the question mark
	topic   bool   // its path says that it leads to more links
	section bool   // other addresses continue its path
	next    bool   // rel=next
	second  bool   // its text is "2"
}

// place is where the walk stands.
type place struct {
	a       *anchor
	menu    bool
	heading bool
	deep    int
}

type linkScan struct {
	base, self, site string
	anchors          []*anchor
	byURL            map[string]*anchor
	feeds            []string
	prose            map[*html.Node]int // characters of paragraphs outside links, by parent
	story            bool               // the page says that it is an article
}

// maxDeep bounds the recursion on pages of endless nesting; x/net/html allows
// 512 open elements.
const maxDeep = 1000

func (s *linkScan) walk(n *html.Node, at place) {
	if at.deep++; at.deep > maxDeep {
		return
	}
	switch n.Type {
	case html.TextNode:
		return
	case html.ElementNode:
		switch n.DataAtom {
		case atom.Script:
			if attr(n, "type") == "application/ld+json" && n.FirstChild != nil && !s.story {
				s.story = jsonStory(n.FirstChild.Data)
			}
			return
		case atom.Style, atom.Noscript, atom.Template, atom.Iframe:
			return
		case atom.Base:
			if u, err := ResolveURL(s.base, attr(n, "href")); err == nil && attr(n, "href") != "" {
				s.base = u
			}
		case atom.Link:
			s.feed(n)
			if a := s.pageLink(n); a != nil {
				a.topic = true
			}
		case atom.Meta:
			if p := attr(n, "property"); p == "article:published_time" && attr(n, "content") != "" {
				s.story = true
			}
		case atom.Nav, atom.Header, atom.Footer, atom.Menu:
			at.menu = true
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5:
			at.heading = true
			if at.a != nil {
				at.a.heading = true
			}
		case atom.P:
			if at.a == nil && !at.menu {
				s.prose[n.Parent] += prose(n)
			}
		case atom.A:
			if a := s.anchor(n); a != nil {
				a.places++
				if at.menu {
					a.menus++
				}
				if at.heading {
					a.heading = true
				}
				at.a = a
			}
		}
		if !at.menu && (menuName(attr(n, "class")) || menuName(attr(n, "id")) || attr(n, "role") == "navigation") && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
			at.menu = true
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.walk(c, at)
	}
}

// menuName sees a class or id of a menu: one of its words is such a name.
func menuName(class string) bool {
	for _, w := range strings.FieldsFunc(strings.ToLower(class), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "menu", "nav", "navbar", "navigation", "footer", "breadcrumb", "breadcrumbs", "submenu", "mainmenu", "topbar":
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// prose counts the characters of a paragraph that are not links, when it is
// long enough to be one.
func prose(n *html.Node) int {
	count := 0
	var add func(*html.Node, int)
	add = func(n *html.Node, deep int) {
		for c := n.FirstChild; c != nil && deep < 32; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				count += utf8.RuneCountInString(strings.TrimSpace(c.Data))
			case c.DataAtom != atom.A && c.DataAtom != atom.Script:
				add(c, deep+1)
			}
		}
	}
	add(n, 0)
	if count < 80 {
		return 0
	}
	return count
}

// jsonStory sees the types that schema.org has for articles.
func jsonStory(s string) bool {
	for _, t := range []string{"NewsArticle", "Article", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting"} {
		for _, gap := range []string{"", " "} {
			if strings.Contains(s, `"@type":`+gap+`"`+t+`"`) && strings.Contains(s, `"headline"`) {
				return true
			}
		}
	}
	return false
}

// saysStory looks whether a page says in its head that it is an article, as
// the walk over the whole tree would find: most do, and need not be parsed for
// their links.
func saysStory(p *Page) bool {
	z := html.NewTokenizer(decoded(p))
	z.SetMaxBuf(maxHeadToken)
	hidden := 0 // elements open whose content is not the page's
	for {
		switch z.Next() {
		case html.ErrorToken:
			return false
		case html.EndTagToken:
			if name, _ := z.TagName(); hidden > 0 && hides(atom.Lookup(name)) {
				hidden--
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch tag := atom.Lookup(name); {
			case tag == atom.Body:
				return false
			case hides(tag):
				hidden++
			case hidden > 0:
			case tag == atom.Meta:
				var property, content string
				for more {
					var key, value []byte
					key, value, more = z.TagAttr()
					switch {
					case string(key) == "property" && property == "":
						property = string(value)
					case string(key) == "content" && content == "":
						content = string(value)
					}
				}
				if property == "article:published_time" && content != "" {
					return true
				}
			case tag == atom.Script:
				json := false
				for more {
					var key, value []byte
					key, value, more = z.TagAttr()
					json = json || string(key) == "type" && string(value) == "application/ld+json"
				}
				if json && z.Next() == html.TextToken && jsonStory(string(z.Raw())) {
					return true
				}
			}
		}
	}
}

// maxHeadToken bounds what one tag or script of a head may hold in saysStory.
const maxHeadToken = 1 << 20

func hides(tag atom.Atom) bool {
	return tag == atom.Noscript || tag == atom.Template || tag == atom.Iframe
}

func (s *linkScan) feed(n *html.Node) {
	if !strings.Contains(strings.ToLower(attr(n, "rel")), "alternate") {
		return
	}
	switch strings.ToLower(attr(n, "type")) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json":
	default:
		return
	}
	u, err := ResolveURL(s.base, attr(n, "href"))
	if err == nil && SiteOf(u) == s.site && len(s.feeds) < 20 && !slices.Contains(s.feeds, u) {
		s.feeds = append(s.feeds, u)
	}
}

// relNext tells a link to the page that follows this one.
func relNext(n *html.Node) bool {
	return slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "next")
}

// pageLink is the anchor of a head's link to the page that follows this one.
func (s *linkScan) pageLink(n *html.Node) *anchor {
	if u, err := ResolveURL(s.base, attr(n, "href")); err != nil || !relNext(n) {
		return nil
	} else if _, number := splitPage(u); number == 0 {
		return nil
	}
	return s.anchor(n)
}

// anchor makes or finds the anchor of a link that may lead to an article: on
// the same site, not to this page or the site's front.
func (s *linkScan) anchor(n *html.Node) *anchor {
	href := strings.TrimSpace(attr(n, "href"))
	if href == "" || href[0] == '#' {
		return nil
	}
	u, err := ResolveURL(s.base, href)
	if err != nil || SiteOf(u) != s.site || u == s.self {
		return nil
	}
	a := s.byURL[u]
	if a == nil {
		if len(s.anchors) >= 20_000 {
			return nil
		}
		a = newAnchor(u)
		s.byURL[u] = a
		s.anchors = append(s.anchors, a)
	}
	text, pictures := linkText(n)
	a.next = a.next || relNext(n)
	a.second = a.second || strings.TrimSpace(text) == "2"
	a.words = max(a.words, words(text), words(attr(n, "title")), words(pictures))
	return a
}

func words(s string) int {
	n := 0
	for _, w := range strings.Fields(s) {
		if strings.ContainsFunc(w, unicode.IsLetter) || strings.ContainsFunc(w, unicode.IsDigit) {
			n++
		}
	}
	return n
}

func linkText(n *html.Node) (text, pictures string) {
	var t, p strings.Builder
	var add func(*html.Node, int)
	add = func(n *html.Node, deep int) {
		for c := n.FirstChild; c != nil && deep < 32 && t.Len() < 1000; c = c.NextSibling {
			if c.Type == html.TextNode {
				t.WriteString(c.Data + " ")
			}
			if c.DataAtom == atom.Img && p.Len() < 1000 {
				p.WriteString(attr(c, "alt") + " ")
			}
			add(c, deep+1)
		}
	}
	add(n, 0)
	return t.String(), p.String()
}

// topicWords are path segments, or beginnings of them, that lead to more links
// or to no article: sorted.
var topicWords = []string{
	"author",
	"category",
	"chu-de",
	"chuyen-de",
	"dong-su-kien",
	"event",
	"lien-he",
	"login",
	"nhom-chu-de",
	"page",
	"rss",
	"search",
	"series",
	"static",
	"su-kien",
	"tac-gia",
	"tag",
	"tags",
	"tim-kiem",
	"topic",
	"topics",
	"trang",
	"tu-khoa",
}

func topicSegment(seg string) bool {
	if i := sort.SearchStrings(topicWords, seg); i < len(topicWords) && topicWords[i] == seg {
		return true
	}
	// topic-26459.html, trang-2, page3: the word and a number, nothing else.
	stem := strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(seg, path.Ext(seg)), "/"), "0123456789")
	if stem == seg {
		return false
	}
	stem = strings.TrimRight(stem, "-_.")
	i := sort.SearchStrings(topicWords, stem)
	return i < len(topicWords) && topicWords[i] == stem || stem == "p"
}

func newAnchor(u string) *anchor {
	a := &anchor{url: u}
	full := strings.ToLower(pathOf(u))
	p, query, _ := strings.Cut(full, "?")
	a.path = p
	segs := strings.Split(strings.Trim(p, "/"), "/")
	for _, seg := range segs {
		if topicSegment(seg) {
			a.topic = true
		}
	}
	last := segs[len(segs)-1]
	if len(last) < 4 && strings.Trim(last, "0123456789") == "" { // /kinh-te/2/
		a.topic = true
	}
	last = strings.TrimSuffix(last, path.Ext(last))
	a.slug, a.id = slugOf(last)
	if a.slug == 0 && len(segs) > 1 { // /tieu-de-bai/12345.html, /index.html
		n, id := slugOf(segs[len(segs)-2])
		a.slug, a.id = n, max(a.id, id)
	}
	for _, pair := range strings.Split(query, "&") {
		key, v, _ := strings.Cut(pair, "=")
		if key == "page" || key == "p" || key == "trang" {
			a.topic = true
		}
		n, id := slugOf(v)
		if id > a.id {
			a.id, a.query = id, true
		}
		a.slug = max(a.slug, n)
	}
	switch strings.ToLower(path.Ext(p)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar", ".mp3", ".mp4", ".css", ".js", ".xml", ".rss", ".apk":
		a.topic = true
	}
	if last == "" && query == "" {
		a.topic = true
	}
	return a
}

// slugOf counts the words of a slug and the digits of its longest number.
func slugOf(s string) (words, digits int) {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '.' || r == '+' || r == '~' }) {
		n := 0
		for _, c := range w {
			if c >= '0' && c <= '9' {
				n++
			}
		}
		switch {
		case n == 0:
			words++
		case n >= 3 && n >= len(w)-5: // d538940, post1234, 20190626105057122
			digits = max(digits, n)
		}
	}
	return words, digits
}

// linkRule is what a page's own headlines say of its articles' addresses.
type linkRule struct {
	numbered bool // they carry a number
	query    bool // after the question mark
	least    int  // digits of the shortest such number
	most     int
}

// learn takes the links that are headlines beyond doubt and looks at what
// their addresses share. It marks sections on the way.
func learn(anchors []*anchor) linkRule {
	paths := map[string]int{}
	for _, a := range anchors {
		for p := a.path; len(p) > 1; {
			i := strings.LastIndexByte(strings.TrimSuffix(p, "/"), '/')
			if i <= 0 {
				break
			}
			p = p[:i]
			paths[p]++
		}
	}
	var ids []int
	headlines, queries := 0, 0
	for _, a := range anchors {
		stem := strings.TrimSuffix(a.path, "/")
		stem = strings.TrimSuffix(stem, path.Ext(stem))
		a.section = paths[stem] > 0
		if a.slug >= 5 && a.words >= 6 && !a.topic && !a.section && a.menus < a.places {
			headlines++
			ids = append(ids, a.id)
			if a.query {
				queries++
			}
		}
	}
	slices.Sort(ids)
	var r linkRule
	if len(ids) < 3 {
		return r
	}
	if m := ids[len(ids)/2]; m >= 4 {
		r.numbered, r.query = true, 2*queries > headlines
		// From the middle out: the bulk of them, with room for a counter that
		// gains a digit or a time stamp that loses its noughts.
		r.least, r.most = m, m
		for _, id := range ids[len(ids)/10 : len(ids)-len(ids)/10] {
			if id >= 4 && 2*id > m { // a number half as long is of another kind
				r.least, r.most = min(r.least, id), max(r.most, id)
			}
		}
		if r.least >= 5 {
			r.least--
		}
		r.most++
	}
	return r
}

// article decides on one link.
func (r linkRule) article(a *anchor) bool {
	if a.topic || a.section {
		return false
	}
	score, id := 0, a.id
	if r.numbered && a.query != r.query {
		id = 0
	}
	switch {
	case a.slug >= 7:
		score += 3
	case a.slug >= 5:
		score += 2
	case a.slug >= 4:
		score++
	case a.slug <= 1 && id < 5:
		score--
	}
	switch {
	case a.words >= 6:
		score += 2
	case a.words >= 4:
		score++
	case a.words >= 1:
		score--
	}
	if a.heading {
		score += 2
	}
	if a.menus == a.places {
		score -= 2
	}
	switch {
	case r.numbered && id >= r.least && id <= r.most:
		score += 4
	case r.numbered && id >= 6:
		score++
	case r.numbered && id > 0: // numbered, but not as articles are: a topic
		score -= 4
	case r.numbered:
		score -= 3
	case id >= 4:
		score += 2
	}
	return score >= 4
}

// isList tells a list or home page from an article: what it says of itself
// counts most, its own address next, then whether there is more prose than
// headlines.
func (s *linkScan) isList(r linkRule, articles int) bool {
	self := newAnchor(s.self)
	// The paragraphs of a body stand side by side; teasers each in a box.
	prose := 0
	for _, n := range s.prose {
		prose = max(prose, n)
	}
	switch {
	case s.story:
		return false
	case self.path == "/" || self.path == "":
		return articles > 0
	case articles == 0:
		return false
	case self.slug >= 4 && self.id >= 5 && !self.topic:
		return false
	case prose >= 1000:
		return false
	}
	return articles >= 5 || prose < 300
}

// decoded reads a page's bytes as UTF-8, well enough for counting words.
func decoded(p *Page) io.Reader {
	label := p.Charset
	if label == "" && utf8.Valid(p.Body) {
		label = "utf-8"
	}
	if label == "utf-8" {
		return bytes.NewReader(p.Body)
	}
	if label != "" {
		if r, err := charset.NewReaderLabel(label, bytes.NewReader(p.Body)); err == nil {
			return r
		}
	}
	r, err := charset.NewReader(bytes.NewReader(p.Body), "text/html")
	if err != nil {
		return bytes.NewReader(p.Body)
	}
	return r
}

// documentLinks takes the documents that an article page of the state links
// to on its own site: decrees, reports and tables are often only there. It
// looks at the bytes alone, for the page is parsed elsewhere.
func documentLinks(p *Page) []Item {
	var found []Item
	site := SiteOf(p.FinalURL)
	seen := map[string]bool{}
	rest := p.Body
	for len(found) < 50 {
		i := bytes.Index(rest, []byte("href="))
		if i < 0 {
			break
		}
		rest = rest[i+5:]
		if len(rest) < 2 || rest[0] != '"' && rest[0] != '\'' {
			continue
		}
		end := bytes.IndexByte(rest[1:min(len(rest), maxURL)], rest[0])
		if end < 0 {
			continue
		}
		href := html.UnescapeString(string(rest[1 : 1+end]))
		bare, _, _ := strings.Cut(strings.ToLower(href), "?")
		switch path.Ext(bare) {
		case ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".rtf":
		default:
			continue
		}
		u, err := ResolveURL(p.FinalURL, href)
		if err != nil || SiteOf(u) != site || seen[u] {
			continue
		}
		seen[u] = true
		found = append(found, Item{URL: u, Kind: Document, Priority: PriorityRevisit})
	}
	return found
}

// bareHost is the host of a URL without its port.
func bareHost(u string) string {
	host := HostOf(u)
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	return host
}
