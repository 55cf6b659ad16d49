package extract

import "time"

// BlockKind tells what a block of a body is.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	Heading
	ListItem
	TableRow // cells apart by " | "
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
	Publisher         string
	Section           string
	Language          string    // vi or en, told by the text
	Published         time.Time // with the page's zone (+07:00 where it names none); zero where unknown
	PublishedDateOnly bool      // no clock time was known: only the day of Published counts
	Modified          time.Time
	CanonicalURL      string
	OriginalURL       string
	OriginalPublisher string
	Blocks            []Block // reading order, without the title
	// Way names what found the body: site:<domain>, generic, readability, plain.
	Way string
	// From says for each field (title, author, …) where it came from: jsonld, og:title, site rule, time element, text.
	From map[string]string
}
