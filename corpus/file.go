package corpus

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// ErrEmpty is returned for a file or body with nothing in it.
var ErrEmpty = errors.New("empty")

// ErrBinary is returned for bytes that are no text.
var ErrBinary = errors.New("not text")

// maxFile is the largest local file that is read as an article.
const maxFile = 64 << 20

// ReadFile reads a local HTML or text file as a page. It is not archived yet:
// see [Archive.WriteResource]. What it is follows its ending, or where that
// says nothing its first bytes; ErrEmpty, ErrBinary and ErrTooLarge name what
// cannot be an article.
func ReadFile(name string) (*Page, error) {
	u, err := FileURL(name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("read page %s: is a folder", name)
	}
	body, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read page: %w", err)
	}
	if len(body) > maxFile {
		return nil, fmt.Errorf("read page %s: %w: more than %d bytes", name, ErrTooLarge, maxFile)
	}
	p := &Page{URL: u, FinalURL: u, Status: 200, Body: body, SHA256: SHA256(body), Retrieved: time.Now().UTC()}
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".txt", ".text", ".md":
		p.MediaType = "text/plain"
	case ".html", ".htm", ".xhtml", ".chn", ".aspx", ".shtml":
		p.MediaType = "text/html"
	default:
		p.MediaType, _ = mediaType("", body)
	}
	if m := magic(body); m != "" {
		p.MediaType = m
	}
	if len(strings.TrimSpace(string(body[:min(len(body), 4096)]))) == 0 && len(body) <= 4096 {
		return nil, fmt.Errorf("read page %s: %w", name, ErrEmpty)
	}
	if !IsText(p.MediaType) || binary(body) {
		return nil, fmt.Errorf("read page %s: %w: %s", name, ErrBinary, p.MediaType)
	}
	return p, nil
}

// binary tells bytes that no text encoding explains: NULs at places where
// UTF-16 would not have them, or many control bytes.
func binary(body []byte) bool {
	head := body[:min(len(body), 4096)]
	if len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		return false // UTF-16 with its mark
	}
	odd := 0
	even, uneven := 0, 0
	for i, c := range head {
		switch {
		case c == 0 && i%2 == 0:
			even++
		case c == 0:
			uneven++
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b:
			odd++
		}
	}
	if nul := even + uneven; nul > len(head)/4 && (even < nul/20+1 || uneven < nul/20+1) {
		return false // UTF-16 without a mark
	}
	return odd+even+uneven > len(head)/10
}
