package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/unicode/norm"

	"solieu/normalize"
	"solieu/normalize/date"
	"solieu/normalize/number"
	"solieu/store"
)

func init() { commands = append(commands, explainCommand) }

func explainCommand(a *app) *cobra.Command {
	var flags textFlags
	cmd := &cobra.Command{
		Use:   "explain TEXT",
		Short: "Show step by step how a text is read, with the rules that fired",
		Long: `Show how TEXT is read: the times and the quantities in it with the rules that
made them, then the facts that come of them with the rule for each field, and
what each rule of the quantities does. It is
the place to look when a figure in the database is not what the article says.`,
		Example: `  solieu explain --date 2024-04-24 "Quý I đạt gần 36,3 tỷ USD, tăng 17,7% so với cùng kỳ"`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ref, err := flags.ref(a)
			if err != nil {
				return err
			}
			return a.explain(norm.NFC.String(strings.ToValidUTF8(strings.Join(args, " "), "\uFFFD")), ref, flags.lang)
		},
	}
	flags.add(cmd)
	return cmd
}

func (a *app) explain(text string, ref date.DayNum, lang string) error {
	p := &parser{a: a, ref: ref, lang: lang}
	p.scan(text)
	rows := a.records("step", "quote", "start", "end", "reading", "rules", "confidence")
	at := points{text: text}
	for _, t := range p.times {
		reading := span(isoDay(t.From), isoDay(t.To))
		switch {
		case t.Same:
			reading = fmt.Sprintf("the same period, %d back", t.Years)
		case t.AsOf:
			reading = "as of " + isoDay(t.To)
		}
		if err := rows.write("time", text[t.Start:t.End], at.of(t.Start), at.of(t.End), t.Grain.String()+" "+reading, t.Rule, nil); err != nil {
			return err
		}
	}
	for _, q := range p.qs {
		reading := q.Kind.String() + " " + q.Value.String()
		if q.HasHigh {
			reading += " to " + q.High.String()
		}
		if q.HasTotal {
			reading += " of " + q.Total.String()
		}
		reading = strings.TrimSpace(reading+" "+q.Unit) + ", " + q.Comparator.String()
		if err := rows.write("quantity", text[q.Start:q.End], at.of(q.Start), at.of(q.End), reading, strings.Join(q.Rules, " "), fmt.Sprintf("%.2f", q.Confidence)); err != nil {
			return err
		}
	}
	facts := normalize.Facts(text, normalize.Options{Date: ref, Lang: lang})
	for i := range facts {
		f := store.CitedFact{Fact: storeFact(&facts[i])}
		words := meaning(&f)
		reading := f.Subject + ": " + strings.Join(words[:len(words)-1], " · ")
		if f.ChangeOf >= 0 {
			reading += " · changes “" + facts[f.ChangeOf].Quote + "”"
		}
		if err := rows.write("fact", f.Quote, f.Start, f.End, reading, strings.Join(f.Rules, " "), fmt.Sprintf("%.2f", f.Confidence)); err != nil {
			return err
		}
	}
	// What each rule of the quantities does, in the order they are tried.
	for _, rule := range number.Rules {
		fired := slices.ContainsFunc(p.qs, func(q number.Quantity) bool { return slices.Contains(q.Rules, rule.Name) })
		if !fired {
			continue
		}
		if err := rows.write("rule", rule.Name, nil, nil, rule.About, nil, nil); err != nil {
			return err
		}
	}
	return rows.flush()
}

func isoDay(d date.DayNum) string {
	if d == date.None {
		return ""
	}
	return d.String()
}
