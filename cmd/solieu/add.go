package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
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
			if where == named(text) && text != "" && !strings.Contains(text, ":") {
				a.talk("%s: no such file, and %v", where, err)
			} else {
				a.talk("%s: %v", where, err)
			}
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
		case isThere(arg):
			err = eachLineOf(arg, take)
		default:
			err = take(named(arg), arg)
		}
		if errors.Is(err, errList) { // that list is not read on; the others are
			wrong++
			a.talk("%s: %s", listName(arg), oneLine(err))
			continue
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
		return someFailed(wrong, "of what was given")
	}
	return nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

func isThere(name string) bool {
	_, err := os.Stat(name)
	return name != "" && !errors.Is(err, fs.ErrNotExist) && !strings.Contains(name, "://")
}

// errList is returned for a list of addresses that cannot be read.
var errList = errors.New("cannot be read")

// unreadable is errList with the reason, without the name of the file, which
// the caller gives.
func unreadable(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%w: %w", errList, err)
}

func listName(arg string) string {
	if arg == "-" {
		return "standard input"
	}
	return arg
}

// eachLineOf is eachLine of a file.
func eachLineOf(name string, do func(where, text string) error) error {
	f, err := os.Open(name)
	if err != nil {
		return unreadable(err)
	}
	defer f.Close()
	return eachLine(f, name, do)
}

// eachLine gives the lines of r that are neither empty nor comments, named by
// where they stand.
func eachLine(r io.Reader, name string, do func(where, text string) error) error {
	br := bufio.NewReader(r)
	if head, _ := br.Peek(1024); bytes.IndexByte(head, 0) >= 0 {
		return fmt.Errorf("%w: not text in UTF-8", errList)
	}
	for n := 1; ; n++ {
		line, err := br.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return unreadable(err)
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

// named is what may be an address as talk names it: without user and password,
// and to be seen though it is empty.
func named(arg string) string {
	if strings.TrimSpace(arg) == "" {
		return strconv.Quote(arg)
	}
	start := 0
	if i := strings.Index(arg, "//"); i >= 0 && !strings.ContainsAny(arg[:i], "/?#") {
		start = i + 2
	}
	host := arg[start:]
	if end := strings.IndexAny(host, "/?#\\"); end >= 0 {
		host = host[:end]
	}
	if i := strings.LastIndexByte(host, '@'); i >= 0 {
		return arg[:start] + "…" + arg[start+i:]
	}
	return arg
}
