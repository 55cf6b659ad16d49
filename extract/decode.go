package extract

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// Decode turns a document's bytes into text and tells the charset it used (in
// lower case: utf-8, windows-1258, tcvn3, vni, viscii …). Asked in this order:
// a byte order mark; the charset of the HTTP header; valid UTF-8 over the whole
// body (a page may declare its charset tens of kilobytes in, so the first
// kilobyte tells nothing); a meta element anywhere; guessing. A header or meta
// element that the bytes contradict is passed over: a server's default of
// iso-8859-1 over UTF-8 bytes, or utf-8 over bytes that are not.
//
// Text from a Vietnamese 8-bit charset is NFC; other text is left as it is
// composed (blocks are normalised one by one). Bytes that are no text at all
// (NUL bytes, a PDF, a picture) give ErrNotText.
func Decode(body []byte, httpCharset string) (text, charset string, err error) {
	b, charset, err := decode(body, httpCharset)
	return string(b), charset, err
}

// decode is Decode; its text may be body itself.
func decode(body []byte, httpCharset string) (text []byte, charset string, err error) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		body = body[3:]
		if utf8.Valid(body) {
			return checked(body, "utf-8")
		}
	case bytes.HasPrefix(body, []byte("\xff\xfe")), bytes.HasPrefix(body, []byte("\xfe\xff")):
		s, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Bytes(body)
		if err != nil {
			return nil, "", ErrNotText
		}
		return checked(s, "utf-16")
	}
	if looksBinary(body) {
		return nil, "", ErrNotText
	}
	if utf8.Valid(body) {
		// ISO-2022 and UTF-7 apart, nothing that is valid UTF-8 with letters
		// above ASCII is anything else; in plain ASCII the charset is moot,
		// but for the old Vietnamese ones that put text into ASCII bytes: none does.
		if cs := canonicalCharset(httpCharset); cs == "iso-2022-jp" || strings.HasPrefix(cs, "utf-16") {
			if s, ok := decodeAs(body, cs); ok {
				return checked([]byte(s), cs)
			}
		}
		return checked(body, "utf-8")
	}
	meta := metaCharset(body)
	for _, cs := range []string{canonicalCharset(httpCharset), canonicalCharset(meta)} {
		switch cs {
		case "", "x-user-defined":
			continue
		case "utf-8":
			// A few broken bytes in a UTF-8 page (a cut character, a byte from a
			// form) are no reason to read all of it as something else.
			if s, bad := repairUTF8(body); bad*50 <= countHigh(body) {
				return checked([]byte(s), cs)
			}
			continue
		case "windows-1252":
			// What browsers take for want of better; old Vietnamese pages say
			// so too and mean their font.
			if s, g, score := guessVietnamese(body); score > 0 {
				return checked([]byte(s), g)
			}
		}
		if s, ok := decodeAs(body, cs); ok {
			return checked([]byte(s), cs)
		}
	}
	if s, bad := repairUTF8(body); bad*20 <= countHigh(body) {
		return checked([]byte(s), "utf-8")
	}
	if s, g, score := guessVietnamese(body); score > 0 {
		return checked([]byte(s), g)
	}
	if r := chardet.Detect(sample(body)); r.Confidence > 0.5 {
		if cs := canonicalCharset(r.Encoding); cs != "" && cs != "utf-8" {
			if s, ok := decodeAs(body, cs); ok {
				return checked([]byte(s), cs)
			}
		}
	}
	s, _ := decodeAs(body, "windows-1252")
	return checked([]byte(s), "windows-1252")
}

// checked refuses decoded text that holds too many control characters.
func checked(s []byte, charset string) ([]byte, string, error) {
	bad := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1a {
			bad++
		}
	}
	if bad > 16 && bad*50 > len(s) {
		return nil, "", ErrNotText
	}
	return s, charset, nil
}

// magic numbers of what is served as text by mistake.
var magics = []string{"%PDF-", "\x89PNG", "\xff\xd8\xff", "GIF87a", "GIF89a", "PK\x03\x04", "\x1f\x8b", "\x7fELF",
	"\xd0\xcf\x11\xe0", "RIFF", "\x00\x00\x00", "ID3", "OggS", "BM\x00", "7z\xbc\xaf", "Rar!", "SQLite format 3"}

func looksBinary(body []byte) bool {
	for _, m := range magics {
		if len(body) >= len(m) && string(body[:len(m)]) == m {
			return true
		}
	}
	head := sample(body)
	nul := bytes.Count(head, []byte{0})
	return nul > 0 && nul*200 > len(head)
}

// sample is a head of body long enough to judge it by.
func sample(body []byte) []byte {
	if len(body) > 64<<10 {
		return body[:64<<10]
	}
	return body
}

