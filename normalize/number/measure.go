package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// moreUnit reads what may follow a unit and belong to the number: `rưỡi`, a
// smaller unit of time, the hundredths of a currency.
func (r *reader) moreUnit(t *term, u *unit) {
	if t.hasTotal {
		return
	}
	switch u.kind {
	case kindDuration, kindPhysical, kindCurrency, kindCount:
	default:
		return
	}
	j := u.end
	if r.isWord(j) && r.id(j) == idRuoi && u.known {
		if v, err := t.value.Add(decimal.New(5, -1)); err == nil && !t.scaled {
			t.value, t.fixed = v, true
			t.rules = t.rules.with(rRuoi)
			u.end++
		}
		return
	}
	switch u.kind {
	case kindPhysical:
		r.centimetres(t, u)
	case kindDuration:
		r.longer(t, u)
	case kindCurrency:
		r.hundredths(t, u)
	}
}

// month only tells years from months here: `15 năm 6 tháng` are 186 months.
const month = 1 << 40

var seconds = map[string]int64{"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800}

// fitInto is how many of unit b a unit of time a is, 0 where that is no whole number.
func fitInto(a, b string) int64 {
	if a == "a" && b == "mo" {
		return 12
	}
	if x, y := seconds[a], seconds[b]; x > 0 && y > 0 && x > y {
		return x / y
	}
	return 0
}

// longer reads `5 phút 30 giây` and `59p59s` as one duration in its smallest unit.
func (r *reader) longer(t *term, u *unit) {
	for range 3 {
		big := seconds[u.code]
		if u.code == "a" && !r.en {
			big = 12 * month
		}
		j := u.end
		if big == 0 || j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 || t.scaled {
			return
		}
		if id := r.id(j); id == idVa || id == idAnd {
			j++
		}
		var next term
		var ok bool
		switch {
		case r.isNumber(j):
			next, ok, _ = r.inDigits(j)
		case r.isWord(j) && leads[r.id(j)]&leadNumeral != 0 && !r.en:
			next, ok = r.inWords(j)
		case r.isWord(j) && r.en && leads[r.id(j)]&leadEnglish != 0:
			next, ok = r.inEnglish(j)
		}
		if !ok || next.scaled || next.hasTotal {
			return
		}
		v := r.simpleUnit(next.j, &next)
		small := seconds[v.code]
		if v.code == "mo" && u.code == "a" && j == u.end {
			small = month
		}
		if v.kind != kindDuration || small == 0 || small >= big || !r.settle(&next, v) {
			return
		}
		m, err := t.value.Mul(decimal.Int(big / small))
		if err != nil {
			return
		}
		if m, err = m.Add(next.value); err != nil {
			return
		}
		t.value, t.fixed = m, true
		t.rules = t.rules.with(rDuration)
		u.code, u.end = v.code, v.end
	}
}

// centimetres reads the heights of people: 1m82, 1m7.
func (r *reader) centimetres(t *term, u *unit) {
	j := u.end
	if u.code != "m" || t.words || t.scaled || t.num.shape != plainInt || t.num.digits > 1 || !r.glued(j) || r.toks[j].Kind != token.Number {
		return
	}
	n := shapeOf(r.str(j))
	if n.shape != plainInt || n.digits > 2 {
		return
	}
	v, ok := valueOf(r.str(j), n.digits)
	if !ok {
		return
	}
	if d, err := t.value.Add(v); err == nil {
		t.value, t.fixed = d, true
		t.rules = t.rules.with(rSubunit)
		u.end = j + 1
	}
}

// hundredths reads `hai đô la và 23 xen`, `20 Rupees 43`.
func (r *reader) hundredths(t *term, u *unit) {
	j := u.end
	if t.scaled || j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return
	}
	if id := r.id(j); id == idVa || id == idAnd {
		j++
	}
	var n int64
	var end int
	if r.isNumber(j) {
		v, ok := r.plainInt(j)
		if !ok || len(r.str(j)) > 2 {
			return
		}
		n, end = v, j+1
		if j == u.end && len(r.str(j)) == 2 && end >= len(r.toks) && u.code != "VND" { // 20 Rupees 43
			if d, err := t.value.Add(decimal.New(n, -2)); err == nil {
				t.value, t.fixed = d, true
				t.rules = t.rules.with(rSubunit)
				u.end = end
			}
			return
		}
	} else if r.isWord(j) && words[r.id(j)].kind != notNumeral && !r.en {
		w, ok := r.inWords(j)
		if !ok || w.scaled || w.hasTotal || w.value.Exp() != 0 || w.value.Coef() > 99 {
			return
		}
		n, end = w.value.Coef(), w.j
	} else if r.en && r.isWord(j) && enWords[r.id(j)].kind != notNumeral {
		w, ok := r.inEnglish(j)
		if !ok || w.scaled || w.hasTotal || w.value.Exp() != 0 || w.value.Coef() > 99 {
			return
		}
		n, end = w.value.Coef(), w.j
	} else {
		return
	}
	if !r.isWord(end) || !subunitIDs[r.id(end)] {
		return
	}
	if d, err := t.value.Add(decimal.New(n, -2)); err == nil {
		t.value, t.fixed = d, true
		t.rules = t.rules.with(rSubunit)
		u.end = end + 1
	}
}
