package date

import "solieu/normalize/token"

// clock reads a time of day at a numeral: `8h30`, `8h`, `14:45`, `23:59:59`, `9 giờ sáng`,
// `10g45`, `2 giờ 15 phút chiều`. sure is false for what may as well be a
// duration (`3 giờ`). It returns the token after it, i where there is none.
func (r *reader) clock(i int) (sure bool, part bool, j int) {
	h, ok := r.small(i)
	if !ok || h > 24 || i+1 >= len(r.toks) || r.end(i+1) {
		return false, false, i
	}
	if i > 0 && r.glued(i) && r.tok(i-1).Kind != token.Mark {
		return false, false, i
	}
	k := i + 1
	switch {
	case r.is(k, rColon) && r.glued(k) && r.glued(k+1):
		m, n := r.digits(k + 1)
		if n != 2 || m > 59 || r.prevIs(i, rDoc) || i > 0 && r.glued(i) && (r.is(i-1, rColon|rSlash|rDash) && r.glued(i-1)) {
			return false, false, i
		}
		j, sure = k+2, true
		if r.next(j, rColon) && r.glued(j) && r.glued(j+1) {
			s, n := r.digits(j + 1)
			if n != 2 || s > 59 {
				return false, false, i
			}
			j += 2
		}
		if r.glued(j) && j < len(r.toks) && (r.tok(j).Kind == token.Word || r.is(j, rColon|rSlash) && r.glued(j+1) && j+1 < len(r.toks) && r.tok(j+1).Kind != token.Mark) && !r.is(j, rMinute) {
			return false, false, i
		}
	case r.meridiem(k) > k:
		return true, false, r.meridiem(k)
	case r.is(k, rHour):
		long := len(r.str(k)) > 1 // giờ
		if !long && !r.glued(k) && !r.glued(k+1) {
			return false, false, i
		}
		j = k + 1
		sure = !long && r.glued(k) && r.prevIs(i, rLead|rOpen)
		if m, n := r.digits(j); n > 0 && n <= 2 && m <= 59 && !r.end(j) && (r.glued(j) || long) {
			if long && !r.next(j+1, rMinute) && !r.next(j+1, rPart) && !r.glued(j) {
				break
			}
			j++
			sure = !long || sure
			if r.next(j, rMinute) && (r.glued(j) || long) {
				j++
				if long {
					sure = r.prevIs(i, rLead)
				}
				if s, n := r.digits(j); n > 0 && s <= 59 && r.next(j+1, rSecond) {
					j += 2
				}
			}
		}
		if r.glued(j) && j < len(r.toks) && r.tok(j).Kind == token.Word || j == k+1 && !long && r.tok(k).Flag&token.Upper != 0 {
			return false, false, i // 4G
		}
	default:
		return false, false, i
	}
	if e := r.meridiem(j); e > j {
		return true, false, e
	}
	if c := r.str(j); r.glued(j) && (c == "'" || c == "’" || c == "′") {
		j++
	}
	if r.next(j, rPart) && !r.end(j) && !r.money(j+1) {
		// 9 giờ sáng, 7:30 chiều; the day may follow
		return true, true, j + 1
	}
	if _, n := halfHour.Match(r.toks, j); n > 0 && r.next(j+n, rPart) && r.is(k, rHour) {
		return true, true, j + n + 1
	}
	return sure, false, j
}

// meridiem is the token after `am`, `pm`, `a.m.` at k, k where there is none.
func (r *reader) meridiem(k int) int {
	switch {
	case r.end(k):
	case r.is(k, rAmPm):
		return k + 1
	case r.is(k, rAP) && r.str(k+1) == "." && r.glued(k+1) && r.tok(k+2).ID == idM && r.glued(k+2):
		if r.str(k+3) == "." && r.glued(k+3) {
			return k + 4
		}
		return k + 3
	}
	return k
}

var halfHour = table(line[bool]{true, "rưỡi | đúng"})

// wordClock reads `tám giờ sáng`, `ba giờ rưỡi chiều` at a numeral in words.
func (r *reader) wordClock(i int) int {
	h, n := numerals.Match(r.toks, i)
	if n == 0 || h > 24 || !r.next(i+n, rHour) || len(r.str(i+n)) == 1 {
		return i
	}
	j := i + n + 1
	if _, m := halfHour.Match(r.toks, j); m > 0 {
		j += m
	} else if _, m := numerals.Match(r.toks, j); m > 0 && r.next(j+m, rMinute) {
		j += m + 1
	}
	if r.next(j, rPart) {
		return j + 1
	}
	return i
}

// clocked adds a clock time at i with the day that follows it, if any.
func (r *reader) clocked(i, j int, part bool) int {
	k := j
	if r.next(k, rComma) || r.en && r.next(k, rIn) && r.tok(k).Kind == token.Word {
		k++
	}
	if part && k == j { // sáng nay, chiều 24/4: the part of the day opens the piece
		if p, e := r.piece(j-1, wDay); e > j && (p.grain == Day || p.form == fDay) && !r.end(j) {
			return r.emit(&p, i, e)
		}
	}
	if !r.end(k) && (r.is(k, rDay|rPart|rThu) || r.tok(k).Kind == token.Number || r.fixedDayAt(k) || r.en && r.is(k, rEnDay|rEnMonth)) {
		if p, e := r.dayAt(k); e > k {
			return r.emit(&p, i, e)
		}
	}
	return r.add(Time{From: None, To: None, NameFrom: r.ref, NameTo: r.ref, Grain: Clock, Rule: "clock"}, i, j)
}

func (r *reader) fixedDayAt(i int) bool {
	f, n := fixedPhrases.Match(r.toks, i)
	return n > 0 && f >= fToday && f <= fDayBefore
}

// dayAt reads a single day at i.
func (r *reader) dayAt(i int) (p piece, j int) {
	if f, n := fixedPhrases.Match(r.toks, i); n > 0 {
		switch f {
		case fToday, fYesterday, fTomorrow, fDayBefore, fDayAfter, fSameDay:
			return r.fixedDay(f), i + n
		}
	}
	p, j = r.piece(i, wDay)
	if j > i && p.grain == Day {
		return p, j
	}
	return p, i
}
