package date

import "solieu/normalize/token"

// number reads a time that begins with the number at i and returns the token to go on from.
func (r *reader) number(i int) int {
	if i+1 < len(r.toks) && r.is(i+1, rColon|rHour|rAmPm|rAP) {
		if sure, part, j := r.clock(i); j > i && sure {
			return r.clocked(i, j, part)
		} else if j > i && r.next(j, rDay) { // 18 giờ ngày 28/4
			if p, e := r.dayAt(j); e > j {
				return r.emit(&p, i, e)
			}
		}
	}
	if p, j := r.numeric(i, r.wantAt(i)); j > i {
		return r.emit(&p, i, j)
	}
	if r.weakYear(i) {
		p, j := r.bareYear(i)
		if j > i {
			p.weak = true
			return r.emit(&p, i, j)
		}
	}
	return i + 1
}

// wantAt tells from the word before i what a bare number may be.
func (r *reader) wantAt(i int) want {
	if r.end(i) || i == 0 {
		return 0
	}
	if r.is(i-1, rCompare) {
		return wYear | wDay
	}
	if r.en && r.is(i-1, rIn) && !r.is(i-1, rDash|rOpen) {
		return wYear
	}
	if r.is(i-1, rLead|rWeek) && r.done < i {
		return wDay
	}
	return 0
}

// weakYear reports a number of four digits that stands where years stand: before
// a mark, the end, or a small word, after a noun. A document's number, a price and a count are none.
func (r *reader) weakYear(i int) bool {
	y, ok := r.fourDigits(i)
	if !ok || y < 1990 || y > 2060 || i == 0 || r.end(i) || r.tok(i-1).Kind == token.Number {
		return false
	}
	if r.tok(i-1).Kind == token.Mark && !r.is(i-1, rOpen) {
		return false
	}
	if r.end(i + 1) {
		return true
	}
	t := r.toks[i+1]
	if t.Kind == token.Mark {
		return !r.is(i+1, rSlash|rColon) && t.Text(r.text) != "%" && !(t.Flag&token.Space == 0 && r.is(i+1, rDash))
	}
	return t.Kind == token.Word && smallWords[t.ID]
}

// smallWords follow a bare year.
var smallWords = wordSet("là của có đã đạt ước vừa được với và so cho tại tăng giảm sẽ theo do trong ở cũng khi để như is was and will with to for", "").before

// word reads a time that begins with the word at i and returns the token to go on from, i where there is none.
func (r *reader) word(i int, b beginning) int {
	if b&bFixed != 0 {
		if j := r.fixed(i); j > i {
			return j
		}
	}
	if b&bBound != 0 {
		if j := r.bounded(i); j > i {
			return j
		}
	}
	if b&bPiece == 0 {
		return i
	}
	if r.is(i, rCount) && !r.is(i, rYear) && !r.countWord(i) {
		return i
	}
	if r.en && r.tok(i).ID == idBetween {
		return r.between(i)
	}
	if r.vi && r.is(i, rCount) {
		if j := r.wordClock(i); j > i {
			return r.clocked(i, j, true)
		}
	}
	if r.is(i, rMonth|rYear|rWeek|rQuarter) && r.counted(i) {
		return i
	}
	if r.is(i, rMonth|rQuarter|rWeek|rDay|rYear|rCount) && r.several(i) {
		if r.is(i, rCount) && !r.is(i, rYear) {
			return i
		}
		if j := r.vague(i); j > i {
			return j
		}
	}
	p, j := r.piece(i, 0)
	if j == i {
		return i
	}
	return r.emit(&p, i, j)
}

// between reads `between the end of last year and the end of September`.
func (r *reader) between(i int) int {
	e, n := enEdges.Match(r.toks, i+1)
	p, j := r.target(i+1+n, n > 0)
	if j == i+1+n || !r.next(j, rAnd) || n == 0 && p.grain != Day {
		return i // the list rule reads between 2021 and 2025
	}
	f, m := enEdges.Match(r.toks, j+1)
	q, k := r.target(j+1+m, m > 0)
	if k == j+1+m {
		return i
	}
	a, z := r.time(&p), r.time(&q)
	if n == 0 {
		e = AtStart
	}
	if m == 0 {
		f = AtEnd
	}
	if a.From == None || z.To == None || point(a.From, a.To, e, a.Grain) > point(z.From, z.To, f, z.Grain) {
		return i
	}
	t := Time{From: point(a.From, a.To, e, a.Grain), To: point(z.From, z.To, f, z.Grain), Grain: Span, Relative: a.Relative || z.Relative, Rule: "range"}
	t.NameFrom, t.NameTo = t.From, t.To
	return r.add(t, i, k)
}

