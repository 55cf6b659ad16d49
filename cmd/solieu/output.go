package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"unicode/utf8"
)

// output is standard output, whose reader may have had enough before the end:
// head, less. A command that only prints is done then; its writes fail with
// errEnough. One that does more than print (goOn) goes on to its end in silence.
type output struct {
	to   io.Writer
	goOn bool
}

var errEnough = errors.New("the reader of the output has had enough")

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	switch {
	case !errors.Is(err, syscall.EPIPE):
		return n, err
	case o.goOn:
		return len(p), nil
	}
	return n, errEnough
}

// records prints rows of named columns as the user asked: a table, JSON one
// object a line, or CSV. A nil value is unknown: null in JSON, else empty.
type records struct {
	a       *app
	columns []string
	csv     *csv.Writer
	held    [][]string // rows of the table not yet printed: widths need them
	widths  []int
	headed  bool
}

// tableRows is how many rows of a table share their column widths; it bounds
// what is held.
const tableRows = 1000

func (a *app) records(columns ...string) *records {
	r := &records{a: a, columns: columns}
	if a.csv {
		r.csv = csv.NewWriter(a.out)
	}
	return r
}

func (r *records) write(values ...any) error {
	switch {
	case r.a.json:
		return writeObject(r.a, r.columns, values)
	case r.csv != nil:
		if !r.headed {
			r.headed = true
			if err := r.csv.Write(r.columns); err != nil {
				return err
			}
		}
		return r.csv.Write(cells(values))
	}
	r.held = append(r.held, cells(values))
	if len(r.held) == tableRows {
		return r.printTable()
	}
	return nil
}

// flush ends the records. A CSV without rows still has its header.
func (r *records) flush() error {
	switch {
	case r.a.json:
		return nil
	case r.csv != nil:
		if !r.headed {
			if err := r.csv.Write(r.columns); err != nil {
				return err
			}
		}
		r.csv.Flush()
		return r.csv.Error()
	}
	return r.printTable()
}

func (r *records) printTable() error {
	if len(r.held) == 0 {
		return nil
	}
	if r.widths == nil {
		r.widths = make([]int, len(r.columns))
		for i, c := range r.columns {
			r.widths[i] = utf8.RuneCountInString(c)
		}
	}
	for _, row := range r.held {
		for i, c := range row {
			r.widths[i] = max(r.widths[i], utf8.RuneCountInString(c))
		}
	}
	if !r.headed {
		r.headed = true
		r.printRow(r.columns)
	}
	for _, row := range r.held {
		if err := r.printRow(row); err != nil {
			return err
		}
	}
	r.held = r.held[:0]
	return nil
}

func (r *records) printRow(row []string) (err error) {
	for i, c := range row {
		if i < len(row)-1 {
			fmt.Fprintf(r.a.out, "%s%s  ", c, strings.Repeat(" ", r.widths[i]-utf8.RuneCountInString(c)))
		} else {
			_, err = fmt.Fprintln(r.a.out, c)
		}
	}
	return err
}

func cells(values []any) []string {
	row := make([]string, len(values))
	for i, v := range values {
		switch v := v.(type) {
		case nil:
		case string:
			row[i] = v
		case *string:
			if v != nil {
				row[i] = *v
			}
		case float64:
			row[i] = formatFloat(v)
		default:
			row[i] = fmt.Sprint(v)
		}
	}
	return row
}

// formatFloat writes a float as JSON does: shortest form that reads back.
func formatFloat(v float64) string {
	b, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(b)
}

// writeObject writes one JSON object on a line, its keys in the order of the
// columns.
func writeObject(a *app, columns []string, values []any) error {
	a.out.WriteByte('{')
	for i, c := range columns {
		if i > 0 {
			a.out.WriteString(", ")
		}
		a.out.WriteString(quoteJSON(c) + ": ")
		if err := writeJSON(a, values[i]); err != nil {
			return fmt.Errorf("%s: %w", c, err)
		}
	}
	_, err := a.out.WriteString("}\n")
	return err
}

// writeJSON writes a value without escaping <, > and &, which are common in
// quotes and addresses.
func writeJSON(a *app, v any) error {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := a.out.WriteString(strings.TrimSuffix(b.String(), "\n"))
	return err
}

func quoteJSON(s string) string {
	b, _ := json.Marshal(s) // a string always marshals
	return string(b)
}

// nonNil is never nil, so that JSON has [] and not null.
func nonNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
