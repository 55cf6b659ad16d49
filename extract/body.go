package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// body is the article's text as found.
type body struct {
	blocks        []Block
	way           string
	runs          []int32 // the lines taken
	core, coreEnd int32   // the element that holds them
	title         int32   // the run that is the headline, -1
	byline        string  // the signature taken off the end
	sources       []sourceRef
}

// sourceRef is a line that names where the piece is from.
type sourceRef struct{ text, href string }

// minBody is the least text of an article that needs no other sign of being
// one, in characters.
const minBody = 200

// body finds the article's text: by the site's rule, by the scorer; where that
// is little, go-readability is asked, and last the JSON that some pages make
// their text from.
func (p *page) body(a *Article, f *facts, site *site, root *html.Node) (*body, error) {
	title := p.titleRun(a.Title)
	s := newScorer(p, title)
	var b *body
	if site != nil && site.body != nil {
		b = p.bySite(site, s)
	}
	if b == nil {
		b = p.byScore(s)
	}
	p.finish(b, a)
	sure := f.isArticle || p.saysArticle() || strings.HasPrefix(b.way, "site:")
	if s.isList(b, sure) {
		return nil, ErrNotArticle
	}
	n := b.size()
	if n < minBody || !sure && s.share(b) < 0.3 {
		if r := p.byReadability(root, b, a); r != nil && r.size() > 2*n && r.size() > minBody {
			b, n = r, r.size()
		}
	}
	if n < minBody && n*2 < len(f.body)/4 {
		if r := p.byText(f.body, "jsonld", b); r.size() > n {
			b, n = r, r.size()
		}
	}
	if n < minBody {
		if r := p.byText(p.longestText(), "json", b); r.size() > n && r.size() > minBody {
			b, n = r, r.size()
		}
	}
	if n == 0 || n < 60 && !sure && title < 0 {
		return nil, ErrNotArticle
	}
	return b, nil
}

// size is the length of the blocks, in bytes.
func (b *body) size() int {
	n := 0
	for _, x := range b.blocks {
		if x.Kind != Caption {
			n += len(x.Text)
		}
	}
	return n
}

// share is the part of the page's text that was taken.
func (s *scorer) share(b *body) float64 {
	all, taken := int32(1), int32(0)
	for i, w := range s.w {
		if w > 0 && !s.junk[i] {
			all += w
		}
	}
	for _, r := range b.runs {
		taken += max(s.w[r], 0)
	}
	return float64(taken) / float64(all)
}

// saysArticle tells whether the head gives a time of publishing, as no list has.
func (p *page) saysArticle() bool {
	t, _ := p.metaOf("article:published_time", "itemprop:datepublished")
	return t != ""
}

// isList tells a list of articles, or a page with hardly more than links, from
// an article. sure: the page itself says it is one.
func (s *scorer) isList(b *body, sure bool) bool {
	p := s.p
	if b.core < 0 {
		return !sure
	}
	taken := map[int32]bool{}
	for _, r := range b.runs {
		taken[r] = true
	}
	// In a list a headline that is a link stands before each teaser.
	heads, total, longest, cur := 0, int32(0), int32(0), int32(0)
	e := &p.elems[b.core]
	first, last := e.run0, e.run1
	if n := len(b.runs); n > 0 {
		first, last = b.runs[0], b.runs[n-1]+1
	}
	for r := first; r < last; r++ {
		x := &p.runs[r]
		if x.isHeadline() {
			heads++
			cur = 0
		} else if taken[r] && x.kind != Heading {
			cur += x.n
			total += x.n
			longest = max(longest, cur)
		}
	}
	if heads >= 5 && (longest < 450 || longest*4 < total) && !(sure && longest >= 200) {
		return true
	}
	if sure {
		return false
	}
	if p.url != nil && strings.Trim(p.url.Path, "/") == "" && p.url.RawQuery == "" && p.url.Host != "" && strings.HasPrefix(p.url.Scheme, "http") {
		return true // a home page
	}
	if b.title >= 0 {
		return false
	}
	all := int32(0)
	for i := range p.runs {
		if p.runs[i].isHeadline() {
			all++
		}
	}
	return all*30 > total
}

// titleRun is the run where the headline stands: an h1 first, else the first
// line that says the same.
func (p *page) titleRun(title string) int32 {
	if title == "" {
		return -1
	}
	for _, r := range p.h1 {
		if sameWords(p.h1Text(r), title) {
			return r
		}
	}
	n := int32(utf8.RuneCountInString(title))
	best := int32(-1)
	for i := range p.runs {
		r := &p.runs[i]
		if r.n < n-6 || r.n > n+6 || r.l*2 > r.n && p.runs[i].kind != Heading {
			continue
		}
		if sameWords(p.lineText(int32(i)), title) {
			if r.kind == Heading {
				return int32(i)
			}
			if best < 0 {
				best = int32(i)
			}
		}
	}
	return best
}

