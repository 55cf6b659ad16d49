package corpus

import (
	"fmt"
	"math"
	"sort"
)

// Broken holds a run's articles against what their hosts had before, and
// returns a line for each host whose articles have lost their dates, bodies or
// facts: the sign of a layout that has changed. A loss counts when chance does
// not explain it: three standard deviations and 30 points below the past, of
// at least 20 articles then and 5 now.
func Broken(past, now map[string]Fill) []string {
	var lines []string
	for host, n := range now {
		p := past[host]
		if p.Articles < 20 || n.Articles < 5 {
			continue
		}
		for _, f := range []struct {
			what      string
			past, now int
		}{{"a date", p.Dates, n.Dates}, {"a body", p.Bodies, n.Bodies}, {"facts", p.Facts, n.Facts}} {
			was, is := float64(f.past)/float64(p.Articles), float64(f.now)/float64(n.Articles)
			// The past's own doubt keeps a rate of 1 from calling one odd page a break.
			rate := (float64(f.past) + 1) / (float64(p.Articles) + 2)
			sd := math.Sqrt(rate * (1 - rate) / float64(n.Articles))
			if was-is >= 0.3 && rate-is >= 3*sd {
				lines = append(lines, fmt.Sprintf("%s: layout break? %d of %d articles have %s, %.0f%% had before", host, f.now, n.Articles, f.what, 100*was))
			}
		}
	}
	sort.Strings(lines)
	return lines
}
