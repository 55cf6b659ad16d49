package number

import (
	"strings"
	"sync"

	"solieu/normalize/token"
)

// unit is what follows a number: a unit of the table, a counted noun, a rate of
// two of them.
type unit struct {
	code  string
	kind  unitKind
	end   int // token after it
	known bool
	rules ruleSet
}

// unitAt reads the unit at token j, kind kindNone where none stands there.
func (r *reader) unitAt(j int, t *term) unit {
	u := r.simpleUnit(j, t)
	if u.kind == kindNone {
		if t.scaled && t.scaleExp >= 3 && !r.en && !t.suffix && r.id(j) == idSlash { // 30 triệu/m2 are đồng
			m := unit{code: "VND", kind: kindCurrency, end: j, known: true, rules: ruleSet(0).with(rImplied)}
			if m = r.rates(m, t); m.kind == kindRate {
				return m
			}
		}
		return u
	}
	return r.rates(u, t)
}

// simpleUnit reads a unit without a denominator.
func (r *reader) simpleUnit(j int, t *term) (u unit) {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return
	}
	if r.id(j) == idHyphen && r.glued(j) && r.glued(j+1) && r.toks[j+1].Kind == token.Word {
		if u = r.tableUnit(j+1, t); u.kind != kindNone && (r.en || u.kind != kindCount) { // 16-meter, two-year
			return u
		}
		return unit{}
	}
	if u = r.tableUnit(j, t); u.kind != kindNone {
		return u
	}
	if k := r.id(j); (k == idX || k == idTimes) && r.glued(j) && !r.times(j) && t != nil && !t.words { // 2.5x
		return unit{code: "x", kind: kindMultiple, end: j + 1, known: true, rules: ruleSet(0).with(rUnit)}
	}
	if t != nil && t.clock {
		return unit{}
	}
	return r.nounAt(j, t)
}

// tableUnit reads a unit of the unit table or a noun of the noun table, whichever is longer.
func (r *reader) tableUnit(j int, t *term) (u unit) {
	e, n := units.Match(r.toks, j)
	ne, nn := matchNoun(r.toks, j)
	if n == 0 && nn == 0 {
		return
	}
	if n >= nn {
		if code, ok := r.fits(e, j, n, t); ok {
			u = unit{code: code, kind: e.kind, end: j + n, known: true, rules: ruleSet(0).with(rUnit)}
			if t != nil && t.shorten > 0 {
				u.end -= t.shorten
				t.shorten = 0
			}
			r.power(&u)
			return u
		}
		if nn == 0 {
			return
		}
	}
	return r.tableNoun(ne, j, nn, t)
}

// fits holds back spellings that are units only in some company.
func (r *reader) fits(e unitEntry, j, n int, t *term) (string, bool) {
	tok := r.toks[j]
	if e.folded != "" {
		if code, ok := exact[e.folded][r.text[tok.Start:r.toks[j+n-1].End]]; ok {
			return code, code != ""
		}
	}
	w := r.text[tok.Start:r.toks[j+n-1].End]
	switch w {
	case "p", "s", "h", "li", "ly", "''", "\"", "″":
		if !r.glued(j) || w == "s" && t != nil && r.yearLike(t) { // 1960s
			return "", false
		}
		if w == "\"" && t != nil && (t.scaled || r.quoted(j)) {
			return "", false
		}
		if (w == "h") && r.clock(j, t) {
			t.clock = true
			return "", false
		}
	case "min", "sec", "mi":
	case "l", "g", "v", "V", "W", "J", "t", "m", "N":
		if !r.glued(j) && t != nil && t.words {
			return "", false
		}
	case "đ", "Đ":
	case "°":
		if r.glued(j+1) && r.toks[j+1].Kind == token.Number {
			return "", false
		}
	case "thùng dầu", "thùng dầu thô":
		if t != nil {
			t.shorten = n - 1
		}
	case "pound", "pounds":
		if r.en && !(t != nil && t.scaled) {
			return "[lb_av]", true
		}
	case "bảng":
		if t == nil || !t.scaled {
			return "", false
		}
	case "giờ":
		if r.clock(j, t) {
			t.clock = true
			return "", false
		}
	}
	if e.code == "rank" && e.kind == kindRank && r.id(j) == idHangRank || r.id(j) == idRule && r.id(j+1) == idMeasures { // một thước đo
		return "", false
	}
	return e.code, true
}

