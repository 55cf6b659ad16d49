package token_test

import (
	"slices"
	"strings"
	"testing"

	"solieu/normalize/token"
)

var phrases = func() *token.Phrases[string] {
	p := token.NewPhrases[string]()
	p.Add("so với cùng kỳ", "yoy")
	p.Add("so với", "cmp")
	p.Add("hòa", "peace")
	p.Add("m²", "m2")
	p.Add("%", "%")
	return p
}()

func TestScan(t *testing.T) {
	text := "Tăng 17,7% so với\u00a0cùng kỳ;\n1.928.311 m² (5G)… tháng 12-2024, HOÀ hoà"
	var got []string
	for _, tok := range token.Scan(nil, text) {
		s := tok.Text(text)
		if tok.Has(token.Line) {
			s = "|" + s
		} else if tok.Glued() {
			s = "_" + s
		}
		if tok.Has(token.Caps) {
			s += "^"
		}
		got = append(got, s)
	}
	want := "|Tăng 17,7 _% so với cùng kỳ _; |1.928.311 m² ( _5 _G _) _… tháng 12 _- _2024 _, HOÀ^ hoà"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestMatch(t *testing.T) {
	text := "so với cùng kỳ, so VỚI Hoà m² 7% so\nvới"
	toks := token.Scan(nil, text)
	var got []string
	for i := 0; i < len(toks); {
		v, n := phrases.Match(toks, i)
		if n == 0 {
			i++
			continue
		}
		got = append(got, v)
		i += n
	}
	if s := strings.Join(got, " "); s != "yoy cmp peace m2 %" {
		t.Error(s)
	}
}

// Each phrase that begins at a word is told, the shortest first, also where more
// words follow one than are looked through.
func TestEvery(t *testing.T) {
	p := token.NewPhrases[int]()
	after := []string{"an", "bà", "cá", "dê", "ếch", "gà", "hổ", "kê", "lợn", "mèo", "nai"}
	for i, w := range after {
		p.Add("nuôi "+w, 10+i)
	}
	p.Add("nuôi", 1)
	p.Add("nuôi lợn nái", 2)
	for i, w := range after {
		toks := token.Scan(nil, "nuôi "+w+" nái")
		var got []int
		p.Every(toks, 0, func(v, n int) { got = append(got, v, n) })
		want := []int{1, 1, 10 + i, 2}
		if w == "lợn" {
			want = append(want, 2, 3)
		}
		if !slices.Equal(got, want) {
			t.Errorf("nuôi %s nái: %v, want %v", w, got, want)
		}
		if p.Begins(toks[1].ID) || !p.Begins(toks[0].ID) {
			t.Errorf("nuôi %s: wrong word begins a phrase", w)
		}
	}
	if v, fresh := p.At("nuôi lợn nái"); fresh || *v != 2 {
		t.Errorf("nuôi lợn nái: %d, fresh %v", *v, fresh)
	}
	if v, fresh := p.At("nuôi lợn thịt"); !fresh || *v != 0 {
		t.Errorf("nuôi lợn thịt: %d, fresh %v", *v, fresh)
	}
	defer func() {
		if recover() == nil {
			t.Error("a phrase was entered twice")
		}
	}()
	p.Add("nuôi lợn thịt", 3)
}

// rhymes are words of one to three letters with every letter of Vietnamese.
var rhymes = func() (words []string) {
	const letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
	for _, begin := range []string{"", "h", "o", "u", "ho", "qu", "đ", "ư", "ươ", "Q", "Đ", "O"} {
		for _, r := range letters {
			for _, end := range []string{"", "n", "ế", "Ò"} {
				words = append(words, begin+string(r)+end)
				token.Words(words[len(words)-1])
			}
		}
	}
	return words
}()

// A space may follow a word, or what is no ASCII: its token is the same.
func TestPlainWords(t *testing.T) {
	words := append(rhymes, "nghiêng", "Trường", "international", "Internationalization", "internationalizations", "thuở", "hoà", "XOÀ")
	plain := token.Scan(nil, strings.Join(words, " ")+" ")
	other := token.Scan(nil, strings.Join(words, "\u00a0")+"\u00a0")
	if len(plain) != len(words) || len(other) != len(words) {
		t.Fatalf("%d words, %d and %d tokens", len(words), len(plain), len(other))
	}
	known := 0
	for i, a := range plain {
		b := other[i]
		if a.ID != b.ID || a.Kind != b.Kind || a.Flag != b.Flag || a.End-a.Start != b.End-b.Start {
			t.Errorf("%s: %v before a space, %v before another", words[i], a, b)
		}
		if a.ID != 0 {
			known++
			if name := token.Name(a.ID); name != token.Fold(words[i]) {
				t.Errorf("%s is read as %s", words[i], name)
			}
		}
	}
	if known < len(rhymes) {
		t.Errorf("%d of %d words are known", known, len(rhymes))
	}
}

func FuzzScan(f *testing.F) {
	f.Add("tăng 1.234,56 tỷ\x00\xff đồng…")
	f.Fuzz(func(t *testing.T, s string) {
		end := int32(0)
		for _, tok := range token.Scan(nil, s) {
			if tok.Start < end || tok.End <= tok.Start || int(tok.End) > len(s) {
				t.Fatalf("%q: token %d:%d after %d", s, tok.Start, tok.End, end)
			}
			end = tok.End
		}
	})
}

func BenchmarkScan(b *testing.B) {
	text := strings.Repeat("Trong quý I, doanh thu công nghiệp đạt gần 36,3 tỷ USD, tăng 17,7% so với cùng kỳ năm trước. ", 1000)
	b.SetBytes(int64(len(text)))
	var toks []token.Token
	for b.Loop() {
		toks = token.Scan(toks[:0], text)
	}
}
