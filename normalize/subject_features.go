package normalize

import (
	"solieu/normalize/token"
)

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
	put := func(f feature) { ctx = append(ctx, f) }
	put(feat("unit").with(uk).with(kind))
	put(feat("s-1").with(d.signature(qt.from - 1)))
	put(feat("s-2").with(d.signature(qt.from - 1)).with(d.signature(qt.from - 2)))
	put(feat("s+1").with(d.signature(qt.to)).with(uk))
	put(feat("s+2").with(d.signature(qt.to)).with(d.signature(qt.to + 1)))
	start := w.segStart(qt.from, sn)
	own := d.trim(trange{start, qt.from})
	ownLen := uint32(min(own.len(), 5))
	put(feat("own").with(ownLen).with(uint32(d.brk[start])).with(kind))
	put(feat("ownu").with(min(ownLen, 2)).with(kind).with(uk))
	if prev >= 0 {
		pt := d.qtok[prev]
		same := uint32(0)
		if d.sent[pt.from] == si {
			same = 1
		} else if d.sent[pt.from] == si-1 && d.sents[d.sent[pt.from]].para == sn.para {
			same = 2
		}
		put(feat("prev").with(same).with(uint32(w.done[prev].kind)).with(kind).with(bit(d.qs[prev].UnitKind == qq.UnitKind)))
		h, k := uint32(0), 0
		for i := pt.to; i < qt.from && k < 6; i++ {
			h = mix(h, d.signature(i))
			k++
		}
		if same == 1 && pt.to+5 >= qt.from {
			put(feat("between").with(h).with(kind))
		}
	}
	if prev >= 0 && d.sent[d.qtok[prev].from] == si {
		put(feat("prevshape").with(w.done[prev].shape).with(kind).with(uint32(w.done[prev].kind)))
		put(feat("prevshapeu").with(w.done[prev].shape).with(bit(d.qs[prev].UnitKind == qq.UnitKind)).with(min(ownLen, 2)))
	}
	if qt.from > 0 {
		put(feat("w-1").with(d.word(qt.from - 1)))
	}
	put(feat("k-1").with(d.kindOf(qt.from - 1)))
	put(feat("k-2").with(d.kindOf(qt.from - 1)).with(d.kindOf(d.wordBefore(qt.from - 1))))
	put(feat("k+1").with(d.kindOf(qt.to)).with(uk))
	// which parts of a full name stand by the number, and which the fact before has
	w.nearParts, w.lastParts = d.sensesIn(own).parts(), 0
	like := uint32(0)
	if prev >= 0 {
		w.lastParts = w.sensesOf(w.done[prev].subject.runs[:w.done[prev].subject.n]).parts()
		like = bit(d.qs[prev].UnitKind == qq.UnitKind) | bit(d.sent[d.qtok[prev].from] == si)<<1
	}
	put(feat("x own").with(w.nearParts).with(uk))
	put(feat("x ownk").with(w.nearParts).with(kind).with(uint32(d.brk[start])))
	put(feat("x ownp").with(w.nearParts).with(w.lastParts).with(like))
	put(feat("x own-1").with(uint32(d.senseOf(qt.from - 1))).with(uk))
	put(feat("x own+1").with(uint32(d.senseOf(qt.to))).with(uk))
	put(feat("x own-2").with(uint32(d.senseOf(qt.from - 1))).with(uint32(d.senseBefore(qt.from - 1))))
	w.ctx = ctx
	for i := range w.subs {
		c := &w.subs[i]
		cut := uint32(9)
		if c.pre >= 0 {
			cut = uint32(w.pres[c.pre].cut)
		}
		c.shape = uint32(c.over) | cut<<4 | uint32(c.post)<<8 | bit(c.first >= 0)<<12
		c.group = w.c.groupOf(feat("shape").with(c.shape), ctx)
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
	add := func(f feature) { w.c.add(f) }
	shape := feat("shape").with(c.shape)
	s := &c.s
	ntok := uint32(min(s.tokens(), 14))
	add(feat("len").with(ntok))
	w.c.add(cross(shape, feat("len").with(ntok/2)))
	first, last := s.own(), s.runs[s.n-1].to-1
	w.firsts.add(&w.c, first, uk, func() { // no kind of unit has the hash 0
		k := d.kindOf(first)
		add(feat("first k").with(k))
		add(feat("first ku").with(k).with(uk))
		add(feat("first kk").with(k).with(d.kindOf(d.wordAfter(first))))
		add(feat("before k").with(d.kindOf(first - 1)).with(k).with(uint32(min(d.brk[first], bSemi))))
		add(feat("splitl").with(bit(d.opensWord(first))))
		add(feat("first").with(d.word(first)))
		add(feat("first2").with(d.word(first)).with(d.word(first + 1)))
		add(feat("edgel").with(d.signature(first - 1)).with(uint32(d.cls[first])).with(uint32(d.brk[first])))
		add(feat("firstclass").with(uint32(d.cls[first])).with(uk))
		m := uint32(d.senseOf(first))
		add(feat("x f").with(m).with(uk))
		add(feat("x f2").with(m).with(uint32(d.senseAfter(first))))
		add(feat("x bf").with(uint32(d.senseOf(first - 1))).with(m).with(uint32(min(d.brk[first], bSemi))))
		add(feat("firstcap").with(uint32(d.toks[first].Flag & token.Upper)).with(uint32(min(d.brk[first], bSemi))))
	})
	near := bit(last+1 == qt.from)
	w.lasts.add(&w.c, last, 1+near, func() {
		k := d.kindOf(last)
		add(feat("last k").with(k))
		add(feat("after k").with(k).with(d.kindOf(last + 1)).with(near))
		add(feat("splitr").with(bit(d.opensWord(last + 1))))
		add(feat("last").with(d.word(last)))
		add(feat("edger").with(d.signature(last + 1)).with(uint32(d.cls[last])).with(near))
		add(feat("lastclass").with(uint32(d.cls[last])))
		add(feat("x l").with(uint32(d.senseOf(last))).with(uint32(d.senseOf(last + 1))))
	})
	if c.pre < 0 {
		return
	}
	pre := &w.pres[c.pre]
	cut, edge := uint32(pre.cut), edgeKind(pre.edge)
	w.c.add(cross(shape, feat("edge").with(edge)))
	add(feat("segs").with(min(uint32(pre.segs), 3)).with(uint32(c.over)).with(cut))
	add(feat("main").with(bit(pre.main)).with(cut).with(uint32(c.over)))
	w.runs.add(&w.c, int32(c.pre), uint32(q)+1, func() {
		add(feat("edge").with(edge).with(cut))
		add(feat("qtys").with(min(uint32(pre.qtys), 3)).with(cut))
		add(feat("gapc").with(uint32(pre.between)).with(kind))
		w.featuresOfLeft(pre, d.sents[d.sent[qt.from]])
	})
}

