package extract

import (
	"strings"
	"time"
)

// BlockKind tells what a block of a body is.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	Heading             // a subheading inside the body
	ListItem
	TableRow // cells apart by " | ", the header row first
	Caption  // of a picture or table; part of Text, not of Body
	Quote
)

// Block is one line of an article: its text is NFC, on one line, trimmed.
type Block struct {
	Kind BlockKind
	Text string
}

// Article is what a reader takes from a page.
type Article struct {
	Title             string
	Author            string // never the publisher; several are joined with "; "
	Publisher         string // of the page; by its registered domain where that is known
	Section           string
	Language          string    // vi or en, told by the text; another language by the page's own tag
	Published         time.Time // with the page's zone (+07:00 where it names none); zero where unknown
	PublishedDateOnly bool      // no clock time was known: only the day of Published counts
	Modified          time.Time
	ModifiedDateOnly  bool
	CanonicalURL      string  // on the registered domain of Source.URL where that is known
	OriginalURL       string  // of the piece this page re-publishes; "" where it is the paper's own
	OriginalPublisher string  // who published it first, as the page names them
	Blocks            []Block // reading order, without the title
	// Way names what found the body: site:<domain> (a rule of the site table),
	// generic (the scorer), readability (the library), jsonld and json (the text
	// in a script), plain (a text, no page).
	Way string
	// From says for each field that is set (title, author, …) where it came from:
	// jsonld, og:title, site rule, time element, text …
	From map[string]string
	// Links are the links of the page in reading order, where Options.Links asks for them.
	Links []Link
}

// Link is one link of a page.
type Link struct {
	URL  string // absolute where the page's address is known
	Text string // one line
	Body bool   // it stands inside the article's body
}

// Body is the article's blocks, one a line, without title and captions.
func (a *Article) Body() string {
	var b strings.Builder
	for _, bl := range a.Blocks {
		if bl.Kind == Caption {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(bl.Text)
	}
	return b.String()
}

// Text is what is stored and cited: the title, an empty line, and the blocks,
// one a line, captions where they stand. It is NFC and holds no NUL. An
// article without a title begins with its first block.
func (a *Article) Text() string {
	var b strings.Builder
	if a.Title != "" {
		b.WriteString(a.Title)
		b.WriteString("\n")
	}
	for _, bl := range a.Blocks {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(bl.Text)
	}
	return b.String()
}

// PublishedAt is Published in ISO 8601 with its zone, only the day where no
// clock time is known, "" where nothing is.
func (a *Article) PublishedAt() string { return iso(a.Published, a.PublishedDateOnly) }

// ModifiedAt is Modified in the form of PublishedAt.
func (a *Article) ModifiedAt() string { return iso(a.Modified, a.ModifiedDateOnly) }

func iso(t time.Time, dateOnly bool) string {
	switch {
	case t.IsZero():
		return ""
	case dateOnly:
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02T15:04:05-07:00")
}
