package corpus

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"regexp"
	"sort"
	"strings"

	"github.com/BurntSushi/toml"
)

// Source is a site that publishes articles, and where it lists them.
type Source struct {
	ID        string   `toml:"id"`        // short, lower case: moit, vnexpress
	Name      string   `toml:"name"`      // what the site calls itself
	Publisher string   `toml:"publisher"` // who answers for it
	Domain    string   `toml:"domain"`    // without www
	Kind      string   `toml:"kind"`      // government or press
	Language  string   `toml:"language"`  // vi (the default) or en
	Feeds     []string `toml:"feeds"`     // RSS or Atom
	Lists     []string `toml:"lists"`     // pages of links to articles
	Sitemaps  []string `toml:"sitemaps"`
}

// Items are the addresses that a crawl of the source starts from.
func (s *Source) Items() []Item {
	var items []Item
	for _, part := range []struct {
		urls []string
		kind Kind
	}{{s.Feeds, Feed}, {s.Lists, List}, {s.Sitemaps, Sitemap}} {
		for _, u := range part.urls {
			items = append(items, Item{URL: u, Kind: part.kind, Priority: PrioritySource, Source: s.ID,
				Hint: Hint{Publisher: s.Name, Language: s.Language}})
		}
	}
	return items
}

// ErrSources is returned for a list of sources that is wrong in itself.
var ErrSources = errors.New("list of sources")

//go:embed sources.toml
var builtin string

// Sources are the sites that come with the program, sorted by id.
func Sources() []Source {
	list, err := parseSources(builtin)
	if err != nil {
		panic(err) // the list is ours: a test reads it
	}
	return list
}

// ReadSources reads a list of one's own: TOML with a [[source]] table each,
// keys as in [Source]. Every key that is not known is named, and every source
// that lacks something.
func ReadSources(name string) ([]Source, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read sources: %w", err)
	}
	list, err := parseSources(string(b))
	if err != nil {
		return nil, fmt.Errorf("read sources %s: %w", name, err)
	}
	return list, nil
}

var sourceID = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]*$`)

func parseSources(text string) ([]Source, error) {
	var doc struct {
		Source []Source `toml:"source"`
	}
	meta, err := toml.Decode(text, &doc)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSources, err)
	}
	if len(doc.Source) == 0 && len(meta.Undecoded()) == 0 {
		return nil, fmt.Errorf("%w: no [[source]] in it", ErrSources)
	}
	var wrong []string
	for _, key := range meta.Undecoded() {
		wrong = append(wrong, fmt.Sprintf("unknown key %q", key.String()))
	}
	seen := map[string]bool{}
	for i := range doc.Source {
		s := &doc.Source[i]
		what := s.ID
		if what == "" {
			what = fmt.Sprintf("source %d", i+1)
		}
		say := func(format string, args ...any) { wrong = append(wrong, what+": "+fmt.Sprintf(format, args...)) }
		if !sourceID.MatchString(s.ID) || s.ID == "all" {
			say("id %q is not of small letters, digits, . _ -", s.ID)
		}
		if seen[s.ID] {
			say("stands there twice")
		}
		seen[s.ID] = true
		if s.Name == "" {
			say("no name")
		}
		if s.Publisher == "" {
			s.Publisher = s.Name
		}
		switch s.Kind {
		case "":
			s.Kind = "press"
		case "government", "press":
		default:
			say("kind %q is neither government nor press", s.Kind)
		}
		switch s.Language {
		case "":
			s.Language = "vi"
		case "vi", "en":
		default:
			say("language %q is neither vi nor en", s.Language)
		}
		if len(s.Feeds)+len(s.Lists)+len(s.Sitemaps) == 0 {
			say("no feeds, lists or sitemaps")
		}
		for _, urls := range [][]string{s.Feeds, s.Lists, s.Sitemaps} {
			for j, u := range urls {
				n, err := NormalizeURL(u)
				if err != nil {
					say("%q: %v", withoutUser(u), err)
					continue
				}
				urls[j] = n
				if s.Domain == "" {
					s.Domain = SiteOf(n)
				}
			}
		}
	}
	if len(wrong) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrSources, strings.Join(wrong, "; "))
	}
	sort.Slice(doc.Source, func(i, j int) bool { return doc.Source[i].ID < doc.Source[j].ID })
	return doc.Source, nil
}