// quoted: the mark " at token j closes what another opened in the same line.
func (r *reader) quoted(j int) bool {
	open := false
	for k := j - 1; k >= 0 && k > j-120; k-- {
		if r.id(k) == r.id(j) {
			open = !open
		}
		if r.toks[k].Flag&token.Line != 0 {
			break
		}
	}
	return open
}

// clock: an hour of the day, not a number of hours: `14h30`, `lúc 8 giờ`.
func (r *reader) clock(j int, t *term) bool {
	if t == nil || t.words && r.id(j) == idH {
		return false
	}
	if r.isNumber(j+1) && (r.glued(j+1) || r.spaced(j+1)) {
		// 8 giờ 30: a clock unless phút follows and nothing says when
		if r.glued(j + 1) {
			return true
		}
		if r.id(j+2) != idPhut {
			return true
		}
		return r.when(t.i)
	}
	k := r.id(j + 1)
	if k != 0 && dayParts[k] && r.isWord(j+1) && !(k == idNgay && r.id(j+2) == idLamViec) {
		return true
	}
	if t.num.shape == plainInt && t.num.digits <= 2 && !t.scaled && r.when(t.i) {
		return true
	}
	if r.id(j) == idH && t.num.shape == plainInt && t.num.digits <= 2 && !r.hoursBefore(t.i) && t.digits != "24" && t.digits != "48" && t.digits != "72" {
		return true
	}
	return false
}

var (
	idPhut    = id("phút")
	idNgay    = id("ngày")
	idLamViec = id("làm")
	dayParts  = ids("sáng|trưa|chiều|tối|đêm|khuya|ngày|hôm|cùng|kém|rưỡi")
	whenWords = ids("lúc|hồi|vào|at")
	hourWords = ids("trong|mỗi|mất|suốt|sau|hơn|gần|dài|cả")
)

// when: the words before say at what time.
func (r *reader) when(i int) bool {
	k := r.id(i - 1)
	if r.pend.end == i && r.pend.start > 0 {
		k = r.id(r.pend.start - 1)
	}
	return k != 0 && whenWords[k]
}

func (r *reader) hoursBefore(i int) bool { k := r.id(i - 1); return k != 0 && hourWords[k] }

// power reads m2, m³ and m^2 after a length.
func (r *reader) power(u *unit) {
	switch u.code {
	case "m", "km", "cm", "mm", "dm":
	default:
		return
	}
	j := u.end
	if r.id(j) == idCaret && r.glued(j) {
		j++
	}
	if j < len(r.toks) && r.glued(j) && r.toks[j].Kind == token.Number {
		switch r.str(j) {
		case "2", "3":
			u.code = joinCode(u.code, r.str(j), "")
			u.end = j + 1
			u.rules = u.rules.with(rSquared)
		}
	}
}

// rates reads the denominators after a unit: `/tấn`, `mỗi ngày`, `/người/tháng`.
func (r *reader) rates(u unit, t *term) unit {
	if u.kind == kindRate { // km/h as one spelling
		return u
	}
	for n := 0; n < 3; n++ {
		code, end := r.denominator(u)
		if end == 0 {
			break
		}
		if u.code == "x" && !r.en {
			u.code = "{lần}"
		}
		u.code = joinCode(u.code, "/", code)
		u.kind = kindRate
		u.end = end
		u.rules = u.rules.with(rRate)
	}
	if u.kind == kindPhysical || u.kind == kindCurrency {
		if code := r.rateBehind(u.end); code != "" {
			u.code, u.kind, u.rules = joinCode(u.code, "/", code), kindRate, u.rules.with(rRate)
		}
	}
	return u
}

