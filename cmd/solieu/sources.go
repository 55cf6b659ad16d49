package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"solieu/corpus"
)

func init() { commands = append(commands, sourcesCommand) }

func sourcesCommand(a *app) *cobra.Command {
	var file string
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List the known sites; turn them on or off for the nightly crawl",
		Long: `List the sites that solieu knows, and which are turned on. A crawl fetches the
feeds, lists and sitemaps of those, and the articles that they name.

--file names a list of your own: TOML with a [[source]] table for each site and
the keys id, name, publisher, domain, kind (government or press), language (vi
or en), feeds, lists, sitemaps.`,
		Example: `  solieu sources
  solieu sources enable gso moit vnexpress
  solieu sources enable --file mine.toml all`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listSources(cmd.Context(), file) },
	}
	cmd.PersistentFlags().StringVar(&file, "file", "", "a `FILE` with sources of your own")
	cmd.AddCommand(&cobra.Command{
		Use:     "enable ID…|all",
		Short:   "Turn sources on: the next crawl fetches them",
		Example: "  solieu sources enable gso moit vnexpress",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.enableSources(cmd.Context(), file, args)
		},
	}, &cobra.Command{
		Use:     "disable ID…|all",
		Short:   "Turn sources off; what they brought stays",
		Example: "  solieu sources disable vnexpress",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.disableSources(cmd.Context(), args)
		},
	})
	return cmd
}

// knownSources are those of the user's file, or the built-in ones.
func knownSources(file string) ([]corpus.Source, error) {
	if file == "" {
		return corpus.Sources(), nil
	}
	list, err := corpus.ReadSources(file)
	if err != nil {
		return nil, usage(err)
	}
	return list, nil
}

func (a *app) listSources(ctx context.Context, file string) error {
	known, err := knownSources(file)
	if err != nil {
		return err
	}
	enabled := map[string]bool{}
	if isFile(a.db) { // listing makes no database
		s, err := a.openRead(ctx)
		if err != nil {
			return err
		}
		defer s.Close()
		on, err := s.EnabledSources(ctx)
		if err != nil {
			return err
		}
		seen := map[string]bool{}
		for _, src := range known {
			seen[src.ID] = true
		}
		for _, src := range on {
			enabled[src.ID] = true
			if !seen[src.ID] && file == "" { // of a list of one's own
				known = append(known, src)
			}
		}
	}
	columns := []string{"id", "enabled", "kind", "name", "domain"}
	if a.json || a.csv {
		columns = append(columns, "publisher", "language", "feeds", "lists", "sitemaps")
	}
	rows := a.records(columns...)
	for _, src := range known {
		row := []any{src.ID, enabled[src.ID], src.Kind, src.Name, src.Domain}
		switch {
		case a.json:
			row = append(row, src.Publisher, src.Language, nonNil(src.Feeds), nonNil(src.Lists), nonNil(src.Sitemaps))
		case a.csv:
			row = append(row, src.Publisher, src.Language, strings.Join(src.Feeds, " "), strings.Join(src.Lists, " "), strings.Join(src.Sitemaps, " "))
		default:
			row[1] = map[bool]string{true: "on", false: "-"}[enabled[src.ID]]
		}
		if err := rows.write(row...); err != nil {
			return err
		}
	}
	return rows.flush()
}

func (a *app) enableSources(ctx context.Context, file string, ids []string) error {
	known, err := knownSources(file)
	if err != nil {
		return err
	}
	chosen, unknown := choose(known, ids)
	if len(unknown) > 0 {
		return usage(fmt.Errorf("no such source: %s (solieu sources lists them)", strings.Join(unknown, ", ")))
	}
	s, err := a.openWrite(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	for _, src := range chosen {
		if err := s.EnableSource(ctx, src); err != nil {
			return err
		}
	}
	a.talk("%d sources turned on; solieu crawl fetches what they list", len(chosen))
	return nil
}

// choose picks sources by id; all of them for "all". It chooses none where
// there are ids that it does not know.
func choose(known []corpus.Source, ids []string) (chosen []corpus.Source, unknown []string) {
	byID := map[string]corpus.Source{}
	for _, src := range known {
		byID[src.ID] = src
	}
	all := false
	for _, id := range ids {
		if id == "all" {
			all = true
			continue
		}
		if src, ok := byID[id]; ok {
			chosen = append(chosen, src)
		} else {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) > 0 {
		return nil, unknown
	}
	if all {
		return known, nil
	}
	return chosen, nil
}

func (a *app) disableSources(ctx context.Context, ids []string) error {
	s, err := a.openWrite(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	on, err := s.EnabledSources(ctx)
	if err != nil {
		return err
	}
	chosen, unknown := choose(on, ids)
	if len(unknown) > 0 {
		return usage(fmt.Errorf("not turned on: %s", strings.Join(unknown, ", ")))
	}
	for _, src := range chosen {
		if _, err := s.DisableSource(ctx, src.ID); err != nil {
			return err
		}
	}
	a.talk("%d sources turned off", len(chosen))
	return nil
}
