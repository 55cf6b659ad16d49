package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"solieu/store"
)

func init() { commands = append(commands, factsCommand) }

func factsCommand(a *app) *cobra.Command {
	var q store.Query
	var groups bool
	cmd := &cobra.Command{
		Use:   "facts [QUERY]",
		Short: "Search and print facts with their citations",
		Long: `Print the facts that the articles state, each with the words quoted, where they
stand and in which article. QUERY is words that must stand in a fact's subject,
its sentence or the title, with or without marks ("dong" finds "đồng"); "words
in quotes" stand next to one another, and nong* finds every word with that
beginning. Without QUERY all facts are printed, newest article first.

--groups prints instead what several articles state of the same thing: who
agrees, and who gives another figure. Articles that re-publish one text count
as one voice.`,
		Example: `  solieu facts "xuất khẩu gạo"
  solieu facts --unit USD --from 2024-01-01 --until 2024-03-31 --csv
  solieu facts --groups "doanh thu"
  solieu facts --url https://example.vn/bai-viet.html --json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			q.Text = strings.Join(args, " ")
			for flag, day := range map[string]string{"from": q.From, "until": q.Until, "since": q.Since} {
				if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
					return usage(fmt.Errorf("--%s %q is not a day like 2024-04-24", flag, day))
				}
			}
			for flag, known := range map[string][]string{
				"kind": {q.Kind, "level", "change", "ratio", "rank"}, "status": {q.Status, "reported", "estimate", "forecast", "target"},
			} {
				if known[0] != "" && !slices.Contains(known[1:], known[0]) {
					return usage(fmt.Errorf("--%s %q is none of %s", flag, known[0], strings.Join(known[1:], ", ")))
				}
			}
			if q.MinConfidence < 0 || q.MinConfidence > 1 {
				return usage(fmt.Errorf("--min-confidence %v is not from 0 to 1", q.MinConfidence))
			}
			if q.Limit < 0 {
				return usage(fmt.Errorf("--limit %d is less than 0", q.Limit))
			}
			s, err := a.openRead(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if groups {
				return a.printGroups(cmd.Context(), s, q)
			}
			return a.printFacts(cmd.Context(), s, q)
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.ArticleURL, "url", "", "only of the article at this `URL`")
	f.StringVar(&q.Publisher, "publisher", "", "only of publishers with this `name` or a part of it")
	f.StringVar(&q.Kind, "kind", "", "only level, change, ratio or rank")
	f.StringVar(&q.Status, "status", "", "only reported, estimate, forecast or target")
	f.StringVar(&q.Unit, "unit", "", "only in this `unit`: VND, USD, %, ha, {người} …")
	f.StringVar(&q.From, "from", "", "only whose period touches this `day` or a later one")
	f.StringVar(&q.Until, "until", "", "only whose period touches this `day` or an earlier one")
	f.StringVar(&q.Since, "since", "", "only of articles published on this `day` or later")
	f.Float64Var(&q.MinConfidence, "min-confidence", 0, "only with this confidence or more, 0 to 1")
	f.BoolVar(&groups, "groups", false, "print what several articles state of the same thing")
	f.IntVar(&q.Limit, "limit", 0, "at most `N` facts, or groups; 0 is all")
	return cmd
}

// printFacts prints the facts that q asks for, as the flags say.
func (a *app) printFacts(ctx context.Context, s *store.Store, q store.Query) error {
	n := 0
	each := func(f *store.CitedFact) error {
		n++
		return a.printFact(f)
	}
	var flush func() error
	if a.json || a.csv {
		rows := a.records(store.CitedColumns...)
		each = func(f *store.CitedFact) error {
			n++
			values := f.Row()
			if a.json {
				values[len(values)-2] = nonNil(f.Rules) // an array, not a string that holds one
			}
			return rows.write(values...)
		}
		flush = rows.flush
	}
	if err := s.Facts(ctx, q, each); err != nil {
		return err
	}
	if flush != nil {
		return flush()
	}
	if n == 0 {
		a.talk("no facts found")
	}
	return nil
}

// printGroups prints the groups that q asks for.
func (a *app) printGroups(ctx context.Context, s *store.Store, q store.Query) error {
	if a.json || a.csv {
		rows := a.records(store.GroupColumns...)
		if err := s.Groups(ctx, q, func(f *store.GroupedFact) error { return rows.write(f.Row()...) }); err != nil {
			return err
		}
		return rows.flush()
	}
	last := int64(0)
	err := s.Groups(ctx, q, func(f *store.GroupedFact) error {
		if f.GroupID != last {
			if last != 0 {
				fmt.Fprintln(a.out)
			}
			last = f.GroupID
			what := []string{f.Kind}
			if p := span(f.PeriodStart, f.PeriodEnd); p != "" {
				what = append(what, p)
			}
			what = append(what, fmt.Sprintf("%d articles, %d voices", f.Articles, f.Voices))
			if f.Differing > 0 {
				what = append(what, fmt.Sprintf("%d differing", f.Differing))
			}
			subject := f.GroupSubject
			if subject == "" {
				subject = "(subject unknown)"
			}
			fmt.Fprintf(a.out, "%s: %s\n", subject, strings.Join(what, " · "))
		}
		sign := "agrees "
		if !f.Agrees {
			sign = "DIFFERS"
		}
		_, err := fmt.Fprintf(a.out, "    %s  %s  [%d] %s\n             %s\n", sign, f.Quote, f.FactID, strings.Trim(f.Publisher+", "+f.PublishedOn, ", "), f.ArticleURL)
		return err
	})
	if err == nil && last == 0 {
		a.talk("no groups found")
	}
	return err
}

// printFact prints a fact for people: the figure, what it means, the sentence
// and where it stands.
func (a *app) printFact(f *store.CitedFact) error {
	subject := f.Subject
	if subject == "" {
		subject = "(subject unknown)"
	}
	fmt.Fprintf(a.out, "%s: %s\n", subject, f.Quote)
	fmt.Fprintf(a.out, "    %s\n", strings.Join(meaning(f), " · "))
	fmt.Fprintf(a.out, "    “%s”\n", strings.TrimSpace(f.Sentence))
	by := f.Publisher
	if f.PublishedOn != "" {
		by = strings.TrimPrefix(by+", "+f.PublishedOn, ", ")
	}
	_, err := fmt.Fprintf(a.out, "    [%d] %s\n    %s at %d to %d, sha256 %.12s\n\n", f.ID, by, f.ArticleURL, f.Start, f.End, f.SHA256)
	return err
}

// meaning says what a fact means in a few words each: the exact value, kind,
// period, baseline, status, source, and how sure it is.
func meaning(f *store.CitedFact) []string {
	value := f.Value
	if f.High != "" {
		value += " to " + f.High
	}
	if f.Total != "" {
		value += " of " + f.Total
	}
	if f.Kind == "change" && !strings.HasPrefix(value, "-") {
		value = "+" + value
	}
	if f.Comparator != "eq" {
		value = strings.ReplaceAll(f.Comparator, "_", " ") + " " + value
	}
	words := []string{strings.TrimSpace(value + " " + f.Unit), f.Kind}
	if p := span(f.PeriodStart, f.PeriodEnd); p != "" {
		words = append(words, p)
	}
	if f.Basis != "" || f.BaselineStart != "" || f.BaselineEnd != "" {
		words = append(words, strings.TrimSpace("against "+span(f.BaselineStart, f.BaselineEnd)+" "+basisWords[f.Basis]))
	}
	if f.Status != "reported" {
		words = append(words, f.Status)
	}
	if f.AttributedTo != "" {
		words = append(words, "says "+f.AttributedTo)
	}
	return append(words, fmt.Sprintf("confidence %.2f", f.Confidence))
}

var basisWords = map[string]string{
	"yoy": "(a year earlier)", "prev_period": "(the period before)", "since": "(since)", "target": "(the target)",
}

// span writes an interval of days as the gold files do; "" where unknown.
func span(start, end string) string {
	switch {
	case start == "" && end == "":
		return ""
	case start == end:
		return start
	case start == "":
		return "../" + end
	case end == "":
		return start + "/.."
	}
	return start + "/" + end
}
