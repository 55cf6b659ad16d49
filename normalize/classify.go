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
	add := func(name string, parts ...uint32) { w.c.add(feat(name, parts...)) }
	unit, uk := hashString(qq.Unit), hashString(qq.UnitKind)
	flags := uint32(qq.Kind) | bit(qq.InWords)<<4 | bit(qq.Scaled)<<5 | bit(qq.HasHigh)<<6 | bit(qq.HasTotal)<<7
	add("m bias")
	add("m flags", flags)
	add("m unit", unit)
	add("m uk", uk, flags)
	add("m uk1", uk)
	add("m cmp", uint32(qq.Comparator))
	add("m w-1", d.word(qt.from-1))
	add("m w-2", d.word(qt.from-2))
	add("m w-1k", d.word(qt.from-1), uk)
	add("m w+1", d.word(qt.to))
	add("m w+1k", d.word(qt.to), uk)
	add("m w-12", d.word(qt.from-1), d.word(qt.from-2))
	add("m s-1", d.signature(qt.from-1), uk)
	add("m s+1", d.signature(qt.to), uk)
	add("m s-21", d.signature(qt.from-1), d.signature(qt.from-2))
	small := uint32(0)
	if qq.NumEnd-qq.Num <= 2 {
		small = uint32(qq.NumEnd - qq.Num)
	}
	add("m small", small, uk, bit(qq.InWords))
	if qq.InWords {
		add("m word", d.word(d.numTok(q)), uk)
		add("m wordunit", d.word(d.numTok(q)), unit)
	}
	first := qt.from == 0 || d.brk[qt.from] == bStop
	add("m first", bit(first), uk, small)
	if int(qt.from) < len(d.toks) {
		add("m glued", bit(d.toks[qt.from].Glued()), bit(int(qt.to) < len(d.toks) && d.toks[qt.to].Glued()), uk)
	}
	if qt.from > 0 {
		p := d.toks[qt.from-1]
		add("m pflag", uint32(p.Flag&(token.Upper|token.Caps)), uint32(p.Kind), uk)
	}
	if int(qt.to) < len(d.toks) {
		p := d.toks[qt.to]
		add("m nflag", uint32(p.Flag&(token.Upper|token.Caps)), uint32(p.Kind), uk)
	}
	add("m conf", uint32(qq.Confidence*5))
	for _, r := range qq.Rules {
		add("m rule", hashString(r))
	}
	sn := d.sents[d.sent[qt.from]]
	add("m alone", bit(sn.len() <= qt.len()+2), uk)
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
	put := func(name string, parts ...uint32) { ctx = append(ctx, feat(name, parts...)) }
	uk := hashString(qq.UnitKind)
	put("k bias")
	put("k num", uint32(qq.Kind))
	put("k neg", bit(qq.Value.Sign() < 0), uint32(qq.Kind))
	put("k uk", uk)
	put("k unit", hashString(qq.Unit))
	put("k w-1", d.word(qt.from-1))
	put("k w-1u", d.word(qt.from-1), uk)
	put("k w-2", d.word(qt.from-2))
	put("k w-12", d.word(qt.from-1), d.word(qt.from-2))
	put("k s-1", d.signature(qt.from-1), uk)
	put("k s-2", d.signature(qt.from-1), d.signature(qt.from-2), uk)
	put("k w+1", d.word(qt.to))
	put("k w+1u", d.word(qt.to), uk)
	put("k w+2", d.word(qt.to), d.word(qt.to+1))
	put("k cmp", uint32(qq.Comparator), uk)
	if qt.len() > 0 {
		put("k q1", d.word(qt.from))
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
			put("k state", uint32(c&(cState|cTimes|cShare)), min(dist, 3), uk)
		}
		dist++
	}
	put("k dir", dir, min(dist, 6), uk)
	put("k dir0", dir, min(dist, 6))
	if at >= 0 {
		put("k dirw", d.word(at), min(dist, 4), uk)
		put("k dirb", d.signature(at-1), dir)
		if at+1 < qt.from {
			put("k dira", d.word(at+1), dir)
		}
		put("k dirs", uint32(d.cls[at]))
	}
	// what is compared after it
	put("k so", bit(w.comparedAfter(qt.to, sn) >= 0), dir, uk)
	if p := w.factBefore(q); p >= 0 && d.sent[d.qtok[p].from] == d.sent[qt.from] {
		pk := uint32(w.done[p].kind) | bit(w.done[p].down)<<3
		gap := qt.from - d.qtok[p].to
		put("k prev", pk, uk, hashString(d.qs[p].UnitKind), bit(gap <= 2))
		if gap <= 4 {
			h := uint32(0)
			for i := d.qtok[p].to; i < qt.from; i++ {
				h = mix(h, d.signature(i))
			}
			put("k gap", h, pk, uk)
		}
	}
	if qt.from > 0 && d.id(qt.from-1) == idOpen {
		put("k open", uk)
	}
	w.ctx = ctx
	for out := feature(0); out < numKinds; out++ {
		for _, f := range ctx {
			w.c.add(cross(f, out+101))
		}
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
	put := func(name string, parts ...uint32) { ctx = append(ctx, feat(name, parts...)) }
	put("t bias")
	put("t w-1", d.word(qt.from-1))
	put("t w-2", d.word(qt.from-2))
	put("t w-12", d.word(qt.from-1), d.word(qt.from-2))
	put("t uk", hashString(qq.UnitKind))
	put("t kind", uint32(dc.kind))
	put("t cmp", uint32(qq.Comparator))
	future := uint32(0)
	switch {
	case w.opt.Date == noSpan.from || dc.period == noSpan:
		future = 3
	case dc.period.from > w.opt.Date:
		future = 2
	case dc.period.to > w.opt.Date:
		future = 1
	}
	put("t future", future)
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
			put("t afresh", bit(c&(cFore|cGoal) != 0))
			c &^= cEst
		}
		if c != 0 && d.head[i] {
			seen |= c
			put("t left", uint32(c), level)
			put("t leftf", uint32(c), level, future)
			put("t leftw", d.word(i), min(level, 2), bit(qt.from-i < 4))
			put("t leftw1", d.word(i))
			put("t leftd", uint32(c), min(uint32(qt.from-i), 8))
			if cue == 0 {
				cue = uint32(c) | level<<24
			}
		}
		if d.id(i) == idDaPast && level < uint32(bComma) {
			pastVerb = 1
		}
	}
	put("t cue", cue)
	put("t cuef", cue, future)
	put("t past", pastVerb, cue)
	level, seen = 0, 0
	for i := qt.to; i < sn.to && i < qt.to+12; i++ {
		level = max(level, uint32(d.brk[i]))
		c := d.cls[i] & cues &^ seen
		if c != 0 && d.head[i] {
			seen |= c
			put("t right", uint32(c), level)
			put("t rightw", d.word(i), min(level, 2))
		}
	}
	// the sentence before sets a frame: `Mục tiêu năm 2025 là:`
	if s := d.sent[qt.from]; s > 0 {
		var c class
		up := d.sents[s-1]
		for i := up.from; i < up.to; i++ {
			c |= d.cls[i] & cues
		}
		put("t up", uint32(c), bit(up.para == sn.para))
		put("t upf", uint32(c), bit(up.para == sn.para), future)
		put("t upcue", uint32(c), cue)
	}
	// the nearest goal or forecast said before in the paragraph
	if s := d.sent[qt.from]; s > 0 {
		for k, back := s-1, 0; k >= 0 && back < 4 && d.sents[k].para == sn.para; k, back = k-1, back+1 {
			var c class
			for i := d.sents[k].from; i < d.sents[k].to; i++ {
				c |= d.cls[i] & (cFore | cGoal)
			}
			if c != 0 {
				put("t para", uint32(c), future)
				break
			}
		}
	}
	// the last fact of the same time to come: a goal's list may go on for paragraphs
	if future == 1 || future == 2 {
		for k := q - 1; k >= 0 && k > q-30; k-- {
			if w.done[k].isFact && w.done[k].period == dc.period {
				put("t same", uint32(w.done[k].status), future)
				put("t samecue", uint32(w.done[k].status), cue)
				break
			}
		}
	}
	put("t k-1", d.kindOf(qt.from-1))
	put("t k-2", d.kindOf(qt.from-1), d.kindOf(d.wordBefore(qt.from-1)))
	put("t k+1", d.kindOf(qt.to))
	if dc.subject.n > 0 {
		put("t subk", d.kindOf(dc.subject.runs[0].from))
	}
	if sn.para == 0 {
		put("t title", cue)
	}
	w.ctx = ctx
	for out := feature(0); out < 4; out++ {
		for _, f := range ctx {
			w.c.add(cross(f, out+211))
		}
		w.c.close()
	}
}

var idDaPast = token.Intern("đã")
