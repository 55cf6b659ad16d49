package corpus

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

var (
	// ErrTooLarge is returned for a body above the limit, as sent or decoded.
	ErrTooLarge = errors.New("too large")
	// ErrBomb is returned for a body that swells beyond all reason when decoded.
	ErrBomb = errors.New("decompression bomb")
	// ErrCoding is returned for a content coding that is unknown or broken.
	ErrCoding = errors.New("content coding")
)

const (
	// acceptEncoding is what Decode undoes.
	acceptEncoding = "gzip, br, zstd"
	// maxRatio is how far a body may swell: HTML packs 20:1 at most, and deflate
	// cannot do more than 1032:1.
	maxRatio = 100
	// freeBytes may be reached at any ratio: small pages of repeated rows do pack well.
	freeBytes = 1 << 20
	// zstdWindow is the largest window that the coding may use (RFC 9659); a
	// sender that does not know the length of its page names a large one.
	zstdWindow = 8 << 20
)

// Decode undoes the codings of a Content-Encoding header, last first. More
// than most bytes is ErrTooLarge, a swelling of more than a hundredfold beyond
// a first MiB is ErrBomb. Without a coding the payload itself is returned.
func Decode(codings string, payload []byte, most int64) ([]byte, error) {
	list := strings.Split(codings, ",")
	if len(list) > 3 {
		return nil, fmt.Errorf("%w: %d codings on one body", ErrCoding, len(list))
	}
	body := payload
	for i := len(list) - 1; i >= 0; i-- {
		var err error
		if body, err = decodeOne(strings.ToLower(strings.TrimSpace(list[i])), body, most); err != nil {
			return nil, err
		}
	}
	if int64(len(body)) > most {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLarge, len(body), most)
	}
	return body, nil
}

func decodeOne(coding string, in []byte, most int64) ([]byte, error) {
	var r io.Reader
	var err error
	src := bytes.NewReader(in)
	switch coding {
	case "", "identity", "utf-8", "none": // utf-8 is a common slip for charset
		return in, nil
	case "gzip", "x-gzip":
		if len(in) < 2 || in[0] != 0x1f || in[1] != 0x8b {
			return in, nil // says gzip, is not: servers do that
		}
		r, err = gzip.NewReader(src)
	case "deflate":
		if r, err = zlib.NewReader(src); err != nil { // raw deflate, as old IIS sends it
			r, err = flate.NewReader(bytes.NewReader(in)), nil
		}
	case "br":
		r = brotli.NewReader(src)
	case "zstd":
		var d *zstd.Decoder
		d, err = zstd.NewReader(src, zstd.WithDecoderMaxMemory(max(uint64(most)+1, zstdWindow)), zstd.WithDecoderMaxWindow(zstdWindow), zstd.WithDecoderConcurrency(1))
		if err == nil {
			defer d.Close()
			r = d
		}
	default:
		return nil, fmt.Errorf("%w: %q is unknown", ErrCoding, coding)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrCoding, coding, err)
	}
	limit := min(most, max(freeBytes, int64(len(in))*maxRatio))
	var out bytes.Buffer
	out.Grow(int(min(limit, int64(len(in))*4)))
	n, err := io.Copy(&out, io.LimitReader(r, limit+1))
	if n > limit {
		if limit < most {
			return nil, fmt.Errorf("%w: %d bytes of %s are more than %d", ErrBomb, len(in), coding, limit)
		}
		return nil, fmt.Errorf("%w: more than %d bytes decoded", ErrTooLarge, most)
	}
	if errors.Is(err, zstd.ErrDecoderSizeExceeded) {
		return nil, fmt.Errorf("%w: more than %d bytes decoded", ErrTooLarge, most)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrCoding, coding, err)
	}
	return out.Bytes(), nil
}
