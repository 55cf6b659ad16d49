package decimal_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cockroachdb/apd/v3"
	"pgregory.net/rapid"

	"solieu/normalize/decimal"
)

func parse(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	d, err := decimal.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestShift(t *testing.T) {
	for _, c := range []struct {
		in   string
		n    int32
		want string
	}{
		{"36.3", 9, "36300000000"}, {"17.70", 0, "17.70"}, {"1928311", 9, "1928311000000000"},
		{"1.276", 9, "1276000000"}, {"-0.5", 6, "-500000"}, {"0", 12, "0"}, {"0.00", 1, "0.0"},
		{"1.2345", 3, "1234.5"}, {"5", -2, "0.05"}, {".77", 0, "0.77"}, {"1", 18, "1000000000000000000"},
		{"123456789012345678", 0, "123456789012345678"}, {"100000000000000000000000", 0, "100000000000000000000000"},
	} {
		d, err := parse(t, c.in).Shift(c.n)
		if err != nil {
			t.Error(err)
		}
		if got := d.String(); got != c.want {
			t.Errorf("%s × 10^%d = %s, want %s", c.in, c.n, got, c.want)
		}
	}
}

func TestErrors(t *testing.T) {
	for _, s := range []string{"", "-", ".", "1,5", "1.2.3", "x", "1e5", "12345678901234567890x", "NaN"} {
		if _, err := decimal.Parse(s); !errors.Is(err, decimal.ErrSyntax) {
			t.Errorf("%q: %v", s, err)
		}
	}
	for _, s := range []string{strings.Repeat("9", 20), strings.Repeat("9", 1<<20), "0." + strings.Repeat("0", 200) + "1"} {
		if _, err := decimal.Parse(s); !errors.Is(err, decimal.ErrRange) {
			t.Errorf("%.20q: %v", s, err)
		}
	}
	big := decimal.New(9e18, 0)
	if _, err := big.Add(big); !errors.Is(err, decimal.ErrRange) {
		t.Error("9e18 + 9e18:", err)
	}
	if _, err := big.Mul(big); !errors.Is(err, decimal.ErrRange) {
		t.Error("9e18 × 9e18:", err)
	}
	if _, err := big.Shift(1000); !errors.Is(err, decimal.ErrRange) {
		t.Error("shift by 1000:", err)
	}
}

// TestApd holds the arithmetic against apd, which has no bound on its digits.
func TestApd(t *testing.T) {
	draw := func(t *rapid.T, name string) decimal.Decimal {
		return decimal.New(rapid.Int64Range(-1<<62, 1<<62).Draw(t, name), rapid.Int32Range(-20, 20).Draw(t, name+"exp"))
	}
	ctx := apd.BaseContext.WithPrecision(200)
	rapid.Check(t, func(t *rapid.T) {
		a, b := draw(t, "a"), draw(t, "b")
		x, y, z := a.Apd(), b.Apd(), new(apd.Decimal)
		if got, want := a.Cmp(b), x.Cmp(y); got != want {
			t.Fatalf("%s cmp %s = %d, want %d", a, b, got, want)
		}
		if got, want := a.String(), x.Text('f'); got != want && !a.IsZero() {
			t.Fatalf("printed %s, want %s", got, want)
		}
		if s, err := a.Add(b); err == nil {
			if ctx.Add(z, x, y); z.Cmp(s.Apd()) != 0 {
				t.Fatalf("%s + %s = %s", a, b, s)
			}
		}
		if s, err := a.Mul(b); err == nil {
			if ctx.Mul(z, x, y); z.Cmp(s.Apd()) != 0 {
				t.Fatalf("%s × %s = %s", a, b, s)
			}
		}
		if back, err := decimal.Parse(a.String()); err != nil || back.Cmp(a) != 0 {
			t.Fatalf("%s read back as %s, %v", a, back, err)
		}
	})
}

func TestAllocations(t *testing.T) {
	buf := make([]byte, 0, 64)
	if n := testing.AllocsPerRun(100, func() {
		d, _ := decimal.Parse("36.3")
		d, _ = d.Shift(9)
		d, _ = d.Add(decimal.Int(5))
		buf = d.Append(buf[:0])
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1.5", "-36.30", ".5", "99999999999999999999", "1e9", "+7"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := decimal.Parse(s)
		if err != nil {
			return
		}
		if back, err := decimal.Parse(d.String()); err != nil || back.Cmp(d) != 0 {
			t.Fatalf("%q reads as %s, and that as %s, %v", s, d, back, err)
		}
	})
}

func BenchmarkParseString(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		d, _ := decimal.Parse("1928311.25")
		d, _ = d.Shift(9)
		_ = d.String()
	}
}
