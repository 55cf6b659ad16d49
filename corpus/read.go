package corpus

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// readPage makes an outcome of a page that came whole: what it is decides what
// is read from it.
func (c *crawl) readPage(ctx context.Context, pj *pageJob) (o *Outcome) {
	j, p := pj.j, pj.page
	o = c.outcome(j, Done)
	o.FinalURL, o.Ref, o.Also = pj.final, p.Archive, j.chain
	defer func() {
		if r := recover(); r != nil { // a page that upsets a parser is that page's failure
			o = c.spoiled(o, fmt.Errorf("read %s: %v", p.FinalURL, r), "panic")
		}
	}()
	changed := j.item.Digest != "" && j.item.Digest != p.SHA256
	o.Digest, o.ETag, o.LastModified = p.SHA256, p.Header.Get("ETag"), p.Header.Get("Last-Modified")
	if len(strings.TrimSpace(string(p.Body[:min(len(p.Body), 1024)]))) == 0 && len(p.Body) <= 1024 {
		return c.spoiled(o, fmt.Errorf("%w page", ErrEmpty), "empty")
	}
	body, err := unpackFile(p.Body, c.o.MaxBytes)
	if err != nil {
		return c.spoiled(o, err, "")
	}
	switch kind := sniffKind(p.MediaType, body); {
	case kind == Feed:
		o.Kind = Feed
		o.Found, err = parseFeed(p.FinalURL, body)
	case kind == Sitemap:
		o.Kind = Sitemap
		var since time.Time
		if j.item.Source != "" { // a nightly job wants what is new; who asks by name gets all
			since = time.Now().Add(-sitemapAge)
		}
		o.Found, err = parseSitemap(p.FinalURL, body, j.item.Depth, since)
	case kind == Document:
		o.Kind = Document
		o.Error = keptNotRead + p.MediaType
	case j.item.Kind == Feed || j.item.Kind == Sitemap:
		err = fmt.Errorf("%w: not a %s, though it comes as %s", ErrKind, j.item.Kind, p.MediaType)
	case !IsText(p.MediaType):
		err = fmt.Errorf("%w: %s", ErrNotKept, p.MediaType)
	default:
		err = c.readHTML(ctx, o, p)
	}
	if err != nil && len(o.Found) == 0 {
		return c.spoiled(o, err, "")
	}
	if err != nil { // a sitemap that breaks off: what stood before counts
		o.Error = err.Error()
	}
	for i := range o.Found {
		f := &o.Found[i]
		f.Source, f.From = j.item.Source, p.FinalURL
		if f.Hint.Publisher == "" {
			f.Hint.Publisher = j.item.Hint.Publisher
		}
		if f.Hint.Language == "" {
			f.Hint.Language = j.item.Hint.Language
		}
	}
	c.revisit(o, changed)
	return o
}

// sitemapAge is how far back a source's sitemap is followed.
const sitemapAge = 14 * 24 * time.Hour

// ErrKind is returned for a page that is not what it was listed as.
var ErrKind = errors.New("another kind of page")

func (c *crawl) readHTML(ctx context.Context, o *Outcome, p *Page) error {
	var links *Links
	if o.Kind == Unknown || o.Kind == List {
		switch {
		case p.MediaType == "text/plain":
			o.Kind = Article
		case o.Kind == Unknown && saysStory(p):
			// An article by its own word: its links are not needed.
		default:
			var err error
			if links, err = ReadLinks(p); err != nil && o.Kind == List {
				return err
			}
			if o.Kind == Unknown && links != nil && links.IsList {
				o.Kind = List
			}
		}
	}
	if o.Kind == List {
		if err := c.follow(ctx, o, links); err != nil {
			return err
		}
		if len(o.Found) == 0 && o.Depth > 0 {
			o.Error = "no article links on this page of the list"
		} else if len(o.Found) == 0 {
			return fmt.Errorf("%w: no article links on this list page", ErrKind)
		}
		return nil
	}
	reading, err := c.read(ctx, p)
	if err != nil {
		// What was taken for an article by its looks may be a list after all.
		if o.Kind == Unknown && links == nil {
			links, _ = ReadLinks(p)
		}
		if o.Kind == Unknown && links != nil && len(links.Articles) >= 5 {
			o.Kind = List
			return c.follow(ctx, o, links)
		}
		return err
	}
	o.Kind, o.Reading = Article, reading
	if c.ofState(p.FinalURL) {
		o.Found = documentLinks(p)
	}
	return nil
}

// ofState tells the pages of government bodies.
func (c *crawl) ofState(u string) bool {
	host := bareHost(u)
	for _, domain := range c.o.Government {
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}

// follow puts what a list page names on the list: its articles, the feeds that
// it declares, of which no more than three, and the page that continues it.
func (c *crawl) follow(ctx context.Context, o *Outcome, links *Links) error {
	for i, u := range links.Feeds {
		if i == 3 {
			break
		}
		o.Found = append(o.Found, Item{URL: u, Kind: Feed, Priority: PrioritySource})
	}
	for i, u := range links.Articles {
		if i == maxFoundPage {
			break
		}
		o.Found = append(o.Found, Item{URL: u, Kind: Article, Priority: PriorityFound})
	}
	more, err := c.goesOn(ctx, o, links)
	if more {
		o.Found = append(o.Found, Item{URL: links.Next, Kind: List, Priority: PriorityFound, Depth: o.Depth + 1})
	}
	return err
}

// goesOn tells whether the page that continues a list is worth a look: the list
// was asked for or is a source's, and this is the first visit, or so much has
// been published since the last that this page does not hold it all. A few
// known links do not count: what is read most stands on every page.
func (c *crawl) goesOn(ctx context.Context, o *Outcome, links *Links) (bool, error) {
	if links.Next == "" || len(links.Articles) == 0 || o.Depth+1 >= c.o.ListPages || o.Depth == 0 && !o.Asked && o.Priority != PrioritySource {
		return false, nil
	}
	if o.Depth == 0 && o.Interval == 0 {
		return true, nil
	}
	known := 0
	for _, u := range links.Articles {
		_, ok, err := c.list.Lookup(ctx, u)
		if err != nil {
			return false, err
		}
		if ok {
			known++
		}
	}
	return 4*known <= len(links.Articles), nil
}

// spoiled turns an outcome into that of a page that came and cannot be used.
func (c *crawl) spoiled(o *Outcome, err error, cause string) *Outcome {
	o.State, o.Error, o.Cause = Failed, err.Error(), cause
	if cause == "" {
		if o.Cause, _ = causeOf(err); o.Cause == "other" {
			o.Cause = "not_read"
		}
	}
	// Found by us and no article: our guess was wrong, not the page.
	if o.Cause == "not_read" && !o.Asked && o.Kind == Article && o.Priority != PriorityAsked {
		o.State, o.Error = Done, "not read: "+err.Error()
		c.revisit(o, false)
		o.Next = time.Time{}
		return o
	}
	o.Reading, o.Found = nil, nil
	o.ETag, o.LastModified, o.Digest = "", "", ""
	o.Next = time.Time{}
	c.dayLater(o)
	return o
}
