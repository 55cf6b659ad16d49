// Package number finds the quantities of a text: numbers with their scale,
// unit, bound and kind, Vietnamese and English, exact.
//
// In go a text in NFC, its tokens and the places of its dates; out come
// Quantities in the order of the text, which do not overlap. Values are decimals, never
// floats; spans are bytes of the text. Units are the codes of ISO 4217 and
// UCUM, and a counted noun stands in braces. A number that only names a thing
// (Điều 5, VN30, a telephone number) is none. Time is linear in the length of the text.
//
//	text := "doanh thu đạt gần 36,3 tỷ USD"
//	qs := number.Find(nil, text, token.Scan(nil, text), nil, number.Options{})
//	// qs[0]: nearly 36300000000 USD, text[qs[0].Start:qs[0].End] == "gần 36,3 tỷ USD"
package number

import (
	"unicode/utf8"

	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// Options set how a text is read. The zero value tells the language by the text.
type Options struct {
	Lang string // "vi", "en", or "" to tell by the text
}

// Busy is the place of a time expression, bytes of the text, half open: numbers in it
// are no quantities, but for a bare `24/4` that can be both.
type Busy struct{ Start, End int }

// Find appends the quantities of text to dst and returns it. toks is token.Scan(nil,
// text); busy are the times of the text, in order and apart.
func Find(dst []Quantity, text string, toks []token.Token, busy []Busy, opt Options) []Quantity {
	r := reader{text: text, toks: toks, busy: busy, out: dst, base: len(dst), headed: headed{line: -1}}
	switch opt.Lang {
	case "en":
		r.en = true
	case "vi":
	default:
		r.en = English(text)
	}
	r.habit = habitOf(text, toks)
	r.read()
	return r.out
}

// English reports whether a text shows no sign of Vietnamese: fewer than one letter
// in forty of its first kilobytes is one that English does not have.
func English(text string) bool {
	letters, marked := 0, 0
	for i, c := range text {
		if i > 4096 {
			break
		}
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters++
		case c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7 || c >= 0x1EA0 && c <= 0x1EFF || c >= 0x300 && c <= 0x36F:
			letters++
			marked++
		}
	}
	return letters > 0 && marked*40 < letters
}

// pending is a comparator that stands right before token end.
type pending struct {
	start, end int
	c          Comparator
	rules      ruleSet
}

type reader struct {
	text      string
	toks      []token.Token
	busy      []Busy
	out       []Quantity
	base      int
	en        bool
	prefixed  bool // a currency stands before the number being read
	habit     habit
	first     int // token where the numeral being read begins
	pend      pending
	labelEnd  int // token after the last number that was a name
	nb        int // busy spans before it are behind us
	falls     bool
	lastUnit  unit  // of the number kept last
	lastScale int32 // of the number kept last
	headed    headed
}

func (r *reader) read() {
	n := len(r.toks)
	for i := 0; i < n; {
		t := &r.toks[i]
		var l lead
		if t.Kind != token.Number {
			if t.ID == 0 {
				i++
				continue
			}
			l = leads[t.ID]
			if l&^(leadStop|leadAdverb) == 0 && t.ID != idHyphen && t.ID != idMinus && t.ID != idEn && t.ID != idPlus && t.ID != idPM {
				i++
				continue
			}
		}
		i = r.step(i, l)
	}
}