func (p *page) byScore(s *scorer) *body {
	core := s.core()
	b := &body{way: "generic", title: s.title, core: core}
	if core < 0 {
		return b
	}
	b.coreEnd = p.elems[core].end
	b.runs = s.take(core)
	return b
}

// bySite gathers what the site's rule names; nil where that is too little to
// be the article.
func (p *page) bySite(site *site, s *scorer) *body {
	b := &body{way: "site:" + site.domain, title: s.title, core: -1}
	take := make([]bool, len(p.runs))
	drop := make([]bool, len(p.runs))
	lead := int32(0)
	for i := int32(0); i < int32(len(p.elems)); i++ {
		e := &p.elems[i]
		if e.run0 == e.run1 {
			continue
		}
		switch {
		case site.junk != nil && site.junk.match(e.n) && p.ownsLines(i):
			for r := e.run0; r < e.run1; r++ {
				drop[r] = true
			}
		case site.lead != nil && lead == 0 && site.lead.match(e.n) && !p.insideJunk(i):
			for r := e.run0; r < e.run1; r++ {
				take[r] = true
				lead += p.runs[r].n
			}
		case site.body.match(e.n) && (b.core < 0 || i >= b.coreEnd) && !p.insideJunk(i):
			if b.core < 0 || e.run1-e.run0 > 0 && s.at(i) > 2*s.at(b.core) {
				if b.core >= 0 { // a better one: forget the first
					for r := p.elems[b.core].run0; r < p.elems[b.core].run1; r++ {
						take[r] = false
					}
				}
				b.core, b.coreEnd = i, e.end
				for r := e.run0; r < e.run1; r++ {
					take[r] = true
				}
			}
		}
	}
	if b.core < 0 {
		return nil
	}
	e := &p.elems[b.core]
	for r := e.run0; r < e.run1; r++ {
		drop[r] = drop[r] || s.junk[r]
	}
	s.prune(b.core, drop)
	n := int32(0)
	for r := range p.runs {
		if take[r] && !drop[r] {
			b.runs = append(b.runs, int32(r))
			n += p.runs[r].n
		}
	}
	if n < minBody && s.sum[len(s.sum)-1] > 4*n {
		return nil
	}
	return b
}

// finish turns the lines taken into blocks: the headline said again, repeated
// lines, teasers, signatures and source lines are taken out.
func (p *page) finish(b *body, a *Article) {
	title := strings.ToLower(strings.Join(words(a.Title), " "))
	keep := b.runs[:0:0]
	for i, r := range b.runs {
		x := &p.runs[r]
		t := p.line(x)
		if i < 6 && title != "" && x.n < 300 && strings.ToLower(strings.Join(words(string(t)), " ")) == title {
			continue
		}
		if isTeaserLine(string(t), x) || x.n < 90 && p.isLabel(r, len(keep)) {
			continue
		}
		keep = append(keep, r)
	}
	// From the end: signature, source, invitation to read on.
	vi := p.looksVietnamese(keep)
	for len(keep) > 0 {
		r := keep[len(keep)-1]
		x := &p.runs[r]
		t := p.lineText(r)
		if x.kind == TableRow || x.kind == Heading && x.n > 60 {
			break
		}
		if name, u := sourceLine(t); u == "" && isPerson(name) && hasPrefixFold(strings.Trim(t, "( "), "theo ") {
			b.addByline(name)
			keep = keep[:len(keep)-1]
			continue
		} else if name != "" || u != "" {
			b.sources = append(b.sources, sourceRef{t, p.hrefIn(r)})
			keep = keep[:len(keep)-1]
			continue
		}
		if vi && x.kind != Caption && (looksByline(t) || p.named(r, isByline) && x.n < 80) {
			b.addByline(t)
			keep = keep[:len(keep)-1]
			continue
		}
		if x.kind == Heading || isClosingLine(t) {
			keep = keep[:len(keep)-1]
			continue
		}
		break
	}
	b.runs = keep
	b.blocks = make([]Block, 0, len(keep))
	var last string
	for _, r := range keep {
		t := p.lineText(r)
		if t == last && runeLen(t) > 20 {
			continue
		}
		last = t
		b.blocks = append(b.blocks, Block{Kind: p.runs[r].kind, Text: t})
	}
}

// addByline adds a signature that stands above the one read before.
func (b *body) addByline(t string) {
	b.byline = strings.Trim(t+"; "+b.byline, "; ")
}

