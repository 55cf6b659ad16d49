package number

import "solieu/normalize/token"

// headingLine bounds how long, in tokens, a line of a list may be; the heading over
// it may be twice so long.
const headingLine = 40

var idThatOne = id("đó")

// headed is the unit that a heading gives to the list under it, and the power
// of ten of its scale.
type headed struct {
	line int // token that begins the line of the list it was last asked for
	unit unit
	exp  int32
}

// headedUnit gives a bare number of a list its unit from the heading over it:
//
//	10 địa phương dẫn đầu về vốn FDI (triệu USD)
//	TP.HCM: 2.979
//	Bình Dương: 2.648
func (r *reader) headedUnit(t *term, u *unit, start int) {
	if u.kind != kindNone || t.scaled || t.words || t.hasTotal || t.order {
		return
	}
	line := r.lineOf(start, headingLine)
	if line < 0 {
		return
	}
	if line != r.headed.line {
		if !r.labelled(line, start) {
			return
		}
		up := r.lineOf(line-1, 2*headingLine)
		if up < 0 {
			return
		}
		if up != r.headed.line || r.headed.unit.kind == kindNone { // else the list goes on
			r.headed.unit, r.headed.exp = r.headingUnit(up, line)
		}
		r.headed.line = line
	}
	if r.headed.unit.kind == kindNone {
		return
	}
	if r.headed.exp > 0 {
		v, err := t.value.Shift(r.headed.exp)
		if err != nil {
			return
		}
		t.value, t.scaled, t.scaleExp = v, true, r.headed.exp
		u.rules = u.rules.with(rScale)
	}
	rules := u.rules.with(rSharedUnit)
	*u = r.headed.unit
	u.end, u.known, u.rules = t.j, true, rules
	t.doubt += 0.1
}

// lineOf is the token that begins the line of token j, -1 where it is further
// back than n.
func (r *reader) lineOf(j, n int) int {
	for k := j; k >= 0 && k > j-n; k-- {
		if k == 0 || r.toks[k].Flag&token.Line != 0 {
			return k
		}
	}
	return -1
}

// labelled: the line that begins at token line names a thing before token j:
// `Bình Dương: `.
func (r *reader) labelled(line, j int) bool {
	if line+2 < j && r.toks[line].Kind == token.Number && r.id(line+1) == idDot { // 1. SCB: 7,1
		line += 2
	}
	for k := line; k < j; k++ {
		if r.toks[k].Kind == token.Number {
			return false
		}
		if r.toks[k].ID == idColon {
			return k > line
		}
	}
	return false
}

// headingUnit reads the unit in brackets at the end of the line of tokens from
// to end, with the power of ten of its scale: `(triệu USD)`, `(đơn vị: nghìn tấn)`.
func (r *reader) headingUnit(from, end int) (u unit, exp int32) {
	last := end - 1
	if r.id(last) == idColon {
		if k := len(r.out); k > r.base && r.id(last-1) == idThatOne && r.id(last-2) == idTrong && int(r.toks[from].Start) <= r.out[k-1].Start { // …: 97.834, trong đó:
			return r.lastUnit, 0
		}
		last--
	}
	if r.id(last) != idRight {
		return
	}
	j := last - 1
	for j > from && j > last-9 && r.id(j) != idLeft {
		j--
	}
	if r.id(j) != idLeft {
		return
	}
	for k := j + 1; k < last; k++ {
		if r.id(k) == idColon { // đơn vị: …, ĐVT: …
			j = k
		}
	}
	j++
	for range 2 { // nghìn tỷ
		s, ok := r.scaleAt(j)
		if !ok || s < 3 {
			break
		}
		exp += int32(s)
		j++
	}
	if e, n := r.unitPhrase(j); n > 0 {
		if u := r.rates(unit{code: e.code, kind: e.kind, end: j + n, known: true}, nil); u.end == last {
			return u, exp
		}
	}
	if e, n := matchNoun(r.toks, j); n > 0 && j+n == last {
		return unit{code: e.code, kind: kindCount, known: true}, exp
	}
	return unit{}, 0
}