// step reads what begins at token i and returns the token to go on at.
func (r *reader) step(i int, l lead) int {
	t := &r.toks[i]
	if end := r.busyAt(i); end > 0 && l&leadRank == 0 && !r.measuredYear(i, end) {
		// A bare 24/4 may be both.
		if t.Kind == token.Number {
			if next := r.slashDate(i, end); next > 0 {
				return next
			}
		}
		next := r.after(end, i)
		r.labelEnd = next // tháng 7, 8 và 9
		return next
	}
	if t.Kind == token.Number {
		return r.numberAt(i, i, "")
	}
	if l&leadComparator != 0 {
		if c, n := comparators.Match(r.toks, i); n > 0 && !r.gap(i, n) && !r.specified(i, c) && !r.rests(i, n) && !r.utmost(i, c) {
			if c == Over && n == 1 && t.ID == idQua && r.deniedBefore(i) {
				c = AtMost
			}
			p := pending{start: i, end: i + n, c: c, rules: ruleSet(0).with(rComparator)}
			if r.pend.end == i && r.pend.end > 0 && t.Flag&token.Line == 0 {
				p.start = r.pend.start
			}
			// `khoảng từ 174`, `hơn hàng chục`: a từ after a comparator is part of it
			if r.id(p.end) == idTu && r.isWord(p.end) {
				p.end++
			}
			if p.end < len(r.toks) && r.toks[p.end].Flag&token.Line == 0 {
				r.pend = p
				return p.end
			}
			return i + n
		}
	}
	if l&leadCurrency != 0 {
		if code, n := prefixes.Match(r.toks, i); n > 0 && r.prefixOf(i, n) {
			k := i + n
			if r.id(k) == idHyphen || r.id(k) == idMinus {
				k++
			}
			if k < len(r.toks) && r.toks[k].Kind == token.Number && r.toks[k].Flag&token.Line == 0 && !r.percentAfter(k+1) {
				r.prefixed = true
				next := r.numberAt(k, i, code)
				r.prefixed = false
				return next
			}
		}
	}
	switch {
	case isDash(t.ID) || t.ID == idPlus:
		if r.signAt(i) {
			return r.numberAt(i+1, i, "")
		}
		return i + 1
	case l&leadPoint != 0 && r.pointAt(i):
		return r.pointNumber(i)
	}
	if l&leadRank != 0 {
		if next := r.rankAt(i); next > 0 {
			return next
		}
	}
	if l&leadMultiple != 0 {
		if next := r.multipleAt(i); next > 0 {
			return next
		}
	}
	if l&leadOrder != 0 {
		if next := r.orderAt(i); next > 0 {
			return next
		}
	}
	if k := words[t.ID].kind; (k == wDozens || k == wHundred || k == wScale) && !r.en && r.pend.end == i && i > 0 {
		if next := r.bareScale(i); next > 0 {
			return next
		}
	}
	if w := words[t.ID]; w.kind == wMinus && i+1 < len(r.toks) && r.toks[i+1].Kind == token.Number && r.spaced(i+1) && !r.en && !soundWords[r.id(i-1)] && !(t.ID == idTruMinus && i > 0 && (r.isWord(i-1) || t.Flag&token.Line == 0 && r.toks[i-1].Kind == token.Word)) {
		return r.numberAt(i+1, i, "")
	}
	if l&leadNumeral != 0 && (!r.en || !isASCII(r.str(i))) {
		if t, ok := r.inWords(i); ok {
			return r.finish(t, i, "")
		}
	}
	if l&leadEnglish != 0 && r.en {
		if t, ok := r.inEnglish(i); ok {
			return r.finish(t, i, "")
		}
	}
	if t.ID == idHalfMark {
		return r.finish(term{i: i, j: i + 1, words: true, value: decimal.Int(1), total: decimal.Int(2), hasTotal: true, rules: ruleSet(0).with(rHalf)}, i, "")
	}
	return i + 1
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// busyAt returns the end of the time expression that token i lies in, 0 for none.
func (r *reader) busyAt(i int) int {
	t := r.toks[i]
	for r.nb < len(r.busy) && r.busy[r.nb].End <= int(t.Start) {
		r.nb++
	}
	if r.nb < len(r.busy) && r.busy[r.nb].Start < int(t.End) {
		return r.busy[r.nb].End
	}
	return 0
}

// measuredYear: what was read as a year, a day or a range of them has a scale, money or a percent
// behind it: `từ 1000 VNĐ tới 2000 VNĐ`, `4.8 percent`, `from 2.1 to 3.4 million barrels`.
func (r *reader) measuredYear(i, end int) bool {
	if r.toks[i].Kind != token.Number && r.toks[i].Kind != token.Word {
		return false
	}
	k := i
	for ; k < len(r.toks) && int(r.toks[k].Start) < end; k++ {
		if t := r.toks[k]; t.Kind != token.Number && !joinsEnds[t.ID] {
			return false
		}
	}
	for b, start := i-1, r.busy[r.nb].Start; b >= 0 && int(r.toks[b].Start) >= start; b-- {
		if t := r.toks[b]; t.Kind != token.Number && !joinsEnds[t.ID] {
			return false
		}
	}
	if k >= len(r.toks) || r.toks[k].Flag&token.Line != 0 {
		return false
	}
	if s, ok := r.scaleAt(k); ok && s >= 3 {
		return true
	}
	e, n := units.Match(r.toks, k)
	return n > 0 && (e.kind == kindCurrency || e.kind == kindPercent || e.kind == kindPoints) && !(e.code == "VND" && n == 1 && r.isWord(k+1) && r.glued(k+1))
}

// joinsEnds are the words and marks inside a range of bare numbers.
var joinsEnds = map[token.ID]bool{idDen: true, idToi: true, idTu: true, idTo: true, idFrom: true, idBetw: true, idAnd: true, idHyphen: true, idEn: true}

// busyIn reports whether a time expression begins inside tokens i to j.
func (r *reader) busyIn(i, j int) bool {
	for k := r.nb; k < len(r.busy); k++ {
		if r.busy[k].Start >= int(r.toks[j-1].End) {
			return false
		}
		if r.busy[k].End > int(r.toks[i].Start) {
			return true
		}
	}
	return false
}

// after returns the first token behind byte end.
func (r *reader) after(end, i int) int {
	for i < len(r.toks) && int(r.toks[i].Start) < end {
		i++
	}
	return i
}

// gap: a hơn that compares with another thing (`cao hơn 891 đồng`).
func (r *reader) gap(i, n int) bool {
	id := r.id(i)
	if id != idHon && id != idThan || i == 0 || r.toks[i].Flag&token.Line != 0 {
		return false
	}
	p := r.id(i - 1)
	if p == 0 || !gapWords[p] {
		return false
	}
	if leads[p]&leadAdverb != 0 && r.changeBefore(i, kindNone) != noChange { // giảm mạnh hơn 3.000 đồng
		return false
	}
	if sizeWords[p] && r.isNumber(i+1) { // tòa nhà cao hơn 200 m, kéo dài hơn 3 giờ; but: cao hơn 20 m so với
		if e, n := units.Match(r.toks, i+2); n > 0 && (e.kind == kindPhysical || e.kind == kindDuration) && e.code != "{lượng}" {
			return r.id(i+2+n) == idSoWith && r.id(i+3+n) == idWith && r.id(i-2) != idDo
		}
	}
	return true
}

// soundWords stand before an âm that is a sound: siêu âm, cận âm.
var soundWords = ids("siêu|cận|thanh|phát|ghi|thu|hạ|phụ|nguyên|vượt|bộ|loa")

// specified: a tối đa or tối thiểu that belongs to the name of a measure (`tốc độ tối đa 350 km/h`).
func (r *reader) specified(i int, c Comparator) bool {
	if c != AtMost && c != AtLeast || i == 0 || r.id(i) != idToiDa && r.id(i) != idMaximum {
		return false
	}
	for s := i - 3; s < i; s++ {
		if s < 0 {
			continue
		}
		if _, n := specs.Match(r.toks, s); n > 0 && s+n == i {
			return true
		}
	}
	return false
}

var (
	idTruMinus = id("trừ")
	idToiDa    = id("tối")
	idMaximum  = id("maximum")
)

// percentAfter: a percent stands at token j, or behind a dash and a number: `lãi suất USD 2,9 - 3,4%`.
func (r *reader) percentAfter(j int) bool {
	return r.id(j) == idPct || isDash(r.id(j)) && r.isNumber(j+1) && r.id(j+2) == idPct
}

// prefixOf: the currency at i of n tokens begins a word of its own.
func (r *reader) prefixOf(i, n int) bool {
	if n > 1 && r.toks[i].Kind == token.Word && r.toks[i+n-1].Kind == token.Mark { // US$, not a $
		if w := r.str(i); w[0] >= 'a' && w[0] <= 'z' || !r.glued(i+1) && w != "US" && w != "Rs" {
			return false
		}
	}
	if r.toks[i].Kind == token.Word {
		w := r.text[r.toks[i].Start:r.toks[i+n-1].End]
		// codes are capitals; rs, usd, vnd may be small
		if c := w[0]; c >= 'a' && c <= 'z' && n == 1 {
			if w != "usd" && w != "vnd" && w != "vnđ" && w != "eur" && w != "rs" && w != "gbp" {
				return false
			}
		}
		if r.glued(i) && r.toks[i-1].Kind != token.Mark {
			return false
		}
	} else if r.glued(i) && r.toks[i-1].Kind == token.Number {
		return false // 10$-20$: the sign belongs to what stands before it
	}
	// `500 USD 20`: a unit already used by the number before
	if k := len(r.out); k > r.base && r.out[k-1].End > int(r.toks[i].Start) {
		return false
	}
	return true
}

// signAt: a minus or plus at i belongs to the number after it.
func (r *reader) signAt(i int) bool {
	if i+1 >= len(r.toks) || !r.glued(i+1) || r.toks[i+1].Kind != token.Number {
		return false
	}
	t := r.toks[i]
	if t.ID == idPlus {
		return false
	}
	if i == 0 {
		return true
	}
	if t.Flag&token.Line != 0 { // a list mark where the text has lines
		return false
	}
	if r.glued(i) {
		k := r.toks[i-1]
		return k.Kind == token.Mark && (k.ID == idLeft || k.ID == idTilde)
	}
	if r.toks[i-1].Kind == token.Number { // 5 -3: a range badly spaced
		return t.ID == idMinus
	}
	return true
}

// pointAt: a decimal point without digits before it: ,77
func (r *reader) pointAt(i int) bool {
	return i+1 < len(r.toks) && r.glued(i+1) && r.toks[i+1].Kind == token.Number && !(r.glued(i) && !isDash(r.id(i-1))) &&
		shapeOf(r.str(i+1)).shape == plainInt
}

func (r *reader) pointNumber(i int) int {
	n := shapeOf(r.str(i + 1))
	if n.digits > 18 {
		return i + 2
	}
	r.first = i + 1
	t := term{i: i, j: i + 2, digits: r.str(i + 1), rules: ruleSet(0).with(rDigits)}
	t.num = numeral{shape: fraction, places: n.digits, point: ','}
	start := i
	if isDash(r.id(i-1)) && r.glued(i) {
		t.neg = true
		start = i - 1
		t.rules = t.rules.with(rSign)
	}
	r.scale(&t)
	t.i = start
	return r.finish(t, start, "")
}

// numberAt reads the quantity whose digits begin at token i; start is its first
// token (a sign or currency before the digits), prefix the currency before it.
func (r *reader) numberAt(i, start int, prefix string) int {
	r.first = i
	if next := r.englishOrdinal(i); next > 0 {
		return next
	}
	if next := r.nameAt(i); next > 0 {
		return next
	}
	t, ok, skip := r.inDigits(i)
	if !ok {
		return skip
	}
	if k := i - 1; k >= start && (isDash(r.id(k)) || words[r.id(k)].kind == wMinus) {
		t.neg = true
		t.rules = t.rules.with(rSign)
	}
	if !r.fractionAt(&t) {
		return r.skipName(t.j)
	}
	t.i = start
	return r.finish(t, start, prefix)
}

func shifted(d decimal.Decimal, exp int32) (decimal.Decimal, bool) {
	v, err := d.Shift(exp)
	return v, err == nil
}