// vague takes `những tháng cuối năm 2018`, `các năm trước`: a time whose days nobody can tell.
func (r *reader) vague(i int) int {
	t := Time{From: None, To: None, NameFrom: None, NameTo: None, Grain: Span, Relative: true, Weak: true, Rule: "vague"}
	if _, n := stretches.Match(r.toks, i+1); n > 0 && !r.end(i+1) {
		return r.add(t, i, i+1+n)
	}
	if s, n := r.step(i + 1); n > 0 && s.n != 0 {
		return r.add(t, i, i+1+n)
	}
	if !r.next(i+1, rFirst|rLast) {
		return i
	}
	e := r.edgeTail(i + 1)
	if e == i+1 {
		return i
	}
	p, j := piece{form: fYear}.closeYear(r, e, r.is(e, rYear))
	t.Relative = p.y == 0 || p.relative
	return r.add(t, i, j)
}

// counted reports that a count stands before the unit at i: `ba tháng`, `5 năm` are lengths.
func (r *reader) counted(i int) bool {
	return i > 0 && !r.end(i) && r.done < i &&
		(r.tok(i-1).Kind == token.Number || r.is(i-1, rCount|rTens|rTen) && !r.is(i-1, rYear))
}

// countWord reports that a count in words at i is followed by what is counted in times.
func (r *reader) countWord(i int) bool {
	for k := i + 1; k < i+4 && k < len(r.toks); k++ {
		if r.is(k, rMonth|rQuarter|rYear|rWeek|rDay|rHour|rEnUnit) {
			return true
		}
		if !r.is(k, rDigit|rTens|rTen) {
			return false
		}
	}
	return false
}

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
		if r.is(at, rMong) {
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
		t.AsOf, t.Until, t.From, t.To = true, b == until || e == AtEnd && r.is(i, rLast) == false, None, at
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

// rangeEnd reads the far end of a range at j: `đến 20/4/2024`, `- tháng 3`, `đến nay`. now is set for the last.
func (r *reader) rangeEnd(p *piece, j int) (q piece, now bool, k int) {
	if r.end(j) {
		return q, false, j
	}
	if f, n := fixedPhrases.Match(r.toks, j); n > 0 && f == fNow && r.ref != None && r.is(j, rTo|rLead) {
		return q, true, j + n
	}
	k = j
	dash := r.is(j, rDash)
	var e Edge
	if dash {
		k++
	} else if b, n := bounds.Match(r.toks, j); n > 0 && b == until {
		k += n
	} else if r.en && r.is(j, rTo) {
		k++
	} else {
		return q, false, j
	}
	if r.end(k) {
		return q, false, j
	}
	if !dash {
		if ed, n := edges.Match(r.toks, k); n > 0 {
			e, k = ed, k+n
		}
	}
	if dash {
		r.joint = k
	}
	v, k2 := r.target(k, e != Whole)
	if k2 == k {
		v, k2 = r.sameForm(p, k)
	}
	r.joint = 0
	if k2 == k || dash && v.form != p.form || v.form == fWeekday && p.form != fWeekday || v.rule == "stretch" {
		return q, false, j
	}
	if e == AtStart || e == AtMid {
		r.fill(&v)
		f, l := r.days(&v)
		if f == None {
			return q, false, j
		}
		d := point(f, l, e, v.grain)
		v = piece{form: fDays, grain: Day, from: f, to: d, relative: v.relative}
	}
	return v, false, k2
}

// sameForm reads a bare number that names another month, quarter or year: `tháng 1 đến 3`.
func (r *reader) sameForm(p *piece, k int) (v piece, j int) {
	v = piece{form: p.form, grain: p.grain, rule: p.rule}
	switch p.form {
	case fYear:
		y, ok := r.fourDigits(k)
		if !ok || !r.plainYear(k) {
			return v, k
		}
		v.y, j = y, k+1
	case fMonth:
		v.m, j = r.monthName(k)
	case fQuarter:
		v.m, j = r.quarterName(k)
	case fDay:
		d, ok := r.small(k)
		if !ok || d < 1 || d > 31 || p.m != 0 && p.y == 0 && false {
			return v, k
		}
		v.d, j = d, k+1
	default:
		return v, k
	}
	if j == k {
		return v, k
	}
	if p.form == fMonth || p.form == fQuarter {
		if y, rel, e := r.yearAfter(j); e > j {
			v.y, v.relative = y, rel
			return v, e
		}
	}
	if p.form == fDay && r.next(j, rMonth) {
		if q, e := r.dayOf(k, v.d, j); e > j {
			return q, e
		}
	}
	if p.form == fYear || r.end(j) || r.tok(j).Kind == token.Mark && r.str(j) != "%" || r.is(j, rAnd) {
		return v, j
	}
	return v, k
}

// emit adds the period p over the tokens i to j with the range or the list that it opens.
func (r *reader) emit(p *piece, i, j int) int { return r.emitEdge(p, Whole, i, j, none) }

func (r *reader) emitEdge(p *piece, e Edge, i, j int, b bound) int {
	if p.form == fDays && p.from == None {
		t := Time{From: None, To: None, NameFrom: None, NameTo: None, Grain: p.grain, Relative: true, Rule: p.rule}
		return r.add(t, i, j)
	}
	if q, now, k := r.rangeEnd(p, j); k > j {
		if now {
			t := r.time(p)
			r.named(p, i, b)
			if t.From != None && t.From <= r.ref {
				t.From, t.To, t.Edge, t.Relative, t.Grain = point(t.From, t.To, e2(e), t.Grain), r.ref, e, true, Span
				t.Rule = "range"
				return r.add(t, i, k)
			}
		} else {
			bare := p.y == 0
			inherit(p, &q)
			r.fill(&q)
			inherit(p, &q)
			a, z := r.time(p), r.time(&q)
			if a.From != None && z.To != None && a.From > z.To { // over the turn of a year
				switch {
				case bare && (p.form == fDay || p.form == fMonth || p.form == fQuarter):
					a.From, a.To = YearsBack(a.From, a.To, 1)
				case z.Relative:
					z.From, z.To = YearsBack(z.From, z.To, -1)
				}
			}
			if a.From != None && z.To != None && a.From <= z.To {
				r.named(&q, i, b)
				a.From = point(a.From, a.To, e2(e), a.Grain)
				t := Time{From: a.From, To: z.To, NameFrom: a.From, NameTo: z.To, Grain: Span, Edge: Whole,
					Relative: a.Relative || z.Relative, Rule: "range"}
				return r.add(t, i, k)
			}
		}
	}
	if e != Whole || b != none {
		return r.emitBound(p, e, b, i, j)
	}
	return r.list(p, i, j)
}

func e2(e Edge) Edge {
	if e == Whole {
		return AtStart
	}
	return e
}

// inherit gives the parts that one end of a range leaves out to it from the other.
func inherit(p, q *piece) {
	if p.form == fDays || q.form == fDays || p.form == fWeekday || q.form == fWeekday {
		return
	}
	if p.form == fDay && p.m == 0 && q.form == fDay {
		p.m = q.m
	}
	if q.form == fDay && q.m == 0 && p.form == fDay {
		q.m = p.m
	}
	if q.y == 0 && p.y != 0 {
		q.y, q.relative = p.y, p.relative
	} else if p.y == 0 && q.y != 0 {
		p.y, p.relative = q.y, q.relative
	}
}

// list adds p and what stands in one list with it: `năm 2021, 2022`, `quý II và quý III/2024`.
func (r *reader) list(p *piece, i, j int) int {
	var items [8]piece
	var span [8][2]int
	items[0], span[0] = *p, [2]int{i, j}
	n := 1
	for n < len(items) && r.next(j, rComma|rAnd) && p.form != fDays && p.form != fWeekday {
		k := j + 1
		if r.is(j, rComma) && r.next(k, rAnd) {
			k++
		}
		if r.end(k) {
			break
		}
		v, e := r.listed(p, k, j)
		if e == k {
			break
		}
		items[n], span[n] = v, [2]int{k, e}
		n, j = n+1, e
	}
	for k := n - 2; k >= 0; k-- { // what the last one says holds for those before it
		a, z := &items[k], &items[k+1]
		if a.form == fDay && a.m == 0 {
			a.m = z.m
		}
		if a.y == 0 && z.y != 0 {
			a.y, a.relative = z.y, z.relative
		}
	}
	if n == 1 && p.form == fDay {
		if k := r.betweenDays(p, i, j); k > j {
			return k
		}
	}
	if n == 2 && i > 0 && !r.end(i) && r.is(i-1, rBetween) { // between 2021 and 2025
		a, z := r.time(&items[0]), r.time(&items[1])
		if a.From != None && z.To != None && a.From <= z.To {
			return r.add(Time{From: a.From, To: z.To, NameFrom: a.From, NameTo: z.To, Grain: Span, Relative: z.Relative, Rule: "range"}, i, j)
		}
	}
	for k := 0; k < n; k++ {
		a := &items[k]
		if k > 0 && a.form == fDay && a.m == 0 {
			if f := r.out[len(r.out)-1].From; f != None {
				a.y, a.m, _ = f.YMD()
				a.relative = true
			}
		}
		if k > 0 && a.y == 0 && a.form != fDays {
			z := &items[k-1]
			a.y, a.relative = z.y, z.relative
			if a.form == z.form && a.form != fDay && a.m < z.m {
				a.y++
			}
		}
		t := r.time(a)
		t.Listed = k > 0
		r.named(a, span[k][0], none)
		r.add(t, span[k][0], span[k][1])
	}
	return j
}

// betweenDays reads `giữa kỳ điều hành ngày 26/2 và kỳ điều hành ngày 5/3`: giữa stands at
// most five words before the first day, and as many between và and the second.
func (r *reader) betweenDays(p *piece, i, j int) int {
	if !r.next(j, rAnd) {
		return j
	}
	k := i
	for k > 0 && k > i-6 && !r.end(k) && r.tok(k-1).Kind == token.Word && !r.is(k-1, rBetween) {
		k--
	}
	if k == 0 || r.end(k) || !r.is(k-1, rBetween) {
		return j
	}
	for m := j + 1; m < j+6 && !r.end(m) && r.tok(m).Kind == token.Word; m++ {
		if !r.is(m, rDay) {
			continue
		}
		q, e := r.piece(m, wDay)
		if e == m || q.form != fDay {
			return j
		}
		inherit(p, &q)
		a, z := r.time(p), r.time(&q)
		if a.From == None || z.To == None || a.From > z.To {
			return j
		}
		return r.add(Time{From: a.From, To: z.To, NameFrom: a.From, NameTo: z.To, Grain: Span, Relative: z.Relative, Rule: "range"}, i, e)
	}
	return j
}

// listed reads the next member of a list that p opened, at k; the comma or và stands at j.
func (r *reader) listed(p *piece, k, j int) (v piece, e int) {
	if r.tok(k).Kind == token.Number || p.form == fQuarter && r.is(k, rRoman) {
		if p.form == fDay && p.m != 0 {
			v, e = r.slashed(k, wDay)
			if e > k && v.form != fDay {
				return v, k
			}
			return v, e
		}
		v, e = r.sameForm(p, k)
		if e > k && p.form == fDay {
			// ngày 17, 18/9
			if q, e2 := r.slashed(k, wDay); e2 > k && q.form == fDay {
				return q, e2
			}
		}
		if e == k && p.form == fDay && p.m == 0 {
			if q, e2 := r.slashed(k, wDay); e2 > k && q.form == fDay {
				return q, e2
			}
		}
		return v, e
	}
	if !r.is(k, rMonth|rQuarter|rYear|rDay|rEnMonth) {
		return v, k
	}
	if r.is(j, rComma) && p.y != 0 {
		return v, k // a clause of its own, as like as not
	}
	v, e = r.piece(k, 0)
	if e == k || v.form != p.form {
		return v, k
	}
	return v, e
}

// named remembers the year that the sentence names, for what comes after it
// without one. A baseline's year (so với năm 2022) and a far year are not taken.
func (r *reader) named(p *piece, i int, b bound) {
	y := p.y
	if p.form == fDays {
		if p.grain != Year || p.from == None || p.rule == "ago" {
			return
		}
		y, _, _ = p.from.YMD()
	}
	if r.ref != None && y == r.refY+1 {
		r.coming = y
	}
	if y == 0 || p.weak || p.noYear || i > 0 && !r.end(i) && r.is(i-1, rCompare) {
		return
	}
	if r.ref != None && (y > r.refY+1 || p.form == fDay && (y != r.refY && y != r.refY-1)) {
		return
	}
	if p.form == fDay && r.year != 0 {
		return
	}
	for k := i - 1; k >= max(i-6, 0) && !r.end(k+1); k-- {
		if r.is(k, rLaw) {
			return // Luật Đất đai năm 2013
		}
	}
	r.year = y
}

// fixed reads a phrase that is a time by itself at i.
func (r *reader) fixed(i int) int {
	f, n := fixedPhrases.Match(r.toks, i)
	if !r.vi {
		n = 0
	}
	if r.en {
		if g, m := enPhrases.Match(r.toks, i); m > n {
			f, n = g, m
		}
	}
	if n == 0 {
		return i
	}
	j := i + n
	t := Time{From: None, To: None, NameFrom: None, NameTo: None, Relative: true, Grain: Day}
	switch f {
	case fNow:
		if n == 1 && r.tok(i).ID == idNow && (i > 0 && !r.end(i) && notNow.before[r.tok(i-1).ID] || !r.end(j) && notNow.after[r.tok(j).ID]) {
			return i
		}
		t.AsOf, t.Now, t.To, t.NameFrom, t.NameTo, t.Rule = true, true, r.ref, r.ref, r.ref, "now"
		return r.add(t, i, j)
	case fToDate:
		t.Grain, t.Rule = Span, "to date"
		if r.ref != None {
			t.From, t.To = FromYMD(r.refY, 1, 1), r.ref
			t.NameFrom, t.NameTo = t.From, t.To
		}
		return r.add(t, i, j)
	case fSame:
		return r.same(i, j)
	case fSameOf: // a year or a month must follow; `cùng thời điểm` alone is the time told of
		if k := r.same(i, j); k > j {
			return k
		}
		r.out = r.out[:len(r.out)-1]
		if r.is(j-1, rMonth|rQuarter) {
			return i
		}
		return r.sameTime(i, j)
	case fWithin:
		return r.within(i, j)
	case fNowWord:
		if i > 0 && !r.end(i) && r.tok(i-1).Kind != token.Mark || r.tok(j).Kind != token.Word || r.end(j) {
			return i
		}
		t.AsOf, t.Now, t.Weak, t.To, t.NameFrom, t.NameTo, t.Rule = true, true, true, r.ref, r.ref, r.ref, "now"
		return r.add(t, i, j)
	case fTermEnd, fTermStart:
		return r.term(i, j, f)
	case fSameTime:
		return r.sameTime(i, j)
	case fLastWeekend:
		if r.ref == None {
			return i
		}
		w, _ := Week.around(r.ref)
		if r.ref.Weekday() < 6 {
			w -= 7
		}
		t.From, t.To, t.Rule, t.Grain = w+5, w+6, "weekend", Span
		if i > 0 && !r.end(i) && lastSession[r.tok(i-1).ID] { // phiên cuối tuần trước
			t.From, t.To, t.Grain = w+4, w+4, Day
		}
		t.NameFrom, t.NameTo = t.From, t.To
		return r.add(t, i, j)
	}
	p := r.fixedDay(f)
	return r.emit(&p, i, j)
}

// sameTime repeats the time told of last.
func (r *reader) sameTime(i, j int) int {
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		if l := &r.out[k]; !l.Same && l.Shift == 0 && l.Grain != Clock && (l.From != None || l.To != None) {
			t := *l
			t.Rule, t.Relative, t.Listed, t.Weak = "same time", true, false, true
			return r.add(t, i, j)
		}
	}
	return i
}

