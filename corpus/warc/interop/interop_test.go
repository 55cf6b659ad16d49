package interop_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	gowarc "github.com/internetarchive/gowarc"

	"solieu/corpus/warc"
)

const answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>gần 36,3 tỷ USD</p>"

// What we write, gowarc reads, field by field and byte by byte.
func TestGowarcReadsOurs(t *testing.T) {
	var file bytes.Buffer
	w := warc.NewWriter(&file, 0)
	blocks := []string{"software: solieu\r\n", answer, "GET /a HTTP/1.1\r\nHost: bao.vn\r\n\r\n", strings.Repeat("dài ", 300_000)}
	types := []string{"warcinfo", "response", "request", "resource"}
	for i, b := range blocks {
		if _, err := w.Write(&warc.Record{Header: warc.Header{
			{Name: "WARC-Type", Value: types[i]}, {Name: "WARC-Record-ID", Value: warc.NewID()}, {Name: "WARC-Date", Value: "2024-05-06T07:08:09.123456Z"},
			{Name: "WARC-Target-URI", Value: "https://bao.vn/a"}, {Name: "WARC-Block-Digest", Value: warc.Digest([]byte(b))},
		}, Block: []byte(b)}); err != nil {
			t.Fatal(err)
		}
	}
	r, err := gowarc.NewReader(io.NopCloser(&file))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range blocks {
		rec, err := r.ReadRecord()
		if err != nil || rec == nil {
			t.Fatalf("record %d: %v", i, err)
		}
		got, err := io.ReadAll(rec.Content)
		if err != nil || string(got) != want {
			t.Errorf("record %d: %d bytes of %d, %v", i, len(got), len(want), err)
		}
		if rec.Header.Get("WARC-Type") != types[i] || rec.Header.Get("WARC-Target-URI") != "https://bao.vn/a" {
			t.Errorf("record %d: %v", i, rec.Header)
		}
		rec.Content.Close()
	}
	if rec, err := r.ReadRecord(); err != io.EOF && rec != nil {
		t.Errorf("after the last: %v, %v", rec, err)
	}
}

// What gowarc writes, we read, digests and all.
func TestWeReadGowarcs(t *testing.T) {
	var file bytes.Buffer
	w, err := gowarc.NewWriter(&file, "x.warc.gz", gowarc.SHA1, gowarc.CompressionGzip, true, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		w.Reset(&file) // as its own rotator does before each record
		rec := gowarc.NewRecord(t.TempDir(), false)
		rec.Header.Set("WARC-Type", "response")
		rec.Header.Set("WARC-Target-URI", "https://bao.vn/a")
		rec.Header.Set("WARC-Date", "2024-05-06T07:08:09Z")
		rec.Header.Set("Content-Type", "application/http; msgtype=response")
		io.WriteString(rec.Content, answer)
		if _, err := w.WriteRecord(rec); err != nil {
			t.Fatal(err)
		}
	}
	r := warc.NewReader(&file)
	for i := range 2 {
		rec, err := r.Next()
		if err != nil {
			t.Fatalf("record %d: %v", i, err)
		}
		res, err := rec.HTTP()
		if err != nil || string(res.Payload) != "<p>gần 36,3 tỷ USD</p>" || rec.TargetURI() != "https://bao.vn/a" || rec.Date().Year() != 2024 {
			t.Errorf("record %d: %+v, %+v, %v", i, rec.Header, res, err)
		}
		if d := rec.Header.Get("WARC-Block-Digest"); d == "" || warc.CheckDigest(d, rec.Block) != nil {
			t.Errorf("record %d: digest %q", i, d)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last: %v", err)
	}
}
