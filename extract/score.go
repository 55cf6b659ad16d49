package extract

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// scorer finds the body of a page without knowing the site: each line has a
// weight, sentences above zero, links and labels below; the body is the
// element that gathers most of it.
type scorer struct {
	p     *page
	w     []int32 // weight of each run
	sum   []int32 // sum[i] of w[:i]
	chars []int32 // of n
	links []int32 // of l
	junk  []bool  // runs in elements that are not the article
	title int32   // the run that is the headline, -1 where none is
}

func newScorer(p *page, title int32) *scorer {
	n := len(p.runs)
	s := &scorer{p: p, title: title, w: make([]int32, n), junk: make([]bool, n)}
	for i := range p.runs {
		s.w[i] = p.weigh(&p.runs[i])
	}
	s.sums()
	s.markJunk()
	for i := range s.w {
		if s.junk[i] {
			s.w[i] = -min(p.runs[i].n, 200) / 5
		}
	}
	s.weighTeasers()
	s.sums()
	return s
}

// isHeadline tells a line that is the headline of another article: a link.
func (r *run) isHeadline() bool { return r.l*10 >= r.n*8 && r.n >= 20 && r.n < 250 }

// smallBox tells whether a line stands in an element of a few lines, as a
// teaser does: a paragraph stands among many. Links between the paragraphs of a
// text make no teasers of them.
func (s *scorer) smallBox(r int32) bool {
	id := s.parentOf(r)
	return id >= 0 && s.p.elems[id].run1-s.p.elems[id].run0 <= 8
}

// weighTeasers takes the weight off the lines between headlines that are
// links: sentences as they are, they are the leads of other articles.
func (s *scorer) weighTeasers() {
	runs := s.p.runs
	label := func(i int) bool { return s.w[i] <= 10 && runs[i].kind != Heading && !runs[i].isHeadline() }
	before := -1 // the last line that is more than a label: a date, a section
	for i := range runs {
		r := &runs[i]
		if label(i) {
			continue
		}
		if before >= 0 && runs[before].isHeadline() && !r.isHeadline() && r.n < 350 && s.w[i] > 0 && (runs[before].kind == Heading || s.smallBox(int32(i))) {
			after := i + 1
			for after < len(runs) && label(after) && after < i+6 {
				after++
			}
			if after < len(runs) && runs[after].isHeadline() {
				s.w[i] = -r.n / 4
			} else if r.n < 250 {
				s.w[i] /= 4
			}
		}
		before = i
	}
}

func (s *scorer) sums() {
	n := len(s.w)
	if s.sum == nil {
		buf := make([]int32, 3*(n+1))
		s.sum, s.chars, s.links = buf[:n+1], buf[n+1:2*n+2], buf[2*n+2:]
	}
	for i := range s.w {
		s.sum[i+1] = s.sum[i] + s.w[i]
		s.chars[i+1] = s.chars[i] + s.p.runs[i].n
		s.links[i+1] = s.links[i] + s.p.runs[i].l
	}
}

// weigh tells how much a line looks like the text of an article.
func (p *page) weigh(r *run) int32 {
	free := r.n - r.l
	switch {
	case r.l*2 > r.n: // a link
		return -min(r.n, 120)/2 - 5
	case r.kind == Heading:
		return 0
	case r.kind == Caption:
		return 0
	case r.kind == TableRow:
		return min(free, 200) / 4
	case free >= 80 || free >= 40 && (endsSentence(p.line(r)) || r.marks >= 2):
		w := min(free, 1500)
		if r.kind == ListItem && free < 80 {
			w /= 2
		}
		return w
	case free >= 25 && endsSentence(p.line(r)):
		return free / 2
	case free >= 25:
		return free / 6
	}
	return -4
}

// at is the weight of an element's lines.
func (s *scorer) at(id int32) int32 {
	e := &s.p.elems[id]
	return s.sum[e.run1] - s.sum[e.run0]
}

