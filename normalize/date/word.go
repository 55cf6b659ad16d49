package date

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
