package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// rankAt reads ranks and ordinals at token i: `thứ 8`, `top 30`, `nhóm 30 nước dẫn
// đầu`, `hạng 1`, `thế kỷ XXI`, `đầu tiên`; 0 where none begins here.
func (r *reader) rankAt(i int) int {
	switch r.id(i) {
	case idThu:
		return r.ordinalAt(i, i+1)
	case idThe:
		if r.id(i+1) == idKy || r.id(i+1) == idKi {
			if v, ok := r.roman(i + 2); ok {
				return r.keepOrdinal(i, i+3, v, Ordinal, ruleSet(0).with(rOrdinal).with(rRoman))
			}
		}
	case idTop:
		if r.busyAt(i) > 0 || !r.isNumber(i+1) || !r.spaced(i+1) && !r.glued(i+1) {
			return 0
		}
		v, ok := r.plainInt(i + 1)
		if !ok || v > 100000 || r.id(i+2) == idPct {
			return 0
		}
		end := i + 2
		t := term{i: i + 1, j: i + 2, fixed: true, value: decimal.Int(v), rules: ruleSet(0).with(rDigits).with(rRank)}
		r.pend.end = 0
		r.keep(&t, unit{code: "rank", kind: kindRank, end: end, known: true}, i, i, Rank, AtMost)
		return end
	case idNhom:
		if !r.isNumber(i+1) || r.busyAt(i) > 0 {
			return 0
		}
		v, ok := r.plainInt(i + 1)
		_, nn := matchNoun(r.toks, i+2)
		if !ok || nn == 0 {
			return 0
		}
		end := r.superlative(i+2+nn, 6)
		if end == 0 {
			return 0
		}
		t := term{i: i + 1, j: i + 2, fixed: true, value: decimal.Int(v), rules: ruleSet(0).with(rDigits).with(rRank)}
		r.keep(&t, unit{code: "rank", kind: kindRank, end: end, known: true}, i, i, Rank, AtMost)
		return end
	case idHangRank:
		if r.busyAt(i) > 0 || !r.isNumber(i+1) || !r.spaced(i+1) || r.labelBefore(i) == hardLabel {
			return 0
		}
		v, ok := r.plainInt(i + 1)
		if !ok || v > 10000 || r.counts(i+2) {
			return 0
		}
		return r.keepOrdinal(i, i+2, v, Rank, ruleSet(0).with(rDigits).with(rRank))
	case idVi: // ở vị trí 54
		if r.id(i+1) == idTri && r.isNumber(i+2) && r.spaced(i+2) && r.busyAt(i+2) == 0 {
			if v, ok := r.plainInt(i + 2); ok && v > 0 && v <= 10000 && !r.counts(i+3) {
				return r.keepOrdinal(i+2, i+3, v, Rank, ruleSet(0).with(rDigits).with(rRank))
			}
		}
	case idSo: // vị trí số 1
		if i >= 2 && r.id(i-1) == idTri && r.id(i-2) == idVi && r.isNumber(i+1) {
			if v, ok := r.plainInt(i + 1); ok && v <= 1000 {
				return r.keepOrdinal(i, i+2, v, Rank, ruleSet(0).with(rDigits).with(rRank))
			}
		}
	case idDau:
		if r.isWord(i+1) && r.id(i+1) == idTien && r.busyAt(i) == 0 {
			return r.keepOrdinal(i, i+2, 1, Ordinal, ruleSet(0).with(rOrdinal))
		}
	case idRanking, idRanked:
		if !r.en {
			return 0
		}
		if w := ordinalsEn[r.id(i+1)]; w > 0 {
			return r.keepOrdinal(i+1, i+2, w, Rank, ruleSet(0).with(rRank).with(rEnglish))
		}
	}
	return 0
}

var (
	countedInBillions = ids(countedIn)
	orderWords        = ids("vài|dăm|đôi")
	afterScale        = ids(notAfterScale)
	moneyWords        = ids(moneyIn)
	priceWords        = ids(priceIn)

	idKi       = id("kỉ")
	idRanking  = id("ranking")
	idRanked   = id("ranked")
	ordinalsEn = map[token.ID]int64{}
	ordinalsVi = map[token.ID]int64{}
	ordinalEnd = ids("st|nd|rd|th")
)

