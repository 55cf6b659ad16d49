package sample

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"strings"
	"text/template"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// shared are the list page, the feeds, the sitemaps and robots.txt.
var shared = template.Must(template.New("shared").Funcs(funcs).ParseFS(files, "site/shared/*"))

var funcs = template.FuncMap{
	"html":     html.EscapeString,
	"json":     jsonString,
	"entities": entities,
	"menu":     func(section string) string { return "/" + slug(section) + "/" },
	"slug":     slug,
	"weekday":  weekday,
	"article":  func(id, key string) (string, error) { return "", fmt.Errorf("no base for %s %s", id, key) },
}

// base tells where a publisher is served: its URL without the last slash.
type base func(*publisher) string

// view is what a template sees: a page of a publisher, or a list of pages.
type view struct {
	*page
	Publisher *publisher
	Items     []view   // of a list or feed
	Others    []view   // the publisher's other articles
	Heading   string   // of a list
	Stale     []string // URLs of a feed that answer 404, 410, or that robots.txt forbids
	Content   string   // the article's own HTML
	base      base
}

// Abs is the absolute URL of a path of the publisher.
func (v view) Abs(path string) string { return v.base(v.Publisher) + path }

// Home is the URL of the front page.
func (v view) Home() string { return v.Abs("/") }

// URL is the page's own address.
func (v view) URL() string { return v.Abs(v.Path) }

// Listed is the address as the feed gives it: an earlier one, or one with a
// tracking query, where the publisher does so.
func (v view) Listed() string {
	if v.Old != "" {
		return v.Abs(v.Old)
	}
	return v.URL() + v.Publisher.Tracking
}

// FeedType is the media type of the publisher's feed.
func (v view) FeedType() string {
	if strings.HasSuffix(v.Publisher.Feed, "atom.xml") {
		return "application/atom+xml"
	}
	return "application/rss+xml"
}

// Newest is when the newest item changed.
func (v view) Newest() time.Time {
	var t time.Time
	for _, it := range v.Items {
		if it.ModTime.After(t) {
			t = it.ModTime
		}
	}
	return t
}

func (p *publisher) views(pages []*page, b base) []view {
	out := make([]view, len(pages))
	for i, pg := range pages {
		out[i] = view{page: pg, Publisher: p, base: b}
	}
	return out
}

// article renders a page in the publisher's layout, in the bytes it is served in.
func (p *publisher) article(pg *page, b base) ([]byte, error) {
	v := view{page: pg, Publisher: p, base: b}
	for _, o := range p.views(p.articles, b) {
		if o.page != pg {
			v.Others = append(v.Others, o)
		}
	}
	body, err := pg.body.Clone()
	if err != nil {
		return nil, err
	}
	body.Funcs(template.FuncMap{"article": func(id, key string) (string, error) {
		to := publisherByID(id)
		if to == nil || to.find(key) == nil {
			return "", fmt.Errorf("no article %s of %s", key, id)
		}
		return b(to) + to.find(key).Path, nil
	}})
	var buf bytes.Buffer
	if err := body.Execute(&buf, v); err != nil {
		return nil, err
	}
	text := buf.String()
	if p.find(pg.Key) == pg {
		v.Content = strings.TrimSpace(text)
		buf.Reset()
		if err := p.layout.Execute(&buf, v); err != nil {
			return nil, err
		}
		text = buf.String()
	}
	if pg.Form == "nfd" {
		text = norm.NFD.String(noBreak(text))
	}
	if pg.Charset == "windows-1258" {
		return windows1258(text)
	}
	return []byte(text), nil
}

// list renders a template of the shared folder over pages.
func (p *publisher) list(name, heading string, pages []*page, b base) ([]byte, error) {
	v := view{page: &page{}, Publisher: p, base: b, Heading: heading, Items: p.views(pages, b)}
	if name == "rss.xml" || name == "atom.xml" {
		for _, paths := range [][]string{p.Gone, p.Missing} {
			for _, path := range paths {
				v.Stale = append(v.Stale, v.Abs(path))
			}
		}
		for _, pg := range p.pages {
			v.Stale = append(v.Stale, v.Abs(pg.Path))
		}
	}
	var buf bytes.Buffer
	err := shared.ExecuteTemplate(&buf, name, v)
	return buf.Bytes(), err
}

// jsonString is s as a JSON string with letters as they are, < and & escaped
// so that it can stand in a script element.
func jsonString(s string) (string, error) {
	b, err := json.Marshal(s)
	return string(b), err
}

// entities writes every letter beyond ASCII as a numeric HTML entity, the way
// some publishers do inside JSON-LD, where it does not belong.
func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}

// slug is s in ASCII letters and hyphens: `Xuất nhập khẩu` is xuat-nhap-khau.
func slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case unicode.IsMark(r):
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

func weekday(t time.Time) string {
	return [...]string{"Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"}[t.Weekday()]
}

// noBreak puts a no-break space between a number and the word after it, but
// not inside a tag.
func noBreak(s string) string {
	b := []rune(s)
	tag := false
	for i, r := range b {
		switch {
		case r == '<':
			tag = true
		case r == '>':
			tag = false
		case r == ' ' && !tag && i > 0 && i+1 < len(b) && unicode.IsDigit(b[i-1]) && unicode.IsLetter(b[i+1]):
			b[i] = '\u00a0'
		}
	}
	return string(b)
}
