// Package token cuts text into words, numerals and marks, once, for every
// reader of the normalize stage.
//
// In goes text in Unicode NFC; out comes a slice of tokens in reading order,
// each with its byte span in that very text. White space is not a token: a
// token knows whether space or a line end stands before it. A word's ID names
// it in folded form (lower case, one tone-mark placement), so `Hoà`, `HÒA` and
// `hòa` share an ID; the tables of the other packages intern their words here
// when the program starts, and a word no table names has ID 0.
//
//	toks := token.Scan(nil, "tăng 17,7% so với cùng kỳ")
//	phrases.Match(toks, 2) // "%"
package token

import (
	"unicode"
	"unicode/utf8"
)

// Kind tells what a token is made of.
type Kind uint8

const (
	// Word is a run of letters with their marks; superscripts (m²) belong to it.
	Word Kind = iota
	// Number is a run of ASCII or full-width digits in which single points and commas
	// stand between digits: `36,3`, `1.928.311`, `1.234,56`. A sign, a slash
	// or a space is a token of its own or the gap before one.
	Number
	// Mark is one rune of anything else: punctuation, symbols, controls.
	Mark
)

// Flag holds what a token's folded ID no longer shows.
type Flag uint8

const (
	// Space: white space (NBSP and thin spaces too) stands before the token.
	Space Flag = 1 << iota
	// Line: that white space holds a line end, or the token opens the text.
	Line
	// Upper: the word's first letter is a capital.
	Upper
	// Caps: the word has two letters or more, and all are capitals.
	Caps
)

// Token is one word, numeral or mark.
type Token struct {
	Start, End int32 // bytes of the scanned text, half open
	ID         ID    // the folded word or mark, 0 where no table names it
	Kind       Kind
	Flag       Flag
}

// Has reports whether every bit of f is set.
func (t Token) Has(f Flag) bool { return t.Flag&f == f }

// Glued reports whether the token follows the one before it without a gap.
func (t Token) Glued() bool { return t.Flag&Space == 0 }

// Text returns the token's own words in the text that was scanned.
func (t Token) Text(text string) string { return text[t.Start:t.End] }

// class of a byte in the ASCII range.
type class uint8

const (
	cMark class = iota
	cSpace
	cLine
	cLetter
	cDigit
)

var ascii = func() (t [128]class) {
	for i := range t {
		switch b := byte(i); {
		case b == '\n' || b == '\r' || b == '\f' || b == '\v':
			t[i] = cLine
		case b == ' ' || b == '\t':
			t[i] = cSpace
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z':
			t[i] = cLetter
		case b >= '0' && b <= '9':
			t[i] = cDigit
		}
	}
	return
}()

// lowerASCII holds the small form of an ASCII letter, 0 for what is none; lowerLatin
// and lowerViet that of the letters from U+00C0 and from U+1E00.
var (
	lowerASCII [0x80]byte
	lowerLatin [0x240 - 0xC0]uint16
	lowerViet  [0x100]uint16
)

func init() {
	for b := range lowerASCII {
		if ascii[b] == cLetter {
			lowerASCII[b] = byte(Lower(rune(b)))
		}
	}
	for i := range lowerLatin {
		lowerLatin[i] = uint16(Lower(rune(0xC0 + i)))
	}
	for i := range lowerViet {
		lowerViet[i] = uint16(Lower(rune(0x1E00 + i)))
	}
}

func runeClass(r rune) class {
	switch {
	case r < 0x80:
		return ascii[r]
	case r >= 0xC0 && r < 0x250 && r != 0xD7 && r != 0xF7, r >= 0x1E00 && r <= 0x1EFF:
		return cLetter
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return cLine
	case r == 0xB2 || r == 0xB3 || r == 0xB9 || r == 0xB5 || r == 0x3BC: // ² ³ ¹ µ μ
		return cLetter
	case r >= 0xFF10 && r <= 0xFF19:
		return cDigit
	case unicode.IsSpace(r) || r >= 0x2000 && r <= 0x200B || r == 0x202F || r == 0x205F || r == 0xFEFF:
		return cSpace
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return cLetter
	}
	return cMark
}

