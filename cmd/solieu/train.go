package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/normalize"
	"solieu/normalize/gold"
)

func init() { commands = append(commands, trainCommand) }

func trainCommand(a *app) *cobra.Command {
	var folds int
	var out, errs, texts string
	var also []string
	cmd := &cobra.Command{
		Use:   "train GOLD_DIR",
		Short: "Learn the weights of the facts step from gold files",
		Long: `Learn the weights that choose what a figure measures, its time, its baseline and
the rest, from gold files made by hand (GOLD_DIR as for eval; --also names more
folders to learn from). What the weights are worth on other documents is told by
cross-validation: every document of GOLD_DIR is scored once by weights that were
learned without it, and so is the calibration of the confidence. A document of a
large folder counts for less than one of a small folder; --also FOLDER=0.25 makes
those of a folder count a quarter of that, where it has more of one kind of text
than the world has. A folder with a marks.jsonl (solieu marks) has facts of texts
that are kept elsewhere: --texts names the file of them. The same files give the
same weights.`,
		Example: `  solieu train testdata/gold --folds 5 -o normalize/weights.bin
  solieu train testdata/gold --also testdata/news --also testdata/plans=0.25`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if kinds := append([]string{"mention", "extra"}, gold.Fields[:]...); errs != "" && !slices.Contains(kinds, errs) {
				return usage(fmt.Errorf("--errors %q is none of %s", errs, strings.Join(kinds, ", ")))
			}
			docs, err := goldTexts(args[0], texts)
			if err != nil {
				return usage(err)
			}
			var more [][]normalize.GoldDoc
			for _, arg := range also {
				dir, weight, err := weighted(arg)
				if err != nil {
					return usage(err)
				}
				set, err := goldTexts(dir, texts)
				if err != nil {
					return usage(err)
				}
				for i := range set {
					set[i].Weight = weight
				}
				more = append(more, set)
			}
			if folds < 2 || folds > len(docs) {
				return usage(fmt.Errorf("--folds %d: from 2 to the number of documents, %d", folds, len(docs)))
			}
			report := a.out
			learn := func() (weights []byte, err error) {
				l, err := normalize.Learn(cmd.Context(), docs, more, folds, a.err, func(d *normalize.GoldDoc, field string, g *gold.Fact, p *gold.Said) {
					if field == errs {
						fmt.Fprintln(report, missLine(d, g, p))
					}
				})
				if err != nil {
					return nil, err
				}
				fmt.Fprintln(report, "held out ", l.Held.String())
				fmt.Fprintln(report, "learned  ", l.Trained.String())
				fmt.Fprintln(report, "confidence of facts held out: said, right")
				for i, b := range l.Held.Bins {
					fmt.Fprintf(report, "  %.1f to %.1f  %5d  %5d\n", float64(i)/10, float64(i+1)/10, b.N, b.Fact)
				}
				return l.Weights, nil
			}
			if out == "" {
				_, err := learn()
				return err
			}
			return a.toFile(out, func() error {
				weights, err := learn()
				if err != nil {
					return err
				}
				_, err = a.out.Write(weights)
				return err
			})
		},
	}
	cmd.Flags().IntVar(&folds, "folds", 5, "parts of the cross-validation")
	cmd.Flags().StringVarP(&out, "output", "o", "", "write the weights to this `file`")
	cmd.Flags().StringVar(&errs, "errors", "", "list what was missed on documents held out: mention, extra, or the name of a `field`")
	cmd.Flags().StringVar(&texts, "texts", "", "where the texts of marks.jsonl stand: a `file` of JSON Lines with id and text (.jsonl, .jsonl.gz)")
	cmd.Flags().StringArrayVar(&also, "also", nil, "learn from this gold `folder` too; folder=WEIGHT lets it count for less")
	return cmd
}

// weighted reads FOLDER or FOLDER=WEIGHT, a weight over 0 up to 1.
func weighted(arg string) (dir string, weight float32, err error) {
	i := strings.LastIndexByte(arg, '=')
	if i < 0 {
		return arg, 1, nil
	}
	w, err := strconv.ParseFloat(arg[i+1:], 32)
	if err != nil || !(w > 0 && w <= 1) {
		return "", 0, fmt.Errorf("--also %s: after = stands a weight over 0 up to 1", arg)
	}
	return arg[:i], float32(w), nil
}

// missLine shows a miss beside what gold has.
func missLine(d *normalize.GoldDoc, g *gold.Fact, p *gold.Said) string {
	switch {
	case p == nil:
		return fmt.Sprintf("%s: …%s[%s] not found", d.Name, g.Before, g.Quote)
	case g == nil:
		return fmt.Sprintf("%s: [%s] %s %s of %q is not gold", d.Name, p.Quote, p.Value, p.Unit, p.Subject)
	}
	return fmt.Sprintf("%s: …%s[%s]\n  gold %+v\n  said %+v", d.Name, g.Before, g.Quote, *g, *p)
}

// goldTexts reads a gold folder and the articles it speaks of, as import
// reads them; those of a marks.jsonl stand in texts.
func goldTexts(dir, texts string) ([]normalize.GoldDoc, error) {
	if marks := filepath.Join(dir, marksFile); exists(marks) {
		return markedTexts(marks, texts)
	}
	list := filepath.Join(dir, "docs.jsonl")
	names, err := readLines[struct{ Doc string }](list, nil)
	if err != nil {
		return nil, err
	}
	entries, err := entriesOf(list, nil, nil)
	if err != nil {
		return nil, err
	}
	var docs []normalize.GoldDoc
	for i, e := range entries {
		if e.Err != nil {
			return nil, e.Err
		}
		p, err := corpus.ReadFile(e.File)
		if err != nil {
			return nil, err
		}
		p.Hint = e.Hint
		if e.URL != "" {
			p.URL, p.FinalURL = e.URL, e.URL
		}
		art, err := readArticle(p)
		if err != nil {
			return nil, err
		}
		facts, err := readLines(filepath.Join(dir, names[i].Doc+".jsonl"), (*gold.Fact).Check)
		if err != nil {
			return nil, err
		}
		docs = append(docs, normalize.GoldDoc{Name: names[i].Doc, Text: art.Text(), Options: factOptions(art), Facts: facts})
	}
	return docs, nil
}
