package main

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"solieu/normalize/date"
	"solieu/normalize/number"
	"solieu/normalize/token"
)

func init() { commands = append(commands, parseCommand) }

// textFlags are what a text must be read with: its date and language.
type textFlags struct {
	day, lang string
}

func (f *textFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.day, "date", "", "the `day` relative times count from, such as 2024-04-24 (default today)")
	cmd.Flags().StringVar(&f.lang, "lang", "", "vi or en (default: told by the text)")
}

// ref checks the flags and gives the day; without one it is today, and
// standard error says so.
func (f *textFlags) ref(a *app) (date.DayNum, error) {
	if f.lang != "" && f.lang != "vi" && f.lang != "en" {
		return 0, usage(fmt.Errorf("--lang %q is neither vi nor en", f.lang))
	}
	if f.day == "" {
		today := time.Now()
		a.talk("no --date: relative times count from today, %s", today.Format(time.DateOnly))
		return date.FromYMD(today.Year(), int(today.Month()), today.Day()), nil
	}
	day, err := date.ParseDay(f.day)
	if err != nil {
		return 0, usage(fmt.Errorf("--date %q is not a day like 2024-04-24", f.day))
	}
	return day, nil
}

func parseCommand(a *app) *cobra.Command {
	var flags textFlags
	cmd := &cobra.Command{
		Use:   "parse [TEXT]",
		Short: "Show the quantities and times in a text, or in each line of standard input",
		Long: `Show every number and every time that the normalizer reads in TEXT, or in each
line of standard input. Values are exact decimals; offsets count Unicode code
points of the text in NFC; a time goes from and to a day, both included.`,
		Example: `  solieu parse --date 2024-04-24 "Quý I đạt gần 36,3 tỷ USD, tăng 17,7%"
  solieu parse --json --date 2024-04-24 < lines.txt`,
		RunE: func(cmd *cobra.Command, args []string) error {
			ref, err := flags.ref(a)
			if err != nil {
				return err
			}
			p := &parser{a: a, ref: ref, lang: flags.lang}
			if !a.json {
				p.rows = a.records("line", "quote", "start", "end", "kind", "value", "value_high", "of_total", "unit", "comparator", "from", "to", "grain")
			}
			if len(args) > 0 {
				if err := p.line(strings.Join(args, " ")); err != nil {
					return err
				}
			} else if err := p.lines(cmd, a.in); err != nil {
				return err
			}
			if p.rows != nil {
				return p.rows.flush()
			}
			return nil
		},
	}
	flags.add(cmd)
	return cmd
}

// parser reads lines one by one; its buffers are used again for each.
type parser struct {
	a    *app
	ref  date.DayNum
	lang string
	rows *records // nil with --json
	n    int      // lines so far

	toks  []token.Token
	times []date.Time
	busy  []number.Busy
	qs    []number.Quantity
	buf   []byte
}

