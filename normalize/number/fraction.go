package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// nameFraction: 24/7 and 24/24, the scales of maps (1/500), and an unequal pair that
// could be a day and month are no parts of a whole.
func (r *reader) nameFraction(t *term, start int) bool {
	a, b := t.value, t.total
	if a.Exp() != 0 || b.Exp() != 0 {
		return false
	}
	x, y := a.Coef(), b.Coef()
	switch {
	case x == 24 && (y == 7 || y == 24):
		return true
	case x == 1 && y >= 200 && y%100 == 0:
		return true
	}
	if t.neg || t.rules.has(rMixed) || y > 12 || x > 31 || x < 1 {
		return false
	}
	if x > y || x == y && y > 7 {
		return true
	}
	if r.pend.end == start && r.pend.end > 0 {
		return false
	}
	if k := r.id(start - 1); k != 0 && feasts[k] { // Quốc khánh 2/9
		return true
	}
	for a, b := x, y; ; a, b = b, a%b { // 5/10 is no fraction in lowest terms
		if b == 0 {
			return a > 1 || y == 7 || y == 9 || y >= 11
		}
	}
}

// feasts stand before a day and month.
var feasts = ids("khánh|lễ|dịp|hạn|ngày|tết|hôm|sáng|trưa|chiều|tối|đêm|đợt|nữ|giỗ|niệm|on|by|until|since")

// partOf reads `6 trên tổng số 7`, `1 trong 4 công ty`, `six of 7`.
func (r *reader) partOf(t *term, start int) (int, bool) {
	j := t.j
	if t.scaled || t.hasTotal || !r.isWord(j) {
		return 0, false
	}
	switch r.id(j) {
	case idTrong, idTren:
		j++
		if r.id(j) == idTong {
			j++
		}
		if r.id(j) == idSo {
			j++
		}
	case idOut:
		j++
		fallthrough
	case idOf:
		if r.id(j) != idOf {
			return 0, false
		}
		j++
		if r.id(j) == idThe {
			j++
		}
	case idIn:
		j++
		if !t.words {
			return 0, false
		}
	default:
		return 0, false
	}
	if !r.isNumber(j) || r.busyAt(j) > 0 {
		return 0, false
	}
	b, ok := r.plainInt(j)
	if !ok || b == 0 || t.value.Exp() != 0 || t.value.Coef() > b || t.value.Coef() < 0 {
		return 0, false
	}
	if r.nameAt(j) > 0 || b >= 1900 && b <= 2100 {
		return 0, false
	}
	whole := term{i: j, j: j + 1, digits: r.str(j), num: shapeOf(r.str(j))}
	u := r.unitAt(j+1, &whole)
	if u.kind == kindNone {
		u.end = j + 1
	}
	if r.id(t.j) != idTrong && u.kind != kindCount && u.kind != kindNone {
		return 0, false
	}
	if t.words && t.value.Coef() == 1 && u.kind == kindCount { // một trong 5 nhà cung cấp lớn nhất
		if end := r.superlative(u.end, 8); end > 0 {
			q := term{i: start, j: j + 1, value: decimal.Int(b), fixed: true, rules: t.rules.with(rRank).with(rDigits)}
			r.emitAs(&q, unit{code: "rank", kind: kindRank, end: end, known: true}, start, Rank, AtMost)
			return end, true
		}
	}
	if t.words && t.value.Coef() == 1 && r.id(t.j) == idTrong { // một trong 17 tổ chức: the article một
		return 0, false
	}
	t.total, t.hasTotal = decimal.Int(b), true
	t.rules = t.rules.with(rOf)
	t.j = j + 1
	r.emit(t, u, start, "")
	return u.end, true
}

// superlative returns the token after a nhất, dẫn đầu or hàng đầu within n tokens of j.
func (r *reader) superlative(j, n int) int {
	for k := j; k < j+n && k < len(r.toks) && r.toks[k].Kind == token.Word && r.toks[k].Flag&token.Line == 0; k++ {
		if r.id(k) == idNhat || r.id(k) == idDau && (r.id(k-1) == idDan || r.id(k-1) == idHang || r.id(k-1) == idDung) {
			return k + 1
		}
	}
	return 0
}

