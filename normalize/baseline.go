package normalize

import (
	"solieu/normalize/date"
	"solieu/normalize/number"
)

var basisNames = [...]string{"", "yoy", "prev_period", "since", "target"}

const (
	basisNone uint8 = iota
	basisYoY
	basisPrev
	basisSince
	basisTarget
)

// baseCand is what a change may be compared with.
type baseCand struct {
	span
	basis uint8
	t     int32 // the time it is read from, -1 for none
	form  uint8
	scope uint8
}

const (
	baseNone  uint8 = iota
	baseBare        // the basis without days
	baseTime        // a time's own days
	baseAsOf        // as of a time's last day
	baseShift       // a time counted from the fact's own period
	baseCopy        // as the fact before was compared
	baseTarget
	baseFrom // the level that the change starts from
)

func (w *work) addBase(b baseCand) {
	for i := range w.bases {
		o := &w.bases[i]
		if o.span == b.span && o.basis == b.basis && o.scope == b.scope && o.t == b.t {
			return
		}
	}
	if len(w.bases) < 60 {
		w.bases = append(w.bases, b)
	}
}

func (w *work) listBaselines(q int) {
	w.bases = w.bases[:0]
	d := &w.document
	qt := d.qtok[q]
	si := d.sent[qt.from]
	sn := d.sents[si]
	own := w.done[q].period
	w.bases = append(w.bases, baseCand{noSpan, basisNone, -1, baseNone, scopeNone})
	w.bases = append(w.bases, baseCand{noSpan, basisTarget, -1, baseTarget, scopeNone})
	for _, b := range []uint8{basisYoY, basisPrev, basisSince} {
		w.bases = append(w.bases, baseCand{noSpan, b, -1, baseBare, scopeNone})
	}
	if own != noSpan {
		f, l := date.YearsBack(own.from, own.to, 1)
		w.addBase(baseCand{span{f, l}, basisYoY, -1, baseShift, scopeNone})
		if own.from == own.to {
			day := date.Time{Shift: -1, Grain: date.Day, From: own.to - 1, To: own.to - 1}
			_, l := day.Against(own.from, own.to)
			w.addBase(baseCand{span{date.None, l}, basisPrev, -1, baseShift, scopeNone})
		}
	}
	for t := sn.t0; t < sn.t1; t++ {
		tm := &d.times[t]
		if tm.Grain == date.Clock {
			continue
		}
		scope := scopeRight
		if d.ttok[t].from < qt.from {
			scope = scopeLeft
		}
		if (tm.Same || tm.Shift != 0) && own != noSpan {
			f, l := tm.Against(own.from, own.to)
			if f != date.None || l != date.None {
				s := span{f, l}
				if tm.Same {
					w.addBase(baseCand{s, basisYoY, t, baseShift, scope})
				} else {
					w.addBase(baseCand{s, basisPrev, t, baseShift, scope})
					w.addBase(baseCand{s, basisYoY, t, baseShift, scope})
					w.addBase(baseCand{s, basisSince, t, baseShift, scope})
					if l != date.None && f != date.None {
						w.addBase(baseCand{span{date.None, l}, basisPrev, t, baseShift, scope})
						w.addBase(baseCand{span{date.None, l}, basisSince, t, baseShift, scope})
					}
				}
			}
		}
		if tm.From == date.None && tm.To == date.None {
			continue
		}
		for _, b := range []uint8{basisYoY, basisPrev, basisSince} {
			w.addBase(baseCand{span{tm.From, tm.To}, b, t, baseTime, scope})
			if tm.To != date.None && tm.From != date.None && (b == basisSince || tm.Grain == date.Day) {
				w.addBase(baseCand{span{date.None, tm.To}, b, t, baseAsOf, scope})
			}
			if tm.From == date.None && tm.NameFrom != date.None {
				w.addBase(baseCand{span{tm.NameFrom, tm.NameTo}, b, t, baseTime, scope})
			}
		}
	}
	if prev := w.changeBefore(q); prev >= 0 {
		p := &w.done[prev]
		w.bases = append(w.bases, baseCand{w.copyBase(p, own), p.basis, -1, baseCopy, scopePrev})
	}
}