// newClause are words that begin what is told of `trong tháng`, `trong năm`.
var newClause = wordSet("toàn cả các những tỉnh đơn ngành công doanh ngân số tổng lượng giá kim cơ địa nhà thị bộ sở ủy hội", "").before

// term reads `cuối kỳ`, `đầu kỳ`: as of an end of the period told of last.
func (r *reader) term(i, j int, f fixed) int {
	if !r.end(j) && notTerm[r.tok(j).ID] {
		return i
	}
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		l := &r.out[k]
		if l.Same || l.Weak || l.Grain == Day || l.Grain == Week || l.Rule == "stretch" || l.NameFrom == None || r.ref != None && l.NameTo > r.ref {
			continue
		}
		t := Time{From: None, To: l.NameTo, NameFrom: l.NameFrom, NameTo: l.NameTo, Edge: AtEnd, Grain: l.Grain, AsOf: true, Relative: true, Rule: "same time"}
		if f == fTermStart {
			t.To, t.Edge = l.NameFrom, AtStart
		}
		return r.add(t, i, j)
	}
	return i
}

// notTerm follow kỳ in other words: kỳ vọng, kỳ hạn, kỳ nghỉ.
var notTerm = wordSet("vọng hạn nghỉ họp lạ quan", "").before

// lookBack is how many times back the reader looks for the one that `trong tháng` or
// `cùng thời gian` means: enough for a report, and no more work on a long text.
const lookBack = 64

