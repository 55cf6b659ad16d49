package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/spf13/cobra"

	"solieu/store"
)

func init() { commands = append(commands, exportCommand) }

var exportFormats = []string{"csv", "jsonl", "parquet"}

func exportCommand(a *app) *cobra.Command {
	var format, what, output string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write facts, articles or groups as CSV, JSON Lines or Parquet",
		Long: `Write all current facts, articles or groups with the columns of the views
facts_cited, articles_cited and fact_groups. The format follows the ending of
the output file, or --format. A file appears whole or not at all.`,
		Example: `  solieu export -o facts.parquet
  solieu export --what articles --format jsonl | gzip > articles.jsonl.gz`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case format != "":
			case a.json:
				format = "jsonl"
			case a.csv:
				format = "csv"
			case output != "":
				format = strings.TrimPrefix(filepath.Ext(output), ".")
			default:
				format = "csv"
			}
			if !slices.Contains(exportFormats, format) {
				return usage(fmt.Errorf("format %q is none of %s", format, strings.Join(exportFormats, ", ")))
			}
			write := map[string]func(context.Context, *store.Store, string) error{"facts": a.exportFacts, "articles": a.exportArticles, "groups": a.exportGroups}[what]
			if write == nil {
				return usage(fmt.Errorf("--what %q is none of facts, articles, groups", what))
			}
			s, err := a.openRead(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if output == "" || output == "-" {
				return write(cmd.Context(), s, format)
			}
			return a.toFile(output, func() error { return write(cmd.Context(), s, format) })
		},
	}
	cmd.Flags().StringVar(&format, "format", "", "csv, jsonl or parquet")
	cmd.Flags().StringVar(&what, "what", "facts", "facts, articles or groups")
	cmd.Flags().StringVarP(&output, "output", "o", "", "the `file` to write; - is standard output")
	return cmd
}

// toFile runs write with a.out on a new file beside path, which takes path's
// place when all of it is on disk. It is wrong usage, found out before write
// runs, where no file can be made there.
func (a *app) toFile(path string, write func() error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return usage(fmt.Errorf("%s: not a regular file", path)) // whose place would be taken: a folder, a device
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return usage(err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Close(), os.Remove(f.Name()))
		}
	}()
	stdout := a.out
	a.out = bufio.NewWriterSize(f, 64<<10)
	defer func() { a.out = stdout }()
	if err := write(); err != nil {
		return err
	}
	if err := a.out.Flush(); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	return f.Close()
}

// columns begins rows in one of the text formats.
func (a *app) columns(format string, names []string) *records {
	a.json, a.csv = format == "jsonl", format == "csv"
	return a.records(names...)
}

func (a *app) exportFacts(ctx context.Context, s *store.Store, format string) error {
	if format == "parquet" {
		return writeParquet(a.out, func(write func(parquetFact) error) error {
			return s.Facts(ctx, store.Query{}, func(f *store.CitedFact) error { return write(newParquetFact(f)) })
		})
	}
	rows := a.columns(format, store.CitedColumns)
	err := s.Facts(ctx, store.Query{}, func(f *store.CitedFact) error {
		values := f.Row()
		if format == "jsonl" {
			values[len(values)-2] = nonNil(f.Rules)
		}
		return rows.write(values...)
	})
	if err != nil {
		return err
	}
	return rows.flush()
}

func (a *app) exportArticles(ctx context.Context, s *store.Store, format string) error {
	if format == "parquet" {
		return writeParquet(a.out, func(write func(parquetArticle) error) error {
			return s.Articles(ctx, 0, 0, func(art *store.CitedArticle) error { return write(newParquetArticle(art)) })
		})
	}
	rows := a.columns(format, store.ArticleColumns)
	if err := s.Articles(ctx, 0, 0, func(art *store.CitedArticle) error { return rows.write(art.Row()...) }); err != nil {
		return err
	}
	return rows.flush()
}

func (a *app) exportGroups(ctx context.Context, s *store.Store, format string) error {
	if format == "parquet" {
		return writeParquet(a.out, func(write func(parquetGroup) error) error {
			return s.Groups(ctx, store.Query{}, func(f *store.GroupedFact) error { return write(newParquetGroup(f)) })
		})
	}
	rows := a.columns(format, store.GroupColumns)
	if err := s.Groups(ctx, store.Query{}, func(f *store.GroupedFact) error { return rows.write(f.Row()...) }); err != nil {
		return err
	}
	return rows.flush()
}

