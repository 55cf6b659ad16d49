package number_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

var digitNames = []string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// one of several spellings of the same word.
func either(t *rapid.T, names ...string) string { return rapid.SampledFrom(names).Draw(t, "spelling") }

// hundreds writes 1 to 999; full where a hundreds' place must be said (`không trăm`).
func hundreds(t *rapid.T, n int, full bool) string {
	var w []string
	h, tens, u := n/100, n/10%10, n%10
	if h > 0 || full {
		w = append(w, digitNames[h], "trăm")
	}
	switch {
	case tens == 0 && u > 0 && len(w) > 0:
		w = append(w, either(t, "linh", "lẻ"))
	case tens == 1:
		w = append(w, "mười")
	case tens > 1:
		w = append(w, digitNames[tens], "mươi")
	}
	switch {
	case u == 0:
	case u == 1 && tens > 1:
		w = append(w, "mốt")
	case u == 4 && tens > 1:
		w = append(w, either(t, "tư", "bốn"))
	case u == 5 && tens > 0:
		w = append(w, either(t, "lăm", "nhăm"))
	case u == 7:
		w = append(w, either(t, "bảy", "bẩy"))
	default:
		w = append(w, digitNames[u])
	}
	return strings.Join(w, " ")
}

// spell writes n below 10^15 in full.
func spell(t *rapid.T, n int64) string {
	if n == 0 {
		return "không"
	}
	var w []string
	say := func(g int64, scale ...string) {
		if g == 0 {
			return
		}
		s := hundreds(t, int(g), len(w) > 0)
		if len(scale) > 0 {
			s += " " + either(t, scale...)
		}
		w = append(w, s)
	}
	if k := n / 1e12; k > 0 { // nghìn tỷ, with or without billions
		b := n / 1e9 % 1000
		say(k, "nghìn", "ngàn")
		if b == 0 {
			w = append(w, either(t, "tỷ", "tỉ"))
		} else {
			say(b, "tỷ", "tỉ")
		}
	} else {
		say(n/1e9, "tỷ", "tỉ")
	}
	say(n/1e6%1000, "triệu")
	say(n/1000%1000, "nghìn", "ngàn")
	say(n % 1000)
	return strings.Join(w, " ")
}

// amount draws a whole number with all sizes alike.
func amount(t *rapid.T) int64 {
	n := rapid.Int64Range(1, 999_999_999_999_999).Draw(t, "n")
	for range rapid.IntRange(0, 14).Draw(t, "smaller") {
		n = max(1, n/10)
	}
	if rapid.Bool().Draw(t, "round") {
		p := int64(1)
		for p*1000 <= n {
			p *= 1000
		}
		n = n / p * p
	}
	return n
}

func group(n int64, mark string) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + mark + s[i:]
	}
	return s
}

// one checks that a text reads as one quantity of all its length.
func one(t *rapid.T, text, lang, want string) {
	t.Helper()
	got, spans := reads(text, lang)
	if len(got) != 1 || got[0] != want || spans[0] != text {
		t.Fatalf("%q reads %q of %q, want %q", text, got, spans, want)
	}
}

// TestWordsBack writes a number in words and in digits, with a unit and without, and reads it back.
func TestWordsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := amount(t)
		text := spell(t, n)
		want := strconv.FormatInt(n, 10)
		switch rapid.IntRange(0, 4).Draw(t, "way") {
		case 0:
			text = strings.ToUpper(text)
		case 1:
			text = strings.ToUpper(text[:1]) + text[1:]
		case 2:
			text += " đồng"
			want += " VND"
		case 3:
			text, want = "âm "+text, "-"+want
		}
		one(t, text, "vi", want)
	})
}

