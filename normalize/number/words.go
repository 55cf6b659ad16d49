package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// A Vietnamese numeral in words, read from left to right: groups below a
// thousand, each with its scale, `linh` for an empty tens' place, and the
// short forms of speech (`bốn trăm sáu` is 460, `một triệu hai` 1.2 million,
// `sáu bảy` 67). `năm` is the digit five only where a year cannot stand.

// word returns the numeral word at token j, kind notNumeral where none is or a
// line end stands before it.
func (r *reader) word(j int) wordLine {
	if j >= len(r.toks) {
		return wordLine{}
	}
	t := &r.toks[j]
	if t.Kind != token.Word || j > r.first && t.Flag&token.Line != 0 {
		return wordLine{}
	}
	w := words[t.ID]
	if w.kind == wScale && w.n > 3 && j+1 < len(r.toks) && r.toks[j+1].ID != 0 && afterScale[r.toks[j+1].ID] && r.toks[j+1].Kind == token.Word {
		return wordLine{} // triệu chứng, tỷ lệ
	}
	return w
}

// limit64 keeps sums of words inside int64.
const limit64 = 4_000_000_000_000_000_000

// inWords reads the numeral in words at token i.
func (r *reader) inWords(i int) (t term, ok bool) {
	r.first = i
	t = term{i: i, words: true, rules: ruleSet(0).with(rWords)}
	j := i
	neg := false
	if w := r.word(j); w.kind == wMinus {
		if r.id(i) == idTruMinus && i > 0 && r.isWord(i-1) { // khấu trừ, miễn trừ
			return t, false
		}
		neg = true
		j++
		t.rules = t.rules.with(rSign)
		if k := r.word(j).kind; k != wDigit && k != wTen && k != wHundred {
			return t, false
		}
		if r.id(i) == idTruMinus && r.word(j+1).kind == notNumeral && r.isWord(j+1) { // trừ một số trường hợp, trừ hai tỉnh
			return t, false
		}
	}
	if r.word(j).kind == wHalf { // nửa triệu
		s := r.word(j + 1)
		if s.kind == wScale || s.kind == wHundred || s.kind == wDozens {
			exp := int32(s.n)
			switch s.kind {
			case wHundred:
				exp = 2
			case wDozens:
				exp = 1
			}
			t.value, t.j = decimal.New(5, exp-1), j+2
			t.scaled, t.rules = true, t.rules.with(rHalf)
			return t, true
		}
		return r.half(t, j)
	}
	if r.word(j).kind == wDigit && r.word(j).n == 1 && r.word(j+1).kind == wHalf && !neg {
		return r.half(t, j+1)
	}
	var done, part int64 // done: what stands before the last tỷ, scaled; part: below it
	lastScale := int64(19)
	any, linh := false, false
	scaleWords := 0
loop:
	for {
		w := r.word(j)
		if any && w.kind == wLinh {
			if k := r.word(j + 1).kind; k != wDigit && k != wTen && k != wTail && k != wHundred {
				break
			}
			linh = true
			j++
			w = r.word(j)
		}
		g, k, form := r.group(j, any)
		if k == j {
			// A scale by itself: `tỷ tỷ`, or at the start `tỷ rưỡi`, `triệu lẻ`.
			if w.kind == wScale && any && w.n == 9 && lastScale == 9 && scaleWords > 0 && part == 0 {
				if done > limit64/1_000_000_000 {
					return t, false
				}
				done *= 1_000_000_000
				j++
				continue
			}
			if w.kind == wScale && !any {
				if n := r.word(j + 1).kind; n == wRuoi || n == wLinh {
					g, form = 1, groupForm{}
				} else {
					return t, false
				}
			} else {
				break
			}
		}
		s := r.word(k)
		switch {
		case s.kind == wScale && s.n < 9 && s.n < lastScale:
			if part+g > limit64/1_000_000 {
				return t, false
			}
			part += g * pow(s.n)
			lastScale = s.n
			j = k + 1
			scaleWords++
			t.scaleExp = int32(s.n)
		case s.kind == wScale && s.n == 9 && (lastScale != 9 || done == 0):
			sum := done + part + g
			if sum > limit64/1_000_000_000 {
				return t, false
			}
			done, part = sum*1_000_000_000, 0
			lastScale = 9
			j = k + 1
			scaleWords++
			t.scaleExp = 9
		default:
			// The last group, without a scale.
			if any && lastScale < 19 && form.single && !linh && lastScale >= 3 {
				if r.word(j).n == 5 && r.word(j).kind == wDigit { // `ba nghìn năm`: years
					break loop
				}
				if r.counts(k) { // `hai triệu ba doanh nghiệp` would be odd: leave the digit
					break loop
				}
				g *= pow(lastScale - 1)
			}
			part += g
			any = true
			j = k
			break loop
		}
		any = true
		linh = false
		// A scale of scales: `nghìn tỷ`, `triệu tỷ`.
		if n := r.word(j); n.kind == wScale && n.n == 9 && lastScale < 9 {
			sum := done + part
			if sum > limit64/1_000_000_000 {
				return t, false
			}
			done, part, lastScale = sum*1_000_000_000, 0, 9
			t.scaleExp += 9
			j++
			scaleWords++
		}
		if r.word(j).kind == wRuoi {
			part += pow(lastScale) / 2
			j++
			t.rules = t.rules.with(rRuoi)
			if r.word(j).kind != wLinh {
				break
			}
		}
	}
	if !any {
		return t, false
	}
	t.scaled = scaleWords > 0
	t.value = decimal.Int(done + part)
	if !t.scaled {
		t.scaleExp = 0
	}
	// A fraction after a point, and the scale of the whole.
	if r.word(j).kind == wPoint {
		if d, k, ok := r.afterPoint(j + 1); ok {
			v, err := t.value.Add(d)
			if err != nil {
				return t, false
			}
			t.value, j = v, k
			for r.word(j).kind == wScale {
				n := int32(r.word(j).n)
				if v, err = t.value.Shift(n); err != nil {
					return t, false
				}
				t.value, t.scaled = v, true
				t.scaleExp += n
				j++
			}
		}
	}
	if w := r.word(j); w.kind == wDozen && !t.scaled && t.value.Exp() == 0 && t.value.Coef() < 1000 { // hai tá
		t.value = decimal.Int(t.value.Coef() * w.n)
		j++
	}
	// A fraction: `hai phần ba`; but `phần trăm` and `phần nghìn` are units.
	if r.word(j).kind == wPart {
		if n := r.word(j + 1).kind; n == wDigit || n == wTail || n == wTen || n == wHundred && r.word(j+2).kind == wDigit {
			if g, k, _ := r.group(j+1, true); k > j+1 && g > 0 {
				t.total, t.hasTotal = decimal.Int(g), true
				t.rules = t.rules.with(rFraction)
				j = k
			}
		} else if r.isNumber(j+1) && n == notNumeral {
			if d, ok := r.plainInt(j + 1); ok && d > 0 {
				t.total, t.hasTotal = decimal.Int(d), true
				t.rules = t.rules.with(rFraction)
				j += 2
			}
		}
	} else if k := r.id(j); (k == idTren || k == idChia) && !t.scaled && i <= 2 {
		if g, k, _ := r.group(j+1, false); k > j+1 && g > 0 && r.alone(i, k) {
			t.total, t.hasTotal = decimal.Int(g), true
			t.rules = t.rules.with(rFraction)
			j = k
		}
	}
	if neg {
		t.value = t.value.Neg()
	}
	t.j = j
	return t, true
}

