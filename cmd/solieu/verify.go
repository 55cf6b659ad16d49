package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"os"
	"runtime"
	"strings"
	"sync"
	"unicode"

	"github.com/spf13/cobra"
	xhtml "golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"solieu/corpus"
	"solieu/extract"
	"solieu/store"
)

func init() { commands = append(commands, verifyCommand) }

func verifyCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check every citation against the archived bytes",
		Long: `Read every snapshot of the database from the archive, check that its bytes have
the digest that the database and the record give, decode them, and find the
letters of every quote in their text; and check that every quote stands in the
stored text at its offsets. Earlier versions are checked too.

Failures are listed; then the exit code is 1.`,
		Example: `  solieu verify
  solieu verify --db articles.db --archive articles.archive --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := a.openRead(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			return a.verify(cmd.Context(), s)
		},
	}
	a.archiveFlag(cmd)
	return cmd
}

// problem is something verify found wrong; factID 0 is the snapshot itself.
type problem struct {
	factID int64
	quote  string
	what   string
}

// snapshotsAtOnce bounds what verify holds in memory.
const snapshotsAtOnce = 64

func (a *app) verify(ctx context.Context, s *store.Store) error {
	if info, err := os.Stat(a.archiveDir()); err != nil || !info.IsDir() {
		return usage(fmt.Errorf("archive %s: no such folder", a.archiveDir()))
	}
	arc, err := corpus.OpenArchive(a.archiveDir())
	if err != nil {
		return usage(fmt.Errorf("archive %s: %w", a.archiveDir(), err))
	}
	defer arc.Close()
	a.std.goOn = true // what fails has a say in the exit code
	rows := a.records("problem", "article_url", "fact_id", "quote", "archive_file", "archive_offset")
	progress := a.progress()
	snapshots, citations, failed := 0, 0, 0
	for after := int64(0); ; {
		batch, err := s.Snapshots(ctx, after, snapshotsAtOnce)
		if err != nil {
			return err
		}
		if len(batch) == 0 {
			break
		}
		after = batch[len(batch)-1].ID
		problems := make([][]problem, len(batch))
		counts := make([]int, len(batch))
		errs := make([]error, len(batch))
		var wait sync.WaitGroup
		slots := make(chan struct{}, runtime.GOMAXPROCS(0))
		for i, snap := range batch {
			slots <- struct{}{}
			wait.Go(func() {
				defer func() { <-slots }()
				problems[i], counts[i], errs[i] = verifySnapshot(ctx, s, arc, snap)
			})
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			return err
		}
		for i, snap := range batch {
			snapshots++
			citations += counts[i]
			for _, p := range problems[i] {
				failed++
				if err := rows.write(p.what, snap.ArticleURL, nonZero(p.factID), p.quote, snap.Archive.File, snap.Archive.Offset); err != nil {
					return err
				}
			}
		}
		progress.show("verify: %d snapshots, %d citations, %d failed", snapshots, citations, failed)
	}
	progress.clear()
	if err := rows.flush(); err != nil {
		return err
	}
	a.talk("%d citations in %d snapshots checked, %d failed", citations, snapshots, failed)
	if failed > 0 {
		return someFailed(failed, "of the checks")
	}
	return nil
}

func nonZero(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// verifySnapshot checks one snapshot and all that cites it.
func verifySnapshot(ctx context.Context, s *store.Store, arc *corpus.Archive, snap *store.Snapshot) (problems []problem, citations int, err error) {
	cited, err := s.Citations(ctx, snap.ID)
	if err != nil {
		return nil, 0, err
	}
	page, err := arc.Read(snap.Archive) // holds the payload against the record's digest
	if err != nil {
		return []problem{{what: "archive: " + oneLine(err)}}, len(cited), nil
	}
	if page.SHA256 != snap.SHA256 {
		return []problem{{what: "archived bytes have digest " + page.SHA256 + ", not " + snap.SHA256}}, len(cited), nil
	}
	where := newHaystack(page, snap)
	for _, c := range cited {
		switch {
		case !c.Stands:
			problems = append(problems, problem{c.FactID, c.Quote, "quote is not in the stored text at its offsets"})
		case !where.holds(c.Quote):
			problems = append(problems, problem{c.FactID, c.Quote, "quote is not in the archived bytes"})
		}
	}
	return problems, len(cited), nil
}

// haystack is the letters of an archived document, made as they are asked for:
// of the text between its tags; of the whole source, entities undone, for what
// stands in attributes and JSON; and of what extract reads, for letters that
// only an old font's encoding gives.
type haystack struct {
	make    []func() string
	letters []string
}

func newHaystack(page *corpus.Page, snap *store.Snapshot) *haystack {
	var source string
	return &haystack{make: []func() string{
		func() string {
			text, _, err := extract.Decode(page.Body, page.Charset)
			if err != nil {
				return ""
			}
			source = text
			if strings.Contains(page.MediaType, "html") || strings.Contains(page.MediaType, "xml") {
				return foldLetters(betweenTags(text))
			}
			return foldLetters(text)
		},
		func() string { return foldLetters(html.UnescapeString(source)) },
		func() string {
			art, err := extract.Extract(extract.Source{URL: snap.ArticleURL, Body: page.Body, MediaType: page.MediaType, Charset: page.Charset}, extract.Options{})
			if err != nil {
				return ""
			}
			return foldLetters(art.Text())
		},
	}}
}

func (h *haystack) holds(quote string) bool {
	needle := foldLetters(quote)
	for i := 0; ; i++ {
		if i == len(h.letters) {
			if i == len(h.make) {
				return false
			}
			h.letters = append(h.letters, h.make[i]())
		}
		if strings.Contains(h.letters[i], needle) {
			return true
		}
	}
}

// foldLetters leaves the letters, digits and signs such as % and € of a text,
// NFC, in small letters.
func foldLetters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) || r == '%' {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(text))
}

// betweenTags is the text of an HTML source without scripts and styles. The
// tokenizer takes any depth of nesting.
func betweenTags(source string) string {
	var b strings.Builder
	z := xhtml.NewTokenizer(strings.NewReader(source))
	skip := ""
	for {
		switch z.Next() {
		case xhtml.ErrorToken:
			return b.String()
		case xhtml.StartTagToken:
			if name, _ := z.TagName(); string(name) == "script" || string(name) == "style" {
				skip = string(name)
			}
		case xhtml.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		case xhtml.TextToken:
			if skip == "" {
				b.WriteString(html.UnescapeString(string(z.Raw())))
			}
		}
	}
}
