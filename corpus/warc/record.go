package warc

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Types of record that this package writes. Others are read as well.
const (
	TypeInfo     = "warcinfo"
	TypeRequest  = "request"
	TypeResponse = "response"
	TypeResource = "resource"
	TypeRevisit  = "revisit"
	TypeMetadata = "metadata"
)

// Profiles of revisit records (WARC/1.1, 6.7.2 and 6.7.3).
const (
	ProfileIdentical   = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	ProfileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

var (
	// ErrFormat is returned for bytes that are not a WARC record.
	ErrFormat = errors.New("not a WARC record")
	// ErrTorn is returned for a record that ends before its time, as a killed
	// writer leaves it.
	ErrTorn = errors.New("record is cut off")
	// ErrTooLarge is returned for a record above the reader's limit.
	ErrTooLarge = errors.New("record is too large")
)

// Field is one named line of a record's header.
type Field struct{ Name, Value string }

// Header is the named fields of a record in their order, without
// Content-Length, which follows from the block.
type Header []Field

// Get returns the first value of a field; names are compared without case.
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Set replaces the first field of that name or appends one. An empty value
// removes the field.
func (h *Header) Set(name, value string) {
	for i, f := range *h {
		if strings.EqualFold(f.Name, name) {
			if value == "" {
				*h = append((*h)[:i], (*h)[i+1:]...)
				return
			}
			(*h)[i].Value = value
			return
		}
	}
	if value != "" {
		*h = append(*h, Field{name, value})
	}
}

// Record is one WARC record, its block whole in memory.
type Record struct {
	Version string // "WARC/1.1"
	Header  Header
	Block   []byte
}

// Type is the WARC-Type.
func (r *Record) Type() string { return strings.ToLower(r.Header.Get("WARC-Type")) }

// ID is the WARC-Record-ID with its angle brackets.
func (r *Record) ID() string { return r.Header.Get("WARC-Record-ID") }

// TargetURI is the WARC-Target-URI; the angle brackets of WARC/0.18 and of
// some old wgets are taken off.
func (r *Record) TargetURI() string {
	return strings.Trim(r.Header.Get("WARC-Target-URI"), "<>")
}

// Date is the WARC-Date in UTC, zero where it is missing or unreadable.
func (r *Record) Date() time.Time {
	t, err := time.Parse(time.RFC3339Nano, r.Header.Get("WARC-Date"))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// FormatDate writes a WARC-Date: W3C form in UTC, with as many as nine
// decimals, as WARC/1.1 allows.
func FormatDate(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// NewID makes a WARC-Record-ID: a random urn:uuid in angle brackets.
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails since Go 1.24
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	s := hex.EncodeToString(b[:])
	return "<urn:uuid:" + s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:] + ">"
}

// WriteTo writes the record uncompressed: version, header, block, two line ends.
func (r *Record) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	version := r.Version
	if version == "" {
		version = "WARC/1.1"
	}
	b.WriteString(version)
	b.WriteString("\r\n")
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, "Content-Length") {
			continue
		}
		b.WriteString(f.Name)
		b.WriteString(": ")
		b.WriteString(oneLine(f.Value))
		b.WriteString("\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n", len(r.Block))
	n, err := w.Write(b.Bytes())
	total := int64(n)
	if err != nil {
		return total, err
	}
	n, err = w.Write(r.Block)
	total += int64(n)
	if err != nil {
		return total, err
	}
	n, err = io.WriteString(w, "\r\n\r\n")
	return total + int64(n), err
}

// oneLine keeps a value from breaking out of its header line.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n\x00") {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r == '\r' || r == '\n' || r == 0 {
			return ' '
		}
		return r
	}, s)
}

// maxHeader limits a record's header; the largest in the wild are a few kB.
const maxHeader = 1 << 20

// read parses one record from r, which must end where the record does when
// gzipped is true (one member a record) and may go on otherwise.
func read(r *lineReader, limit int64) (*Record, error) {
	var rec Record
	line, err := r.line()
	// Uncompressed files may carry stray line ends between records.
	for err == nil && line == "" {
		line, err = r.line()
	}
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(line, "WARC/") {
		return nil, fmt.Errorf("%w: begins with %.20q", ErrFormat, line)
	}
	rec.Version = strings.TrimSpace(line)
	length := int64(-1)
	size := 0
	for {
		line, err := r.line()
		if err == io.EOF {
			return nil, ErrTorn
		}
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		if size += len(line); size > maxHeader {
			return nil, fmt.Errorf("%w: header above %d bytes", ErrTooLarge, maxHeader)
		}
		if (line[0] == ' ' || line[0] == '\t') && len(rec.Header) > 0 { // folded, allowed by WARC/1.0
			rec.Header[len(rec.Header)-1].Value += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return nil, fmt.Errorf("%w: header line %.40q", ErrFormat, line)
		}
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if strings.EqualFold(name, "Content-Length") {
			if length, err = strconv.ParseInt(value, 10, 64); err != nil || length < 0 {
				return nil, fmt.Errorf("%w: Content-Length %.40q", ErrFormat, value)
			}
			continue
		}
		rec.Header = append(rec.Header, Field{name, value})
	}
	if length < 0 {
		return nil, fmt.Errorf("%w: no Content-Length", ErrFormat)
	}
	if length > limit {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLarge, length, limit)
	}
	// Grow with what is really there: a lying length must not cost its memory.
	var block bytes.Buffer
	if length < 1<<20 {
		block.Grow(int(length))
	}
	n, err := io.CopyN(&block, r.r, length)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return nil, fmt.Errorf("%w: %d of %d bytes", ErrTorn, n, length)
	}
	if err != nil {
		return nil, err
	}
	rec.Block = block.Bytes()
	return &rec, nil
}
