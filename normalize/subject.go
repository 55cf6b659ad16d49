package normalize

import (
	"bytes"
	"slices"

	"solieu/normalize/number"
	"solieu/normalize/token"
)

// subject is what a fact measures: up to four runs of tokens, read in order.
// base is the part taken over from an earlier fact, which a fact that narrows
// the same whole further can take over in its turn.
type subject struct {
	runs [4]trange
	n    int8
	base int8 // the first base runs came from an earlier fact
}

// own is the first token that no earlier fact gave, the first where all are
// from one.
func (s *subject) own() int32 {
	if s.base < s.n {
		return s.runs[s.base].from
	}
	return s.runs[0].from
}

func (s *subject) push(r trange) bool {
	if r.to <= r.from {
		return true
	}
	if int(s.n) == len(s.runs) {
		return false
	}
	s.runs[s.n] = r
	s.n++
	return true
}

func (s subject) and(o subject) subject {
	s.base = s.n
	for _, r := range o.runs[:o.n] {
		s.push(r)
	}
	return s
}

func (s subject) baseOnly() subject {
	if s.base == 0 {
		return s
	}
	s.n = s.base
	return s
}

func (s subject) tokens() (n int) {
	for _, r := range s.runs[:s.n] {
		n += r.len()
	}
	return
}

// subjectText is the subject in words: times and the number itself are cut
// out.
func (d *document) subjectText(s subject, q int) string {
	b := d.room[:0]
	last := int32(-1)
	for _, r := range s.runs[:s.n] {
		for i := r.from; i < r.to; i++ {
			if d.skipped(i, q) {
				continue
			}
			t := d.toks[i]
			if len(b) > 0 && (last != i-1 || !t.Glued()) {
				b = append(b, ' ')
			}
			b = append(b, t.Text(d.text)...)
			last = i
		}
	}
	d.room = b
	return string(bytes.Trim(b, " ,;:.-–()\"“”"))
}

// ended is a subject without the verb of the next figure: `doanh nghiệp thành
// lập mới, giảm` of `1.200 doanh nghiệp thành lập mới, giảm 5,1%`.
func (w *work) ended(s subject) subject {
	if s.n == 0 {
		return s
	}
	r := &s.runs[s.n-1]
	if int(r.to) >= len(w.toks) || w.owner[r.to] <= 0 {
		return s
	}
	for i := r.to - 1; i > r.from && w.cls[i]&(cUp|cDown|cTimes) != 0; i-- {
		if w.id(i-1) == idComma {
			r.to = i - 1
			break
		}
	}
	return s
}

// skipped: a token of a subject's runs that is not part of the subject.
func (d *document) skipped(i int32, q int) bool {
	o := d.owner[i]
	if o < 0 {
		return true
	}
	if o == int32(q)+1 {
		t, qq := d.toks[i], &d.qs[q]
		return int(t.Start) < qq.NumEnd || unitIsMark(qq)
	}
	return false
}

// unitIsMark: the unit is a sign or a code, no word of a subject.
func unitIsMark(q *number.Quantity) bool { return q.UnitKind != "count" }

const (
	postNone = iota
	postUnit // the counted noun
	postVerb // the noun phrase after the number up to a verb
	postSeg  // up to the next break
	postFar  // up to the next strong break
)

const (
	copyNone = iota
	copyPrev
	copyPrev2
	copyFirst  // first of the sentence
	copyUp     // first of the sentence before
	copyBase   // what the one before took over
	topicFront // what its sentence opens with: `Về giá, …`, `Đối với tiền gửi, …`
	topicOpen  // what stands before the bracket it is in
	topicUp    // what the sentence before opens with
	topicPara  // what its paragraph opens with
	topicHead  // the heading over its paragraph
	copyAlike  // an earlier fact of the same thing: `tỷ lệ này`
	topicEach  // its member of a list: `gạo, cà phê và điều lần lượt đạt 4,2, 3,9 và 3,6 tỷ USD`
	copyTail   // whose it is, from the fact before: `lợi nhuận … của lĩnh vực này`
)

// What words taken over are put together with: nothing, words before the
// number, words after it.
const (
	withNone = 1 << iota
	withPre
	withPost
)