func TestDigitsBack(t *testing.T) {
	units := [][2]string{{"đồng", "VND"}, {"USD", "USD"}, {"tấn", "t"}, {"MW", "MW"}, {"hồ sơ", "{hồ sơ}"}, {"người", "{người}"}}
	rapid.Check(t, func(t *rapid.T) {
		n := amount(t)
		u := rapid.SampledFrom(units).Draw(t, "unit")
		gap := either(t, " ", "\u00a0")
		one(t, group(n, ".")+gap+u[0], "vi", strconv.FormatInt(n, 10)+" "+u[1])
		if n >= 1000 {
			one(t, group(n, ",")+gap+"USD", "en", strconv.FormatInt(n, 10)+" USD")
		}
		if n < 1e13 {
			one(t, group(n, " ")+gap+u[0], "vi", strconv.FormatInt(n, 10)+" "+u[1])
		}
		// A fraction of a scale: 36,3 tỷ USD.
		whole, part := rapid.Int64Range(0, 9999).Draw(t, "whole"), rapid.IntRange(1, 99).Draw(t, "part")
		places := len(strconv.Itoa(part))
		if part%10 == 0 {
			return
		}
		scale := rapid.SampledFrom([]struct {
			name  string
			zeros int
		}{{"nghìn", 3}, {"triệu", 6}, {"tỷ", 9}, {"nghìn tỷ", 12}, {"triệu tỷ", 15}}).Draw(t, "scale")
		digits := strings.TrimLeft(fmt.Sprintf("%d%0*d", whole, places, part), "0") + strings.Repeat("0", scale.zeros-places)
		one(t, fmt.Sprintf("%s,%0*d %s USD", group(whole, "."), places, part, scale.name), "vi", digits+" USD")
	})
}

func TestRangesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.IntRange(1, 900).Draw(t, "a")
		b := a + rapid.IntRange(1, 99).Draw(t, "more")
		dash := either(t, "-", " - ", "–", " – ", " đến ", " tới ")
		one(t, fmt.Sprintf("%d%s%d%%", a, dash, b), "vi", fmt.Sprintf("%d..%d %%", a, b))
		one(t, fmt.Sprintf("%d%s%d tỷ đồng", a, dash, b), "vi", fmt.Sprintf("%d000000000..%d000000000 VND", a, b))
		one(t, fmt.Sprintf("khoảng %d%s%d dự án", a, dash, b), "vi", fmt.Sprintf("about %d..%d {dự án}", a, b))
	})
}

// moveTones writes the tone of oa, oe, uy on the other vowel.
var moveTones = strings.NewReplacer("òa", "oà", "óa", "oá", "ỏa", "oả", "õa", "oã", "ọa", "oạ", "òe", "oè", "óe", "oé", "ùy", "uỳ", "úy", "uý", "ủy", "uỷ", "ũy", "uỹ", "ụy", "uỵ")

// TestSpellingsChangeNothing reads every phrase again in other dress: decomposed and composed
// anew, with no-break spaces, with tone marks on the other vowel, inside brackets and between other words.
func TestSpellingsChangeNothing(t *testing.T) {
	for _, p := range phrases(t) {
		want, _ := reads(p.text, p.lang)
		dress := map[string]string{
			"decomposed": norm.NFC.String(norm.NFD.String(p.text)),
			"no-break":   strings.ReplaceAll(p.text, " ", "\u00a0"),
			"thin":       strings.ReplaceAll(p.text, " ", "\u202f"),
			"two spaces": strings.ReplaceAll(p.text, " ", "  "),
			"tones":      moveTones.Replace(p.text),
			"full stop":  p.text + ".",
			"lines":      "\n" + p.text + "\n",
		}
		if strings.HasPrefix(p.at, "words") && !strings.ContainsAny(p.text, "0123456789") {
			dress["capitals"] = strings.ToUpper(p.text)
		}
		if r, size := utf8.DecodeRuneInString(p.text); p.lang == "vi" && unicode.IsLetter(r) {
			dress["sentence"] = string(unicode.ToUpper(r)) + p.text[size:]
		}
		for how, text := range dress {
			if how == "two spaces" && strings.HasPrefix(p.at, "digits") || p.lang == "en" && how == "tones" || p.at == "" {
				continue
			}
			got, _ := reads(text, p.lang)
			// a counted noun is as printed
			if g, w := moveTones.Replace(strings.Join(got, " ; ")), moveTones.Replace(strings.Join(want, " ; ")); !strings.EqualFold(fold(g), fold(w)) {
				t.Errorf("%s, %s: %q reads %q, want %q", p.at, how, text, got, want)
			}
		}
	}
}

// fold evens out the white space of counted nouns.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}
