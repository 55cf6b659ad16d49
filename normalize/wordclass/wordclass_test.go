package wordclass

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"solieu/normalize/token"
)

// Words that can stand for each other are of one class, and others are not.
func TestClasses(t *testing.T) {
	kinds := [][]string{
		{"doanh thu", "lợi nhuận", "kim ngạch"},
		{"cho biết", "nhấn mạnh", "khẳng định"},
		{"đạt", "chiếm"},
	}
	class := map[string]Class{}
	for w, c := range Words() {
		class[w] = c
	}
	seen := map[Class]string{}
	for _, words := range kinds {
		c := class[words[0]]
		if c < firstListed {
			t.Fatalf("%q is not listed", words[0])
		}
		if other, ok := seen[c]; ok {
			t.Errorf("%q and %q are of one class", words[0], other)
		}
		seen[c] = words[0]
		for _, w := range words[1:] {
			if got := class[w]; got != c {
				t.Errorf("%q is of class %d, %q of %d", w, got, words[0], c)
			}
		}
	}
}

func TestLooks(t *testing.T) {
	text := "Xyzzyx xyzzyx 12,5 ©"
	toks := token.Scan(nil, text)
	var got []Class
	for _, tok := range toks {
		got = append(got, Look(tok))
	}
	if want := []Class{Name, Unknown, Numeral, Mark}; !slices.Equal(got, want) {
		t.Errorf("%v, not %v", got, want)
	}
}

func all(string, Class) bool { return true }

func TestReadRefusesAnEmptyWord(t *testing.T) {
	if err := read("# head\ngạo, , ngô\n", all); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("got %v", err)
	}
}

// zoo is a little language: animals eat foods, people read papers.
func zoo(yield func(string) bool) {
	animals := []string{"mèo", "chó", "bò", "dê"}
	foods := []string{"cá", "thịt", "cỏ", "thóc"}
	people := []string{"ông", "bà", "cô", "chú"}
	papers := []string{"báo", "sách", "thư", "truyện"}
	for i := range 400 {
		text := fmt.Sprintf("con %s ăn %s. hôm nay %s đọc %s.", animals[i%4], foods[i/4%4], people[i/16%4], papers[i/3%4])
		if !yield(text) {
			return
		}
	}
}

func TestExchange(t *testing.T) {
	names, of := vocabulary(syllables(zoo), 40)
	class := exchange(t.Context(), of, len(names), 8, io.Discard)
	at := func(w string) int { return class[slices.Index(names, w)] }
	for _, kind := range [][]string{{"mèo", "chó", "bò", "dê"}, {"cá", "thịt", "cỏ", "thóc"}, {"ông", "bà", "cô", "chú"}} {
		for _, w := range kind {
			if at(w) != at(kind[0]) {
				t.Errorf("%q and %q in two classes", w, kind[0])
			}
		}
	}
	for _, w := range []string{"cá", "đọc", "con"} {
		if at(w) == at("mèo") {
			t.Errorf("%q and %q in one class", w, "mèo")
		}
	}
}

// Syllables that keep together are a word, those that meet by chance are not.
func TestJoin(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	loose := []string{"cao", "thấp", "lớn", "nhỏ", "mới", "cũ", "xa", "gần", "nhanh", "chậm"}
	var seq []string
	for range 3000 {
		seq = append(seq, loose[rng.IntN(len(loose))])
		if rng.IntN(10) == 0 {
			seq = append(seq, "doanh", "thu")
		}
	}
	seen := map[string]bool{}
	for _, w := range join(seq) {
		seen[w] = true
	}
	if !seen["doanh thu"] || seen["doanh"] || seen["thu"] {
		t.Errorf("doanh thu is no word: %v", seen)
	}
	if len(seen) != len(loose)+1 {
		t.Errorf("words made of what meets by chance: %v", seen)
	}
}

func TestLearn(t *testing.T) {
	set := Settings{Classes: 6, Vocabulary: 40}
	var table, again bytes.Buffer
	if err := Learn(t.Context(), zoo, set, &table, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := Learn(t.Context(), zoo, set, &again, io.Discard); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(table.Bytes(), again.Bytes()) {
		t.Error("the same texts gave two tables")
	}
	if err := read(table.String(), all); err != nil {
		t.Error(err)
	}
}

// stopsAfter is a context that ends when it has been asked so often.
type stopsAfter struct {
	context.Context
	n int
}

func (s *stopsAfter) Err() error {
	if s.n--; s.n < 0 {
		return context.Canceled
	}
	return nil
}

func TestLearnStops(t *testing.T) {
	for n := range 4 { // before either joining, before a round, and after the last
		var table bytes.Buffer
		err := Learn(&stopsAfter{t.Context(), n}, zoo, Settings{Classes: 6, Vocabulary: 40}, &table, io.Discard)
		if !errors.Is(err, context.Canceled) || table.Len() > 0 {
			t.Errorf("stopped after %d steps: %v, and a table of %d bytes", n, err, table.Len())
		}
	}
}

func TestLearnRefuses(t *testing.T) {
	for _, set := range []Settings{{Classes: 1, Vocabulary: 10}, {Classes: 10, Vocabulary: 5}, {Classes: 100, Vocabulary: 200}} {
		if err := Learn(t.Context(), zoo, set, io.Discard, io.Discard); err == nil {
			t.Errorf("%+v: no error", set)
		}
	}
}