// takes leaves out what is next to never right.
var takes = [...]uint8{
	copyPrev:   withNone | withPre | withPost,
	copyPrev2:  withNone | withPre,
	copyFirst:  withNone | withPre | withPost,
	copyUp:     withPre | withPost,
	copyBase:   withNone | withPre | withPost,
	topicFront: withPre | withPost,
	topicOpen:  withNone | withPre | withPost,
	topicUp:    withPre,
	topicPara:  withPre,
	topicHead:  withNone | withPre | withPost,
	copyAlike:  withNone | withPre,
}

// subjectCand is one reading of what a quantity measures: words taken over
// from an earlier fact, words before the number, words after it, or these
// together.
type subjectCand struct {
	s     subject
	over  uint8 // what is taken over: copyNone …
	from  int32 // the fact it is taken over from, -1
	pre   int8  // index in w.pres of the words before the number, -1
	first int8  // index in w.pres of the clause's first noun phrase, -1
	post  uint8 // what follows the number: postNone …
	shape uint32
	group int32  // its group of shared features
	key   uint64 // of its runs, to find it again
}

// maxPres is how many runs before a number are looked at.
const maxPres = 20

// preSpan is a run of words before the number.
type preSpan struct {
	trange
	edge uint32 // what stands before its left end: break and class
	rank uint8  // how many boundaries nearer to the number there are
	cut  uint8  // 0: up to the number; 1: up to its first verb; 2: up to its last
	segs uint8  // commas and stronger breaks between left end and number
	qtys uint8  // quantities between left end and number
	main bool   // left end is a clause's beginning
	gap  trange // a bracket inside, not part of the name

	between class // of the words between right end and number
	nouns   uint8 // words there that are of no class
}

const strip = cState | cUp | cDown | cAux | cPrep | cCompare | cTimes | cSame | cEst | cFore

// trim strips predicate words, marks and joining words from both ends.
func (d *document) trim(r trange) trange { return d.trimStart(d.trimEnd(r)) }

func (d *document) trimEnd(r trange) trange {
	for r.to > r.from {
		i := r.to - 1
		if d.owner[i] < 0 || d.toks[i].Kind == token.Mark && d.toks[i].ID != idClose || d.cls[i]&(strip|cJoin) != 0 && d.cls[i]&cTotal == 0 || d.comparator(i) {
			r.to--
			continue
		}
		break
	}
	return r
}

func (d *document) trimStart(r trange) trange {
	for r.to > r.from {
		i := r.from
		if d.owner[i] < 0 || d.toks[i].Kind == token.Mark || d.cls[i]&(cJoin|cNarrow|cAux|cPrep|cState|cSource|cAnaph) != 0 && d.cls[i]&cTotal == 0 {
			r.from++
			continue
		}
		break
	}
	return r
}

// comparator: the token is a word of bounds that belongs to no quote.
func (d *document) comparator(i int32) bool { return d.cls[i]&(cUp|cDown) != 0 }

// listPres fills w.pres with the runs of words before quantity q that may
// name what it measures: from every boundary of its sentence up to the number,
// and up to the verbs on the way.
func (w *work) listPres(q int) {
	d := &w.document
	w.pres = w.pres[:0]
	qt := d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	rank, segs, qtys := uint8(0), uint8(0), uint8(0)
	end := d.trimEnd(trange{sn.from, qt.from}).to
	for i := qt.from - 1; i >= sn.from; i-- {
		// is there a boundary before token i+1, or does the sentence begin at i?
		left := i + 1
		edge := uint32(0)
		switch {
		case d.owner[i] > 0:
			if i+1 == qt.from || d.owner[i+1] != d.owner[i] { // inside one quantity: only its end is a boundary
				edge = 1
				qtys++
			}
		case d.owner[i] < 0:
			if d.owner[i+1] != d.owner[i] {
				edge = 2
			}
		case d.toks[i].Kind == token.Mark && d.brk[i] >= bComma:
			edge = 3 + uint32(d.brk[i])
			segs++
		case d.cls[i]&(cJoin|cNarrow|cSay|cGoal|cVerb|cState|cUp|cDown|cAux|cSource|cFore|cEst|cCompare|cPrep|cTimes) != 0 && (d.cls[i+1] != d.cls[i] || d.head[i+1]):
			edge = 16 | uint32(d.cls[i])<<5
		}
		if edge != 0 && left < qt.from {
			w.addPre(trange{left, max(left, end)}, qt.from, edge, rank, segs, qtys)
			rank++
		}
		if i == sn.from {
			w.addPre(trange{i, end}, qt.from, 8, rank, segs, qtys)
		}
		if len(w.pres) >= maxPres-4 {
			w.addPre(trange{sn.from, end}, qt.from, 8, rank, 9, 9)
			break
		}
	}
}