// lines parses what r gives, line by line. Answers to what has come so far are
// out before it waits for more.
func (p *parser) lines(cmd *cobra.Command, r io.Reader) error {
	in := bufio.NewReaderSize(r, 64<<10)
	for {
		if in.Buffered() == 0 && p.rows == nil {
			if err := p.a.out.Flush(); err != nil {
				return err
			}
		}
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		line, err := in.ReadString('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if line != "" || err == nil {
			if err := p.line(strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// scan fills the parser's buffers with what stands in text.
func (p *parser) scan(text string) {
	p.toks = token.Scan(p.toks[:0], text)
	p.times = date.Find(p.times[:0], text, p.toks, date.Options{Ref: p.ref, Lang: p.lang})
	p.busy = p.busy[:0]
	for _, t := range p.times {
		p.busy = append(p.busy, number.Busy{Start: t.Start, End: t.End})
	}
	p.qs = number.Find(p.qs[:0], text, p.toks, p.busy, number.Options{Lang: p.lang})
}

// line parses one line and prints what is in it.
func (p *parser) line(text string) error {
	p.n++
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	p.scan(text)
	if p.rows != nil {
		return p.table(text)
	}
	at := points{text: text}
	b := append(p.buf[:0], `{"text": `...)
	b = appendJSON(b, text)
	b = append(b, `, "quantities": [`...)
	for i := range p.qs {
		q := &p.qs[i]
		if i > 0 {
			b = append(b, ", "...)
		}
		b = at.appendSpan(b, q.Start, q.End)
		b = append(b, `, "kind": "`...)
		b = append(b, q.Kind.String()...)
		b = append(b, `", "value": "`...)
		b = q.Value.Append(b)
		b = append(b, `", "value_high": `...)
		if b = append(b, "null"...); q.HasHigh {
			b = append(q.High.Append(append(b[:len(b)-4], '"')), '"')
		}
		b = append(b, `, "of_total": `...)
		if b = append(b, "null"...); q.HasTotal {
			b = append(q.Total.Append(append(b[:len(b)-4], '"')), '"')
		}
		b = append(b, `, "unit": `...)
		if q.Unit == "" {
			b = append(b, "null"...)
		} else {
			b = appendJSON(b, q.Unit)
		}
		b = append(b, `, "comparator": "`...)
		b = append(b, q.Comparator.String()...)
		b = append(b, `"}`...)
	}
	b = append(b, `], "times": [`...)
	for i := range p.times {
		t := &p.times[i]
		if i > 0 {
			b = append(b, ", "...)
		}
		b = at.appendSpan(b, t.Start, t.End)
		for _, end := range []struct {
			name string
			day  date.DayNum
		}{{"from", t.From}, {"to", t.To}} {
			b = append(b, `, "`...)
			b = append(b, end.name...)
			b = append(b, `": `...)
			if end.day == date.None {
				b = append(b, "null"...)
			} else {
				b = append(append(append(b, '"'), end.day.String()...), '"')
			}
		}
		b = append(b, `, "grain": "`...)
		b = append(b, t.Grain.String()...)
		b = append(b, `"}`...)
	}
	b = append(b, "]}\n"...)
	p.buf = b
	_, err := p.a.out.Write(b)
	return err
}

// table prints the same as rows.
func (p *parser) table(text string) error {
	at := points{text: text}
	optional := func(has bool, s string) any {
		if has {
			return s
		}
		return nil
	}
	for _, q := range p.qs {
		err := p.rows.write(p.n, text[q.Start:q.End], at.of(q.Start), at.of(q.End), q.Kind, q.Value,
			optional(q.HasHigh, q.High.String()), optional(q.HasTotal, q.Total.String()), q.Unit, q.Comparator, nil, nil, nil)
		if err != nil {
			return err
		}
	}
	for _, t := range p.times {
		err := p.rows.write(p.n, text[t.Start:t.End], at.of(t.Start), at.of(t.End), "time", nil, nil, nil, nil, nil,
			optional(t.From != date.None, t.From.String()), optional(t.To != date.None, t.To.String()), t.Grain)
		if err != nil {
			return err
		}
	}
	return nil
}

// points turns bytes of a text into code points. Asked in rising order it
// passes over the text once.
type points struct {
	text    string
	byte, n int
}

func (p *points) of(b int) int {
	if b < p.byte {
		p.byte, p.n = 0, 0
	}
	p.n += utf8.RuneCountInString(p.text[p.byte:b])
	p.byte = b
	return p.n
}

// appendSpan begins an object with quote, start and end.
func (p *points) appendSpan(b []byte, start, end int) []byte {
	b = append(b, `{"quote": `...)
	b = appendJSON(b, p.text[start:end])
	b = append(b, `, "start": `...)
	b = strconv.AppendInt(b, int64(p.of(start)), 10)
	b = append(b, `, "end": `...)
	return strconv.AppendInt(b, int64(p.of(end)), 10)
}

// appendJSON writes s, which is valid UTF-8, as a JSON string.
func appendJSON(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\t':
			b = append(b, `\t`...)
		default:
			b = fmt.Appendf(b, `\u%04x`, c)
		}
	}
	return append(append(b, s[from:]...), '"')
}