var idDung = id("đứng")

// slashDate reads a bare 24/4 that is a day as well, in the busy span that ends at end.
func (r *reader) slashDate(i, end int) int {
	if int(r.toks[i].Start) != r.busy[r.nb].Start || i+2 >= len(r.toks) || int(r.toks[i+2].End) != end || r.id(i+1) != idSlash || !r.glued(i+1) || !r.glued(i+2) {
		return 0
	}
	if !r.isNumber(i + 2) {
		return 0
	}
	a, ok := r.plainInt(i)
	b, ok2 := r.plainInt(i + 2)
	if !ok || !ok2 || b == 0 || !r.alone(i, i+3) {
		return 0
	}
	t := term{i: i, j: i + 3, fixed: true, value: decimal.Int(a), total: decimal.Int(b), hasTotal: true, rules: ruleSet(0).with(rDigits).with(rFraction), doubt: 0.4}
	r.emit(&t, unit{end: i + 3}, i, "")
	return i + 3
}

// fractionAt reads 41/53 and 23 1/5. It is false where the slash makes a name.
func (r *reader) fractionAt(t *term) bool {
	j := t.j
	if t.scaled || t.num.shape == fraction && !(r.id(j) == idSlash) {
		return true
	}
	if r.id(j) == idSlash && r.isNumber(j+1) && (r.glued(j) && r.glued(j+1) || r.spaced(j) && r.spaced(j+1)) {
		b := shapeOf(r.str(j + 1))
		if b.shape == noNumeral {
			return false
		}
		places := b.places
		if b.shape == grouped || b.shape == eitherDot && !r.en {
			places = 0
		}
		total, ok := valueOf(r.str(j+1), places)
		if !ok || total.IsZero() {
			return true
		}
		t.total, t.hasTotal = total, true
		t.rules = t.rules.with(rFraction)
		t.j = j + 2
		// 11.846/15.200 tỷ đồng: the scale is of both; 2/3 triệu is a part of one.
		if total.Cmp(decimal.Int(100)) >= 0 && r.spaced(t.j) {
			if r.scale(t); t.scaled {
				if t.total, ok = shifted(total, t.scaleExp); !ok {
					t.total, t.scaled, t.scaleExp, t.j = total, false, 0, j+2
				}
			}
		}
		return true
	}
	// 23 1/5
	if t.num.shape == plainInt && r.isNumber(j) && r.spaced(j) && r.id(j+1) == idSlash && r.glued(j+1) && r.isNumber(j+2) && r.glued(j+2) {
		a, ok := r.plainInt(j)
		b, ok2 := r.plainInt(j + 2)
		w, ok3 := valueOf(t.digits, 0)
		if ok && ok2 && ok3 && a < b && b <= 16 {
			if w.Coef() < 1<<40 {
				v := decimal.Int(w.Coef()*b + a)
				if t.neg {
					v = v.Neg()
				}
				t.value, t.total, t.hasTotal = v, decimal.Int(b), true
				t.fixed = true
				t.rules = t.rules.with(rMixed)
				t.j = j + 3
			}
		}
	}
	return true
}

// plainPart: a half, a third, two thirds, three quarters, one of up to ten: a part, where
// 41/53 counts.
func (r *reader) plainPart(t *term) bool {
	if t.value.Exp() != 0 || t.total.Exp() != 0 {
		return false
	}
	x, y := t.value.Coef(), t.total.Coef()
	return x == 1 && y <= 10 && y > 1 || x == 2 && y == 3 || x == 3 && y == 4
}

// people: the noun at token j is of people, who are counted even in thirds.
func (r *reader) people(j int) bool {
	e, n := matchNoun(r.toks, j)
	return n > 0 && e.people
}