// featuresOfWords adds what a candidate's words tell, and where they are from.
func (w *work) featuresOfWords(q int, c *subjectCand, uk, kind uint32) {
	add := func(f feature) { w.c.add(f) }
	cut := c.shape >> 4 & 15
	s := &c.s
	if c.pre >= 0 {
		pre := &w.pres[c.pre]
		add(feat("gapcn").with(uint32(pre.between & (cVerb | cState | cUp | cDown))).with(min(uint32(pre.nouns), 3)).with(bit(c.post != 0)))
	}
	var t tally
	for _, r := range s.runs[s.base:s.n] {
		w.tallyOf(r, &t)
	}
	add(feat("nverbs").with(min(t.nverbs, 3)).with(bit(c.post != 0)))
	add(feat("commas").with(min(t.commas, 3)))
	add(feat("states").with(min(t.states, 3)).with(bit(c.post != 0)))
	add(feat("totals").with(min(t.totals, 2)).with(uk))
	add(feat("totalsc").with(min(t.totals, 2)).with(uint32(c.over)))
	add(feat("times").with(min(t.times, 1)).with(cut))
	add(feat("names").with(min(t.names, 3)).with(uint32(min(s.tokens(), 4))).with(uk))
	w.featuresOfSenses(q, c, uk, kind)
	if c.over != copyNone {
		w.featuresOfTaken(q, c, kind)
	}
}