func (s *scorer) linkShare(id int32) float64 {
	e := &s.p.elems[id]
	n := s.chars[e.run1] - s.chars[e.run0]
	if n == 0 {
		return 0
	}
	return float64(s.links[e.run1]-s.links[e.run0]) / float64(n)
}

// markJunk marks the lines of elements whose class, role or tag says that they
// are not the article. A name can lie: what holds the headline, or most of the
// page's text, stays.
func (s *scorer) markJunk() {
	p := s.p
	total := float64(max(s.sum[len(s.w)], 1))
	for i := int32(0); i < int32(len(p.elems)); {
		e := &p.elems[i]
		h := e.hints
		if h&(isJunk|isWeak|isHidden) == 0 || e.run0 == e.run1 || !p.ownsLines(i) {
			i++
			continue
		}
		share := float64(s.at(i)) / total
		holdsTitle := s.title >= e.run0 && s.title < e.run1
		switch {
		case h&(isComment|isOverlay) != 0 && !holdsTitle && (share < 0.9 || h&isOverlay != 0):
		case holdsTitle && (e.run1-e.run0 > 3 || e.n.DataAtom == atom.Header), h&isArticleBody != 0:
			i++
			continue
		case h&(isJunk|isHidden) != 0 && share > 0.6, h&(isJunk|isHidden) == 0 && share > 0.3:
			i++
			continue
		case h&(isJunk|isHidden) == 0 && h&(isBodyHint|isLead) != 0:
			i++
			continue
		}
		for r := e.run0; r < e.run1; r++ {
			s.junk[r] = true
		}
		i = e.end
	}
}

// ownsLines tells whether an element's runs are its own: an inline element may
// hold a part of a line only.
func (p *page) ownsLines(id int32) bool {
	e := &p.elems[id]
	if isBlock(e.n.DataAtom) || e.run1-e.run0 > 1 {
		return true
	}
	return e.run0 < int32(len(p.runs)) && int32(runeLen(textOf(e.n)))*10 >= p.runs[e.run0].n*8
}

// core picks the element that holds the body; -1 where the page has no text.
// A text of weight that follows the headline is the body, whatever else on the
// page is heavier: a short article stands among long lists of others.
func (s *scorer) core() int32 {
	core := s.heaviest()
	if core < 0 || s.title < 0 {
		return core
	}
	from, to, weight := s.fromTitle(int32(len(s.w)) - 1)
	e := &s.p.elems[core]
	if weight < minBody || weight*3 < s.at(core) || e.run0 <= to && e.run1 > from && s.at(core)*2 > weight {
		return core
	}
	// the smallest element that holds all of it
	for id := s.p.runs[from].elem; id >= 0; id = s.p.elems[id].parent {
		if e := &s.p.elems[id]; e.run0 <= from && e.run1 > to {
			return id
		}
	}
	return core
}

// fromTitle is the stretch of lines from the headline on, up to last, that
// weighs most before much that is not text follows.
func (s *scorer) fromTitle(last int32) (from, to, weight int32) {
	var sum int32
	from, to = s.title+1, s.title
	for r := from; r <= last; r++ {
		if sum += s.w[r]; sum > weight {
			weight, to = sum, r
		}
		if sum < weight-max(weight, 400) {
			break
		}
	}
	return min(from, last), max(to, min(from, last)), weight
}

