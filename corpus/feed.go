package corpus

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// maxFeedItems bounds what one feed may name: real ones name 20 to 200.
const maxFeedItems = 1000

// hanoi is the zone of local days: Vietnam keeps +07:00 all year.
var hanoi = time.FixedZone("+07", 7*60*60)

// parseFeed takes the article addresses of an RSS, Atom or JSON feed. Those of
// other sites are left out: a feed speaks for its own.
func parseFeed(base string, body []byte) (found []Item, err error) {
	defer func() { // a stranger's bytes in a library's hands
		if r := recover(); r != nil {
			found, err = nil, fmt.Errorf("read feed: %v", r)
		}
	}()
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("read feed: %w", err)
	}
	for _, it := range feed.Items {
		if it == nil || len(found) == maxFeedItems {
			continue
		}
		link := it.Link
		if link == "" && len(it.Links) > 0 {
			link = it.Links[0]
		}
		if link == "" && strings.HasPrefix(it.GUID, "http") {
			link = it.GUID
		}
		u, err := ResolveURL(base, link)
		if err != nil || link == "" || SiteOf(u) != SiteOf(base) || u == base {
			continue
		}
		item := Item{URL: u, Kind: Article, Priority: PriorityFound}
		at := it.PublishedParsed
		if at == nil {
			at = it.UpdatedParsed
		}
		// A feed that dates its articles in the future or before the web lies.
		if at != nil && at.Year() >= 1995 && time.Until(*at) < 24*time.Hour {
			item.Hint.PublishedOn = at.In(hanoi).Format(time.DateOnly)
		}
		found = append(found, item)
	}
	return found, nil
}