// within reads `trong tháng`, `trong quý` that name none: the latest one told of so far, else the latest one.
func (r *reader) within(i, j int) int {
	if !r.end(j) && r.tok(j).Kind == token.Word && r.tok(j).Flag&token.Upper == 0 && !smallWords[r.tok(j).ID] && !newClause[r.tok(j).ID] || !r.end(j) && r.tok(j).Kind == token.Number {
		return i
	}
	if _, k := r.piece(j-1, 0); k > j-1 {
		return i
	}
	g := Month
	switch {
	case r.is(j-1, rQuarter):
		g = Quarter
	case r.is(j-1, rYear):
		g = Year
	case r.is(j-1, rWeek):
		g = Week
	}
	any := !r.is(j-1, rMonth|rQuarter|rYear|rWeek) // trong kỳ
	var best *Time
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		l := &r.out[k]
		if l.Same || l.Shift != 0 || l.Weak || l.From == None || l.To == None || r.ref != None && (l.From > r.ref || l.To < r.ref-400) {
			continue
		}
		if (l.Grain == g || any && l.Grain != Day && l.Grain != Clock) && (best == nil || l.To > best.To) {
			best = l
		}
	}
	if best != nil {
		t := *best
		t.Rule, t.Relative, t.Listed, t.Weak = "same time", true, false, true
		return r.add(t, i, j)
	}
	if any {
		return i
	}
	if r.ref == None {
		return i
	}
	n := 0
	if g == Month || g == Quarter {
		n = r.latest(g)
	}
	p := r.stepPiece(g, step{n: n})
	p.weak, p.shift = true, 0
	t := r.time(&p)
	return r.add(t, i, j)
}