// writeParquet writes the rows that each gives, a bounded number of them held.
func writeParquet[T any](out io.Writer, each func(func(T) error) error) error {
	w := parquet.NewGenericWriter[T](out, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(100_000))
	held := make([]T, 0, 512)
	err := each(func(row T) error {
		held = append(held, row)
		if len(held) < cap(held) {
			return nil
		}
		_, err := w.Write(held)
		held = held[:0]
		return err
	})
	if err != nil {
		return err
	}
	if _, err := w.Write(held); err != nil {
		return err
	}
	return w.Close()
}

// The rows of a Parquet file: the columns of the views, a pointer where a
// value may be unknown.
type parquetFact struct {
	FactID         int64    `parquet:"fact_id"`
	ArticleID      int64    `parquet:"article_id"`
	ArticleURL     string   `parquet:"article_url,dict"`
	Title          *string  `parquet:"title,optional,dict"`
	Publisher      *string  `parquet:"publisher,optional,dict"`
	PublishedOn    *string  `parquet:"published_on,optional,dict"`
	OriginalURL    *string  `parquet:"original_url,optional,dict"`
	RetrievedAt    string   `parquet:"retrieved_at,dict"`
	SnapshotSHA256 string   `parquet:"snapshot_sha256,dict"`
	Quote          string   `parquet:"quote"`
	QuoteStart     int64    `parquet:"quote_start"`
	QuoteEnd       int64    `parquet:"quote_end"`
	Sentence       string   `parquet:"sentence,dict"`
	Kind           string   `parquet:"kind,dict"`
	Subject        *string  `parquet:"subject,optional"`
	Value          float64  `parquet:"value"`
	ValueExact     string   `parquet:"value_exact"`
	ValueHigh      *float64 `parquet:"value_high,optional"`
	ValueHighExact *string  `parquet:"value_high_exact,optional"`
	OfTotal        *float64 `parquet:"of_total,optional"`
	OfTotalExact   *string  `parquet:"of_total_exact,optional"`
	Unit           *string  `parquet:"unit,optional,dict"`
	UnitKind       *string  `parquet:"unit_kind,optional,dict"`
	Comparator     string   `parquet:"comparator,dict"`
	PeriodStart    *string  `parquet:"period_start,optional,dict"`
	PeriodEnd      *string  `parquet:"period_end,optional,dict"`
	PeriodText     *string  `parquet:"period_text,optional,dict"`
	BaselineStart  *string  `parquet:"baseline_start,optional,dict"`
	BaselineEnd    *string  `parquet:"baseline_end,optional,dict"`
	Basis          *string  `parquet:"basis,optional,dict"`
	Status         string   `parquet:"status,dict"`
	AttributedTo   *string  `parquet:"attributed_to,optional,dict"`
	ChangeOf       *int64   `parquet:"change_of,optional"`
	Rules          []string `parquet:"rules,list"`
	Confidence     float64  `parquet:"confidence"`
}

func newParquetFact(f *store.CitedFact) parquetFact {
	p := parquetFact{
		FactID: f.ID, ArticleID: f.ArticleID, ArticleURL: f.ArticleURL, Title: known(f.Title), Publisher: known(f.Publisher),
		PublishedOn: known(f.PublishedOn), OriginalURL: known(f.OriginalURL), RetrievedAt: f.RetrievedAt, SnapshotSHA256: f.SHA256,
		Quote: f.Quote, QuoteStart: int64(f.Start), QuoteEnd: int64(f.End), Sentence: f.Sentence, Kind: f.Kind, Subject: known(f.Subject),
		Value: f.ValueReal, ValueExact: f.Value, ValueHighExact: known(f.High), OfTotalExact: known(f.Total), Unit: known(f.Unit),
		UnitKind: known(f.UnitKind), Comparator: f.Comparator, PeriodStart: known(f.PeriodStart), PeriodEnd: known(f.PeriodEnd),
		PeriodText: known(f.PeriodText), BaselineStart: known(f.BaselineStart), BaselineEnd: known(f.BaselineEnd), Basis: known(f.Basis),
		Status: f.Status, AttributedTo: known(f.AttributedTo), Rules: f.Rules, Confidence: f.Confidence,
	}
	if f.High != "" {
		p.ValueHigh = &f.HighReal
	}
	if f.Total != "" {
		p.OfTotal = &f.TotalReal
	}
	if f.ChangeOfID != 0 {
		p.ChangeOf = &f.ChangeOfID
	}
	return p
}

