package number

import (
	"solieu/normalize/token"
)

// tenorBefore: the words before token i name a class by its length, or a member of a list of such stands there.
func (r *reader) tenorBefore(i int) bool {
	for s := i - 4; s < i; s++ {
		if s < 0 {
			continue
		}
		if _, n := tenorWords.Match(r.toks, s); n > 0 && s+n == i {
			return true
		}
	}
	if k := len(r.out); k > r.base && r.out[k-1].Label && r.out[k-1].UnitKind == "duration" && i < len(r.toks) && r.out[k-1].End <= int(r.toks[i].Start) && listed(r.text[r.out[k-1].End:r.toks[i].Start]) {
		return true
	}
	return false
}

// surroundings finds the bound and the kind of a number.
func (r *reader) surroundings(t *term, u *unit, start int) (kind Kind, c Comparator, rules ruleSet, qstart int) {
	qstart = start
	if t.order {
		c = Order
	}
	if r.pend.end == start && r.pend.end > 0 {
		qstart = r.pend.start
		rules = r.pend.rules
		if !t.order {
			c = r.pend.c
		}
	} else if k := r.limitBefore(start); k >= 0 {
		qstart, c = k, AtMost
		rules = rules.with(rLimit)
	}
	if s, n := suffixes.Match(r.toks, u.end); n > 0 && r.spaced(u.end) && (s != AtMost || r.id(u.end+1) != idBack || r.id(qstart-1) == idTu || u.code == "a") {
		c = s
		u.end += n
		rules = rules.with(rUpward)
		if k := qstart - 1; k >= 0 && (r.id(k) == idTu || r.id(k) == idFrom) {
			qstart = k
		}
	} else if s := r.suffixBehind(u.end); s != Eq && (r.id(qstart-1) == idTu || qstart < start && r.id(qstart) == idTu) { // từ 15 ngày liên tục trở lên
		c = s
		if r.id(qstart-1) == idTu {
			qstart--
		}
		rules = rules.with(rUpward)
	} else if u.code == "a" && qstart == start && r.id(start-1) == idNgoai { // ngoài 50 tuổi
		qstart, c = start-1, Over
		rules = rules.with(rComparator)
	} else if r.id(u.end) == idPlus && r.glued(u.end) && !r.glued(u.end+1) && u.end < len(r.toks) {
		c = AtLeast
		u.end++
		rules = rules.with(rUpward)
	}
	r.falls = false
	dir := r.changeAt(qstart, u)
	if dir == down && c == Under { // giảm dưới 3%: to that level
		dir = noChange
	}
	if c == Over && (u.kind == kindPercent || u.kind == kindPoints && u.code == "pp") && qstart == r.pend.start && qstart < start && r.id(qstart) == idVuot && r.pend.end == qstart+1 {
		if !r.shareBefore(qstart) { // vượt 3,4% (kế hoạch): by so much, not over it
			qstart, c, dir = start, Eq, up
		}
	}
	if c == Over && u.kind == kindMultiple && qstart < start && r.id(qstart) == idVuot && r.pend.end == qstart+1 { // vượt 27 lần giới hạn
		qstart, c = start, Eq
	}
	if t.more && dir == noChange {
		dir = up
	}
	if dir == noChange && (u.kind == kindPercent || u.kind == kindPoints) && qstart == start { // (-28,9%), (+36,2%)
		switch {
		case t.neg && !t.words && isDash(r.id(start)):
			dir = down
		case r.id(start-1) == idPlus && r.glued(start) && start > 0:
			dir = up
		}
	}
	switch {
	case u.kind == kindMultiple:
		gap := r.gapBefore(qstart)
		switch {
		case r.id(qstart-1) == idGap:
			kind = Ratio
			if r.changeBefore(qstart-1, kindMultiple) != noChange { // tăng gấp, tăng trưởng gấp
				kind = Change
			}
			rules = rules.with(rMultiple)
		case dir != noChange:
			kind = Change
			r.falls = dir == down
			rules = rules.with(rChange)
		case gap:
			kind = Change
		case r.en:
			kind = Ratio
		case !r.timesOf(t, *u, qstart):
			u.code, u.kind = "{lần}", kindCount
		}
	case dir != noChange:
		kind = Change
		r.falls = dir == down
		rules = rules.with(rChange)
	}
	if u.kind == kindRank && dir == noChange && r.id(t.j) == idBac && kind == Level && tierWords[r.id(qstart-1)] && r.id(qstart-1) != 0 { // chia 6 bậc
		u.code, u.kind = "{bậc}", kindCount
	}
	if u.code == "[oz_tr]" && u.kind == kindPhysical {
		rules = rules.with(rUnit)
	}
	return kind, c, rules, qstart
}

// suffixBehind finds a trở lên behind the words for what is measured: Eq for none.
func (r *reader) suffixBehind(j int) Comparator {
	for k := j; k < j+6 && r.isWord(k); k++ {
		if s, n := suffixes.Match(r.toks, k); n > 0 {
			return s
		}
		if k := r.id(k); k == idDen || k == idTo || k == idLen || k == idXuong {
			return Eq
		}
	}
	return Eq
}

var (
	idBac = id("bậc")
	// tierWords stand before the tiers of a scale: chia 6 bậc.
	tierWords = ids("chia|gồm|có|còn|rút|thành|từ")
	idNgoai   = id("ngoài")
	idBack    = id("lại")
)

