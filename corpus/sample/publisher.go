package sample

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"

	"github.com/BurntSushi/toml"
)

//go:embed site
var files embed.FS

// hanoi is the zone of every publisher and of clock times that name none.
var hanoi = time.FixedZone("+07", 7*60*60)

// publisher is one of the fictional publishers: a host with its own layout.
type publisher struct {
	ID         string   `toml:"-"`
	Name       string   `toml:"name"`
	Host       string   `toml:"host"` // under .example, which nobody can own
	Language   string   `toml:"language"`
	Menu       []string `toml:"menu"`     // sections; each is a list page
	Feed       string   `toml:"feed"`     // path; RSS, or Atom where it ends in atom.xml
	Sitemap    string   `toml:"sitemap"`  // path of the sitemap, or of its index
	Tracking   string   `toml:"tracking"` // query that the feed hangs on its links
	Disallow   []string `toml:"disallow"` // robots.txt
	CrawlDelay string   `toml:"crawl_delay"`
	Gone       []string `toml:"gone"`    // paths that answer 410, still in the feed
	Missing    []string `toml:"missing"` // paths that answer 404, still in the feed
	Files      []string `toml:"files"`   // served as they are

	articles []*page // newest first
	pages    []*page // photo pages and what robots.txt forbids
	layout   *template.Template
}

// page is an article or another page written for the site: the front matter
// of its file, between two lines of +++, and the template below it.
type page struct {
	Key       string   `toml:"-"` // file name without its ending
	Path      string   `toml:"path"`
	Old       string   `toml:"old"` // earlier path, answered with 301
	Title     string   `toml:"title"`
	Lead      string   `toml:"lead"`
	Author    []string `toml:"author"`
	Section   string   `toml:"section"`
	Published string   `toml:"published"` // RFC 3339; without a zone where the page shows none
	Modified  string   `toml:"modified"`
	Printed   string   `toml:"printed"` // the date as the page words it, where it is the only one
	Tags      []string `toml:"tags"`
	Caption   string   `toml:"caption"`
	Charset   string   `toml:"charset"` // windows-1258, declared in the page alone
	Form      string   `toml:"form"`    // nfd: marks decomposed, no-break spaces after numbers

	Time    time.Time `toml:"-"`
	ModTime time.Time `toml:"-"`
	body    *template.Template
}

// publishers are all publishers in the order of their IDs.
var publishers = mustLoad()

func mustLoad() []*publisher {
	list, err := load(files)
	if err != nil {
		panic("sample: " + err.Error()) // a broken table is ours
	}
	return list
}

func load(fsys fs.FS) ([]*publisher, error) {
	dirs, err := fs.ReadDir(fsys, "site")
	if err != nil {
		return nil, err
	}
	var list []*publisher
	for _, d := range dirs {
		if d.Name() == "shared" {
			continue
		}
		p, err := loadPublisher(fsys, d.Name())
		if err != nil {
			return nil, fmt.Errorf("publisher %s: %w", d.Name(), err)
		}
		list = append(list, p)
	}
	return list, nil
}

func loadPublisher(fsys fs.FS, id string) (*publisher, error) {
	p := &publisher{ID: id}
	dir := path.Join("site", id)
	b, err := fs.ReadFile(fsys, path.Join(dir, "publisher.toml"))
	if err != nil {
		return nil, err
	}
	if err := decode(b, p); err != nil {
		return nil, err
	}
	if p.layout, err = template.New("article.html").Funcs(funcs).ParseFS(fsys, path.Join(dir, "article.html")); err != nil {
		return nil, err
	}
	if p.articles, err = p.loadPages(fsys, path.Join(dir, "article")); err != nil {
		return nil, err
	}
	if p.pages, err = p.loadPages(fsys, path.Join(dir, "page")); err != nil {
		return nil, err
	}
	slices.SortStableFunc(p.articles, func(a, b *page) int { return b.Time.Compare(a.Time) })
	return p, nil
}

func (p *publisher) loadPages(fsys fs.FS, dir string) ([]*page, error) {
	names, err := fs.Glob(fsys, dir+"/*.html")
	if err != nil {
		return nil, err
	}
	var list []*page
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		pg, err := p.readPage(strings.TrimSuffix(path.Base(name), ".html"), b)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		list = append(list, pg)
	}
	return list, nil
}

func (p *publisher) readPage(key string, b []byte) (*page, error) {
	_, rest, _ := bytes.Cut(b, []byte("+++\n"))
	front, body, ok := bytes.Cut(rest, []byte("+++\n"))
	if !ok {
		return nil, fmt.Errorf("no front matter between two lines of +++")
	}
	pg := &page{Key: key}
	if err := decode(front, pg); err != nil {
		return nil, err
	}
	var err error
	if pg.Time, err = clock(pg.Published); err != nil {
		return nil, err
	}
	pg.ModTime = pg.Time
	if pg.Modified != "" {
		if pg.ModTime, err = clock(pg.Modified); err != nil {
			return nil, err
		}
	}
	layout, err := p.layout.Clone()
	if err != nil {
		return nil, err
	}
	pg.body, err = layout.New("body").Parse(string(body))
	return pg, err
}

// clock reads an RFC 3339 time, in Hanoi where it names no zone.
func clock(s string) (time.Time, error) {
	if t, err := time.ParseInLocation("2006-01-02T15:04:05", s, hanoi); err == nil {
		return t, nil
	}
	return time.Parse(time.RFC3339, s)
}

// decode reads TOML and refuses a key that v does not know.
func decode(b []byte, v any) error {
	md, err := toml.Decode(string(b), v)
	if err != nil {
		return err
	}
	if un := md.Undecoded(); len(un) > 0 {
		return fmt.Errorf("unknown key %s", un[0])
	}
	return nil
}

// find returns the publisher's article of that key, nil without one.
func (p *publisher) find(key string) *page {
	for _, a := range p.articles {
		if a.Key == key {
			return a
		}
	}
	return nil
}

func publisherByID(id string) *publisher {
	for _, p := range publishers {
		if p.ID == id {
			return p
		}
	}
	return nil
}
