package corpus

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"solieu/corpus/warc"
)

// IsWARC tells by its name whether a file is a WARC file.
func IsWARC(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".warc.gz")
}

// ReadWARC reads anybody's WARC file and gives each page in it to fn: whole
// answers of status 200 and resources, of a type that can be read as text.
// Nothing is archived yet: keep puts the record of the page that fn was given
// into an archive and fills in the page's place. A page that cannot be decoded
// comes with its error and no body. The error returned is fn's, or that of a
// file that is none or breaks off.
func ReadWARC(name string, most int64, fn func(p *Page, keep func(*Archive) error, err error) error) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read WARC: %w", err)
	}
	defer f.Close()
	r := warc.NewReader(f)
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read WARC %s after byte %d: %w", name, r.Offset(), err)
		}
		if t := rec.Type(); t != warc.TypeResponse && t != warc.TypeResource {
			continue
		}
		if rec.Header.Get("WARC-Truncated") != "" || rec.Header.Get("WARC-Segment-Number") != "" {
			continue
		}
		p, _, err := PageOf(rec, most)
		if errors.Is(err, warc.ErrFormat) {
			continue // dns: answers and such
		}
		if err != nil {
			p = &Page{URL: rec.TargetURI(), FinalURL: rec.TargetURI(), Retrieved: rec.Date()}
			if e := fn(p, nil, fmt.Errorf("read WARC %s: %s: %w", name, rec.TargetURI(), err)); e != nil {
				return e
			}
			continue
		}
		if p.Status != 200 || !IsText(p.MediaType) || sniffKind(p.MediaType, p.Body) != Unknown || len(p.Body) == 0 {
			continue
		}
		if u, err := NormalizeURL(p.URL); err == nil {
			p.URL, p.FinalURL = u, u
		} else if !strings.HasPrefix(p.URL, "file:") {
			continue
		}
		if strings.HasSuffix(p.URL, "/robots.txt") {
			continue
		}
		if p.Retrieved.IsZero() {
			p.Retrieved = time.Now().UTC()
		}
		sum := p.SHA256
		keep := func(a *Archive) (err error) {
			p.Archive, err = a.WriteRecord(rec, sum)
			return err
		}
		if err := fn(p, keep, nil); err != nil {
			return err
		}
	}
}
