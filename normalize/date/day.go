package date

import "solieu/normalize/token"

// dayPiece reads what `ngày` opens: `ngày 24 tháng 4 năm 2024`, `ngày 24/4`, `ngày 24`,
// `ngày mồng 7 tháng 3`, `ngày thứ Năm`, `ngày đầu tiên của tháng ba`.
func (r *reader) dayPiece(i int) (p piece, j int) {
	k := i + 1
	if r.end(k) {
		return p, i
	}
	if r.tok(k).Kind == token.Number {
		if p, j = r.dotted(k, wDay); j > k {
			return p, j
		}
		if p, j = r.slashed(k, wDay); j > k {
			return p, j
		}
		if v, _, n := r.clock(k); n > k && v { // ngày 18h 24/4 stays with the clock
			return p, i
		}
	}
	if r.is(k, rThu) || r.weekdayName(k) {
		p, j = r.piece(k, wDay)
		if j == k {
			return p, i
		}
		return p, j
	}
	if r.is(k, rMong) {
		return r.mongPiece(k)
	}
	if s, n := r.step(k); n > 0 && r.ref != None && (s.n < 0 && !s.past || s.n > 0) && !r.is(i-1, rCount) {
		p = r.stepPiece(Day, s)
		return p, k + n
	}
	if r.is(k, rFirst|rLast) {
		last := r.is(k, rLast)
		k++
		_, n := firstTail.Match(r.toks, k)
		if n == 0 {
			return p, i
		}
		m, k2 := r.ofMonth(k + n)
		if k2 == k+n {
			return p, i
		}
		f, l := MonthDays(m.y, m.m)
		if last {
			f = l
		}
		return piece{form: fDays, from: f, to: f, relative: m.relative, rule: "day"}, k2
	}
	d, k2 := r.name(k)
	if k2 == k || d < 1 || d > 31 {
		return p, i
	}
	return r.dayOf(i, d, k2)
}

// mongPiece reads `mồng 3 tháng ba`, `mùng 1/1`.
func (r *reader) mongPiece(i int) (p piece, j int) {
	if r.end(i + 1) {
		return p, i
	}
	if r.tok(i+1).Kind == token.Number {
		if p, j = r.slashed(i+1, wDay); j > i+1 {
			return p, j
		}
	}
	d, k := r.name(i + 1)
	if k == i+1 || d < 1 || d > 10 || !r.next(k, rMonth) {
		return p, i
	}
	return r.dayOf(i, d, k)
}

// dayOf reads the month and year that follow a day's number at token k.
func (r *reader) dayOf(i, d, k int) (p piece, j int) {
	p = piece{form: fDay, grain: Day, d: d, rule: "day"}
	if r.next(k, rDash) && !r.end(k+1) { // ngày 5 - 6 tháng 3
		if v, ok := r.small(k + 1); ok && v > d && v <= 31 && r.next(k+2, rMonth) {
			p.d, p.m2, p.grain = v, d, Span
			k += 2
		}
	}
	if r.next(k, rMonth) {
		m, j := r.monthName(k + 1)
		if j > k+1 && !r.end(k+1) {
			p.m = m
			if y, rel, k2 := r.yearAfter(j); k2 > j {
				p.y, p.relative, j = y, rel, k2
			}
			if Valid(max(p.y, 4), m, d) || p.y == 0 && Valid(4, m, d) {
				return p, j
			}
			return p, i
		}
		if s, n := r.step(k + 1); n > 0 && r.ref != None {
			q := r.stepPiece(Month, s)
			p.y, p.m, _ = q.from.YMD()
			p.relative = true
			if Valid(p.y, p.m, d) {
				return p, k + 1 + n
			}
		}
		return p, i
	}
	if p.m2 != 0 {
		return p, i
	}
	// A day without a month: only as a day named, not `mỗi ngày 17 chuyến`.
	if r.prevIs(i, rGuard|rCount|rSlash) || i > 0 && r.tok(i-1).Kind == token.Number || !r.is(i, rDay) {
		return p, i
	}
	if r.end(k) || r.tok(k).Kind == token.Mark && !r.is(k, rSlash) && r.str(k) != "%" {
		return p, k
	}
	if r.is(k, rAnd|rTo) && !r.end(k+1) && (r.tok(k+1).Kind == token.Number || r.is(k+1, rDay)) {
		return p, k
	}
	return p, i
}

// weekdayName reports a day of the week in one or two words at i: chủ nhật, Monday.
func (r *reader) weekdayName(i int) bool {
	_, n := sundays.Match(r.toks, i)
	return n > 0 || r.en && r.is(i, rEnDay)
}

var sundays = table(line[int]{6, "chủ nhật | chúa nhật"})

