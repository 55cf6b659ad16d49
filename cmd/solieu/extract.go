package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/extract"
)

func init() { commands = append(commands, extractCommand) }

func extractCommand(a *app) *cobra.Command {
	var url string
	var opt extract.Options
	cmd := &cobra.Command{
		Use:   "extract FILE…",
		Short: "Show what the extractor sees in a saved page",
		Long: `Show the article in saved pages, field by field with where each was found: the
way to see why an article looks as it does. FILE - is standard input. --url
gives the address the page was saved from, which chooses the site rule.`,
		Example: `  solieu extract --url https://example.vn/bai-viet.html page.html
  solieu extract --json page.html`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if url != "" && len(args) > 1 {
				return usage(errors.New("--url is the address of one FILE"))
			}
			columns := []string{"title", "author", "publisher", "section", "language", "published_at", "modified_at",
				"canonical_url", "original_url", "original_publisher", "body"}
			var rows *records
			if a.json || a.csv {
				rows = a.records(columns...)
			}
			failed := 0
			a.std.goOn = true // what fails has a say in the exit code
			for _, name := range args {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				art, err := a.extractFile(name, url, opt)
				if err != nil {
					failed++
					a.talkOf(name, err)
					continue
				}
				values := []string{art.Title, art.Author, art.Publisher, art.Section, art.Language, art.PublishedAt(), art.ModifiedAt(),
					art.CanonicalURL, art.OriginalURL, art.OriginalPublisher, art.Body()}
				if rows == nil {
					a.showArticle(art, columns, values)
					continue
				}
				row := make([]any, len(values))
				for i, v := range values {
					if v != "" {
						row[i] = v
					}
				}
				if err := rows.write(row...); err != nil {
					return err
				}
			}
			if rows != nil {
				if err := rows.flush(); err != nil {
					return err
				}
			}
			if failed > 0 {
				return someFailed(failed, "of the files")
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "the `URL` of the page")
	cmd.Flags().BoolVar(&opt.NoSiteRules, "no-site-rules", false, "find the body as on a site without a rule of its own")
	return cmd
}

// extractFile reads a file, or standard input, as the page at url.
func (a *app) extractFile(name, url string, opt extract.Options) (*extract.Article, error) {
	if name == "-" {
		body, err := io.ReadAll(a.in)
		if err != nil {
			return nil, err
		}
		return extract.Extract(extract.Source{URL: url, Body: body}, opt)
	}
	page, err := corpus.ReadFile(name)
	if err != nil {
		return nil, err
	}
	src := extract.Source{URL: page.URL, Body: page.Body, MediaType: page.MediaType, Charset: page.Charset}
	if url != "" {
		src.URL = url
	}
	return extract.Extract(src, opt)
}

// showArticle prints an article for people: the fields with where each was
// found, then the text as it is stored and cited.
func (a *app) showArticle(art *extract.Article, columns, values []string) {
	for i, name := range columns[:len(columns)-1] {
		if values[i] == "" {
			continue
		}
		from := art.From[strings.TrimSuffix(name, "_at")]
		if from == "" {
			from = art.From[name]
		}
		if from != "" {
			from = "  (" + from + ")"
		}
		fmt.Fprintf(a.out, "%-18s  %s%s\n", name, values[i], from)
	}
	fmt.Fprintf(a.out, "%-18s  %d blocks (%s)\n\n%s\n\n", "body", len(art.Blocks), art.Way, art.Text())
}
