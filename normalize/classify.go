package normalize

import (
	"solieu/normalize/number"
	"solieu/normalize/token"
)

// featuresOfMention: candidate 0 leaves the quantity out, 1 makes it a fact.
func (w *work) featuresOfMention(q int) {
	w.c.reset()
	w.c.close() // to leave out has no features: its score is 0
	d := &w.document
	qq, qt := &d.qs[q], d.qtok[q]
	add := func(f feature) { w.c.add(f) }
	unit, uk := hashString(qq.Unit), hashString(qq.UnitKind)
	flags := uint32(qq.Kind) | bit(qq.InWords)<<4 | bit(qq.Scaled)<<5 | bit(qq.HasHigh)<<6 | bit(qq.HasTotal)<<7
	add(feat("m bias"))
	add(feat("m flags").with(flags))
	add(feat("m unit").with(unit))
	add(feat("m uk").with(uk).with(flags))
	add(feat("m uk1").with(uk))
	add(feat("m cmp").with(uint32(qq.Comparator)))
	add(feat("m w-1").with(d.word(qt.from - 1)))
	add(feat("m w-2").with(d.word(qt.from - 2)))
	add(feat("m w-1k").with(d.word(qt.from - 1)).with(uk))
	add(feat("m w+1").with(d.word(qt.to)))
	add(feat("m w+1k").with(d.word(qt.to)).with(uk))
	add(feat("m w-12").with(d.word(qt.from - 1)).with(d.word(qt.from - 2)))
	add(feat("m s-1").with(d.signature(qt.from - 1)).with(uk))
	add(feat("m s+1").with(d.signature(qt.to)).with(uk))
	add(feat("m s-21").with(d.signature(qt.from - 1)).with(d.signature(qt.from - 2)))
	small := uint32(0)
	if qq.NumEnd-qq.Num <= 2 {
		small = uint32(qq.NumEnd - qq.Num)
	}
	add(feat("m small").with(small).with(uk).with(bit(qq.InWords)))
	if qq.InWords {
		add(feat("m word").with(d.word(d.numTok(q))).with(uk))
		add(feat("m wordunit").with(d.word(d.numTok(q))).with(unit))
	}
	first := qt.from == 0 || d.brk[qt.from] == bStop
	add(feat("m first").with(bit(first)).with(uk).with(small))
	if int(qt.from) < len(d.toks) {
		add(feat("m glued").with(bit(d.toks[qt.from].Glued())).with(bit(int(qt.to) < len(d.toks) && d.toks[qt.to].Glued())).with(uk))
	}
	if qt.from > 0 {
		p := d.toks[qt.from-1]
		add(feat("m pflag").with(uint32(p.Flag & (token.Upper | token.Caps))).with(uint32(p.Kind)).with(uk))
	}
	if int(qt.to) < len(d.toks) {
		p := d.toks[qt.to]
		add(feat("m nflag").with(uint32(p.Flag & (token.Upper | token.Caps))).with(uint32(p.Kind)).with(uk))
	}
	add(feat("m mean-1").with(uint32(d.senseOf(qt.from - 1))).with(uk))
	add(feat("m mean-2").with(uint32(d.senseOf(qt.from - 1))).with(uint32(d.senseBefore(qt.from - 1))))
	add(feat("m mean+1").with(uint32(d.senseOf(qt.to))).with(uk))
	add(feat("m conf").with(uint32(qq.Confidence * 5)))
	for _, r := range qq.Rules {
		add(feat("m rule").with(hashString(r)))
	}
	sn := d.sents[d.sent[qt.from]]
	add(feat("m alone").with(bit(sn.len() <= qt.len()+2)).with(uk))
	w.c.close()
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// numTok is the token the number itself begins with.
func (d *document) numTok(q int) int32 {
	r := d.qtok[q]
	for i := r.from; i < r.to; i++ {
		if int(d.toks[i].Start) >= d.qs[q].Num {
			return i
		}
	}
	return r.from
}

// outcomes of featuresOfKind.
const (
	outLevel = iota
	outUp
	outDown
	outRatio
	outRank
	numKinds
)

func (w *work) setKind(q, out int) {
	dc := &w.done[q]
	dc.down = false
	switch out {
	case outLevel:
		dc.kind = number.Level
	case outUp, outDown:
		dc.kind, dc.down = number.Change, out == outDown
	case outRatio:
		dc.kind = number.Ratio
	case outRank:
		dc.kind = number.Rank
	}
}

func (w *work) featuresOfKind(q int) {
	w.c.reset()
	d := &w.document
	qq, qt := &d.qs[q], d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	var ctx []feature
	ctx = w.ctx[:0]
	put := func(f feature) { ctx = append(ctx, f) }
	uk := hashString(qq.UnitKind)
	put(feat("k bias"))
	put(feat("k num").with(uint32(qq.Kind)))
	put(feat("k neg").with(bit(qq.Value.Sign() < 0)).with(uint32(qq.Kind)))
	put(feat("k uk").with(uk))
	put(feat("k unit").with(hashString(qq.Unit)))
	put(feat("k w-1").with(d.word(qt.from - 1)))
	put(feat("k w-1u").with(d.word(qt.from - 1)).with(uk))
	put(feat("k w-2").with(d.word(qt.from - 2)))
	put(feat("k w-12").with(d.word(qt.from - 1)).with(d.word(qt.from - 2)))
	put(feat("k s-1").with(d.signature(qt.from - 1)).with(uk))
	put(feat("k s-2").with(d.signature(qt.from - 1)).with(d.signature(qt.from - 2)).with(uk))
	put(feat("k w+1").with(d.word(qt.to)))
	put(feat("k w+1u").with(d.word(qt.to)).with(uk))
	put(feat("k w+2").with(d.word(qt.to)).with(d.word(qt.to + 1)))
	put(feat("k cmp").with(uint32(qq.Comparator)).with(uk))
	if qt.len() > 0 {
		put(feat("k q1").with(d.word(qt.from)))
	}
	// the nearest word of change before the number, within the segment
	dir, dist := uint32(0), uint32(0)
	var at int32 = -1
	for i := qt.from - 1; i >= sn.from && dist < 12; i-- {
		if d.owner[i] > 0 || d.brk[i+1] >= bComma && i+1 < qt.from {
			break
		}
		if c := d.cls[i]; c&(cUp|cDown) != 0 {
			dir, at = uint32(c&(cUp|cDown)), i
			break
		}
		if c := d.cls[i]; c&(cState|cTimes|cShare) != 0 && dir == 0 {
			put(feat("k state").with(uint32(c & (cState | cTimes | cShare))).with(min(dist, 3)).with(uk))
		}
		dist++
	}
	put(feat("k dir").with(dir).with(min(dist, 6)).with(uk))
	put(feat("k dir0").with(dir).with(min(dist, 6)))
	if at >= 0 {
		put(feat("k dirw").with(d.word(at)).with(min(dist, 4)).with(uk))
		put(feat("k dirb").with(d.signature(at - 1)).with(dir))
		if at+1 < qt.from {
			put(feat("k dira").with(d.word(at + 1)).with(dir))
		}
		put(feat("k dirs").with(uint32(d.cls[at])))
	}
	// what is compared after it
	put(feat("k so").with(bit(w.comparedAfter(qt.to, sn) >= 0)).with(dir).with(uk))
	if p := w.factBefore(q); p >= 0 && d.sent[d.qtok[p].from] == d.sent[qt.from] {
		pk := uint32(w.done[p].kind) | bit(w.done[p].down)<<3
		gap := qt.from - d.qtok[p].to
		put(feat("k prev").with(pk).with(uk).with(hashString(d.qs[p].UnitKind)).with(bit(gap <= 2)))
		if gap <= 4 {
			h := uint32(0)
			for i := d.qtok[p].to; i < qt.from; i++ {
				h = mix(h, d.signature(i))
			}
			put(feat("k gap").with(h).with(pk).with(uk))
		}
	}
	put(feat("k mean-1").with(uint32(d.senseOf(qt.from - 1))).with(uk))
	put(feat("k mean-2").with(uint32(d.senseOf(qt.from - 1))).with(uint32(d.senseBefore(qt.from - 1))))
	put(feat("k mean+1").with(uint32(d.senseOf(qt.to))).with(uk))
	if at >= 0 && at+1 < qt.from {
		put(feat("k meana").with(uint32(d.senseOf(at + 1))).with(uint32(d.senseOf(at))).with(dir))
	}
	if qt.from > 0 && d.id(qt.from-1) == idOpen {
		put(feat("k open").with(uk))
	}
	w.ctx = ctx
	for out := feature(0); out < numKinds; out++ {
		w.c.addCrossed(ctx, out+101)
		w.c.close()
	}
}

// comparedAfter finds the first word of comparison (so với) from token i on
// within its segment, before any further quantity; -1 for none.
func (w *work) comparedAfter(i int32, sn sentence) int32 {
	for j := i; j < sn.to; j++ {
		if w.owner[j] > 0 || w.brk[j] >= bSemi && j > i {
			break
		}
		if w.head[j] && w.cls[j]&cCompare != 0 {
			return j
		}
	}
	return -1
}

var statusNames = [...]string{"reported", "estimate", "forecast", "target"}

func (w *work) featuresOfStatus(q int) {
	w.c.reset()
	d := &w.document
	dc, qq, qt := &w.done[q], &d.qs[q], d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	ctx := w.ctx[:0]
	put := func(f feature) { ctx = append(ctx, f) }
	put(feat("t bias"))
	put(feat("t w-1").with(d.word(qt.from - 1)))
	put(feat("t w-2").with(d.word(qt.from - 2)))
	put(feat("t w-12").with(d.word(qt.from - 1)).with(d.word(qt.from - 2)))
	put(feat("t uk").with(hashString(qq.UnitKind)))
	put(feat("t kind").with(uint32(dc.kind)))
	put(feat("t cmp").with(uint32(qq.Comparator)))
	future := uint32(0)
	switch {
	case w.opt.Date == noSpan.from || dc.period == noSpan:
		future = 3
	case dc.period.from > w.opt.Date:
		future = 2
	case dc.period.to > w.opt.Date:
		future = 1
	}
	put(feat("t future").with(future))
	// cues to the left and right: nearest of each class, how far
	const cues = cEst | cFore | cGoal
	var seen class
	level := uint32(0)
	cue, pastVerb := uint32(0), uint32(0)
	afresh, closed := false, 0
	for i := qt.from - 1; i >= sn.from; i-- {
		level = max(level, uint32(d.brk[i+1]))
		c := d.cls[i] & cues &^ seen
		switch {
		case d.id(i) == idClose:
			closed++
		case d.id(i) == idOpen:
			closed = max(closed-1, 0)
		case d.head[i] && d.cls[i]&cNarrow != 0 && closed == 0:
			afresh = true // GUIDELINES: a `trong đó` clause starts afresh after `ước đạt`
		}
		if afresh && c&cEst != 0 && d.head[i] {
			put(feat("t afresh").with(bit(c&(cFore|cGoal) != 0)))
			c &^= cEst
		}
		if c != 0 && d.head[i] {
			seen |= c
			put(feat("t left").with(uint32(c)).with(level))
			put(feat("t leftf").with(uint32(c)).with(level).with(future))
			put(feat("t leftw").with(d.word(i)).with(min(level, 2)).with(bit(qt.from-i < 4)))
			put(feat("t leftw1").with(d.word(i)))
			put(feat("t leftd").with(uint32(c)).with(min(uint32(qt.from-i), 8)))
			if cue == 0 {
				cue = uint32(c) | level<<24
			}
		}
		if d.id(i) == idDaPast && level < uint32(bComma) {
			pastVerb = 1
		}
	}
	put(feat("t cue").with(cue))
	put(feat("t cuef").with(cue).with(future))
	put(feat("t past").with(pastVerb).with(cue))
	level, seen = 0, 0
	for i := qt.to; i < sn.to && i < qt.to+12; i++ {
		level = max(level, uint32(d.brk[i]))
		c := d.cls[i] & cues &^ seen
		if c != 0 && d.head[i] {
			seen |= c
			put(feat("t right").with(uint32(c)).with(level))
			put(feat("t rightw").with(d.word(i)).with(min(level, 2)))
		}
	}
	// the sentence before sets a frame: `Mục tiêu năm 2025 là:`
	if s := d.sent[qt.from]; s > 0 {
		var c class
		up := d.sents[s-1]
		for i := up.from; i < up.to; i++ {
			c |= d.cls[i] & cues
		}
		put(feat("t up").with(uint32(c)).with(bit(up.para == sn.para)))
		put(feat("t upf").with(uint32(c)).with(bit(up.para == sn.para)).with(future))
		put(feat("t upcue").with(uint32(c)).with(cue))
	}
	// the nearest goal or forecast said before in the paragraph
	if s := d.sent[qt.from]; s > 0 {
		for k, back := s-1, 0; k >= 0 && back < 4 && d.sents[k].para == sn.para; k, back = k-1, back+1 {
			var c class
			for i := d.sents[k].from; i < d.sents[k].to; i++ {
				c |= d.cls[i] & (cFore | cGoal)
			}
			if c != 0 {
				put(feat("t para").with(uint32(c)).with(future))
				break
			}
		}
	}
	// the last fact of the same time to come: a goal's list may go on for paragraphs
	if future == 1 || future == 2 {
		for k := q - 1; k >= 0 && k > q-30; k-- {
			if w.done[k].isFact && w.done[k].period == dc.period {
				put(feat("t same").with(uint32(w.done[k].status)).with(future))
				put(feat("t samecue").with(uint32(w.done[k].status)).with(cue))
				break
			}
		}
	}
	put(feat("t mean-1").with(uint32(d.senseOf(qt.from - 1))).with(cue))
	put(feat("t mean-2").with(uint32(d.senseOf(qt.from - 1))).with(uint32(d.senseBefore(qt.from - 1))))
	if dc.subject.n > 0 {
		put(feat("t meansub").with(uint32(d.senseOf(dc.subject.runs[0].from))).with(future))
	}
	put(feat("t k-1").with(d.kindOf(qt.from - 1)))
	put(feat("t k-2").with(d.kindOf(qt.from - 1)).with(d.kindOf(d.wordBefore(qt.from - 1))))
	put(feat("t k+1").with(d.kindOf(qt.to)))
	if dc.subject.n > 0 {
		put(feat("t subk").with(d.kindOf(dc.subject.runs[0].from)))
	}
	if sn.para == 0 {
		put(feat("t title").with(cue))
	}
	w.ctx = ctx
	for out := feature(0); out < 4; out++ {
		w.c.addCrossed(ctx, out+211)
		w.c.close()
	}
}

var idDaPast = token.Intern("đã")