type parquetArticle struct {
	ArticleID         int64   `parquet:"article_id"`
	ArticleURL        string  `parquet:"article_url"`
	CanonicalURL      *string `parquet:"canonical_url,optional"`
	Title             *string `parquet:"title,optional"`
	Author            *string `parquet:"author,optional,dict"`
	Publisher         *string `parquet:"publisher,optional,dict"`
	Section           *string `parquet:"section,optional,dict"`
	Language          *string `parquet:"language,optional,dict"`
	PublishedAt       *string `parquet:"published_at,optional"`
	PublishedOn       *string `parquet:"published_on,optional,dict"`
	ModifiedAt        *string `parquet:"modified_at,optional"`
	OriginalURL       *string `parquet:"original_url,optional"`
	OriginalPublisher *string `parquet:"original_publisher,optional,dict"`
	RetrievedAt       string  `parquet:"retrieved_at"`
	HTTPStatus        int64   `parquet:"http_status"`
	SnapshotSHA256    string  `parquet:"snapshot_sha256"`
	ArchiveFile       string  `parquet:"archive_file,dict"`
	ArchiveOffset     int64   `parquet:"archive_offset"`
	Text              string  `parquet:"text"`
}

func newParquetArticle(a *store.CitedArticle) parquetArticle {
	return parquetArticle{
		ArticleID: a.ID, ArticleURL: a.URL, CanonicalURL: known(a.CanonicalURL), Title: known(a.Title), Author: known(a.Author),
		Publisher: known(a.Publisher), Section: known(a.Section), Language: known(a.Language), PublishedAt: known(a.PublishedAt),
		PublishedOn: known(a.PublishedOn), ModifiedAt: known(a.ModifiedAt), OriginalURL: known(a.OriginalURL),
		OriginalPublisher: known(a.OriginalPublisher), RetrievedAt: a.RetrievedAt, HTTPStatus: int64(a.HTTPStatus),
		SnapshotSHA256: a.SHA256, ArchiveFile: a.ArchiveFile, ArchiveOffset: a.ArchiveOffset, Text: a.Text,
	}
}

type parquetGroup struct {
	GroupID        int64    `parquet:"group_id"`
	GroupSubject   *string  `parquet:"group_subject,optional,dict"`
	Articles       int64    `parquet:"articles"`
	Voices         int64    `parquet:"voices"`
	Differing      int64    `parquet:"differing"`
	FactID         int64    `parquet:"fact_id"`
	ArticleID      int64    `parquet:"article_id"`
	Voice          int64    `parquet:"voice"`
	ArticleURL     string   `parquet:"article_url,dict"`
	Title          *string  `parquet:"title,optional,dict"`
	Publisher      *string  `parquet:"publisher,optional,dict"`
	PublishedOn    *string  `parquet:"published_on,optional,dict"`
	Quote          string   `parquet:"quote"`
	Subject        *string  `parquet:"subject,optional"`
	Kind           string   `parquet:"kind,dict"`
	Value          float64  `parquet:"value"`
	ValueExact     string   `parquet:"value_exact"`
	ValueHigh      *float64 `parquet:"value_high,optional"`
	ValueHighExact *string  `parquet:"value_high_exact,optional"`
	Unit           *string  `parquet:"unit,optional,dict"`
	Comparator     string   `parquet:"comparator,dict"`
	PeriodStart    *string  `parquet:"period_start,optional,dict"`
	PeriodEnd      *string  `parquet:"period_end,optional,dict"`
	Status         string   `parquet:"status,dict"`
	Agrees         bool     `parquet:"agrees"`
}

func newParquetGroup(f *store.GroupedFact) parquetGroup {
	p := parquetGroup{
		GroupID: f.GroupID, GroupSubject: known(f.GroupSubject), Articles: int64(f.Articles), Voices: int64(f.Voices), Differing: int64(f.Differing),
		FactID: f.FactID, ArticleID: f.ArticleID, Voice: f.Voice, ArticleURL: f.ArticleURL, Title: known(f.Title), Publisher: known(f.Publisher),
		PublishedOn: known(f.PublishedOn), Quote: f.Quote, Subject: known(f.Subject), Kind: f.Kind, Value: f.Value, ValueExact: f.ValueExact,
		ValueHighExact: known(f.HighExact), Unit: known(f.Unit), Comparator: f.Comparator, PeriodStart: known(f.PeriodStart),
		PeriodEnd: known(f.PeriodEnd), Status: f.Status, Agrees: f.Agrees,
	}
	if f.High.Valid {
		p.ValueHigh = &f.High.Float64
	}
	return p
}

// known is nil for an unknown value.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
