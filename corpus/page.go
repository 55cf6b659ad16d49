package corpus

import (
	"net/http"
	"time"
)

// Page is one document as it was found: fetched, read from a file, or taken
// from an archive. Its bytes are kept as they came.
type Page struct {
	URL       string      // as asked, normalised (see NormalizeURL); absolute file: URL of a local file
	FinalURL  string      // where redirects ended; URL where there were none
	Status    int         // HTTP status; 200 for a local file
	Header    http.Header // of the final answer; nil for a local file
	MediaType string      // what Body is: text/html, text/plain, application/pdf …, lower case, without parameters
	Charset   string      // charset of the Content-Type header, "" where it names none
	Body      []byte      // the document, content codings (gzip, br, zstd) undone
	SHA256    string      // lower-case hex digest of the payload as archived: snapshot_sha256 (WARC-Payload-Digest)
	Retrieved time.Time   // UTC
	Archive   Ref         // where the record stands
	Hint      Hint        // what a manifest or a source list says of it
}

// Ref is the place of a WARC record: file name inside the archive folder and
// byte offset of the record's gzip member.
type Ref struct {
	File   string
	Offset int64
}

// Hint is what is known of a page beside its bytes: a manifest's line or the
// source that listed it. Empty fields are unknown; the page's own word, where
// it has one, is asked first by extract.
type Hint struct {
	PublishedOn string // local day, ISO 8601
	Publisher   string // manifest key site
	Language    string // vi or en; manifest key lang
	OriginalURL string
}
