package number

import (
	"solieu/normalize/token"
)

// What turns a bound into another or into none.

// deniedBefore: the clause before token i denies what it says: `không được … quá 20%`.
func (r *reader) deniedBefore(i int) bool {
	for k := i - 1; k >= 0 && k > i-9; k-- {
		t := r.toks[k]
		if t.Kind != token.Word {
			return false
		}
		switch t.ID {
		case idVa, idKhi, idNhung:
			return false
		case idKhong:
			after := r.id(k + 1)
			return r.id(k-1) != idHang && (after == 0 || !afterAir[after])
		}
		if t.Flag&token.Line != 0 {
			return false
		}
	}
	return false
}

// rests: the trên at token i tells what a survey or a decision rests on: `khảo sát trên 1.230 công ty`.
func (r *reader) rests(i, n int) bool {
	if n != 1 || r.id(i) != idTren {
		return false
	}
	if k := len(r.out); k > r.base && i > 0 && r.out[k-1].Kind == Rank && r.out[k-1].End == int(r.toks[i-1].End) {
		return true // thứ 44 trên 133 quốc gia
	}
	for k := i - 1; k >= 0 && k > i-8; k-- {
		t := r.toks[k]
		if t.Kind != token.Word || t.Flag&token.Line != 0 && k < i-1 {
			return false
		}
		switch {
		case t.ID == 0:
		case restsOn[t.ID]:
			return k == i-1
		case t.ID == idSat && r.id(k-1) == idKhao, t.ID == idKe && r.id(k-1) == idThong, t.ID == idTra && r.id(k-1) == idDieu, t.ID == idCuu && r.id(k-1) == idNghien:
			return true
		case restsOnNothing[t.ID]:
			return false
		}
	}
	return false
}

// utmost: a nhiều nhất or ít nhất at token i that says whose number it is: `người mất nhiều nhất 2,4
// tỷ`, `lần ít nhất 200 triệu`.
func (r *reader) utmost(i int, c Comparator) bool {
	if id := r.id(i); c != AtMost && c != AtLeast || id != idNhieu && id != idIt {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if id := r.id(k); id != 0 && theOnes[id] {
			return k == 0 || r.toks[k].Flag&token.Line != 0 || r.toks[k-1].Kind == token.Mark
		}
	}
	return false
}

var (
	idQua    = id("quá")
	idKhong  = id("không")
	idKhi    = id("khi")
	idNhung  = id("nhưng")
	idSat    = id("sát")
	idKhao   = id("khảo")
	idKe     = id("kê")
	idThong  = id("thống")
	idTra    = id("tra")
	idDieu   = id("điều")
	idCuu    = id("cứu")
	idNghien = id("nghiên")
	idNhieu  = id("nhiều")
	idIt     = id("ít")
	idSoWith = id("so")
	idWith   = id("với")
	idDo     = id("độ")

	afterAir = ids("gian|khí|quân|lưu|vận|phận|tặc|nổi")
	restsOn  = ids("dựa|trải")
	// restsOnNothing are the verbs after which trên is a bound again: thống kê đã có trên 100 xe.
	restsOnNothing = ids("có|đã|là|đạt|được|với|chiếm|khoảng|chỉ|đều|còn|thu|tăng|giảm")
	theOnes        = ids("người|lần|chuyến|đợt|nơi|hộ|đơn|tháng|năm|ngày")
)
