package sample

import (
	"fmt"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// windows1258 writes Vietnamese text in the old Windows code page, which has
// the letters â, ê, ô, ă, ơ, ư, đ and some letters with one mark whole, and
// adds the tone of all others as a combining mark behind the letter: ế is ê
// and an acute.
func windows1258(s string) ([]byte, error) {
	out := make([]byte, 0, len(s)*5/4)
	for _, r := range norm.NFC.String(s) {
		if b, ok := charmap.Windows1258.EncodeRune(r); ok {
			out = append(out, b)
			continue
		}
		var letter []rune
		var tone rune
		for _, d := range norm.NFD.String(string(r)) {
			switch d {
			case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
				tone = d
			default:
				letter = append(letter, d)
			}
		}
		whole := []rune(norm.NFC.String(string(letter)))
		if len(whole) != 1 || tone == 0 {
			return nil, fmt.Errorf("windows-1258 has no letter %q", r)
		}
		l, ok := charmap.Windows1258.EncodeRune(whole[0])
		t, ok2 := charmap.Windows1258.EncodeRune(tone)
		if !ok || !ok2 {
			return nil, fmt.Errorf("windows-1258 has no letter %q", r)
		}
		out = append(out, l, t)
	}
	return out, nil
}
