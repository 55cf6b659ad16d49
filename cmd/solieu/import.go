package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/store"
)

func init() { commands = append(commands, importCommand) }

func importCommand(a *app) *cobra.Command {
	var manifest string
	cmd := &cobra.Command{
		Use:   "import PATH…",
		Short: "Read local HTML, text and WARC files as articles",
		Long: `Archive local HTML and text files, read them as articles and store their facts.
A folder is read with all .html, .htm, .xhtml and .txt files below it. Of a WARC
file (.warc, .warc.gz) every page is read, under the address it came from.

--manifest names a file of JSON objects, one a line, that say more of each file:
file (beside the manifest where relative), url, published_on, site, lang and
original_url; other keys are let pass. What the page says itself goes first.

The same file again changes nothing; a changed one gets a new version, and what
was cited before stays.`,
		Example: `  solieu import saved/
  solieu import --manifest articles.jsonl
  solieu import backfill.warc.gz`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if manifest == "" && len(args) == 0 {
				return usage(errors.New("nothing to import: name files, folders, or a --manifest"))
			}
			entries, err := entriesOf(manifest, args, a.in)
			if err != nil {
				return usage(err)
			}
			return a.runImport(cmd.Context(), entries)
		},
	}
	cmd.Flags().StringVar(&manifest, "manifest", "", "a `FILE` that lists files and what is known of them; - is standard input")
	a.archiveFlag(cmd)
	return cmd
}

// entriesOf lists what to import: the manifest's lines, then the paths.
func entriesOf(manifest string, paths []string, stdin io.Reader) ([]corpus.Entry, error) {
	var entries []corpus.Entry
	switch manifest {
	case "":
	case "-":
		list, err := corpus.ReadManifest(stdin, ".")
		if err != nil {
			return nil, err
		}
		entries = list
	default:
		f, err := os.Open(manifest)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if entries, err = corpus.ReadManifest(f, filepath.Dir(manifest)); err != nil {
			return nil, fmt.Errorf("%s: %w", manifest, err)
		}
	}
	for i := range entries {
		if entries[i].File == "" {
			entries[i].File = manifest // a line that does not name its file
		}
	}
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			entries = append(entries, corpus.Entry{File: path}) // a missing one is named when its turn comes
			continue
		}
		err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				entries = append(entries, corpus.Entry{File: name, Err: err})
				if d != nil && d.IsDir() {
					return fs.SkipDir
				}
			case !d.IsDir() && slices.Contains([]string{".html", ".htm", ".xhtml", ".txt"}, strings.ToLower(filepath.Ext(name))),
				!d.IsDir() && corpus.IsWARC(name):
				entries = append(entries, corpus.Entry{File: name})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return entries, nil
}

func (a *app) runImport(ctx context.Context, entries []corpus.Entry) error {
	s, err := a.openWrite(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	arc, err := a.openArchive()
	if err != nil {
		return err
	}
	defer arc.Close()

	log := a.results("url", "result", "facts", "added", "retired", "error")
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, fed := make(chan job), make(chan error, 1)
	go func() {
		defer close(jobs)
		fed <- feedImport(inner, s, arc, entries, jobs, log)
	}()
	p := pipeline{store: s, read: readPage, durable: arc.Sync}
	err = p.run(inner, jobs)
	cancel() // the feeder waits for nobody then
	return log.end(ctx, s, errors.Join(err, <-fed), "of the files")
}

// feedImport reads and archives the files and sends them down the pipeline.
// What stands in the archive as it is needs no second record.
func feedImport(ctx context.Context, s *store.Store, arc *corpus.Archive, entries []corpus.Entry, jobs chan<- job, log *results) error {
	log.expect(len(entries))
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if e.Err != nil {
			log.add(e.File, store.Outcome{}, e.Err)
			continue
		}
		if corpus.IsWARC(e.File) {
			if err := feedWARC(ctx, s, arc, e, jobs, log); err != nil {
				return err
			}
			continue
		}
		page, err := corpus.ReadFile(e.File)
		if err != nil {
			log.add(e.File, store.Outcome{}, err)
			continue
		}
		page.Hint = e.Hint
		if e.URL != "" {
			page.URL, page.FinalURL = e.URL, e.URL
		}
		before, err := s.Current(ctx, page.FinalURL)
		if err != nil {
			return err
		}
		if before != nil && before.SHA256 == page.SHA256 {
			page.Archive, page.Retrieved = before.Archive, before.Retrieved
		} else if err := arc.WriteResource(page); err != nil {
			return fmt.Errorf("archive %s: %w", e.File, err)
		}
		name := e.File
		select {
		case <-ctx.Done():
			return ctx.Err()
		case jobs <- job{page: page, done: func(out store.Outcome, err error) { log.add(name, out, err) }}:
		}
	}
	return nil
}

// feedWARC sends the pages of somebody's WARC file down the pipeline, each with
// its own record in the archive. What breaks the file off is one failure.
func feedWARC(ctx context.Context, s *store.Store, arc *corpus.Archive, e corpus.Entry, jobs chan<- job, log *results) error {
	pages := 0
	var own error
	err := corpus.ReadWARC(e.File, 64<<20, func(page *corpus.Page, keep func(*corpus.Archive) error, err error) error {
		pages++
		log.expect(1)
		name := page.URL
		if err != nil {
			log.add(name, store.Outcome{}, err)
			return nil
		}
		page.Hint = e.Hint
		before, err := s.Current(ctx, page.FinalURL)
		if err == nil && before != nil && before.SHA256 == page.SHA256 {
			page.Archive, page.Retrieved = before.Archive, before.Retrieved
		} else if err == nil {
			err = keep(arc)
		}
		if err != nil {
			own = err
			return err
		}
		select {
		case <-ctx.Done():
			own = ctx.Err()
			return own
		case jobs <- job{page: page, done: func(out store.Outcome, err error) { log.add(name, out, err) }}:
			return nil
		}
	})
	log.expect(-1) // the file itself
	if own != nil {
		return own
	}
	if err == nil && pages == 0 {
		err = fmt.Errorf("%s: no page that can be read", e.File)
	}
	if err != nil {
		log.add(e.File, store.Outcome{}, err)
	}
	return nil
}

// openArchive opens the archive for writing and takes up what a killed run
// left open.
func (a *app) openArchive() (*corpus.Archive, error) {
	arc, err := corpus.OpenArchive(a.archiveDir())
	if err == nil {
		// Only what an import left: a crawl goes on from its own.
		arc.Prefix = "import"
		var settle func() error
		if settle, err = arc.Recover(arc.Prefix, nil); err == nil {
			err = settle()
		}
	}
	if err != nil {
		return nil, usage(fmt.Errorf("archive %s: %w", a.archiveDir(), err))
	}
	return arc, nil
}