// half reads nửa at token j: half of a measure (`nửa tấn`), or one of two
// (`hơn một nửa`, `nửa số dân`); the half of a year is a time.
func (r *reader) half(t term, j int) (term, bool) {
	t.rules = t.rules.with(rHalf)
	t.j = j + 1
	if e, n := r.unitPhrase(j + 1); n > 0 && j == t.i {
		switch e.kind {
		case kindPhysical, kindDuration:
			t.value = decimal.New(5, -1)
			return t, true
		}
	}
	if k := r.id(j + 1); r.isWord(j+1) && (k == idDau || k == idCuoi || k == idSau || k == idDem) || j > 0 && r.id(j-1) == idNuaMore {
		return t, false
	}
	if j == t.i && !(r.pend.end == t.i && r.pend.end > 0) && r.id(j+1) != idSo {
		return t, false
	}
	t.value, t.total, t.hasTotal, t.halves = decimal.Int(1), decimal.Int(2), true, true
	return t, true
}

var (
	idCuoi = id("cuối")
	idSau  = id("sau")
)

type groupForm struct {
	single bool // one digit word alone
}

func pow(n int64) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// group reads a numeral below a thousand at token j; the end is j where none
// stands there. inside: some numeral word stands before it.
func (r *reader) group(j int, inside bool) (g int64, end int, form groupForm) {
	w, next := r.word(j), r.word(j+1)
	switch {
	case w.kind == wDigit && next.kind == wHundred:
		rest, k := r.belowHundred(j + 2)
		return w.n*100 + rest, k, form
	case w.kind == wHundred && !inside && (next.kind == wDigit && next.n > 0 && next.n != 5 || next.kind == wLinh || next.kind == wTen):
		rest, k := r.belowHundred(j + 1)
		if k == j+1 {
			return 0, j, form
		}
		return 100 + rest, k, form
	case w.kind == wTen:
		u, k := r.unitDigit(j + 1)
		return 10 + u, k, form
	case w.kind == wDigit && (next.kind == wTens || next.kind == wDozens) && w.n > 0:
		if next.kind == wDozens {
			return w.n * 10, j + 2, form
		}
		u, k := r.unitDigit(j + 2)
		return w.n*10 + u, k, form
	case w.kind == wDigit && w.n > 0 && (next.kind == wTail || next.kind == wDigit && next.n > 0 && next.n != 5 && !r.opensGroup(j+1)):
		return w.n*10 + next.n, j + 2, form
	case w.kind == wDigit:
		form.single = true
		return w.n, j + 1, form
	case w.kind == wTail && inside:
		form.single = true
		return w.n, j + 1, form
	}
	return 0, j, form
}