// heaviest is the element that gathers most of the page's weight.
func (s *scorer) heaviest() int32 {
	p := s.p
	if len(p.elems) == 0 || len(s.w) == 0 {
		return -1
	}
	total := s.sum[len(s.w)]
	// A name that says body, where it holds at least half of the text.
	best := int32(-1)
	for i := range p.elems {
		e := &p.elems[i]
		if e.hints&(isBodyHint|isArticleBody) == 0 || e.run0 == e.run1 || s.allJunk(e) {
			continue
		}
		id := int32(i)
		w := s.at(id)
		if w < total/3 || w < 140 {
			continue
		}
		if best < 0 || w > s.at(best) || p.within(id, best) && w*100 >= s.at(best)*93 {
			best = id
		}
	}
	if best >= 0 {
		return best
	}
	// Else down from the top, as long as one child holds most of it.
	at := int32(0)
	for i := range p.elems { // the topmost element with all the text
		if p.elems[i].n.DataAtom == atom.Body {
			at = int32(i)
			break
		}
	}
	for {
		w := s.at(at)
		next, nw := int32(-1), int32(0)
		for c := at + 1; c < p.elems[at].end; c = p.elems[c].end {
			if cw := s.at(c); cw > nw && isBlock(p.elems[c].n.DataAtom) || cw > nw && p.elems[c].run1-p.elems[c].run0 > 2 {
				next, nw = c, cw
			}
		}
		if next >= 0 && nw*4 < w*3 {
			next, nw = s.besideTitle(at), w
		}
		if next < 0 || nw*4 < w*3 || p.elems[next].n.DataAtom == atom.P || isRowLike(p.elems[next].n.DataAtom) && p.elems[next].run1-p.elems[next].run0 < 3 {
			return at
		}
		at = next
	}
}

// besideTitle is the child of at that holds the headline and a good part of
// the text, or the first such after the headline; -1 where there is none.
func (s *scorer) besideTitle(at int32) int32 {
	p := s.p
	if s.title < 0 {
		return -1
	}
	for c := at + 1; c < p.elems[at].end; c = p.elems[c].end {
		e := &p.elems[c]
		if e.run1 > s.title && s.at(c)*3 >= s.at(at) && s.at(c) >= minBody {
			return c
		}
	}
	return -1
}

func isRowLike(a atom.Atom) bool {
	return a == atom.Tr || a == atom.Tbody || a == atom.Thead || a == atom.Li || a == atom.Blockquote || a == atom.Figure
}

func p0(s *scorer, e *elem) *run { return &s.p.runs[e.run0] }

func (s *scorer) allJunk(e *elem) bool {
	for r := e.run0; r < e.run1; r++ {
		if !s.junk[r] {
			return false
		}
	}
	return true
}

func (p *page) within(inner, outer int32) bool {
	return inner >= outer && inner < p.elems[outer].end
}

// take gathers the lines of the body that core holds, and the lead above it.
func (s *scorer) take(core int32) []int32 {
	p := s.p
	e := &p.elems[core]
	drop := make([]bool, len(s.w))
	copy(drop, s.junk)
	s.prune(core, drop)
	var out []int32
	if s.title >= 0 && s.title < e.run0 {
		for r := s.title + 1; r < e.run0; r++ {
			if !drop[r] && s.isLead(r) {
				out = append(out, r)
			}
		}
	}
	for r := e.run0; r < e.run1; r++ {
		if s.title >= e.run0 && r <= s.title {
			continue // what stands above the headline
		}
		if !drop[r] {
			out = append(out, r)
		}
	}
	return s.segment(core, out, drop)
}

// segment cuts off what does not belong to the text though it stands in its
// element: the text is the stretch of lines with the greatest weight, from the
// headline on where that is known. Small rests stay.
func (s *scorer) segment(core int32, out []int32, drop []bool) []int32 {
	p := s.p
	if len(out) < 3 {
		return out
	}
	first, last := out[0], out[len(out)-1]
	value := func(r int32) int32 {
		if drop[r] {
			if s.w[r] > 0 {
				return -p.runs[r].n / 4
			}
			return min(s.w[r], -2)
		}
		return s.w[r]
	}
	// the heaviest stretch anywhere
	var sum, best int32
	start, from, to := first, first, first
	for r := first; r <= last; r++ {
		if sum <= 0 {
			sum, start = 0, r
		}
		if sum += value(r); sum > best {
			best, from, to = sum, start, r
		}
	}
	// and from the headline on
	if s.title >= 0 && s.title < last {
		var sum, high int32
		end := int32(-1)
		for r := max(first, s.title+1); r <= last; r++ {
			if sum += value(r); sum > high {
				high, end = sum, r
			}
			if sum < high-max(high, 400) {
				break
			}
		}
		if high*2 >= best && high > 0 {
			from, to = first, end
		}
	}
	// What stands beside its paragraphs is of the text too, be it behind a box.
	beside := map[int32]bool{}
	for _, r := range out {
		if r >= from && r <= to && s.w[r] > 0 {
			beside[s.parentOf(r)] = true
		}
	}
	kept := int32(0)
	cut := out[:0:0]
	for _, r := range out {
		if r >= from && r <= to || beside[s.parentOf(r)] {
			kept += p.runs[r].n
			cut = append(cut, r)
		}
	}
	if kept < minBody {
		return out
	}
	return cut
}

