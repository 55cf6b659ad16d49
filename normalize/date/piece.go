package date

import "solieu/normalize/token"

// form is how a period is named.
type form uint8

const (
	fDay     form = iota + 1 // year, month, day
	fMonth                   // year, month
	fQuarter                 // year, quarter in m
	fHalf                    // year, half in m
	fFirst                   // the first m months of the year
	fLast                    // the last m months of the year
	fYear                    // year
	fDays                    // from and to are known
	fWeekday                 // d counts from Monday, 0; m is the step of weeks where hasWeek
)

// piece is a period as the text names it: what is missing is 0 and filled from
// its neighbours or from the article's date.
type piece struct {
	form     form
	grain    Grain
	y, m, d  int
	m2       int // the end of a range within: 6 and 12 in `tháng 6-12/2019`
	from, to DayNum
	shift    int
	relative bool
	weak     bool
	noYear   bool // the year is wanted and nobody said it
	lunar    bool // a date of the lunar calendar: no day of ours is known
	rule     string
}

// want tells what a bare number may be where it stands.
type want uint8

const (
	wDay  want = 1 << iota // 24/4, 2/9
	wYear                  // 2023
)

// maxDepth bounds how deep periods may stand in one another (`ngày thứ Hai, ngày thứ
// Hai, …`), so that no text takes more than linear time.
const maxDepth = 4

// piece reads one period at token i and returns the token after it, i where there is
// none. A date of the lunar calendar is read too, without days.
func (r *reader) piece(i int, w want) (p piece, j int) {
	if r.depth >= maxDepth {
		return p, i
	}
	r.depth++
	p, j = r.solar(i, w)
	r.depth--
	if j == i || p.form != fDay && p.form != fMonth {
		return p, j
	}
	for k := i; k < j; k++ {
		if _, n := lunarMonths.Match(r.toks, k); n > 0 {
			p.lunar = true
		}
	}
	if _, n := lunar.Match(r.toks, j); n > 0 && !r.end(j) {
		p.lunar = true
		j += n
	}
	return p, j
}

func (r *reader) solar(i int, w want) (p piece, j int) {
	if r.end(i) && i >= len(r.toks) {
		return p, i
	}
	if r.tok(i).Kind == token.Number {
		return r.numeric(i, w)
	}
	e := r.at(i)
	if p, j = r.miscPiece(i); j > i {
		return p, j
	}
	if r.vi {
		switch {
		case e.role&rDay != 0:
			return r.dayPiece(i)
		case e.role&rMonth != 0:
			return r.monthPiece(i)
		case e.role&rQuarter != 0:
			return r.quarterPiece(i)
		case e.role&rYear != 0:
			if p, j = r.yearPiece(i); j > i {
				return p, j
			}
		case e.role&rWeek != 0:
			return r.weekPiece(i)
		case e.role&rThu != 0:
			return r.weekdayPiece(i, w)
		case e.role&rPart != 0:
			return r.partPiece(i)
		case e.role&rSession != 0:
			return r.sessionPiece(i)
		case e.role&rHalf != 0:
			return r.halfPiece(i)
		case e.role&rMong != 0:
			return r.mongPiece(i)
		}
		if e.role&rCount != 0 {
			if p, j = r.countPiece(i, w); j > i {
				return p, j
			}
		}
	}
	if e.role&(rQ|rH|rFiscal) != 0 {
		if p, j = r.codePiece(i); j > i {
			return p, j
		}
	}
	if r.en {
		return r.english(i, w)
	}
	return p, i
}

