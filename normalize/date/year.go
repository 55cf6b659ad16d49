package date

import "solieu/normalize/token"

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
	if v, n := r.digits(k); n == 4 && v >= 1000 && v <= 2999 {
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
	if v, ok := token.Roman(r.str(k)); ok && v >= 1000 && v < 2200 && r.tok(k).Has(token.Caps) {
		return v, false, k + 1
	}
	return 0, false, i
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

// bareYear is a year that only its place tells: after từ, so với, in.
func (r *reader) bareYear(i int) (p piece, j int) {
	y, ok := r.fourDigits(i)
	if !ok || !r.freeNumber(i, i+1) || !r.end(i+1) && r.is(i+1, rUnit) {
		return p, i
	}
	if i+1 < len(r.toks) && r.glued(i+1) && (r.tok(i+1).Kind == token.Word || r.is(i+1, rSlash|rDash)) {
		return p, i
	}
	return piece{form: fYear, grain: Year, y: y, rule: "year"}, i + 1
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

// toldYear is the year of `cả năm`, `cuối năm`: the article's, but in its first four
// months the one before where the text has told of that one and of nothing later.
func (r *reader) toldYear() int {
	if r.future || r.refM > 4 {
		return r.refY
	}
	first, _ := YearDays(r.refY)
	y := r.refY
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		t := &r.out[k]
		if t.Grain == Day || t.Grain == Week || t.Grain == Clock || t.Same || t.NameFrom == None {
			continue
		}
		if t.NameFrom >= first {
			return r.refY
		}
		if ty, _, _ := t.NameTo.YMD(); ty == r.refY-1 && !t.Relative {
			y = ty
		}
	}
	return y
}

// yearWords reads a year in words at token i: `hai nghìn không trăm hai mươi ba`,
// `hai không linh chín`, `một tám năm hai`, `chín trăm ba tám`. It returns the
// number of tokens, 0 where there is none.
func (r *reader) yearWords(i int) (y, n int) {
	d, ok := r.digit(i)
	if !ok || d == 0 || r.end(i) {
		return 0, 0
	}
	k := i + 1
	switch {
	case r.next(k, rThousand):
		y, k = 1000*d, k+1
		if h, ok := r.digit(k); ok && r.next(k+1, rHundred) {
			y, k = y+100*h, k+2
		}
	case r.next(k, rHundred):
		y, k = 100*d, k+1
	default:
		h, ok := r.digit(k)
		if !ok {
			return 0, 0
		}
		y, k = 1000*d+100*h, k+1
		t, m := r.tail(k)
		if m == 0 {
			return 0, 0
		}
		return y + t, k + m - i
	}
	t, m := r.tail(k)
	if m == 0 && (y%1000 != 0 || y != 2000) {
		return 0, 0
	}
	if k += m; y < 1000 && !r.end(k) && r.tok(k).Kind == 0 && !r.is(k, rAnd|rTo) {
		return 0, 0 // năm trăm and what it counts, not the year of long ago
	}
	return y + t, k - i
}

// tail reads the tens and ones of a year.
func (r *reader) tail(i int) (v, n int) {
	if r.end(i) {
		return 0, 0
	}
	if r.is(i, rZero) {
		if d, ok := r.digit(i + 1); ok {
			return d, 2
		}
		return 0, 0
	}
	if r.is(i, rTen) {
		if d, ok := r.digit(i + 1); ok {
			return 10 + d, 2
		}
		return 10, 1
	}
	d, ok := r.digit(i)
	if !ok {
		return 0, 0
	}
	if r.next(i+1, rTens) {
		if e, ok := r.digit(i + 2); ok {
			return 10*d + e, 3
		}
		return 10 * d, 2
	}
	if e, ok := r.digit(i + 1); ok {
		return 10*d + e, 2
	}
	return 0, 0
}

func (r *reader) digit(i int) (int, bool) {
	if i >= len(r.toks) || r.tok(i).Kind != 0 {
		return 0, false
	}
	e := r.at(i)
	return int(e.num), e.role&rDigit != 0
}
