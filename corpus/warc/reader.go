package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// DefaultLimit is the largest block a Reader takes unless told otherwise.
const DefaultLimit = 256 << 20

// Reader reads a WARC file from its beginning, record by record. Files with
// one gzip member a record, with one member for all, and uncompressed ones are
// told apart by their first bytes.
type Reader struct {
	// Limit is the largest block in bytes; a larger record ends the reading
	// with ErrTooLarge.
	Limit int64

	src    *bufio.Reader
	count  *counter
	zr     *gzip.Reader
	lines  *lineReader
	zipped bool
	inside bool // a member is open: several records share it
	begun  bool
	offset int64
}

// NewReader reads from r, which stands at a record's (or file's) first byte.
func NewReader(r io.Reader) *Reader {
	c := &counter{r: r}
	return &Reader{Limit: DefaultLimit, src: bufio.NewReaderSize(c, 64<<10), count: c}
}

// Offset is the place of the record that Next returned last: that of its gzip
// member, or of its first byte in an uncompressed file.
func (r *Reader) Offset() int64 { return r.offset }

// End is the place just after the last record that Next returned, when each
// record has its own member or the file is not compressed.
func (r *Reader) End() int64 { return r.count.n - int64(r.src.Buffered()) }

// Next returns the next record, or io.EOF after the last. ErrTorn says that
// the file ends within a record, ErrFormat that the bytes are no record; both
// end the reading, and Offset still names the last good one.
func (r *Reader) Next() (*Record, error) {
	for {
		if !r.inside {
			at := r.End()
			magic, err := r.src.Peek(2)
			if err != nil {
				if len(magic) == 0 && (err == io.EOF) {
					return nil, io.EOF
				}
				if err == io.EOF {
					return nil, ErrTorn
				}
				return nil, err
			}
			zipped := magic[0] == 0x1f && magic[1] == 0x8b
			if r.begun && zipped != r.zipped {
				return nil, fmt.Errorf("%w: at byte %d", ErrFormat, at)
			}
			r.begun, r.zipped = true, zipped
			if zipped {
				if err := r.openMember(); err != nil {
					return nil, err
				}
			} else {
				first, _ := r.src.Peek(5)
				if first[0] != '\r' && first[0] != '\n' && !strings.HasPrefix("WARC/", string(first)) {
					return nil, fmt.Errorf("%w: begins with %q", ErrFormat, first)
				}
				r.lines = &lineReader{r: r.src}
			}
			rec, err := r.parse()
			if err == io.EOF { // an empty member, or line ends at the end of a file
				if r.zipped {
					continue
				}
				return nil, io.EOF
			}
			if err != nil {
				return nil, err
			}
			if r.zipped {
				if err := r.closeMember(); err != nil {
					return nil, err
				}
			} else {
				r.skipEnds()
			}
			r.offset = at
			return rec, nil
		}
		// More records in the member that is open: their place is the member's.
		rec, err := r.parse()
		if err == io.EOF {
			r.inside = false
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := r.closeMember(); err != nil {
			return nil, err
		}
		return rec, nil
	}
}

func (r *Reader) openMember() error {
	var err error
	if r.zr == nil {
		r.zr, err = gzip.NewReader(r.src)
	} else {
		err = r.zr.Reset(r.src)
	}
	if err != nil {
		return tornGzip(err)
	}
	r.zr.Multistream(false)
	r.lines = &lineReader{r: bufio.NewReader(r.zr)}
	return nil
}

func (r *Reader) parse() (*Record, error) {
	rec, err := read(r.lines, r.Limit)
	if err != nil && r.zipped && err != io.EOF {
		err = tornGzip(err)
	}
	return rec, err
}

// closeMember reads to the end of the member, which checks its CRC. Anything
// but line ends left in it is another record.
func (r *Reader) closeMember() error {
	for {
		b, err := r.lines.r.Peek(1)
		if err == io.EOF {
			r.inside = false
			return nil
		}
		if err != nil {
			return tornGzip(err)
		}
		if b[0] != '\r' && b[0] != '\n' {
			if next, _ := r.lines.r.Peek(5); string(next) != "WARC/" {
				return fmt.Errorf("%w: record is longer than its Content-Length", ErrFormat)
			}
			r.inside = true
			return nil
		}
		r.lines.r.Discard(1)
	}
}

// skipEnds takes the two line ends after an uncompressed record, or more.
func (r *Reader) skipEnds() {
	for {
		b, err := r.src.Peek(1)
		if err != nil || (b[0] != '\r' && b[0] != '\n') {
			return
		}
		r.src.Discard(1)
	}
}

func tornGzip(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return ErrTorn
	}
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) {
		return fmt.Errorf("%w: %v", ErrFormat, err)
	}
	return err
}

// ReadAt reads the one record that begins at a place which Writer.Write or
// Reader.Offset named.
func ReadAt(r io.ReaderAt, offset, limit int64) (*Record, error) {
	wr := NewReader(io.NewSectionReader(r, offset, 1<<62))
	wr.Limit = limit
	rec, err := wr.Next()
	if err == io.EOF {
		err = ErrTorn
	}
	return rec, err
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// lineReader reads header lines of bounded length.
type lineReader struct{ r *bufio.Reader }

// line returns a line without its end; io.EOF only where nothing was left.
func (l *lineReader) line() (string, error) {
	var buf []byte
	for {
		part, err := l.r.ReadSlice('\n')
		buf = append(buf, part...)
		if len(buf) > maxHeader {
			return "", fmt.Errorf("%w: header line above %d bytes", ErrTooLarge, maxHeader)
		}
		switch err {
		case nil:
			n := len(buf) - 1
			if n > 0 && buf[n-1] == '\r' {
				n--
			}
			return string(buf[:n]), nil
		case bufio.ErrBufferFull:
			continue
		case io.EOF:
			if len(buf) == 0 {
				return "", io.EOF
			}
			return "", ErrTorn
		default:
			return "", err
		}
	}
}
