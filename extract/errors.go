package extract

import "errors"

// What can be wrong with a document. Extract wraps one of these with the
// document's address; ask with errors.Is.
var (
	ErrEmpty      = errors.New("empty document")                 // no bytes, or nothing but space and markup
	ErrNotText    = errors.New("not text")                       // a picture, a PDF, an archive, or bytes in no known charset
	ErrNotArticle = errors.New("not an article")                 // a list, a home page, a login wall: text, but no body to take
	ErrTooLarge   = errors.New("document larger than the limit") // see Options.MaxBytes
	ErrFault      = errors.New("fault of the extractor")         // a panic: report the page, the run goes on
)
