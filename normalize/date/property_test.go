package date_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"solieu/normalize/date"
	"solieu/normalize/token"
)

var (
	ones   = []string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
	romans = []string{"", "I", "II", "III", "IV"}
)

// inWords writes 1 to 31.
func inWords(n int) string {
	switch {
	case n < 10:
		return ones[n]
	case n == 10:
		return "mười"
	case n < 20:
		return "mười " + last(n%10)
	case n%10 == 0:
		return ones[n/10] + " mươi"
	}
	return ones[n/10] + " mươi " + strings.Replace(last(n%10), "một", "mốt", 1)
}

func last(d int) string {
	if d == 5 {
		return "lăm"
	}
	return ones[d]
}

// yearWords writes 2001 to 2099 in one of the ways in use.
func yearWords(t *rapid.T, y int) string {
	tens := ""
	switch r := y % 100; {
	case r < 10:
		tens = rapid.SampledFrom([]string{"linh ", "lẻ "}).Draw(t, "zero") + ones[r]
	default:
		tens = inWords(min(r, 31))
		if r > 31 {
			tens = ones[r/10] + " mươi"
			if r%10 == 1 {
				tens += " mốt"
			} else if r%10 != 0 {
				tens += " " + last(r%10)
			}
		}
	}
	return rapid.SampledFrom([]string{"hai nghìn không trăm ", "hai ngàn không trăm ", "hai không "}).Draw(t, "thousand") + tens
}

// TestReadBack writes a day or a period in any of its spellings into a sentence and reads it back.
func TestReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.IntRange(2001, 2099).Draw(t, "year")
		m := rapid.IntRange(1, 12).Draw(t, "month")
		d := rapid.IntRange(1, date.DaysIn(y, m)).Draw(t, "day")
		q := (m + 2) / 3
		pick := func(s ...string) string { return rapid.SampledFrom(s).Draw(t, "spelling") }
		f := fmt.Sprintf
		year := pick(f("năm %d", y), "năm "+yearWords(t, y))
		var text string
		var from, to date.DayNum
		switch rapid.IntRange(0, 7).Draw(t, "form") {
		case 0:
			from = date.FromYMD(y, m, d)
			to = from
			text = pick(f("%d/%d/%d", d, m, y), f("%02d/%02d/%d", d, m, y), f("%d-%d-%d", d, m, y), f("%d.%d.%d", d, m, y),
				f("ngày %d/%d/%d", d, m, y), f("ngày %d tháng %d %s", d, m, year), f("sáng %d/%d/%d", d, m, y),
				f("ngày %s tháng %s %s", inWords(d), inWords(m), year), f("%d - %d - %d", d, m, y))
		case 1:
			from, to = date.MonthDays(y, m)
			text = pick(f("tháng %d/%d", m, y), f("tháng %02d-%d", m, y), f("tháng %d %s", m, year), f("tháng %s %s", inWords(m), year), f("tháng %d.%d", m, y))
		case 2:
			from, to = date.QuarterDays(y, q)
			text = pick(f("quý %s/%d", romans[q], y), f("quý %d/%d", q, y), f("quý %s %s", romans[q], year), f("quý %s-%d", romans[q], y), f("Q%d/%d", q, y))
		case 3:
			from = date.FromYMD(y, 1, 1)
			_, to = date.MonthDays(y, max(m, 2))
			text = pick(f("%d tháng đầu %s", max(m, 2), year), f("%d tháng %s", max(m, 2), year), f("%s tháng đầu năm %d", inWords(max(m, 2)), y), f("%dT/%d", max(m, 2), y))
		case 4:
			from, to = date.YearDays(y)
			text = pick(year, "cả "+year)
		case 5:
			n := rapid.IntRange(1, 20).Draw(t, "years")
			from, to = date.FromYMD(y, 1, 1), date.FromYMD(y+n, 12, 31)
			text = pick(f("giai đoạn %d-%d", y, y+n), f("giai đoạn %d - %d", y, y+n), f("từ năm %d đến năm %d", y, y+n), f("từ %d đến %d", y, y+n))
		case 6:
			from = date.FromYMD(y, m, d)
			to = from + date.DayNum(rapid.IntRange(1, 400).Draw(t, "length"))
			y2, m2, d2 := to.YMD()
			text = pick(f("từ ngày %d/%d/%d đến ngày %d/%d/%d", d, m, y, d2, m2, y2), f("từ %d/%d/%d đến hết %d/%d/%d", d, m, y, d2, m2, y2),
				f("từ ngày %d tháng %d năm %d đến ngày %d tháng %d năm %d", d, m, y, d2, m2, y2))
		case 7:
			from = date.None
			_, to = date.MonthDays(y, m)
			text = pick(f("đến hết tháng %d/%d", m, y), f("tính đến cuối tháng %d năm %d", m, y), f("cuối tháng %d/%d", m, y))
		}
		before := pick("", "Doanh thu ", "Theo báo cáo, ", "(", "tăng 5,2%; ")
		after := pick("", ", doanh thu đạt 36,3 tỷ USD", ".", " đạt 5 tỷ đồng", ")")
		shout := rapid.Bool().Draw(t, "shout")
		s := norm.NFC.String(before + text + after)
		if shout {
			s = strings.ToUpper(s)
		}
		ref := date.FromYMD(rapid.IntRange(2000, 2100).Draw(t, "ref"), 6, 15)
		times := date.Find(nil, s, token.Scan(nil, s), date.Options{Ref: ref, Lang: "vi"})
		if len(times) != 1 || times[0].From != from || times[0].To != to {
			t.Fatalf("%q: want %s/%s, got %+v", s, from, to, times)
		}
		if got := s[times[0].Start:times[0].End]; len(got) != len(text) && !shout {
			t.Fatalf("%q: the span is %q, want %q", s, got, text)
		}
	})
}

