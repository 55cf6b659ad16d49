package number

import (
	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// shape is how a numeral in digits is built.
type shape uint8

const (
	plainInt  shape = iota // 12
	grouped                // 1.928.311, 1,928,311
	fraction               // 36,3; 1.234,56
	eitherDot              // 3.097: groups or a fraction
	eitherComma
	noNumeral // 1.2.3, 12.34.56: an address, a version, a date
)

// numeral is one numeral in digits as printed.
type numeral struct {
	shape     shape
	point     byte // the decimal mark, 0 without one
	group     byte // the grouping mark, 0 without one
	digits    int  // of the whole part
	places    int  // digits after the mark, where shape is fraction or either
	zero      bool // begins with 0 and has more digits before any mark
	thousands bool // ends in three zeros
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// shapeOf reads the shape of a numeral from its letters alone.
func shapeOf(s string) numeral {
	var n numeral
	var first, last byte
	run, head, marks := 0, 0, 0
	mixed, bad := false, false // the last mark is of the other kind; no way to read it
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '.' && c != ',' {
			run++
			continue
		}
		if marks == 0 {
			head, first = run, c
		} else {
			bad = bad || run != 3 || mixed
			mixed = mixed || c != first
		}
		last = c
		marks++
		run = 0
	}
	n.zero = len(s) > 1 && s[0] == '0' && s[1] != '.' && s[1] != ','
	n.thousands = len(s) > 3 && s[len(s)-3:] == "000"
	n.digits = head
	lead := head >= 1 && head <= 3 && s[0] != '0'
	switch {
	case marks == 0:
		n.digits = run
	case marks == 1 && run == 3 && lead:
		n.point, n.places = first, 3
		n.shape = eitherDot
		if first == ',' {
			n.shape = eitherComma
		}
	case marks == 1:
		n.shape, n.point, n.places = fraction, first, run
	case !mixed && !bad && run == 3 && lead:
		n.shape, n.group = grouped, first
		n.digits = head + 3*marks
	case mixed && !bad && lead:
		n.shape, n.group, n.point, n.places = fraction, first, last, run
		n.digits = head + 3*(marks-1)
	default:
		n.shape = noNumeral
	}
	return n
}

// valueOf reads the digits of s with places of them after the point; ok is
// false where they do not fit.
func valueOf(s string, places int) (decimal.Decimal, bool) {
	var c int64
	for i := 0; i < len(s); i++ {
		b := s[i]
		if b == 0xEF && i+2 < len(s) { // a full-width digit: EF BC 90 to 99
			b = s[i+2] - 0x90 + '0'
			i += 2
		}
		if !isDigit(b) {
			continue
		}
		if c > (1<<63-10)/10 {
			return decimal.Decimal{}, false
		}
		c = c*10 + int64(b-'0')
	}
	return decimal.New(c, -int32(places)), places <= decimal.MaxExp
}

// habit counts how a text writes its numbers where the shape leaves no doubt.
type habit struct {
	groupDot, groupComma, pointDot, pointComma int
}

func habitOf(text string, toks []token.Token) (h habit) {
	for i := range toks {
		t := &toks[i]
		if t.Kind != token.Number || t.End-t.Start < 3 {
			continue
		}
		s := text[t.Start:t.End]
		n := shapeOf(s)
		switch n.shape {
		case grouped, fraction:
			if n.group == '.' {
				h.groupDot++
			} else if n.group == ',' {
				h.groupComma++
			}
			if n.point == '.' && (n.group != 0 || !n.zero) {
				h.pointDot++
			} else if n.point == ',' {
				h.pointComma++
			}
		}
	}
	return h
}

// isGroups decides whether the mark of an either-shape parts groups of
// thousands. sure is false where it might be otherwise.
func (r *reader) isGroups(n numeral, u unit, scaled bool) (groups, sure bool) {
	h := r.habit
	if n.shape == eitherDot {
		if !r.en && !scaled && (n.thousands || u.kind == kindCount || u.code == "VND") {
			return true, true
		}
		if r.en {
			return h.groupDot > 0 && h.pointDot == 0 && h.groupComma == 0, h.groupComma > 0 || h.pointDot > 0
		}
		if h.groupComma > 0 && h.groupDot == 0 {
			return false, true
		}
		if u.kind == kindPercent && n.digits <= 2 && !n.thousands && (h.pointDot > 0 || h.groupDot+h.pointComma == 0) {
			return false, false
		}
		return true, h.groupDot > 0 || h.pointDot == 0
	}
	if r.en {
		return h.groupDot == 0 || h.groupComma > 0 || h.pointComma == 0, h.groupDot == 0
	}
	switch {
	case h.groupComma > 0 && h.groupDot == 0 && h.pointComma == 0:
		return true, true
	case scaled:
		return false, true
	case n.thousands, u.kind == kindCount, u.code == "VND":
		return true, false
	}
	return false, h.pointComma > 0
}
