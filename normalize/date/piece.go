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
