package corpus

import (
	"context"
	"time"
)

// State is where an address stands on the work list.
type State string

const (
	Due     State = "due"     // to be fetched at its next time
	Done    State = "done"    // fetched; Error says what was not read, if anything
	Failed  State = "failed"  // will not heal by itself
	Refused State = "refused" // robots.txt or our own safety forbids it
	Gone    State = "gone"    // the server says 404 or 410
)

// Kind is what an address leads to. Unknown ones are told by what comes back.
type Kind string

const (
	Unknown  Kind = ""
	Article  Kind = "article"
	Feed     Kind = "feed"
	Sitemap  Kind = "sitemap"
	List     Kind = "list"     // a page of links to articles
	Document Kind = "document" // kept, not read: PDF and such
)

// Priorities of a host's items; the lowest number goes first.
const (
	PriorityAsked   = 0 // by add
	PrioritySource  = 1 // feeds, sitemaps and lists of an enabled source
	PriorityFound   = 2 // named by one of those
	PriorityRevisit = 3
)

// Item is an address on the work list.
type Item struct {
	ID       int64
	URL      string // normalised
	Kind     Kind
	Priority int
	State    State
	Asked    bool // named by the user, who wants to hear of it
	Attempts int  // requests since it became due
	Status   int  // last HTTP status, 0 for none
	Error    string
	Next     time.Time // when it is due; zero is never
	Tried    time.Time // last time it was fetched
	Interval time.Duration

	ETag         string
	LastModified string
	Digest       string // of the payload last read well

	Source string // id of the source it belongs to
	From   string // address that named it
	Depth  int    // sitemap indexes above it, or pages of the list before it
	Hint   Hint
}

// Outcome is what became of a claimed item.
type Outcome struct {
	Item // as it is to stand from now on

	FinalURL string   // where the page was found
	Also     []string // other addresses of the very page (redirects): known from now on
	Found    []Item   // addresses it names
	Ref      Ref
	// Reading is what the Reader made of an article page, to be stored in the
	// same transaction; nil where there is nothing to store.
	Reading *Reading
	// Cause is a short name for what went wrong, for counting; "" where nothing did.
	Cause string
	// Unchanged is set where the page is as it was last time.
	Unchanged bool
	Bytes     int64
}

// Tally is what a commit stored.
type Tally struct {
	Articles int // new or changed
	Facts    int // new
	Found    int // addresses that were not known
	Same     int // pages that were already there under another address
}

// Host is what is known of a host between runs. Its name is host or host:port.
type Host struct {
	Name      string
	NotBefore time.Time // nothing is asked of it before
	Reason    string    // why it is left alone
	Failures  int       // in a row
	Robots    []RobotsFile
}

// RobotsFile is a robots.txt as it was found: kept for a day.
type RobotsFile struct {
	Origin  string // scheme://host
	Status  int
	Body    string // of a 2xx answer
	Fetched time.Time
}

// WorkList keeps what is to be fetched, and outlives the process. One crawl at
// a time uses it; Add may be called by others meanwhile. A claim holds until
// the item is committed or released, or the process ends: what was claimed and
// not committed is due as before.
type WorkList interface {
	// Add puts addresses on the list and returns how many were not known. An
	// item with Asked set is due again if it was known, and so is a list's
	// later page (Depth above 0); others are left as they stand.
	Add(ctx context.Context, items []Item) (int, error)
	// Hosts names up to n hosts that have something to claim now.
	Hosts(ctx context.Context, now time.Time, n int) ([]string, error)
	// Claim hands out up to n of a host's items that are due now, each once.
	Claim(ctx context.Context, host string, now time.Time, n int) ([]Item, error)
	// Release gives claimed items back as they were.
	Release(items []Item)
	// Next is when the next item becomes due after now, the host being left
	// alone or not; zero for none.
	Next(ctx context.Context, now time.Time) (time.Time, error)
	// Lookup finds an item by its address.
	Lookup(ctx context.Context, url string) (Item, bool, error)
	// Host recalls a host; an unknown one has only its name.
	Host(ctx context.Context, name string) (Host, error)
	// Commit stores outcomes with their readings, the addresses they name and
	// what was learned of hosts: all or nothing. A page whose content, or
	// whose canonical address, is already there under another address of the
	// host is not stored again: its item says of which it is the same.
	Commit(ctx context.Context, outcomes []Outcome, hosts []Host) (Tally, error)
}

// Reading is what a Reader made of a page.
type Reading struct {
	Value     any    // for the WorkList to store
	Canonical string // address the page gives itself, "" for none
	Fields    Fields
}

// Fields tells which fields of an article were found: the watch for broken
// layouts counts them.
type Fields struct {
	Date bool
	Body int // characters
	Fact int // number of facts
}

// Reader reads an article page: extract and normalize. It is called from
// several goroutines. Its error is the item's reason.
type Reader func(ctx context.Context, p *Page) (*Reading, error)
