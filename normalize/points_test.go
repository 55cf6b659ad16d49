package normalize

import (
	"testing"
	"unicode/utf8"
)

func TestPointCounter(t *testing.T) {
	for _, text := range []string{
		"", "a", "Doanh thu đạt gần 36,3 tỷ USD, tăng 17,7% so với cùng kỳ", "ế", "ngày 3/9 – “tấn” 😀 Ω", "mất \xff\x80\x80 đầu \xe1\xba",
	} {
		for from := range len(text) {
			if !utf8.RuneStart(text[from]) && utf8.ValidString(text) {
				continue
			}
			p := newPointCounter(text)
			if got, want := p.at(from), utf8.RuneCountInString(text[:from]); got != want {
				t.Errorf("%q: %d code points before byte %d, want %d", text, got, from, want)
			}
			if got, want := p.in(text[from:]), utf8.RuneCountInString(text[from:]); got != want {
				t.Errorf("%q: %d code points from byte %d, want %d", text, got, from, want)
			}
			if p.at(0) != 0 || p.at(from) != utf8.RuneCountInString(text[:from]) {
				t.Errorf("%q: going back to 0 from byte %d", text, from)
			}
		}
	}
}