// rateBehind finds how often a measure is said to be, behind the words for what is measured: `21,3 triệu tấn hàng mỗi
// năm`, `745 tấn rác sinh hoạt/ngày`. The quote does not reach so far.
func (r *reader) rateBehind(j int) string {
	for k := j; k < j+6 && k < len(r.toks); k++ {
		t := r.toks[k]
		if t.Flag&token.Line != 0 {
			return ""
		}
		switch {
		case t.ID == idSlash || t.ID == idMoi || t.ID == idMot || t.ID == idHangEvery || t.ID == idPer || r.en && (t.ID == idA || t.ID == idEach || t.ID == idEvery):
			if k == j {
				return ""
			}
			code, end := r.perTime(k + 1)
			if end == 0 || t.ID == idMot && r.id(end) != idComma && r.id(end) != idDot && end < len(r.toks) {
				return ""
			}
			return code
		case t.Kind != token.Word || leads[t.ID]&leadComparator != 0 || endsRate[t.ID]:
			return ""
		}
	}
	return ""
}

// endsRate are the words that a measure and how often it is do not reach over.
var endsRate = ids("và|được|là|đã|sẽ|cho|với|trong|tại|ở|từ|đến|tăng|giảm|so|để|and|in|for|to|from|with|at|by|that|which")

// denominator reads what one of u is for, at its end.
func (r *reader) denominator(u unit) (code string, end int) {
	j := u.end
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return "", 0
	}
	money := u.kind == kindCurrency
	id := r.toks[j].ID
	switch {
	case id == idSlash:
		k := j + 1
		if k >= len(r.toks) || r.toks[k].Flag&token.Line != 0 {
			return "", 0
		}
		if r.toks[k].Kind == token.Number {
			if shapeOf(r.str(k)).shape > grouped || !r.isWord(k+1) {
				return "", 0
			}
			// thuê bao/100 dân
			if _, nn := matchNoun(r.toks, k+1); nn > 0 {
				return r.braced(k, k+1+nn), k + 1 + nn
			}
			if e, n := units.Match(r.toks, k+1); n > 0 && e.kind != kindCurrency {
				return r.braced(k, k+1+n), k + 1 + n
			}
			return "", 0
		}
		if code, end := r.perUnit(k, u); end > 0 {
			return code, end
		}
		if r.toks[k].Kind == token.Word && leads[r.toks[k].ID]&leadStop == 0 {
			return r.braced(k, k+1), k + 1
		}
	case id == idMoi || id == idPer || id == idEach || id == idEvery:
		if code, end := r.perTime(j + 1); end > 0 {
			return code, end
		}
		if money || id == idPer {
			if code, end := r.perUnit(j+1, u); end > 0 {
				return code, end
			}
			if id == idPer && r.isWord(j+1) && leads[r.id(j+1)]&leadStop == 0 {
				return r.braced(j+1, j+2), j + 2
			}
		}
	case id == idMot || id == idA || id == idAn:
		if code, end := r.perTime(j + 1); end > 0 && !(r.isWord(end) && beforeWords[r.id(end)]) {
			return code, end
		}
		if money {
			e, n := units.Match(r.toks, j+1)
			if n > 0 && e.kind == kindCurrency && e.code != u.code { // 23.316 đồng một USD
				return e.code, j + 1 + n
			}
			if n > 0 && (e.kind == kindPhysical || e.kind == kindDuration) {
				if code, end := r.perUnit(j+1, u); end > 0 {
					return code, end
				}
			}
			if _, nn := matchNoun(r.toks, j+1); nn > 0 && priced[r.id(j+1)] {
				return r.perUnit(j+1, u)
			}
		}
	case id == idHang || id == idHangEvery:
		if code, end := r.perTime(j + 1); end > 0 {
			return code, end
		}
	case id == idTren:
		if u.kind == kindPhysical || money {
			if e, n := units.Match(r.toks, j+1); n > 0 && (e.kind == kindPhysical || e.kind == kindDuration) {
				return r.perUnit(j+1, u)
			}
		}
	case money && id == idExchanged && r.isNumber(j+1) && r.str(j+1) == "1": // 145,8 yên đổi 1 USD
		if e, n := units.Match(r.toks, j+2); n > 0 && e.kind == kindCurrency && e.code != u.code {
			return e.code, j + 2 + n
		}
	case u.code == "%" && r.glued(j) && id == idNam: // 4,9%năm
		return "a", j + 1
	}
	return "", 0
}

