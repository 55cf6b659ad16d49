package date

import (
	"errors"
	"fmt"
)

// DayNum counts days since 1970-01-01 in the proleptic Gregorian calendar.
type DayNum int32

// None marks an end that is open or not known.
const None DayNum = -1 << 31

// ErrDay is returned for what is not an ISO day.
var ErrDay = errors.New("not a day in the form YYYY-MM-DD")

// FromYMD returns the number of a day. Months before 1 and after 12 and days
// outside the month run on into the neighbouring months.
func FromYMD(y, m, d int) DayNum {
	y += (m - 1) / 12
	if m = (m-1)%12 + 1; m < 1 {
		y, m = y-1, m+12
	}
	// Days from civil, by Howard Hinnant: the year begins in March.
	if m <= 2 {
		y--
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return DayNum(era*146097 + doe - 719468)
}

// YMD returns year, month and day of the month; zeros for None.
func (d DayNum) YMD() (year, month, day int) {
	if d == None {
		return 0, 0, 0
	}
	z := int(d) + 719468
	era := z / 146097
	if z < 0 {
		era = (z - 146096) / 146097
	}
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	month = mp + 3
	if month > 12 {
		month -= 12
	}
	year = yoe + era*400
	if month <= 2 {
		year++
	}
	return year, month, day
}

// String is the ISO day, "" for None.
func (d DayNum) String() string {
	if d == None {
		return ""
	}
	y, m, day := d.YMD()
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%+05d-%02d-%02d", y, m, day)
	}
	return string([]byte{
		byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10), '-',
		byte('0' + m/10), byte('0' + m%10), '-', byte('0' + day/10), byte('0' + day%10)})
}

// ParseDay reads an ISO day, YYYY-MM-DD; the error wraps ErrDay.
func ParseDay(iso string) (DayNum, error) {
	if len(iso) == 10 && iso[4] == '-' && iso[7] == '-' {
		y, ok1 := digits(iso[:4])
		m, ok2 := digits(iso[5:7])
		d, ok3 := digits(iso[8:])
		if ok1 && ok2 && ok3 && Valid(y, m, d) {
			return FromYMD(y, m, d), nil
		}
	}
	return None, fmt.Errorf("date %q: %w", iso, ErrDay)
}

func digits(s string) (int, bool) {
	v := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, len(s) > 0 && len(s) < 9
}

// DaysIn is the number of days of a month.
func DaysIn(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Valid reports whether the calendar has that day.
func Valid(y, m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= DaysIn(y, m) }

// Weekday counts from Monday, 0, to Sunday, 6.
func (d DayNum) Weekday() int {
	w := (int(d) + 3) % 7
	if w < 0 {
		w += 7
	}
	return w
}

// MonthDays, QuarterDays, HalfDays and YearDays return the first and the last day
// of a month (1 to 12), a quarter (1 to 4), a half (1, 2) and a year.
func MonthDays(y, m int) (first, last DayNum) { return FromYMD(y, m, 1), FromYMD(y, m+1, 1) - 1 }

func QuarterDays(y, q int) (first, last DayNum) {
	return FromYMD(y, 3*q-2, 1), FromYMD(y, 3*q+1, 1) - 1
}

func HalfDays(y, h int) (first, last DayNum) { return FromYMD(y, 6*h-5, 1), FromYMD(y, 6*h+1, 1) - 1 }

func YearDays(y int) (first, last DayNum) { return FromYMD(y, 1, 1), FromYMD(y, 12, 31) }

// around is the period of that grain which holds the day; for other grains the day.
func (g Grain) around(d DayNum) (first, last DayNum) {
	y, m, _ := d.YMD()
	switch g {
	case Week:
		first = d - DayNum(d.Weekday())
		return first, first + 6
	case Month:
		return MonthDays(y, m)
	case Quarter:
		return QuarterDays(y, (m+2)/3)
	case Half:
		return HalfDays(y, (m+5)/6)
	case Year:
		return YearDays(y)
	case Decade:
		return FromYMD(y-y%10, 1, 1), FromYMD(y-y%10+9, 12, 31)
	}
	return d, d
}

// shift moves a day by n periods of the grain.
func (d DayNum) shift(g Grain, n int) DayNum {
	switch g {
	case Week:
		if d == None {
			return d
		}
		return d + DayNum(7*n)
	case Month:
		return d.AddMonths(n)
	case Quarter:
		return d.AddMonths(3 * n)
	case Half:
		return d.AddMonths(6 * n)
	case Year:
		return d.AddMonths(12 * n)
	case Decade:
		return d.AddMonths(120 * n)
	case Day:
		return workday(d, n)
	}
	return d
}

// workday moves a day by n and over Saturday and Sunday, as sessions do; from a
// Sunday back one day is still Saturday's Friday.
func workday(d DayNum, n int) DayNum {
	if d == None {
		return d
	}
	weekend := d.Weekday() >= 5
	d += DayNum(n)
	for !weekend && d.Weekday() >= 5 {
		if n < 0 {
			d--
		} else {
			d++
		}
	}
	return d
}

// AddMonths moves a day by months; the 31st of a shorter month is its last day.
func (d DayNum) AddMonths(n int) DayNum {
	if d == None {
		return d
	}
	y, m, day := d.YMD()
	first := FromYMD(y, m+n, 1)
	y, m, _ = first.YMD()
	return FromYMD(y, m, min(day, DaysIn(y, m)))
}

// AddYears moves a day by years; 29 February becomes the 28th where there is none.
func (d DayNum) AddYears(n int) DayNum { return d.AddMonths(12 * n) }

// YearsBack is the same period n years earlier. The end of February stays the end
// of February where the period is of whole months.
func YearsBack(from, to DayNum, n int) (DayNum, DayNum) {
	f, t := from.AddYears(-n), to.AddYears(-n)
	if to != None {
		_, _, first := from.YMD()
		y, m, d := to.YMD()
		if d == DaysIn(y, m) && (from == None || first == 1) {
			y, m, _ = t.YMD()
			_, t = MonthDays(y, m)
		}
	}
	return f, t
}