// copyBase compares own as the fact p was compared: as far back, or with the
// same days.
func (w *work) copyBase(p *decision, own span) span {
	if p.basis == basisYoY && own != noSpan && p.base != noSpan {
		f, l := date.YearsBack(own.from, own.to, 1)
		return span{f, l}
	}
	return p.base
}

func (w *work) changeBefore(q int) int {
	s := w.sent[w.qtok[q].from]
	for i := q - 1; i >= 0 && w.sent[w.qtok[i].from] == s; i-- {
		if w.done[i].isFact && w.done[i].kind != 0 {
			return i
		}
	}
	return -1
}

// compareNamed holds a change to the year that its comparison names: `so với
// cùng kỳ năm 2019` is not a year back.
func (w *work) compareNamed(q int) {
	dc := &w.done[q]
	if dc.basis != basisYoY || dc.period == noSpan {
		return
	}
	sn := w.sents[w.sent[w.qtok[q].from]]
	for t := sn.t0; t < sn.t1; t++ {
		if tm := &w.times[t]; tm.Same && tm.YearOf != 0 {
			if c, _ := w.comparisonNear(q); c.time == t {
				dc.base.from, dc.base.to = tm.Against(dc.period.from, dc.period.to)
			}
		}
	}
}

// compareColumn takes the baseline of a change in a table from the head of its
// column (`So với tháng trước`), where its own row names none.
func (w *work) compareColumn(q int) {
	dc := &w.done[q]
	if dc.basis != basisNone || dc.kind == number.Level || dc.period == noSpan {
		return
	}
	head := w.columnHead(q)
	compared := false
	for i := head.from; i < head.to; i++ {
		compared = compared || w.head[i] && w.cls[i]&cCompare != 0
		o := w.owner[i]
		if !compared || o >= 0 {
			continue
		}
		t := &w.times[-o-1]
		if !t.Same && t.Shift == 0 {
			return
		}
		dc.base.from, dc.base.to = t.Against(dc.period.from, dc.period.to)
		dc.basis = basisPrev
		if t.Same {
			dc.basis = basisYoY
		}
		return
	}
}

// longRow is how many tokens of a table's row are looked at.
const longRow = 400

// columnHead is the cell over quantity q in the first row of its table, whose
// cells stand between bars; empty in the first column and outside tables.
func (w *work) columnHead(q int) (cell trange) {
	row, at := w.sent[w.qtok[q].from], w.qtok[q].from
	if at-w.sents[row].from > longRow {
		return
	}
	column := w.bars(trange{w.sents[row].from, at})
	top := w.tableTop(row)
	if column == 0 || top == row {
		return
	}
	head := w.sents[top]
	for i := head.from; i < min(head.to, head.from+longRow); i++ {
		if w.id(i) == idBar {
			column--
			if column == 0 {
				cell = trange{i + 1, head.to}
			}
			if column < 0 {
				cell.to = i
				break
			}
		}
	}
	return
}

// tableTop is the first of the sentences with bars that stand together up to
// row. Rows are asked for in reading order, so that each is looked at once.
func (w *work) tableTop(row int32) int32 {
	if w.row != row {
		top := row
		for top > 0 && w.bars(w.sents[top-1].trange) > 0 {
			top--
			if top == w.row {
				top = w.top
				break
			}
		}
		w.row, w.top = row, top
	}
	return w.top
}

// bars counts the bars in a run.
func (w *work) bars(r trange) (n int) {
	for i := r.from; i < r.to; i++ {
		if w.id(i) == idBar {
			n++
		}
	}
	return
}

// comparison is a word of comparison in a sentence and what stands after it.
type comparison struct {
	at   int32
	time int32  // the time right after it, -1
	next uint32 // signature of what follows
	word uint32
}

