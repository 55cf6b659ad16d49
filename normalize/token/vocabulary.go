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
	slots [1 << 15]slot // index by hash; ID 0 is free
	keys  []key         // keys[id] is the end of the folded word
	names []string      // names[id] is the folded word
	ascii [1 << 7]ID    // of the marks of one byte
}

// slot holds some more bits of a word's hash, so that few other words are
// compared with it.
type slot struct {
	id   ID
	more uint16
}

var vocabulary = &words{keys: make([]key, 1, 4096), names: make([]string, 1, 4096)}

// key is the end of a word, its last bytes up to keyBytes, filled up with zeros
// in front: all of nearly every word, to be compared in two steps.
type key struct{ hi, lo uint64 }

const keyBytes = 16

// and is the key of k's word with one byte more.
func (k key) and(b byte) key { return key{k.hi<<8 | k.lo>>56, k.lo<<8 | uint64(b)} }

func keyOf[T string | []byte](w T) (k key) {
	for i := range len(w) {
		k = k.and(w[i])
	}
	return k
}

func (k key) hash() uint32 {
	return uint32((k.lo ^ k.hi*0x9e3779b97f4a7c15) * 0xbf58476d1ce4e5b9 >> 32)
}

// find returns the ID of the folded word b, whose key is k.
func (w *words) find(b []byte, k key) ID {
	h := k.hash()
	more := uint16(h >> 16)
	for i := h; ; i++ {
		s := w.slots[i%uint32(len(w.slots))]
		if s.id == 0 || s.more == more && w.keys[s.id] == k && (len(b) < keyBytes || w.names[s.id] == string(b)) {
			return s.id
		}
	}
}

// mark returns the ID of a mark.
func (w *words) mark(m string) ID {
	if m[0] < utf8.RuneSelf {
		return w.ascii[m[0]]
	}
	return w.find(nil, keyOf(m))
}

func (w *words) add(b []byte) ID {
	k := keyOf(b)
	if id := w.find(b, k); id != 0 {
		return id
	}
	if len(w.names) > len(w.slots)/2 || len(b) > maxWord {
		panic("token: the vocabulary is full, or a word of it is too long: " + string(b))
	}
	id := ID(len(w.names))
	w.keys = append(w.keys, k)
	w.names = append(w.names, string(b))
	h := k.hash()
	i := h
	for w.slots[i%uint32(len(w.slots))].id != 0 {
		i++
	}
	w.slots[i%uint32(len(w.slots))] = slot{id, uint16(h >> 16)}
	if len(b) == 1 && b[0] < utf8.RuneSelf {
		w.ascii[b[0]] = id
	}
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
		switch {
		case t.ID != 0: // it has one
			ids = append(ids, t.ID)
		case t.Kind == Word:
			ids = append(ids, vocabulary.add([]byte(Fold(t.Text(phrase)))))
		case t.Kind == Mark:
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
