package warc_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"solieu/corpus/warc"
)

func record(uri, block string) *warc.Record {
	return &warc.Record{Header: warc.Header{
		{Name: "WARC-Type", Value: "response"}, {Name: "WARC-Record-ID", Value: warc.NewID()},
		{Name: "WARC-Date", Value: warc.FormatDate(time.Date(2024, 5, 6, 7, 8, 9, 123456000, time.UTC))}, {Name: "WARC-Target-URI", Value: uri},
	}, Block: []byte(block)}
}

func all(t *testing.T, r io.Reader) (recs []*warc.Record, at []int64, err error) {
	t.Helper()
	wr := warc.NewReader(r)
	for {
		rec, err := wr.Next()
		if err == io.EOF {
			return recs, at, nil
		}
		if err != nil {
			return recs, at, err
		}
		recs, at = append(recs, rec), append(at, wr.Offset())
	}
}

func TestRoundTrip(t *testing.T) {
	var b bytes.Buffer
	w := warc.NewWriter(&b, 0)
	blocks := []string{"", "một", "hai\r\n\r\n", strings.Repeat("ba", 100_000)}
	var at []int64
	for _, s := range blocks {
		off, err := w.Write(record("https://bao.vn/a\r\nX: y", s))
		if err != nil {
			t.Fatal(err)
		}
		at = append(at, off)
	}
	recs, offs, err := all(t, bytes.NewReader(b.Bytes()))
	if err != nil || len(recs) != len(blocks) {
		t.Fatalf("%d records, %v", len(recs), err)
	}
	for i, rec := range recs {
		if string(rec.Block) != blocks[i] || offs[i] != at[i] || rec.TargetURI() != "https://bao.vn/a  X: y" || rec.Date().Nanosecond() != 123456000 || rec.Version != "WARC/1.1" {
			t.Errorf("record %d: %v at %d, %d bytes", i, rec.Header, offs[i], len(rec.Block))
		}
		one, err := warc.ReadAt(bytes.NewReader(b.Bytes()), at[i], warc.DefaultLimit)
		if err != nil || string(one.Block) != blocks[i] {
			t.Errorf("at %d: %v", at[i], err)
		}
	}
	// Each record is a gzip member of its own, as other tools expect.
	z, err := gzip.NewReader(bytes.NewReader(b.Bytes()[at[1]:at[2]]))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil || !strings.HasPrefix(string(plain), "WARC/1.1\r\nWARC-Type: response\r\n") || !strings.HasSuffix(string(plain), "Content-Length: 4\r\n\r\nmột\r\n\r\n") && !strings.HasSuffix(string(plain), "Content-Length: 5\r\n\r\nmột\r\n\r\n") {
		t.Errorf("%q, %v", plain, err)
	}
}