// changeAt finds the direction of what stands at token q: a change word before it, or
// a change that it says again in another unit (`tăng 8,18 điểm, tương ứng 0,67%`).
func (r *reader) changeAt(q int, u *unit) changeKind {
	d := r.changeBefore(q, u.kind)
	if d != noChange {
		return d
	}
	if k := q - 1; k > 0 && (r.id(k) == idTu || r.id(k) == idFrom) && r.toks[q].Flag&token.Line == 0 {
		if !r.leadsOn(u.end) {
			return r.changeBefore(k, u.kind)
		}
	}
	if k := len(r.out); k > r.base && (u.kind == kindPercent || u.kind == kindPoints || u.kind == kindCurrency) {
		p := &r.out[k-1]
		if p.Kind == Change && p.Unit != u.code && p.End <= int(r.toks[q].Start) && again(r.text[p.End:r.toks[q].Start]) {
			if p.Value.Sign() < 0 {
				return down
			}
			return up
		}
	}
	return noChange
}

// leadsOn: lên, xuống or còn and a number follow in the clause (`giảm từ 2,8% năm 2022 xuống 2,1%`).
func (r *reader) leadsOn(j int) bool {
	for k := j; k < j+14 && k < len(r.toks); k++ {
		t := r.toks[k]
		if t.Flag&token.Line != 0 || t.ID == idDot && !r.glued(k+1) || t.ID == idSemi {
			return false
		}
		switch t.ID {
		case idLen, idXuong, idDen, idToi, idTo, idCon:
			return true
		}
	}
	return false
}

var idCon = id("còn")

// again: the words between a change and the same change in another unit.
func again(s string) bool {
	var buf [40]byte
	b := squeeze(buf[:0], s)
	open := false
	for len(b) > 0 && (b[0] == ',' || b[0] == '(') {
		open = open || b[0] == '('
		b = b[1:]
	}
	switch string(b) {
	case "tươngứng", "tươngđương", "tươngứngvới", "tươngđươngvới", "tươngứngtăng", "tươngứnggiảm", "hay", "tức", "or":
		return true
	}
	return open && len(b) == 0
}

var (
	idVuot = id("vượt")
	// shareWords name what is itself a share: it passes a mark (`lãi suất vượt 6%`). Of tỷ lệ it is
	// the second word that tells: tỷ may be a scale.
	shareWords = ids("suất|lệ|trọng|biên|phần|phát|mức|độ")
)

// shareBefore: a share of its own is what rises past the number at token q.
func (r *reader) shareBefore(q int) bool {
	for k := q - 1; k >= 0 && k > q-12; k-- {
		t := r.toks[k]
		if t.Kind != token.Word {
			return false
		}
		if t.ID != 0 && shareWords[t.ID] {
			return true
		}
		if t.Flag&token.Line != 0 {
			return false
		}
	}
	return false
}

func (r *reader) gapBefore(q int) bool {
	return r.id(q-1) == idHon && gapWords[r.id(q-2)] && q >= 2
}

// timesOf tells lần as times another thing from lần as a count.
func (r *reader) timesOf(t *term, u unit, q int) bool {
	if t.num.shape == fraction && !t.words || t.value.Exp() < 0 {
		return true
	}
	if k := r.id(q - 1); k != 0 && timesBefore[k] {
		return true
	}
	if k := r.id(u.end); k != 0 && timesAfter[k] && r.isWord(u.end) {
		return true
	}
	for k := q - 2; k >= 0 && k > q-9; k-- {
		if t := r.toks[k]; t.Kind == token.Mark || t.Flag&token.Line != 0 {
			return false
		} else if t.ID != 0 && timesVerbs[t.ID] {
			return true
		}
	}
	return false
}

var (
	timesBefore = ids("bằng|lên|vượt|mức|gấp|nhân|cao|lớn|hơn|nhiều|nhanh|mạnh|tới|đến|quang")
	timesAfter  = ids("so|mức|giá|lượng|quy|trung|GDP|doanh|kế|số|cùng|con|chuẩn|lương")
	// timesVerbs make it times another thing from further off: `vượt quy chuẩn 6 lần`.
	timesVerbs = ids("vượt|gấp|hơn|kém")
)

// limitBefore finds `phạt đến` and the like before token i: the token of đến, -1 for none.
func (r *reader) limitBefore(i int) int {
	for s := i - 2; s < i; s++ {
		if s < 1 {
			continue
		}
		if _, n := reaching.Match(r.toks, s); n > 0 && s+n == i {
			for v := s - 5; v < s; v++ {
				if v < 0 {
					continue
				}
				k, n := limitVerbs.Match(r.toks, v)
				if n > 0 && (v+n == s || k && v+n >= s-3 && v+n < s) && (k || r.id(s) != idLen) {
					return s
				}
			}
			return -1
		}
	}
	return -1
}

// changeBefore finds a word of rise or fall right before token q.
func (r *reader) changeBefore(q int, kind unitKind) changeKind {
	k := q - 1
	if k < 0 || r.toks[q].Flag&token.Line != 0 {
		return noChange
	}
	for range 3 {
		if k < 0 || r.toks[k].Kind != token.Word || r.toks[k].Flag&token.Line != 0 && k > 0 {
			return noChange
		}
		best := noChange
		for s := k - 2; s <= k; s++ {
			if s < 0 {
				continue
			}
			if d, n := changes.Match(r.toks, s); n > 0 && s+n == k+1 {
				best = d
				break
			}
		}
		if best != noChange {
			if id := r.id(k); (id == idMat || id == idLost) && kind != kindPercent && kind != kindPoints && kind != kindCurrency {
				return noChange
			}
			return best
		}
		if leads[r.id(k)]&leadAdverb == 0 || r.id(k) == 0 {
			return noChange
		}
		k--
	}
	return noChange
}

var (
	idMat  = id("mất")
	idLost = id("lost")
)