// comparisonNear finds the comparison that serves quantity q: the first after
// it in its segment, else before it in the sentence. far tells which.
func (w *work) comparisonNear(q int) (c comparison, where uint32) {
	d := &w.document
	qt := d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	read := func(j int32) comparison {
		k := j
		for k < sn.to && d.cls[k] == d.cls[j] && (k == j || !d.head[k]) {
			k++
		}
		c := comparison{at: j, time: -1, next: d.signature(k), word: d.word(k)}
		for i := k; i < sn.to && i < k+4; i++ {
			if d.owner[i] < 0 {
				c.time = -d.owner[i] - 1
				break
			}
			if d.owner[i] > 0 || d.brk[i] >= bComma {
				break
			}
		}
		return c
	}
	if j := w.comparedAfter(qt.to, sn); j >= 0 {
		return read(j), 1
	}
	// behind the next quantities of the same run: `tăng 3% và 5% so với`
	for j := qt.to; j < sn.to; j++ {
		if d.brk[j] >= bSemi {
			break
		}
		if d.head[j] && d.cls[j]&cCompare != 0 {
			return read(j), 2
		}
	}
	for j := qt.from - 1; j >= sn.from; j-- {
		if d.head[j] && d.cls[j]&cCompare != 0 {
			if w.segStart(qt.from, sn) <= j {
				return read(j), 3
			}
			return read(j), 4
		}
	}
	return comparison{at: -1, time: -1}, 0
}

