package date

// fill gives a piece the year (and a lone day its month) that nobody said: that
// named before it in the sentence, else the one that puts it nearest to the
// article's date, mostly into the past.
func (r *reader) fill(p *piece) {
	if p.form == fDays || p.form == fWeekday || p.y != 0 || p.lunar {
		return
	}
	if p.form == fDay && p.m == 0 {
		r.fillMonth(p)
		return
	}
	m := p.m
	switch p.form {
	case fQuarter:
		m = 3*p.m - 2
	case fHalf:
		m = 6*p.m - 5
	case fFirst:
		m = max(p.m-4, 1)
	case fLast:
		m = 13 - p.m
	}
	if r.year != 0 {
		p.y, p.relative = r.year, true
		return
	}
	if r.ref == None {
		p.noYear = true
		return
	}
	p.y, p.relative = r.refY, true
	if p.form == fYear {
		p.y = r.toldYear()
		return
	}
	switch ahead := m - r.refM; {
	case ahead > 6 && !r.future, ahead > 1 && !r.future && p.form == fFirst:
		p.y--
	case ahead < -6 && (r.future || r.coming != 0) && p.form != fFirst:
		p.y++
	}
}

// fillMonth gives `ngày 17` the month of the day or month named before it, or the
// month that puts it nearest before the article's day.
func (r *reader) fillMonth(p *piece) {
	p.relative = true
	if t := r.last(); t != nil && t.NameFrom != None && r.year != 0 && (t.Grain == Day || t.Grain == Month) {
		y, m, _ := t.NameFrom.YMD()
		if Valid(y, m, p.d) {
			p.y, p.m = y, m
			return
		}
	}
	if r.ref == None {
		p.noYear = true
		return
	}
	y, m := r.refY, r.refM
	if p.d > r.refD && !r.future {
		if m--; m == 0 {
			y, m = y-1, 12
		}
	}
	for !Valid(y, m, p.d) {
		if m--; m == 0 {
			y, m = y-1, 12
		}
	}
	p.y, p.m = y, m
}

// days resolves a filled piece to its first and last day; None for both where
// the calendar has none or the year is not known.
func (r *reader) days(p *piece) (f, l DayNum) {
	if p.lunar || p.form != fDays && p.form != fWeekday && (p.noYear || p.y < 1) {
		return None, None
	}
	switch p.form {
	case fDay:
		if !Valid(p.y, p.m, p.d) {
			return None, None
		}
		f = FromYMD(p.y, p.m, p.d)
		if p.m2 != 0 {
			return FromYMD(p.y, p.m, p.m2), f
		}
		return f, f
	case fMonth:
		f, l = MonthDays(p.y, p.m)
		if p.m2 != 0 {
			_, l = MonthDays(p.y, p.m2)
		}
		return f, l
	case fQuarter:
		f, l = QuarterDays(p.y, p.m)
		if p.m2 != 0 {
			_, l = QuarterDays(p.y, p.m2)
		}
		return f, l
	case fHalf:
		return HalfDays(p.y, p.m)
	case fFirst:
		_, l = MonthDays(p.y, p.m)
		return FromYMD(p.y, 1, 1), l
	case fLast:
		f, _ = MonthDays(p.y, 13-p.m)
		return f, FromYMD(p.y, 12, 31)
	case fYear:
		return YearDays(p.y)
	case fWeekday:
		if r.ref == None {
			return None, None
		}
		d := DayNum((r.ref.Weekday() - p.d + 7) % 7)
		if r.future && d != 0 {
			return r.ref - d + 7, r.ref - d + 7
		}
		return r.ref - d, r.ref - d
	}
	return p.from, p.to
}

// time makes a Time of a piece.
func (r *reader) time(p *piece) Time {
	r.fill(p)
	f, l := r.days(p)
	t := Time{From: f, To: l, NameFrom: f, NameTo: l, Grain: p.grain, Shift: p.shift, Relative: p.relative, Weak: p.weak, Rule: p.rule}
	if p.m2 != 0 {
		t.Grain = Span
	}
	return t
}
