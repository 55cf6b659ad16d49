package number

import (
	"solieu/normalize/decimal"
)

// Kind tells what a quantity says of its number.
type Kind uint8

const (
	Level   Kind = iota // an amount, count, share, price, size
	Change              // a difference: `tăng 17,7%`; the sign is the direction
	Ratio               // X times, or X percent of, another thing: `gấp 3 lần`
	Rank                // a place in an order: `thứ 8`, `top 30`
	Ordinal             // a number that only tells things apart: `lần thứ 8`, `21st`
)

func (k Kind) String() string {
	return [...]string{"level", "change", "ratio", "rank", "ordinal"}[k]
}

// Comparator is the bound a text puts on its number (GUIDELINES.md, comparator).
type Comparator uint8

const (
	Eq      Comparator = iota
	About              // khoảng, xấp xỉ
	Nearly             // gần
	Over               // hơn, trên, vượt, quá
	Under              // dưới, chưa đến
	AtLeast            // tối thiểu, ít nhất, từ … trở lên
	AtMost             // tối đa, không quá
	Order              // hàng trăm, vài chục: the value is the magnitude
)

func (c Comparator) String() string {
	return [...]string{"eq", "about", "nearly", "over", "under", "at_least", "at_most", "order"}[c]
}

// Quantity is one number as a text states it. Start and End are bytes of the
// text, half open, and hold the number with its comparator, scale and unit,
// shortest form (the quote of GUIDELINES.md).
type Quantity struct {
	Start, End int
	// Num is where the number itself begins: the first digit, or the first
	// word of a numeral. NumEnd is where number and scale end and the unit begins.
	Num, NumEnd int

	Kind       Kind
	Comparator Comparator
	Value      decimal.Decimal
	High       decimal.Decimal // upper end of a range; zero Decimal with HasHigh false
	Total      decimal.Decimal // the whole in `41/53`
	HasHigh    bool
	HasTotal   bool
	Scaled     bool // a scale word (nghìn, triệu, tỷ, million) stood by the number
	InWords    bool // the number stood in words, not digits
	UnitKnown  bool // the unit stands in a table; false for a noun guessed from its place
	Label      bool // only names a class or a thing: the tenor in `kỳ hạn 6 tháng`
	UnitShared bool // the unit was said once for a list or range, elsewhere than in Start to End

	Unit     string // code as in GUIDELINES.md: USD, %, km2, {giao dịch}/d; "" where none was found
	UnitKind string // currency, percent, points, count, physical, duration, multiple, rank, rate; "" without a unit

	// Rules names the rules that made it, in the order of the list Rules. The slice is shared:
	// read it only.
	Rules []string
	// Confidence is the reader's trust in value and unit, 0 to 1: below 1 where a
	// separator, a scale or a unit could be read otherwise.
	Confidence float32
}
