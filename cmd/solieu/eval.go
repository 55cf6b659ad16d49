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
			gold, err := readGold(args[0])
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
			sc := score{right: make([]int, len(scoredFields))}
			for _, doc := range gold {
				url, ok := doc.find(texts)
				if !ok {
					sc.missing = append(sc.missing, doc.Doc)
					sc.gold += len(doc.facts)
					continue
				}
				sc.add(doc.facts, facts[url], []rune(texts[url]))
			}
			return a.printScore(&sc)
		},
	}
}

// goldDoc is a line of docs.jsonl with the facts of its file.
type goldDoc struct {
	Doc, File string
	URL       string
	facts     []goldFact
}

// goldFact is a line of a gold file; a nil or empty field is null.
type goldFact struct {
	Quote, Before             string
	Kind, Value               string
	ValueHigh                 string `json:"value_high"`
	OfTotal                   string `json:"of_total"`
	Unit, Comparator, Subject string
	Period                    string
	PeriodInSentence          bool `json:"period_in_sentence"`
	Baseline, Basis, Status   string
	AttributedTo              string `json:"attributed_to"`
}

func readGold(dir string) ([]goldDoc, error) {
	docs, err := readLines[goldDoc](filepath.Join(dir, "docs.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no docs.jsonl in it: not a folder of gold files", dir)
	} else if err != nil {
		return nil, err
	}
	for i := range docs {
		if docs[i].facts, err = readLines[goldFact](filepath.Join(dir, docs[i].Doc+".jsonl")); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// readLines reads a file of JSON objects, one a line.
func readLines[T any](file string) ([]T, error) {
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
			if err := json.Unmarshal([]byte(line), &v); err != nil {
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

// printScore prints what score.add has counted.
func (a *app) printScore(sc *score) error {
	if a.json || a.csv {
		rows := a.records("measure", "name", "value")
		for _, m := range sc.measures() {
			if err := rows.write(m.kind, m.name, json.Number(strconv.FormatFloat(m.value, 'f', 4, 64))); err != nil {
				return err
			}
		}
		return rows.flush()
	}
	missing := "none"
	if len(sc.missing) > 0 {
		missing = strings.Join(sc.missing, " ")
	}
	fmt.Fprintf(a.out, "gold %d  predicted %d  missing documents %s\n", sc.gold, sc.pred, missing)
	for _, level := range []struct {
		name string
		hits int
	}{{"mention", sc.mention}, {"figure", sc.figure}, {"fact", sc.fact}} {
		p, r, f1 := sc.prf(level.hits)
		fmt.Fprintf(a.out, "%-8s P %s  R %s  F1 %s\n", level.name, three(p), three(r), three(f1))
	}
	fmt.Fprint(a.out, "fields ")
	for i, name := range scoredFields {
		fmt.Fprintf(a.out, "  %s %s", name, three(ratio(sc.right[i], sc.mention)))
	}
	fmt.Fprintf(a.out, "\nquotes that equal the stored text at their offsets: %.4f\n\n", ratio(sc.cited, sc.pred))
	fmt.Fprintln(a.out, "confidence   facts  mean   fact right  figure right")
	for i, b := range sc.bins {
		if b.n == 0 {
			continue
		}
		fmt.Fprintf(a.out, "%.1f to %.1f  %6d  %.3f  %10.3f  %12.3f\n", float64(i)/10, float64(i+1)/10, b.n, b.sum/float64(b.n), ratio(b.fact, b.n), ratio(b.figure, b.n))
	}
	_, err := fmt.Fprintf(a.out, "mean distance of confidence from the share of right facts: %.3f\n", sc.calibration())
	return err
}

// three writes a share, rounded to four places first, in three.
func three(v float64) string {
	four, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 4, 64), 64)
	return strconv.FormatFloat(four, 'f', 3, 64)
}