var idExchanged = id("đổi")

// priced are nouns that a price is for after `một`: `20.000 đồng một cổ phiếu`.
var priced = ids("cổ|cp|thùng|chiếc|con|cây|căn|suất|người|bó|bông|quả|trái|hộp|chai|lon|gói|bao|túi|vé|kiện|container|lít|viên|liều|mũi|lượt|cuốn|đôi|bộ|phòng|đêm|share|barrel|bushel|person|head|unit|piece|ticket")

// perTime reads a span of time as a denominator.
func (r *reader) perTime(j int) (code string, end int) {
	if !r.isWord(j) {
		return "", 0
	}
	id := r.toks[j].ID
	if id == 0 || dateIDs[id] == "" {
		return "", 0
	}
	end = j + 1
	if dateIDs[id] == "d" && r.id(end) == idDem && r.isWord(end) {
		end++
	}
	if r.id(j) == idNam && (r.word(end).kind == wTens || r.word(end).kind == wHundred) {
		return "", 0
	}
	return dateIDs[id], end
}

// beforeWords behind a span of time say when, not how often: `một năm trước`, `a day earlier`.
var beforeWords = ids("trước|before|earlier|ago|later|sau")

var idDem = id("đêm")

// perUnit reads a unit or noun as a denominator of u.
func (r *reader) perUnit(j int, u unit) (code string, end int) {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return "", 0
	}
	e, n := units.Match(r.toks, j)
	ne, nn := matchNoun(r.toks, j)
	if u.kind == kindCurrency && r.toks[j].ID == idThung && (u.code == "USD" || r.id(j+1) == idDauOil) {
		return "[bbl_us]", j + 1
	}
	if n > 0 && n >= nn {
		d := unit{code: e.code, kind: e.kind, end: j + n}
		r.power(&d)
		switch {
		case e.code == "{điểm}" || e.code == "%":
			return "", 0
		case e.code == "x": // VND/lần
			return "{lần}", d.end
		}
		return d.code, d.end
	}
	if nn > 0 {
		if ne.code == "{thùng}" && u.code == "USD" {
			return "[bbl_us]", j + nn
		}
		return r.braced(j, j+nn), j + nn
	}
	return "", 0
}

// braced makes the annotation of tokens i to j as printed.
func (r *reader) braced(i, j int) string {
	return brace(r.printed(i, j))
}

// printed is the text of tokens i to j with plain single spaces.
func (r *reader) printed(i, j int) string {
	s := r.text[r.toks[i].Start:r.toks[j-1].End]
	plain := true
	for k := i + 1; k < j; k++ {
		if gap := r.text[r.toks[k-1].End:r.toks[k].Start]; gap != "" && gap != " " {
			plain = false
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for k := i; k < j; k++ {
		if k > i && r.toks[k].Start > r.toks[k-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(r.str(k))
	}
	return b.String()
}

// Codes made while reading are kept, so that a corpus makes each once.

type codeKey struct{ a, b, c string }

var codes = struct {
	sync.RWMutex
	m map[codeKey]string
}{m: map[codeKey]string{}}

const maxCodes = 1 << 12

func joinCode(a, b, c string) string {
	k := codeKey{a, b, c}
	codes.RLock()
	s, ok := codes.m[k]
	full := len(codes.m) >= maxCodes
	codes.RUnlock()
	if ok {
		return s
	}
	s = a + b + c
	if !full {
		codes.Lock()
		codes.m[codeKey{strings.Clone(a), strings.Clone(b), strings.Clone(c)}] = s
		codes.Unlock()
	}
	return s
}

func brace(s string) string { return joinCode("{", s, "}") }

// Unit is a line of the unit table: its code, its kind as the fact field
// unit_kind has it, and its spellings.
type Unit struct {
	Code, Kind string
	Names      []string
}

// Units lists the units of the table, in its order.
func Units() []Unit {
	list := make([]Unit, len(unitTable))
	for i, l := range unitTable {
		list[i] = Unit{l.code, l.kind.String(), strings.Split(l.names, "|")}
	}
	return list
}