// TestCalendar holds the calendar against its own inverse and the shifts against their promise.
func TestCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := date.DayNum(rapid.Int32Range(-700000, 700000).Draw(t, "day"))
		y, m, day := d.YMD()
		if date.FromYMD(y, m, day) != d || !date.Valid(y, m, day) {
			t.Fatalf("%d is %d-%d-%d and back %d", d, y, m, day, date.FromYMD(y, m, day))
		}
		if y >= 0 && y <= 9999 {
			if back, err := date.ParseDay(d.String()); err != nil || back != d {
				t.Fatalf("%s reads as %v, %v", d, back, err)
			}
		}
		n := rapid.IntRange(-30, 30).Draw(t, "n")
		y2, m2, day2 := d.AddYears(n).YMD()
		if y2 != y+n || m2 != m || day2 != day && !(m == 2 && day == 29 && day2 == 28) {
			t.Fatalf("%s and %d years is %s", d, n, d.AddYears(n))
		}
		f, l := date.MonthDays(y, m)
		f2, l2 := date.YearsBack(f, l, n)
		if wf, wl := date.MonthDays(y-n, m); f2 != wf || l2 != wl {
			t.Fatalf("%s/%s %d years back is %s/%s", f, l, n, f2, l2)
		}
	})
}

func TestAgainst(t *testing.T) {
	day := func(s string) date.DayNum {
		if s == ".." {
			return date.None
		}
		d, err := date.ParseDay(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct{ text, from, to, wantFrom, wantTo string }{
		{"so với cùng kỳ", "2024-01-01", "2024-03-31", "2023-01-01", "2023-03-31"},
		{"so với cùng kỳ năm trước", "2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"},
		{"so với cùng kỳ năm trước", "2025-01-01", "2025-02-28", "2024-01-01", "2024-02-29"},
		{"so với cùng kỳ năm 2019", "..", "2021-03-31", "..", "2019-03-31"},
		{"so với cùng kỳ tháng trước", "2024-05-01", "2024-05-15", "2024-04-01", "2024-04-15"},
		{"so với tháng trước", "2025-06-01", "2025-06-30", "2025-05-01", "2025-05-31"},
		{"so với tháng trước", "2025-01-01", "2025-01-31", "2024-12-01", "2024-12-31"},
		{"so với quý trước", "2025-04-01", "2025-06-30", "2025-01-01", "2025-03-31"},
		{"so với năm trước", "2023-01-01", "2023-12-31", "2022-01-01", "2022-12-31"},
		{"so với phiên trước", "2025-06-16", "2025-06-16", "2025-06-13", "2025-06-13"},
		{"so với phiên trước", "..", "2025-06-12", "..", "2025-06-11"},
		{"so với cuối tháng trước", "..", "2025-04-30", "..", "2025-03-31"},
		{"so với quý I/2024", "2024-04-01", "2024-06-30", "2024-01-01", "2024-03-31"},
	} {
		toks := token.Scan(nil, c.text)
		times := date.Find(nil, c.text, toks, date.Options{Ref: day("2025-07-05"), Lang: "vi"})
		if len(times) != 1 {
			t.Errorf("%s: %+v", c.text, times)
			continue
		}
		if f, l := times[0].Against(day(c.from), day(c.to)); f != day(c.wantFrom) || l != day(c.wantTo) {
			t.Errorf("%s of %s/%s: got %s/%s, want %s/%s", c.text, c.from, c.to, f, l, c.wantFrom, c.wantTo)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"từ 15/3 đến 20/4/2024", "(18/12-1/1/2025) 27-28/02/2000 24.4.2024", "năm hai nghìn không trăm", "thứ năm tuần tới, cùng kỳ năm",
		"in the first six months of the year, 10 July", "tính đến 18h ngày 28/4\nđầu", "quý I, II và III/2024 8h30", "ngày 29/2 năm trước từ đầu năm tới 31/12/9999", "thập niên 90 thế kỷ MMXC", "6 tháng cuối tháng 13"} {
		f.Add(s, int32(19837))
		f.Add(s, int32(date.None))
	}
	f.Fuzz(func(t *testing.T, s string, ref int32) {
		if ref != int32(date.None) && (ref > 2e6 || ref < -700000) {
			return
		}
		s = norm.NFC.String(s)
		end := 0
		for _, x := range date.Find(nil, s, token.Scan(nil, s), date.Options{Ref: date.DayNum(ref)}) {
			if x.Start < end || x.End <= x.Start || x.End > len(s) {
				t.Fatalf("%q: span %d:%d after %d", s, x.Start, x.End, end)
			}
			end = x.End
			if x.From != date.None && x.To != date.None && x.From > x.To {
				t.Fatalf("%q: %q is %s/%s", s, s[x.Start:x.End], x.From, x.To)
			}
			if x.AsOf && x.From != date.None || x.Open && x.To != date.None {
				t.Fatalf("%q: %q is open at the wrong end: %+v", s, s[x.Start:x.End], x)
			}
			if f, l := x.Against(19723, 19813); f != date.None && l != date.None && f > l {
				t.Fatalf("%q: %q against a quarter is %s/%s", s, s[x.Start:x.End], f, l)
			}
		}
	})
}