// Scan appends the tokens of text to dst and returns it; give it the slice of
// the text before to scan a whole corpus without allocating. Text that is not
// valid UTF-8 is scanned too: each bad byte is a Mark. Time is linear in the
// length of the text, which must stay under 2 GiB.
func Scan(dst []Token, text string) []Token {
	var buf [maxWord]byte
	flag := Space | Line
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			flag |= Space
			i++
			continue
		}
		if end, k, first := plainWord(text, i); end > 0 {
			dst = append(dst, Token{Start: int32(i), End: int32(end), ID: vocabulary.find(nil, k), Kind: Word, Flag: flag | first})
			i, flag = end, 0
			continue
		}
		c, size, _ := classAt(text, i)
		switch c {
		case cSpace:
			flag |= Space
			i += size
			continue
		case cLine:
			flag |= Space | Line
			i += size
			continue
		case cDigit:
			start := i
			i += size
			for i < len(text) {
				b := text[i]
				if b < 0x80 {
					if ascii[b] == cDigit {
						i++
						continue
					}
					if (b == '.' || b == ',') && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
						i += 2
						continue
					}
					break
				}
				if c, n, _ := classAt(text, i); c == cDigit {
					i += n
					continue
				}
				break
			}
			dst = append(dst, Token{Start: int32(start), End: int32(i), Kind: Number, Flag: flag})
		case cLetter:
			t := Token{Start: int32(i), Kind: Word, Flag: flag}
			n, k, upper, lower := 0, key{}, 0, 0
			for i < len(text) {
				b := text[i]
				var r, low rune
				size := 1
				switch {
				case b < 0x80:
					l := lowerASCII[b]
					if l == 0 {
						size = 0
						break
					}
					r, low = rune(b), rune(l)
				case b >= 0xC3 && b <= 0xC8 && i+1 < len(text) && text[i+1]&0xC0 == 0x80: // U+00C0 to U+023F
					r, size = rune(b&0x1F)<<6|rune(text[i+1]&0x3F), 2
					if r == 0xD7 || r == 0xF7 {
						size = 0
						break
					}
					low = rune(lowerLatin[r-0xC0])
				case b == 0xE1 && i+2 < len(text) && text[i+1]&0xFC == 0xB8 && text[i+2]&0xC0 == 0x80: // U+1E00 to U+1EFF
					r, size = 0x1E00|rune(text[i+1]&0x03)<<6|rune(text[i+2]&0x3F), 3
					low = rune(lowerViet[r-0x1E00])
				default:
					var c class
					if c, size, r = classAt(text, i); c != cLetter {
						size = 0
						break
					}
					low = Lower(r)
				}
				if size == 0 {
					break
				}
				if low != r {
					upper++
					if lower == 0 && upper == 1 {
						t.Flag |= Upper
					}
				} else {
					lower++
				}
				if n+utf8.UTFMax > maxWord {
					n = maxWord + 1 // too long for any table
				} else if low < 0x80 {
					buf[n] = byte(low)
					k = k.and(byte(low))
					n++
				} else {
					for end := n + utf8.EncodeRune(buf[n:], low); n < end; n++ {
						k = k.and(buf[n])
					}
				}
				i += size
			}
			t.End = int32(i)
			if upper >= 2 && lower == 0 {
				t.Flag |= Caps
			}
			if n <= maxWord {
				if w, moves := placeTone(buf[:n]); moves {
					t.ID = vocabulary.find(w, keyOf(w))
				} else {
					t.ID = vocabulary.find(w, k)
				}
			}
			dst = append(dst, t)
		default:
			dst = append(dst, Token{Start: int32(i), End: int32(i + size), ID: vocabulary.mark(text[i : i+size]), Kind: Mark, Flag: flag})
			i += size
		}
		flag = 0
	}
	return dst
}

func classAt(text string, i int) (class, int, rune) {
	if b := text[i]; b < 0x80 {
		return ascii[b], 1, rune(b)
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if r == utf8.RuneError && size <= 1 {
		return cMark, 1, r
	}
	return runeClass(r), size, r
}

// Lower is unicode.ToLower, quick for the letters of Vietnamese.
func Lower(r rune) rune {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			return r + 32
		}
		return r
	case r >= 0x1EA0 && r <= 0x1EFF, r >= 0x100 && r <= 0x12F:
		return r | 1
	case r >= 0xC0 && r <= 0xDE && r != 0xD7:
		return r + 32
	case r >= 0xDF && r <= 0xFF, r == 0x1A1 || r == 0x1B0:
		return r
	case r == 0x1A0 || r == 0x1AF:
		return r + 1
	}
	return unicode.ToLower(r)
}
