package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"
)

// Entry is a line of a manifest: a local file and what is known of it.
type Entry struct {
	Line int    // counted from 1
	File string // as written, or joined to the manifest's folder where relative
	URL  string // where the file came from, normalised; "" for none
	Hint Hint
	Err  error // what is wrong with this line; the other fields may be empty then
}

// ReadManifest reads JSON Lines with the keys file, url, published_on, site,
// lang and original_url; other keys are let pass. Relative files are of the
// folder dir. A broken line becomes an Entry with an Err that names the line;
// the rest goes on. The error returned is one of reading.
func ReadManifest(r io.Reader, dir string) ([]Entry, error) {
	var entries []Entry
	br := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return entries, fmt.Errorf("read manifest: %w", err)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if len(bytes.TrimSpace(line)) > 0 {
			e := manifestLine(line, dir)
			e.Line = n
			if e.Err != nil {
				e.Err = fmt.Errorf("manifest line %d: %w", n, e.Err)
			}
			entries = append(entries, e)
		}
		if err == io.EOF {
			return entries, nil
		}
	}
}

func manifestLine(line []byte, dir string) (e Entry) {
	var v struct {
		File        string  `json:"file"`
		URL         *string `json:"url"`
		PublishedOn *string `json:"published_on"`
		Site        *string `json:"site"`
		Lang        *string `json:"lang"`
		OriginalURL *string `json:"original_url"`
	}
	if err := json.Unmarshal(line, &v); err != nil {
		e.Err = err
		if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
			if e.Err = fmt.Errorf("%s is a JSON %s, not text", wrong.Field, wrong.Value); wrong.Field == "" {
				e.Err = fmt.Errorf("a JSON %s, not an object", wrong.Value)
			}
		}
		return e
	}
	str := func(p *string) string {
		if p == nil {
			return ""
		}
		return strings.TrimSpace(*p)
	}
	if v.File == "" {
		e.Err = fmt.Errorf("no file")
		return e
	}
	e.File = v.File
	if !filepath.IsAbs(e.File) {
		e.File = filepath.Join(dir, filepath.FromSlash(e.File))
	}
	if u := str(v.URL); u != "" {
		if e.URL, e.Err = NormalizeURL(u); e.Err != nil {
			e.Err = fmt.Errorf("url: %w", e.Err)
			return e
		}
	}
	e.Hint = Hint{PublishedOn: str(v.PublishedOn), Publisher: str(v.Site), Language: strings.ToLower(str(v.Lang)), OriginalURL: str(v.OriginalURL)}
	if d := e.Hint.PublishedOn; d != "" {
		if _, err := time.Parse(time.DateOnly, d); err != nil {
			e.Err = fmt.Errorf("published_on %q is no day YYYY-MM-DD", d)
			return e
		}
	}
	switch e.Hint.Language {
	case "", "vi", "en":
	default:
		e.Err = fmt.Errorf("lang %q is neither vi nor en", e.Hint.Language)
	}
	return e
}
