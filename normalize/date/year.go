package date

// yearWords reads a year in words at token i: `hai nghìn không trăm hai mươi ba`,
// `hai không linh chín`, `một tám năm hai`, `chín trăm ba tám`. It returns the
// number of tokens, 0 where there is none.
func (r *reader) yearWords(i int) (y, n int) {
	d, ok := r.digit(i)
	if !ok || d == 0 || r.end(i) {
		return 0, 0
	}
	k := i + 1
	switch {
	case r.next(k, rThousand):
		y, k = 1000*d, k+1
		if h, ok := r.digit(k); ok && r.next(k+1, rHundred) {
			y, k = y+100*h, k+2
		}
	case r.next(k, rHundred):
		y, k = 100*d, k+1
	default:
		h, ok := r.digit(k)
		if !ok {
			return 0, 0
		}
		y, k = 1000*d+100*h, k+1
		t, m := r.tail(k)
		if m == 0 {
			return 0, 0
		}
		return y + t, k + m - i
	}
	t, m := r.tail(k)
	if m == 0 && (y%1000 != 0 || y != 2000) {
		return 0, 0
	}
	if k += m; y < 1000 && !r.end(k) && r.tok(k).Kind == 0 && !r.is(k, rAnd|rTo) {
		return 0, 0 // năm trăm and what it counts, not the year of long ago
	}
	return y + t, k - i
}

// tail reads the tens and ones of a year.
func (r *reader) tail(i int) (v, n int) {
	if r.end(i) {
		return 0, 0
	}
	if r.is(i, rZero) {
		if d, ok := r.digit(i + 1); ok {
			return d, 2
		}
		return 0, 0
	}
	if r.is(i, rTen) {
		if d, ok := r.digit(i + 1); ok {
			return 10 + d, 2
		}
		return 10, 1
	}
	d, ok := r.digit(i)
	if !ok {
		return 0, 0
	}
	if r.next(i+1, rTens) {
		if e, ok := r.digit(i + 2); ok {
			return 10*d + e, 3
		}
		return 10 * d, 2
	}
	if e, ok := r.digit(i + 1); ok {
		return 10*d + e, 2
	}
	return 0, 0
}

func (r *reader) digit(i int) (int, bool) {
	if i >= len(r.toks) || r.tok(i).Kind != 0 {
		return 0, false
	}
	e := r.at(i)
	return int(e.num), e.role&rDigit != 0
}

// roman reads a Roman numeral in its only spelling, capitals or not.
func roman(s string) (int, bool) {
	if len(s) == 0 || len(s) > 12 {
		return 0, false
	}
	total, prev := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		v := 0
		switch s[i] &^ 0x20 {
		case 'I':
			v = 1
		case 'V':
			v = 5
		case 'X':
			v = 10
		case 'L':
			v = 50
		case 'C':
			v = 100
		case 'D':
			v = 500
		case 'M':
			v = 1000
		default:
			return 0, false
		}
		if v < prev {
			total -= v
		} else {
			total += v
			prev = v
		}
	}
	return total, total > 0
}
