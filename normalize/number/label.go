package number

import (
	"strings"

	"solieu/normalize/token"
)

// labelBefore tells whether the words before token i make a name of its number.
func (r *reader) labelBefore(i int) labelKind {
	if i == 0 || r.toks[i].Flag&token.Line != 0 {
		return noLabel
	}
	k := i
	switch r.id(i - 1) {
	case idColon: // Hotline: 0912…
		if r.id(i-2) == idSo && r.id(i-3) != idConNoun && r.id(i-3) != idTong { // các tuyến số: 1, 3, 4
			return softLabel
		}
		k--
	case idDot:
		if r.glued(i-1) && r.id(i-2) != 0 { // No. 5
			k--
		}
	}
	// The next of a list of names: mức độ 3, 4; các khoản 1, 2 và 3.
	if r.labelEnd > 0 && r.labelEnd == i-1 {
		switch r.id(i - 1) {
		case idComma, idVa, idAnd, idHoac, idHay, idDen, idHyphen, idEn, idSemi:
			return listLabel
		}
	}
	found := noLabel
	for s := k - 4; s < k; s++ {
		if s < 0 {
			continue
		}
		l, n := labels.Match(r.toks, s)
		if n > 0 && (s+n == k || s+n == i && r.id(i-1) == idDot) {
			if l == clearLabel {
				return noLabel
			}
			if found == noLabel || l == hardLabel || l == scoreLabel {
				found = l
			}
			if k < i && l != hardLabel { // `Lớp: 40` counts
				found = noLabel
			}
		}
	}
	return found
}

// skipName goes past what is glued to a name: the rest of `13/2023/NĐ-CP`.
func (r *reader) skipName(j int) int {
	for j < len(r.toks) && r.glued(j) {
		t := &r.toks[j]
		if t.Kind == token.Mark {
			switch t.ID {
			case idHyphen, idSlash, idDot, idColon, idUnder, idAt, idEn, idEquals, idAmp, idPlus:
				if !r.glued(j+1) || j+1 < len(r.toks) && r.toks[j+1].Kind == token.Mark {
					return j
				}
			default:
				return j
			}
		}
		j++
	}
	return j
}

// nameAt decides from what is glued to the digits at i that they are no
// quantity: letters before (VN30, A320), a chain (1-2-3, 12:30, 13/2023/NĐ-CP), a telephone
// number. It returns the token to go on at, 0 where nothing speaks against a quantity.
func (r *reader) nameAt(i int) int {
	toks := r.toks
	s := r.str(i)
	if r.glued(i) && !r.prefixed {
		p := toks[i-1]
		typo := p.Flag&token.Upper == 0 && p.End-p.Start > 1 && leads[p.ID]&(leadStop|leadComparator) != 0 && p.ID != 0 // so với323 mã
		if p.Kind == token.Word && !r.times(i-1) && !typo {
			return r.skipName(i + 1)
		}
		switch p.ID {
		case idHyphen, idEn, idUnder:
			if i >= 2 && r.glued(i-1) && toks[i-2].Kind == token.Word && toks[i-2].Flag&token.Upper != 0 {
				return r.skipName(i + 1) // Covid-19, TA-25
			}
			if p.ID == idUnder {
				return r.skipName(i + 1)
			}
		case idHash, idAt, idEquals, idAmp:
			return r.skipName(i + 1)
		case idDot, idSlash, idColon:
			if p.ID == idSlash && i >= 2 && r.glued(i-1) && toks[i-2].ID == idSlash {
				return r.skipDigits(i + 1)
			}
			if i >= 2 && r.glued(i-1) && (toks[i-2].Kind == token.Word || toks[i-2].Kind == token.Number) {
				return r.skipName(i + 1)
			}
		case idPlus:
			if i >= 2 && r.glued(i-1) && toks[i-2].Kind == token.Word { // GMT+7
				return r.skipName(i + 1)
			}
			if len(s) >= 8 || s == "84" {
				return r.skipDigits(i + 1)
			}
		}
	}
	if r.id(i+1) == idCaret && r.glued(i+1) && r.isNumber(i+2) { // 10^6
		return r.skipName(i + 3)
	}
	// Chains of numbers.
	count, k, colon, slash := 1, i, false, false
	for k+2 < len(toks) && r.glued(k+1) && r.glued(k+2) && toks[k+2].Kind == token.Number && toks[k+1].Kind == token.Mark {
		m := toks[k+1].ID
		if m != idHyphen && m != idSlash && m != idColon && m != idDot && m != idEn {
			break
		}
		colon = colon || m == idColon
		slash = slash || m == idSlash
		k += 2
		count++
	}
	if count >= 3 {
		return r.skipName(k + 1)
	}
	if colon {
		return r.skipName(k + 1)
	}
	if k+2 < len(toks) && r.glued(k+1) && r.glued(k+2) && toks[k+2].Kind == token.Word {
		m := toks[k+1].ID
		if m == idSlash || m == idHyphen && count > 1 {
			w := toks[k+2]
			if w.Has(token.Caps) || m == idSlash && count > 1 {
				if _, n := units.Match(toks, k+2); n == 0 || slash || w.Has(token.Caps) && r.glued(k+3) {
					return r.skipName(k + 1)
				}
			}
		}
	}
	if slash {
		b := r.str(k)
		// 13/2023 names a month or a document; 0/… is no part of a whole
		if len(b) == 4 && (b[:2] == "19" || b[:2] == "20") && len(s) <= 2 && r.unitAfterYear(k+1) {
			return r.skipName(k + 1)
		}
	}
	// Telephone numbers.
	num := shapeOf(s)
	if num.zero && num.shape == fraction && num.places > 3 {
		return r.skipDigits(i + 1)
	}
	if num.zero && num.digits >= 3 && !r.alone(i, i+1) || num.zero && num.digits >= 8 {
		return r.skipDigits(i + 1)
	}
	if len(s) >= 4 && (s[:4] == "1800" || s[:4] == "1900") {
		if len(s) == 8 && num.shape == plainInt || len(s) == 9 && (s[4] == '.' || s[4] == ',') {
			return r.skipDigits(i + 1)
		}
		if len(s) == 4 && r.isNumber(i+1) && r.spaced(i+1) && len(r.str(i+1)) >= 2 {
			return r.skipDigits(i + 1)
		}
	}
	return 0
}

