package date

import "solieu/normalize/token"

// bounded reads `đến hết tháng 2`, `từ ngày 1/7/2026`, `cuối năm 2023`, `trước năm 2025` at i.
func (r *reader) bounded(i int) int {
	b, n := bounds.Match(r.toks, i)
	english := false
	if n == 0 && r.en {
		b, n = enBounds.Match(r.toks, i)
		english = n > 0 && r.tok(i).ID == idFrom
	}
	if n > 0 {
		if (b == before || b == after) && i > 0 && !r.end(i) && r.is(i-1, rYear|rMonth|rQuarter|rWeek|rDay|rCount) {
			return i
		}
		if j := r.afterBound(i, i+n, b, english); j > i {
			return j
		}
	}
	return r.afterBound(i, i, none, false)
}

// afterBound reads edge and period at k; the bound began at i. loose is set for the
// English from, which says what a change is from as often as when a thing begins.
func (r *reader) afterBound(i, k int, b bound, loose bool) int {
	if r.end(k) && k > i {
		return i
	}
	e, n := edges.Match(r.toks, k)
	if n == 0 && r.en {
		e, n = enEdges.Match(r.toks, k)
	}
	if b == none {
		if n == 0 || i > 0 && !r.end(i) && notEdge[r.tok(i-1).ID] {
			return i
		}
	}
	if n > 0 && r.is(k+n-1, rDash) { // end-June, mid-2024
		r.joint = k + n
	}
	p, j := r.target(k+n, n > 0)
	r.joint = 0
	if j == k+n && b == from && n == 0 {
		p, j = r.fromBare(k)
	}
	if j == k+n {
		return i
	}
	if (b == before || b == after) && p.rule == "stretch" {
		return i
	}
	if e == AtEnd && p.form == fYear && p.y == 0 && r.year == 0 && r.refM != 0 && r.refM < 11 && !r.future && r.tok(i).ID == idCounting {
		p.y, p.relative = r.refY-1, true // tính đến cuối năm: what was counted is past
	}
	if e == AtStart && p.form == fYear && p.y == 0 && r.year == 0 && r.refM == 1 && r.prevIs(i, rCompare) {
		p.y, p.relative = r.refY-1, true // in January so với đầu năm looks a year back
	}
	if p.form == fDays && p.from == None {
		return i
	}
	if b == from && e == Whole && (p.shift < 0 && p.grain != Day || loose && p.grain != Day && p.m2 == 0) {
		if _, _, j2 := r.rangeEnd(&p, j); j2 == j { // up 3% from the previous quarter: what it is compared with
			if _, m := onward.Match(r.toks, j); m == 0 {
				return r.emit(&p, k, j)
			}
		}
	}
	if b == from || b == none && n > 0 {
		if _, now, j2 := r.rangeEnd(&p, j); j2 > j && (b == from || !now) {
			return r.emitEdge(&p, e, i, j, b)
		}
	}
	return r.emitBound(&p, e, b, i, j)
}

// fromBare reads what only a range makes a time: `từ nay đến cuối năm`, `từ 1 đến 15 tháng 3`, `từ mồng 1 đến mồng 5 tháng 3`.
func (r *reader) fromBare(k int) (p piece, j int) {
	at := k
	switch {
	case nowWords[r.tok(k).ID] && r.ref != None:
		p = piece{form: fDays, grain: Day, from: r.ref, to: r.ref, relative: true, rule: "now"}
		at = k + 1
		if r.end(at) {
			return p, k
		}
	default:
		if r.is(at, rMong|rPart) {
			at++
		}
		d, ok := r.small(at)
		if !ok || d < 1 || d > 31 || !r.next(at+1, rTo|rDash) {
			return p, k
		}
		p = piece{form: fDay, grain: Day, d: d, rule: "day"}
		at++
	}
	q, _, e := r.rangeEnd(&p, at)
	if e == at || p.form == fDay && (q.form != fDay || q.m == 0) {
		return p, k
	}
	return p, at
}

// nowWords stand for the article's day after từ.
var nowWords = wordSet("nay giờ", "").before

// notEdge are words that make đầu, cuối, hết, giữa part of something else: lần đầu, hầu hết, trước hết.
var notEdge = wordSet("lần bước hàng đi dẫn ban hầu trước đứng bắt khởi mở nửa", "").before

