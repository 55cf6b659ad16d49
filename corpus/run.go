package corpus

import (
	"maps"
	"time"
)

// Run counts what one crawl did.
type Run struct {
	Started, Ended time.Time
	Requests       int   // robots.txt and redirects among them
	Bytes          int64 // of bodies, as sent
	Done           int   // items
	Unchanged      int   // of Done: as they were last time
	Same           int   // of Done: there already under another address
	Retry          int   // went wrong and are tried again, in this run or a later one
	Failed         int
	Refused        int
	Gone           int
	Articles       int // new or changed
	Facts          int // new
	Found          int // new addresses
	Recovered      int // answers taken from what a killed run had archived
	Waiting        int // being fetched or read just now
	Errors         map[string]int
	Fill           map[string]Fill // by host
	// Stopped says why the run ended with work left: "limit", "time",
	// "interrupt"; "" where nothing was left that was due.
	Stopped string
}

// Fill counts the articles of a host and how many of them had what.
type Fill struct{ Articles, Dates, Bodies, Facts int }

func (r *Run) clone() Run {
	c := *r
	c.Errors, c.Fill = maps.Clone(r.Errors), maps.Clone(r.Fill)
	return c
}

// count adds a committed outcome.
func (r *Run) count(o *Outcome) {
	r.Bytes += o.Bytes
	switch o.State {
	case Done:
		r.Done++
		if o.Unchanged {
			r.Unchanged++
		}
	case Failed:
		r.Failed++
	case Refused:
		r.Refused++
	case Gone:
		r.Gone++
	case Due:
		r.Retry++
	}
	if o.Cause != "" {
		r.Errors[o.Cause]++
	}
	if o.Reading != nil {
		f := r.Fill[HostOf(o.FinalURL)]
		f.Articles++
		if o.Reading.Fields.Date {
			f.Dates++
		}
		if o.Reading.Fields.Body >= 200 {
			f.Bodies++
		}
		if o.Reading.Fields.Fact > 0 {
			f.Facts++
		}
		r.Fill[HostOf(o.FinalURL)] = f
	}
}