func (r *reader) is1(i int, w string) bool { return token.Name(r.tok(i).ID) == w }

// lastSession are the words after which `cuối tuần qua` is the last session of the week.
var lastSession = wordSet("phiên dịch cửa", "").before

// same reads the year that `cùng kỳ` is of, from token j on.
func (r *reader) same(i, j int) int {
	t := Time{From: None, To: None, NameFrom: None, NameTo: None, Same: true, Years: 1, Grain: Year, Relative: true, Rule: "same period"}
	k := j
	if r.next(k, rOf|rInOnly) {
		k++
	}
	if r.next(k, rThe) {
		k++
	}
	if r.end(k) {
		return r.add(t, i, j)
	}
	if r.is(k, rYear) {
		if s, n := r.step(k + 1); n > 0 {
			t.Years = max(-s.n, 1)
			return r.add(t, i, k+1+n)
		}
		if y, rel, e := r.yearWord(k); e > k {
			t.YearOf, t.Relative = y, rel
			return r.add(t, i, e)
		}
	}
	if y, ok := r.fourDigits(k); ok && r.plainYear(k) {
		t.YearOf, t.Relative = y, false
		return r.add(t, i, k+1)
	}
	if r.is(k, rSlash) {
		if y, ok := r.fourDigits(k + 1); ok {
			t.YearOf, t.Relative = y, false
			return r.add(t, i, k+2)
		}
	}
	if r.is(k, rMonth|rQuarter|rWeek|rHalf) || r.tok(k).Kind == token.Number {
		if p, e := r.piece(k, 0); e > k && p.form != fDay {
			year := r.year
			t2 := r.time(&p)
			r.year = year
			if t2.From != None {
				t.NameFrom, t.NameTo, t.Grain, t.Shift = t2.From, t2.To, t2.Grain, p.shift
				if p.shift == 0 {
					t.From, t.To, t.Relative = t2.From, t2.To, t2.Relative
				}
				return r.add(t, i, e)
			}
		}
	}
	if r.en {
		if n, e := lastYear.Match(r.toks, k); e > 0 {
			t.Years = n
			return r.add(t, i, k+e)
		}
	}
	return r.add(t, i, j)
}

var lastYear = table(line[int]{1, "last year | previous year | year before | a year earlier | a year ago | a year before | year earlier | prior year"},
	line[int]{2, "two years ago | two years earlier"})
