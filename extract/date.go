package extract

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// vietnam is the zone of pages that name none.
var vietnam = time.FixedZone("+07", 7*3600)

// readTime reads a time as pages write it for machines or for people:
// `2026-03-07T08:52:11.000 +07:00`, `2024-04-24`, `20260307T080153+0700`,
// `Thứ bảy, 7/3/2026, 08:01 (GMT+7)`, `14:45 | 24/04/2024`, `Thứ Ba 7, Tháng Ba
// 2023`, `3/7/2026 8:01:53 AM`, `November 19, 2019 10:30 am`. Where it names no
// zone it is zone's. dayOnly: it names no clock time.
func readTime(s string, zone *time.Location) (t time.Time, dayOnly, ok bool) {
	if len(s) > 300 {
		s = s[:300]
	}
	var d dateReader
	d.read(s)
	if !d.valid() {
		return time.Time{}, false, false
	}
	if d.zone != nil {
		zone = d.zone
	}
	if !d.clock {
		return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, zone), true, true
	}
	return time.Date(d.year, time.Month(d.month), d.day, d.hour, d.min, d.sec, 0, zone), false, true
}

type dateReader struct {
	year, month, day int
	hour, min, sec   int
	clock            bool
	zone             *time.Location
}

func (d *dateReader) valid() bool {
	if d.year < 1990 || d.year > 2100 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 || d.hour > 23 || d.min > 59 || d.sec > 60 {
		return false
	}
	// 31/4 is no day
	return time.Date(d.year, time.Month(d.month), d.day, 0, 0, 0, 0, time.UTC).Day() == d.day
}

// piece is a number, a word or a mark of a written time.
type piece struct {
	kind byte // '0' number, 'a' word, or the mark itself
	num  int
	len  int // digits of a number
	word string
	gap  bool // white space stands before it
}

func pieces(s string) []piece {
	var buf [64]piece
	out := buf[:0]
	gap := false
	for i := 0; i < len(s) && len(out) < 60; {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			n, start := 0, i
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				if i-start < 9 {
					n = n*10 + int(s[i]-'0')
				}
				i++
			}
			out = append(out, piece{kind: '0', num: n, len: i - start, gap: gap})
			gap = false
		case c <= ' ':
			gap = true
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == '\u00a0' {
				gap = true
				i += size
				continue
			}
			if unicode.IsLetter(r) {
				start := i
				for i < len(s) {
					r, size := utf8.DecodeRuneInString(s[i:])
					if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
						break
					}
					i += size
				}
				out = append(out, piece{kind: 'a', word: strings.ToLower(nfc(s[start:i])), gap: gap})
			} else {
				k := byte('?')
				if r < 0x80 {
					k = byte(r)
				} else if r == '–' || r == '—' || r == '−' {
					k = '-'
				}
				out = append(out, piece{kind: k, gap: gap})
				i += size
			}
			gap = false
		}
	}
	return out
}

var monthNames = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// vietnameseMonths are the words after `tháng`.
var vietnameseMonths = map[string]int{
	"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "chạp": 12,
}

