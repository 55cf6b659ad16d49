package main

import (
	"fmt"
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
made them, then the facts that come of them, and what each of the rules does that
made a quantity or gave a fact its unit or scale. What a fact is of, its time, its
baseline and the rest are chosen by learned weights, not by rules. It is the place
to look when a figure in the database is not what the article says.`,
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
		if err := rows.write("time", text[t.Start:t.End], at.of(t.Start), at.of(t.End), t.Grain.String()+" "+timeReading(t), t.Rule, nil); err != nil {
			return err
		}
	}
	fired := map[string]bool{}
	fire := func(rules []string) string {
		for _, r := range rules {
			fired[r] = true
		}
		return strings.Join(rules, " ")
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
		if err := rows.write("quantity", text[q.Start:q.End], at.of(q.Start), at.of(q.End), reading, fire(q.Rules), fmt.Sprintf("%.2f", q.Confidence)); err != nil {
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
		if err := rows.write("fact", f.Quote, f.Start, f.End, reading, fire(f.Rules), fmt.Sprintf("%.2f", f.Confidence)); err != nil {
			return err
		}
	}
	// What each of these rules does, in the order they are tried.
	for _, rule := range number.Rules {
		if !fired[rule.Name] {
			continue
		}
		if err := rows.write("rule", rule.Name, nil, nil, rule.About, nil, nil); err != nil {
			return err
		}
	}
	return rows.flush()
}

// timeReading tells what a time was read as: its days, or how far it lies from
// the period of the fact beside it.
func timeReading(t date.Time) string {
	days := span(t.From.String(), t.To.String())
	switch {
	case t.Same && days != "":
		return "the same period, " + days
	case t.Same && t.YearOf != 0:
		return fmt.Sprintf("the same period of %d", t.YearOf)
	case t.Same && t.Shift != 0 && t.Grain != date.Year:
		return fmt.Sprintf("the same period, %+d %s", t.Shift, t.Grain)
	case t.Same:
		return fmt.Sprintf("the same period, %+d year", -t.Years)
	case t.AsOf:
		return "as of " + t.To.String()
	}
	return days
}
