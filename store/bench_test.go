package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"solieu/store"
)

// benchRecord is an article of usual size: 3,000 letters and 8 facts.
func benchRecord(tb testing.TB, i int) store.Record {
	tb.Helper()
	var text strings.Builder
	text.WriteString("Xuất khẩu nông sản tháng 2\n")
	for k := range 8 {
		fmt.Fprintf(&text, "\nTheo báo cáo số %d của huyện, sản lượng mặt hàng thứ %d đạt %d.%03d tấn, nông dân thu về hơn %d tỷ đồng. %s", i, k, i%90+10, k*111+i%111, k+2,
			strings.Repeat("Người trồng mong giá giữ vững đến cuối vụ, thương lái vào tận vườn mua. ", 4))
	}
	rec := store.Record{}
	body := text.String()
	var quotes []string
	for k := range 8 {
		quotes = append(quotes, fmt.Sprintf("%d.%03d tấn", i%90+10, k*111+i%111))
	}
	rec = record(tb, fmt.Sprintf("https://a.vn/%d", i), body, quotes...)
	for k := range rec.Facts {
		f := &rec.Facts[k]
		line := strings.Split(body, "\n")[k+2]
		f.Sentence = line[:strings.Index(line, ".")+4]
		f.SentenceStart = f.Start - len([]rune(line[:strings.Index(line, f.Quote)]))
		f.Sentence = line[:strings.Index(line, " tỷ đồng.")]
		f.SentenceEnd = f.SentenceStart + len([]rune(f.Sentence))
	}
	return rec
}

// BenchmarkPut stores articles with their facts, 128 a transaction, search
// index and all checks included. Floor: the same fact rows through a bare
// INSERT into the same table, 1,000 a transaction.
func BenchmarkPut(b *testing.B) {
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "b.db"), store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	recs := make([]store.Record, 128)
	n := 0
	for b.Loop() {
		b.StopTimer()
		for i := range recs {
			recs[i] = benchRecord(b, n*128+i)
		}
		n++
		b.StartTimer()
		err := s.Write(b.Context(), func(tx *store.Tx) error {
			for _, rec := range recs {
				if _, err := tx.Put(b.Context(), rec); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*128)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(n*128*8)/b.Elapsed().Seconds(), "facts/s")
}

func BenchmarkFloorBareInsert(b *testing.B) {
	path := filepath.Join(b.TempDir(), "b.db")
	s, err := store.Open(b.Context(), path, store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	rec := benchRecord(b, 1)
	err = s.Write(b.Context(), func(tx *store.Tx) error {
		_, err := tx.Put(b.Context(), rec)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	s.Close()
	db, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=on&_synchronous=FULL")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	f := rec.Facts[0]
	rows := 0
	for b.Loop() {
		tx, err := db.Begin()
		if err != nil {
			b.Fatal(err)
		}
		st, err := tx.Prepare(`INSERT INTO fact (text_id, quote, quote_start, quote_end, sentence, sentence_start, sentence_end, kind, subject, value, value_exact, unit, unit_kind, comparator, status, rules, confidence)
			VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?)`)
		if err != nil {
			b.Fatal(err)
		}
		for range 1000 {
			rows++
			if _, err := st.Exec(f.Quote, f.Start, f.End, f.Sentence, f.SentenceStart, f.SentenceEnd, f.Kind, f.Subject, f.ValueReal, f.Value, f.Unit, f.UnitKind, f.Comparator, f.Status, f.Confidence); err != nil {
				b.Fatal(err)
			}
		}
		if err := tx.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "facts/s")
}