// yearAfter reads the year that belongs to what stands before token i: `/2024`,
// `-2024`, ` năm 2024`, ` năm nay`, ` 2024`, `.2024`, `, năm 2024`, `của năm 2024`.
func (r *reader) yearAfter(i int) (y int, rel bool, j int) {
	if r.end(i) {
		return 0, false, i
	}
	k := i
	if r.one(k, idSame) && r.next(k+1, rYear) { // tháng 6 cùng năm
		if t := r.last(); t != nil && t.NameFrom != None {
			y, _, _ = t.NameFrom.YMD()
			return y, true, k + 2
		}
	}
	if r.is(k, rOf) || r.is(k, rComma) && r.next(k+1, rYear) && !r.end(k+2) && (r.isYear(k+2) || r.is(k+2, rDigit)) {
		k++
	}
	if r.next(k, rYear) {
		return r.yearWord(k)
	}
	if k > i {
		if v, ok := r.fourDigits(k); ok && !r.end(k) && r.plainYear(k) {
			return v, false, k + 1
		}
		return 0, false, i
	}
	t := r.toks[i]
	if t.Kind == token.Mark && (r.is(i, rSlash|rDash) || r.str(i) == ".") && i+1 < len(r.toks) {
		if v, ok := r.fourDigits(i + 1); ok && !r.end(i+1) && (r.glued(i+1) || r.tok(i).Flag&token.Space != 0) {
			return v, false, i + 2
		}
		if v, n := r.digits(i + 1); n == 2 && r.is(i, rSlash) && r.glued(i) && r.glued(i+1) && v > 12 {
			return 2000 + v, false, i + 2
		}
		return 0, false, i
	}
	if v, ok := r.fourDigits(i); ok && r.plainYear(i) {
		return v, false, i + 1
	}
	return 0, false, i
}

// plainYear reports that the number at i is not a quantity of something: no unit follows.
func (r *reader) plainYear(i int) bool {
	return r.end(i+1) || !r.is(i+1, rUnit)
}

// yearWord reads `năm 2024`, `năm nay`, `năm tài chính 2020`, `năm hai nghìn không trăm linh chín` at i.
func (r *reader) yearWord(i int) (y int, rel bool, j int) {
	k := i + 1
	if _, n := fiscal.Match(r.toks, k); n > 0 {
		k += n
	}
	if r.end(k) {
		return 0, false, i
	}
	if v, n := r.digits(k); n == 4 && v >= 1000 && v <= 2999 || n == 3 && k+1 < len(r.toks) && false {
		if !r.plainYear(k) && v < 1900 {
			return 0, false, i
		}
		return v, false, k + 1
	} else if n == 2 && r.end(k+1) && v >= 45 && v <= 99 {
		return 1900 + v, false, k + 1
	}
	if s, n := r.step(k); n > 0 && r.ref != None && k == i+1 {
		if s.past && r.refM == 12 {
			return r.refY, true, k + n
		}
		return r.refY + s.n, true, k + n
	}
	if v, n := r.yearWords(k); n > 0 {
		return v, false, k + n
	}
	if v, ok := roman(r.str(k)); ok && v >= 1000 && v < 2200 && r.tok(k).Has(token.Caps) {
		return v, false, k + 1
	}
	return 0, false, i
}

// monthPiece reads `tháng 4`, `tháng tư năm 2024`, `tháng 12-2024`, `tháng 6-12/2019`, `tháng trước`.
func (r *reader) monthPiece(i int) (p piece, j int) {
	p = piece{form: fMonth, grain: Month, rule: "month"}
	k := i + 1
	if r.end(k) {
		return p, i
	}
	if s, n := r.step(k); n > 0 && r.ref != None {
		r.told = r.one(k, idThis)
		p = r.stepPiece(Month, s)
		r.told = false
		return p, k + n
	}
	if r.is(k, rFirst|rLast) { // tháng đầu năm, tháng cuối cùng của năm
		if e := r.edgeTail(k); e > k && !r.several(i) {
			p.m = 1
			if r.is(k, rLast) {
				p.m = 12
			}
			return p.closeYear(r, e, r.is(e, rYear))
		}
		return p, i
	}
	m, k2 := r.monthName(k)
	if k2 == k {
		if v, n := r.monthDotYear(k); n > 0 {
			p.y, p.m = v/100, v%100
			return p, k + n
		}
		return p, i
	}
	if r.glued(k2) && k2 < len(r.toks) && r.tok(k2).Kind == token.Word {
		return p, i
	}
	p.m, j = m, k2
	// tháng 6-12/2019, tháng 1 - 3 năm 2024
	if r.next(j, rDash) && !r.end(j+1) {
		if v, ok := r.small(j + 1); ok && v > p.m && v <= 12 {
			p.m2, j = v, j+2
		}
	}
	if y, rel, k := r.yearAfter(j); k > j {
		p.y, p.relative, j = y, rel, k
	} else if s, n := r.step(j); n > 0 && r.ref != None && (s.past || s.n >= 0) && !r.is(j+n, rDay|rYear|rMonth) {
		// tháng 3 tới, tháng 3 vừa qua
		y := r.refY
		if s.n > 0 && p.m <= r.refM {
			y++
		} else if s.n < 0 && p.m >= r.refM {
			y--
		}
		p.y, p.relative, j = y, true, j+n
	}
	return p, j
}

