package sample

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// Handler serves every publisher by the Host header: bao-thong-ke.example,
// with or without a port, and so on. The URLs in its pages, feeds and
// sitemaps are http URLs of these hosts, with the port that was asked.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, port, _ := strings.Cut(r.Host, ":")
		for _, p := range publishers {
			if p.Host == host {
				p.serve(w, r, func(p *publisher) string {
					if port != "" {
						return "http://" + p.Host + ":" + port
					}
					return "http://" + p.Host
				})
				return
			}
		}
		http.Error(w, "no publisher of this sample has the host "+r.Host, http.StatusNotFound)
	})
}

// serve answers a request to the publisher.
func (p *publisher) serve(w http.ResponseWriter, r *http.Request, b base) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	a, err := p.answer(r.URL, b)
	if err != nil {
		http.Error(w, "sample: "+err.Error(), http.StatusInternalServerError)
		return
	}
	switch a.status {
	case http.StatusOK:
	case http.StatusMovedPermanently:
		http.Redirect(w, r, a.location, a.status)
		return
	default:
		http.Error(w, http.StatusText(a.status), a.status)
		return
	}
	w.Header().Set("Content-Type", a.mediaType)
	w.Header().Set("ETag", fmt.Sprintf(`"%.8x"`, sha256.Sum256(a.body)))
	http.ServeContent(w, r, "", a.modified, bytes.NewReader(a.body)) // Last-Modified, 304, ranges
}

type answer struct {
	status    int
	mediaType string
	location  string
	modified  time.Time
	body      []byte
}

const (
	htmlType  = "text/html; charset=utf-8"
	plainType = "text/plain; charset=utf-8"
	xmlType   = "application/xml; charset=utf-8"
)

// answer finds what stands at a URL; an address nothing stands at is no error
// but a status.
func (p *publisher) answer(u *url.URL, b base) (answer, error) {
	var all []*page
	all = append(append(all, p.articles...), p.pages...)
	for _, pg := range all {
		if pg.Old != "" && u.Path == pg.Old {
			return answer{status: http.StatusMovedPermanently, location: b(p) + pg.Path}, nil
		}
		if !pg.at(u) {
			continue
		}
		mediaType := htmlType
		if pg.Charset != "" {
			mediaType = "text/html"
		}
		body, err := p.article(pg, b)
		return answer{status: http.StatusOK, mediaType: mediaType, modified: pg.ModTime, body: body}, err
	}
	list := func(mediaType, name, heading string, pages []*page) (answer, error) {
		body, err := p.list(name, heading, pages, b)
		a := answer{status: http.StatusOK, mediaType: mediaType, body: body}
		for _, pg := range pages {
			if pg.ModTime.After(a.modified) {
				a.modified = pg.ModTime
			}
		}
		return a, err
	}
	switch {
	case u.Path == "/robots.txt":
		return list(plainType, "robots.txt", "", nil)
	case u.Path == "/":
		return list(htmlType, "list.html", p.Name, all)
	case p.Feed != "" && u.Path == p.Feed:
		name, mediaType := "rss.xml", view{Publisher: p}.FeedType()
		if mediaType == "application/atom+xml" {
			name = "atom.xml"
		}
		return list(mediaType+"; charset=utf-8", name, p.Name, p.articles)
	case u.Path == "/sitemap-index.xml" && p.Sitemap == u.Path:
		return list(xmlType, "sitemap-index.xml", "", p.articles)
	case u.Path == "/sitemap-tin-moi.xml" && p.Sitemap == "/sitemap-index.xml":
		return list(xmlType, "news.xml", "", p.articles)
	case u.Path == "/sitemap-2025-10.xml" && p.Sitemap == "/sitemap-index.xml",
		u.Path == "/sitemap.xml" && p.Sitemap == u.Path:
		return list(xmlType, "sitemap.xml", "", p.articles)
	}
	for _, section := range p.Menu {
		if u.Path == "/"+slug(section)+"/" {
			var in []*page
			for _, pg := range p.articles {
				if pg.Section == section {
					in = append(in, pg)
				}
			}
			return list(htmlType, "list.html", section, in)
		}
	}
	for _, name := range p.Files {
		if u.Path == name {
			f, err := files.Open(path.Join("site", p.ID, name))
			if err != nil {
				return answer{}, err
			}
			defer f.Close()
			body, err := io.ReadAll(f)
			return answer{status: http.StatusOK, mediaType: "application/pdf", body: body}, err
		}
	}
	for _, gone := range p.Gone {
		if u.Path == gone {
			return answer{status: http.StatusGone}, nil
		}
	}
	return answer{status: http.StatusNotFound}, nil
}

// at reports whether the page stands at u. A page whose path carries a query
// is found by its id parameter, whatever else the query holds.
func (pg *page) at(u *url.URL) bool {
	want, query, has := strings.Cut(pg.Path, "?")
	if u.Path != want {
		return false
	}
	return !has || "id="+u.Query().Get("id") == query
}
