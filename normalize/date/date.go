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
	Span  // any other stretch: nine months, `giai đoạn 2021 - 2025`, a range
	Clock // a time of day whose day is not told: `8h30`, `9 giờ sáng`
)

func (g Grain) String() string {
	return [...]string{"day", "week", "month", "quarter", "half", "year", "decade", "century", "span", "clock"}[g]
}

// Edge is the part of a period that a text points at.
type Edge uint8

const (
	Whole   Edge = iota
	AtStart      // đầu năm 2016
	AtMid        // giữa năm 2016
	AtEnd        // cuối năm 2023, hết quý I
)

// Time is a time expression of a text, resolved against the article's date.
// From and To are days, both included; None is an open end. Where both are
// None nothing could be resolved: a clock time, a year that nobody said, or
// a Same or Shift that waits for the fact it stands beside (see Against).
type Time struct {
	Start, End int // bytes of the text, half open, with `tính đến`, `từ`, `cuối` and their kin
	From, To   DayNum
	Grain      Grain

	// AsOf: a state as of To (`đến nay`, `tính đến ngày 20/2`, `đến hết tháng 2`,
	// `cuối năm 2023`); From is None. A flow up to then runs from RunningFrom.
	AsOf bool
	// Until: an AsOf with a word that says up to (đến, tính đến, hết, by), so a flow may end there.
	Until bool
	// Now: as of the article's own day (`đến nay`, `hiện nay`).
	Now bool
	// Open: begins at From and has no end (`từ ngày 1/7/2026`, `sau năm 2026`).
	Open bool
	// NameFrom and NameTo are the days of the period that the words name, without what
	// `đến hết` or `cuối` makes of it: all of February for `đến hết tháng 2`. For a clock
	// time that says no day they are the article's day.
	NameFrom, NameTo DayNum
	Edge             Edge

	// Same: the same period of another year (`cùng kỳ`, `cùng kỳ năm trước`, `same period last year`).
	// Years is how many years back, 1 where unsaid; or YearOf names the year (`cùng kỳ năm 2022`).
	Same   bool
	Years  int
	YearOf int
	// Shift counts the grains from now: -1 in `tháng trước`, `năm ngoái`, `phiên trước`; 1 in `quý tới`.
	// From and To are counted from the article's date; beside a fact with a period of its
	// own (`tháng 6 … so với tháng trước`) Against counts from there.
	Shift int

	// Relative: resolved from the article's date (`năm nay`, `tháng trước`, `quý I` without a year).
	Relative bool
	// Listed: stands in one list with the time before it (`năm 2021, 2022`, `30/4 và 1/5`).
	Listed bool
	// Weak: no word beside it says that it is a time (a bare `24/4`, a bare `2023`).
	Weak bool
	// Rule names the rule that read it.
	Rule string
}

// Against resolves a Same or a Shift from the period of the fact that it is
// compared with, and returns the days of t where it is neither. An open end of
// the period stays open.
func (t Time) Against(from, to DayNum) (DayNum, DayNum) {
	anchor := to
	if anchor == None {
		anchor = from
	}
	switch {
	case t.Same && t.From != None:
		return t.From, t.To
	case t.Same && t.YearOf != 0 && anchor != None:
		y, _, _ := anchor.YMD()
		return YearsBack(from, to, y-t.YearOf)
	case t.Same && t.Shift != 0 && t.Grain != Year:
		return from.shift(t.Grain, t.Shift), to.shift(t.Grain, t.Shift)
	case t.Same:
		return YearsBack(from, to, t.Years)
	case t.Shift != 0 && anchor != None && (t.Grain != Day || t.Rule == "session"):
		f, _ := t.Grain.around(anchor)
		f = f.shift(t.Grain, t.Shift)
		_, l := t.Grain.around(f)
		if t.AsOf {
			return None, point(f, l, t.Edge, t.Grain)
		}
		if t.Grain == Day && from == None {
			return None, l
		}
		return f, l
	}
	return t.From, t.To
}

// RunningFrom is the day on which a flow that is told up to To begins: 1 January
// of that year (`doanh thu đến hết tháng 2`), or None where To is not known.
func (t Time) RunningFrom() DayNum {
	if t.To == None {
		return None
	}
	y, _, _ := t.To.YMD()
	return FromYMD(y, 1, 1)
}
