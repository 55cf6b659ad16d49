package date

// weekPiece reads `tuần trước`, `tuần cuối cùng của tháng 3`, `tuần đầu tiên của tháng 9 năm 2017`, `tuần đầu tháng 3`.
func (r *reader) weekPiece(i int) (p piece, j int) {
	p = piece{form: fDays, grain: Week, rule: "week"}
	k := i + 1
	if r.end(k) {
		return p, i
	}
	if _, n := trading.Match(r.toks, k); n > 0 {
		k += n
	}
	if s, n := r.step(k); n > 0 && r.ref != None {
		return r.stepPiece(Week, s), k + n
	}
	if w, k2 := r.isoWeek(k); k2 > k {
		return w, k2
	}
	if !r.is(k, rFirst|rLast) {
		if r.is(k, rThu) { // tuần thứ hai của tháng 3
			if v, k2 := r.count(k + 1); k2 > k+1 && v >= 1 && v <= 5 {
				if m, k3 := r.ofMonth(k2); k3 > k2 {
					f, _ := MonthDays(m.y, m.m)
					p.from = f + DayNum((7-f.Weekday())%7+7*(v-1))
					p.to, p.relative = p.from+6, m.relative
					return p, k3
				}
			}
		}
		return p, i
	}
	last := r.is(k, rLast)
	k++
	if _, n := firstTail.Match(r.toks, k); n > 0 {
		k += n
	}
	m, k2 := r.ofMonth(k)
	if k2 == k {
		return p, i
	}
	f, l := MonthDays(m.y, m.m)
	if last {
		p.from = l - DayNum(l.Weekday())
	} else {
		p.from = f + DayNum((7-f.Weekday())%7)
	}
	p.to, p.relative = p.from+6, m.relative
	return p, k2
}

// isoWeek reads `27/2025`, `thứ 27/2025` after tuần: the weeks of ISO 8601.
func (r *reader) isoWeek(k int) (p piece, j int) {
	at := k
	if r.is(at, rThu) {
		at++
	}
	w, ok := r.small(at)
	if !ok || w < 1 || w > 53 || !r.next(at+1, rSlash) || r.end(at) {
		return p, k
	}
	y, ok := r.fourDigits(at + 2)
	if !ok || r.end(at+2) {
		return p, k
	}
	first := FromYMD(y, 1, 4)
	p = piece{form: fDays, grain: Week, rule: "week", from: first - DayNum(first.Weekday()) + DayNum(7*(w-1))}
	p.to = p.from + 6
	return p, at + 3
}
