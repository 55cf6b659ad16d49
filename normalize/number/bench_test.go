package number_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/date"
	"solieu/normalize/number"
	"solieu/normalize/token"
)

// articles returns real texts where ../shared holds them (4 MB of them), and else the project's
// own phrase books, told over and over.
func articles(tb testing.TB) (texts []string, bytes int64) {
	tb.Helper()
	const enough = 4 << 20
	if f, err := os.Open(filepath.FromSlash("../../../shared/corpus/articles.jsonl.gz")); err == nil {
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			tb.Fatal(err)
		}
		r := bufio.NewReaderSize(z, 1<<20)
		for bytes < enough {
			line, err := r.ReadBytes('\n')
			if len(line) > 0 {
				var a struct{ Text string }
				if err := json.Unmarshal(line, &a); err != nil {
					tb.Fatal(err)
				}
				t := norm.NFC.String(a.Text)
				texts = append(texts, t)
				bytes += int64(len(t))
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				tb.Fatal(err)
			}
		}
		return texts, bytes
	}
	books, err := filepath.Glob("../../testdata/numbers/*.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var all strings.Builder
	for _, b := range books {
		s, err := os.ReadFile(b)
		if err != nil {
			tb.Fatal(err)
		}
		all.Write(s)
	}
	t := norm.NFC.String(all.String())
	for bytes < enough && len(t) > 0 {
		texts = append(texts, t)
		bytes += int64(len(t))
	}
	return texts, bytes
}

// BenchmarkFind reads articles: NFC is the floor, x/text's own check of the same
// text; Scan the tokens alone; Quantities those and the quantities; All with times as well.
func BenchmarkFind(b *testing.B) {
	texts, bytes := articles(b)
	b.Run("NFC", func(b *testing.B) {
		b.SetBytes(bytes)
		for b.Loop() {
			for _, t := range texts {
				if !norm.NFC.IsNormalString(t) {
					b.Fatal("not NFC")
				}
			}
		}
	})
	b.Run("Scan", func(b *testing.B) {
		b.SetBytes(bytes)
		var toks []token.Token
		for b.Loop() {
			for _, t := range texts {
				toks = token.Scan(toks[:0], t)
			}
		}
	})
	run := func(b *testing.B, times bool) {
		b.SetBytes(bytes)
		b.ReportAllocs()
		var toks []token.Token
		var ts []date.Time
		var busy []number.Busy
		var qs []number.Quantity
		ref := date.FromYMD(2024, 4, 24)
		n := 0
		for b.Loop() {
			n = 0
			for _, t := range texts {
				toks = token.Scan(toks[:0], t)
				busy = busy[:0]
				if times {
					ts = date.Find(ts[:0], t, toks, date.Options{Ref: ref, Lang: "vi"})
					for _, x := range ts {
						busy = append(busy, number.Busy{Start: x.Start, End: x.End})
					}
				}
				qs = number.Find(qs[:0], t, toks, busy, number.Options{Lang: "vi"})
				n += len(qs)
			}
		}
		b.ReportMetric(float64(n), "quantities/op")
	}
	b.Run("Quantities", func(b *testing.B) { run(b, false) })
	b.Run("All", func(b *testing.B) { run(b, true) })
}
