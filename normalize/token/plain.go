package token

import "unicode/utf8"

// A plain word is one of less than keyBytes bytes in small letters, though the
// first may be an ASCII capital, whose tone mark stays where it is and which a
// byte of ASCII ends. Nine words in ten are, and these are read a byte a step,
// without a look at what letters the bytes make.

// States of plainSteps; those from inside on are inside a letter.
const (
	between = iota // before a letter
	afterOU        // after o or u: a tone after it may have to move
	toned          // after such a tone, if no letter follows
	inside
	ends = 1<<8 - 2 // before what is no letter
	odd  = 1<<8 - 1 // the word is not plain
)

// plainSteps leads from a state over a byte to the next state.
var plainSteps [64][1 << 8]uint8

func init() {
	for s := range plainSteps {
		for b := range plainSteps[s] {
			plainSteps[s][b] = odd
			if s < toned && b < len(ascii) && ascii[b] != cLetter {
				plainSteps[s][b] = ends
			}
		}
	}
	unused := uint8(inside)
	var bytes [utf8.UTFMax]byte
	for from := range uint8(inside) {
		for _, letters := range [][2]rune{{'a', 'z'}, {0xC0, 0x23F}, {0x1E00, 0x1EFF}} {
			for r := letters[0]; r <= letters[1]; r++ {
				if runeClass(r) != cLetter || Lower(r) != r {
					continue
				}
				to := uint8(between)
				if _, moves := moved[r]; moves && from == afterOU {
					to = toned
				} else if r == 'o' || r == 'u' {
					to = afterOU
				}
				at, last := from, utf8.EncodeRune(bytes[:], r)-1
				for _, b := range bytes[:last] {
					if plainSteps[at][b] == odd {
						plainSteps[at][b] = unused
						unused++
					}
					at = plainSteps[at][b]
				}
				plainSteps[at][bytes[last]] = to
			}
		}
	}
}

// plainWord returns the end and the key of the plain word that begins at
// text[i], and Upper where its first letter is a capital; an end of 0 where
// none does.
func plainWord(text string, i int) (end int, k key, first Flag) {
	s, start := uint8(between), i
	if b := text[i]; b >= 'A' && b <= 'Z' {
		b += 'a' - 'A'
		s, first = plainSteps[between][b], Upper
		k = k.and(b)
		i++
	}
	for i < len(text) {
		b := text[i]
		s = plainSteps[s%uint8(len(plainSteps))][b]
		if s >= ends {
			break
		}
		k = k.and(b)
		i++
	}
	if s != ends || i == start || i-start >= keyBytes {
		return 0, k, 0
	}
	return i, k, first
}
