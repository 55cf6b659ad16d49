package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/extract"
	"solieu/normalize"
	"solieu/normalize/date"
	"solieu/normalize/gold"
)

// marksFile is the file of a gold folder that has the facts of texts kept
// elsewhere.
const marksFile = "marks.jsonl"

func init() { commands = append(commands, marksCommand) }

func marksCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "marks GOLD_DIR",
		Short: "Print gold facts by their places in the text, without its words",
		Long: `Print the facts of a gold folder (GOLD_DIR as for eval) as marks, a document a
line: quote, subject and source by their places in the text, in code points, so
that the file holds nobody's sentences. Their words must stand in the text letter
for letter; facts whose words do not are named, and nothing is printed. In a
folder of its own, named marks.jsonl, it can be learned from where the texts are:
solieu train --also FOLDER --texts FILE, FILE being JSON Lines with the documents'
ids and texts.`,
		Example: `  solieu marks my-gold > testdata/press/marks.jsonl`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if exists(filepath.Join(args[0], marksFile)) {
				return usage(fmt.Errorf("%s: it has marks already", args[0]))
			}
			docs, err := goldTexts(args[0], "")
			if err != nil {
				return usage(err)
			}
			var out bytes.Buffer // a part of the marks would be learned from as if it were all
			var wrong []error
			lines := json.NewEncoder(&out)
			lines.SetEscapeHTML(false)
			for i := range docs {
				m, err := marksOf(&docs[i])
				if err == nil {
					err = lines.Encode(m)
				}
				if err != nil {
					wrong = append(wrong, err)
				}
			}
			if len(wrong) > 0 {
				return usage(errors.Join(wrong...))
			}
			_, err = out.WriteTo(a.out)
			return err
		},
	}
}

// marksOf finds the places of a document's facts in its text.
func marksOf(d *normalize.GoldDoc) (*gold.Marks, error) {
	text := []rune(d.Text)
	m := &gold.Marks{Doc: d.Name, PublishedOn: d.Options.Date.String(), Lang: d.Options.Lang, SHA256: corpus.SHA256([]byte(d.Text)), Facts: []gold.Mark{}}
	from := 0
	var wrong []error
	for i := range d.Facts {
		mark, err := d.Facts[i].Mark(text, from)
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s fact %d: %w", d.Name, i+1, err))
			continue
		}
		from = mark.Quote[0]
		m.Facts = append(m.Facts, mark)
	}
	return m, errors.Join(wrong...)
}

// markedTexts reads marks and the texts they are of.
func markedTexts(marks, texts string) ([]normalize.GoldDoc, error) {
	list, err := readLines[gold.Marks](marks, nil)
	if err != nil {
		return nil, err
	}
	if texts == "" {
		return nil, fmt.Errorf("%s: its texts are kept elsewhere: name their file with --texts", marks)
	}
	at := map[string]int{}
	for i, m := range list {
		if _, ok := at[m.Doc]; ok || m.Doc == "" {
			return nil, fmt.Errorf("%s line %d: document %q stands twice, or has no name", marks, i+1, m.Doc)
		}
		at[m.Doc] = i
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%s: no marks in it", marks)
	}
	docs := make([]normalize.GoldDoc, len(list))
	found := 0
	var unfit error
	_, err = eachText(texts, func(id, text string) bool {
		i, ok := at[id]
		if !ok || docs[i].Name != "" {
			return true
		}
		if docs[i], unfit = markedText(&list[i], text); unfit != nil {
			unfit = fmt.Errorf("line %d: %w", i+1, unfit)
		}
		found++
		return unfit == nil && found < len(list)
	})
	if err == nil {
		err = unfit
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", marks, err)
	}
	for i := range docs {
		if docs[i].Name == "" {
			return nil, fmt.Errorf("%s: %s has no text %q", marks, texts, list[i].Doc)
		}
	}
	return docs, nil
}

// markedText reads a text as import does a file of it, and its facts.
func markedText(m *gold.Marks, text string) (d normalize.GoldDoc, err error) {
	if _, err := date.ParseDay(m.PublishedOn); m.PublishedOn != "" && err != nil {
		return d, fmt.Errorf("%s: published_on: %w", m.Doc, err)
	}
	art, err := extract.Extract(extract.Source{Body: []byte(text), MediaType: "text/plain", Charset: "utf-8", Published: m.PublishedOn, Language: m.Lang}, extract.Options{})
	if err != nil {
		return d, fmt.Errorf("%s: %w", m.Doc, err)
	}
	d = normalize.GoldDoc{Name: m.Doc, Text: art.Text(), Options: factOptions(art)}
	if sum := corpus.SHA256([]byte(d.Text)); sum != m.SHA256 {
		return d, fmt.Errorf("%s: another text than the marks are of (SHA-256 %s, not %s)", m.Doc, sum, m.SHA256)
	}
	runes := []rune(d.Text)
	for i := range m.Facts {
		f, err := m.Facts[i].Fact(runes)
		if err == nil {
			err = f.Check()
		}
		if err != nil {
			return d, fmt.Errorf("%s: fact %d: %w", m.Doc, i+1, err)
		}
		d.Facts = append(d.Facts, f)
	}
	return d, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, os.ErrNotExist)
}
