package number_test

import (
	"strings"
	"sync"
	"testing"

	"solieu/normalize/number"
	"solieu/normalize/token"
)

// TestWorstCases reads a megabyte of what a careless reader would go over again and
// again; square time would take hours, so the test's own time limit tells.
func TestWorstCases(t *testing.T) {
	for i, s := range []string{
		"1", "tỷ ", "từ ", "một ", "1 - ", "1, ",
		// The first of these a megabyte, the rest an eighth of it.
		"1 ", "khoảng ", "1-", "1/", "1 và ", "5 phút ", "hai mươi ", "hàng chục ", "1.", "1:", "%", "$", "$1", "một trong ",
		"1 tỷ ", "1tr", "thứ ", "top 1 ", "gấp ", "bộ, ", "5 bộ, ", "1 trong 2 ", "tăng ", "(1) ", "1 và 2 kg ", "nghìn tỷ ", "trăm ", "một phần ", "không ", "000 ", "lớp 1, ", "iPhone 1, ",
		"mỗi ngày ", "twenty-", "one hundred and ", "half a ", "tens of ", "1 to ", "phạt đến ", "more ", "1 more modern ", "\u00a0", "−1", "±1", "1±", "x1", "1x", "a/1", "-", "tối đa ", "âm ", "1 000 ",
	} {
		size := 1 << 20
		if i >= 6 {
			size = 1 << 17
		}
		text := strings.Repeat(s, size/len(s))
		toks := token.Scan(nil, text)
		for _, lang := range []string{"vi", "en"} {
			check(t, text, number.Find(nil, text, toks, nil, number.Options{Lang: lang}))
		}
	}
}

// check holds what is true of every answer.
func check(t testing.TB, text string, qs []number.Quantity) {
	t.Helper()
	end := 0
	for _, q := range qs {
		if q.Start < end || q.Start > q.Num || q.Num >= q.NumEnd || q.NumEnd > q.End || q.End > len(text) {
			t.Fatalf("%.60q: quantity %d:%d, number %d:%d, after %d of %d bytes", text, q.Start, q.End, q.Num, q.NumEnd, end, len(text))
		}
		end = q.End
		if q.Confidence < 0 || q.Confidence > 1 || len(q.Rules) == 0 || q.HasTotal && q.Total.IsZero() || (q.Unit == "") != (q.UnitKind == "") {
			t.Fatalf("%.60q: %+v", text[q.Start:q.End], q)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"gần 36,3 tỷ USD, tăng 17,7%", "từ 15 đến 20 tỷ đồng", "2 tỷ 500 triệu", "hai triệu rưỡi", "41/53 dịch vụ", "-12 1/4", "VND 97,000 billion", "8- to 16-meter", "thế kỷ XXI", "5 phút 30 giây", "10$-20$", ",0012G", "\xff1\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		toks := token.Scan(nil, text)
		for _, lang := range []string{"", "vi", "en"} {
			check(t, text, number.Find(nil, text, toks, nil, number.Options{Lang: lang}))
		}
		if len(text) > 8 {
			busy := []number.Busy{{Start: 1, End: 3}, {Start: 5, End: len(text)}}
			check(t, text, number.Find(nil, text, toks, busy, number.Options{Lang: "vi"}))
		}
	})
}

// TestParallel reads the phrase books in many goroutines at once: the tables are only
// read, and what is kept between texts is guarded.
func TestParallel(t *testing.T) {
	all := phrases(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, p := range all {
				find(p.text+" 7 vật lạ "+p.at, p.lang)
			}
		})
	}
	wg.Wait()
}

// TestAllocations: a text read again costs no allocation but the growth of the result.
func TestAllocations(t *testing.T) {
	text := strings.Repeat("Trong quý I, doanh thu đạt gần 36,3 tỷ USD, tăng 17,7%; có 2.400 cuộc tấn công và 41/53 dịch vụ, giá 120 đồng/kg, từ 15 đến 20 tỷ đồng. ", 20)
	toks := token.Scan(nil, text)
	qs := number.Find(nil, text, toks, nil, number.Options{Lang: "vi"})
	if n := testing.AllocsPerRun(20, func() { qs = number.Find(qs[:0], text, toks, nil, number.Options{Lang: "vi"}) }); n > 0 {
		t.Errorf("%v allocations for %d quantities", n, len(qs))
	}
}