// addPre adds the run r before the number at right, and the parts of it up to
// its first verb and its last. What r ends with has been stripped.
func (w *work) addPre(r trange, right int32, edge uint32, rank, segs, qtys uint8) {
	const verbs = cVerb | cState | cUp | cDown | cAux | cShare
	d := &w.document
	whole := d.trimStart(r)
	main := edge < 16 || class(edge>>5)&(cJoin|cNarrow|cSay|cSource) != 0
	add := func(r trange, cut uint8) {
		if r.len() == 0 || len(w.pres) >= maxPres {
			return
		}
		for i := range w.pres {
			if w.pres[i].trange == r {
				w.pres[i].main = w.pres[i].main || main
				return
			}
		}
		gap, ok := w.oneClause(r)
		if !ok {
			return
		}
		nouns, between := uint8(0), class(0)
		for j := r.to; j < right; j++ {
			between |= d.cls[j] & (cState | cUp | cDown | cVerb | cAux | cShare | cTimes | cCompare)
			if d.cls[j] == 0 && d.owner[j] == 0 && d.toks[j].Kind == token.Word {
				nouns++
			}
		}
		w.pres = append(w.pres, preSpan{r, edge, rank, cut, segs, qtys, main, gap, between, nouns})
	}
	add(whole, 0)
	first, last := int32(-1), int32(-1)
	for i := whole.from + 1; i < whole.to; i++ {
		if d.head[i] && d.owner[i] <= 0 && d.cls[i]&verbs != 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first >= 0 {
		add(d.trim(trange{whole.from, first}), 1)
		if last > first {
			add(d.trim(trange{whole.from, last}), 2)
		}
	}
}

// oneClause: the run can be one name, perhaps with a bracket in it, which is
// returned. A semicolon, a colon or a statement with its figure (`ROE đạt
// 26,2%, …`) makes it more than one.
func (w *work) oneClause(r trange) (gap trange, ok bool) {
	n := 0
	for j := r.from; j < r.to; j++ {
		switch w.id(j) {
		case idOpen:
			k := j + 1
			for k < r.to && w.id(k) != idClose {
				k++
			}
			if k == r.to {
				return gap, false
			}
			if k > j+4 || gap.to > 0 { // a short one is part of a name: (ACV)
				if gap.to == 0 && k < r.to-1 {
					gap = trange{j, k + 1}
				}
			}
			j = k
			continue
		case idSemi, idColon, idClose:
			return gap, false
		}
		if w.brk[j] == bStop && j > r.from {
			return gap, false
		}
		o := w.owner[j]
		if o <= 0 || j > r.from && w.owner[j-1] == o {
			continue
		}
		n++
		end := w.qtok[o-1].to
		if n > 1 || (w.class(j-1)|w.class(j-2))&(cUp|cDown) != 0 || w.class(j-1)&cState != 0 ||
			int(end) < len(w.brk) && w.brk[end] >= bComma || w.done[o-1].isFact && w.done[o-1].kind == number.Change {
			return gap, false
		}
	}
	return gap, true
}

// listPosts fills w.posts with the words after the number, its counted noun
// among them.
func (w *work) listPosts(q int) {
	d := &w.document
	qt := d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	w.posts = [postFar + 1]trange{}
	b := qt.to
	unit := b
	if d.qs[q].UnitKind == "count" {
		for i := qt.from; i < qt.to; i++ {
			if int(d.toks[i].Start) >= d.qs[q].NumEnd {
				unit = i
				break
			}
		}
		w.posts[postUnit] = trange{unit, b}
	}
	stop := func(level uint8, verb class) trange {
		i := b
		for ; i < sn.to; i++ {
			if d.brk[i] >= level || d.owner[i] > 0 || i > b && d.owner[i] < 0 ||
				i > b && d.head[i] && d.cls[i]&verb != 0 {
				break
			}
		}
		return d.trimRight(trange{unit, i})
	}
	w.posts[postVerb] = stop(bJoin, cVerb|cState|cUp|cDown|cAux|cCompare)
	w.posts[postSeg] = stop(bJoin, cCompare)
	w.posts[postFar] = stop(bSemi, cCompare)
}

// listSubjects fills w.subs with what quantity q may measure.
func (w *work) listSubjects(q int) {
	d := &w.document
	w.subs = w.subs[:0]
	var seen [4]uint64 // some bits of the keys of w.subs
	qt := d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	w.listPres(q)
	w.listPosts(q)
	add := func(c subjectCand) {
		if c.s.n == 0 || len(w.subs) >= 120 {
			return
		}
		for _, r := range c.s.runs[:c.s.n] {
			c.key = (c.key ^ uint64(r.from)<<32 ^ uint64(r.to)) * 0x9e3779b97f4a7c15
		}
		slot, mask := &seen[c.key>>62], uint64(1)<<(c.key>>56&63)
		if *slot&mask != 0 && slices.ContainsFunc(w.subs, func(s subjectCand) bool { return s.key == c.key }) {
			return
		}
		*slot |= mask
		w.subs = append(w.subs, c)
	}
	single := func(r trange) (s subject) {
		s.push(r)
		return
	}
	named := func(p *preSpan) (s subject) {
		if p.gap.to == 0 {
			s.push(p.trange)
			return
		}
		s.push(trange{p.from, p.gap.from})
		s.push(trange{p.gap.to, p.to})
		return
	}
	before := w.factBefore(q)
	follows := before >= 0 && d.sent[d.qtok[before].from] == d.sent[qt.from]
	for i := range w.pres {
		if follows && d.amountOnly(w.pres[i].trange) {
			continue
		}
		add(subjectCand{s: named(&w.pres[i]), over: copyNone, from: -1, pre: int8(i), first: -1, post: postNone})
	}
	for k := postUnit; k <= postFar; k++ {
		add(subjectCand{s: single(w.posts[k]), over: copyNone, from: -1, pre: -1, first: -1, post: uint8(k)})
	}
	// the clause's first noun phrase with the last one before the number: `ACV … với doanh thu`
	n := 0
	for i := range w.pres {
		if p := &w.pres[i]; p.cut == 1 && p.main {
			for j := range min(len(w.pres), 6) {
				if o := &w.pres[j]; o.cut == 0 && o.from >= p.to && n < 8 {
					s := named(p)
					s.push(o.trange)
					add(subjectCand{s: s, over: copyNone, from: -1, pre: int8(j), first: int8(i), post: postNone})
					n++
				}
			}
		}
	}
	n = 0
	for i := range w.pres {
		p := &w.pres[i]
		if !p.main && p.rank > 1 || n >= 8 {
			continue
		}
		n++
		for k := postUnit; k <= postFar; k++ {
			if w.posts[k].len() > 0 {
				s := named(p)
				s.push(w.posts[k])
				add(subjectCand{s: s, over: copyNone, from: -1, pre: int8(i), first: -1, post: uint8(k)})
			}
		}
	}
	// what an earlier fact measured, alone and with these
	type source struct {
		s    subject
		over uint8
		from int32
	}
	var froms [12]source
	nf := 0
	push := func(i int, over uint8, base bool) {
		if i < 0 || i >= len(w.done) || !w.done[i].isFact {
			return
		}
		s := w.done[i].subject
		if base {
			if s.base == 0 {
				return
			}
			s = s.baseOnly()
		}
		if s.n == 0 {
			return
		}
		froms[nf] = source{s, over, int32(i)}
		nf++
	}
	if prev := w.factBefore(q); prev >= 0 {
		push(prev, copyPrev, false)
		push(prev, copyBase, true)
		if p2 := w.factBefore(prev); p2 >= 0 {
			push(p2, copyPrev2, false)
		}
		if f := w.firstFact(int(sn.q0), q); f >= 0 {
			push(f, copyFirst, false)
		}
		if si := d.sent[qt.from]; si > 0 {
			up := d.sents[si-1]
			if f := w.firstFact(int(up.q0), int(up.q1)); f >= 0 {
				push(f, copyUp, false)
			}
		}
	}
	if f := w.alike(q); f >= 0 {
		push(f, copyAlike, false)
	}
	taken := nf
	for _, t := range w.topics(q) {
		if t.r.len() > 0 {
			froms[nf] = source{single(t.r), t.over, -1}
			nf++
		}
	}
	for _, f := range froms[:nf] {
		if takes[f.over]&withNone == 0 {
			continue
		}
		s := f.s
		if f.over != copyPrev {
			s.base = 0
		}
		add(subjectCand{s: s, over: f.over, from: f.from, pre: -1, first: -1, post: postNone})
	}
	item, measure, of := w.respective(q)
	if of >= 0 && w.done[of].isFact && w.done[of].subject.n > 0 {
		add(subjectCand{s: w.done[of].subject, over: topicEach, from: of, pre: -1, first: -1, post: postNone})
	}
	if item.len() > 0 {
		s := single(item)
		add(subjectCand{s: s, over: topicEach, from: -1, pre: -1, first: -1, post: postNone})
		if measure.len() > 0 {
			s.push(measure)
			add(subjectCand{s: s, over: topicEach, from: -1, pre: -1, first: 1, post: postNone})
		}
	}
	// an own measure of what the fact before was about
	if prev := w.factBefore(q); prev >= 0 {
		if t := w.tail(w.done[prev].subject); t.len() > 1 {
			n := 0
			for i := range w.pres {
				if p := &w.pres[i]; (p.main || p.rank == 0) && p.segs <= 1 && p.qtys == 0 && n < 3 {
					s := single(p.trange)
					s.push(t)
					add(subjectCand{s: s, over: copyTail, from: int32(prev), pre: int8(i), first: -1, post: postNone})
					n++
				}
			}
		}
	}
	for k, f := range froms[:nf] {
		sister := k < taken && w.sister(f.over, f.from, q)
		n := 0
		for i := range w.pres {
			if takes[f.over]&withPre == 0 {
				break
			}
			if p := &w.pres[i]; (p.main || p.rank == 0) && p.segs <= 1 && p.qtys == 0 && n < 4 {
				if sister && (w.cls[p.from]&cTotal == 0 || p.len() > 4) {
					continue // a sister's measure can be said of the same thing: `… và trị giá là`
				}
				add(subjectCand{s: f.s.and(single(p.trange)), over: f.over, from: f.from, pre: int8(i), first: -1, post: postNone})
				n++
			}
		}
		if sister || takes[f.over]&withPost == 0 {
			continue
		}
		for k := postUnit; k <= postSeg; k++ {
			if w.posts[k].len() > 0 {
				add(subjectCand{s: f.s.and(single(w.posts[k])), over: f.over, from: f.from, pre: -1, first: -1, post: uint8(k)})
			}
		}
	}
}

// amounts are words that say of what is named before how much there is of it
// (`xuất khẩu gạo đạt 7 triệu tấn, trị giá 3,5 tỷ USD`), and name nothing alone.
var amounts = func() *token.Phrases[bool] {
	p := token.NewPhrases[bool]()
	for _, w := range []string{"trị giá", "giá trị", "lượng", "số lượng", "khối lượng"} {
		p.Add(w, true)
	}
	return p
}()

// amountOnly: the run is one of amounts and nothing else.
func (d *document) amountOnly(r trange) bool {
	_, n := amounts.Match(d.toks, int(r.from))
	return n > 0 && n == r.len()
}

// sister: the earlier fact stands in the same sentence and no word, bracket or
// colon between says that this one narrows it, so the two are side by side
// (`HPG tăng 3,8%; TCB tăng 3,3%`) and only what that one took over is common.
func (w *work) sister(over uint8, from int32, q int) bool {
	if over == copyBase || over == copyAlike || w.sent[w.qtok[from].from] != w.sent[w.qtok[q].from] {
		return false
	}
	for j := w.qtok[from].to; j < w.qtok[q].from; j++ {
		if w.head[j] && w.cls[j]&cNarrow != 0 || w.id(j) == idOpen || w.id(j) == idColon {
			return false
		}
	}
	return true
}

func (d *document) trimRight(r trange) trange {
	for r.to > r.from {
		i := r.to - 1
		if d.owner[i] < 0 || d.toks[i].Kind == token.Mark && d.toks[i].ID != idClose || d.cls[i]&(cAux|cPrep|cCompare|cJoin|cSame|cState) != 0 {
			r.to--
			continue
		}
		break
	}
	return r
}

// segStart is where the comma-parted segment of token i begins. One colon just
// before the number belongs to it: `Dầu hỏa: 26.601 đồng/lít`.
func (w *work) segStart(i int32, sn sentence) int32 {
	colon := false
	for ; i > sn.from; i-- {
		if w.brk[i] < bComma || w.toks[i].Kind == token.Mark {
			continue
		}
		if w.toks[i-1].ID == idColon && !colon {
			colon = true
			continue
		}
		break
	}
	return i
}
