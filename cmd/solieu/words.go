package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"solieu/normalize/wordclass"
)

func init() { commands = append(commands, wordsCommand) }

func wordsCommand(a *app) *cobra.Command {
	var out string
	set := wordclass.Settings{}
	cmd := &cobra.Command{
		Use:   "words FILE...",
		Short: "Sort the words of running text into classes for the facts step",
		Long: `Find the words of running text and sort them into classes, by the words they
stand beside: the table that the facts step looks words up in. A FILE is plain
text, or JSON Lines with the field "text" (.jsonl), either also packed (.gz).
The same files give the same table. The weights are learned over the table:
run train after it, and build between the two.`,
		Example: `  solieu words articles.jsonl.gz -o normalize/wordclass/classes.txt`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			var failed error
			texts := func(yield func(string) bool) {
				for _, file := range args {
					more, err := eachText(file, func(_, text string) bool { return ctx.Err() == nil && yield(text) })
					if err != nil {
						failed = err
					}
					if err != nil || !more {
						return
					}
				}
			}
			learn := func() error {
				var table bytes.Buffer
				err := wordclass.Learn(ctx, texts, set, &table, a.err)
				if failed != nil {
					return usage(failed)
				}
				if err != nil {
					return usage(err)
				}
				_, err = table.WriteTo(a.out)
				return err
			}
			if out == "" {
				return learn()
			}
			return a.toFile(out, learn)
		},
	}
	cmd.Flags().IntVar(&set.Classes, "classes", 256, "how many classes")
	cmd.Flags().IntVar(&set.Vocabulary, "vocabulary", 14000, "how many words, the most frequent")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the table to this `file`")
	return cmd
}

// eachText yields the texts of a file, in NFC, with their ids where they have
// one, until yield has enough.
func eachText(file string, yield func(id, text string) bool) (more bool, err error) {
	f, err := os.Open(file)
	if err != nil {
		return false, err
	}
	defer f.Close()
	var in io.Reader = f
	name, packed := strings.CutSuffix(file, ".gz")
	if packed {
		z, err := gzip.NewReader(f)
		if err != nil {
			return false, fmt.Errorf("%s: %w", file, err)
		}
		defer z.Close()
		in = z
	}
	if filepath.Ext(name) != ".jsonl" {
		b, err := io.ReadAll(in)
		if err != nil {
			return false, fmt.Errorf("%s: %w", file, err)
		}
		return yield("", norm.NFC.String(string(b))), nil
	}
	d := json.NewDecoder(bufio.NewReader(in))
	for n := 1; ; n++ {
		var article struct {
			ID   any // text; what else it may be is no id
			Text string
		}
		if err := d.Decode(&article); err == io.EOF {
			return true, nil
		} else if err != nil {
			return false, fmt.Errorf("%s line %d: %w", file, n, err)
		}
		id, _ := article.ID.(string)
		if !yield(id, norm.NFC.String(article.Text)) {
			return false, nil
		}
	}
}
