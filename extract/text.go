package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// nfc composes s. Text without a byte that begins a combining mark, or another
// character that NFC may change, is NFC already: most is.
func nfc(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == 0xCC || c == 0xCD || c >= 0xE0 && c != 0xE1 && c != 0xE2 {
			return norm.NFC.String(s)
		} else if c == 0xE1 && i+1 < len(s) && (s[i+1] < 0xBA || s[i+1] > 0xBB) || c == 0xE2 && i+1 < len(s) && s[i+1] != 0x80 {
			return norm.NFC.String(s)
		} else if c == 0xCE || c == 0xCF || c >= 0xD0 && c < 0xE0 {
			return norm.NFC.String(s)
		}
	}
	return s
}

// fold brings a text to the form in which phrases are compared: lower case,
// spaces single, quotes plain.
func fold(s string) string {
	return strings.ToLower(strings.TrimSpace(s))
}

// words are the runs of letters and digits of s.
func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// sameWords tells whether two texts say the same, whatever stands between the words.
func sameWords(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	if a == b {
		return true
	}
	return strings.Join(words(strings.ToLower(a)), " ") == strings.Join(words(strings.ToLower(b)), " ")
}

func runeLen(s string) int { return utf8.RuneCountInString(s) }

// endsSentence tells whether s ends as a sentence does.
func endsSentence(s []byte) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRune(s)
		switch r {
		case '.', '!', '?', '…', ':', ';':
			return true
		case '"', '”', '\'', '’', ')', '»', ']', ' ':
			s = s[:len(s)-n]
			continue
		}
		return false
	}
	return false
}

func nfd(s string) string { return norm.NFD.String(s) }