// isLabel tells a short line of the page's frame that stands in the body's
// element: a signature by its class, and above the text the time and the
// author. before is the number of lines kept before it.
func (p *page) isLabel(r int32, before int) bool {
	x := &p.runs[r]
	t := p.line(x)
	if x.kind == TableRow {
		return false
	}
	if h := p.elems[x.elem].hints; h&isByline != 0 && !endsSentence(t) {
		return true
	}
	if before > 4 || x.kind == Heading && x.n > 30 {
		return false
	}
	if x.n <= 3 || isDateLine(string(t)) {
		return x.n > 3 || before == 0
	}
	if endsSentence(t) || x.n > 60 {
		return false
	}
	low := fold(string(t))
	if before < 2 && (strings.HasPrefix(low, "by ") || low == "by" || strings.HasPrefix(low, "tác giả:") || low == "text size" || strings.HasPrefix(low, "tempo de leitura")) {
		return true
	}
	if x.n >= 50 || x.kind == Heading {
		return false
	}
	e := &p.elems[x.elem]
	if e.parent >= 0 && p.elems[e.parent].run1-p.elems[e.parent].run0 > 4 {
		return e.hints&(isByline|isDate) != 0
	}
	return p.named(r, isByline|isDate)
}

// hrefIn is the address of a link in a run.
func (p *page) hrefIn(r int32) string {
	in := p.runs[r].elem
	for _, id := range p.anchors {
		if p.within(id, in) && p.elems[id].run0 <= r && p.elems[id].run1 >= r {
			if h := strings.TrimSpace(attr(p.elems[id].n, "href")); strings.HasPrefix(h, "http") {
				return h
			}
		}
	}
	return ""
}

func (p *page) looksVietnamese(runs []int32) bool {
	n, marked := 0, 0
	for _, r := range runs {
		for _, c := range p.line(&p.runs[r]) {
			n++
			if c == 0xE1 || c == 0xC4 || c == 0xC6 {
				marked++
			}
		}
		if n > 3000 {
			break
		}
	}
	return marked*40 > n
}

// teaserMarks begin a line that sends the reader elsewhere.
var teaserMarks = []string{">>", "»", "xem thêm:", "đọc thêm:", "tin liên quan:", "bài liên quan:", "xem thêm >>", "mời bạn đọc", "mời quý độc giả",
	"mời độc giả", "read more:", "read also:", "see also:", "related:", "also read:", "more:", "watch:", "read next:", "* mời", "bạn đang đọc bài viết",
	"click here to", "sign up for", "subscribe to"}

// isTeaserLine tells a line that is not of the text though it stands in it.
func isTeaserLine(t string, x *run) bool {
	if x.n > 250 {
		return false
	}
	low := fold(t)
	for _, m := range teaserMarks {
		if strings.HasPrefix(low, m) {
			return x.l*3 > x.n || x.n < 120 && !endsSentence([]byte(t)) || strings.HasPrefix(low, "bạn đang đọc")
		}
	}
	return boxTitles[strings.TrimRight(low, ":. ")]
}

// boxTitles stand above boxes of links, or are labels of controls.
var boxTitles = map[string]bool{}

func init() {
	for _, s := range []string{"tin liên quan", "bài liên quan", "tin cùng chuyên mục", "cùng chuyên mục", "có thể bạn quan tâm", "xem thêm", "đọc thêm", "tin khác",
		"các tin khác", "bài viết liên quan", "tin bài liên quan", "tham khảo thêm", "chủ đề", "từ khóa", "tags", "tag", "bình luận", "chia sẻ", "in bài viết",
		"gửi bình luận", "đọc tiếp", "xem tiếp", "tin mới", "tin nổi bật", "tin đọc nhiều", "đọc nhiều", "tin mới nhất", "quảng cáo", "advertisement", "related",
		"related articles", "related stories", "read more", "more stories", "share", "share this", "share this article", "comments", "same tag", "same category",
		"same author", "recommended", "most popular", "most read", "trending", "newsletter", "sign up", "subscribe", "follow us", "theo dõi", "story continues below advertisement",
		"article continues below advertisement", "continue reading", "nghe đọc bài", "nghe bài viết", "google news", "theo dõi trên google news", "tin tức liên quan", "bài đọc nhiều",
		"tin cùng loại", "các bài khác", "xem nhiều", "mời bạn quan tâm", "đừng bỏ lỡ", "tin tài trợ", "nội dung liên quan", "scroll to continue with content", "trở thành người đầu tiên tặng sao cho bài viết",
		"0 bình luận", "bình luận (0)", "comment (0)", "thích", "like", "print", "email", "facebook", "twitter", "zalo", "copy link", "sao chép liên kết"} {
		boxTitles[s] = true
	}
}

// closings end a page without being of the text.
var closings = []string{"mời bạn đọc", "mời quý", "bạn đọc có thể", "bạn đang đọc", "theo dõi chúng tôi", "follow us", "xem thêm", "đọc thêm", "©", "copyright", "all rights reserved",
	"tag:", "tags:", "từ khóa:", "chủ đề:", "filed under", "read more", "read also", "click here", "tin liên quan", "bình luận", "đăng ký", "sign up", "subscribe",
	"đường dẫn bài viết", "link bài gốc", "lấy link", "copy link"}

func isClosingLine(t string) bool {
	if runeLen(t) > 160 {
		return false
	}
	low := fold(t)
	for _, c := range closings {
		if strings.HasPrefix(low, c) {
			return true
		}
	}
	return boxTitles[strings.TrimRight(low, ":. ")]
}
