package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// An English numeral in words: `twenty-one`, `one hundred and five thousand`,
// `half a million`, `three halves`, `a dozen`.

func (r *reader) enWord(j int) wordLine {
	if j >= len(r.toks) {
		return wordLine{}
	}
	t := &r.toks[j]
	if t.Kind != token.Word || j > r.first && t.Flag&token.Line != 0 {
		return wordLine{}
	}
	return enWords[t.ID]
}

func (r *reader) inEnglish(i int) (t term, ok bool) {
	r.first = i
	t = term{i: i, words: true, rules: ruleSet(0).with(rEnglish)}
	j, neg := i, false
	w := r.enWord(j)
	if w.kind == wMinus {
		neg = true
		j++
		w = r.enWord(j)
		if w.kind != wDigit && w.kind != wTeen && w.kind != wTy {
			return t, false
		}
	}
	if w.kind == wHalf { // half a million, half of, half the
		k := j + 1
		if r.enWord(k).kind == wArticle {
			k++
		}
		if s := r.enWord(k); s.kind == wScale {
			t.value, t.j, t.scaled, t.scaleExp = decimal.New(5, int32(s.n)-1), k+1, true, int32(s.n)
		} else {
			t.value, t.total, t.hasTotal, t.j = decimal.Int(1), decimal.Int(2), true, j+1
		}
		t.rules = t.rules.with(rHalf)
		return t, true
	}
	if w.kind == wArticle {
		s := r.enWord(j + 1)
		switch s.kind {
		case wHundred, wScale, wDozen:
			j++
		case wHalf, wDenominator:
			if s.kind == wDenominator && s.n == 4 || s.kind == wHalf || s.kind == wDenominator && s.n == 3 && r.id(j+2) == idOf {
				n := max(s.n, 2)
				t.value, t.total, t.hasTotal, t.j = decimal.Int(1), decimal.Int(n), true, j+2
				t.rules = t.rules.with(rFraction)
				return t, true
			}
			return t, false
		default:
			return t, false
		}
	}
	var sum, part int64
	lastScale := int64(19)
	got, article := false, j > i && w.kind == wArticle
	n := 0
	for ; n < 40; n++ {
		w := r.enWord(j)
		switch w.kind {
		case wDigit, wTeen:
			if part%100 != 0 && (w.kind == wTeen || part%10 != 0 || part%100 < 20) {
				goto end
			}
			part += w.n
		case wTy:
			if part%100 != 0 {
				goto end
			}
			part += w.n
			if r.id(j+1) == idHyphen && r.enWord(j+2).kind == wDigit {
				j++
			}
		case wHundred:
			if part == 0 && !article || part >= 100 {
				goto end
			}
			part = max(part, 1) * 100
		case wDozen:
			part = max(part, 1) * 12
		case wScale:
			if part == 0 && !article || w.n >= lastScale {
				goto end
			}
			lastScale = w.n
			if max(part, 1) > limit64/pow(w.n) {
				return t, false
			}
			sum += max(part, 1) * pow(w.n)
			part = 0
			t.scaled, t.scaleExp = true, int32(w.n)
		case wAnd:
			k := r.enWord(j + 1).kind
			if !got || part%100 != 0 || part == 0 && !t.scaled || k != wDigit && k != wTeen && k != wTy || part < 100 && !t.scaled {
				goto end
			}
		default:
			goto end
		}
		if w.kind != wAnd {
			got = true
		}
		article = false
		j++
	}
end:
	if !got {
		return t, false
	}
	t.value = decimal.Int(sum + part)
	switch w := r.enWord(j); {
	case w.kind == wPoint && r.enWord(j+1).kind == wDigit:
		j++
		var c int64
		places := int32(0)
		for places < 12 && r.enWord(j).kind == wDigit {
			c = c*10 + r.enWord(j).n
			places++
			j++
		}
		v, err := t.value.Add(decimal.New(c, -places))
		if err != nil {
			return t, false
		}
		t.value = v
		if s := r.enWord(j); s.kind == wScale {
			if v, err = v.Shift(int32(s.n)); err != nil {
				return t, false
			}
			t.value, t.scaled, t.scaleExp = v, true, int32(s.n)
			j++
		}
	case w.kind == wDenominator && !t.scaled:
		t.total, t.hasTotal = decimal.Int(w.n), true
		t.rules = t.rules.with(rFraction)
		j++
	case r.id(j) == idHyphen && r.enWord(j+1).kind == wDenominator && r.glued(j):
		t.total, t.hasTotal = decimal.Int(r.enWord(j+1).n), true
		t.rules = t.rules.with(rFraction)
		j += 2
	case w.kind == wAnd && r.enWord(j+1).kind == wArticle && r.enWord(j+2).kind == wHalf:
		if v, err := t.value.Add(decimal.New(5, -1)); err == nil {
			t.value = v
			j += 3
		}
		if s := r.enWord(j); s.kind == wScale {
			if v, err := t.value.Shift(int32(s.n)); err == nil {
				t.value, t.scaled, t.scaleExp = v, true, int32(s.n)
				j++
			}
		}
	}
	if neg {
		t.value = t.value.Neg()
		t.rules = t.rules.with(rSign)
	}
	t.j = j
	return t, true
}