// edgeTail is the token of the year in `đầu năm`, `cuối cùng của năm`, `đầu 2024` that
// begins at k, k where there is none.
func (r *reader) edgeTail(k int) int {
	e := k + 1
	if _, n := firstTail.Match(r.toks, e); n > 0 {
		e += n
	}
	if r.next(e, rYear) || r.isYear(e) {
		return e
	}
	return k
}

// several reports a word of the many before i: những tháng cuối năm is no one month.
func (r *reader) several(i int) bool { return i > 0 && !r.end(i) && manyWords[r.tok(i-1).ID] }

var manyWords = wordSet("những các mấy vài nhiều", "").before

// monthName is a month's number or name at i.
func (r *reader) monthName(i int) (m, j int) {
	if v, n := lunarMonths.Match(r.toks, i); n > 0 {
		return v, i + n
	}
	if r.is(i, rYear) && !r.tok(i).Has(token.Upper) {
		// tháng năm is May only where no word makes it the year's month.
		if _, n := r.step(i + 1); n > 0 || r.is(i+1, rFirst|rLast) {
			return 0, i
		}
		if _, ok := r.fourDigits(i + 1); ok {
			return 0, i
		}
	}
	v, j := r.count(i)
	if j == i || v < 1 || v > 12 {
		return 0, i
	}
	return v, j
}

// monthDotYear reads `02.2021` as a month and a year.
func (r *reader) monthDotYear(i int) (ym, n int) {
	if r.tok(i).Kind != token.Number {
		return 0, 0
	}
	s := r.str(i)
	if dot := len(s) - 5; dot >= 1 && dot <= 2 && s[dot] == '.' {
		m, ok1 := digits(s[:dot])
		y, ok2 := digits(s[dot+1:])
		if ok1 && ok2 && m >= 1 && m <= 12 && y >= 1800 && y <= 2199 {
			return y*100 + m, 1
		}
	}
	return 0, 0
}

// quarterPiece reads `quý I/2024`, `quý 2 năm nay`, `quý trước`, `quý 02.2021`, `quý đầu năm`.
func (r *reader) quarterPiece(i int) (p piece, j int) {
	p = piece{form: fQuarter, grain: Quarter, rule: "quarter"}
	k := i + 1
	if r.end(k) {
		return p, i
	}
	if s, n := r.step(k); n > 0 && r.ref != None {
		r.told = r.one(k, idThis)
		p = r.stepPiece(Quarter, s)
		r.told = false
		return p, k + n
	}
	if r.is(k, rFirst|rLast) {
		if e := r.edgeTail(k); e > k && !r.several(i) {
			p.m = 1
			if r.is(k, rLast) {
				p.m = 4
			}
			return p.closeYear(r, e, r.is(e, rYear))
		}
		return p, i
	}
	q, j := r.quarterName(k)
	if j == k {
		if v, n := r.monthDotYear(k); n > 0 && v%100 <= 4 {
			p.y, p.m = v/100, v%100
			return p, k + n
		}
		return p, i
	}
	p.m = q
	if s, n := r.step(j); n > 0 && r.ref != None && (s.past || s.n == 0) {
		p.y, p.relative = r.refY, true
		if s.past && 3*q >= r.refM {
			p.y--
		}
		return p, j + n
	}
	if r.next(j, rDash) && !r.end(j+1) { // quý I-II/2024
		if q2, k := r.quarterName(j + 1); k > j+1 && q2 > q {
			p.m2, j = q2, k
		}
	}
	if y, rel, k := r.yearAfter(j); k > j {
		p.y, p.relative, j = y, rel, k
	}
	return p, j
}

func (r *reader) quarterName(i int) (q, j int) {
	if r.end(i) {
		return 0, i
	}
	if e := r.at(i); e.role&rRoman != 0 && r.tok(i).Has(token.Upper) {
		return int(e.num), i + 1
	}
	v, j := r.count(i)
	if j == i || v < 1 || v > 4 || r.glued(j) && j < len(r.toks) && r.tok(j).Kind == token.Word {
		return 0, i
	}
	if r.is(i, rYear) {
		return 0, i
	}
	return v, j
}

