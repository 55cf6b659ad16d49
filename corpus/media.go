package corpus

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
)

// mediaType tells what a body is and in which charset its header says it is
// written. The header is believed unless it is missing, says nothing, or the
// first bytes are plainly something else.
func mediaType(contentType string, body []byte) (media, charset string) {
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		// A ragged header still names its type: "text/html; charset=utf-8;;".
		media, _, _ = strings.Cut(contentType, ";")
		media = strings.ToLower(strings.TrimSpace(media))
		if _, rest, ok := strings.Cut(strings.ToLower(contentType), "charset="); ok {
			end := strings.IndexAny(rest, "; ,")
			if end < 0 {
				end = len(rest)
			}
			charset = strings.Trim(rest[:end], `"'`)
		}
		if !strings.Contains(media, "/") {
			media = ""
		}
	} else {
		charset = params["charset"]
	}
	if m := magic(body); m != "" {
		return m, ""
	}
	switch media {
	case "", "application/octet-stream", "unknown/unknown", "application/unknown", "*/*":
		media, _, _ = mime.ParseMediaType(http.DetectContentType(body))
		if media == "text/plain" && bytes.Contains(body[:min(len(body), 4096)], []byte("<html")) {
			media = "text/html"
		}
	}
	return media, strings.ToLower(charset)
}

// magic knows what must never be read as text, whatever its header says.
func magic(body []byte) string {
	switch {
	case bytes.HasPrefix(body, []byte("%PDF-")):
		return "application/pdf"
	case bytes.HasPrefix(body, []byte("PK\x03\x04")):
		return "application/zip"
	case bytes.HasPrefix(body, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "application/msword" // OLE: doc, xls, ppt of before 2007
	case bytes.HasPrefix(body, []byte("\x89PNG\r\n")):
		return "image/png"
	case bytes.HasPrefix(body, []byte("\xff\xd8\xff")):
		return "image/jpeg"
	case bytes.HasPrefix(body, []byte("GIF8")):
		return "image/gif"
	}
	return ""
}

// IsText tells whether a media type can be read as an article.
func IsText(media string) bool {
	switch media {
	case "text/html", "application/xhtml+xml", "text/plain":
		return true
	}
	return false
}