// featuresOfSenses adds what a candidate's words mean: whether they name a
// measure and who has it, and which of the two the words that an earlier fact
// took over give, and those after them.
func (w *work) featuresOfSenses(q int, c *subjectCand, uk, kind uint32) {
	add := func(f feature) { w.c.add(f) }
	s, over := &c.s, uint32(c.over)
	base, mine := w.sensesOf(s.runs[:s.base]), w.sensesOf(s.runs[s.base:s.n])
	all := mine | base
	parts := all.parts()
	set := mix(mix(0, uint32(all)), uint32(q)+1)
	w.sets.add(&w.c, int32(set%setsKept), set|1, func() {
		add(feat("x all").with(parts).with(uk))
		add(feat("x allk").with(parts).with(kind).with(uk))
		add(feat("x allm").with(uint32(all & measures)).with(uk))
		add(feat("x allc").with(uint32(all & carriers)).with(uk))
	})
	add(feat("x mine").with(mine.parts()).with(base.parts()).with(over))
	add(feat("x minm").with(uint32(mine & measures)).with(uint32(base & measures)).with(bit(over > 0)))
	add(feat("x minc").with(uint32(mine & carriers)).with(bit(base&carriers != 0)).with(bit(mine&base&carriers != 0)))
	add(feat("x miss").with(parts).with(w.nearParts).with(w.lastParts))
	m := uint32(w.senseOf(s.own()))
	add(feat("x fo").with(m).with(over))
	add(feat("x fl").with(m).with(uint32(w.senseOf(s.runs[s.n-1].to - 1))).with(uk))
}

// setsKept is how many sums of features of a set of senses are kept.
const setsKept = 64

// sensesOf returns the senses of the words of runs.
func (w *work) sensesOf(runs []trange) (all senses) {
	for _, r := range runs {
		at := &w.meant[uint32(r.from*7+r.to)%uint32(len(w.meant))]
		if at.trange != r {
			*at = meant{r, w.sensesIn(r)}
		}
		all |= at.senses
	}
	return all
}

// meant is what the words of one run mean, kept while a text is in hand.
type meant struct {
	trange
	senses
}

// tally counts what stands in runs of words.
type tally struct{ nverbs, commas, states, totals, times, names uint32 }

// tallied is the tally of one run, kept while a text is in hand.
type tallied struct {
	trange
	sum int32 // of its features
	tally
}

// tallyOf adds the classes of the words of a run as features, and its counts
// to t.
func (w *work) tallyOf(r trange, t *tally) {
	at := &w.tallies[uint32(r.from*7+r.to)%uint32(len(w.tallies))]
	if w.c.q == nil || at.trange != r {
		before := w.c.sum
		*at = tallied{trange: r, tally: w.count(r)}
		at.sum = w.c.sum - before
	} else {
		w.c.sum += at.sum
	}
	t.nverbs += at.nverbs
	t.commas += at.commas
	t.states += at.states
	t.totals += at.totals
	t.times += at.times
	t.names += at.names
}

// count tallies a run and adds the classes of its words as features.
func (w *work) count(r trange) (t tally) {
	d := &w.document
	for j := r.from; j < r.to; j++ {
		if j == r.from || d.opensWord(j) {
			w.c.add(feat("kind").with(d.kindOf(j)))
		}
		if d.owner[j] < 0 {
			t.times++
		}
		if d.brk[j] >= bComma && j > r.from {
			t.commas++
		}
		if d.toks[j].Flag&token.Upper != 0 {
			t.names++
		}
		if d.head[j] {
			cl := d.cls[j]
			t.nverbs += bit(cl&cVerb != 0)
			t.states += bit(cl&(cState|cUp|cDown) != 0)
			t.totals += bit(cl&cTotal != 0)
		}
	}
	return t
}

// How far behind the best, in units of log odds, a group's shared score may lie
// to be looked into, and a candidate's after its ends.
const (
	subjectReach = 1.2
	periodReach  = 1.5
	endsReach    = 1.5
)