// isYear reports a bare year at i, on the same line.
func (r *reader) isYear(i int) bool {
	if r.end(i) {
		return false
	}
	_, ok := r.fourDigits(i)
	return ok && r.plainYear(i)
}

// closeYear reads the year that ends `đầu năm`, `đầu 2024`: at token k stands năm, or the year itself.
func (p piece) closeYear(r *reader, k int, word bool) (piece, int) {
	if word {
		if y, rel, j := r.yearWord(k); j > k {
			p.y, p.relative = y, rel
			return p, j
		}
		return p, k + 1
	}
	p.y, _ = r.fourDigits(k)
	return p, k + 1
}

// yearPiece reads `năm 2024`, `năm ngoái`, `năm 2021-2025`.
func (r *reader) yearPiece(i int) (p piece, j int) {
	p = piece{form: fYear, grain: Year, rule: "year"}
	if r.is(i+1, rHundred|rTens|rThousand) {
		return p, i // the digit five
	}
	if s, n := r.step(i + 1); n > 0 && r.ref != None && !r.end(i+1) {
		p = r.stepPiece(Year, s)
		return p, i + 1 + n
	}
	y, rel, j := r.yearWord(i)
	if j == i {
		return p, i
	}
	p.y, p.relative = y, rel
	return p, j
}

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

// ofMonth reads an optional của and a month whose year is known or can be told.
func (r *reader) ofMonth(i int) (p piece, j int) {
	k := i
	if r.is(k, rOf) {
		k++
	}
	if !r.next(k, rMonth) {
		return p, i
	}
	p, j = r.monthPiece(k)
	if j == k {
		return p, i
	}
	if p.form == fDays {
		p.y, p.m, _ = p.from.YMD()
		return p, j
	}
	r.fill(&p)
	if p.y == 0 {
		return p, i
	}
	return p, j
}

// step matches a word of steps at i. `tới` before a date is an end, not the next one:
// `từ đầu năm tới 20/2`.
func (r *reader) step(i int) (s step, n int) {
	if i >= len(r.toks) || r.end(i) {
		return s, 0
	}
	s, n = steps.Match(r.toks, i)
	if n > 0 && r.one(i+n, idWhen) { // hôm thứ Tư sau khi
		return s, 0
	}
	if n == 1 && r.is(i, rTo) && !r.end(i+1) && (r.tok(i+1).Kind == token.Number || r.is(i+1, rDay|rMonth|rQuarter|rYear) || nowWords[r.tok(i+1).ID]) {
		return s, 0
	}
	return s, n
}

// toldStep is the step to the month or quarter that `tháng này` means: early in one,
// where the text has told of the one before, it is that one (a report of November in
// the first days of December).
func (r *reader) toldStep(g Grain) int {
	if r.future || g != Month && g != Quarter || r.refD > 12 {
		return 0
	}
	f, _ := g.around(r.ref)
	if r.ref-f > 12 {
		return 0
	}
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		if t := &r.out[k]; t.Grain == g && !t.Same && t.Shift == 0 && t.From != None {
			switch {
			case t.To == f-1:
				return -1
			case t.From >= f:
				return 0
			}
		}
	}
	return 0
}

// stepPiece is the period n grains from the article's day.
func (r *reader) stepPiece(g Grain, s step) piece {
	p := piece{form: fDays, grain: g, shift: s.n, relative: true, rule: "step"}
	n := s.n
	switch {
	case s.n == 0 && r.told:
		n = r.toldStep(g)
	case !s.past:
	case g == Year && r.refM == 12, g == Week && r.ref.Weekday() >= 5:
		n = 0
	}
	f, _ := g.around(r.ref)
	if g == Day {
		p.from = f + DayNum(n)
		p.to = p.from
		return p
	}
	p.from = f.shift(g, n)
	_, p.to = g.around(p.from)
	return p
}