// weekdayPiece reads `thứ Năm`, `thứ 5 tuần sau`, `thứ hai ngày 6 tháng 2`, `Chủ nhật (24/4)`.
func (r *reader) weekdayPiece(i int, w want) (p piece, j int) {
	day, k, sure := 6, i, true
	if _, n := sundays.Match(r.toks, i); n > 0 {
		k = i + n
	} else if r.en && r.is(i, rEnDay) {
		if r.tok(i).Flag&token.Upper == 0 {
			return p, i
		}
		day, k = int(r.at(i).num)-1, i+1
	} else {
		if r.end(i + 1) {
			return p, i
		}
		v, n := numerals.Match(r.toks, i+1)
		if n != 1 {
			d, ok := r.digits(i + 1)
			if ok != 1 || r.glued(i+2) && i+2 < len(r.toks) && r.tok(i+2).Kind == token.Word {
				return p, i
			}
			v = d
		}
		if v < 2 || v > 7 {
			return p, i
		}
		day, k = v-2, i+2
		// thứ ba is also the third: a day needs a word or a capital that says so.
		sure = w&wDay != 0 || r.tok(i+1).Flag&token.Upper != 0 || r.prevIs(i, rLead|rPart)
	}
	if r.next(k, rComma) && r.next(k+1, rDay) || r.next(k, rDay) { // thứ Hai, ngày 6/2
		k2 := k
		if r.is(k, rComma) {
			k2++
		}
		if q, k3 := r.piece(k2, wDay); k3 > k2 && q.form == fDay && q.m != 0 {
			return q, k3
		}
	}
	if r.next(k, rOpen|rComma) && !r.end(k+1) && r.tok(k+1).Kind == token.Number { // thứ Bảy (24/4)
		if q, k2 := r.slashed(k+1, wDay); k2 > k+1 && q.form == fDay {
			q.relative = false
			r.fill(&q)
			if f, l := r.days(&q); f != None {
				return piece{form: fDays, from: f, to: l, relative: q.relative, rule: "weekday"}, k
			}
		}
	}
	p = piece{form: fWeekday, grain: Day, d: day, relative: true, rule: "weekday"}
	k2 := k
	if r.next(k2, rOf) {
		k2++
	}
	if r.next(k2, rWeek) {
		if s, n := r.step(k2 + 1); n > 0 && r.ref != None {
			week, _ := Week.around(r.ref)
			p.form, p.from = fDays, week+DayNum(7*s.n+day)
			p.to = p.from
			return p, k2 + 1 + n
		}
	}
	if s, n := r.step(k); n > 0 && s.n != -2 && r.ref != None {
		d := DayNum((day - r.ref.Weekday() + 7) % 7)
		switch {
		case s.n > 0 && d == 0:
			d = 7
		case s.n < 0:
			d -= 7
		case s.n == 0:
			d = DayNum(day - r.ref.Weekday())
		}
		p.form, p.from, p.to = fDays, r.ref+d, r.ref+d
		return p, k + n
	}
	if !sure {
		return p, i
	}
	if r.ref != None && i > 0 && !r.end(i) && r.tok(i-1).ID == idOnDay { // hôm thứ Sáu is never ahead
		d := r.ref - DayNum((r.ref.Weekday()-day+7)%7)
		p.form, p.from, p.to = fDays, d, d
	}
	return p, k
}

// partPiece reads a part of a day and the day: `sáng 24/4`, `chiều qua`, `tối mai`, `đêm thứ Bảy`.
func (r *reader) partPiece(i int) (p piece, j int) {
	k := i + 1
	if _, n := partTails.Match(r.toks, k); n > 0 && !r.end(k) {
		k += n
	}
	if r.end(k) {
		return p, i
	}
	if n, ok := partSteps.Match(r.toks, k); ok > 0 {
		if r.ref == None {
			return p, i
		}
		return piece{form: fDays, from: r.ref + DayNum(n), to: r.ref + DayNum(n), relative: true, shift: n, rule: "part of day"}, k + ok
	}
	if r.is(k, rDay|rThu) || r.tok(k).Kind == token.Number || r.weekdayName(k) || r.is(k, rMong) {
		if p, j = r.piece(k, wDay); j > k && (p.grain == Day || p.form == fDay) {
			return p, j
		}
		return p, i
	}
	if f, n := fixedPhrases.Match(r.toks, k); n > 0 {
		switch f {
		case fToday, fYesterday, fTomorrow, fDayBefore, fDayAfter, fSameDay:
			return r.fixedDay(f), k + n
		}
	}
	return p, i
}

// partTails narrow a part of the day: sáng sớm, chiều tối.
var partTails = table(line[bool]{true, "sớm | muộn | tối | đêm"})

var partSteps = table(
	line[int]{0, "nay"}, line[int]{-1, "qua"}, line[int]{1, "mai"},
)

// fixedDay is the piece of hôm nay, hôm qua and their kin.
func (r *reader) fixedDay(f fixed) piece {
	n := 0
	switch f {
	case fYesterday:
		n = -1
	case fTomorrow:
		n = 1
	case fDayBefore:
		n = -2
	case fDayAfter:
		n = 2
	case fSameDay:
		for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
			if t := &r.out[k]; t.Grain == Day && t.From != None && t.From == t.To {
				return piece{form: fDays, from: t.From, to: t.To, relative: t.Relative, rule: "same day"}
			}
		}
	}
	if r.ref == None {
		return piece{form: fDays, from: None, to: None, relative: true, rule: "day"}
	}
	return piece{form: fDays, from: r.ref + DayNum(n), to: r.ref + DayNum(n), relative: true, shift: n, rule: "day"}
}

// sessionPiece reads the sessions of an exchange that are told from another day:
// `phiên trước`, `phiên liền trước`, `phiên hôm nay`, `phiên sáng`.
func (r *reader) sessionPiece(i int) (p piece, j int) {
	k := i + 1
	if _, n := trading.Match(r.toks, k); n > 0 {
		k += n
	}
	if r.end(k) || r.ref == None {
		return p, i
	}
	if s, n := r.step(k); n > 0 && !s.past && s.n <= 0 {
		p = piece{form: fDays, grain: Day, shift: s.n, relative: true, weak: s.n == 0, rule: "session"}
		p.from = workday(r.ref, s.n)
		p.to = p.from
		return p, k + n
	}
	if r.is(k, rPart) {
		if q, e := r.partPiece(k); e > k {
			return q, e
		}
		return piece{form: fDays, grain: Day, from: r.ref, to: r.ref, relative: true, weak: true, rule: "session"}, k + 1
	}
	return p, i
}

var trading = table(line[bool]{true, "giao dịch"})
