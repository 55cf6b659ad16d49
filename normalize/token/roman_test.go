package token

import "testing"

func TestRoman(t *testing.T) {
	for s, want := range map[string]int{
		"I": 1, "iv": 4, "IX": 9, "XIII": 13, "XIV": 14, "xxi": 21, "XL": 40, "XCIX": 99, "MMXXVI": 2026, "MCMXCIX": 1999, "MMMCMXCIX": 3999,
		"": 0, "IIX": 0, "MIM": 0, "IIII": 0, "VV": 0, "IXI": 0, "XIx": 0, "IVI": 0, "XCX": 0, "CDC": 0, "MMMM": 0, "số": 0, "A": 0,
	} {
		if n, ok := Roman(s); ok != (want > 0) || ok && n != want {
			t.Errorf("%q: %d %v, want %d", s, n, ok, want)
		}
	}
}
