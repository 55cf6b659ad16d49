package date

// Grain is the size of what a time expression names.
type Grain uint8

const (
	Day Grain = iota
	Week
	Month
	Quarter
	Half
	Year
	Decade
	Century
	Span // any other stretch: nine months, `giai đoạn 2021 - 2025`, a range
)

func (g Grain) String() string {
	return [...]string{"day", "week", "month", "quarter", "half", "year", "decade", "century", "span"}[g]
}

// Day number: days since 1970-01-01 in the proleptic Gregorian calendar.
// None marks an end that is open or not known.
type DayNum int32

const None DayNum = -1 << 31

// Time is a time expression of a text, resolved against the article's date.
// From and To are days, both included; None is an open end.
type Time struct {
	Start, End int // bytes of the text, half open
	From, To   DayNum
	Grain      Grain
	// AsOf: a state as of To (`đến nay`, `tính đến ngày 20/2`, `đến hết tháng 2`), From is None.
	AsOf bool
	// Same: the same period of another year (`cùng kỳ`, `cùng kỳ năm trước`, `same period last year`);
	// From and To are None until the facts step knows whose; Years is how many years back (1 where unsaid).
	Same  bool
	Years int
	// Relative: resolved from the article's date (`năm nay`, `tháng trước`, `quý I` without a year).
	Relative bool
	// Rule names the rule that read it.
	Rule string
}
