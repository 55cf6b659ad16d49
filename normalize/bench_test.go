package normalize_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize"
	"solieu/normalize/date"
)

// articles are the texts to bench on: real ones where the reference corpus is
// at hand, else the project's own gold texts.
func articles(tb testing.TB) (texts []string) {
	tb.Helper()
	if f, err := os.Open("../../shared/corpus/articles.jsonl.gz"); err == nil {
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			tb.Fatal(err)
		}
		in := bufio.NewScanner(z)
		in.Buffer(nil, 4<<20)
		for len(texts) < 400 && in.Scan() {
			var a struct{ Text string }
			if err := json.Unmarshal(in.Bytes(), &a); err != nil {
				tb.Fatal(err)
			}
			texts = append(texts, norm.NFC.String(a.Text))
		}
		return texts
	}
	files, err := os.ReadDir("../testdata/gold/texts")
	if err != nil {
		tb.Skip("no texts to bench on")
	}
	for _, f := range files {
		b, err := os.ReadFile("../testdata/gold/texts/" + f.Name())
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, norm.NFC.String(string(b)))
	}
	return texts
}

// BenchmarkFacts goes from an article's text to its facts; BenchmarkNFC, the
// floor, only looks whether the same text is in NFC.
func BenchmarkFacts(b *testing.B) {
	texts := articles(b)
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	facts := 0
	for b.Loop() {
		facts = 0
		for _, t := range texts {
			facts += len(normalize.Facts(t, normalize.Options{Date: date.FromYMD(2024, 5, 6), Lang: "vi"}))
		}
	}
	perSecond := float64(b.N) / b.Elapsed().Seconds()
	b.ReportMetric(float64(facts)*perSecond, "facts/s")
	b.ReportMetric(float64(len(texts))*perSecond, "articles/s")
}

func BenchmarkNFC(b *testing.B) {
	texts := articles(b)
	all := strings.Join(texts, "\n")
	b.SetBytes(int64(len(all)))
	for b.Loop() {
		if !norm.NFC.IsNormalString(all) {
			b.Fatal("not NFC")
		}
	}
}