// parentOf is the element that a line's siblings stand in: the parent of a
// paragraph, or the line's own element where that holds several.
func (s *scorer) parentOf(r int32) int32 {
	id := s.p.runs[r].elem
	if e := &s.p.elems[id]; e.run1-e.run0 == 1 {
		return e.parent
	}
	return id
}

// isLead tells whether a line between headline and body is the lead: named so,
// or a sentence that no name calls something else.
func (s *scorer) isLead(r int32) bool {
	p := s.p
	x := &p.runs[r]
	if x.l*2 > x.n || x.kind == Caption {
		return false
	}
	for id, up := x.elem, 0; id >= 0 && up < 4; up++ {
		h := p.elems[id].hints
		if h&isLead != 0 {
			return x.n >= 20
		}
		if h&(isDate|isByline|isTitle) != 0 {
			return false
		}
		id = p.elems[id].parent
	}
	return x.n >= 70 && (s.w[r] > 0 || x.kind == Heading)
}

// prune marks what inside core is not the article: boxes of links, lines that
// are one link, figures' controls.
func (s *scorer) prune(core int32, drop []bool) {
	p := s.p
	end := p.elems[core].end
	var boxes []int32
	for i := core + 1; i < end; {
		e := &p.elems[i]
		if e.run1 == e.run0 {
			i++
			continue
		}
		if s.title >= e.run0 && s.title < e.run1 {
			i++ // what holds the headline is no box
			continue
		}
		if s.isLinkBox(i) || s.isTeaserList(i, core) {
			for r := e.run0; r < e.run1; r++ {
				drop[r] = true
			}
			i = e.end
			continue
		}
		if s.isTeaserBox(i, core) {
			boxes = append(boxes, i)
			i = e.end
			continue
		}
		i++
	}
	if len(boxes) <= 3 { // more of them are a text of links and what is said of each
		for _, b := range boxes {
			for r := p.elems[b].run0; r < p.elems[b].run1; r++ {
				drop[r] = true
			}
		}
	}
	for r := p.elems[core].run0; r < p.elems[core].run1; r++ {
		if !drop[r] && p.runs[r].n < 40 && boxHeads[strings.TrimRight(fold(string(p.line(&p.runs[r]))), ":. …")] {
			s.dropBox(r, core, drop)
		}
	}
	for r := p.elems[core].run0; r < p.elems[core].run1; r++ {
		x := &p.runs[r]
		line := p.line(x)
		switch {
		case drop[r]:
		case x.l*10 >= x.n*9 && x.n < 250 && x.kind != TableRow && x.kind != Heading:
			drop[r] = true
		case len(bytes.Trim(line, "|-–—•*·.>/<,:;#_=~+ ")) == 0:
			drop[r] = true
		}
	}
}

// boxHeads stand above a box of other articles.
var boxHeads = map[string]bool{}

