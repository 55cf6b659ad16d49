// Package decimal holds the exact numbers of a text: a coefficient times a
// power of ten, small enough to pass by value, without a float on the way.
//
// In goes a plain numeral (`36.3`, `-1928311`) or a coefficient and exponent;
// out comes the same value, scaled and printed as the text gave it: `17,70%`
// stays "17.70", and 36.3 shifted by nine places is "36300000000". Arithmetic
// that would need more than 18 to 19 digits is an error, never a rounding; a
// caller who must go further can go on with Apd, which has no such bound.
//
//	d, err := decimal.Parse("36.3")
//	d, err = d.Shift(9)
//	d.String() // "36300000000"
package decimal

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"

	"github.com/cockroachdb/apd/v3"
)

// MaxExp bounds the exponent on both sides, so that no value prints as more
// than a few hundred characters.
const MaxExp = 96

var (
	// ErrRange: the value needs more than 64 bits or an exponent beyond MaxExp.
	ErrRange = errors.New("decimal: too many digits")
	// ErrSyntax: not a plain numeral.
	ErrSyntax = errors.New("decimal: not a number")
)

// Decimal is coef × 10^exp. The zero Decimal is 0. Equal values may differ in
// coef and exp (1.5 and 1.50), so compare with Cmp; == asks for the same print.
type Decimal struct {
	coef int64
	exp  int32
}

// New returns coef × 10^exp, 0 with an exponent cut to the bound where exp is
// beyond MaxExp and coef is 0; it panics on another exponent beyond it, which
// only a mistake in a table can cause.
func New(coef int64, exp int32) Decimal {
	if exp > MaxExp || exp < -MaxExp {
		if coef != 0 {
			panic("decimal: New with an exponent beyond MaxExp")
		}
		exp = 0
	}
	return Decimal{coef, exp}
}

// Int returns n.
func Int(n int64) Decimal { return Decimal{coef: n} }

// Parse reads `-?digits[.digits]`, also `.5`, and keeps the printed precision.
// It knows no grouping and no exponent. Errors wrap ErrSyntax or ErrRange.
func Parse(s string) (Decimal, error) {
	i, neg := 0, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	var coef uint64
	var exp int32
	digits, point := 0, false
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			if coef > (math.MaxInt64-9)/10 {
				return parseLong(s)
			}
			coef = coef*10 + uint64(c-'0')
			digits++
			if point {
				exp--
			}
		case c == '.' && !point:
			point = true
		default:
			return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrSyntax)
		}
	}
	if digits == 0 {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrSyntax)
	}
	if exp < -MaxExp {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrRange)
	}
	n := int64(coef)
	if neg {
		n = -n
	}
	return Decimal{n, exp}, nil
}

// parseLong reads what overflows 64 bits digit by digit: a long run of zeros
// at the end still fits as an exponent.
func parseLong(s string) (Decimal, error) {
	if len(s) > 2*MaxExp {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrRange)
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && c != '.' && !(i == 0 && (c == '-' || c == '+')) {
			return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrSyntax)
		}
	}
	a, _, err := apd.NewFromString(s)
	if err != nil {
		return Decimal{}, fmt.Errorf("parse %.40q: %w", s, ErrSyntax)
	}
	return FromApd(a)
}

// FromApd returns the value of a, or an error that wraps ErrRange.
func FromApd(a *apd.Decimal) (Decimal, error) {
	if a.Form != apd.Finite {
		return Decimal{}, fmt.Errorf("from apd %s: %w", a, ErrRange)
	}
	r := new(apd.Decimal).Set(a)
	if r.Coeff.BitLen() > 63 {
		r.Reduce(a)
	}
	if r.Coeff.BitLen() > 63 || r.Exponent > MaxExp || r.Exponent < -MaxExp {
		return Decimal{}, fmt.Errorf("from apd: %w", ErrRange)
	}
	n := r.Coeff.Int64()
	if r.Negative {
		n = -n
	}
	return Decimal{n, r.Exponent}, nil
}

// Apd returns the value as an apd.Decimal of unbounded precision.
func (d Decimal) Apd() *apd.Decimal { return apd.New(d.coef, d.exp) }

// Coef and Exp are the two halves of d: d is Coef × 10^Exp.
func (d Decimal) Coef() int64 { return d.coef }
func (d Decimal) Exp() int32  { return d.exp }

// Places is the number of digits printed after the point.
func (d Decimal) Places() int { return int(max(0, -d.exp)) }