// featuresOfLeft adds what stands before a run that begins after a comma or a
// joining word: a statement of its own, or the rest of a list (`Hà Giang, Lào
// Cai và Yên Bái cùng tăng 4%`; `vé người lớn, vé trẻ em`) that belongs to it.
func (w *work) featuresOfLeft(pre *preSpan, sn sentence) {
	d := &w.document
	add := func(f feature) { w.c.add(f) }
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
	add(feat("left caps").with(edge).with(bit(caps)).with(bit(first)).with(qty))
	add(feat("left class").with(uint32(all)).with(edge))
	same := bit(j+1 <= i && d.word(j+1) == d.word(pre.from))
	add(feat("left same").with(same).with(qty).with(edge))
	add(feat("left kind").with(uint32(d.brk[pre.from])).with(min(uint32(pre.segs), 2)).with(qty).with(bit(verb != 0)).with(bit(pre.cut > 0)))
	add(feat("left end").with(d.signature(i)).with(d.signature(pre.from)).with(edge))
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
	add := func(f feature) { w.c.add(f) }
	if c.from < 0 {
		add(feat("o title").with(alone).with(over))
		w.featuresOfTopic(q, c)
		return
	}
	w.taken.add(&w.c, int32(over<<1|alone), uint32(q)+1, func() { w.featuresOfSource(q, c, alone, kind) })
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
				if d.toks[j].Kind != token.Word {
					continue
				}
				word := d.word(j)
				for k := mine.from; k < mine.to; k++ {
					if d.word(k) == word {
						shared++
						if k == mine.from {
							firstSame = 1
						}
					}
				}
			}
		}
		add(feat("o shared").with(over).with(min(shared, 4)))
		add(feat("o firstsame").with(over).with(firstSame).with(narrow))
		// does its own part name a measure by itself?
		measure := uint32(0)
		for k := mine.from; k < mine.to; k++ {
			if d.cls[k]&cTotal != 0 {
				measure = 1
			}
		}
		add(feat("o measure").with(over).with(measure).with(narrow))
		add(feat("o capital").with(over).with(bit(d.toks[mine.from].Flag&token.Upper != 0)).with(colon))
		add(feat("o mylen").with(over).with(uint32(min(mine.len(), 5))).with(narrow))
	} else {
		ownStart := w.segStart(qt.from, d.sents[si])
		own := d.trim(trange{ownStart, qt.from})
		add(feat("o own").with(over).with(uint32(min(own.len(), 4))).with(bit(dist == 0)))
		if own.len() > 0 {
			add(feat("o ownclass").with(over).with(uint32(d.cls[own.from])))
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
	add := func(f feature) { w.c.add(f) }
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
	add(feat("o dist").with(over).with(dist).with(para).with(alone))
	add(feat("o narrow").with(over).with(narrow).with(alone).with(bit(dist == 0)))
	add(feat("o open").with(over).with(min(open, 1)).with(alone))
	add(feat("o colon").with(over).with(colon).with(alone))
	add(feat("o lv").with(over).with(lv).with(alone).with(kind))
	add(feat("o between").with(over).with(min(between, 3)).with(alone).with(kind))
	add(feat("o unit").with(over).with(sameUnit).with(uint32(p.kind)).with(kind).with(alone))
	add(feat("o unitlv").with(sameUnit).with(lv).with(kind).with(alone))
	add(feat("o ended").with(over).with(bit(p.subject.base > 0)).with(alone))
	w.narrowed[over] = narrow | colon<<1 | dist<<2
}

// featuresOfTopic adds what speaks for words from outside the clause.
func (w *work) featuresOfTopic(q int, c *subjectCand) {
	d := &w.document
	over := uint32(c.over)
	add := func(f feature) { w.c.add(f) }
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
	w.taken.add(&w.c, int32(over<<1), uint32(q)+1, func() {
		add(feat("t first").with(over).with(d.word(t.from)))
		add(feat("t len").with(over).with(uint32(min(t.len(), 8))))
		add(feat("t caps").with(over).with(caps))
		add(feat("t prev").with(over).with(same).with(bit(prev >= 0 && d.sent[d.qtok[prev].from] == d.sent[d.qtok[q].from])))
	})
	if c.s.n < 2 {
		return
	}
	mine := c.s.runs[1]
	add(feat("t mine").with(over).with(d.word(mine.from)))
	add(feat("t minelen").with(over).with(uint32(min(mine.len(), 6))).with(same))
	add(feat("t measure").with(over).with(bit(d.cls[mine.from]&cTotal != 0)).with(caps).with(same))
	add(feat("t mycaps").with(over).with(bit(d.toks[mine.from].Flag&token.Upper != 0)).with(caps))
	shared := uint32(0)
	for j := t.from; j < t.to; j++ {
		for k := mine.from; k < mine.to; k++ {
			shared += bit(d.word(j) == d.word(k))
		}
	}
	add(feat("t shared").with(over).with(min(shared, 3)))
}