func init() {
	for _, t := range []string{"tin liên quan", "bài liên quan", "tin bài liên quan", "bài viết liên quan", "tin tức liên quan", "tin cùng chuyên mục", "cùng chuyên mục",
		"tin khác", "các tin khác", "bài viết khác", "có thể bạn quan tâm", "xem thêm", "đọc thêm", "tin mới", "tin mới nhất", "tin nổi bật", "đọc nhiều", "tin đọc nhiều",
		"đọc nhiều nhất", "xem nhiều", "cùng tác giả", "cùng chủ đề", "tham khảo thêm", "nội dung liên quan", "đừng bỏ lỡ", "mời bạn quan tâm", "tin cùng loại", "tin tài trợ",
		"bài đọc nhiều", "các bài khác", "các tin đã đưa", "tin đã đưa", "bình luận", "ý kiến bạn đọc", "related", "related articles", "related stories", "related news", "related posts",
		"read more", "more news", "more stories", "most read", "most popular", "recommended", "you may also like", "recommended for you", "comments", "trending", "latest news",
		"other news", "also read", "see also", "same tag", "same category", "same author", "editor's picks", "don't miss", "up next", "recommended stories"} {
		boxHeads[t] = true
	}
}

// dropBox drops the box that the line r is the title of: the largest element
// that begins with it and holds the smaller part of the text.
func (s *scorer) dropBox(r, core int32, drop []bool) {
	p := s.p
	box := int32(-1)
	total := s.at(core)
	for id := p.runs[r].elem; id > core; id = p.elems[id].parent {
		e := &p.elems[id]
		if e.run0 != r || s.at(id)*4 > total {
			break
		}
		box = id
	}
	drop[r] = true
	if box < 0 {
		return
	}
	for i := p.elems[box].run0; i < p.elems[box].run1; i++ {
		drop[i] = true
	}
}

// isTeaserList tells a list of teasers: three children or more, and most of
// them begin with a headline that is a link.
func (s *scorer) isTeaserList(id, core int32) bool {
	p := s.p
	e := &p.elems[id]
	switch e.n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Aside, atom.Tbody, atom.Table:
	default:
		return false
	}
	if e.run1-e.run0 < 3 || s.at(id)*2 > s.at(core) {
		return false
	}
	children, teasers := 0, 0
	for c := id + 1; c < e.end; c = p.elems[c].end {
		ce := &p.elems[c]
		if ce.run0 == ce.run1 {
			continue
		}
		children++
		for r := ce.run0; r < ce.run1 && r < ce.run0+2; r++ {
			if x := &p.runs[r]; x.l*10 >= x.n*8 && x.n >= 20 && x.n < 250 {
				teasers++
				break
			}
		}
	}
	return teasers >= 3 && teasers*10 >= children*7
}

// isTeaserBox tells a box for one other article that is put into a text: a
// headline that is a link, and a line or two of its lead.
func (s *scorer) isTeaserBox(id, core int32) bool {
	p := s.p
	e := &p.elems[id]
	switch e.n.DataAtom {
	case atom.Div, atom.Article, atom.Section, atom.Table, atom.Li, atom.Ul:
	default:
		return false
	}
	if n := e.run1 - e.run0; n < 2 || n > 3 || s.at(id)*5 > s.at(core) {
		return false
	}
	head := &p.runs[e.run0]
	if head.l*10 < head.n*9 || head.n < 25 || head.n > 200 {
		return false
	}
	for r := e.run0 + 1; r < e.run1; r++ {
		if p.runs[r].n > 300 {
			return false
		}
	}
	return true
}

// isLinkBox tells a box of links from a part of the text.
func (s *scorer) isLinkBox(id int32) bool {
	e := &s.p.elems[id]
	switch e.n.DataAtom {
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Table, atom.Dl, atom.Article, atom.Header:
	default:
		return false
	}
	n := s.chars[e.run1] - s.chars[e.run0]
	share := s.linkShare(id)
	if e.n.DataAtom == atom.Table && n < 500 && share > 0.3 && e.run1-e.run0 <= 3 && p0(s, e).kind != TableRow {
		return true // a frame around a teaser
	}
	if n > 1500 {
		return share > 0.8 && s.at(id) <= 0
	}
	return share > 0.55 && s.at(id) <= int32(n)/6
}