func (w *work) featuresOfBaselines(q int) {
	w.c.reset()
	d := &w.document
	dc, qq, qt := &w.done[q], &d.qs[q], d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	cmp, where := w.comparisonNear(q)
	ctx := w.ctx[:0]
	put := func(f feature) { ctx = append(ctx, f) }
	put(feat("b bias"))
	put(feat("b where").with(where))
	put(feat("b kind").with(uint32(dc.kind)).with(hashString(qq.UnitKind)))
	put(feat("b w-1").with(d.word(qt.from - 1)))
	put(feat("b w+1").with(d.word(qt.to)))
	put(feat("b w+2").with(d.word(qt.to)).with(d.word(qt.to + 1)))
	put(feat("b s+2").with(d.signature(qt.to)).with(d.signature(qt.to + 1)))
	put(feat("b pform").with(uint32(dc.pform)).with(where))
	put(feat("b unk").with(bit(dc.period == noSpan)).with(where))
	if cmp.at >= 0 {
		put(feat("b next").with(where).with(cmp.next))
		put(feat("b word").with(where).with(cmp.word))
		put(feat("b word1").with(cmp.word))
		if cmp.time >= 0 {
			t := &d.times[cmp.time]
			put(feat("b time").with(where).with(uint32(t.Grain)).with(bit(t.Same)).with(bit(t.AsOf)).with(bit(t.Shift != 0)))
			put(feat("b rule").with(hashString(t.Rule)).with(where))
		} else {
			put(feat("b notime").with(where))
		}
	}
	prev := w.changeBefore(q)
	if prev >= 0 {
		pt := d.qtok[prev]
		lv := uint32(0)
		for i := pt.to; i <= qt.from; i++ {
			lv = max(lv, uint32(d.brk[i]))
		}
		put(feat("b prev").with(uint32(w.done[prev].basis)).with(lv).with(where))
		put(feat("b prevw").with(uint32(w.done[prev].basis)).with(where))
		put(feat("b prevs").with(uint32(w.done[prev].basis)).with(bit(w.done[prev].subject == dc.subject)).with(where))
		h := uint32(0)
		for i := pt.to; i < qt.from && i < pt.to+5; i++ {
			h = mix(h, d.signature(i))
		}
		put(feat("b prevg").with(uint32(w.done[prev].basis)).with(h))
		nar := uint32(0)
		for i := pt.to; i < qt.from; i++ {
			if d.head[i] && d.cls[i]&cNarrow != 0 {
				nar = 1
			}
		}
		put(feat("b narrow").with(uint32(w.done[prev].basis)).with(nar).with(lv).with(where))
	} else {
		put(feat("b noprev").with(where))
	}
	// a word of plans after the number: vượt 3,4% kế hoạch
	for i := qt.to; i < sn.to && i < qt.to+6; i++ {
		if d.head[i] && d.cls[i]&cGoal != 0 && d.owner[i] == 0 {
			put(feat("b goal").with(d.word(i)).with(uint32(min(i-qt.to, 4))))
			put(feat("b goal1").with(bit(i-qt.to < 2)).with(where))
			break
		}
		if d.brk[i] >= bSemi || d.owner[i] > 0 {
			break
		}
	}
	w.ctx = ctx
	for i := range w.bases {
		b := &w.bases[i]
		code := feat("bc").with(uint32(b.form)).with(uint32(b.basis))
		full := feat("bs").with(uint32(b.form)).with(uint32(b.basis)).with(uint32(b.scope))
		group := w.c.groupOf(full, ctx)
		w.c.add(code)
		w.c.addCrossed(ctx, feat("bb").with(uint32(b.basis)))
		if b.form == baseCopy {
			w.c.add(feat("b copy").with(where).with(uint32(b.basis)))
		}
		// how it lies to the fact's own period
		if b.span != noSpan {
			rel := uint32(0)
			own := dc.period
			switch {
			case own == noSpan:
				rel = 1
			case b.span == own:
				rel = 2
			case b.to >= own.to && own.to != date.None:
				rel = 3
			default:
				f, l := date.YearsBack(own.from, own.to, 1)
				switch {
				case b.from == f && b.to == l:
					rel = 4
				case b.to == own.from-1 && own.from != date.None:
					rel = 5
				case b.to < own.from && own.from != date.None:
					rel = 6
				default:
					rel = 7
				}
			}
			w.c.add(feat("b rel").with(rel).with(uint32(b.basis)))
			w.c.add(feat("b relf").with(rel).with(uint32(b.basis)).with(uint32(b.form)).with(uint32(b.scope)))
			w.c.add(feat("b relw").with(rel).with(uint32(b.basis)).with(where))
			w.c.add(feat("b shape").with(bit(b.from == date.None)).with(bit(own.from == date.None)).with(uint32(b.basis)))
			olen, blen := lengthClass(own), lengthClass(b.span)
			w.c.add(feat("b len").with(olen).with(blen).with(uint32(b.basis)))
			w.c.add(feat("b lenr").with(olen).with(blen).with(uint32(b.basis)).with(rel))
		}
		if b.t >= 0 {
			t, tt := &d.times[b.t], d.ttok[b.t]
			isCmp := bit(cmp.time == b.t)
			g := uint32(t.Grain) | bit(t.AsOf)<<5 | bit(t.Same)<<6 | bit(t.Shift != 0)<<7 | bit(t.Now)<<8
			w.c.add(feat("bt cmp").with(isCmp).with(where))
			w.c.add(feat("bt cmpb").with(isCmp).with(where).with(uint32(b.basis)).with(uint32(b.form)))
			w.c.add(feat("bt g").with(isCmp).with(g).with(uint32(b.basis)).with(uint32(b.form)))
			w.c.add(feat("bt rule").with(isCmp).with(hashString(t.Rule)).with(uint32(b.basis)).with(uint32(b.form)))
			w.c.add(feat("bt w-1").with(d.word(tt.from - 1)).with(uint32(b.basis)))
			w.c.add(feat("bt s-1").with(d.signature(tt.from - 1)).with(uint32(b.basis)).with(uint32(b.scope)))
			w.c.add(feat("bt first").with(d.word(tt.from)).with(uint32(b.basis)).with(isCmp))
			nq, lv := uint32(0), uint32(0)
			from, to := qt.to, tt.from
			if b.scope == scopeLeft {
				from, to = tt.to, qt.from
			}
			if to-from > farApart {
				nq, lv, to = 3, uint32(bSemi), from
			}
			for j := from; j < to; j++ {
				lv = max(lv, uint32(d.brk[j]))
				if d.owner[j] > 0 && (j == from || d.owner[j-1] != d.owner[j]) {
					nq++
				}
			}
			w.c.add(feat("bt gap").with(uint32(b.scope)).with(min(nq, 3)).with(lv).with(uint32(b.basis)))
			w.c.add(feat("bt gapc").with(uint32(b.scope)).with(min(nq, 2)).with(isCmp).with(uint32(b.basis)))
			w.c.add(feat("bt ownperiod").with(bit(dc.ptime == b.t)).with(uint32(b.basis)))
		}
		w.c.closeIn(group)
	}
}

// lengthClass tells days, weeks, months, quarters and years apart.
func lengthClass(s span) uint32 {
	if s == noSpan {
		return 0
	}
	if s.from == date.None {
		return 1
	}
	if s.to == date.None {
		return 2
	}
	switch n := int(s.to-s.from) + 1; {
	case n == 1:
		return 3
	case n <= 7:
		return 4
	case n <= 31:
		return 5
	case n <= 92:
		return 6
	case n < 360:
		return 7
	case n <= 366:
		return 8
	}
	return 9
}
