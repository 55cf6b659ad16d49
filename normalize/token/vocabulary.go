package token

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ID names a folded word or mark that some table uses; 0 is every other one.
type ID uint16

// maxWord is the longest word in bytes that a table can name.
const maxWord = 64

// words is an open hash table from folded bytes to ID. It only grows while
// the tables of the program are built, and is read-only from then on.
type words struct {
	slots []slot   // index by hash; ID 0 is free
	names []string // names[id] is the folded word
	mask  uint32
}

// slot holds some more bits of a word's hash, so that few other words are
// compared with it.
type slot struct {
	id   ID
	more uint16
}

var vocabulary = &words{slots: make([]slot, 1<<14), names: make([]string, 1, 4096), mask: 1<<14 - 1}

// FNV-1a, folded.
const (
	hashSeed  = 2166136261
	hashPrime = 16777619
)

func hash(b []byte) uint32 {
	h := uint32(hashSeed)
	for _, c := range b {
		h = (h ^ uint32(c)) * hashPrime
	}
	return h ^ h>>15
}

func (w *words) find(b []byte) ID { return w.findHash(b, hash(b)) }

// findHash is find where the hash of b is known.
func (w *words) findHash(b []byte, h uint32) ID {
	more := uint16(h >> 16)
	for i := h & w.mask; ; i = (i + 1) & w.mask {
		s := w.slots[i]
		if s.id == 0 || s.more == more && w.names[s.id] == string(b) {
			return s.id
		}
	}
}

func (w *words) findString(s string) ID {
	var buf [utf8.UTFMax]byte
	return w.find(buf[:copy(buf[:], s)])
}

func (w *words) add(b []byte) ID {
	if id := w.find(b); id != 0 {
		return id
	}
	if len(w.names) > len(w.slots)/2 || len(b) > maxWord {
		panic("token: the vocabulary is full, or a word of it is too long: " + string(b))
	}
	id := ID(len(w.names))
	w.names = append(w.names, string(b))
	h := hash(b)
	i := h & w.mask
	for w.slots[i].id != 0 {
		i = (i + 1) & w.mask
	}
	w.slots[i] = slot{id, uint16(h >> 16)}
	return id
}

// Intern gives a word or mark its ID. It is for tables built while the
// program starts (package variables and init), never while text is read: it
// is not safe for use beside Scan. It panics on what Scan would not make one
// token of, since such a line of a table could never match.
func Intern(word string) ID {
	ids := Words(word)
	if len(ids) != 1 {
		panic("token: not one word: " + word)
	}
	return ids[0]
}

// Words interns every word and mark of a phrase, in order; see Intern. A
// numeral has no ID and panics.
func Words(phrase string) []ID {
	phrase = norm.NFC.String(phrase)
	var ids []ID
	for _, t := range Scan(nil, phrase) {
		switch t.Kind {
		case Word:
			ids = append(ids, vocabulary.add([]byte(Fold(t.Text(phrase)))))
		case Mark:
			ids = append(ids, vocabulary.add([]byte(t.Text(phrase))))
		default:
			panic("token: a numeral in a phrase: " + phrase)
		}
	}
	return ids
}

// Name returns the folded word of an ID, for showing.
func Name(id ID) string { return vocabulary.names[id] }

// Count is one more than the highest ID given out: the size of a table
// indexed by ID.
func Count() int { return len(vocabulary.names) }

// Fold writes a word as the vocabulary keeps it: lower case, and the tone mark
// of a final oa, oe, uy on the first vowel (`hoà` becomes `hòa`), so that both
// placements in use are one word.
func Fold(word string) string {
	w, _ := placeTone([]byte(strings.Map(Lower, word)))
	return string(w)
}

// tones holds a vowel under the five tone marks, in one order for all.
var tones = map[rune][5]rune{
	'a': {'à', 'á', 'ả', 'ã', 'ạ'},
	'e': {'è', 'é', 'ẻ', 'ẽ', 'ẹ'},
	'y': {'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'},
	'o': {'ò', 'ó', 'ỏ', 'õ', 'ọ'},
	'u': {'ù', 'ú', 'ủ', 'ũ', 'ụ'},
}

// moved maps a final toned a, e, y to the bare vowel and the tone's number.
var moved = func() map[rune]struct {
	bare rune
	tone int
} {
	m := map[rune]struct {
		bare rune
		tone int
	}{}
	for _, v := range "aey" {
		for i, r := range tones[v] {
			m[r] = struct {
				bare rune
				tone int
			}{v, i}
		}
	}
	return m
}()

// placeTone moves the tone of a final oà, oè, uỳ to its first vowel, in place
// where the two spellings have the same length and else in a new slice.
func placeTone(w []byte) (folded []byte, moves bool) {
	if len(w) < 3 || w[len(w)-1] < 0x80 {
		return w, false
	}
	r, size := utf8.DecodeLastRune(w)
	at := len(w) - size - 1
	if at < 0 || w[at] != 'o' && w[at] != 'u' {
		return w, false
	}
	m, ok := moved[r]
	if !ok || (w[at] == 'u') != (m.bare == 'y') {
		return w, false
	}
	to := tones[rune(w[at])][m.tone]
	var buf [maxWord + utf8.UTFMax]byte
	out := append(buf[:0], w[:at]...)
	out = utf8.AppendRune(out, to)
	out = append(out, byte(m.bare))
	if len(out) <= cap(w) {
		return append(w[:0], out...), true
	}
	return append([]byte(nil), out...), true
}