// target reads the period after a bound or an edge: a clock time before the day
// is passed over; after an edge `năm`, `tháng`, `quý` alone is the current one.
func (r *reader) target(k int, edge bool) (p piece, j int) {
	if r.end(k) {
		return p, k
	}
	at := k
	if r.tok(at).Kind == token.Number {
		if _, _, c := r.clock(at); c > at && !r.end(c) {
			if p, j = r.dayAt(c); j > c {
				return p, j
			}
			if r.is(c-1, rPart) {
				if p, j = r.dayAt(c - 1); j > c {
					return p, j
				}
			}
			return p, k
		}
	}
	if p, j = r.dayAt(at); j > at {
		return p, j
	}
	if r.tok(at).Kind == token.Word && r.vi && r.is(at, rCount) && !r.is(at, rYear) && !r.countWord(at) {
		return p, k
	}
	if p, j = r.piece(at, wDay|wYear); j > at {
		return p, j
	}
	if !edge {
		return p, k
	}
	switch e := r.at(at); {
	case e.role&rYear != 0 && !r.next(at+1, rHundred|rTens|rThousand):
		return piece{form: fYear, grain: Year, rule: "year"}, at + 1
	case e.role&rMonth != 0 && r.ref != None:
		return r.stepPiece(Month, step{n: r.latest(Month)}), at + 1
	case e.role&rQuarter != 0 && r.ref != None:
		return r.stepPiece(Quarter, step{n: r.latest(Quarter)}), at + 1
	case r.en && r.is(at, rThe|rEnUnit):
		return r.enThisUnit(at)
	}
	return p, k
}

// latest is the step to the month or quarter that `cuối tháng` means: in the first
// third of one, and with no word of the future, the one before.
func (r *reader) latest(g Grain) int {
	f, l := g.around(r.ref)
	if !r.future && r.ref-f < (l-f)/3 {
		return -1
	}
	return 0
}

// point is the day of the period that an edge points at.
func point(f, l DayNum, e Edge, g Grain) DayNum {
	switch {
	case f == None:
		return None
	case e == AtStart:
		return f
	case e == AtMid && g == Year:
		y, _, _ := f.YMD()
		return FromYMD(y, 6, 30)
	case e == AtMid && g == Month:
		return f + 14
	case e == AtMid:
		return f + (l-f)/2
	}
	return l
}

// emitBound adds a period with the bound and the edge before it.
func (r *reader) emitBound(p *piece, e Edge, b bound, i, j int) int {
	t := r.time(p)
	r.named(p, i, b)
	t.Edge = e
	if t.From == None {
		return r.add(t, i, j)
	}
	at := point(t.NameFrom, t.NameTo, e, t.Grain)
	switch b {
	case none, until:
		if b == none && e == Whole {
			break
		}
		t.AsOf, t.Until, t.From, t.To = true, b == until || e == AtEnd && !r.is(i, rLast), None, at
	case from:
		if e == Whole && (p.m2 != 0 || t.Grain == Span) {
			break // từ ngày 27-28/02: both ends are there
		}
		t.From, t.To = t.NameFrom, None
		if e == AtMid || e == AtEnd {
			t.From = at
		}
		t.Open = true
		if e == AtStart && r.ref != None && t.NameFrom <= r.ref && r.ref <= t.NameTo {
			t.To, t.NameTo, t.Open = r.ref, r.toldUpTo(t.NameFrom), false
		}
		if _, n := onward.Match(r.toks, j); n > 0 {
			j += n
			t.To, t.Open = None, true
		}
	case before:
		t.AsOf, t.From, t.To = true, None, t.NameFrom-1
	case after:
		t.Open, t.From, t.To = true, t.NameTo+1, None
	}
	return r.add(t, i, j)
}

// toldUpTo is the end of the latest period that the text has told of since the day f, as
// far as the article's day: what a report of August means by từ đầu năm.
func (r *reader) toldUpTo(f DayNum) DayNum {
	up := None
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		if t := &r.out[k]; t.Grain != Day && t.Grain != Week && t.Edge == Whole && !t.Same && !t.Now && t.To != None && t.To >= f && t.To <= r.ref && t.To > up {
			up = t.To
		}
	}
	if up == None {
		return r.ref
	}
	return up
}

// onward follows an open beginning: từ năm 2026 trở đi.
var onward = table(line[bool]{true, "trở đi | trở lại đây | onwards | onward | on"})