// halfPiece reads `nửa đầu năm 2024`, `nửa cuối tháng 3`.
func (r *reader) halfPiece(i int) (p piece, j int) {
	p = piece{form: fHalf, grain: Half, m: 1, rule: "half"}
	k := i + 1
	if r.next(k, rYear) && r.ref != None && r.refM >= 6 && r.refM <= 8 && !r.prevIs(i, rGuard) && (i == 0 || r.tok(i-1).ID != idWithin) &&
		(r.end(k+1) || r.tok(k+1).Kind != token.Word || r.is(k+1, rSay)) { // thu ngân sách nửa năm
		p.y, p.relative = r.refY, true
		return p, k + 1
	}
	if !r.next(k, rFirst|rLast) && !r.next(k, rThu) {
		return p, i
	}
	if !r.is(k, rFirst) {
		p.m = 2
		if r.is(k, rThu) {
			if !r.next(k+1, rDigit) || r.at(k+1).num != 2 {
				return p, i
			}
			k++
		}
	}
	k++
	if _, n := firstTail.Match(r.toks, k); n > 0 {
		k += n
	}
	if m, k2 := r.ofMonth(k); k2 > k {
		p.form, p.grain, p.relative = fDays, Span, m.relative
		f, l := MonthDays(m.y, m.m)
		if p.m == 1 {
			p.from, p.to = f, f+14
		} else {
			p.from, p.to = f+15, l
		}
		return p, k2
	}
	if r.is(k, rOf) {
		k++
	}
	if r.next(k, rYear) || r.isYear(k) {
		return p.closeYear(r, k, r.is(k, rYear))
	}
	return p, i
}

// firstTail ends `đầu tiên của tháng`, `cuối cùng của năm`.
var firstTail = table(line[bool]{true, "tiên | cùng | tiên của | cùng của | của | tiên trong | cùng trong | trong"})

// codePiece reads `Q1/2024`, `Q1`, `H1 2024`.
func (r *reader) codePiece(i int) (p piece, j int) {
	if !r.tok(i).Has(token.Upper) || !r.glued(i+1) {
		return p, i
	}
	v, n := r.digits(i + 1)
	if r.is(i, rFiscal) && (n == 4 && v >= 1900 || n == 2) {
		if n == 2 {
			v += 2000
		}
		return piece{form: fYear, grain: Year, y: v, rule: "year"}, i + 2
	}
	if n != 1 || v < 1 || r.is(i, rFiscal) {
		return p, i
	}
	if r.is(i, rQ) {
		p = piece{form: fQuarter, grain: Quarter, m: v, rule: "quarter"}
		if v > 4 {
			return p, i
		}
	} else {
		p = piece{form: fHalf, grain: Half, m: v, rule: "half"}
		if v > 2 {
			return p, i
		}
	}
	j = i + 2
	if r.glued(j) && j < len(r.toks) && r.tok(j).Kind == token.Word {
		return p, i
	}
	if y, rel, k := r.yearAfter(j); k > j {
		p.y, p.relative, j = y, rel, k
	} else if p.form == fHalf && !r.prevIs(i, rIn) && !(i > 0 && r.tok(i-1).ID == idWithin) {
		return p, i // H1 alone is a name: H5N1, H1N1
	}
	return p, j
}

