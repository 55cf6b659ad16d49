package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"math"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"solieu/store"
)

func init() { commands = append(commands, serveCommand) }

func serveCommand(a *app) *cobra.Command {
	var listen string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the page for people: search, read with highlights, compare, plot",
		Long: `Serve a page for people: search facts, read an article with its figures marked,
see who agrees on a figure and who does not, and a plot of a search by time.
It only reads the database, needs no web, and listens on loopback unless told
otherwise. Ctrl-C ends it.`,
		Example: `  solieu serve
  solieu serve --db solieu.db --listen 127.0.0.1:9000`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openRead(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			l, err := net.Listen("tcp", listen)
			if err != nil {
				return usage(err)
			}
			a.talk("serving %s at http://%s/ until Ctrl-C", s.Path(), l.Addr())
			return serve(cmd.Context(), l, newSite(s))
		},
	}
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:8018", "the `address` to listen at")
	return cmd
}

// serve answers requests until ctx ends, and then those that have begun: it
// waits for them, but not long.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, WriteTimeout: time.Minute}
	done := make(chan struct{})
	context.AfterFunc(ctx, func() {
		defer close(done)
		patience, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		if server.Shutdown(patience) != nil {
			server.Close()
		}
	})
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-done // Serve returns as soon as the closing begins
	return nil
}

//go:embed serve.html
var serveFiles embed.FS

// site answers the page's requests; it keeps nothing between them.
type site struct {
	store *store.Store
	pages *template.Template
}

// factsAPage is how many facts a search shows.
const factsAPage = 100

func newSite(s *store.Store) http.Handler {
	pages := template.Must(template.New("").Funcs(template.FuncMap{
		"meaning": meaning,
		"span":    span,
	}).ParseFS(serveFiles, "serve.html"))
	w := &site{store: s, pages: pages}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", w.search)
	mux.HandleFunc("GET /article/{id}", w.article)
	mux.HandleFunc("GET /groups", w.groups)
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		mux.ServeHTTP(rw, r)
	})
}

func (w *site) show(rw http.ResponseWriter, name string, data any, err error) {
	if err != nil {
		http.Error(rw, oneLine(err), http.StatusInternalServerError)
		return
	}
	rw.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := w.pages.ExecuteTemplate(rw, name, data); err != nil {
		fmt.Fprintf(rw, "<p>%s", template.HTMLEscapeString(oneLine(err)))
	}
}

func queryOf(r *http.Request) store.Query {
	q := store.Query{Text: r.FormValue("q"), Unit: r.FormValue("unit"), Publisher: r.FormValue("publisher"), Kind: r.FormValue("kind"), Limit: factsAPage}
	q.MinConfidence, _ = strconv.ParseFloat(r.FormValue("sure"), 64)
	return q
}

func (w *site) search(rw http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	var facts []*store.CitedFact
	err := w.store.Facts(r.Context(), q, func(f *store.CitedFact) error {
		facts = append(facts, f)
		return nil
	})
	w.show(rw, "search", map[string]any{"Query": q, "Facts": facts, "Plot": newPlot(facts), "More": len(facts) == factsAPage}, err)
}

// piece is a stretch of an article's text: a fact's quote, or what stands
// between quotes.
type piece struct {
	Text string
	Fact *store.CitedFact
}

func (w *site) article(rw http.ResponseWriter, r *http.Request) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		http.NotFound(rw, r)
		return
	}
	var art *store.CitedArticle
	err = w.store.Articles(r.Context(), id-1, 1, func(a *store.CitedArticle) error {
		if a.ID == id {
			art = a
		}
		return nil
	})
	if err == nil && art == nil {
		http.NotFound(rw, r)
		return
	}
	var facts []*store.CitedFact
	if err == nil {
		err = w.store.Facts(r.Context(), store.Query{ArticleURL: art.URL}, func(f *store.CitedFact) error {
			if f.ArticleID == id {
				facts = append(facts, f)
			}
			return nil
		})
	}
	w.show(rw, "article", map[string]any{"Article": art, "Pieces": mark(art, facts), "Facts": facts}, err)
}

// mark cuts an article's text at its facts' quotes. Of quotes that overlap the
// first is marked.
func mark(art *store.CitedArticle, facts []*store.CitedFact) []piece {
	if art == nil {
		return nil
	}
	text := []rune(art.Text)
	slices.SortStableFunc(facts, func(a, b *store.CitedFact) int { return a.Start - b.Start })
	var pieces []piece
	at := 0
	for _, f := range facts {
		if f.Start < at || f.End > len(text) {
			continue
		}
		pieces = append(pieces, piece{Text: string(text[at:f.Start])}, piece{Text: f.Quote, Fact: f})
		at = f.End
	}
	return append(pieces, piece{Text: string(text[at:])})
}

// group is a group of facts as the page shows it.
type group struct {
	First *store.GroupedFact
	Facts []*store.GroupedFact
}

func (w *site) groups(rw http.ResponseWriter, r *http.Request) {
	q := queryOf(r)
	var groups []*group
	err := w.store.Groups(r.Context(), q, func(f *store.GroupedFact) error {
		if len(groups) == 0 || groups[len(groups)-1].First.GroupID != f.GroupID {
			groups = append(groups, &group{First: f})
		}
		g := groups[len(groups)-1]
		g.Facts = append(g.Facts, f)
		return nil
	})
	w.show(rw, "groups", map[string]any{"Query": q, "Groups": groups}, err)
}

// plot is the facts of a search by time, in the coordinates of its picture.
type plot struct {
	Unit      string
	Kind      string
	Width     int
	Height    int
	Points    []point
	Low, High string
	From, To  string
}

type point struct {
	X, Y float64
	Fact *store.CitedFact
}

// newPlot draws the facts of the unit and kind that most have, by the end of
// their period; nil for fewer than three of them.
func newPlot(facts []*store.CitedFact) *plot {
	type key struct{ unit, kind string }
	dated := map[key][]*store.CitedFact{}
	var most key
	for _, f := range facts {
		if _, err := time.Parse(time.DateOnly, f.PeriodEnd); err != nil || f.Unit == "" {
			continue
		}
		k := key{f.Unit, f.Kind}
		dated[k] = append(dated[k], f)
		if len(dated[k]) > len(dated[most]) {
			most = k
		}
	}
	list := dated[most]
	if len(list) < 3 {
		return nil
	}
	slices.SortStableFunc(list, func(a, b *store.CitedFact) int { return strings.Compare(a.PeriodEnd, b.PeriodEnd) })
	low, high := math.Inf(1), math.Inf(-1)
	for _, f := range list {
		low, high = min(low, f.ValueReal), max(high, f.ValueReal)
	}
	first, last := dayNumber(list[0].PeriodEnd), dayNumber(list[len(list)-1].PeriodEnd)
	p := &plot{Unit: most.unit, Kind: most.kind, Width: 720, Height: 220, From: list[0].PeriodEnd, To: list[len(list)-1].PeriodEnd,
		Low: strconv.FormatFloat(low, 'g', 6, 64), High: strconv.FormatFloat(high, 'g', 6, 64)}
	scale := func(v, from, to, width float64) float64 {
		if to <= from {
			return width / 2
		}
		return (v - from) / (to - from) * width
	}
	for _, f := range list {
		p.Points = append(p.Points, point{
			X: 20 + scale(dayNumber(f.PeriodEnd), first, last, float64(p.Width-40)),
			Y: 200 - scale(f.ValueReal, low, high, 180), Fact: f,
		})
	}
	return p
}

func dayNumber(day string) float64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	return float64(t.Unix() / 86400)
}