func init() {
	for _, l := range englishOrdinals {
		each(l.names, func(w string) { ordinalsEn[id(w)] = l.n })
	}
	for _, l := range ordinalWords {
		each(l.names, func(w string) { ordinalsVi[id(w)] = l.n })
	}
}

// ordinalAt reads the number at j after the thứ at i.
func (r *reader) ordinalAt(i, j int) int {
	if r.busyAt(i) > 0 || j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return 0
	}
	rules := ruleSet(0)
	var v int64
	end := j + 1
	switch {
	case r.isNumber(j) && r.spaced(j):
		n, ok := r.plainInt(j)
		if !ok {
			return 0
		}
		v = n
		rules = rules.with(rDigits)
	case ordinalsVi[r.id(j)] > 0 && r.id(j) != 0:
		v = ordinalsVi[r.id(j)]
		rules = rules.with(rWords)
	default:
		if n, ok := r.roman(j); ok {
			v = n
			rules = rules.with(rRoman)
			break
		}
		if !r.isWord(j) || words[r.id(j)].kind == notNumeral {
			return 0
		}
		t, ok := r.inWords(j)
		if !ok || t.hasTotal || t.neg || t.value.Exp() != 0 {
			return 0
		}
		v, end = t.value.Coef(), t.j
		rules = rules.with(rWords)
	}
	kind, rule := Ordinal, rOrdinal
	if k := r.id(i - 1); k != 0 && rankBefore[k] && r.isWord(i) {
		kind, rule = Rank, rRank
	} else if r.id(i-1) == idTri && r.id(i-2) == idVi {
		kind, rule = Rank, rRank
	} else if k := len(r.out); k > r.base && r.out[k-1].Kind == Rank && r.sameSentence(r.out[k-1].End, i) && (r.id(i-1) == idVa || r.id(i-1) == idComma) {
		kind, rule = Rank, rRank
	}
	return r.keepOrdinal(i, end, v, kind, rules.with(rule))
}

// sameSentence: no full stop or line end between byte from and token i.
func (r *reader) sameSentence(from, i int) bool {
	for k := i - 1; k >= 0 && k > i-30; k-- {
		t := r.toks[k]
		if int(t.Start) < from {
			return r.toks[i].Flag&token.Line == 0
		}
		if t.Flag&token.Line != 0 || t.ID == idDot || t.ID == idSemi {
			return false
		}
	}
	return false
}

// keepOrdinal keeps the rank or ordinal of tokens i to end.
func (r *reader) keepOrdinal(i, end int, v int64, kind Kind, rules ruleSet) int {
	t := term{i: i, j: end, fixed: true, value: decimal.Int(v), rules: rules, words: !rules.has(rDigits)}
	if kind == Ordinal {
		t.rules = t.rules.with(rOrdinal)
	}
	u := unit{end: end}
	if kind == Rank {
		u.code, u.kind, u.known = "rank", kindRank, true
	}
	if rules.has(rDigits) { // Num is the digits
		for k := i; k < end; k++ {
			if r.toks[k].Kind == token.Number {
				t.i = k
			}
		}
	}
	r.keep(&t, u, i, i, kind, Eq)
	return end
}

// englishOrdinal reads the 8th of `ranking 8th globally`; other ordinals in
// digits only name. It returns the token to go on at.
func (r *reader) englishOrdinal(i int) int {
	if i+1 >= len(r.toks) || !r.glued(i+1) || !ordinalEnd[r.id(i+1)] || r.id(i+1) == 0 {
		return 0
	}
	if k := r.id(i - 1); k != 0 && rankEnglish[k] {
		if v, ok := r.plainInt(i); ok {
			return r.keepOrdinal(i, i+2, v, Rank, ruleSet(0).with(rDigits).with(rRank))
		}
	}
	return r.skipName(i + 2)
}

