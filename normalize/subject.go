package normalize

import (
	"strings"

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
	var b strings.Builder
	last := int32(-1)
	for _, r := range s.runs[:s.n] {
		for i := r.from; i < r.to; i++ {
			if d.skipped(i, q) {
				continue
			}
			t := d.toks[i]
			if b.Len() > 0 && (last != i-1 || !t.Glued()) {
				b.WriteByte(' ')
			}
			b.WriteString(t.Text(d.text))
			last = i
		}
	}
	return strings.Trim(b.String(), " ,;:.-–()\"“”")
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
func (d *document) trim(r trange) trange {
	for r.to > r.from {
		i := r.to - 1
		if d.owner[i] < 0 || d.toks[i].Kind == token.Mark && d.toks[i].ID != idClose || d.cls[i]&(strip|cJoin) != 0 && d.cls[i]&cTotal == 0 || d.comparator(i) {
			r.to--
			continue
		}
		break
	}
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
	const verbs = cVerb | cState | cUp | cDown | cAux | cShare
	for i := qt.from - 1; i >= sn.from; i-- {
		// is there a boundary before token i+1, or does the sentence begin at i?
		left := i + 1
		edge := uint32(0)
		switch {
		case d.owner[i] > 0:
			edge = 1
			if i+1 < qt.from && d.owner[i+1] <= 0 {
				qtys++
			} else if i+1 == qt.from {
				qtys++
			}
			if i > 0 && d.owner[i-1] == d.owner[i] && i-1 >= sn.from {
				// inside one quantity: only its end is a boundary
			}
			if d.owner[i+1] == d.owner[i] {
				qtys--
				edge = 0
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
			w.addPre(left, qt.from, edge, rank, segs, qtys, verbs)
			rank++
		}
		if i == sn.from {
			w.addPre(i, qt.from, 8, rank, segs, qtys, verbs)
		}
		if len(w.pres) >= maxPres-4 {
			w.addPre(sn.from, qt.from, 8, rank, 9, 9, verbs)
			break
		}
	}
}

func (w *work) addPre(left, right int32, edge uint32, rank, segs, qtys uint8, verbs class) {
	d := &w.document
	whole := d.trim(trange{left, right})
	main := edge < 16 || class(edge>>5)&(cJoin|cNarrow|cSay|cSource) != 0
	add := func(r trange, cut uint8) {
		if r.len() == 0 || len(w.pres) >= maxPres {
			return
		}
		gap, ok := w.oneClause(r)
		if !ok {
			return
		}
		for i := range w.pres {
			if w.pres[i].trange == r {
				w.pres[i].main = w.pres[i].main || main
				return
			}
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
		for i := range w.subs {
			if w.subs[i].key == c.key {
				return
			}
		}
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
	for i := range w.pres {
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

// alike is the last fact before q that measures what the words just before q
// point back to: `tỷ trọng này` to `tỷ trọng kinh tế số trong GDP`; -1 for none.
func (w *work) alike(q int) int {
	d := &w.document
	qt := d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	this := int32(-1)
	for i := qt.from - 1; i > sn.from && i > qt.from-16; i-- {
		if d.brk[i] >= bComma && d.toks[i].Kind == token.Mark || d.owner[i] > 0 {
			break
		}
		if d.cls[i]&cAnaph != 0 && d.owner[i] == 0 && d.toks[i-1].Kind == token.Word {
			this = i
			break
		}
	}
	if this < 0 {
		return -1
	}
	for k, f := 0, w.factBefore(q); f >= 0 && k < 12; k, f = k+1, w.factBefore(f) {
		for _, r := range w.done[f].subject.runs[:w.done[f].subject.n] {
			// the noun that `này` follows, of one syllable or two
			for j := r.from; j < r.to; j++ {
				if d.word(j) == d.word(this-1) && (j+1 >= r.to || d.cls[j+1]&cAnaph == 0) &&
					(j > r.from && d.word(j-1) == d.word(this-2) || j == r.from) {
					return f
				}
			}
		}
	}
	return -1
}

type topic struct {
	r    trange
	over uint8
}

// topics are the words that may say whose figure q is though they stand
// outside its clause.
func (w *work) topics(q int) (out [5]topic) {
	d := &w.document
	qt := d.qtok[q]
	si := d.sent[qt.from]
	sn := d.sents[si]
	// `Về giá giao dịch, …`: up to the first comma
	i := sn.from
	if d.cls[i]&(cPrep|cSource) != 0 && d.owner[i] == 0 {
		j := i
		for j < qt.from && !(d.toks[j].Kind == token.Mark && d.brk[j] >= bComma && d.owner[j] == 0) {
			j++
		}
		if j < qt.from && j < i+24 {
			out[0] = topic{d.trim(trange{i, j}), topicFront}
		}
	}
	// `hầm sông Sài Gòn (dài 1,49 km`
	for j := qt.from - 1; j > sn.from && j > qt.from-24; j-- {
		if d.id(j) == idClose {
			break
		}
		if d.id(j) == idOpen {
			k := j - 1
			for ; k >= sn.from && k > j-16; k-- {
				if d.owner[k] != 0 || d.brk[k] >= bComma && d.toks[k].Kind == token.Mark || d.head[k] && d.cls[k]&(cState|cVerb|cUp|cDown|cPrep|cJoin) != 0 {
					break
				}
			}
			out[1] = topic{d.trim(trange{k + 1, j}), topicOpen}
			break
		}
	}
	para := sn.para
	if si > 0 && d.sents[si-1].para == para {
		out[2] = topic{w.opening(si - 1), topicUp}
	}
	first := si
	for first > 0 && d.sents[first-1].para == para {
		first--
	}
	if first < si-1 {
		out[3] = topic{w.opening(first), topicPara}
	}
	if first > 0 && d.sents[first-1].para > 0 {
		// a heading: a short block without a full stop and without facts
		h := d.sents[first-1]
		if h.len() <= 20 && d.toks[h.to-1].ID != idDot && h.q0 == h.q1 && (first < 2 || d.sents[first-2].para != h.para) {
			out[4] = topic{d.trim(h.trange), topicHead}
		}
	}
	return
}

// opening is the noun phrase a sentence opens with, past its times: up to the
// first verb, figure or comma.
func (w *work) opening(si int32) trange {
	d := &w.document
	sn := d.sents[si]
	i := sn.from
	for i < sn.to && (d.owner[i] < 0 || d.toks[i].Kind == token.Mark || d.cls[i]&(cJoin|cNarrow|cAux|cSource|cPrep) != 0) {
		if d.owner[i] == 0 && d.cls[i]&(cPrep|cSource) != 0 && d.toks[i].Kind == token.Word && i > sn.from && d.owner[i-1] == 0 && d.toks[i-1].Kind == token.Word && d.cls[i-1]&(cPrep|cSource|cJoin) == 0 {
			break
		}
		i++
	}
	j := i
	for j < sn.to && d.owner[j] <= 0 && j < i+24 {
		if d.brk[j] >= bComma && d.toks[j].Kind == token.Mark && d.id(j) != idOpen && d.id(j) != idClose {
			break
		}
		if j > i && d.head[j] && d.cls[j]&(cVerb|cState|cUp|cDown|cAux|cSay) != 0 {
			break
		}
		j++
	}
	return d.trim(trange{i, j})
}

// featuresOfTopic adds what speaks for words from outside the clause.
func (w *work) featuresOfTopic(q int, c *subjectCand, kind uint32) {
	d := &w.document
	over := uint32(c.over)
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	t := c.s.runs[0]
	caps := bit(d.toks[t.from].Flag&token.Caps != 0 || d.toks[min(t.from+1, t.to-1)].Flag&token.Upper != 0)
	prev := w.factBefore(q)
	same := uint32(2)
	if prev >= 0 {
		same = 0
		for _, r := range w.done[prev].subject.runs[:w.done[prev].subject.n] {
			if r.from <= t.from && t.from < r.to {
				same = 1 // the fact before is said of it too
			}
		}
	}
	w.taken.add(&w.c, int32(over<<1), q, func() {
		add("t first", over, d.word(t.from))
		add("t len", over, uint32(min(t.len(), 8)))
		add("t caps", over, caps)
		add("t prev", over, same, bit(prev >= 0 && d.sent[d.qtok[prev].from] == d.sent[d.qtok[q].from]))
	})
	if c.s.n < 2 {
		return
	}
	mine := c.s.runs[1]
	add("t mine", over, d.word(mine.from))
	add("t minelen", over, uint32(min(mine.len(), 6)), same)
	add("t measure", over, bit(d.cls[mine.from]&cTotal != 0), caps, same)
	add("t mycaps", over, bit(d.toks[mine.from].Flag&token.Upper != 0), caps)
	shared := uint32(0)
	for j := t.from; j < t.to; j++ {
		for k := mine.from; k < mine.to; k++ {
			shared += bit(d.word(j) == d.word(k))
		}
	}
	add("t shared", over, min(shared, 3))
}

// respective finds the member of a list that q belongs to, by its place among
// the figures that `lần lượt` or `respectively` hands out, and the words
// between list and figures that say what is measured. Where the members have
// figures of their own (`doanh thu 18.500 tỷ và lãi 1.250 tỷ, lần lượt tăng
// 24,8% và 43,2%`) it is the figure that stands for q, else -1.
func (w *work) respective(q int) (item, measure trange, of int32) {
	of = -1
	d := &w.document
	sn := d.sents[d.sent[d.qtok[q].from]]
	// the figures handed out stand side by side
	first, last := q, q
	near := func(a, b int) bool {
		if d.qs[a].UnitKind != d.qs[b].UnitKind && d.qs[a].Unit != "" && d.qs[b].Unit != "" {
			return false
		}
		gap := d.qtok[b].from - d.qtok[a].to
		for j := d.qtok[a].to; j < d.qtok[b].from; j++ {
			if d.toks[j].Kind == token.Word && d.id(j) != idAnd && d.id(j) != idAndEn {
				return false
			}
		}
		return gap > 0 && gap <= 2
	}
	for first > int(sn.q0) && near(first-1, first) {
		first--
	}
	for last+1 < int(sn.q1) && near(last, last+1) {
		last++
	}
	n := last - first + 1
	if n < 2 || n > 6 {
		return
	}
	mark := int32(-1)
	for i := d.qtok[first].from - 1; i >= sn.from && i > d.qtok[first].from-6; i-- {
		if id := d.id(i); d.owner[i] == 0 && (id == idInTurn && d.id(i+1) == idInTurn2 || id == idEach && d.id(i+1) == idEach2 || id == idRespectively) {
			mark = i
			break
		}
		if d.owner[i] > 0 {
			return
		}
	}
	if mark < 0 {
		return
	}
	if d.qtok[max(first-1, 0)].to > mark-4 && first-n >= int(sn.q0) {
		of = int32(q - n)
		return
	}
	// the list: the last joining word before the mark parts its last two members
	and := int32(-1)
	for i := mark - 1; i > sn.from && i > mark-40; i-- {
		if d.owner[i] > 0 || d.brk[i] >= bSemi && d.id(i) != idOpen && d.id(i) != idClose {
			break
		}
		if d.id(i) == idAnd || d.id(i) == idAndEn || d.id(i) == idComma {
			and = i
			break
		}
	}
	if and < 0 {
		return
	}
	const verb = cState | cUp | cDown | cVerb | cAux | cSay
	end := and + 1
	for end < mark && !(end > and+1 && d.head[end] && d.owner[end] == 0 && d.cls[end]&verb != 0) {
		end++
	}
	measure = d.trim(trange{end, mark})
	place := q - first
	if place == n-1 {
		return d.trim(trange{and + 1, end}), measure, -1
	}
	// members before it, from right to left
	right := and
	for k := n - 2; k >= 0; k-- {
		i := right - 1
		for i >= sn.from && d.owner[i] <= 0 && d.brk[i] < bSemi && d.id(i) != idComma && !(d.head[i] && d.cls[i]&(verb|cNarrow|cJoin) != 0) {
			i--
		}
		if k == place {
			return d.trim(trange{i + 1, right}), measure, -1
		}
		if i < sn.from || d.id(i) != idComma {
			return trange{}, trange{}, -1
		}
		right = i
	}
	return trange{}, trange{}, -1
}

var (
	idInTurn       = token.Intern("lần")
	idInTurn2      = token.Intern("lượt")
	idEach         = token.Intern("tương")
	idEach2        = token.Intern("ứng")
	idRespectively = token.Intern("respectively")
)

// tail is whose measure an earlier subject is: from its first `của`, `trên`,
// `trong` on (`tổng lượng khách [quốc tế của cả nước]`).
func (w *work) tail(s subject) trange {
	for _, r := range s.runs[:s.n] {
		for j := r.from + 1; j < r.to-1; j++ {
			if w.head[j] && w.cls[j]&cPrep != 0 && w.owner[j] == 0 && w.toks[j].Kind == token.Word {
				return trange{j, r.to}
			}
		}
	}
	return trange{}
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

// featuresOfSubjects fills w.c with the features of w.subs.
func (w *work) featuresOfSubjects(q int) {
	d := &w.document
	w.c.reset()
	qq, qt := &d.qs[q], d.qtok[q]
	si := d.sent[qt.from]
	sn := d.sents[si]
	uk := hashString(qq.UnitKind)
	kind := uint32(w.done[q].kind)
	prev := w.factBefore(q)
	// what stands around the number, shared by all candidates and crossed with their shape
	ctx := w.ctx[:0]
	put := func(name string, parts ...uint32) { ctx = append(ctx, feat(name, parts...)) }
	put("unit", uk, kind)
	put("s-1", d.signature(qt.from-1))
	put("s-2", d.signature(qt.from-1), d.signature(qt.from-2))
	put("s+1", d.signature(qt.to), uk)
	put("s+2", d.signature(qt.to), d.signature(qt.to+1))
	start := w.segStart(qt.from, sn)
	own := d.trim(trange{start, qt.from})
	ownLen := uint32(min(own.len(), 5))
	put("own", ownLen, uint32(d.brk[start]), kind)
	put("ownu", min(ownLen, 2), kind, uk)
	if prev >= 0 {
		pt := d.qtok[prev]
		same := uint32(0)
		if d.sent[pt.from] == si {
			same = 1
		} else if d.sent[pt.from] == si-1 && d.sents[d.sent[pt.from]].para == sn.para {
			same = 2
		}
		put("prev", same, uint32(w.done[prev].kind), kind, bit(d.qs[prev].UnitKind == qq.UnitKind))
		h, k := uint32(0), 0
		for i := pt.to; i < qt.from && k < 6; i++ {
			h = mix(h, d.signature(i))
			k++
		}
		if same == 1 && pt.to+5 >= qt.from {
			put("between", h, kind)
		}
	}
	if prev >= 0 && d.sent[d.qtok[prev].from] == si {
		put("prevshape", w.done[prev].shape, kind, uint32(w.done[prev].kind))
		put("prevshapeu", w.done[prev].shape, bit(d.qs[prev].UnitKind == qq.UnitKind), min(ownLen, 2))
	}
	if qt.from > 0 {
		put("w-1", d.word(qt.from-1))
	}
	w.ctx = ctx
	for i := range w.subs {
		c := &w.subs[i]
		cut := uint32(9)
		if c.pre >= 0 {
			cut = uint32(w.pres[c.pre].cut)
		}
		c.shape = uint32(c.over) | cut<<4 | uint32(c.post)<<8 | bit(c.first >= 0)<<12
		c.group = w.c.groupOf(feat("shape", c.shape), ctx)
	}
	// what costs little first: only those that it leaves near the best are looked at whole
	live := w.c.hopeful(subjectReach)
	for i := range w.subs {
		c := &w.subs[i]
		if live != nil && !live[c.group] {
			w.c.drop()
			continue
		}
		w.featuresOfEnds(q, c, uk, kind)
		if live == nil {
			w.featuresOfWords(q, c, uk, kind)
		}
		w.c.closeIn(c.group)
	}
	if live == nil {
		return
	}
	w.c.drops(endsReach)
	for i := range w.subs {
		if w.c.group[i] != dropped {
			w.c.resume(i)
			w.featuresOfWords(q, &w.subs[i], uk, kind)
			w.c.settle(i)
		}
	}
}

// featuresOfEnds adds what a candidate's first word, its last one and the run
// before the number tell; most of it is shared by several candidates.
func (w *work) featuresOfEnds(q int, c *subjectCand, uk, kind uint32) {
	d := &w.document
	qt := d.qtok[q]
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	shape := feat("shape", c.shape)
	s := &c.s
	ntok := uint32(min(s.tokens(), 14))
	add("len", ntok)
	w.c.add(cross(shape, feat("len", ntok/2)))
	mine := s.runs[s.base]
	if s.base == s.n {
		mine = s.runs[0]
	}
	first, last := mine.from, s.runs[s.n-1].to-1
	w.firsts.add(&w.c, first, q, func() {
		add("first", d.word(first))
		add("first2", d.word(first), d.word(first+1))
		add("edgel", d.signature(first-1), uint32(d.cls[first]), uint32(d.brk[first]))
		add("firstclass", uint32(d.cls[first]), uk)
		add("firstcap", uint32(d.toks[first].Flag&token.Upper), uint32(min(d.brk[first], bSemi)))
	})
	w.lasts.add(&w.c, last, q, func() {
		add("last", d.word(last))
		add("edger", d.signature(last+1), uint32(d.cls[last]), bit(last+1 == qt.from))
		add("lastclass", uint32(d.cls[last]))
	})
	if c.pre < 0 {
		return
	}
	pre := &w.pres[c.pre]
	cut, edge := uint32(pre.cut), edgeKind(pre.edge)
	w.c.add(cross(shape, feat("edge", edge)))
	add("segs", min(uint32(pre.segs), 3), uint32(c.over), cut)
	add("main", bit(pre.main), cut, uint32(c.over))
	w.runs.add(&w.c, int32(c.pre), q, func() {
		add("edge", edge, cut)
		add("qtys", min(uint32(pre.qtys), 3), cut)
		add("gapc", uint32(pre.between), kind)
		w.featuresOfLeft(pre, d.sents[d.sent[qt.from]])
	})
}

// featuresOfWords adds what a candidate's words tell, and where they are from.
func (w *work) featuresOfWords(q int, c *subjectCand, uk, kind uint32) {
	d := &w.document
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	cut := c.shape >> 4 & 15
	s := &c.s
	if c.pre >= 0 {
		pre := &w.pres[c.pre]
		add("gapcn", uint32(pre.between&(cVerb|cState|cUp|cDown)), min(uint32(pre.nouns), 3), bit(c.post != 0))
	}
	var nverbs, commas, states, totals, times, names uint32
	for _, r := range s.runs[s.base:s.n] {
		for j := r.from; j < r.to; j++ {
			if d.owner[j] < 0 {
				times++
			}
			if d.brk[j] >= bComma && j > r.from {
				commas++
			}
			if d.toks[j].Flag&token.Upper != 0 {
				names++
			}
			if d.head[j] {
				cl := d.cls[j]
				nverbs += bit(cl&cVerb != 0)
				states += bit(cl&(cState|cUp|cDown) != 0)
				totals += bit(cl&cTotal != 0)
			}
		}
	}
	add("nverbs", min(nverbs, 3), bit(c.post != 0))
	add("commas", min(commas, 3))
	add("states", min(states, 3), bit(c.post != 0))
	add("totals", min(totals, 2), uk)
	add("totalsc", min(totals, 2), uint32(c.over))
	add("times", min(times, 1), cut)
	add("names", min(names, 3), uint32(min(s.tokens(), 4)), uk)
	if c.over != copyNone {
		w.featuresOfTaken(q, c, kind)
	}
}

// How far behind the best, in units of log odds, a group's shared score may lie
// to be looked into, and a candidate's after its ends.
const (
	subjectReach = 1.2
	periodReach  = 1.5
	endsReach    = 2
)

// featuresOfLeft adds what stands before a run that begins after a comma or a
// joining word: a statement of its own, or the rest of a list (`Hà Giang, Lào
// Cai và Yên Bái cùng tăng 4%`; `vé người lớn, vé trẻ em`) that belongs to it.
func (w *work) featuresOfLeft(pre *preSpan, sn sentence) {
	d := &w.document
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	i := pre.from - 1
	for i > sn.from && (d.toks[i].Kind == token.Mark || d.cls[i]&cJoin != 0) && d.owner[i] == 0 {
		i--
	}
	if i <= sn.from || i == pre.from-1 {
		return
	}
	// the segment that ends at i
	var all class
	qty := uint32(0)
	j := i
	for ; j >= sn.from && j > i-12; j-- {
		if d.toks[j].Kind == token.Mark && d.owner[j] == 0 && d.brk[j] >= bComma || d.cls[j]&cJoin != 0 && d.owner[j] == 0 {
			break
		}
		switch o := d.owner[j]; {
		case o > 0:
			qty = 1
		case o == 0:
			all |= d.cls[j] & (cState | cUp | cDown | cVerb | cShare | cSay | cSource | cPrep | cGoal | cNarrow)
		}
	}
	verb := uint32(all & (cState | cUp | cDown | cVerb | cSay))
	edge := edgeKind(pre.edge)
	caps := d.toks[i].Flag&token.Upper != 0
	first := d.toks[pre.from].Flag&token.Upper != 0
	add("left caps", edge, bit(caps), bit(first), qty)
	add("left class", uint32(all), edge)
	same := bit(j+1 <= i && d.word(j+1) == d.word(pre.from))
	add("left same", same, qty, edge)
	add("left kind", uint32(d.brk[pre.from]), min(uint32(pre.segs), 2), qty, bit(verb != 0), bit(pre.cut > 0))
	add("left end", d.signature(i), d.signature(pre.from), edge)
}

// edgeKind folds the left boundary of a preSpan to its strongest class.
func edgeKind(edge uint32) uint32 {
	if edge < 16 {
		return edge
	}
	c := class(edge >> 5)
	for i, k := range []class{cNarrow, cSay, cSource, cJoin, cGoal, cUp, cDown, cState, cVerb, cCompare, cPrep, cAux} {
		if c&k != 0 {
			return 16 + uint32(i)
		}
	}
	return 31
}

// featuresOfTaken adds what speaks for and against taking words over from an
// earlier fact: where that fact stands, whether words between narrow it
// (`trong đó`), whether the words of its own name a sister rather than a part.
func (w *work) featuresOfTaken(q int, c *subjectCand, kind uint32) {
	d := &w.document
	qt := d.qtok[q]
	si := d.sent[qt.from]
	over := uint32(c.over)
	alone := bit(c.pre < 0 && c.post == 0)
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	if c.from < 0 {
		add("o title", alone, over)
		w.featuresOfTopic(q, c, kind)
		return
	}
	w.taken.add(&w.c, int32(over<<1|alone), q, func() { w.featuresOfSource(q, c, alone, kind) })
	narrow := w.narrowed[over]
	colon, dist := narrow>>1&1, narrow>>2
	narrow &= 1
	// words shared by what is taken over and what is its own
	if alone == 0 {
		shared, firstSame := uint32(0), uint32(0)
		var mine trange
		if c.s.base < c.s.n {
			mine = c.s.runs[c.s.base]
		}
		for _, r := range c.s.runs[:c.s.base] {
			for j := r.from; j < r.to; j++ {
				for k := mine.from; k < mine.to; k++ {
					if d.toks[j].Kind == token.Word && d.word(j) == d.word(k) {
						shared++
						if k == mine.from {
							firstSame = 1
						}
					}
				}
			}
		}
		add("o shared", over, min(shared, 4))
		add("o firstsame", over, firstSame, narrow)
		// does its own part name a measure by itself?
		measure := uint32(0)
		for k := mine.from; k < mine.to; k++ {
			if d.cls[k]&cTotal != 0 {
				measure = 1
			}
		}
		add("o measure", over, measure, narrow)
		add("o capital", over, bit(d.toks[mine.from].Flag&token.Upper != 0), colon)
		add("o mylen", over, uint32(min(mine.len(), 5)), narrow)
	} else {
		ownStart := w.segStart(qt.from, d.sents[si])
		own := d.trim(trange{ownStart, qt.from})
		add("o own", over, uint32(min(own.len(), 4)), bit(dist == 0))
		if own.len() > 0 {
			add("o ownclass", over, uint32(d.cls[own.from]))
		}
	}
}

// featuresOfSource adds what speaks for and against an earlier fact as the one
// to take words over from, whatever they are put together with.
func (w *work) featuresOfSource(q int, c *subjectCand, alone, kind uint32) {
	d := &w.document
	qt := d.qtok[q]
	si := d.sent[qt.from]
	over := uint32(c.over)
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	p := &w.done[c.from]
	pt := d.qtok[c.from]
	dist := uint32(min(si-d.sent[pt.from], 3))
	para := bit(d.sents[d.sent[pt.from]].para == d.sents[si].para)
	narrow, open, colon, lv := uint32(0), uint32(0), uint32(0), uint32(0)
	for j := pt.to; j < qt.from && j < pt.to+80; j++ {
		if d.head[j] && d.cls[j]&cNarrow != 0 {
			narrow = 1
		}
		switch d.id(j) {
		case idOpen:
			open++
		case idClose:
			open = 0
		case idColon:
			colon = 1
		}
		lv = max(lv, uint32(d.brk[j]))
	}
	between := uint32(0)
	for j := int(c.from) + 1; j < q; j++ {
		between += bit(w.done[j].isFact)
	}
	sameUnit := bit(d.qs[c.from].UnitKind == d.qs[q].UnitKind)
	add("o dist", over, dist, para, alone)
	add("o narrow", over, narrow, alone, bit(dist == 0))
	add("o open", over, min(open, 1), alone)
	add("o colon", over, colon, alone)
	add("o lv", over, lv, alone, kind)
	add("o between", over, min(between, 3), alone, kind)
	add("o unit", over, sameUnit, uint32(p.kind), kind, alone)
	add("o unitlv", sameUnit, lv, kind, alone)
	add("o ended", over, bit(p.subject.base > 0), alone)
	w.narrowed[over] = narrow | colon<<1 | dist<<2
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
