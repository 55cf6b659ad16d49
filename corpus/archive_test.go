package corpus_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"solieu/corpus"
	"solieu/corpus/warc"
)

func openArchive(t *testing.T, dir string) *corpus.Archive {
	t.Helper()
	a, err := corpus.OpenArchive(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func exchange(url, body string) *corpus.Exchange {
	return &corpus.Exchange{
		URL: url, Method: "GET", Request: http.Header{"User-Agent": {"solieu"}},
		Status: 200, Header: http.Header{"Content-Type": {"text/html; charset=UTF-8"}},
		Payload: []byte(body), Time: time.Date(2024, 5, 6, 7, 8, 9, 123456000, time.UTC),
	}
}

func TestArchiveRoundTrip(t *testing.T) {
	a := openArchive(t, t.TempDir())
	var z bytes.Buffer
	zw := gzip.NewWriter(&z)
	zw.Write([]byte("<p>gần 36,3 tỷ USD</p>"))
	zw.Close()
	x := exchange("https://bao.vn/a", z.String())
	x.Header.Set("Content-Encoding", "gzip")
	ref, err := a.WriteExchange(x)
	if err != nil {
		t.Fatal(err)
	}
	ref2, err := a.WriteExchange(exchange("https://bao.vn/b", "<p>hai</p>"))
	if err != nil {
		t.Fatal(err)
	}
	check := func() {
		t.Helper()
		p, err := a.Read(ref)
		if err != nil {
			t.Fatal(err)
		}
		if string(p.Body) != "<p>gần 36,3 tỷ USD</p>" || p.SHA256 != corpus.SHA256(z.Bytes()) || p.MediaType != "text/html" || p.Charset != "utf-8" ||
			p.URL != "https://bao.vn/a" || !p.Retrieved.Equal(x.Time) || p.Status != 200 || p.Archive != ref {
			t.Errorf("read %+v", p)
		}
		if p, err := a.Read(ref2); err != nil || string(p.Body) != "<p>hai</p>" {
			t.Errorf("second: %v %v", p, err)
		}
	}
	check() // while the file is open
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	check() // and when it is complete
	names, _ := filepath.Glob(filepath.Join(a.Dir(), "*"))
	if len(names) != 1 || strings.HasSuffix(names[0], ".open") {
		t.Errorf("files after Close: %v", names)
	}
}

func TestArchiveFindsAlteredBytes(t *testing.T) {
	a := openArchive(t, t.TempDir())
	rec := &warc.Record{Header: warc.Header{{Name: "WARC-Type", Value: "resource"}, {Name: "WARC-Target-URI", Value: "http://ten:mat-khau@bao.vn/x"}, {Name: "WARC-Date", Value: "2024-01-01T00:00:00Z"}}, Block: []byte("hai trăm")}
	ref, err := a.WriteRecord(rec, corpus.SHA256([]byte("ba trăm")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Read(ref); !errors.Is(err, warc.ErrDigest) {
		t.Errorf("read of altered bytes: %v, want ErrDigest", err)
	}
	if kept, err := a.ReadRecord(ref); err != nil || kept.TargetURI() != "http://bao.vn/x" {
		t.Errorf("%v, %v", kept, err)
	}
}

func TestArchiveRollsFiles(t *testing.T) {
	a := openArchive(t, t.TempDir())
	if a.MaxFile != 1<<30 {
		t.Errorf("files of %d bytes", a.MaxFile)
	}
	a.MaxFile = 4 << 10
	var refs []corpus.Ref
	for i := range 20 {
		ref, err := a.WriteExchange(exchange(fmt.Sprintf("https://bao.vn/%d", i), fmt.Sprint("trang ", i)))
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	files := map[string]bool{}
	for i, ref := range refs {
		files[ref.File] = true
		if p, err := a.Read(ref); err != nil || string(p.Body) != fmt.Sprint("trang ", i) {
			t.Errorf("%v: %v", ref, err)
		}
	}
	if len(files) < 3 {
		t.Errorf("20 records of half a kB in %d files of 4 kB", len(files))
	}
}

// A writer that is killed leaves an open file with a torn tail, cut anywhere.
func TestArchiveRepairsTornTail(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	var refs []corpus.Ref
	for i := range 3 {
		ref, _ := a.WriteExchange(exchange(fmt.Sprintf("https://bao.vn/%d", i), "nội dung"))
		refs = append(refs, ref)
	}
	open, _ := filepath.Glob(filepath.Join(dir, "*.open"))
	whole, err := os.ReadFile(open[0])
	if err != nil {
		t.Fatal(err)
	}
	a.Close()
	for cut := int(refs[1].Offset); cut <= len(whole); cut += 17 {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(open[0])), append(whole[:cut:cut], make([]byte, cut%3)...), 0o644); err != nil {
			t.Fatal(err)
		}
		b := openArchive(t, dir)
		var got []string
		settle, err := b.Recover("", func(ref corpus.Ref, rec *warc.Record) error {
			if rec.Type() == "response" {
				got = append(got, rec.TargetURI())
			}
			return nil
		})
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		if err := settle(); err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		want := 0
		for i, ref := range refs {
			if int64(cut) > ref.Offset {
				want = i // the record before is whole
			}
		}
		if len(got) < want || len(got) > want+1 {
			t.Errorf("cut at %d: %d records, want %d or one more", cut, len(got), want)
		}
		for i := range got {
			if _, err := b.Read(refs[i]); err != nil {
				t.Errorf("cut at %d: record %d: %v", cut, i, err)
			}
		}
		f, err := os.Open(filepath.Join(dir, refs[0].File))
		if err != nil {
			t.Fatal(err)
		}
		r := warc.NewReader(f)
		for err == nil {
			_, err = r.Next()
		}
		f.Close()
		if err.Error() != "EOF" {
			t.Errorf("cut at %d: repaired file ends in %v", cut, err)
		}
	}
}

// The file of a living writer is nobody else's to repair.
func TestArchiveLeavesLivingWriterAlone(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	if _, err := a.WriteExchange(exchange("https://bao.vn/1", "một")); err != nil {
		t.Fatal(err)
	}
	b := openArchive(t, dir)
	if _, err := b.Recover("", func(corpus.Ref, *warc.Record) error { t.Error("took a living writer's record"); return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := a.WriteExchange(exchange("https://bao.vn/2", "hai")); err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestReadFile(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) string {
		name = filepath.Join(dir, name)
		if err := os.WriteFile(name, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for _, c := range []struct {
		name, body, media string
		err               error
	}{
		{"bài.txt", "Xuất khẩu đạt 36,3 tỷ USD", "text/plain", nil},
		{"a.html", "<p>x</p>", "text/html", nil},
		{"saved", "<!DOCTYPE html><p>x</p>", "text/html", nil},
		{"utf16.txt", "\xff\xfeX\x00u\x00\x1e\xa5", "text/plain", nil},
		{"empty.txt", " \n", "", corpus.ErrEmpty},
		{"x.html", "%PDF-1.7 …", "", corpus.ErrBinary},
		{"noise.txt", "\x00\x01\x02\x03\x00\x05\x06\x01\x02\x03abc", "", corpus.ErrBinary},
		{"", "", "", nil},
	} {
		if c.name == "" {
			if _, err := corpus.ReadFile(filepath.Join(dir, "none.txt")); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("missing file: %v", err)
			}
			continue
		}
		p, err := corpus.ReadFile(write(c.name, c.body))
		if !errors.Is(err, c.err) || err == nil && (p.MediaType != c.media || string(p.Body) != c.body || !strings.HasPrefix(p.URL, "file:///")) {
			t.Errorf("%s: %+v, %v", c.name, p, err)
		}
		if err != nil && !strings.Contains(err.Error(), c.name) {
			t.Errorf("%s: error does not name it: %v", c.name, err)
		}
	}
}

func TestReadManifest(t *testing.T) {
	in := "\xef\xbb\xbf" + `{"doc":"1","file":"a.txt","lang":"vi","published_on":"2024-04-24","site":"Báo","url":null,"original_url":"https://x.vn/1"}

{"file": "b.txt", "url": "HTTPS://Bao.VN:443/b?utm_source=x"}
{"file": "c.txt"
{"url": "https://x.vn"}
{"file": "d.txt", "published_on": "24/4/2024"}
{"file": "e.txt", "lang": "fr"}
{"file": "f.txt", "url": "ftp://x"}`
	es, err := corpus.ReadManifest(strings.NewReader(in), "dir")
	if err != nil || len(es) != 7 {
		t.Fatalf("%d entries, %v", len(es), err)
	}
	if e := es[0]; e.Err != nil || e.File != filepath.Join("dir", "a.txt") || e.Hint != (corpus.Hint{PublishedOn: "2024-04-24", Publisher: "Báo", Language: "vi", OriginalURL: "https://x.vn/1"}) {
		t.Errorf("first: %+v", e)
	}
	if e := es[1]; e.Err != nil || e.URL != "https://bao.vn/b" {
		t.Errorf("second: %+v", e)
	}
	for i, line := range map[int]int{2: 4, 3: 5, 4: 6, 5: 7, 6: 8} {
		if es[i].Err == nil || !strings.HasPrefix(es[i].Err.Error(), fmt.Sprintf("manifest line %d: ", line)) {
			t.Errorf("line %d: %v", line, es[i].Err)
		}
	}
}

// A power cut may tear a hole and leave what was written later: nothing whole
// goes with the torn.
func TestArchiveKeepsWhatFollowsATear(t *testing.T) {
	dir := t.TempDir()
	a := openArchive(t, dir)
	var refs []corpus.Ref
	for i := range 3 {
		ref, err := a.WriteExchange(exchange(fmt.Sprintf("https://bao.vn/%d", i), "nội dung"))
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	open, _ := filepath.Glob(filepath.Join(dir, "*.open"))
	whole, err := os.ReadFile(open[0])
	if err != nil {
		t.Fatal(err)
	}
	a.Close()
	for i := refs[1].Offset; i < refs[1].Offset+200; i++ {
		whole[i] = 0
	}
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, filepath.Base(open[0])), append(whole, 0, 0, 0), 0o644); err != nil {
		t.Fatal(err)
	}
	b := openArchive(t, dir)
	var got []corpus.Ref
	settle, err := b.Recover("", func(ref corpus.Ref, rec *warc.Record) error {
		if rec.Type() == warc.TypeResponse {
			got = append(got, ref)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := settle(); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0] != refs[0] || got[1] != refs[2] {
		t.Errorf("found %v, want the first and the third of %v", got, refs)
	}
	for _, i := range []int{0, 2} {
		if p, err := b.Read(refs[i]); err != nil || string(p.Body) != "nội dung" {
			t.Errorf("record %d: %v", i, err)
		}
	}
}
