package date_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/date"
	"solieu/normalize/token"
)

// articles returns real articles where ../shared is at hand, and else the phrase books.
func articles(tb testing.TB, limit int) []string {
	tb.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "corpus", "articles.jsonl.gz"))
	if err != nil {
		var texts []string
		for _, name := range []string{"periods.txt", "days.txt"} {
			raw, err := os.ReadFile(book(name))
			if err != nil {
				tb.Fatal(err)
			}
			texts = append(texts, strings.Repeat(string(raw), 20))
		}
		return texts
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	var texts []string
	for sc := bufio.NewReaderSize(z, 1<<20); len(texts) < limit; {
		line, err := sc.ReadBytes('\n')
		if err != nil {
			break
		}
		var a struct{ Text string }
		if err := json.Unmarshal(line, &a); err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, norm.NFC.String(a.Text))
	}
	return texts
}

// BenchmarkFind reads the times of real articles with the tokens at hand, and prints
// the floor of the same run: x/text asking of the same texts whether they are NFC.
func BenchmarkFind(b *testing.B) {
	texts := articles(b, 1000)
	toks := make([][]token.Token, len(texts))
	size := 0
	for i, s := range texts {
		toks[i] = token.Scan(nil, s)
		size += len(s)
	}
	opt := date.Options{Ref: date.FromYMD(2024, 4, 24)}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	var times []date.Time
	found := 0
	for b.Loop() {
		found = 0
		for i, s := range texts {
			times = date.Find(times[:0], s, toks[i], opt)
			found += len(times)
		}
	}
	b.StopTimer()
	start, n := time.Now(), 0
	for time.Since(start) < 200*time.Millisecond {
		for _, s := range texts {
			norm.NFC.IsNormalString(s)
		}
		n++
	}
	b.ReportMetric(float64(found)/float64(size)*1e6, "times/MB")
	b.ReportMetric(float64(n)*float64(size)/1e6/time.Since(start).Seconds(), "floor-MB/s")
}

// BenchmarkWorst reads a megabyte of what invites reading on and on.
func BenchmarkWorst(b *testing.B) {
	for _, s := range []string{"1-", "1/1-", "1/2/2024 - ", "năm 2020, ", "ngày thứ Hai, ", "giai đoạn 2020 đến ", "từ ngày 1 đến ", "tháng ", "năm năm ", "5 tháng ", "quý I và ", "9h ", "cùng kỳ ", "trong tháng, ", "đến cuối đầu ", "hai mươi ", "between the end of "} {
		b.Run(strings.TrimSpace(s), func(b *testing.B) {
			text := strings.Repeat(s, 1<<20/len(s))
			toks := token.Scan(nil, text)
			b.SetBytes(int64(len(text)))
			var times []date.Time
			for b.Loop() {
				times = date.Find(times[:0], text, toks, date.Options{Ref: date.FromYMD(2024, 4, 24)})
			}
		})
	}
}