// Files of other writers: WARC/1.0 uncompressed, one member for all, angle
// brackets, folded lines, lower-case names.
func TestOthersFiles(t *testing.T) {
	const old = "WARC/1.0\r\nwarc-type: response\r\nWARC-Target-URI: <http://bao.vn/>\r\nWARC-Date: 2012-02-03T04:05:06Z\r\nX-Long: a\r\n b\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"
	var z bytes.Buffer
	zw := gzip.NewWriter(&z)
	io.WriteString(zw, old+old)
	zw.Close()
	for name, file := range map[string][]byte{"plain": []byte(old + old), "one member": z.Bytes(), "stray line ends": []byte(old + "\r\n\r\n" + old + "\n")} {
		recs, _, err := all(t, bytes.NewReader(file))
		if err != nil || len(recs) != 2 {
			t.Errorf("%s: %d records, %v", name, len(recs), err)
			continue
		}
		if r := recs[1]; r.TargetURI() != "http://bao.vn/" || r.Type() != "response" || string(r.Block) != "abc" || r.Header.Get("X-Long") != "a b" || r.Date().Year() != 2012 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestBroken(t *testing.T) {
	member, err := warc.Pack(record("https://bao.vn/", "một hai ba"))
	if err != nil {
		t.Fatal(err)
	}
	for cut := 1; cut < len(member); cut++ {
		if _, _, err := all(t, bytes.NewReader(member[:cut])); !errors.Is(err, warc.ErrTorn) && !errors.Is(err, warc.ErrFormat) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
	}
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"no warc":       {"<html>", warc.ErrFormat},
		"no length":     {"WARC/1.1\r\nWARC-Type: x\r\n\r\n", warc.ErrFormat},
		"bad length":    {"WARC/1.1\r\nContent-Length: -5\r\n\r\n", warc.ErrFormat},
		"lying length":  {"WARC/1.1\r\nContent-Length: 99999999\r\n\r\nabc", warc.ErrTorn},
		"huge":          {"WARC/1.1\r\nContent-Length: 999999999999\r\n\r\nabc", warc.ErrTooLarge},
		"endless line":  {"WARC/1.1\r\nX: " + strings.Repeat("a", 2<<20), warc.ErrTooLarge},
		"ragged header": {"WARC/1.1\r\nno colon\r\n\r\n", warc.ErrFormat},
	} {
		if _, _, err := all(t, strings.NewReader(c.file)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestHTTP(t *testing.T) {
	for block, want := range map[string]string{
		"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nabc":                      "abc",
		"HTTP/1.1 200\nX: y\n\nabc":                                                  "abc",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n": "abc",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nabc":                   "abc", // undone, header kept
		"HTTP/1.0 200 OK\r\nbad line\r\n folded\r\nA: 1\r\n 2\r\n\r\nabc":            "abc",
	} {
		rec := record("https://bao.vn/", block)
		res, err := rec.HTTP()
		if err != nil || res.Status != 200 || string(res.Payload) != want {
			t.Errorf("%q: %+v, %v", block, res, err)
		}
	}
	for _, block := range []string{"", "abc", "HTTP/1.1\r\n\r\n", "HTTP/1.1 xx OK\r\n\r\n"} {
		if res, err := record("https://bao.vn/", block).HTTP(); !errors.Is(err, warc.ErrFormat) {
			t.Errorf("%q: %+v, %v", block, res, err)
		}
	}
}

func TestCheckDigest(t *testing.T) {
	b := []byte("hello")
	for _, d := range []string{
		warc.Digest(b), "sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2N", "sha1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d", "md5:5d41402abc4b2a76b9719d911017c592",
		"sha256:FTZE3OS7WCRQ4JXIHMVMLOPCTYNRMHS4D6TUEXTTAQZWFE4LTASA====", "sha-256:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", "blake3:whatever",
	} {
		if err := warc.CheckDigest(d, b); err != nil {
			t.Errorf("%s: %v", d, err)
		}
	}
	for _, d := range []string{"sha1:VL2MMHO4YXUKFWV63YHTWSBM3GXKSQ2M", "sha256:", "plain"} {
		if err := warc.CheckDigest(d, b); !errors.Is(err, warc.ErrDigest) {
			t.Errorf("%s: %v", d, err)
		}
	}
}

// No bytes upset the reader, and what it reads it writes and reads again.
func FuzzReader(f *testing.F) {
	member, _ := warc.Pack(record("https://bao.vn/", "HTTP/1.1 200 OK\r\n\r\nabc"))
	f.Add(append(member, member...))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"))
	f.Add([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r := warc.NewReader(bytes.NewReader(b))
		r.Limit = 1 << 20
		for {
			rec, err := r.Next()
			if err != nil {
				return
			}
			rec.HTTP()
			again, err := warc.Pack(rec)
			if err != nil {
				t.Fatal(err)
			}
			back, err := warc.ReadAt(bytes.NewReader(again), 0, 1<<21)
			if err != nil || !bytes.Equal(back.Block, rec.Block) {
				t.Fatalf("%+v: %v", rec, err)
			}
		}
	})
}