// multipleAt reads gấp đôi, gấp ba, twice and their kin at token i.
func (r *reader) multipleAt(i int) int {
	if r.id(i) != idGap {
		return r.multipleEnglish(i)
	}
	j := i + 1
	if !r.isWord(j) {
		return 0
	}
	var v decimal.Decimal
	rules := ruleSet(0).with(rMultiple)
	switch id := r.id(j); {
	case id == idDoi:
		v = decimal.Int(2)
	case id == idRuoi:
		v = decimal.New(15, -1)
	case words[id].kind == wDigit && words[id].n > 1 || words[id].kind == wTen:
		t, ok := r.inWords(j)
		if !ok || r.id(t.j) == idLan && r.isWord(t.j) || t.scaled || r.counts(t.j) {
			return 0
		}
		v, j = t.value, t.j-1
		rules = rules.with(rWords)
	default:
		return 0
	}
	kind, q, c := Ratio, i, Eq
	if r.pend.end == i && i > 0 { // tăng gần gấp đôi
		q, c = r.pend.start, r.pend.c
		rules |= r.pend.rules
	}
	if r.changeBefore(q, kindMultiple) != noChange {
		kind = Change
	}
	end := j + 1
	if r.id(end) == idLan && r.isWord(end) {
		end++
	}
	t := term{i: i, j: end, fixed: true, words: true, value: v, rules: rules}
	r.keep(&t, unit{code: "x", kind: kindMultiple, end: end, known: true}, q, i, kind, c)
	return end
}

var multiplesEn = map[token.ID]int64{id("twice"): 2, id("double"): 2, id("doubled"): 2, id("doubling"): 2, id("triple"): 3, id("tripled"): 3, id("quadrupled"): 4}

func (r *reader) multipleEnglish(i int) int {
	v := multiplesEn[r.id(i)]
	if v == 0 || !r.en || r.toks[i].Flag&token.Upper != 0 {
		return 0
	}
	kind := Ratio
	if w := r.str(i); len(w) > 4 && (w[len(w)-1] == 'd' || w[len(w)-1] == 'g') {
		kind = Change
	}
	t := term{i: i, j: i + 1, fixed: true, words: true, value: decimal.Int(v), rules: ruleSet(0).with(rMultiple)}
	r.keep(&t, unit{code: "x", kind: kindMultiple, end: i + 1, known: true}, i, i, kind, Eq)
	return i + 1
}

// orderAt reads an order of magnitude at token i: hàng chục tỷ, vài trăm, dozens.
func (r *reader) orderAt(i int) int {
	t, ok := r.orderTerm(i)
	if !ok {
		return 0
	}
	return r.finish(t, i, "")
}

// bareScale reads a scale after a bound: `hơn trăm người`, `gần chục triệu đồng`.
func (r *reader) bareScale(i int) int {
	r.first = i
	exp, j := int32(0), i
	for ; exp < 30; j++ {
		w := r.word(j)
		switch w.kind {
		case wDozens:
			exp++
			continue
		case wHundred:
			exp += 2
			continue
		case wScale:
			exp += int32(w.n)
			continue
		}
		break
	}
	if w := r.word(j); j == i || w.kind != notNumeral && !(w.n == 5 && r.word(j+1).kind == notNumeral) {
		return 0
	}
	return r.finish(term{i: i, j: j, fixed: true, words: true, scaled: true, scaleExp: exp, value: decimal.New(1, exp), rules: ruleSet(0).with(rWords).with(rScale)}, i, "")
}

func (r *reader) orderTerm(i int) (t term, ok bool) {
	r.first = i
	t = term{i: i, order: true, words: true, rules: ruleSet(0).with(rOrder)}
	exp, j := int32(0), i
	if e, en := orderEnglish[r.id(i)]; en {
		if !r.en {
			return t, false
		}
		exp, j = e, i+1
		for r.id(j) == idOf && orderEnglish[r.id(j+1)] > 0 && exp < 30 {
			exp += orderEnglish[r.id(j+1)]
			j += 2
		}
		if r.id(j) == idOf {
			j++
		}
	} else {
		j = i + 1
		if w := r.word(j); w.kind == wDigit && w.n == 3 && r.word(j+1).kind != wDigit { // vài ba trăm, dăm ba triệu
			j++
		}
		first := j
		for ; exp < 30; j++ {
			w := r.word(j)
			switch w.kind {
			case wDozens:
				exp++
				continue
			case wHundred:
				exp += 2
				continue
			case wScale:
				exp += int32(w.n)
				continue
			}
			break
		}
		if j == first {
			return t, false
		}
	}
	t.value, t.scaleExp = decimal.New(1, exp), exp
	t.scaled = exp >= 3
	t.j = j
	return t, true
}

// roman reads the Roman numeral of token j.
func (r *reader) roman(j int) (int64, bool) {
	if !r.isWord(j) || !r.spaced(j) {
		return 0, false
	}
	n, ok := token.Roman(r.str(j))
	return int64(n), ok
}
