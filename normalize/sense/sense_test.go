package sense

import (
	"strings"
	"testing"

	"solieu/normalize/token"
)

func TestWords(t *testing.T) {
	senses := map[string]Sense{}
	for w, s := range Words() {
		if w != strings.ToLower(w) {
			t.Errorf("%s: capitals", w)
		}
		senses[w] = s
	}
	for w, want := range map[string]Sense{
		"doanh thu": Money, "tổng mức đầu tư": Money, "lãi suất": Rate, "tỷ lệ lấp đầy": Rate, "sản lượng": Amount,
		"dân số": Amount, "sải cánh": Extent, "ngư dân": People, "ngân hàng": Body, "đắk nông": Place, "cà phê": Goods,
		"trái phiếu": Security, "bệnh viện": Thing, "dự án": Project, "nghị định": Document, "vụ": Event,
		"xuất khẩu": Activity, "cho biết": Saying, "khánh thành": Verb, "đạt": State, "tăng": Change, "các": Quantifier,
		"của": Function,
	} {
		if senses[w] != want {
			t.Errorf("%s: sense %d, want %d", w, senses[w], want)
		}
	}
	has := map[Sense]bool{}
	for _, s := range senses {
		has[s] = true
	}
	for name, s := range sections {
		if !has[s] {
			t.Errorf("section %s is empty", name)
		}
	}
}

func TestOf(t *testing.T) {
	text := "Bộ Đầu tư đầu tư 12,5 ; Xyzzy xyzzy Gạo gạo GDP"
	toks := token.Scan(nil, text)
	for i, c := range []struct{ table, want Sense }{
		{None, Name}, {Activity, Name}, {None, None}, {Activity, Activity}, {None, None}, {None, Numeral}, {None, Mark},
		{None, Name}, {None, None}, {Goods, Goods}, {Goods, Goods}, {Money, Money},
	} {
		if got := Of(c.table, toks, i); got != c.want {
			t.Errorf("%s, %d by the table: sense %d, want %d", toks[i].Text(text), c.table, got, c.want)
		}
	}
}

func TestReadErrors(t *testing.T) {
	for _, text := range []string{"giá, lương\n", "= prices\ngiá\n", "= money\ngiá, , lương\n"} {
		err := read(text, func(string, Sense) bool { return true })
		if err == nil || !strings.Contains(err.Error(), "line ") {
			t.Errorf("%q: error %v", text, err)
		}
	}
}