// unitAfterYear reports that nothing counted stands at j, so that `13/2023` before it is a date or a number of a document.
func (r *reader) unitAfterYear(j int) bool {
	if j >= len(r.toks) || r.toks[j].Kind != token.Word {
		return true
	}
	_, n := matchNoun(r.toks, j)
	return n == 0
}

// skipDigits goes past the rest of a telephone number.
func (r *reader) skipDigits(j int) int {
	for j < len(r.toks) && r.toks[j].Flag&token.Line == 0 {
		t := &r.toks[j]
		if t.Kind == token.Number && len(r.str(j)) <= 8 || t.Kind == token.Mark && (t.ID == idRight || t.ID == idDot || t.ID == idHyphen) && j+1 < len(r.toks) && r.toks[j+1].Kind == token.Number {
			j++
			continue
		}
		break
	}
	return j
}

// bareName decides for a number without scale, unit and comparator.
func (r *reader) bareName(t *term, j int) bool {
	i := t.i
	if r.alone(i, j) {
		return false
	}
	if t.words {
		return false
	}
	n := t.num
	if n.shape == fraction && n.point == '.' && n.places == 1 && strings.HasSuffix(t.digits, ".0") {
		return true // công nghiệp 4.0
	}
	// ([2]) and (1) that number the parts of a sentence
	if n.shape == plainInt && n.digits <= 2 && r.id(i-1) == idLeft && r.id(j) == idRight {
		if p := i - 2; p < 0 || r.toks[i-1].Flag&token.Line != 0 || r.toks[p].Kind == token.Mark || leads[r.toks[p].ID]&leadStop != 0 && r.toks[p].ID != 0 && r.toks[p].Flag&token.Upper == 0 {
			return true
		}
	}
	if n.shape == plainInt {
		if n.digits >= 9 {
			return true // an id
		}
		if n.digits == 4 && (t.digits[:2] == "19" || t.digits[:2] == "20") {
			return true // a year
		}
		if n.zero && n.digits > 2 {
			return true
		}
	}
	// A list label: `1. Giới thiệu`, `2) …`
	if r.toks[i].Flag&token.Line != 0 && n.shape == plainInt && n.digits <= 2 {
		if k := r.id(j); (k == idDot || k == idRight) && r.glued(j) && j+1 < len(r.toks) && (r.spaced(j+1) || r.toks[j+1].Flag&token.Upper != 0) {
			return true
		}
	}
	// `### 1.1. Lãi vay`, and `3. Singapore` after a full stop.
	if k := r.id(j); (k == idDot || k == idRight) && r.spaced(j+1) && n.digits <= 2 {
		if p := r.id(i - 1); r.toks[i].Flag&token.Line != 0 || p == idHash || p == idStar || p == idDot && n.shape == plainInt && r.toks[j+1].Flag&token.Upper != 0 {
			return true
		}
	}
	// An address: `68 Dương Đình Nghệ`.
	if n.shape == plainInt && r.isWord(j) && r.isWord(j+1) && r.spaced(j) && r.toks[j].Flag&r.toks[j+1].Flag&token.Upper != 0 {
		return true
	}
	return r.nameBefore(i)
}

// busyFrom reports whether a time expression begins at token j.
func (r *reader) busyFrom(j int) bool {
	for k := r.nb; k < len(r.busy) && r.busy[k].Start <= int(r.toks[j].Start); k++ {
		if r.busy[k].End > int(r.toks[j].Start) {
			return true
		}
	}
	return false
}
