package token

import "strings"

var romans = [...]struct {
	value  int
	letter string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
	{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

// Roman reads a Roman numeral from 1 to 3999 in its only spelling, all capitals
// or all small letters.
func Roman(s string) (n int, ok bool) {
	if len(s) == 0 || len(s) > len("MMMDCCCLXXXVIII") {
		return 0, false
	}
	if s == strings.ToLower(s) {
		s = strings.ToUpper(s)
	}
	rest := s
	for _, r := range romans {
		for strings.HasPrefix(rest, r.letter) {
			n += r.value
			rest = rest[len(r.letter):]
		}
	}
	return n, rest == "" && n < 4000 && s == spellRoman(n)
}

func spellRoman(n int) string {
	var b []byte
	for _, r := range romans {
		for ; n >= r.value; n -= r.value {
			b = append(b, r.letter...)
		}
	}
	return string(b)
}
