package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"solieu/corpus"
)

func init() { commands = append(commands, addCommand) }

func addCommand(a *app) *cobra.Command {
	var kind string
	cmd := &cobra.Command{
		Use:   "add URL…|FILE|-",
		Short: "Put articles, feeds, sitemaps or list pages on the work list",
		Long: `Put addresses on the work list, for the next crawl to fetch. What an address
leads to is told by what comes back: an article is read, a feed, sitemap or
page of links is followed to the articles it names.

Give addresses, files that hold one a line (# begins a comment), or - for
standard input. An address that was added before is due again.`,
		Example: `  solieu add https://vnexpress.net/rss/kinh-doanh.rss
  solieu add urls.txt
  grep moit.gov.vn urls.txt | solieu add -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch k := corpus.Kind(kind); k {
			case corpus.Unknown, corpus.Article, corpus.Feed, corpus.Sitemap, corpus.List, corpus.Document:
				return a.runAdd(cmd.Context(), args, k)
			}
			return usage(fmt.Errorf("--kind %q: one of article, feed, sitemap, list, document", kind))
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "take the addresses for this `KIND`, whatever they look like: article, feed, sitemap, list or document")
	return cmd
}

// addBatch is how many addresses one transaction takes.
const addBatch = 10_000

func (a *app) runAdd(ctx context.Context, args []string, kind corpus.Kind) error {
	s, err := a.openWrite(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	list := s.WorkList()
	var batch []corpus.Item
	given, added, wrong := 0, 0, 0
	flush := func() error {
		n, err := list.Add(ctx, batch)
		given, added, batch = given+len(batch), added+n, batch[:0]
		return err
	}
	take := func(where, text string) error {
		u, err := corpus.NormalizeURL(text)
		if err != nil {
			wrong++
			a.talk("%s: %v", where, err)
			return nil
		}
		batch = append(batch, corpus.Item{URL: u, Kind: kind, Asked: true, Priority: corpus.PriorityAsked})
		if len(batch) == addBatch {
			return flush()
		}
		return nil
	}
	for _, arg := range args {
		switch {
		case arg == "-":
			err = eachLine(a.in, "standard input", take)
		case isFile(arg):
			var f *os.File
			if f, err = os.Open(arg); err == nil {
				err = eachLine(f, arg, take)
				f.Close()
			}
		default:
			err = take(redact(arg), arg)
		}
		if err != nil {
			return err
		}
	}
	if err := flush(); err != nil {
		return err
	}
	a.talk("%d addresses: %d new, %d due again; solieu crawl fetches them", given, added, given-added)
	if wrong > 0 {
		return someFailed(wrong, "of the addresses")
	}
	return nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// eachLine gives the lines of r that are neither empty nor comments, named by
// where they stand.
func eachLine(r io.Reader, name string, do func(where, text string) error) error {
	br := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := br.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read %s: %w", name, err)
		}
		text := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		if text != "" && !strings.HasPrefix(text, "#") {
			if e := do(fmt.Sprintf("%s line %d", name, n), text); e != nil {
				return e
			}
		}
		if err != nil {
			return nil
		}
	}
}

// redact takes user and password out of what may be an address, for talk.
func redact(arg string) string {
	scheme, rest, ok := strings.Cut(arg, "://")
	if !ok {
		return arg
	}
	host, path, _ := strings.Cut(rest, "/")
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		host = "…@" + host[i+1:]
	}
	if path != "" || strings.HasSuffix(rest, "/") {
		path = "/" + path
	}
	return scheme + "://" + host + path
}