// Sign is -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coef < 0:
		return -1
	case d.coef > 0:
		return 1
	}
	return 0
}

// IsZero reports whether d is 0, however printed.
func (d Decimal) IsZero() bool { return d.coef == 0 }

// Neg returns -d.
func (d Decimal) Neg() Decimal { return Decimal{-d.coef, d.exp} }

// Abs returns d without its sign.
func (d Decimal) Abs() Decimal {
	if d.coef < 0 {
		return d.Neg()
	}
	return d
}

// Shift returns d × 10^n, the way of a scale word: exact, and the digits stay.
func (d Decimal) Shift(n int32) (Decimal, error) {
	e := int64(d.exp) + int64(n)
	if e > MaxExp || e < -MaxExp {
		return Decimal{}, ErrRange
	}
	return Decimal{d.coef, int32(e)}, nil
}

// align gives a and b one exponent, the smaller one.
func align(a, b Decimal) (x, y int64, exp int32, err error) {
	if a.exp == b.exp {
		return a.coef, b.coef, a.exp, nil
	}
	if a.exp > b.exp {
		x, err = scaleUp(a.coef, a.exp-b.exp)
		return x, b.coef, b.exp, err
	}
	y, err = scaleUp(b.coef, b.exp-a.exp)
	return a.coef, y, a.exp, err
}

var pow10 = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return
}()

func scaleUp(c int64, n int32) (int64, error) {
	if c == 0 {
		return 0, nil
	}
	if int(n) >= len(pow10) {
		return 0, ErrRange
	}
	return mul(c, pow10[n])
}

func mul(a, b int64) (int64, error) {
	hi, lo := bits.Mul64(uabs(a), uabs(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, ErrRange
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), nil
	}
	return int64(lo), nil
}

func uabs(a int64) uint64 {
	if a < 0 {
		return uint64(-a)
	}
	return uint64(a)
}

// Add returns d + e, or ErrRange.
func (d Decimal) Add(e Decimal) (Decimal, error) {
	x, y, exp, err := align(d, e)
	if err != nil {
		return Decimal{}, err
	}
	if s := x + y; (s > x) == (y > 0) || y == 0 {
		return Decimal{s, exp}, nil
	}
	return Decimal{}, ErrRange
}

// Mul returns d × e, or ErrRange.
func (d Decimal) Mul(e Decimal) (Decimal, error) {
	c, err := mul(d.coef, e.coef)
	if err != nil {
		return Decimal{}, err
	}
	exp := d.exp + e.exp
	if exp > MaxExp || exp < -MaxExp {
		return Decimal{}, ErrRange
	}
	return Decimal{c, exp}, nil
}

// Cmp compares values: -1 where d < e, 0 where they are equal, 1 where d > e.
func (d Decimal) Cmp(e Decimal) int {
	if a, b := d.Sign(), e.Sign(); a != b || a == 0 {
		return cmp(int64(a), int64(b))
	}
	x, y, _, err := align(d, e)
	if err == nil {
		return cmp(x, y)
	}
	// The one with the larger exponent overflowed: it is the larger in size.
	if d.exp > e.exp {
		return d.Sign()
	}
	return -d.Sign()
}

func cmp(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Append appends the plain notation of d to dst: no exponent, no zero after
// the point that the text did not print.
func (d Decimal) Append(dst []byte) []byte {
	if d.exp >= 0 {
		dst = strconv.AppendInt(dst, d.coef, 10)
		if d.coef != 0 {
			for range d.exp {
				dst = append(dst, '0')
			}
		}
		return dst
	}
	if d.coef < 0 {
		dst = append(dst, '-')
	}
	var buf [20]byte
	digits := strconv.AppendUint(buf[:0], uabs(d.coef), 10)
	places := int(-d.exp)
	if n := len(digits) - places; n > 0 {
		dst = append(dst, digits[:n]...)
		dst = append(dst, '.')
		return append(dst, digits[n:]...)
	}
	dst = append(dst, '0', '.')
	for range places - len(digits) {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

// String is Append as a string.
func (d Decimal) String() string {
	var buf [MaxExp + 24]byte
	return string(d.Append(buf[:0]))
}

// Float64 is the nearest float, for showing and for SQL's REAL only.
func (d Decimal) Float64() float64 {
	if d.exp == 0 {
		return float64(d.coef)
	}
	var buf [MaxExp + 24]byte
	f, _ := strconv.ParseFloat(string(d.Append(buf[:0])), 64)
	return f
}