// opensGroup reports whether the digit at j has its own mươi, chục or trăm.
func (r *reader) opensGroup(j int) bool {
	k := r.word(j + 1).kind
	return k == wTens || k == wDozens || k == wHundred
}

// unitDigit reads the digit after mười or mươi.
func (r *reader) unitDigit(j int) (n int64, end int) {
	w := r.word(j)
	switch {
	case w.kind == wTail:
		return w.n, j + 1
	case w.kind == wDigit && w.n > 0 && !r.opensGroup(j):
		if w.n == 5 { // `hai mươi năm` are twenty years, `hai mươi năm nghìn` is rare but clear
			if k := r.word(j + 1); k.kind != wScale {
				return 0, j
			}
		}
		return w.n, j + 1
	}
	return 0, j
}

// belowHundred reads what follows trăm: nothing, `linh năm`, `mười hai`, `năm
// mươi`, `sáu bảy`, and `sáu` for sixty.
func (r *reader) belowHundred(j int) (n int64, end int) {
	w, next := r.word(j), r.word(j+1)
	switch {
	case w.kind == wLinh && (next.kind == wDigit || next.kind == wTail):
		return next.n, j + 2
	case w.kind == wRuoi:
		return 50, j + 1
	case w.kind == wTen:
		u, k := r.unitDigit(j + 1)
		return 10 + u, k
	case w.kind == wTail:
		return w.n * 10, j + 1
	case w.kind == wDigit && w.n > 0:
		switch {
		case next.kind == wDozens:
			return w.n * 10, j + 2
		case next.kind == wTens:
			u, k := r.unitDigit(j + 2)
			return w.n*10 + u, k
		case next.kind == wHundred:
			return 0, j
		case next.kind == wTail || next.kind == wDigit && next.n > 0 && next.n != 5 && !r.opensGroup(j+1):
			return w.n*10 + next.n, j + 2
		case w.n == 5, r.counts(j + 1): // `một trăm năm`: years; `một trăm ba dự án`
			return 0, j
		}
		return w.n * 10, j + 1
	}
	return 0, j
}

// afterPoint reads the digits after phẩy: one by one (`không năm`), or as a
// number (`hai mươi lăm`), or in digits (`hai phẩy 23`).
func (r *reader) afterPoint(j int) (d decimal.Decimal, end int, ok bool) {
	if r.isNumber(j) {
		s := r.text[r.toks[j].Start:r.toks[j].End]
		if n := shapeOf(s); n.shape == plainInt && n.digits <= 15 {
			v, ok := valueOf(s, n.digits)
			return v, j + 1, ok
		}
		return d, j, false
	}
	var c int64
	places := int32(0)
	for places < 15 {
		w := r.word(j)
		if w.kind != wDigit && w.kind != wTail {
			break
		}
		if w.kind == wDigit && w.n == 5 && places > 0 && !r.digitLike(j+1) && r.yearAfter(j) {
			break
		}
		if k := r.word(j + 1).kind; w.kind == wDigit && (k == wTens || k == wHundred) && places == 0 {
			g, end, _ := r.group(j, false)
			n := int32(2)
			if g >= 100 {
				n = 3
			}
			return decimal.New(g, -n), end, true
		}
		c = c*10 + w.n
		places++
		j++
	}
	if places == 0 && r.word(j).kind == wTen {
		g, end, _ := r.group(j, false)
		return decimal.New(g, -2), end, true
	}
	return decimal.New(c, -places), j, places > 0
}

func (r *reader) digitLike(j int) bool {
	k := r.word(j).kind
	return k == wDigit || k == wTail || k == wScale
}

// yearAfter: a năm at j that ends a decimal (`một phẩy hai năm`) is a year where
// the text goes on after it.
func (r *reader) yearAfter(j int) bool {
	return j+1 < len(r.toks) && r.toks[j+1].Kind == token.Word && !r.digitLike(j+1) && !r.counts(j+1)
}

// plainInt reads token j as digits without marks.
func (r *reader) plainInt(j int) (int64, bool) {
	s := r.text[r.toks[j].Start:r.toks[j].End]
	if n := shapeOf(s); n.shape != plainInt || n.digits > 15 {
		return 0, false
	}
	v, ok := valueOf(s, 0)
	return v.Coef(), ok
}

// counts reports whether a counted noun or a unit that is no money stands at j.
func (r *reader) counts(j int) bool {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return false
	}
	if _, n := matchNoun(r.toks, j); n > 0 {
		return true
	}
	e, n := units.Match(r.toks, j)
	return n > 0 && e.kind != kindCurrency
}
