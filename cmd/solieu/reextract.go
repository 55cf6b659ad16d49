package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/store"
)

func init() { commands = append(commands, reextractCommand) }

func reextractCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reextract",
		Short: "Run today's rules over the archive again; nothing is fetched",
		Long: `Read every article of the database from the archive with today's rules and store
what changed, all of an article or nothing. Facts that are the same keep their
ids; those that are no longer made are retired and stay in the tables.

The articles that changed are printed.`,
		Example: `  solieu reextract
  solieu reextract --json | head`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openExisting(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			return a.reextract(cmd.Context(), s)
		},
	}
	a.archiveFlag(cmd)
	return cmd
}

func (a *app) reextract(ctx context.Context, s *store.Store) error {
	if info, err := os.Stat(a.archiveDir()); err != nil || !info.IsDir() {
		return usage(fmt.Errorf("archive %s: no such folder", a.archiveDir()))
	}
	arc, err := corpus.OpenArchive(a.archiveDir())
	if err != nil {
		return usage(fmt.Errorf("archive %s: %w", a.archiveDir(), err))
	}
	defer arc.Close()
	log := a.results("url", "result", "facts", "added", "retired", "error")
	log.changes = true
	if log.rows == nil {
		log.rows = a.records("url", "result", "facts", "added", "retired", "error")
	}
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs, fed := make(chan job), make(chan error, 1)
	go func() {
		defer close(jobs)
		fed <- feedReextract(inner, s, arc, jobs, log)
	}()
	p := pipeline{store: s, read: readPage}
	err = p.run(inner, jobs)
	cancel() // the feeder waits for nobody then
	return log.end(ctx, s, errors.Join(err, <-fed), "of the articles")
}

// feedReextract sends every article's current snapshot down the pipeline.
func feedReextract(ctx context.Context, s *store.Store, arc *corpus.Archive, jobs chan<- job, log *results) error {
	if err := s.Reader().QueryRowContext(ctx, "SELECT count(*) FROM articles_cited").Scan(&log.due); err != nil {
		return err
	}
	for after := int64(0); ; {
		var batch []*store.CitedArticle
		err := s.Articles(ctx, after, snapshotsAtOnce, func(art *store.CitedArticle) error {
			art.Text = ""
			batch = append(batch, art)
			return nil
		})
		if err != nil || len(batch) == 0 {
			return err
		}
		after = batch[len(batch)-1].ID
		for _, art := range batch {
			page, err := arc.Read(corpus.Ref{File: art.ArchiveFile, Offset: art.ArchiveOffset})
			if err == nil && page.SHA256 != art.SHA256 {
				err = fmt.Errorf("archived bytes have digest %s, not %s", page.SHA256, art.SHA256)
			}
			if err != nil {
				log.add(art.URL, store.Outcome{}, err)
				continue
			}
			page.URL, page.FinalURL = art.AskedURL, art.URL
			page.MediaType, page.Charset = art.MediaType, art.Charset
			page.Hint = corpus.Hint{PublishedOn: art.HintPublishedOn, Publisher: art.HintPublisher, Language: art.HintLanguage, OriginalURL: art.HintOriginURL}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case jobs <- job{page: page, done: func(out store.Outcome, err error) { log.add(art.URL, out, err) }}:
			}
		}
	}
}
