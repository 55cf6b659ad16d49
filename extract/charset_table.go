package extract

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// The Vietnamese 8-bit charsets that golang.org/x/text lacks. Each table lists
// the letters of a run of consecutive bytes; 0 leaves a byte as it is.

// tcvn3 is TCVN 5712:1993 VN3, the charset of the ABC (.Vn…) fonts: small
// letters only, capitals come from fonts whose name ends in H.
var tcvn3 = table(map[byte]string{
	0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
	0xB5: "àảãáạ",
	0xBB: "ằẳẵắ",
	0xC6: "ặầẩẫấậè",
	0xCE: "ẻẽéẹềểễếệìỉ",
	0xDC: "ĩíịò",
	0xE1: "ỏõóọồổỗốộờởỡớợù",
	0xF1: "ủũúụừửữứựỳỷỹýỵ",
})

// tcvn1 is TCVN 5712:1993 VN1, which has the capitals too, some of them where
// ASCII has its controls and Windows its quotation marks; hardly a page is in it.
var tcvn1 = func() [256]rune {
	t := tcvn3
	for at, letters := range map[byte]string{
		0x01: "ÚỤ", 0x04: "ỪỬỮ", 0x11: "ỨỰỲỶỸÝỴ",
		0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ",
		0x90: "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
		0xAF: "Ằ", 0xBA: "Ẳ", 0xBF: "ẴẮẦẨẪẤỀ", 0xCD: "Ể", 0xD9: "ỄẾỒ", 0xE0: "Ổ", 0xF0: "Ỗ", 0xFF: "Ố",
	} {
		for i, r := range []rune(letters) {
			t[int(at)+i] = r
		}
	}
	return t
}()

// viscii is RFC 1456.
var viscii = table(map[byte]string{
	0x02: "Ẳ", 0x05: "ẴẪ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ",
	0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ",
	0x90: "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
	0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
	0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư",
	0xE0: "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
})

func table(runs map[byte]string) (t [256]rune) {
	for at, letters := range runs {
		for i, r := range []rune(letters) {
			t[int(at)+i] = r
		}
	}
	for i := range t {
		if t[i] == 0 {
			t[i] = charmap.Windows1252.DecodeByte(byte(i))
		}
	}
	return t
}

func fromTable(body []byte, t *[256]rune) string {
	var b strings.Builder
	b.Grow(len(body) + len(body)/3)
	for _, c := range body {
		if c < 0x20 && t[c] < 0x80 || c >= 0x20 && c < 0x80 {
			b.WriteByte(c)
			continue
		}
		b.WriteRune(t[c])
	}
	return b.String()
}

// vniMarks is what a second character of VNI does to the vowel before it, as
// combining marks in canonical order; the capitals stand 0x20 lower.
var vniMarks = map[rune]string{
	'ø': "\u0300", 'ù': "\u0301", 'û': "\u0309", 'õ': "\u0303", 'ï': "\u0323",
	'â': "\u0302", 'à': "\u0302\u0300", 'á': "\u0302\u0301", 'å': "\u0302\u0309", 'ã': "\u0302\u0303", 'ä': "\u0323\u0302",
	'ê': "\u0306", 'è': "\u0306\u0300", 'é': "\u0306\u0301", 'ú': "\u0306\u0309", 'ü': "\u0306\u0303", 'ë': "\u0323\u0306",
}

// vniSingles are the letters of VNI that stand alone.
var vniSingles = map[rune]rune{
	'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'ô': 'ơ', 'ö': 'ư', 'î': 'ỵ', 'ñ': 'đ',
	'Æ': 'Ỉ', 'Ó': 'Ĩ', 'Ò': 'Ị', 'Ô': 'Ơ', 'Ö': 'Ư', 'Î': 'Ỵ', 'Ñ': 'Đ',
}

// fromVNI reads text whose windows-1252 characters are the glyphs of a VNI
// font: a vowel and its mark are two characters.
func fromVNI(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var last rune
	for _, r := range s {
		low := r
		if r >= 0xC0 && r <= 0xDE {
			low = r + 0x20
		}
		if m, ok := vniMarks[low]; ok && takesMark(last, m) {
			b.WriteString(m)
			last = 0
			continue
		}
		if v, ok := vniSingles[r]; ok {
			r = v
		}
		b.WriteRune(r)
		last = r
	}
	return norm.NFC.String(b.String())
}

// takesMark tells whether VNI writes the mark m after the vowel v: a breve goes
// on a alone, a circumflex on a, e and o.
func takesMark(v rune, m string) bool {
	v = unicode.ToLower(v)
	switch {
	case strings.Contains(m, "\u0306"):
		return v == 'a'
	case strings.Contains(m, "\u0302"):
		return v == 'a' || v == 'e' || v == 'o'
	}
	return strings.ContainsRune("aeouyơư", v)
}

// fontCharset tells the charset that a font's name stands for: the fonts of
// the 1990s carry their own code page, and a page in them may declare any.
func fontCharset(face string) string {
	face = strings.TrimLeft(strings.TrimSpace(face), `"'`)
	switch {
	case hasPrefixFold(face, ".vn"):
		if i := strings.IndexAny(face, `,"'`); i > 0 {
			face = face[:i]
		}
		if strings.HasSuffix(strings.TrimSpace(face), "H") {
			return "tcvn3-upper"
		}
		return "tcvn3"
	case hasPrefixFold(face, "vni-"), hasPrefixFold(face, "vni "):
		return "vni"
	}
	return ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// fromFont reads text shown in a font that carries its own code page. The
// characters are those of windows-1252 (or of ISO 8859-1: the C1 range).
func fromFont(s, cs string) string {
	switch cs {
	case "vni":
		return fromVNI(s)
	case "tcvn3", "tcvn3-upper":
		var b strings.Builder
		b.Grow(len(s) + len(s)/3)
		for _, r := range s {
			if r >= 0x80 {
				if c, ok := charmap.Windows1252.EncodeRune(r); ok {
					r = tcvn3[c]
				}
			}
			b.WriteRune(r)
		}
		if cs == "tcvn3-upper" {
			return strings.ToUpper(b.String())
		}
		return b.String()
	}
	return s
}

// commonWords are frequent Vietnamese words that carry marks: text decoded
// rightly holds many of them, decoded wrongly none.
var commonWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`và của là có các được không người trong những một cho đã với này khi để về từ
		đến năm tại việt ngày nhà nước tỷ đồng triệu số thành phố công ty hội ông bà đó như ở sẽ đang cũng phải trên dưới
		giá tăng giảm xuất khẩu nhập chính phủ bộ tỉnh kinh tế việc làm mới nhiều hơn sau trước thời gian đầu tư`) {
		commonWords[w] = true
	}
}

// guessVietnamese reads body in each Vietnamese 8-bit charset and keeps the
// reading with the most frequent words; score 0 where none reads as Vietnamese.
func guessVietnamese(body []byte) (text, charset string, score int) {
	head := sample(body)
	best := 0
	for _, cs := range []string{"windows-1258", "tcvn3", "vni", "viscii"} {
		s, ok := decodeAs(head, cs)
		if !ok {
			continue
		}
		marked, hits := 0, 0
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
			if !isASCII(w) {
				marked++
				if commonWords[strings.ToLower(w)] {
					hits++
				}
			}
		}
		if hits >= 2 && hits*8 >= marked && hits > best {
			best, charset = hits, cs
		}
	}
	if charset == "" {
		return "", "", 0
	}
	text, _ = decodeAs(body, charset)
	return text, charset, best
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
