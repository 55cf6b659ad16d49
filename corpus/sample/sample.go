// Package sample is a small web of its own: six fictional publishers with
// sixteen articles, feeds, sitemaps, list pages and robots.txt, in six page
// layouts, written for solieu and embedded in the program.
//
// The demo and the tests crawl it over HTTP like any other site. It shows what
// real ones do: JSON-LD as an array, as a @graph and with HTML entities inside,
// microdata, Open Graph, tables for layout, paragraphs made of line breaks, a
// page whose date stands in its text alone, one in windows-1258, one with
// decomposed marks and no-break spaces, menus, related boxes and comments with
// figures that are nobody's facts, a re-publication that names its source, one
// article that prints another figure than the rest, a redirect, a tracking
// query, a photo page, a PDF, a path that robots.txt forbids, and links that
// answer 404 and 410.
//
//	site, err := sample.Start(ctx, 0) // loopback, a free port
//	defer site.Close()
//	for _, u := range site.Seeds() { … }
//
// All names and figures are illustrative. Hosts end in .example (RFC 2606).
package sample

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// Site is the sample being served on loopback. Every publisher has an address
// of its own, so that a crawler sees as many hosts: 127.0.0.1, 127.0.0.2 and
// so on at one port, or, where the system gives only 127.0.0.1, a port each.
type Site struct {
	server *http.Server
	url    map[*publisher]string
	done   chan struct{}
}

// Start serves the sample until ctx ends or Close is called. Port is the TCP
// port, 0 for any that is free; a second run at the same port serves the same
// URLs.
func Start(ctx context.Context, port int) (*Site, error) {
	s := &Site{url: map[*publisher]string{}, done: make(chan struct{})}
	var listeners []net.Listener
	byHost := map[string]*publisher{}
	for i, p := range publishers {
		l, err := listen(ctx, i, port)
		if err != nil {
			for _, l := range listeners {
				l.Close()
			}
			return nil, fmt.Errorf("serve sample %s: %w", p.ID, err)
		}
		if port == 0 {
			port = l.Addr().(*net.TCPAddr).Port // the same for the others
		}
		listeners = append(listeners, l)
		byHost[l.Addr().String()] = p
		s.url[p] = "http://" + l.Addr().String()
	}
	s.server = &http.Server{
		ReadHeaderTimeout: 10 * time.Second,
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			at, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
			p := byHost[at.String()]
			if p == nil {
				http.NotFound(w, r)
				return
			}
			p.serve(w, r, func(p *publisher) string { return s.url[p] })
		}),
	}
	for _, l := range listeners {
		go s.server.Serve(l) // ends with ErrServerClosed
	}
	go func() {
		select {
		case <-ctx.Done():
			s.server.Close()
		case <-s.done:
		}
	}()
	return s, nil
}

// listen opens the i-th publisher's address.
func listen(ctx context.Context, i, port int) (net.Listener, error) {
	var lc net.ListenConfig
	host := net.IPv4(127, 0, 0, byte(i+1)).String()
	l, err := lc.Listen(ctx, "tcp4", net.JoinHostPort(host, strconv.Itoa(port)))
	if err == nil || i == 0 {
		return l, err
	}
	l, err2 := lc.Listen(ctx, "tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port+i)))
	if err2 != nil {
		return nil, errors.Join(err, err2)
	}
	return l, nil
}

// Close stops serving.
func (s *Site) Close() error {
	select {
	case <-s.done:
	default:
		close(s.done)
	}
	return s.server.Close()
}

// Seeds are the URLs to begin with: every feed, sitemap and, of publishers
// with neither, front page; and a PDF, which is kept and not read.
func (s *Site) Seeds() []string {
	var out []string
	for _, p := range publishers {
		if p.Feed != "" {
			out = append(out, s.url[p]+p.Feed)
		}
		if p.Sitemap != "" {
			out = append(out, s.url[p]+p.Sitemap)
		}
		if p.Feed == "" && p.Sitemap == "" {
			out = append(out, s.url[p]+"/")
		}
		for _, name := range p.Files {
			out = append(out, s.url[p]+name)
		}
	}
	return out
}

// Article is an article of the sample and where it is served.
type Article struct {
	Publisher string // ID: bao-thong-ke
	Name      string // bao-thong-ke.cpi-thang-9
	URL       string
	Title     string
}

// Articles lists the articles as Handler serves them at port 80, newest first
// within a publisher.
func Articles() []Article {
	return articles(func(p *publisher) string { return "http://" + p.Host })
}

// Articles lists the articles where the site serves them, in the same order.
func (s *Site) Articles() []Article {
	return articles(func(p *publisher) string { return s.url[p] })
}

func articles(b base) []Article {
	var out []Article
	for _, p := range publishers {
		for _, a := range p.articles {
			out = append(out, Article{Publisher: p.ID, Name: p.ID + "." + a.Key, URL: b(p) + a.Path, Title: a.Title})
		}
	}
	return out
}
