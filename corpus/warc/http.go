package warc

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"strings"
)

// Response is the HTTP message of a response record.
type Response struct {
	Status  int
	Proto   string
	Header  http.Header
	Payload []byte // the entity body: transfer coding undone, content coding as it came
}

// HTTP reads the HTTP message of a response or revisit record. The payload
// shares the record's memory unless it was chunked.
func (r *Record) HTTP() (*Response, error) {
	if r.Type() != TypeResponse && r.Type() != TypeRevisit {
		return nil, fmt.Errorf("%w: %s holds no HTTP response", ErrFormat, r.Type())
	}
	head, body := r.Block, []byte(nil)
	if i := bytes.Index(head, []byte("\r\n\r\n")); i >= 0 {
		head, body = r.Block[:i+4], r.Block[i+4:]
	} else if i := bytes.Index(head, []byte("\n\n")); i >= 0 {
		head, body = r.Block[:i+2], r.Block[i+2:]
	} else {
		head = append(append([]byte{}, head...), "\r\n\r\n"...)
	}
	res := &Response{Payload: body}
	lines := bufio.NewReader(bytes.NewReader(head))
	first, err := lines.ReadString('\n')
	if err != nil && first == "" {
		return nil, fmt.Errorf("%w: no status line", ErrFormat)
	}
	proto, rest, _ := strings.Cut(strings.TrimSpace(first), " ")
	code, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if !strings.HasPrefix(strings.ToUpper(proto), "HTTP/") {
		return nil, fmt.Errorf("%w: status line %.40q", ErrFormat, first)
	}
	res.Proto = proto
	if _, err := fmt.Sscanf(code, "%3d", &res.Status); err != nil || res.Status < 100 {
		return nil, fmt.Errorf("%w: status line %.40q", ErrFormat, first)
	}
	// Strangers' headers break every rule: read them line by line.
	res.Header = http.Header{}
	last := ""
	for {
		line, err := lines.ReadString('\n')
		line = strings.TrimRight(line, "\r\n")
		if line == "" {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			v := res.Header[last]
			v[len(v)-1] += " " + strings.TrimSpace(line)
		} else if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) != "" {
			last = http.CanonicalHeaderKey(strings.TrimSpace(name))
			res.Header[last] = append(res.Header[last], strings.TrimSpace(value))
		}
		if err != nil {
			break
		}
	}
	if strings.EqualFold(strings.TrimSpace(res.Header.Get("Transfer-Encoding")), "chunked") {
		if plain, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body))); err == nil {
			res.Payload = plain // some writers keep the header and undo the coding: then the body is as it stands
		}
	}
	return res, nil
}

// HTTPBlock is the block of a response record: status line, header, empty
// line, payload. Header fields that the client has undone are left out.
func HTTPBlock(status int, header http.Header, payload []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(payload) + 1024)
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", status, http.StatusText(status))
	header.WriteSubset(&b, map[string]bool{"Transfer-Encoding": true})
	b.WriteString("\r\n")
	b.Write(payload)
	return b.Bytes()
}
