package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/store"
)

func init() { commands = append(commands, statusCommand) }

func statusCommand(a *app) *cobra.Command {
	var state string
	var all bool
	cmd := &cobra.Command{
		Use:   "status [URL…]",
		Short: "Show what is due, done, failed and why",
		Long: `Show how the work list stands: sums, the last crawl, and every address that went
wrong with its reason. With addresses, explain these. With --json or --csv, a
row for every address on the list.

due is fetched at its next time, done was fetched, failed will not heal by
itself, refused is forbidden by robots.txt or leads to a private address, gone
is what the server says is not there.`,
		Example: `  solieu status
  solieu status --json | jq 'select(.state == "failed")'
  solieu status https://vnexpress.net/rss/kinh-doanh.rss`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch corpus.State(state) {
			case "", corpus.Due, corpus.Done, corpus.Failed, corpus.Refused, corpus.Gone:
			default:
				return usage(fmt.Errorf("--state %q: one of due, done, failed, refused, gone", state))
			}
			return a.runStatus(cmd.Context(), args, corpus.State(state), all || state != "")
		},
	}
	cmd.Flags().StringVar(&state, "state", "", "only addresses in this `STATE`: due, done, failed, refused, gone")
	cmd.Flags().BoolVar(&all, "all", false, "every address, not only those that went wrong")
	return cmd
}

var statusColumns = []string{"url", "state", "attempts", "http_status", "error", "next_at"}

// statusRow is an item in the order of statusColumns.
func statusRow(it corpus.Item) []any {
	row := []any{it.URL, string(it.State), it.Attempts, nil, nil, nil}
	if it.Status != 0 {
		row[3] = it.Status
	}
	if it.Error != "" {
		row[4] = it.Error
	}
	if !it.Next.IsZero() {
		row[5] = it.Next.UTC().Format(time.RFC3339)
	}
	return row
}

func standingRow(st store.Standing) []any {
	if st.Error == "" && st.HostReason != "" {
		st.Error = "host left alone: " + st.HostReason
	}
	return statusRow(st.Item)
}

func (a *app) runStatus(ctx context.Context, urls []string, state corpus.State, all bool) error {
	s, err := a.openRead(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	rows := a.records(statusColumns...)
	if len(urls) > 0 {
		return a.explainURLs(ctx, s, rows, urls)
	}
	if a.json || a.csv || all {
		if err := s.Standings(ctx, state, func(st store.Standing) error { return rows.write(standingRow(st)...) }); err != nil {
			return err
		}
		return rows.flush()
	}
	counts, err := s.States(ctx)
	if err != nil {
		return err
	}
	sum := 0
	for _, n := range counts {
		sum += n
	}
	now, err := s.DueNow(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%d addresses: %d due, %d done, %d failed, %d refused, %d gone; %d to fetch now\n",
		sum, counts[corpus.Due], counts[corpus.Done], counts[corpus.Failed], counts[corpus.Refused], counts[corpus.Gone], now)
	run, ok, err := s.LastRun(ctx)
	if err != nil {
		return err
	}
	if ok {
		end := "has not ended, or was killed"
		if !run.Ended.IsZero() {
			end = "took " + run.Ended.Sub(run.Started).Round(time.Second).String()
		}
		fmt.Fprintf(a.out, "last crawl began %s, %s: %d requests, %d done, %d failed, %d articles, %d facts\n",
			run.Started.Local().Format(time.DateTime), end, run.Requests, run.Done, run.Failed, run.Articles, run.Facts)
	}
	if err := s.Troubles(ctx, func(st store.Standing) error { return rows.write(standingRow(st)...) }); err != nil {
		return err
	}
	return rows.flush()
}

// explainURLs tells all that is known of some addresses.
func (a *app) explainURLs(ctx context.Context, s *store.Store, rows *records, urls []string) error {
	norm := make([]string, len(urls))
	for i, raw := range urls {
		u, err := corpus.NormalizeURL(raw)
		if err != nil {
			return usage(fmt.Errorf("%s: %w", named(raw), err))
		}
		norm[i] = u
	}
	missing := 0
	var more []string
	for _, u := range norm {
		st, ok, err := s.Standing(ctx, u)
		if err != nil {
			return err
		}
		if !ok {
			missing++
			a.talk("%s: not on the work list; solieu add puts it there", u)
			continue
		}
		if err := rows.write(standingRow(st)...); err != nil {
			return err
		}
		more = append(more, standingStory(st))
	}
	if err := rows.flush(); err != nil {
		return err
	}
	if !a.json && !a.csv {
		for _, line := range more {
			fmt.Fprintln(a.out, line)
		}
	}
	if missing > 0 {
		return &failure{exitFailed, errors.New("some addresses are not on the work list")}
	}
	return nil
}

func standingStory(st store.Standing) string {
	line := st.URL + ":"
	if st.Kind != "" {
		line += " " + string(st.Kind) + ";"
	}
	if st.From != "" {
		line += " named by " + st.From + ";"
	}
	if st.Source != "" {
		line += " source " + st.Source + ";"
	}
	if !st.Tried.IsZero() {
		line += " last tried " + st.Tried.Local().Format(time.DateTime) + ";"
	}
	if st.Interval > 0 {
		line += " looked at every " + st.Interval.String() + " as it stands;"
	}
	if st.HostReason != "" {
		line += " its host is left alone until " + st.Next.Local().Format(time.DateTime) + ": " + st.HostReason + ";"
	}
	return line[:len(line)-1]
}
