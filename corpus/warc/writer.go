package warc

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// Writer appends records to a stream, a gzip member each. It is not safe for
// concurrent use; Pack does the costly half and is.
type Writer struct {
	w      io.Writer
	offset int64
}

// NewWriter writes to w, whose next byte is at the given offset of its file.
func NewWriter(w io.Writer, offset int64) *Writer { return &Writer{w: w, offset: offset} }

// Offset is where the next record will begin.
func (w *Writer) Offset() int64 { return w.offset }

// Write appends a record and returns where its member begins.
func (w *Writer) Write(rec *Record) (int64, error) {
	member, err := Pack(rec)
	if err != nil {
		return 0, err
	}
	return w.WriteMember(member)
}

// WriteMember appends members made by Pack in one write.
func (w *Writer) WriteMember(member []byte) (int64, error) {
	at := w.offset
	n, err := w.w.Write(member)
	w.offset += int64(n)
	if err != nil {
		return at, fmt.Errorf("write record: %w", err)
	}
	return at, nil
}

var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	return z
}}

// Pack compresses a record to a gzip member of its own.
func Pack(rec *Record) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(len(rec.Block)/4 + 1024)
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&b)
	if _, err := rec.WriteTo(z); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
