package normalize_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"solieu/normalize"
	"solieu/normalize/date"
)

// The sentence of the README, and what must come out of it.
func TestFacts(t *testing.T) {
	text := "Công nghiệp số đi lên\n\nTrong quý I/2024, doanh thu công nghiệp phần mềm đạt gần 36,3 tỷ USD, tăng 17,7% so với cùng kỳ."
	day, err := date.ParseDay("2024-04-24")
	if err != nil {
		t.Fatal(err)
	}
	fs := normalize.Facts(text, normalize.Options{Date: day, Lang: "vi"})
	if len(fs) != 2 {
		t.Fatalf("%d facts: %+v", len(fs), fs)
	}
	level, change := fs[0], fs[1]
	for _, c := range []struct{ name, got, want string }{
		{"quote", level.Quote, "gần 36,3 tỷ USD"},
		{"value", level.Value.String(), "36300000000"},
		{"unit", level.Unit, "USD"},
		{"comparator", level.Comparator, "nearly"},
		{"kind", level.Kind, "level"},
		{"subject", level.Subject, "doanh thu công nghiệp phần mềm"},
		{"period", level.PeriodStart + "/" + level.PeriodEnd, "2024-01-01/2024-03-31"},
		{"status", level.Status, "reported"},
		{"quote", change.Quote, "17,7%"},
		{"kind", change.Kind, "change"},
		{"subject", change.Subject, "doanh thu công nghiệp phần mềm"},
		{"baseline", change.BaselineStart + "/" + change.BaselineEnd, "2023-01-01/2023-03-31"},
		{"basis", change.Basis, "yoy"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
	if change.ChangeOf != 0 {
		t.Errorf("the change is of fact %d", change.ChangeOf)
	}
}

// A long line without a full stop is read, and every figure is looked for only
// near by: the last ones are as good as the first.
func TestLongLine(t *testing.T) {
	line := "Bảng giá\n\n" + strings.Repeat("mặt hàng thép đạt 12,5 tỷ đồng, tăng 3% so với cùng kỳ, ", 5000)
	fs := normalize.Facts(line, normalize.Options{Date: date.FromYMD(2024, 5, 6), Lang: "vi"})
	if len(fs) != 10000 {
		t.Fatalf("%d facts", len(fs))
	}
	if f := fs[len(fs)-2]; f.Subject != fs[100].Subject || f.Unit != "VND" {
		t.Errorf("the last is %+v", f)
	}
}

func FuzzFacts(f *testing.F) {
	f.Add("Thu hải quan được 512 tỷ đồng, vượt 6,1% dự toán; riêng thuế nhập khẩu 77 tỷ đồng.\nTheo ông A, giá là 5 USD/kg (giảm 3%).")
	f.Add("1.234,56 tỷ tỷ từ từ từ ( ( ( ; ; ; . . .")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		points := []rune(s)
		for _, x := range normalize.Facts(s, normalize.Options{Date: 19000}) {
			if string(points[x.Start:x.End]) != x.Quote {
				t.Fatalf("%q: quote %q is not at %d:%d", s, x.Quote, x.Start, x.End)
			}
			if string(points[x.SentenceStart:x.SentenceEnd]) != x.Sentence {
				t.Fatalf("%q: sentence %q is not at %d:%d", s, x.Sentence, x.SentenceStart, x.SentenceEnd)
			}
			if x.Confidence < 0 || x.Confidence > 1 {
				t.Fatalf("confidence %v", x.Confidence)
			}
		}
	})
}

// A line of figures without a full stop is not kept whole with each of them;
// what is kept still stands in the text at its offsets, around the quote.
func TestLongSentence(t *testing.T) {
	const n = 2000
	text := "Doanh thu từng đơn vị\n\n" + strings.Repeat("Doanh thu đạt 12,5 tỷ đồng, tăng 8%; ", n)
	points := []rune(text)
	fs := normalize.Facts(text, normalize.Options{Date: 19000, Lang: "vi"})
	if len(fs) < n {
		t.Fatalf("%d facts of %d clauses", len(fs), n)
	}
	sum := 0
	for _, f := range fs {
		sum += len(f.Sentence)
		if string(points[f.Start:f.End]) != f.Quote || string(points[f.SentenceStart:f.SentenceEnd]) != f.Sentence ||
			f.SentenceStart > f.Start || f.SentenceEnd < f.End {
			t.Fatalf("%q at %d to %d, sentence %q at %d to %d", f.Quote, f.Start, f.End, f.Sentence, f.SentenceStart, f.SentenceEnd)
		}
	}
	if most := 1200 * len(fs); sum > most {
		t.Errorf("%d bytes of sentences for %d bytes of text, want at most %d", sum, len(text), most)
	}
}
