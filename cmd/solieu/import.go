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
		Short: "Read local HTML and text files as articles",
		Long: `Archive local HTML and text files, read them as articles and store their facts.
A folder is read with all .html, .htm, .xhtml and .txt files below it.

--manifest names a file of JSON objects, one a line, that say more of each file:
file (beside the manifest where relative), url, published_on, site, lang and
original_url; other keys are let pass. What the page says itself goes first.

The same file again changes nothing; a changed one gets a new version, and what
was cited before stays.`,
		Example: `  solieu import saved/
  solieu import --manifest articles.jsonl`,
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
			case !d.IsDir() && slices.Contains([]string{".html", ".htm", ".xhtml", ".txt"}, strings.ToLower(filepath.Ext(name))):
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
	log.due = len(entries)
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if e.Err != nil {
			log.add(e.File, store.Outcome{}, e.Err)
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

// openArchive opens the archive for writing and takes up what a killed run
// left open.
func (a *app) openArchive() (*corpus.Archive, error) {
	arc, err := corpus.OpenArchive(a.archiveDir())
	if err == nil {
		err = arc.Recover("", nil)
	}
	if err != nil {
		return nil, usage(fmt.Errorf("archive %s: %w", a.archiveDir(), err))
	}
	return arc, nil
}