// miscPiece reads periods that open with words of their own: eras, decades, centuries, whole years, halves of months.
func (r *reader) miscPiece(i int) (p piece, j int) {
	if _, n := eras.Match(r.toks, i); n > 0 && !r.end(i+n) {
		k := i + n
		if b, m := bounds.Match(r.toks, k); m > 0 && b == from {
			k += m
		}
		if r.next(k, rYear) {
			k++
		}
		if f, l, k2 := r.years(k); k2 > k {
			return piece{form: fDays, grain: Span, from: FromYMD(f, 1, 1), to: FromYMD(l, 12, 31), rule: "era"}, k2
		}
		if y, ok := r.fourDigits(k); ok && r.next(k+1, rTo|rDash) { // giai đoạn 2020 đến tháng 7/2022
			p = piece{form: fYear, grain: Year, y: y, rule: "era"}
			if _, _, e := r.rangeEnd(&p, k+1); e > k+1 {
				return p, k + 1
			}
		}
		return p, i
	}
	if _, n := decadeWords.Match(r.toks, i); n > 0 && !r.end(i+n) {
		v, d := r.digits(i + n)
		switch {
		case d == 2 && v%10 == 0:
			if v < 30 {
				v += 100
			}
			v += 1900
		case d == 4 && v%10 == 0 && v >= 1500 && v <= 2100 && !(r.next(i+n+1, rComma|rAnd|rDash|rTo) && r.isYear(i+n+2)):
		default:
			return p, i
		}
		p = piece{form: fDays, grain: Decade, from: FromYMD(v, 1, 1), to: FromYMD(v+9, 12, 31), rule: "decade"}
		j = i + n + 1
		if _, m := centuryWords.Match(r.toks, j); m > 0 && d == 2 && !r.end(j+m) {
			if c, k := r.century(j + m); k > 0 {
				y := (c-1)*100 + v%100
				p.from, p.to, j = FromYMD(y, 1, 1), FromYMD(y+9, 12, 31), j+m+1
			}
		}
		return p, j
	}
	if _, n := centuryWords.Match(r.toks, i); n > 0 && !r.end(i+n) {
		if c, k := r.century(i + n); k > 0 {
			return piece{form: fDays, grain: Century, from: FromYMD(100*c-99, 1, 1), to: FromYMD(100*c, 12, 31), rule: "century"}, i + n + 1
		}
		return p, i
	}
	if r.is(i, rKy) { // kỳ 1 tháng 3: the customs' half month
		if v, ok := r.small(i + 1); ok && (v == 1 || v == 2) && !r.end(i+1) {
			if m, k := r.ofMonth(i + 2); k > i+2 {
				f, l := MonthDays(m.y, m.m)
				p = piece{form: fDays, grain: Span, from: f, to: f + 14, relative: m.relative, rule: "half month"}
				if v == 2 {
					p.from, p.to = f+15, l
				}
				return p, k
			}
		}
	}
	if v, n := misc.Match(r.toks, i); n > 0 {
		k := i + n
		switch v {
		case mFullYear:
			p = piece{form: fYear, grain: Year, rule: "year"}
			if y, ok := r.fourDigits(k); ok && !r.end(k) && r.plainYear(k) {
				p.y = y
				k++
			}
			return p, k
		case mWholeYear:
			p = piece{form: fYear, grain: Year, rule: "year"}
			if y, rel, k2 := r.yearWord(k - 1); k2 > k-1 {
				p.y, p.relative = y, rel
				return p, k2
			}
			return p, k
		case mFirstHalf, mSecondHalf:
			m, k2 := r.ofMonth(k)
			if k2 == k {
				return p, i
			}
			f, l := MonthDays(m.y, m.m)
			p = piece{form: fDays, grain: Span, from: f, to: f + 14, relative: m.relative, rule: "half month"}
			if v == mSecondHalf {
				p.from, p.to = f+15, l
			}
			return p, k2
		}
	}
	return p, i
}

type miscWord uint8

const (
	mWholeYear miscWord = iota + 1
	mFirstHalf
	mSecondHalf
	mFullYear
)

var misc = table(
	line[miscWord]{mWholeYear, "cả năm | trọn năm | toàn năm"},
	line[miscWord]{mFullYear, "full-year | whole-year"},
	line[miscWord]{mFirstHalf, "kỳ một | kỳ I | nửa tháng đầu"},
	line[miscWord]{mSecondHalf, "kỳ hai | kỳ II | nửa tháng cuối"},
)

func (r *reader) century(i int) (c, n int) {
	if v, d := r.digits(i); d == 1 || d == 2 {
		return v, min(v, 1)
	}
	if v, ok := roman(r.str(i)); ok && v >= 1 && v <= 30 {
		return v, 1
	}
	return 0, 0
}

// years reads `2021 - 2025`, `2021-25`, `2010 đến 2018`, `2021 đến năm 2025` at i.
func (r *reader) years(i int) (f, l, j int) {
	f, ok := r.fourDigits(i)
	if !ok || !r.next(i+1, rDash|rTo|rSlash) {
		return 0, 0, i
	}
	k := i + 2
	if r.next(k, rYear) {
		k++
	}
	if r.end(k) {
		return 0, 0, i
	}
	l, n := r.digits(k)
	if n == 2 && (r.is(i+1, rDash) || r.is(i+1, rSlash) && l == f%100+1) && r.glued(i+1) && r.glued(i+2) && l > f%100 {
		return f, f - f%100 + l, k + 1
	}
	if n != 4 || l <= f || l > f+200 || !r.plainYear(k) {
		return 0, 0, i
	}
	return f, l, k + 1
}
