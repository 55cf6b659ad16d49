package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"solieu/normalize/gold"
	"solieu/store"
)

func init() { commands = append(commands, evalCommand) }

func evalCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "eval GOLD_DIR",
		Short: "Score the database against gold files: precision, recall, F1, calibration",
		Long: `Score the facts of the database against gold files made by hand. GOLD_DIR holds
docs.jsonl, which names the documents, and a file DOC.jsonl of facts for each.
The database is made by importing the documents with that docs.jsonl.

  mention  the number was found as a fact, whatever was made of it
  figure   mention, and value, value_high, of_total, unit and comparator are right
  fact     figure, and kind, subject (half of its words), period, baseline and
           status are right

For each field the share right among the mentions found is shown. The
reliability table shows for each tenth of confidence how many of the facts said
with it are right: a well calibrated program is right as often as it says.`,
		Example: `  solieu import --db gold.db --manifest testdata/gold/docs.jsonl
  solieu eval --db gold.db testdata/gold`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.openRead(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			docs, err := readGold(args[0])
			if err != nil {
				return usage(err)
			}
			texts, facts := map[string]string{}, map[string][]*store.CitedFact{}
			err = s.Articles(cmd.Context(), 0, 0, func(art *store.CitedArticle) error {
				texts[art.URL] = art.Text
				return nil
			})
			if err != nil {
				return err
			}
			err = s.Facts(cmd.Context(), store.Query{}, func(f *store.CitedFact) error {
				facts[f.ArticleURL] = append(facts[f.ArticleURL], f)
				return nil
			})
			if err != nil {
				return err
			}
			var sc gold.Score
			for _, doc := range docs {
				url, ok := doc.find(texts)
				if !ok {
					sc.Missing = append(sc.Missing, doc.Doc)
					sc.Gold += len(doc.facts)
					continue
				}
				sc.Add(doc.facts, saidOf(facts[url]), []rune(texts[url]))
			}
			return a.printScore(&sc)
		},
	}
}

// goldDoc is a line of docs.jsonl with the facts of its file.
type goldDoc struct {
	Doc, File string
	URL       string
	facts     []gold.Fact
}

func readGold(dir string) ([]goldDoc, error) {
	docs, err := readLines[goldDoc](filepath.Join(dir, "docs.jsonl"), nil)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no docs.jsonl in it: not a folder of gold files", dir)
	} else if err != nil {
		return nil, err
	}
	for i := range docs {
		if docs[i].facts, err = readLines[gold.Fact](filepath.Join(dir, docs[i].Doc+".jsonl"), nil); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// readLines reads a file of JSON objects, one a line; check, where not nil, says
// what is wrong with one.
func readLines[T any](file string, check func(*T) error) ([]T, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var list []T
	in := bufio.NewReader(f)
	for n := 1; ; n++ {
		line, err := in.ReadString('\n')
		if strings.TrimSpace(line) != "" {
			var v T
			err := json.Unmarshal([]byte(line), &v)
			if err == nil && check != nil {
				err = check(&v)
			}
			if err != nil {
				return nil, fmt.Errorf("%s line %d: %w", file, n, err)
			}
			list = append(list, v)
		}
		if err == io.EOF {
			return list, nil
		} else if err != nil {
			return nil, err
		}
	}
}

// find gives the address the document was imported under: its own, or the
// address of a file of that name.
func (d *goldDoc) find(texts map[string]string) (string, bool) {
	if _, ok := texts[d.URL]; ok && d.URL != "" {
		return d.URL, true
	}
	base := path.Base(filepath.ToSlash(d.File))
	var found []string
	for u := range texts {
		if u == base || strings.HasSuffix(strings.TrimRight(u, "/"), "/"+base) {
			found = append(found, u)
		}
	}
	if len(found) == 0 {
		return "", false
	}
	slices.Sort(found)
	return found[0], true
}

// printScore prints what was counted.
func (a *app) printScore(sc *gold.Score) error {
	if a.json || a.csv {
		rows := a.records("measure", "name", "value")
		for _, m := range sc.Measures() {
			if err := rows.write(m.Kind, m.Name, json.Number(strconv.FormatFloat(m.Value, 'f', 4, 64))); err != nil {
				return err
			}
		}
		return rows.flush()
	}
	missing := "none"
	if len(sc.Missing) > 0 {
		missing = strings.Join(sc.Missing, " ")
	}
	fmt.Fprintf(a.out, "gold %d  predicted %d  missing documents %s\n", sc.Gold, sc.Said, missing)
	for _, level := range []struct {
		name string
		hits int
	}{{"mention", sc.Mention}, {"figure", sc.Figure}, {"fact", sc.Fact}} {
		p, r, f1 := sc.PRF(level.hits)
		fmt.Fprintf(a.out, "%-8s P %s  R %s  F1 %s\n", level.name, three(p), three(r), three(f1))
	}
	fmt.Fprint(a.out, "fields ")
	for i, name := range gold.Fields {
		fmt.Fprintf(a.out, "  %s %s", name, three(gold.Ratio(sc.Right[i], sc.Mention)))
	}
	fmt.Fprintf(a.out, "\nquotes that equal the stored text at their offsets: %.4f\n\n", gold.Ratio(sc.Cited, sc.Said))
	fmt.Fprintln(a.out, "confidence   facts  mean   fact right  figure right")
	for i, b := range sc.Bins {
		if b.N == 0 {
			continue
		}
		fmt.Fprintf(a.out, "%.1f to %.1f  %6d  %.3f  %10.3f  %12.3f\n", float64(i)/10, float64(i+1)/10, b.N, b.Sum/float64(b.N), gold.Ratio(b.Fact, b.N), gold.Ratio(b.Figure, b.N))
	}
	_, err := fmt.Fprintf(a.out, "mean distance of confidence from the share of right facts: %.3f\n", sc.Calibration())
	return err
}

// saidOf lays the facts of the database out as the scorer reads them.
func saidOf(facts []*store.CitedFact) []gold.Said {
	said := make([]gold.Said, len(facts))
	for i, f := range facts {
		said[i] = gold.Said{
			Quote: f.Quote, Start: f.Start, End: f.End, Kind: f.Kind,
			Value: f.Value, High: f.High, Total: f.Total, Unit: f.Unit, Comparator: f.Comparator,
			Subject: f.Subject, Period: gold.Span(f.PeriodStart, f.PeriodEnd),
			Baseline: gold.Span(f.BaselineStart, f.BaselineEnd), Basis: f.Basis,
			Status: f.Status, Attributed: f.AttributedTo, Confidence: f.Confidence,
		}
	}
	slices.SortStableFunc(said, func(a, b gold.Said) int { return a.Start - b.Start })
	return said
}

// three writes a share, rounded to four places first, in three.
func three(v float64) string {
	four, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 4, 64), 64)
	return strconv.FormatFloat(four, 'f', 3, 64)
}