func countHigh(body []byte) int {
	n := 0
	for _, c := range body {
		if c >= 0x80 {
			n++
		}
	}
	return n
}

// repairUTF8 replaces what is not UTF-8 by U+FFFD and counts the replacements.
func repairUTF8(body []byte) (string, int) {
	var b strings.Builder
	b.Grow(len(body) + 64)
	bad := 0
	for len(body) > 0 {
		r, n := utf8.DecodeRune(body)
		if r == utf8.RuneError && n == 1 {
			bad++
			b.WriteRune(utf8.RuneError)
		} else {
			b.Write(body[:n])
		}
		body = body[n:]
	}
	return b.String(), bad
}

// canonicalCharset is the one name of a charset for the many labels of it, ""
// for a label nobody knows.
func canonicalCharset(label string) string {
	label = strings.ToLower(strings.Trim(strings.TrimSpace(label), `"'`))
	switch label {
	case "":
		return ""
	case "viscii", "csviscii", "x-viscii", "viscii1.1-1":
		return "viscii"
	case "tcvn5712-1", "tcvn5712-1:1993", "tcvn-5712-1":
		return "tcvn5712-1"
	case "tcvn", "tcvn3", "tcvn-5712", "x-tcvn", "abc", "x-abc", "vn3":
		return "tcvn3"
	case "vni", "x-vni", "x-viet-vni":
		return "vni"
	case "x-viet-tcvn", "x-viet-tcvn5712":
		return "tcvn3"
	case "x-viet-vps", "x-user-defined":
		return "x-user-defined"
	case "cp1258", "x-cp1258", "ms-1258":
		return "windows-1258"
	case "unicode", "utf8mb4", "utf":
		return "utf-8"
	}
	e, err := htmlindex.Get(label)
	if err != nil {
		return ""
	}
	name, err := htmlindex.Name(e)
	if err != nil {
		return ""
	}
	return name
}

// decodeAs reads body in a charset by its canonical name; false where the name
// is not known or more than a hundredth of the characters are not of it.
func decodeAs(body []byte, cs string) (string, bool) {
	switch cs {
	case "tcvn3":
		return fromTable(body, &tcvn3), true
	case "tcvn5712-1":
		return fromTable(body, &tcvn1), true
	case "viscii":
		return fromTable(body, &viscii), true
	case "vni":
		s, _ := charmap.Windows1252.NewDecoder().Bytes(body)
		return fromVNI(string(s)), true
	case "windows-1258":
		s, err := charmap.Windows1258.NewDecoder().Bytes(body)
		if err != nil {
			return "", false
		}
		return norm.NFC.String(string(s)), true
	}
	var e encoding.Encoding
	e, err := htmlindex.Get(cs)
	if err != nil {
		return "", false
	}
	b, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return "", false
	}
	s := string(b)
	if n := strings.Count(s, "\uFFFD"); n*100 > utf8.RuneCountInString(s) {
		return "", false
	}
	return s, true
}

// metaCharset finds the charset that a meta element (or an XML declaration)
// names, wherever it stands.
func metaCharset(body []byte) string {
	if bytes.HasPrefix(bytes.TrimSpace(sample(body)), []byte("<?xml")) {
		if end := bytes.Index(body, []byte("?>")); end > 0 && end < 200 {
			if cs := valueAfter(body[:end], "encoding"); cs != "" {
				return cs
			}
		}
	}
	for at := 0; ; {
		i := indexFold(body[at:], "<meta")
		if i < 0 {
			return ""
		}
		at += i
		end := bytes.IndexByte(body[at:], '>')
		if end < 0 {
			end = len(body) - at
		}
		if cs := valueAfter(body[at:at+end], "charset"); cs != "" {
			return cs
		}
		at += end
	}
}

// valueAfter is the token after `name=` in s.
func valueAfter(s []byte, name string) string {
	i := indexFold(s, name)
	if i < 0 {
		return ""
	}
	s = bytes.TrimLeft(s[i+len(name):], " \t\r\n")
	if len(s) == 0 || s[0] != '=' {
		return ""
	}
	s = bytes.TrimLeft(s[1:], " \t\r\n\"'")
	end := bytes.IndexAny(s, " \t\r\n\"';>/")
	if end < 0 {
		end = len(s)
	}
	return string(s[:end])
}

// indexFold is bytes.Index without regard to the case of ASCII letters; sub is
// in lower case.
func indexFold(s []byte, sub string) int {
	for at := 0; at+len(sub) <= len(s); at++ {
		k := 0
		for k < len(sub) && (s[at+k] == sub[k] || s[at+k] >= 'A' && s[at+k] <= 'Z' && s[at+k]|0x20 == sub[k]) {
			k++
		}
		if k == len(sub) {
			return at
		}
	}
	return -1
}