func (d *dateReader) read(s string) {
	p := pieces(s)
	kind := func(i int) byte {
		if i < 0 || i >= len(p) {
			return 0
		}
		return p[i].kind
	}
	num := func(i, lo, hi int) bool { return kind(i) == '0' && p[i].num >= lo && p[i].num <= hi }
	year := func(i int) bool { return num(i, 1990, 2100) && p[i].len == 4 }
	pm := -1
	dmy := [2]int{}
	for i := 0; i < len(p); i++ {
		q := p[i]
		switch {
		case q.kind == '0' && d.year == 0 && q.len == 8 && q.num > 19900101 && q.num < 21001231: // 20260307, 20260307T080153
			d.year, d.month, d.day = q.num/10000, q.num/100%100, q.num%100
			if kind(i+1) == 'a' && p[i+1].word == "t" && kind(i+2) == '0' && p[i+2].len >= 4 {
				n := p[i+2].num
				if p[i+2].len == 4 {
					n *= 100
				}
				d.hour, d.min, d.sec, d.clock = n/10000, n/100%100, n%100, true
				i += 2
			}
		case q.kind == '0' && d.year == 0 && year(i) && (kind(i+1) == '-' || kind(i+1) == '/' || kind(i+1) == '.') && num(i+2, 1, 12) && kind(i+3) == kind(i+1) && num(i+4, 1, 31): // 2026-03-07
			d.year, d.month, d.day = q.num, p[i+2].num, p[i+4].num
			i += 4
		case q.kind == '0' && d.year == 0 && q.len <= 2 && (kind(i+1) == '/' || kind(i+1) == '-' || kind(i+1) == '.') && num(i+2, 1, 31) && kind(i+3) == kind(i+1) && year(i+4): // 7/3/2026
			d.year, d.month, d.day = p[i+4].num, p[i+2].num, q.num
			dmy = [2]int{q.num, p[i+2].num}
			i += 4
		case q.kind == '0' && !d.clock && q.num <= 23 && q.len <= 2 && (kind(i+1) == ':' && !p[i+1].gap || kind(i+1) == 'a' && (p[i+1].word == "h" || p[i+1].word == "g" || p[i+1].word == "giờ")) &&
			num(i+2, 0, 59) && p[i+2].len <= 2: // 08:01:53, 8h01
			d.hour, d.min, d.clock = q.num, p[i+2].num, true
			i += 2
			if kind(i+1) == ':' && num(i+2, 0, 60) {
				d.sec = p[i+2].num
				i += 2
				if kind(i+1) == '.' && kind(i+2) == '0' && !p[i+2].gap { // fractions
					i += 2
				}
			}
			i = d.readZone(p, i)
		case q.kind == '0' && d.year == 0 && q.len <= 2 && (kind(i+1) == 'a' || kind(i+1) == ',' && kind(i+2) == 'a'): // 7 tháng 3 năm 2026; 7 tháng 3, 2026; 19 November 2019; 7, Tháng Ba 2023
			j := i + 1
			if kind(j) == ',' {
				j++
			}
			month, k := 0, j+1
			if p[j].word == "tháng" || p[j].word == "thg" {
				if num(k, 1, 12) {
					month = p[k].num
					k++
				} else if kind(k) == 'a' {
					month = vietnameseMonths[p[k].word]
					if k++; month == 10 && kind(k) == 'a' && (p[k].word == "một" || p[k].word == "hai") {
						month = 10 + vietnameseMonths[p[k].word]
						k++
					}
				}
			} else if monthNames[p[j].word] > 0 {
				month = monthNames[p[j].word]
			} else if (p[j].word == "st" || p[j].word == "nd" || p[j].word == "rd" || p[j].word == "th") && kind(j+1) == 'a' {
				month = monthNames[p[j+1].word]
				k++
			}
			for kind(k) == ',' || kind(k) == '.' || kind(k) == '/' || kind(k) == '-' || kind(k) == 'a' && (p[k].word == "năm" || p[k].word == "of") {
				k++
			}
			if month > 0 && year(k) {
				d.year, d.month, d.day = p[k].num, month, q.num
				i = k
			}
		case q.kind == 'a' && d.year == 0 && monthNames[q.word] > 0: // November 19, 2019; Nov. 19th, 2019
			k := i + 1
			if kind(k) == '.' {
				k++
			}
			if num(k, 1, 31) && p[k].len <= 2 {
				day := p[k].num
				k++
				for kind(k) == ',' || kind(k) == '.' || kind(k) == 'a' && len(p[k].word) == 2 {
					k++
				}
				if year(k) {
					d.year, d.month, d.day = p[k].num, monthNames[q.word], day
					i = k
				}
			}
		case q.kind == 'a' && (q.word == "am" || q.word == "sa"):
			pm = 0
		case q.kind == 'a' && (q.word == "pm" || q.word == "ch"):
			pm = 1
		case q.kind == 'a' && d.zone == nil && (q.word == "gmt" || q.word == "utc"):
			i = d.readZone(p, i-1)
		}
	}
	if pm >= 0 && d.clock {
		if pm == 1 && d.hour < 12 {
			d.hour += 12
		} else if pm == 0 && d.hour == 12 {
			d.hour = 0
		}
	}
	// ASP.NET writes the month first, with AM and PM; nobody else here does.
	if dmy[0] > 0 && (pm >= 0 && !strings.ContainsAny(s, "ứủ") && dmy[0] <= 12 || dmy[1] > 12) {
		d.day, d.month = d.month, d.day
	}
}

// readZone reads a zone after p[i]: Z, +07:00, +0700, GMT+7, (GMT+07:00).
func (d *dateReader) readZone(p []piece, i int) int {
	j := i + 1
	for j < len(p) && (p[j].kind == '(' || p[j].kind == 'a' && (p[j].word == "gmt" || p[j].word == "utc" || p[j].word == "múi" || p[j].word == "giờ")) {
		if p[j].word == "gmt" || p[j].word == "utc" {
			d.zone = time.UTC
		}
		j++
	}
	switch {
	case j < len(p) && p[j].kind == 'a' && p[j].word == "z":
		d.zone = time.UTC
		return j
	case j+1 < len(p) && (p[j].kind == '+' || p[j].kind == '-') && p[j+1].kind == '0' && (p[j].kind == '+' || !p[j+1].gap && p[j+1].len != 1 || d.zone != nil):
		h, m, end := p[j+1].num, 0, j+1
		if p[j+1].len >= 3 {
			h, m = p[j+1].num/100, p[j+1].num%100
		} else if j+3 < len(p) && p[j+2].kind == ':' && p[j+3].kind == '0' && p[j+3].len == 2 {
			m, end = p[j+3].num, j+3
		}
		// `08:01 - 24/04/2024` is no zone
		if h > 14 || m > 59 || end+1 < len(p) && (p[end+1].kind == '/' || p[end+1].kind == '-') {
			return i
		}
		off := h*3600 + m*60
		if p[j].kind == '-' {
			off = -off
		}
		if off == 7*3600 {
			d.zone = vietnam
		} else {
			d.zone = time.FixedZone("", off)
		}
		return end
	}
	return i
}
